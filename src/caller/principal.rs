//! Users and other principals of IAM, which sign requests, or which a claim names.

use crate::account::{Accounts, UserAccount};
use crate::arn::{Account, Arn};
use crate::values::UserName;

/// An IAM user of an account. The same name in another account is another user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IamUser {
    pub account: UserAccount,
    pub name: UserName,
}

/// The principal that signed a request, from the ARN in the event.
#[derive(Debug)]
pub struct Principal {
    pub(super) arn: String,
    /// The account, and the user in it; `None` where the ARN is not that of an IAM principal.
    identity: Option<(Account, Result<UserName, &'static str>)>,
}

const NO_PRINCIPAL: &str = "the caller's ARN is not that of an IAM principal";

impl Principal {
    /// Reads an ARN. The name of an IAM user is the last segment of its path ("IAM ARNs" in the IAM
    /// User Guide). The ARN of a session names no user: who assumes a role chooses the session's
    /// name.
    pub fn new(arn: String) -> Self {
        let identity = Arn::parse(&arn)
            .filter(|arn| arn.region.is_empty())
            .and_then(|arn| {
                let account = Account::of(&arn)?;
                let user = match (arn.service, arn.resource.split_once('/')) {
                    ("iam", Some(("user", _))) => UserName::parse(arn.name().to_owned())
                        .map_err(|_| "the caller's ARN names no user"),
                    ("iam", None) if arn.resource == "root" => Err("the caller is the root user"),
                    ("sts", Some(("assumed-role", _))) => Err("the caller's role is no operator"),
                    ("sts", Some(("federated-user", _))) => Err("the caller is a federated user"),
                    _ => Err("the caller's ARN is not that of an IAM user"),
                };
                Some((account, user))
            });
        Self { arn, identity }
    }

    /// The IAM user that this is.
    pub(super) fn iam_user(&self, accounts: Accounts<'_>) -> Result<IamUser, &'static str> {
        let account = self.account(accounts)?;
        let name = self.identity.as_ref().map(|(_, name)| name.clone());
        Ok(IamUser {
            account,
            name: name.ok_or(NO_PRINCIPAL)??,
        })
    }

    /// The account of this principal, if the function serves it.
    pub(super) fn account(&self, accounts: Accounts<'_>) -> Result<UserAccount, &'static str> {
        let (account, _) = self.identity.as_ref().ok_or(NO_PRINCIPAL)?;
        let own = accounts
            .own
            .ok_or("the function does not know its own account")?;
        if own.partition != account.partition {
            return Err("the caller is of another partition");
        }
        accounts
            .find(account.id)
            .ok_or("the caller is of another account")
    }
}
