//! What STS knows of roles and has issued for them, and what IAM and STS check of a request by it:
//! signatures, expiry and policies.

use time::OffsetDateTime;

use crate::http::Request;
use crate::policy::Policy;
use crate::query::{Context, Response};
use crate::signature::{AccessKey, Signature};

/// The account that the function runs in.
pub const ACCOUNT: &str = "123456789012";

/// The role of the function.
pub const HUB_ROLE: &str = "arn:aws:iam::123456789012:role/resync-hub";

/// A session of that role, as which the function calls.
const HUB_SESSION: &str = "arn:aws:sts::123456789012:assumed-role/resync-hub/function";

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

    pub(crate) fn arn(&self) -> String {
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
    pub key: AccessKey,
    pub role: Role,
    pub name: String,
    pub policy: Option<Policy>,
    pub expiration: OffsetDateTime,
}

impl Session {
    pub fn arn(&self) -> String {
        let Role { account, name, .. } = &self.role;
        let role = name.rsplit('/').next().unwrap_or_default();
        format!("arn:aws:sts::{account}:assumed-role/{role}/{}", self.name)
    }
}

/// What STS knows and has issued.
#[derive(Debug)]
pub(crate) struct Sessions {
    pub hub: AccessKey,
    pub may_hub_assume: bool,
    pub roles: Vec<Role>,
    pub issued: Vec<Session>,
    /// Whether every session has ended before its time.
    pub are_expired: bool,
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

    pub fn arn(&self) -> String {
        match self {
            Self::Hub => HUB_SESSION.to_owned(),
            Self::Session(session) => session.arn(),
        }
    }

    /// What the role allows, and the session's policy too, on the user with this ARN.
    pub fn authorize(
        &self,
        action: &str,
        user_name: &str,
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
        // IAM names a user without an ARN here.
        let message = format!(
            "User: {} is not authorized to perform: {action} on resource: user {user_name} because \
             no {because} policy allows the {action} action",
            session.arn()
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
        if request.header("x-amz-security-token").unwrap_or_default() != key.token {
            let message = "The security token included in the request is invalid";
            return Err(context.error(403, "InvalidClientTokenId", message));
        }
        if !signature.is_of(key, request) {
            let message = "The request signature we calculated does not match the signature you \
                           provided.";
            return Err(context.error(403, "SignatureDoesNotMatch", message));
        }
        let Some(session) = session else {
            return Ok(Principal::Hub);
        };
        if self.are_expired || session.expiration <= context.now() {
            let message = "The security token included in the request is expired";
            return Err(context.error(403, "ExpiredToken", message));
        }
        Ok(Principal::Session(Box::new(session.clone())))
    }
}
