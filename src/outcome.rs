//! Every outcome of an invocation, and what each caller is told about it.
//!
//! Nothing here holds a text of IAM's, which names accounts and roles.

use crate::caller::IamUser;
use crate::values::SerialNumber;
use crate::violation::Violation;

mod reason;

pub use reason::{Denied, NotFound};

/// Every outcome.
#[expect(
    clippy::enum_variant_names,
    reason = "`OutcomeUnknown` is the status in the contract"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Resynchronized {
        user: IamUser,
        serial_number: SerialNumber,
    },
    Devices {
        user: IamUser,
        devices: Vec<Device>,
    },
    InvalidRequest(Vec<Violation>),
    ValidationError,
    NotAuthorized,
    NoSuchEntity(NotFound),
    MethodNotAllowed,
    ConcurrentModification,
    LimitExceeded,
    /// The user's devices that could be meant.
    SerialNumberRequired(Vec<Device>),
    CodesExpired,
    InvalidAuthenticationCode,
    Throttling,
    AccessDenied(Denied),
    InternalError,
    ServiceFailure,
    Unavailable,
    OutcomeUnknown,
}

/// A device that can drift, as IAM lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub serial_number: SerialNumber,
    /// When the device was enabled for the user: RFC 3339.
    pub enabled_at: String,
}

/// What a caller is told about an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutcomeDetails {
    /// The stable word to branch on: IAM's own error code where IAM has one.
    pub status: &'static str,
    pub http_status: u16,
    pub severity: Severity,
    /// Whether the same request may be sent again.
    pub is_retryable: bool,
    /// An HTTP header that only this outcome has.
    pub header: Option<(&'static str, &'static str)>,
    /// One or two sentences that tell a person what to do next.
    pub message: &'static str,
}

/// Whose attention an outcome needs; the level of its log record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Success,
    /// The caller's: the request was refused.
    Refusal,
    /// The on-call engineer's: something is broken.
    Fault,
}

impl Outcome {
    /// The one table of outcomes: the facts, then the message.
    #[rustfmt::skip]
    pub fn details(&self) -> OutcomeDetails {
        use Severity::{Fault, Refusal, Success};
        const SAME_AGAIN: bool = true;
        const NOT_THE_SAME: bool = false;
        let details = |status, http_status, severity, is_retryable, header, message| {
            OutcomeDetails { status, http_status, severity, is_retryable, header, message }
        };
        match self {
            Self::Resynchronized { .. } => details("Resynchronized", 200, Success, NOT_THE_SAME, None,
                "Your device is resynchronized. Wait until it shows a new code, and sign in with that code."),
            Self::Devices { .. } => details("Devices", 200, Success, NOT_THE_SAME, None,
                "These devices can be resynchronized. Choose the one whose codes are refused."),
            Self::InvalidRequest(_) => details("InvalidRequest", 400, Refusal, NOT_THE_SAME, None,
                "Something in the request needs to be corrected; nothing was changed. Correct what is named, and try again with two new codes."),
            Self::ValidationError => details("ValidationError", 400, Refusal, NOT_THE_SAME, None,
                "AWS does not accept a value in the request; nothing was changed. Check the user name and the serial number, and try again with two new codes."),
            Self::NotAuthorized => details("NotAuthorized", 403, Refusal, NOT_THE_SAME, None,
                "You may not do this for that user, and nothing was changed. Ask your administrator for help."),
            Self::NoSuchEntity(not_found) => details("NoSuchEntity", 404, Refusal, NOT_THE_SAME, None,
                not_found.message()),
            Self::MethodNotAllowed => details("MethodNotAllowed", 405, Refusal, NOT_THE_SAME, Some(("Allow", "GET, POST")),
                "This address takes GET and POST requests only. Send a POST to resynchronize a device."),
            Self::ConcurrentModification => details("ConcurrentModification", 409, Refusal, NOT_THE_SAME, None,
                "Another change to this user was in progress, and nothing was changed here. Try again in a few minutes, with two new codes."),
            Self::LimitExceeded => details("LimitExceeded", 409, Fault, NOT_THE_SAME, None,
                "A limit of the AWS account has been reached, and nothing was changed. Ask your administrator for help."),
            Self::SerialNumberRequired(_) => details("SerialNumberRequired", 422, Refusal, NOT_THE_SAME, None,
                "The user has several devices. Choose the one whose codes are refused, and send its serial number with two new codes."),
            Self::CodesExpired => details("CodesExpired", 422, Refusal, NOT_THE_SAME, None,
                "The codes are too old to be used safely, and nothing was changed. Enter two new codes and send them at once."),
            Self::InvalidAuthenticationCode => details("InvalidAuthenticationCode", 422, Refusal, NOT_THE_SAME, None,
                "AWS did not accept the two codes. On a phone, set date and time to automatic; then enter two new codes in a row, from the right device."),
            Self::Throttling => details("Throttling", 429, Fault, SAME_AGAIN, Some(("Retry-After", "5")),
                "AWS is handling too many requests just now, and nothing was changed. Try again in a few seconds; if your device shows another code by then, with two new codes."),
            Self::AccessDenied(_) => details("AccessDenied", 500, Fault, NOT_THE_SAME, None,
                "AWS does not let this service do what it needs to do, and nothing was changed. Tell your administrator."),
            Self::InternalError => details("InternalError", 500, Fault, NOT_THE_SAME, None,
                "Something is wrong with this service, and nothing was changed. Tell your administrator."),
            Self::ServiceFailure => details("ServiceFailure", 502, Fault, NOT_THE_SAME, None,
                "AWS had a failure of its own, and nothing was changed. Try again in a few minutes."),
            Self::Unavailable => details("Unavailable", 503, Fault, SAME_AGAIN, None,
                "AWS could not be reached in time, and nothing was changed. Try again in a few seconds; if your device shows another code by then, with two new codes."),
            Self::OutcomeUnknown => details("OutcomeUnknown", 504, Fault, NOT_THE_SAME, None,
                "AWS did not say whether it worked. Sign in with a new code first; if that is refused, resynchronize with two new codes."),
        }
    }

