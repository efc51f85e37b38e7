//! An STS that lets the function's role assume roles of other accounts, and what the IAM checks of
//! its sessions: signatures, expiry and policies.

use std::ops::Deref;
use std::sync::{Arc, Mutex};

use rustls::ServerConfig;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use crate::http::Request;
use crate::iam::{ACCOUNT, Iam, IamState};
use crate::lock;
use crate::policy::Policy;
use crate::query::{Call, Context, QueryServer, Response, escape, parameter, parameters};
use crate::signature::{AccessKey, Signature};

/// The role of the function.
pub const HUB_ROLE: &str = "arn:aws:iam::123456789012:role/resync-hub";

/// A session of that role, as which the function calls.
const HUB_SESSION: &str = "arn:aws:sts::123456789012:assumed-role/resync-hub/function";

const NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

/// A role as `member.yaml` makes it.
#[derive(Debug, Clone)]
pub struct Role {
    /// Twelve digits.
    pub account: String,
    /// After its path, where it has one.
    pub name: String,
    /// The ARN of the role that it trusts.
    pub trusted: String,
    /// Whether its trust policy allows `sts:SetSourceIdentity`.
    pub allows_source_identity: bool,
    /// The path of the users whose devices it may resynchronize.
    pub user_path: String,
}

impl Role {
    /// The role of a member whose users have any path, trusted by the function's role.
    #[must_use]
    pub fn of_member(account: &str, name: &str) -> Self {
        Self {
            account: account.to_owned(),
            name: name.to_owned(),
            trusted: HUB_ROLE.to_owned(),
            allows_source_identity: true,
            user_path: "/".to_owned(),
        }
    }

    fn arn(&self) -> String {
        format!("arn:aws:iam::{}:role/{}", self.account, self.name)
    }

    fn allows(&self, action: &str, resource: &str) -> bool {
        let users = format!("arn:aws:iam::{}:user", self.account);
        match action {
            "iam:ResyncMFADevice" => resource.starts_with(&format!("{users}{}", self.user_path)),
            "iam:ListMFADevices" => resource.starts_with(&format!("{users}/")),
            _ => false,
        }
    }
}

/// A session of a role.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    key: AccessKey,
    role: Role,
    name: String,
    policy: Option<Policy>,
    expiration: OffsetDateTime,
}

/// What STS knows and has issued.
#[derive(Debug)]
pub(crate) struct Sessions {
    hub: AccessKey,
    may_hub_assume: bool,
    roles: Vec<Role>,
    issued: Vec<Session>,
}

/// Who sent a request to IAM.
pub(crate) enum Principal {
    /// The function's own role, which may do what it needs.
    Hub,
    Session(Box<Session>),
}

impl Principal {
    pub fn account(&self) -> &str {
        match self {
            Self::Hub => ACCOUNT,
            Self::Session(session) => &session.role.account,
        }
    }

    /// What the role allows, and the session's policy too.
    pub fn authorize(
        &self,
        action: &str,
        resource: &str,
        context: &Context,
    ) -> Result<(), Response> {
        let Self::Session(session) = self else {
            return Ok(());
        };
        let policy = session.policy.as_ref();
        let because = if policy.is_some_and(|policy| !policy.allows(action, resource)) {
            "session"
        } else if session.role.allows(action, resource) {
            return Ok(());
        } else {
            "identity-based"
        };
        let role = session.role.name.rsplit('/').next().unwrap_or_default();
        let message = format!(
            "User: arn:aws:sts::{}:assumed-role/{role}/{} is not authorized to perform: {action} on \
             resource: {resource} because no {because} policy allows the {action} action",
            session.role.account, session.name
        );
        Err(context.error(403, "AccessDenied", &message))
    }
}

