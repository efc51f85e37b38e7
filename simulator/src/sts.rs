//! An STS that lets the function's role assume roles of other accounts. From its start, the IAM
//! checks signatures and enforces the policies of the sessions.

use std::ops::Deref;
use std::sync::{Arc, Mutex};

use rustls::ServerConfig;
use time::Duration;
use time::format_description::well_known::Rfc3339;

use crate::http::Request;
use crate::iam::{Iam, IamState};
use crate::lock;
use crate::policy::Policy;
use crate::query::{Call, Context, QueryServer, Response, escape, parameter, parameters};
use crate::session::{Principal, Session, Sessions};
use crate::signature::{AccessKey, Signature};

pub use crate::session::{HUB_ROLE, Role};

const NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

/// The server.
#[derive(Debug)]
pub struct Sts {
    server: QueryServer,
    iam: Arc<Mutex<IamState>>,
}

/// The faults and the traffic.
impl Deref for Sts {
    type Target = QueryServer;

    fn deref(&self) -> &QueryServer {
        &self.server
    }
}

impl Sts {
    /// Starts it for an IAM, which from now on checks signatures and policies. The function's
    /// credentials are those of this access key.
    #[must_use]
    pub fn start(iam: &Iam, access_key_id: &str, secret: &str, token: &str) -> Self {
        Self::over(None, iam, [access_key_id, secret, token])
    }

    /// Starts one that speaks TLS.
    #[must_use]
    pub fn start_tls(
        tls: Arc<ServerConfig>,
        iam: &Iam,
        access_key_id: &str,
        secret: &str,
        token: &str,
    ) -> Self {
        Self::over(Some(tls), iam, [access_key_id, secret, token])
    }

    fn over(tls: Option<Arc<ServerConfig>>, iam: &Iam, key: [&str; 3]) -> Self {
        let [id, secret, token] = key.map(str::to_owned);
        lock(&iam.state).sessions = Some(Sessions {
            hub: AccessKey { id, secret, token },
            may_hub_assume: true,
            roles: Vec::new(),
            issued: Vec::new(),
            are_expired: false,
        });
        let shared = Arc::clone(&iam.state);
        let server = QueryServer::start(tls, NAMESPACE, move |request, context| {
            let mut state = lock(&shared);
            let sessions = state.sessions.as_mut();
            answer(request, context, sessions.expect("there is an STS"))
        });
        Self {
            server,
            iam: Arc::clone(&iam.state),
        }
    }

    fn change<T>(&self, change: impl FnOnce(&mut Sessions) -> T) -> T {
        change(lock(&self.iam).sessions.as_mut().expect("there is an STS"))
    }

    /// Adds a role, in place of the one of this account.
    pub fn set_role(&self, role: Role) {
        self.change(|sessions| {
            sessions.roles.retain(|other| other.account != role.account);
            sessions.roles.push(role);
        });
    }

    /// Removes the role of an account, and leaves its sessions.
    pub fn remove_role(&self, account: &str) {
        self.change(|sessions| sessions.roles.retain(|role| role.account != account));
    }

    /// Sets whether the policy of the function's role allows `sts:AssumeRole`.
    pub fn set_hub_may_assume(&self, may_assume: bool) {
        self.change(|sessions| sessions.may_hub_assume = may_assume);
    }

    /// Ends every session: those that were issued, and from now on each new one before its first use.
    pub fn expire_sessions(&self) {
        self.change(|sessions| sessions.are_expired = true);
    }
}

