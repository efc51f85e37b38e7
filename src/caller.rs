//! Who asks, and whether they may.
//!
//! An event proves its [`Caller`], or does not; [`Standing::of`] says what the rules let that
//! caller do; and [`authorize`] alone makes an [`Authorized`] request. IAM is called with nothing
//! else, so there is no way around the check. This module does not know where in an event an
//! identity stands, nor what happens to a request once it has passed.

use serde_json::{Map, Value};

use crate::arn::{Account, Arn};
use crate::request::{ResyncRequest, UserName};

pub use sealed::{Authorized, Standing, authorize};

/// Who asks, as far as the event proves it.
#[derive(Debug, Clone, PartialEq)]
pub enum Caller {
    /// Somebody who may invoke the function: a workflow, or a program that calls Lambda. Such an
    /// event carries no identity; the permission to invoke the function is the authority.
    Invoker,
    /// Somebody who signed the request with AWS credentials: their ARN, as the gateway found it.
    Iam(String),
    /// Somebody with a token that the gateway verified: its claims.
    Token(Map<String, Value>),
    /// Somebody whom a Lambda authorizer let in: the context that it returned.
    Authorizer(Map<String, Value>),
    /// Somebody of whom nothing is proven, and why not.
    Nobody(&'static str),
}

impl Caller {
    /// The word for this kind of caller in the log.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Invoker => "invoker",
            Self::Iam(_) => "iam",
            Self::Token(_) => "token",
            Self::Authorizer(_) => "authorizer",
            Self::Nobody(_) => "nobody",
        }
    }

    /// The ARN that the caller signed with, for the log.
    #[must_use]
    pub fn arn(&self) -> Option<&str> {
        match self {
            Self::Iam(arn) => Some(arn),
            Self::Invoker | Self::Token(_) | Self::Authorizer(_) | Self::Nobody(_) => None,
        }
    }

    /// Who issued the caller's token, for the log.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        self.claim("iss")
    }

    /// Whom the caller's token or authorizer names, for the log.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.claim("sub").or_else(|| self.claim("principalId"))
    }

    fn claim(&self, name: &str) -> Option<&str> {
        match self {
            Self::Token(claims) | Self::Authorizer(claims) => claims.get(name)?.as_str(),
            Self::Invoker | Self::Iam(_) | Self::Nobody(_) => None,
        }
    }
}

/// What the settings say of who may resync whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRules {
    /// The claim that holds the caller's IAM user name.
    pub caller_claim: Option<String>,
    /// Who may act for any user, by ARN.
    pub operators: Vec<OperatorArn>,
    /// Who may act for any user, by group.
    pub operator_groups: Vec<String>,
    /// The claim that lists a caller's groups.
    pub groups_claim: String,
}

/// The IAM user of `account` that an ARN names ("IAM ARNs" in the IAM User Guide): the last
/// segment of its path. Only a user's own ARN will do: a session's name is chosen by whoever
/// assumes the role.
fn user_of(arn: &str, account: Option<&Account>) -> Result<UserName, &'static str> {
    let arn = Arn::new(arn)
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
            UserName::new(name.to_owned()).map_err(|_| "the caller's ARN names no user")
        }
        ("iam", None) if arn.resource == "root" => Err("the caller is the root user"),
        ("sts", Some(("assumed-role", _))) => Err("the caller's role is no operator"),
        ("sts", Some(("federated-user", _))) => Err("the caller is a federated user"),
        _ => Err("the caller's ARN is not that of an IAM user"),
    }
}

fn user_named_by(
    claims: &Map<String, Value>,
    rules: &AccessRules,
) -> Result<UserName, &'static str> {
    let claim = rules
        .caller_claim
        .as_ref()
        .ok_or("the caller is in no operator group, and CALLER_CLAIM is not set")?;
    match claims.get(claim) {
        Some(Value::String(name)) => UserName::new(name.clone())
            .map_err(|_| "the claim that CALLER_CLAIM names does not hold a user name"),
        Some(_) => Err("the claim that CALLER_CLAIM names is not a string"),
        None => Err("the caller has no claim that CALLER_CLAIM names"),
    }
}

