//! Why a call to IAM did not succeed, and what the caller is told about it.

use aws_runtime::retries::classifiers::THROTTLING_ERRORS;

use super::xml::Action;
use crate::outcome::{Denied, NotFound, Outcome};

/// Why a call did not succeed. After every error but [`CallError::Unknown`], the call changed
/// nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallError {
    NotFound(NotFound),
    ValidationError,
    ConcurrentModification,
    LimitExceeded,
    InvalidAuthenticationCode,
    /// AWS refused the function itself.
    AccessDenied(Denied),
    Throttling,
    /// The function could not send the request, or not one that STS accepts.
    NotSent,
    /// IAM could not be reached, or there is no time left for a call. A call that changes nothing
    /// also ends so if IAM did not answer it.
    Unavailable,
    /// The codes are too old to be sent.
    CodesExpired,
    /// IAM's response to a call that changes nothing was a failure, or unreadable.
    ServiceFailure,
    /// IAM could have executed `ResyncMFADevice`, and did not say so.
    Unknown,
}

impl CallError {
    /// The refusal that an error of IAM or STS means, by its code: the service did not execute the
    /// request. A code that is not here proves nothing. The codes are those of the actions and the
    /// "Common Errors" in the IAM API Reference, and those that the AWS SDKs know for throttling and
    /// for clocks that differ.
    pub(super) fn from_code(action: Action, code: &str, message: Option<&str>) -> Option<Self> {
        let is_session = action == Action::AssumeRole;
        let is_resync = action == Action::ResyncMfaDevice;
        Some(match code {
            code if THROTTLING_ERRORS.contains(&code) => Self::Throttling,
            "NoSuchEntity" if is_resync => Self::NotFound(NotFound::UserOrDevice),
            "NoSuchEntity" if action == Action::ListMfaDevices => Self::NotFound(NotFound::User),
            // What the function sends to STS is the function's own.
            "MalformedPolicyDocument" | "PackedPolicyTooLarge" | "ValidationError"
                if is_session =>
            {
                Self::NotSent
            }
            "ValidationError" => Self::ValidationError,
            "ConcurrentModification" | "EntityTemporarilyUnmodifiable" if is_resync => {
                Self::ConcurrentModification
            }
            "LimitExceeded" if is_resync => Self::LimitExceeded,
            "InvalidAuthenticationCode" if is_resync => Self::InvalidAuthenticationCode,
            "AccessDenied" | "AccessDeniedException" | "NotAuthorized" => {
                Self::AccessDenied(if is_session {
                    session_denied(message.unwrap_or_default())
                } else {
                    Denied::Permission
                })
            }
            "AuthFailure"
            | "ExpiredToken"
            | "ExpiredTokenException"
            | "IncompleteSignature"
            | "InvalidClientTokenId"
            | "InvalidSignatureException"
            | "MissingAuthenticationToken"
            | "OptInRequired"
            | "RegionDisabledException"
            | "RequestExpired"
            | "RequestInTheFuture"
            | "RequestTimeTooSkewed"
            | "SignatureDoesNotMatch"
            | "UnrecognizedClientException" => Self::AccessDenied(if is_session {
                Denied::HubRole
            } else {
                Denied::Credentials
            }),
            _ => return None,
        })
    }
}

impl CallError {
    /// The same, of a call that was made in a member account.
    pub(super) fn in_member(self) -> Self {
        if let Self::AccessDenied(denied) = self {
            Self::AccessDenied(denied.in_member())
        } else {
            self
        }
    }
}

/// Who has to act where STS refuses a session. It does not tell an account without the role from
/// one whose role does not trust the function. Where a policy on the function's side denies the
/// call, the text may say so ("Troubleshoot access denied error messages" in the IAM User Guide).
fn session_denied(message: &str) -> Denied {
    const OWN_POLICIES: [&str; 5] = [
        "identity-based policy",
        "permissions boundary",
        "service control policy",
        "session policy",
        "VPC endpoint policy",
    ];
    if OWN_POLICIES.iter().any(|policy| message.contains(policy)) {
        Denied::HubRole
    } else {
        Denied::MemberRole
    }
}

impl From<CallError> for Outcome {
    fn from(error: CallError) -> Self {
        match error {
            CallError::NotFound(not_found) => Self::NoSuchEntity(not_found),
            CallError::ValidationError => Self::ValidationError,
            CallError::ConcurrentModification => Self::ConcurrentModification,
            CallError::LimitExceeded => Self::LimitExceeded,
            CallError::InvalidAuthenticationCode => Self::InvalidAuthenticationCode,
            CallError::AccessDenied(denied) => Self::AccessDenied(denied),
            CallError::Throttling => Self::Throttling,
            CallError::NotSent => Self::InternalError,
            CallError::Unavailable => Self::Unavailable,
            CallError::CodesExpired => Self::CodesExpired,
            CallError::ServiceFailure => Self::ServiceFailure,
            CallError::Unknown => Self::OutcomeUnknown,
        }
    }
}
