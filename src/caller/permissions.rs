//! What a caller may do, and for whom. No other code can fill in the private fields here.

use super::Caller;
use super::principal::IamUser;
use super::rules::{AccessRules, OperatorArn};
use crate::account::{Accounts, UserAccount};
use crate::values::UserName;

/// What a caller may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permissions {
    /// Whether the caller may act for any user.
    is_operator: bool,
    /// The IAM user that the caller is, whose device the caller may resynchronize.
    iam_user: Option<IamUser>,
    /// The caller's account, or else the function's own.
    account: UserAccount,
}

impl Permissions {
    /// What the rules allow `caller`. A function that does not know its own account takes no
    /// caller for a user of an account.
    ///
    /// # Errors
    /// Why the caller may do nothing at all: for the log, not for the caller.
    pub fn of(
        caller: &Caller,
        rules: &AccessRules,
        accounts: Accounts<'_>,
    ) -> Result<Self, &'static str> {
        let (is_operator, iam_user, account) = match caller {
            Caller::DirectInvoke => (true, Err("a direct invocation has no identity"), None),
            Caller::Iam(principal) => {
                let is_operator = |operator: &OperatorArn| operator.matches(&principal.arn);
                (
                    rules.operators.iter().any(is_operator),
                    principal.iam_user(accounts),
                    principal.account(accounts).ok(),
                )
            }
            Caller::Token(claims) | Caller::Authorizer(claims) => {
                let user = claims.iam_user.as_ref().map_err(|reason| *reason);
                (
                    claims.is_operator,
                    user.and_then(|user| user.iam_user(accounts)),
                    user.ok().and_then(|user| user.account(accounts)),
                )
            }
            Caller::Unauthenticated(reason) => return Err(reason),
        };
        match (is_operator, iam_user) {
            (false, Err(reason)) => Err(reason),
            (is_operator, iam_user) => Ok(Self {
                is_operator,
                iam_user: iam_user.ok(),
                account: account.unwrap_or_else(|| accounts.own()),
            }),
        }
    }

    /// Whether the caller may act for any user.
    pub fn is_operator(&self) -> bool {
        self.is_operator
    }

    /// The account of a user whom the request names without one.
    pub fn account(&self) -> &UserAccount {
        &self.account
    }

    /// The IAM user that the caller is. A request without a user name means this user.
    pub fn iam_user(&self) -> Option<&IamUser> {
        self.iam_user.as_ref()
    }
}

/// A user for whom the caller may act, in IAM's own spelling where the event has it.
#[derive(Debug)]
pub struct AuthorizedUser(IamUser);

impl AuthorizedUser {
    pub fn name(&self) -> &UserName {
        &self.0.name
    }

    pub fn iam_user(&self) -> &IamUser {
        &self.0
    }

    pub fn account(&self) -> &UserAccount {
        &self.0.account
    }
}

/// Decides whether a caller with these permissions may act for `user`. Names are compared
/// without regard to ASCII case, as IAM compares them.
///
/// # Errors
/// Why not: for the log, not for the caller.
pub fn authorize(permissions: Permissions, user: IamUser) -> Result<AuthorizedUser, &'static str> {
    let is_caller = |own: &IamUser| {
        let (own_name, name) = (own.name.as_str(), user.name.as_str());
        own.account == user.account && own_name.eq_ignore_ascii_case(name)
    };
    match permissions.iam_user {
        Some(own) if is_caller(&own) => Ok(AuthorizedUser(own)),
        Some(_) | None if permissions.is_operator => Ok(AuthorizedUser(user)),
        Some(_) | None => Err("the caller asks for another user's device"),
    }
}
