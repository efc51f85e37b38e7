//! Who asks, and what they may do.
//!
//! An event identifies its [`Caller`]; [`Permissions::of`] decides what the rules allow that
//! caller; and [`authorize`] alone makes an [`AuthorizedUser`]. IAM can be called only for an
//! [`AuthorizedUser`], so no call bypasses the check.

use serde_json::value::RawValue;

use crate::arn::{Account, Arn};
use crate::json;
use crate::request::UserName;

pub use sealed::{AuthorizedUser, Permissions, authorize};

/// Who asks, as far as the event proves it.
#[derive(Debug, Clone, Copy)]
pub enum Caller<'a> {
    /// A workflow or a program that invokes the function. Such an event carries no identity; the
    /// permission to invoke the function is the authority.
    DirectInvoke,
    /// The sender of a request that is signed with AWS credentials: the ARN from the gateway, as
    /// JSON.
    Iam(&'a RawValue),
    /// The holder of a token that the gateway verified.
    Token(Claims<'a>),
    /// A caller whom a Lambda authorizer accepted: the context that it returned.
    Authorizer(Claims<'a>),
    /// Nobody, and why: for the log.
    Unauthenticated(&'static str),
}

/// The claims of a token, or the context of an authorizer, as JSON.
#[derive(Debug, Clone, Copy)]
pub struct Claims<'a> {
    pub json: &'a RawValue,
    pub groups_format: GroupsFormat,
}

/// How a gateway writes a list of groups that is a string. A list that is a JSON array is one
/// everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupsFormat {
    /// `[a b]`, or else one group: HTTP APIs, of the claims of a token.
    SpacesInBrackets,
    /// `a,b`: REST APIs, of the claims of a Cognito user pool's token; and Lambda authorizers,
    /// whose context on a REST API has no arrays.
    Commas,
    /// One group: REST APIs with a JWT authorizer, where a list is an array.
    OneGroup,
}

impl<'a> Claims<'a> {
    fn get(&self, name: &str) -> Option<&'a RawValue> {
        json::member(Some(self.json), name)
    }

    /// Whether the claim that lists the caller's groups has an operator's group in it.
    fn has_operator_group(&self, rules: &AccessRules) -> bool {
        let is_operator = |group: &str| rules.operator_groups.iter().any(|name| name == group);
        let Some(groups) = self.get(&rules.groups_claim) else {
            return false;
        };
        let Some(list) = json::value::<String>(Some(groups)) else {
            return json::has_element(groups, is_operator);
        };
        match self.groups_format {
            GroupsFormat::OneGroup => is_operator(&list),
            GroupsFormat::Commas => list.split(',').any(is_operator),
            GroupsFormat::SpacesInBrackets => {
                match list.strip_prefix('[').and_then(|g| g.strip_suffix(']')) {
                    Some(groups) => groups.split(' ').any(is_operator),
                    None => is_operator(&list),
                }
            }
        }
    }

    /// The IAM user that the claim named by `CALLER_CLAIM` holds.
    fn iam_user(&self, rules: &AccessRules) -> Result<UserName, &'static str> {
        let claim = rules
            .caller_claim
            .as_ref()
            .ok_or("the caller is in no operator group, and CALLER_CLAIM is not set")?;
        let name = self
            .get(claim)
            .ok_or("the caller has no claim that CALLER_CLAIM names")?;
        let name =
            json::value(Some(name)).ok_or("the claim that CALLER_CLAIM names is not a string")?;
        UserName::parse(name)
            .map_err(|_| "the claim that CALLER_CLAIM names does not hold a user name")
    }
}

impl Caller<'_> {
    /// The kind of caller, as the log has it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::DirectInvoke => "directInvoke",
            Self::Iam(_) => "iam",
            Self::Token(_) => "token",
            Self::Authorizer(_) => "authorizer",
            Self::Unauthenticated(_) => "unauthenticated",
        }
    }

    /// The ARN that the caller signed with, for the log.
    pub fn arn(&self) -> Option<String> {
        match self {
            Self::Iam(arn) => json::value(Some(arn)),
            Self::DirectInvoke
            | Self::Token(_)
            | Self::Authorizer(_)
            | Self::Unauthenticated(_) => None,
        }
    }

    /// Who issued the caller's token, for the log.
    pub fn issuer(&self) -> Option<String> {
        self.claim("iss")
    }

    /// Whom the caller's token or authorizer names, for the log.
    pub fn subject(&self) -> Option<String> {
        match self {
            Self::Authorizer(_) => self.claim("principalId").or_else(|| self.claim("sub")),
            Self::DirectInvoke | Self::Iam(_) | Self::Token(_) | Self::Unauthenticated(_) => {
                self.claim("sub")
            }
        }
    }

    fn claim(&self, name: &str) -> Option<String> {
        match self {
            Self::Token(claims) | Self::Authorizer(claims) => json::value(claims.get(name)),
            Self::DirectInvoke | Self::Iam(_) | Self::Unauthenticated(_) => None,
        }
    }
}

/// The settings that decide who may resynchronize whose device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRules {
    /// The claim that holds the caller's IAM user name.
    pub caller_claim: Option<String>,
    /// Users and roles that may act for any user.
    pub operators: Vec<OperatorArn>,
    /// Groups whose members may act for any user.
    pub operator_groups: Vec<String>,
    /// The claim that lists a caller's groups.
    pub groups_claim: String,
}

