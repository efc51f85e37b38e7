//! The user whom a request is for: the name and the account.

use super::{Known, RawField};
use crate::account::{AccountError, UserAccount};
use crate::arn::AccountId;
use crate::values::UserName;
use crate::violation::{Field, Violation, ViolationKind};

/// Whom a request is for, as it came.
#[derive(Debug, Default, Clone)]
pub struct RawUser {
    pub user_name: RawField,
    pub account_id: RawField,
}

/// The user whom a request is for.
#[derive(Debug, Clone)]
pub struct RequestedUser {
    pub name: UserName,
    /// `None` where the request names an account that the function does not serve.
    pub account: Option<UserAccount>,
}

impl RequestedUser {
    /// Reads whom a request is for. With members, the account in the ARN of the device counts too.
    ///
    /// # Errors
    /// All violations, in the order of the fields.
    pub fn parse(
        raw: RawUser,
        serial_number: Option<&str>,
        known: &Known<'_>,
    ) -> Result<Self, Vec<Violation>> {
        let mut violations = Vec::new();
        let mut report = |field, kind| violations.push(Violation { field, kind });
        let iam_user = known.permissions.iam_user();
        let may_choose =
            known.permissions.is_operator() && !matches!(raw.user_name, RawField::Absent);
        let name = parse_user_name(raw.user_name, iam_user.map(|user| &user.name))
            .map_err(|kind| report(Field::UserName, kind));
        let account_id = raw
            .account_id
            .optional_or_empty()
            .and_then(|id| {
                id.map(|id| AccountId::parse(&id).ok_or(ViolationKind::NotAnAccountId))
                    .transpose()
            })
            .map_err(|kind| report(Field::AccountId, kind));
        let of_device = serial_number.and_then(|number| known.accounts.of_device(number));
        let account = account_id.and_then(|id| {
            let default = known.permissions.account().clone();
            let named = [(Field::AccountId, id), (Field::SerialNumber, of_device)];
            match known.accounts.resolve(default, may_choose, named) {
                Ok(account) => Ok(Some(account)),
                Err(AccountError::NotServed) => Ok(None),
                Err(AccountError::Invalid(violation)) => {
                    violations.push(violation);
                    Err(())
                }
            }
        });
        match (name, account) {
            (Ok(name), Ok(account)) => Ok(Self { name, account }),
            (Ok(_) | Err(()), Ok(_) | Err(())) => Err(violations),
        }
    }
}

/// The user name that a request has, or else `default`.
fn parse_user_name(raw: RawField, default: Option<&UserName>) -> Result<UserName, ViolationKind> {
    match (raw.optional()?, default) {
        (Some(name), None) if name.is_empty() => Err(ViolationKind::Missing),
        // An empty name is not the default: that is another user.
        (Some(name), _) => UserName::parse(name),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(ViolationKind::Missing),
    }
}
