//! An IAM that keeps MFA devices and really checks their codes (TOTP, RFC 6238), behind the wire
//! protocol of the real one: the AWS Query protocol, with answers as the IAM API Reference shows
//! them.
//!
//! Its clock stands still until [`Iam::advance`] moves it, so no test waits for a code. AWS does
//! not document how far a device may have drifted to be resynchronized; here it is two hours.

use std::collections::BTreeMap;
use std::ops::{Deref, RangeInclusive};
use std::sync::{Arc, Mutex};

use rustls::ServerConfig;

use crate::device::Registered;
use crate::http::Request;
use crate::lock;
use crate::query::{Context, QueryServer, Response, escape, parameter, parameters};
pub use crate::session::ACCOUNT;
use crate::session::{Principal, Sessions};
use crate::signature::Signature;

pub use crate::device::{Device, STEP, with_codes};
pub use crate::query::{Call, Fault, ReceivedRequest};

const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

/// An IAM user.
#[derive(Debug, Default)]
struct User {
    /// In IAM's spelling.
    name: String,
    path: String,
    /// By serial number.
    devices: BTreeMap<String, Registered>,
}

#[derive(Debug, Default)]
pub(crate) struct IamState {
    now: i64,
    /// By account, and then by name in lower case.
    users: BTreeMap<String, BTreeMap<String, User>>,
    /// The only access key that is accepted; `None` accepts any.
    access_key_id: Option<String>,
    /// What STS has issued, once there is one: from then on signatures and policies are checked.
    pub(crate) sessions: Option<Sessions>,
}

/// The server.
#[derive(Debug)]
pub struct Iam {
    server: QueryServer,
    pub(crate) state: Arc<Mutex<IamState>>,
}

/// The faults and the traffic.
impl Deref for Iam {
    type Target = QueryServer;

    fn deref(&self) -> &QueryServer {
        &self.server
    }
}

impl Iam {
    /// Starts it, with its clock at `now`, in seconds since 1970.
    #[must_use]
    pub fn start(now: i64) -> Self {
        Self::over(None, now)
    }

    /// Starts one that speaks TLS.
    #[must_use]
    pub fn start_tls(tls: Arc<ServerConfig>, now: i64) -> Self {
        Self::over(Some(tls), now)
    }

    fn over(tls: Option<Arc<ServerConfig>>, now: i64) -> Self {
        let state = Arc::new(Mutex::new(IamState {
            now,
            ..IamState::default()
        }));
        let shared = Arc::clone(&state);
        let server = QueryServer::start(tls, NAMESPACE, move |request, context| {
            answer(request, context, &mut lock(&shared))
        });
        Self { server, state }
    }

    /// Registers a device for a user of the function's account. IAM assumes that its clock is right.
    pub fn register(&self, user_name: &str, serial_number: &str, device: &Device) {
        self.register_in(ACCOUNT, user_name, serial_number, device);
    }

    /// The same for a user of another account.
    pub fn register_in(
        &self,
        account: &str,
        user_name: &str,
        serial_number: &str,
        device: &Device,
    ) {
        let registered = Registered::new(device);
        let mut state = lock(&self.state);
        let user = state.user_or_new(account, user_name);
        user.devices.insert(serial_number.to_owned(), registered);
    }

    /// What IAM's clock says, in seconds since 1970.
    #[must_use]
    pub fn now(&self) -> i64 {
        lock(&self.state).now
    }

    /// Adds a user without a device.
    pub fn add_user(&self, user_name: &str) {
        lock(&self.state).user_or_new(ACCOUNT, user_name);
    }

    /// Gives a user a path, such as `/staff/`, in place of `/`.
    pub fn set_path(&self, account: &str, user_name: &str, path: &str) {
        path.clone_into(&mut lock(&self.state).user_or_new(account, user_name).path);
    }

    /// Advances the clock.
    pub fn advance(&self, seconds: i64) {
        lock(&self.state).now += seconds;
    }

    /// Whether AWS accepts this code for a sign-in to the function's account.
    #[must_use]
    pub fn sign_in(&self, user_name: &str, serial_number: &str, code: &str) -> bool {
        self.sign_in_to(ACCOUNT, user_name, serial_number, code)
    }

    /// The same of another account.
    #[must_use]
    pub fn sign_in_to(
        &self,
        account: &str,
        user_name: &str,
        serial_number: &str,
        code: &str,
    ) -> bool {
        let mut state = lock(&self.state);
        let now = state.now;
        let user = state.user(account, user_name);
        user.and_then(|user| user.devices.get_mut(serial_number))
            .is_some_and(|device| device.sign_in(now, code))
    }

    /// Accepts only this access key.
    pub fn accept_only(&self, access_key_id: &str) {
        lock(&self.state).access_key_id = Some(access_key_id.to_owned());
    }
}

impl IamState {
    fn user(&mut self, account: &str, user_name: &str) -> Option<&mut User> {
        let users = self.users.get_mut(account)?;
        users.get_mut(&user_name.to_ascii_lowercase())
    }

    fn user_or_new(&mut self, account: &str, user_name: &str) -> &mut User {
        let users = self.users.entry(account.to_owned()).or_default();
        let user = users.entry(user_name.to_ascii_lowercase());
        user.or_insert_with(|| User {
            name: user_name.to_owned(),
            path: "/".to_owned(),
            devices: BTreeMap::new(),
        })
    }
}

