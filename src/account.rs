//! The accounts whose users the function serves: its own, and the members that the settings list.

use crate::arn::{Account, AccountId, Arn};
use crate::violation::{Field, Violation, ViolationKind};

/// The settings for users of other accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    /// The role that the function assumes in each of them: its name, after its path where it has one.
    pub role_name: String,
    pub ids: Vec<AccountId>,
    /// What people call some of them, or the function's own.
    pub names: Vec<(AccountId, String)>,
}

impl Members {
    /// What people call an account, where it has a name.
    pub fn name(&self, id: AccountId) -> Option<&str> {
        let (_, name) = self.names.iter().find(|(named, _)| *named == id)?;
        Some(name)
    }
}

/// The account of a user, among those that the function serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserAccount {
    /// The function's own; `None` where it does not know which that is.
    Own(Option<Account>),
    /// A member.
    Member(Account),
}

impl UserAccount {
    pub fn account(&self) -> Option<&Account> {
        match self {
            Self::Own(account) => account.as_ref(),
            Self::Member(account) => Some(account),
        }
    }

    pub fn id(&self) -> Option<AccountId> {
        self.account().map(|account| account.id)
    }
}

/// The accounts that the function serves.
#[derive(Debug, Clone, Copy)]
pub struct Accounts<'a> {
    /// `None` where the function does not know its own account. Then it serves no other.
    pub own: Option<&'a Account>,
    pub members: Option<&'a Members>,
}

/// Why an account is not the one that a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountError {
    /// The function does not serve it.
    NotServed,
    /// The request names two accounts.
    Invalid(Violation),
}

impl Accounts<'_> {
    /// The function's own account.
    pub fn own(&self) -> UserAccount {
        UserAccount::Own(self.own.cloned())
    }

    /// All of them; none where there are no members.
    pub fn listed(&self) -> Vec<AccountId> {
        let members = self.members.map(|members| members.ids.iter().copied());
        let own = self.own.filter(|_| members.is_some());
        let own = own.map(|account| account.id);
        let others = members.into_iter().flatten();
        own.into_iter()
            .chain(others.filter(|id| Some(*id) != own))
            .collect()
    }

    /// The account with this id, if the function serves it.
    pub fn find(&self, id: AccountId) -> Option<UserAccount> {
        let own = self.own?;
        if own.id == id {
            return Some(self.own());
        }
        self.members?.ids.contains(&id).then(|| {
            UserAccount::Member(Account {
                partition: own.partition.clone(),
                id,
            })
        })
    }

    /// The account in the ARN of a device, where there are members. Without them, a device of
    /// another account is one that the user cannot have.
    pub fn of_device(&self, serial_number: &str) -> Option<AccountId> {
        let own = self.own.filter(|_| self.members.is_some())?;
        let arn = Arn::parse(serial_number).filter(|arn| arn.service == "iam")?;
        let account = Account::of(&arn)?;
        (account.partition == own.partition).then_some(account.id)
    }

    /// The account that a request is for: the one that its fields name, or else `default`. Where
    /// `may_choose` is false, they may name no other than that.
    ///
    /// Only accounts that the function serves are named in a violation. Other digits may be two
    /// codes.
    pub fn resolve(
        &self,
        default: UserAccount,
        may_choose: bool,
        named: [(Field, Option<AccountId>); 2],
    ) -> Result<UserAccount, AccountError> {
        let mut account = default;
        let mut is_fixed = !may_choose;
        for (field, id) in named {
            let Some(id) = id else { continue };
            let other = self.find(id).ok_or(AccountError::NotServed)?;
            if is_fixed && other != account {
                let kind = account
                    .id()
                    .map_or(ViolationKind::OtherAccount, |expected| {
                        ViolationKind::DifferentAccounts([id, expected])
                    });
                return Err(AccountError::Invalid(Violation { field, kind }));
            }
            account = other;
            is_fixed = true;
        }
        Ok(account)
    }
}