/// Whether a claim of groups has one that is an operator's. REST APIs hand an array on as `a,b`,
/// HTTP APIs as `[a b]`, and an authorizer may hand on an array.
fn in_operator_group(claims: &Map<String, Value>, rules: &AccessRules) -> bool {
    let is_operator = |group: &str| rules.operator_groups.iter().any(|name| name == group);
    match claims.get(&rules.groups_claim) {
        Some(Value::Array(groups)) => groups.iter().filter_map(Value::as_str).any(is_operator),
        Some(Value::String(groups)) => {
            let list = groups.strip_prefix('[').and_then(|g| g.strip_suffix(']'));
            match list {
                Some(list) => list.split_whitespace().any(is_operator),
                None => groups.split(',').map(str::trim).any(is_operator),
            }
        }
        _ => false,
    }
}

/// An IAM user or role that may act for any user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorArn {
    arn: String,
    /// What the ARN of each session of the role begins with; a role's path is not in it.
    sessions: Option<String>,
}

impl OperatorArn {
    /// Takes the ARN of an IAM user or role.
    #[must_use]
    pub fn new(arn: &str) -> Option<Self> {
        let Arn {
            partition,
            service: "iam",
            region: "",
            account,
            resource,
        } = Arn::new(arn)?
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
        // A role's name keeps the rule of a user's, in fewer characters (`roleNameType`); a path
        // is of what ASCII prints (`pathType`).
        UserName::new(name.to_owned()).ok()?;
        if !path.bytes().all(|b| b.is_ascii_graphic()) {
            return None;
        }
        let sessions = match kind {
            "user" => None,
            "role" => Some(format!(
                "arn:{partition}:sts::{account}:assumed-role/{name}/"
            )),
            _ => return None,
        };
        Some(Self {
            arn: arn.to_owned(),
            sessions,
        })
    }

    /// Whether a caller with this ARN is the user, or a session of the role.
    fn is(&self, caller: &str) -> bool {
        match &self.sessions {
            None => self.arn == caller,
            Some(sessions) => caller
                .strip_prefix(sessions)
                .is_some_and(|session| !session.is_empty() && !session.contains('/')),
        }
    }
}

/// A module of its own, so that nothing else can fill in the private fields.
mod sealed {
    use super::{
        AccessRules, Account, Caller, ResyncRequest, UserName, in_operator_group, user_named_by,
        user_of,
    };

    /// What a caller may do.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Standing {
        /// Whether the caller may resynchronise anybody's device.
        operator: bool,
        /// The IAM user that the caller is, whose device they may resynchronise.
        own_name: Option<UserName>,
    }

    impl Standing {
        /// What the rules let `caller` do in `account`. A function that does not know its own
        /// account takes nobody for one of its users.
        ///
        /// # Errors
        /// Why the caller may do nothing at all: for the log, not for the caller.
        pub fn of(
            caller: &Caller,
            rules: &AccessRules,
            account: Option<&Account>,
        ) -> Result<Self, &'static str> {
            let (operator, own_name) = match caller {
                Caller::Invoker => (true, Err("an invoker has no identity")),
                Caller::Iam(arn) => (
                    rules.operators.iter().any(|operator| operator.is(arn)),
                    user_of(arn, account),
                ),
                Caller::Token(claims) | Caller::Authorizer(claims) => (
                    in_operator_group(claims, rules),
                    user_named_by(claims, rules),
                ),
                Caller::Nobody(reason) => return Err(reason),
            };
            match (operator, own_name) {
                (false, Err(reason)) => Err(reason),
                (operator, own_name) => Ok(Self {
                    operator,
                    own_name: own_name.ok(),
                }),
            }
        }

        /// The IAM user that the caller is, whom a request without a user name means.
        #[must_use]
        pub fn own_name(&self) -> Option<&UserName> {
            self.own_name.as_ref()
        }
    }

    /// A request that its caller may make.
    #[derive(Debug)]
    pub struct Authorized(ResyncRequest);

    impl Authorized {
        /// The request that passed.
        #[must_use]
        pub fn request(&self) -> &ResyncRequest {
            &self.0
        }
    }

    /// Decides whether a caller of this standing may make `request`. Names compare ignoring ASCII
    /// case, as IAM compares them, and what goes on is IAM's own spelling.
    ///
    /// # Errors
    /// Why not: for the log, not for the caller.
    pub fn authorize(
        standing: Standing,
        request: ResyncRequest,
    ) -> Result<Authorized, &'static str> {
        let asked = request.user_name.as_str();
        match standing.own_name {
            Some(name) if name.as_str().eq_ignore_ascii_case(asked) => {
                Ok(Authorized(ResyncRequest {
                    user_name: name,
                    ..request
                }))
            }
            Some(_) | None if standing.operator => Ok(Authorized(request)),
            Some(_) | None => Err("the caller asks for another user's device"),
        }
    }
}
