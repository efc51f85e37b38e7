//! Who asks, and what they may do.
//!
//! An event identifies its [`Caller`]; [`Permissions::of`] decides what the rules allow that
//! caller; and [`authorize`] alone makes an [`AuthorizedUser`]. IAM can be called only for an
//! [`AuthorizedUser`], so no call bypasses the check.

mod claims;
mod permissions;
mod principal;
mod rules;

pub use claims::{Claims, GroupsClaim, ListFormat};
pub use permissions::{AuthorizedUser, Permissions, authorize};
pub use principal::{IamUser, Principal};
pub use rules::{AccessRules, OperatorArn};

/// Who asks, as far as the event proves it.
#[derive(Debug)]
pub enum Caller {
    /// A workflow or a program that invokes the function. Such an event carries no identity; the
    /// permission to invoke the function is the authority.
    DirectInvoke,
    /// The sender of a request that is signed with AWS credentials.
    Iam(Principal),
    /// The holder of a token that the gateway verified.
    Token(Claims),
    /// A caller whom a Lambda authorizer accepted: the context that it returned.
    Authorizer(Claims),
    /// Nobody, and why: for the log.
    Unauthenticated(&'static str),
}

impl Caller {
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
    pub fn arn(&self) -> Option<&str> {
        match self {
            Self::Iam(principal) => Some(&principal.arn),
            Self::DirectInvoke
            | Self::Token(_)
            | Self::Authorizer(_)
            | Self::Unauthenticated(_) => None,
        }
    }

    /// Who issued the caller's token, for the log.
    pub fn issuer(&self) -> Option<&str> {
        self.claims()?.issuer.as_deref()
    }

    /// Whom the caller's token or authorizer names, for the log.
    pub fn subject(&self) -> Option<&str> {
        self.claims()?.subject.as_deref()
    }

    /// What became of the claim that lists the caller's groups, for the log.
    pub fn groups_claim(&self) -> Option<GroupsClaim> {
        self.claims()?.groups_claim
    }

    fn claims(&self) -> Option<&Claims> {
        match self {
            Self::Token(claims) | Self::Authorizer(claims) => Some(claims),
            Self::DirectInvoke | Self::Iam(_) | Self::Unauthenticated(_) => None,
        }
    }
}