/// The IAM user of `account` whose ARN this is: the last segment of its path ("IAM ARNs" in the
/// IAM User Guide). The ARN of a session does not count: who assumes a role chooses the
/// session's name.
fn iam_user_of(arn: &str, account: Option<&Account>) -> Result<UserName, &'static str> {
    let arn = Arn::parse(arn)
        .filter(|arn| arn.region.is_empty())
        .ok_or("the caller's ARN is not that of an IAM principal")?;
    let account = account.ok_or("the function does not know its own account")?;
    if account.partition != arn.partition {
        return Err("the caller is of another partition");
    }
    if account.id != arn.account {
        return Err("the caller is of another account");
    }
    match (arn.service, arn.resource.split_once('/')) {
        ("iam", Some(("user", path))) => {
            let name = path.rsplit('/').next().unwrap_or_default();
            UserName::parse(name.to_owned()).map_err(|_| "the caller's ARN names no user")
        }
        ("iam", None) if arn.resource == "root" => Err("the caller is the root user"),
        ("sts", Some(("assumed-role", _))) => Err("the caller's role is no operator"),
        ("sts", Some(("federated-user", _))) => Err("the caller is a federated user"),
        _ => Err("the caller's ARN is not that of an IAM user"),
    }
}

/// An IAM user or role that may act for any user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorArn {
    arn: String,
    /// The start of the ARN of every session of the role. A role's path is not in it.
    session_prefix: Option<String>,
}

impl OperatorArn {
    /// Takes the ARN of an IAM user or role; `None` for anything else.
    pub fn parse(arn: &str) -> Option<Self> {
        let Arn {
            partition,
            service: "iam",
            region: "",
            account,
            resource,
        } = Arn::parse(arn)?
        else {
            return None;
        };
        if account.len() != 12
            || !account.bytes().all(|b| b.is_ascii_digit())
            || !partition.starts_with("aws")
        {
            return None;
        }
        let (kind, path) = resource.split_once('/')?;
        let name = path.rsplit('/').next().unwrap_or_default();
        // A role's name follows the rule of a user's, with fewer characters (`roleNameType`). A
        // path consists of printable ASCII characters (`pathType`).
        UserName::parse(name.to_owned()).ok()?;
        if !path.bytes().all(|b| b.is_ascii_graphic()) {
            return None;
        }
        let session_prefix = match kind {
            "user" => None,
            "role" => Some(format!(
                "arn:{partition}:sts::{account}:assumed-role/{name}/"
            )),
            _ => return None,
        };
        Some(Self {
            arn: arn.to_owned(),
            session_prefix,
        })
    }

    /// Whether a caller with this ARN is the user, or a session of the role.
    fn matches(&self, caller: &str) -> bool {
        match &self.session_prefix {
            None => self.arn == caller,
            Some(prefix) => caller
                .strip_prefix(prefix.as_str())
                .is_some_and(|session| !session.is_empty() && !session.contains('/')),
        }
    }
}

/// A module of its own, so that no other code can fill in the private fields.
mod sealed {
    use super::{AccessRules, Account, Caller, UserName, iam_user_of};

    /// What a caller may do.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Permissions {
        /// Whether the caller may act for any user.
        is_operator: bool,
        /// The IAM user that the caller is, whose device the caller may resynchronize.
        iam_user: Option<UserName>,
    }

    impl Permissions {
        /// What the rules allow `caller` in `account`. A function that does not know its own
        /// account takes no caller for one of the account's users.
        ///
        /// # Errors
        /// Why the caller may do nothing at all: for the log, not for the caller.
        pub fn of(
            caller: &Caller<'_>,
            rules: &AccessRules,
            account: Option<&Account>,
        ) -> Result<Self, &'static str> {
            let (is_operator, iam_user) = match caller {
                Caller::DirectInvoke => (true, Err("a direct invocation has no identity")),
                Caller::Iam(_) => {
                    let arn = caller.arn().unwrap_or_default();
                    (
                        rules
                            .operators
                            .iter()
                            .any(|operator| operator.matches(&arn)),
                        iam_user_of(&arn, account),
                    )
                }
                Caller::Token(claims) | Caller::Authorizer(claims) => {
                    (claims.has_operator_group(rules), claims.iam_user(rules))
                }
                Caller::Unauthenticated(reason) => return Err(reason),
            };
            match (is_operator, iam_user) {
                (false, Err(reason)) => Err(reason),
                (is_operator, iam_user) => Ok(Self {
                    is_operator,
                    iam_user: iam_user.ok(),
                }),
            }
        }

        /// The IAM user that the caller is. A request without a user name means this user.
        pub fn iam_user(&self) -> Option<&UserName> {
            self.iam_user.as_ref()
        }
    }

    /// A user for whom the caller may act, in IAM's own spelling where the event has it.
    #[derive(Debug)]
    pub struct AuthorizedUser(UserName);

    impl AuthorizedUser {
        pub fn name(&self) -> &UserName {
            &self.0
        }
    }

    /// Decides whether a caller with these permissions may act for `user`. Names are compared
    /// without regard to ASCII case, as IAM compares them.
    ///
    /// # Errors
    /// Why not: for the log, not for the caller.
    pub fn authorize(
        permissions: Permissions,
        user: UserName,
    ) -> Result<AuthorizedUser, &'static str> {
        match permissions.iam_user {
            Some(own) if own.as_str().eq_ignore_ascii_case(user.as_str()) => {
                Ok(AuthorizedUser(own))
            }
            Some(_) | None if permissions.is_operator => Ok(AuthorizedUser(user)),
            Some(_) | None => Err("the caller asks for another user's device"),
        }
    }
}
