//! The settings that [`Permissions`](super::Permissions) applies.

use crate::arn::{AccountId, Arn};
use crate::values::UserName;

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
        let parsed = Arn::parse(arn).filter(Arn::is_one)?;
        let Arn {
            partition,
            service: "iam",
            region: "",
            account,
            resource,
        } = parsed
        else {
            return None;
        };
        AccountId::parse(account)?;
        if !partition.starts_with("aws") {
            return None;
        }
        let (kind, _) = resource.split_once('/')?;
        let name = parsed.name();
        // A role's name follows the rule of a user's, with fewer characters (`roleNameType`).
        UserName::parse(name.to_owned()).ok()?;
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
    pub(super) fn matches(&self, caller: &str) -> bool {
        match &self.session_prefix {
            None => self.arn == caller,
            Some(prefix) => caller
                .strip_prefix(prefix.as_str())
                .is_some_and(|session| !session.is_empty() && !session.contains('/')),
        }
    }
}