impl Sessions {
    /// Whose request it is.
    pub fn authenticate(
        &self,
        request: &Request,
        signature: &Signature<'_>,
        context: &Context,
    ) -> Result<Principal, Response> {
        let session = self
            .issued
            .iter()
            .find(|session| session.key.id == signature.access_key_id);
        let key = match session {
            Some(session) => &session.key,
            None if self.hub.id == signature.access_key_id => &self.hub,
            None => {
                let message = "The security token included in the request is invalid";
                return Err(context.error(403, "InvalidClientTokenId", message));
            }
        };
        if !signature.is_of(key, request) {
            let message = "The request signature we calculated does not match the signature you \
                           provided.";
            return Err(context.error(403, "SignatureDoesNotMatch", message));
        }
        let Some(session) = session else {
            return Ok(Principal::Hub);
        };
        if session.expiration <= context.now() {
            let message = "The security token included in the request is expired";
            return Err(context.error(403, "ExpiredToken", message));
        }
        Ok(Principal::Session(Box::new(session.clone())))
    }
}

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
        Self::over(None, iam, access_key_id, secret, token)
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
        Self::over(Some(tls), iam, access_key_id, secret, token)
    }

    fn over(
        tls: Option<Arc<ServerConfig>>,
        iam: &Iam,
        access_key_id: &str,
        secret: &str,
        token: &str,
    ) -> Self {
        lock(&iam.state).sessions = Some(Sessions {
            hub: AccessKey {
                id: access_key_id.to_owned(),
                secret: secret.to_owned(),
                token: token.to_owned(),
            },
            may_hub_assume: true,
            roles: Vec::new(),
            issued: Vec::new(),
        });
        let shared = Arc::clone(&iam.state);
        let server = QueryServer::start(tls, move |request, context| {
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

    /// Sets whether the policy of the function's role allows `sts:AssumeRole`.
    pub fn set_hub_may_assume(&self, may_assume: bool) {
        self.change(|sessions| sessions.may_hub_assume = may_assume);
    }

    /// Ends every session that was issued.
    pub fn expire_sessions(&self) {
        self.change(|sessions| {
            for session in &mut sessions.issued {
                session.expiration = OffsetDateTime::UNIX_EPOCH;
            }
        });
    }
}

fn answer(request: &Request, context: &Context, sessions: &mut Sessions) -> Response {
    let Some(signature) = Signature::parse(request, "sts") else {
        let message = "Request is missing Authentication Token";
        return context.error(403, "MissingAuthenticationToken", message);
    };
    match sessions.authenticate(request, &signature, context) {
        Ok(Principal::Hub) => {}
        Ok(Principal::Session(_)) => {
            return context.error(403, "AccessDenied", "A session may assume no role.");
        }
        Err(refusal) => return refusal,
    }
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
            "User: {HUB_SESSION} is not authorized to perform: sts:AssumeRole on resource: \
             {arn}{because}"
        );
        context.error(403, "AccessDenied", &message)
    };
    if !sessions.may_hub_assume {
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
    let document = issued(&session, get("SourceIdentity"));
    sessions.issued.push(session);
    context.success(NAMESPACE, "AssumeRole", &document)
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
        ("roleArn", get("RoleArn").len() >= 20),
        ("roleSessionName", is_name(get("RoleSessionName"))),
        (
            "sourceIdentity",
            !parameters.contains_key("SourceIdentity") || is_name(get("SourceIdentity")),
        ),
        (
            "durationSeconds",
            seconds.is_ok_and(|seconds| (900..=3600).contains(&seconds)),
        ),
        ("policy", get("Policy").len() <= 2048),
    ] {
        if !is_valid {
            return Err(name);
        }
    }
    Ok(())
}

fn issued(session: &Session, source_identity: &str) -> String {
    let Session {
        key, role, name, ..
    } = session;
    let role_name = role.name.rsplit('/').next().unwrap_or_default();
    let element = |name: &str, text: &str| format!("<{name}>{}</{name}>", escape(text));
    let expiration = session.expiration.replace_nanosecond(0);
    let expiration = expiration.ok().and_then(|time| time.format(&Rfc3339).ok());
    let arn = format!(
        "arn:aws:sts::{}:assumed-role/{role_name}/{name}",
        role.account
    );
    [
        "  <AssumeRoleResult><Credentials>".to_owned(),
        element("AccessKeyId", &key.id),
        element("SecretAccessKey", &key.secret),
        element("SessionToken", &key.token),
        element("Expiration", &expiration.unwrap_or_default()),
        "</Credentials><AssumedRoleUser>".to_owned(),
        element("AssumedRoleId", &format!("AROA0123456789EXAMPLE:{name}")),
        element("Arn", &arn),
        "</AssumedRoleUser>".to_owned(),
        element("SourceIdentity", source_identity),
        "</AssumeRoleResult>\n".to_owned(),
    ]
    .concat()
}