    /// The message in the answer to a `GET`, which involves no codes.
    #[rustfmt::skip]
    pub fn list_message(&self) -> &'static str {
        match self {
            Self::InvalidRequest(_) =>
                "Something in the request needs to be corrected. Correct what is named, and try again.",
            Self::ValidationError =>
                "AWS does not accept a value in the request. Check the user name, and try again.",
            Self::Throttling =>
                "AWS is handling too many requests just now. Try again in a few seconds.",
            Self::Unavailable =>
                "AWS could not be reached in time. Try again in a few seconds.",
            Self::Resynchronized { .. }
            | Self::Devices { .. }
            | Self::NotAuthorized
            | Self::NoSuchEntity(_)
            | Self::MethodNotAllowed
            | Self::ConcurrentModification
            | Self::LimitExceeded
            | Self::SerialNumberRequired(_)
            | Self::CodesExpired
            | Self::InvalidAuthenticationCode
            | Self::AccessDenied(_)
            | Self::InternalError
            | Self::ServiceFailure
            | Self::OutcomeUnknown => self.details().message,
        }
    }

    /// Which of the causes of this status it is, where a page tells them apart.
    pub fn reason(&self) -> Option<&'static str> {
        if let Self::NoSuchEntity(not_found) = self {
            Some(not_found.reason())
        } else if let Self::AccessDenied(denied) = self {
            denied.reason()
        } else {
            None
        }
    }

    pub fn violations(&self) -> Option<&[Violation]> {
        if let Self::InvalidRequest(violations) = self {
            Some(violations)
        } else {
            None
        }
    }

    pub fn devices(&self) -> Option<&[Device]> {
        if let Self::Devices { devices, .. } | Self::SerialNumberRequired(devices) = self {
            Some(devices)
        } else {
            None
        }
    }

    /// The user whom a success is about.
    pub fn user(&self) -> Option<&IamUser> {
        if let Self::Resynchronized { user, .. } | Self::Devices { user, .. } = self {
            Some(user)
        } else {
            None
        }
    }

    /// The device that was resynchronized.
    pub fn serial_number(&self) -> Option<&SerialNumber> {
        if let Self::Resynchronized { serial_number, .. } = self {
            Some(serial_number)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::UserAccount;
    use crate::values::UserName;

    /// One of each, in the order of the enum. The match fails to compile when an outcome is added
    /// that this list does not have.
    fn every_outcome() -> Vec<Outcome> {
        let user = UserName::parse("alice".to_owned())
            .ok()
            .map(|name| IamUser {
                account: UserAccount::Own(None),
                name,
            });
        let serial_number = SerialNumber::parse("GAHT12345678".to_owned(), None).ok();
        let first = Outcome::InvalidRequest(Vec::new());
        std::iter::successors(Some(first), |outcome| match outcome {
            Outcome::Resynchronized { .. } => None,
            Outcome::InvalidRequest(_) => Some(Outcome::ValidationError),
            Outcome::ValidationError => Some(Outcome::NotAuthorized),
            Outcome::NotAuthorized => Some(Outcome::NoSuchEntity(NotFound::UserOrDevice)),
            Outcome::NoSuchEntity(_) => Some(Outcome::MethodNotAllowed),
            Outcome::MethodNotAllowed => Some(Outcome::ConcurrentModification),
            Outcome::ConcurrentModification => Some(Outcome::LimitExceeded),
            Outcome::LimitExceeded => Some(Outcome::SerialNumberRequired(Vec::new())),
            Outcome::SerialNumberRequired(_) => Some(Outcome::CodesExpired),
            Outcome::CodesExpired => Some(Outcome::InvalidAuthenticationCode),
            Outcome::InvalidAuthenticationCode => Some(Outcome::Throttling),
            Outcome::Throttling => Some(Outcome::AccessDenied(Denied::Permission)),
            Outcome::AccessDenied(_) => Some(Outcome::InternalError),
            Outcome::InternalError => Some(Outcome::ServiceFailure),
            Outcome::ServiceFailure => Some(Outcome::Unavailable),
            Outcome::Unavailable => Some(Outcome::OutcomeUnknown),
            Outcome::OutcomeUnknown => user.clone().map(|user| Outcome::Devices {
                user,
                devices: Vec::new(),
            }),
            Outcome::Devices { .. } => {
                user.clone()
                    .zip(serial_number.clone())
                    .map(|(user, serial_number)| Outcome::Resynchronized {
                        user,
                        serial_number,
                    })
            }
        })
        .collect()
    }

    /// The README's outcome table and this one say the same, row by row.
    #[test]
    fn the_readme_lists_every_outcome() {
        let mut documented: Vec<(String, String, String)> = include_str!("../README.md")
            .lines()
            .skip_while(|line| !line.starts_with("| `status` |"))
            .skip(2)
            .take_while(|line| line.starts_with('|'))
            .map(|line| {
                let cells: Vec<&str> = line.split('|').map(str::trim).collect();
                let cell = |index: usize| cells[index].trim_matches('`').to_owned();
                (cell(1), cell(2), cell(3))
            })
            .collect();
        let mut real: Vec<(String, String, String)> = every_outcome()
            .iter()
            .map(Outcome::details)
            .map(|details| {
                let retryable = match (details.severity, details.is_retryable) {
                    (Severity::Success, _) => "",
                    (_, true) => "yes",
                    (_, false) => "no",
                };
                (
                    details.status.to_owned(),
                    details.http_status.to_string(),
                    retryable.to_owned(),
                )
            })
            .collect();
        documented.sort();
        real.sort();
        assert_eq!(documented, real);
    }

    #[test]
    fn a_message_is_one_or_two_sentences_for_a_person() {
        let others =
            [NotFound::User, NotFound::Device, NotFound::TotpDevice].map(Outcome::NoSuchEntity);
        for outcome in every_outcome().into_iter().chain(others) {
            let list_message = outcome.list_message();
            assert!(!list_message.contains("codes") || list_message == outcome.details().message);
            let OutcomeDetails {
                status, message, ..
            } = outcome.details();
            let sentences = message.matches(". ").count() + 1;
            assert!(sentences <= 2, "{status}: {sentences} sentences");
            assert!(message.ends_with('.'), "{status}: no full stop");
            for jargon in ["IAM", "HTTP ", "Lambda", "null", "error", "exception"] {
                assert!(!message.contains(jargon), "{status}: {jargon}");
            }
        }
    }
}