fn answer(request: &Request, context: &Context, sessions: &mut Sessions) -> Response {
    let Some(signature) = Signature::parse(request, "sts") else {
        let message = "Request is missing Authentication Token";
        return context.error(403, "MissingAuthenticationToken", message);
    };
    let principal = match sessions.authenticate(request, &signature, context) {
        Ok(principal) => principal,
        Err(refusal) => return refusal,
    };
    if context.is_skewed(request) {
        let message = "Signature expired: its time is not the current time";
        return context.error(403, "SignatureDoesNotMatch", message);
    }
    let parameters = parameters(request);
    let get = |name| parameter(&parameters, name);
    if (get("Version"), get("Action")) != ("2011-06-15", "AssumeRole") {
        return context.error(400, "InvalidAction", "Could not find the operation");
    }
    if let Err(name) = check(&parameters) {
        let message = format!("1 validation error detected: Value at '{name}' is not valid");
        return context.error(400, "ValidationError", &message);
    }
    let policy = parameters.get("Policy").map(|text| Policy::parse(text));
    if let Some(None) = policy {
        let message = "The policy is not in the valid JSON format.";
        return context.error(400, "MalformedPolicyDocument", message);
    }
    let arn = get("RoleArn");
    let denied = |because: &str| {
        let message = format!(
            "User: {} is not authorized to perform: sts:AssumeRole on resource: {arn}{because}",
            principal.arn()
        );
        context.error(403, "AccessDenied", &message)
    };
    // The policy of a member's role does not allow it either.
    if !sessions.may_hub_assume || matches!(principal, Principal::Session(_)) {
        return denied(" because no identity-based policy allows the sts:AssumeRole action");
    }
    let is_allowed = |role: &&Role| {
        role.arn() == arn
            && role.trusted == HUB_ROLE
            && (role.allows_source_identity || !parameters.contains_key("SourceIdentity"))
    };
    let Some(role) = sessions.roles.iter().find(is_allowed).cloned() else {
        return denied("");
    };
    let seconds = get("DurationSeconds").parse().unwrap_or(3600);
    let number = sessions.issued.len() + 1;
    let session = Session {
        key: AccessKey {
            id: format!("ASIA{number:016}"),
            secret: format!("the secret of session {number}/+="),
            token: format!("the token of session {number}/+="),
        },
        role,
        name: get("RoleSessionName").to_owned(),
        policy: policy.flatten(),
        expiration: context.now() + Duration::seconds(seconds),
    };
    let document = issued(&session, &parameters);
    sessions.issued.push(session);
    context.success("AssumeRole", &document)
}

/// The longest session policy, in characters.
const MAX_POLICY: usize = 2048;

fn is_role_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", partition, "iam", "", account, resource] = parts[..] else {
        return false;
    };
    let is_account = account.len() == 12 && account.chars().all(|c| c.is_ascii_digit());
    let name = resource.strip_prefix("role/").unwrap_or_default();
    partition.starts_with("aws") && is_account && !name.is_empty() && text.len() <= MAX_POLICY
}

/// The first parameter that breaks a rule of the service model.
fn check(parameters: &Call) -> Result<(), &'static str> {
    let is_name = |name: &str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
        (2..=64).contains(&name.len()) && name.chars().all(allowed)
    };
    let get = |name| parameter(parameters, name);
    let seconds = parameters.get("DurationSeconds");
    let seconds = seconds.map_or(Ok(3600), |seconds| seconds.parse());
    for (name, is_valid) in [
        ("roleArn", is_role_arn(get("RoleArn"))),
        ("roleSessionName", is_name(get("RoleSessionName"))),
        (
            "sourceIdentity",
            !parameters.contains_key("SourceIdentity") || is_name(get("SourceIdentity")),
        ),
        (
            "durationSeconds",
            seconds.is_ok_and(|seconds| (900..=3600).contains(&seconds)),
        ),
        (
            "policy",
            !parameters.contains_key("Policy") || (1..=MAX_POLICY).contains(&get("Policy").len()),
        ),
    ] {
        if !is_valid {
            return Err(name);
        }
    }
    Ok(())
}

fn issued(session: &Session, parameters: &Call) -> String {
    let Session { key, name, .. } = session;
    let element = |name: &str, text: &str| format!("<{name}>{}</{name}>", escape(text));
    let given = |name: &str, text: Option<String>| {
        text.map_or_else(String::new, |text| element(name, &text))
    };
    let expiration = session.expiration.replace_nanosecond(0);
    let expiration = expiration.ok().and_then(|time| time.format(&Rfc3339).ok());
    let policy = parameters.get("Policy");
    let packed = policy.map(|text| (text.len() * 100 / MAX_POLICY).to_string());
    [
        "  <AssumeRoleResult><Credentials>".to_owned(),
        element("AccessKeyId", &key.id),
        element("SecretAccessKey", &key.secret),
        element("SessionToken", &key.token),
        element("Expiration", &expiration.unwrap_or_default()),
        "</Credentials><AssumedRoleUser>".to_owned(),
        element("AssumedRoleId", &format!("AROA0123456789EXAMPLE:{name}")),
        element("Arn", &session.arn()),
        "</AssumedRoleUser>".to_owned(),
        given("PackedPolicySize", packed),
        given("SourceIdentity", parameters.get("SourceIdentity").cloned()),
        "</AssumeRoleResult>\n".to_owned(),
    ]
    .concat()
}