fn answer(request: &Request, context: &Context, state: &mut IamState) -> Response {
    let Some(signature) = Signature::parse(request, "iam") else {
        let message = "Request is missing Authentication Token";
        return context.error(403, "MissingAuthenticationToken", message);
    };
    let is_good_key = state
        .access_key_id
        .as_ref()
        .is_none_or(|key| *key == signature.access_key_id);
    let principal = match &state.sessions {
        _ if !is_good_key => {
            let message = "The security token included in the request is invalid";
            Err(context.error(403, "InvalidClientTokenId", message))
        }
        None => Ok(Principal::Hub),
        Some(sessions) => sessions.authenticate(request, &signature, context),
    };
    let principal = match principal {
        Ok(principal) => principal,
        Err(refusal) => return refusal,
    };
    if context.is_skewed(request) {
        let message = "Signature expired: its time is not the current time";
        return context.error(403, "SignatureDoesNotMatch", message);
    }
    let parameters = parameters(request);
    let action = parameter(&parameters, "Action");
    if parameter(&parameters, "Version") != "2010-05-08"
        || !["ResyncMFADevice", "ListMFADevices"].contains(&action)
    {
        let message = format!("Could not find operation {action}");
        return context.error(400, "InvalidAction", &message);
    }
    let account = principal.account().to_owned();
    let user_name = parameter(&parameters, "UserName");
    // IAM knows no path of a user that does not exist.
    let resource = match state.user(&account, user_name) {
        Some(user) => format!("arn:aws:iam::{account}:user{}{}", user.path, user.name),
        None => format!("arn:aws:iam::{account}:user/{user_name}"),
    };
    if let Err(refusal) =
        principal.authorize(&format!("iam:{action}"), user_name, &resource, context)
    {
        return refusal;
    }
    if action == "ResyncMFADevice" {
        resync_mfa_device(&account, &parameters, state, context)
    } else {
        list_mfa_devices(&account, &parameters, state, context)
    }
}

fn no_such_user(user_name: &str, context: &Context) -> Response {
    let message = format!("The user with name {user_name} cannot be found.");
    context.error(404, "NoSuchEntity", &message)
}

/// Checks parameters against the rules of the service model; returns the first violation.
fn check(
    parameters: &Call,
    rules: &[(&str, RangeInclusive<usize>, &str)],
    context: &Context,
) -> Result<(), Response> {
    for (name, length, others) in rules {
        let value = parameter(parameters, name);
        let allowed = |c: char| match *others {
            "" => c.is_ascii_digit(),
            others => c.is_ascii_alphanumeric() || others.contains(c),
        };
        if !length.contains(&value.len()) || !value.chars().all(allowed) {
            let message = format!(
                "1 validation error detected: Value '{value}' at '{name}' failed to satisfy \
                 constraint"
            );
            return Err(context.error(400, "ValidationError", &message));
        }
    }
    Ok(())
}

fn resync_mfa_device(
    account: &str,
    parameters: &Call,
    state: &mut IamState,
    context: &Context,
) -> Response {
    let rules = [
        ("UserName", 1..=128, "_+=,.@-"),
        ("SerialNumber", 9..=256, "_+=/:,.@-"),
        ("AuthenticationCode1", 6..=6, ""),
        ("AuthenticationCode2", 6..=6, ""),
    ];
    if let Err(answer) = check(parameters, &rules, context) {
        return answer;
    }
    let user_name = parameter(parameters, "UserName");
    let serial_number = parameter(parameters, "SerialNumber");
    let codes = [
        parameter(parameters, "AuthenticationCode1"),
        parameter(parameters, "AuthenticationCode2"),
    ];
    let now = state.now;
    let Some(user) = state.user(account, user_name) else {
        return no_such_user(user_name, context);
    };
    match user.devices.get_mut(serial_number) {
        None => {
            let message = format!("MFA device with serial number {serial_number} does not exist.");
            context.error(404, "NoSuchEntity", &message)
        }
        Some(device) => {
            if device.resync(now, &codes) {
                context.success("ResyncMFADevice", "")
            } else {
                let message = "Authentication code for device is not valid.";
                context.error(403, "InvalidAuthenticationCode", message)
            }
        }
    }
}

/// Two devices on a page: IAM may return fewer than the maximum.
fn list_mfa_devices(
    account: &str,
    parameters: &Call,
    state: &mut IamState,
    context: &Context,
) -> Response {
    const PAGE: usize = 2;

    if let Err(answer) = check(parameters, &[("UserName", 1..=128, "_+=,.@-")], context) {
        return answer;
    }
    let user_name = parameter(parameters, "UserName");
    let Some(User { devices, .. }) = state.user(account, user_name) else {
        return no_such_user(user_name, context);
    };
    let start = parameter(parameters, "Marker").parse().unwrap_or(0);
    let members = devices.keys().skip(start).take(PAGE).map(|serial_number| {
        format!(
            "<member><UserName>{user_name}</UserName><SerialNumber>{}</SerialNumber>\
             <EnableDate>2026-01-01T00:00:00Z</EnableDate></member>",
            escape(serial_number)
        )
    });
    let members: String = members.collect();
    let next = start + PAGE;
    let more = if next < devices.len() {
        format!("<IsTruncated>true</IsTruncated><Marker>{next}</Marker>")
    } else {
        "<IsTruncated>false</IsTruncated>".to_owned()
    };
    let result = format!(
        "  <ListMFADevicesResult><MFADevices>{members}</MFADevices>{more}</ListMFADevicesResult>\n"
    );
    context.success("ListMFADevices", &result)
}
