//! What a caller may do, and for whom. No other code can fill in the private fields here.

use super::{AccessRules, Caller, OperatorArn};
use crate::arn::Account;
use crate::request::UserName;

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
        caller: &Caller,
        rules: &AccessRules,
        account: Option<&Account>,
    ) -> Result<Self, &'static str> {
        let (is_operator, iam_user) = match caller {
            Caller::DirectInvoke => (true, Err("a direct invocation has no identity")),
            Caller::Iam(principal) => {
                let is_operator = |operator: &OperatorArn| operator.matches(&principal.arn);
                (
                    rules.operators.iter().any(is_operator),
                    principal.iam_user(account),
                )
            }
            Caller::Token(claims) | Caller::Authorizer(claims) => {
                (claims.is_operator, claims.iam_user.clone())
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
pub fn authorize(permissions: Permissions, user: UserName) -> Result<AuthorizedUser, &'static str> {
    match permissions.iam_user {
        Some(own) if own.as_str().eq_ignore_ascii_case(user.as_str()) => Ok(AuthorizedUser(own)),
        Some(_) | None if permissions.is_operator => Ok(AuthorizedUser(user)),
        Some(_) | None => Err("the caller asks for another user's device"),
    }
}
