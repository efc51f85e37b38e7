//! The claims of a token, or the context of an authorizer.

use serde_json::value::RawValue;

use super::principal::{IamUser, Principal};
use super::rules::AccessRules;
use crate::account::{Accounts, UserAccount};
use crate::arn::Arn;
use crate::json;
use crate::values::UserName;

/// An IAM user, as a claim names it.
#[derive(Debug)]
pub(super) enum ClaimedUser {
    /// By name: a user of the function's own account.
    Name(UserName),
    /// By ARN.
    Arn(Principal),
}

impl ClaimedUser {
    fn parse(text: String) -> Option<Self> {
        if let Some(arn) = Arn::parse(&text) {
            // Gateways write a list as one text, with spaces or commas.
            return arn.is_one().then(|| Self::Arn(Principal::new(text)));
        }
        UserName::parse(text).ok().map(Self::Name)
    }

    /// The account of this user, if the function serves it.
    pub(super) fn account(&self, accounts: Accounts<'_>) -> Option<UserAccount> {
        match self {
            Self::Name(_) => Some(accounts.own()),
            Self::Arn(principal) => principal.account(accounts).ok(),
        }
    }

    pub(super) fn iam_user(&self, accounts: Accounts<'_>) -> Result<IamUser, &'static str> {
        match self {
            Self::Name(name) => Ok(IamUser {
                account: accounts.own(),
                name: name.clone(),
            }),
            Self::Arn(principal) => principal.iam_user(accounts),
        }
    }
}

/// What the claims of a token, or the context of an authorizer, say about the caller.
#[derive(Debug)]
pub struct Claims {
    /// Whether the caller is in an operator's group.
    pub(super) is_operator: bool,
    /// What became of the claim that lists the caller's groups; `None` where no group counts.
    pub(super) groups_claim: Option<GroupsClaim>,
    /// The IAM user that the claim named by `CALLER_CLAIM` holds.
    pub(super) iam_user: Result<ClaimedUser, &'static str>,
    pub(super) issuer: Option<String>,
    pub(super) subject: Option<String>,
}

impl Claims {
    /// Reads the claims that the rules name. The subject is the first of `subject_claims` that is
    /// there.
    pub fn parse(
        claims: &RawValue,
        list_format: ListFormat,
        subject_claims: [&str; 2],
        rules: &AccessRules,
    ) -> Self {
        let caller_claim = rules.caller_claim.as_deref();
        let [user, groups, elsewhere, issuer, subject, other_subject] = json::members(
            Some(claims),
            [
                caller_claim.unwrap_or_default(),
                &rules.groups_claim,
                "_claim_names",
                "iss",
                subject_claims[0],
                subject_claims[1],
            ],
        );
        let iam_user = match (caller_claim, user) {
            (None, _) => Err("the caller is in no operator group, and CALLER_CLAIM is not set"),
            (Some(_), None) => Err("the caller has no claim that CALLER_CLAIM names"),
            (Some(_), Some(name)) => list_format
                .only_value(name)
                .ok_or("the claim that CALLER_CLAIM names is not a string or a list of one")
                .and_then(|name| {
                    ClaimedUser::parse(name)
                        .ok_or("the claim that CALLER_CLAIM names does not hold a user name")
                }),
        };
        let is_operator = |group: &str| rules.operator_groups.iter().any(|name| name == group);
        let is_operator = groups.map(|groups| list_format.any(groups, is_operator));
        let groups_claim = match is_operator {
            // "Aggregated and Distributed Claims" in OpenID Connect Core 1.0. An HTTP API may write
            // the map as text, in a form that no source gives.
            None if elsewhere
                .is_some_and(|map| map.get().contains(rules.groups_claim.as_str())) =>
            {
                GroupsClaim::LeftOut
            }
            None => GroupsClaim::Absent,
            Some(None) => GroupsClaim::Unreadable,
            Some(Some(_)) => GroupsClaim::Read,
        };
        Self {
            is_operator: is_operator.flatten().unwrap_or(false),
            groups_claim: Some(groups_claim).filter(|_| !rules.operator_groups.is_empty()),
            iam_user,
            issuer: json::value(issuer),
            subject: json::value(subject).or_else(|| json::value(other_subject)),
        }
    }
}

/// What became of the claim that lists a caller's groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupsClaim {
    Read,
    Absent,
    /// Neither a list nor text nor an object.
    Unreadable,
    /// The issuer left it out and says where to ask for it, as Microsoft Entra ID does of a user in
    /// very many groups.
    LeftOut,
}

impl GroupsClaim {
    /// The word for it in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Absent => "absent",
            Self::Unreadable => "unreadable",
            Self::LeftOut => "leftOut",
        }
    }
}

/// How a gateway writes a claim that is a list as a string. A JSON array is a list everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFormat {
    /// `[a b]`, or else one value: HTTP APIs, of the claims of a token.
    SpacesInBrackets,
    /// `a,b`: REST APIs, of the claims of a Cognito user pool's token; and Lambda authorizers,
    /// whose context on a REST API has no arrays.
    Commas,
    /// One value: REST APIs with a JWT authorizer, where a list is an array.
    OneValue,
}

impl ListFormat {
    /// The only value of a claim: a string, or a list of exactly one, as some providers write every
    /// custom claim. The name of an IAM user has no brackets, so `[alice]` cannot be a name. It may
    /// have a comma: `a,b` stays one value.
    fn only_value(self, claim: &RawValue) -> Option<String> {
        if let Some([only]) = json::value::<[String; 1]>(Some(claim)) {
            return Some(only);
        }
        let text: String = json::value(Some(claim))?;
        Some(match self {
            Self::SpacesInBrackets => in_brackets(&text).map(str::to_owned).unwrap_or(text),
            Self::Commas | Self::OneValue => text,
        })
    }

    /// Whether a list of groups has one that `is_match` accepts; `None` where it cannot be read. The
    /// names of the members of an object that are objects are a list too, as Zitadel lists roles:
    /// `{"helpdesk": {"123": "example.com"}}`.
    fn any(self, groups: &RawValue, is_match: impl Fn(&str) -> bool) -> Option<bool> {
        match groups.get().as_bytes().first() {
            Some(b'[') => return Some(json::has_element(groups, is_match)),
            Some(b'{') => {
                let mut found = false;
                json::for_each_member(groups.get(), |name, value| {
                    found |= is_match(name) && json::is_object(Some(value));
                })
                .ok()?;
                return Some(found);
            }
            _ => {}
        }
        let list: String = json::value(Some(groups))?;
        Some(match self {
            Self::OneValue => is_match(&list),
            Self::Commas => list.split(',').any(is_match),
            Self::SpacesInBrackets => match in_brackets(&list) {
                Some(groups) => groups.split(' ').any(is_match),
                None => is_match(&list),
            },
        })
    }
}

fn in_brackets(text: &str) -> Option<&str> {
    text.strip_prefix('[')?.strip_suffix(']')
}
