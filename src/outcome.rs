//! How an invocation ends: every ending, and what each caller is told about it.
//!
//! This module does not know how an ending came about or how it is wrapped for the caller; it
//! holds no text of IAM's, which names accounts and roles.

use crate::request::{SerialNumber, UserName, Violation};

/// Every ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// IAM accepted the codes: the device is in step.
    Resynchronized {
        /// Whose device it is.
        user_name: UserName,
        /// Which device.
        serial_number: SerialNumber,
    },
    /// The request breaks rules; IAM was not called.
    InvalidRequest(Vec<Violation>),
    /// The caller may not do this for that user, or the event proves no caller; IAM was not
    /// called.
    NotAuthorized,
    /// IAM knows no such user, or no such device of that user.
    NoSuchEntity(Missing),
    /// An HTTP request that is not a POST; IAM was not called.
    MethodNotAllowed,
    /// Another change to the user was under way.
    ConcurrentModification,
    /// A limit of the AWS account, as IAM says.
    LimitExceeded,
    /// The user has several devices that could be meant: these.
    SerialNumberRequired(Vec<SerialNumber>),
    /// The codes were handed in too long ago; IAM was not called.
    CodesExpired,
    /// IAM refused the codes: one verdict for both.
    InvalidAuthenticationCode,
    /// IAM throttled the call: it did not run.
    Throttling,
    /// The function's own role lacks the permission.
    AccessDenied,
    /// A defect of the function or of how it is set up.
    InternalError,
    /// IAM answered with a failure of its own, or with nothing readable.
    ServiceFailure,
    /// IAM could not be reached, or there was no time to try: nothing was sent.
    Unavailable,
    /// The request went out and no verdict came back.
    OutcomeUnknown,
}

/// What it is that IAM does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The user, or the device that the request names.
    UserOrDevice,
    /// The user.
    User,
    /// Any device of the user.
    Device,
    /// Any device of the user that has a clock; there are security keys or phones.
    DeviceWithAClock,
}

/// What every caller is told about an ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The stable word to branch on; IAM's own error code where IAM has one.
    pub status: &'static str,
    /// The HTTP status code.
    pub http_status: u16,
    /// Whether the very same request may be sent again.
    pub retryable: bool,
    /// One or two sentences that tell a person what to do next.
    pub message: &'static str,
    /// Whose attention the ending needs.
    pub severity: Severity,
}

/// Whose attention an ending needs; the level of its log record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Nobody's.
    Success,
    /// The caller's: the request was refused.
    Refusal,
    /// The operator's: something is broken.
    Fault,
}

impl Outcome {
    /// What is wrong with the request, where that is why it ended.
    #[must_use]
    pub fn violations(&self) -> Option<&[Violation]> {
        if let Self::InvalidRequest(violations) = self {
            Some(violations)
        } else {
            None
        }
    }

    /// Which devices could be meant, where that is why it ended.
    #[must_use]
    pub fn devices(&self) -> Option<Vec<&str>> {
        if let Self::SerialNumberRequired(devices) = self {
            Some(devices.iter().map(SerialNumber::as_str).collect())
        } else {
            None
        }
    }

    /// Whose device is in step again, and which.
    #[must_use]
    pub fn resynchronized(&self) -> Option<(&UserName, &SerialNumber)> {
        if let Self::Resynchronized {
            user_name,
            serial_number,
        } = self
        {
            Some((user_name, serial_number))
        } else {
            None
        }
    }

    /// The one table of endings.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a table: one row for each ending")]
    pub fn row(&self) -> Row {
        use Severity::{Fault, Refusal, Success};
        let row = |status, http_status, retryable, severity, message| Row {
            status,
            http_status,
            retryable,
            message,
            severity,
        };
        match self {
            Self::Resynchronized { .. } => row(
                "Resynchronized",
                200,
                false,
                Success,
                "Your device is back in step. Wait until it shows a new code, and sign in with \
                 that one.",
            ),
            Self::InvalidRequest(_) => row(
                "InvalidRequest",
                400,
                false,
                Refusal,
                "Something in the request needs to be corrected; nothing was changed. Correct \
                 what is named, and try again with two new codes.",
            ),
            Self::NotAuthorized => row(
                "NotAuthorized",
                403,
                false,
                Refusal,
                "You may not do this for that user. Ask your administrator for help.",
            ),
            Self::NoSuchEntity(missing) => row(
                "NoSuchEntity",
                404,
                false,
                Refusal,
                match missing {
                    Missing::UserOrDevice => {
                        "There is no such user, or the user has no such device. Check the user \
                         name and the serial number."
                    }
                    Missing::User => {
                        "There is no such user. Check the user name, or ask your administrator \
                         for help."
                    }
                    Missing::Device => {
                        "The user has no device to resynchronize. Ask your administrator for help."
                    }
                    Missing::DeviceWithAClock => {
                        "The user has only security keys or phones, which never drift and never \
                         need this. If one is refused, ask your administrator to register it again."
                    }
                },
            ),
            Self::MethodNotAllowed => row(
                "MethodNotAllowed",
                405,
                false,
                Refusal,
                "This address takes POST requests only. Send the request as a POST.",
            ),
            Self::ConcurrentModification => row(
                "ConcurrentModification",
                409,
                false,
                Refusal,
                "Another change to this user was under way, and nothing was changed here. Try \
                 again in a few minutes, with two new codes.",
            ),
            Self::LimitExceeded => row(
                "LimitExceeded",
                409,
                false,
                Fault,
                "A limit of the AWS account has been reached, and nothing was changed. Ask your \
                 administrator for help.",
            ),
            Self::SerialNumberRequired(_) => row(
                "SerialNumberRequired",
                422,
                false,
                Refusal,
                "The user has several devices. Choose the one that is out of step, and send its \
                 serial number with two new codes.",
            ),
            Self::CodesExpired => row(
                "CodesExpired",
                422,
                false,
                Refusal,
                "The codes are too old to be used safely, and nothing was changed. Enter two new \
                 codes and send them at once.",
            ),
            Self::InvalidAuthenticationCode => row(
                "InvalidAuthenticationCode",
                422,
                false,
                Refusal,
                "AWS did not accept the two codes. Wait for a new code, enter it and the one \
                 that follows it, and check that they are from the right device.",
            ),
            Self::Throttling => row(
                "Throttling",
                429,
                true,
                Fault,
                "AWS is handling too many requests just now, and nothing was changed. Try again \
                 in a few seconds; if your device has moved on, with two new codes.",
            ),
            Self::AccessDenied => row(
                "AccessDenied",
                500,
                false,
                Fault,
                "This service lacks a permission that it needs. Tell your administrator.",
            ),
            Self::InternalError => row(
                "InternalError",
                500,
                false,
                Fault,
                "Something is wrong with this service. Sign in with a new code first; if that is \
                 refused, tell your administrator.",
            ),
            Self::ServiceFailure => row(
                "ServiceFailure",
                502,
                false,
                Fault,
                "AWS had a failure of its own. Sign in with a new code first; if that is \
                 refused, try again in a few minutes, with two new codes.",
            ),
            Self::Unavailable => row(
                "Unavailable",
                503,
                true,
                Fault,
                "AWS could not be reached in time, and nothing was changed. Try again in a few \
                 seconds; if your device has moved on, with two new codes.",
            ),
            Self::OutcomeUnknown => row(
                "OutcomeUnknown",
                504,
                false,
                Fault,
                "AWS did not say whether it worked. Sign in with a new code first; if that is \
                 refused, resynchronize with two new codes.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each, in the order of the enum. The match fails to compile when an ending is added
    /// that this list does not have.
    fn every_outcome() -> Vec<Outcome> {
        let first = Outcome::InvalidRequest(Vec::new());
        std::iter::successors(Some(first), |outcome| match outcome {
            Outcome::Resynchronized { .. } => None,
            Outcome::InvalidRequest(_) => Some(Outcome::NotAuthorized),
            Outcome::NotAuthorized => Some(Outcome::NoSuchEntity(Missing::UserOrDevice)),
            Outcome::NoSuchEntity(_) => Some(Outcome::MethodNotAllowed),
            Outcome::MethodNotAllowed => Some(Outcome::ConcurrentModification),
            Outcome::ConcurrentModification => Some(Outcome::LimitExceeded),
            Outcome::LimitExceeded => Some(Outcome::SerialNumberRequired(Vec::new())),
            Outcome::SerialNumberRequired(_) => Some(Outcome::CodesExpired),
            Outcome::CodesExpired => Some(Outcome::InvalidAuthenticationCode),
            Outcome::InvalidAuthenticationCode => Some(Outcome::Throttling),
            Outcome::Throttling => Some(Outcome::AccessDenied),
            Outcome::AccessDenied => Some(Outcome::InternalError),
            Outcome::InternalError => Some(Outcome::ServiceFailure),
            Outcome::ServiceFailure => Some(Outcome::Unavailable),
            Outcome::Unavailable => Some(Outcome::OutcomeUnknown),
            Outcome::OutcomeUnknown => UserName::new("alice".to_owned())
                .ok()
                .zip(SerialNumber::new("GAHT12345678".to_owned(), None).ok())
                .map(|(user_name, serial_number)| Outcome::Resynchronized {
                    user_name,
                    serial_number,
                }),
        })
        .collect()
    }

    /// The README's outcome table and this one say the same, row for row.
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
            .map(Outcome::row)
            .map(|row| {
                let retryable = match (row.severity, row.retryable) {
                    (Severity::Success, _) => "",
                    (_, true) => "yes",
                    (_, false) => "no",
                };
                (
                    row.status.to_owned(),
                    row.http_status.to_string(),
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
            [Missing::User, Missing::Device, Missing::DeviceWithAClock].map(Outcome::NoSuchEntity);
        for outcome in every_outcome().into_iter().chain(others) {
            let Row {
                status, message, ..
            } = outcome.row();
            let sentences = message.matches(". ").count() + 1;
            assert!(sentences <= 2, "{status}: {sentences} sentences");
            assert!(message.ends_with('.'), "{status}: no full stop");
            for jargon in ["IAM", "HTTP ", "Lambda", "null", "error", "exception"] {
                assert!(!message.contains(jargon), "{status}: {jargon}");
            }
        }
    }
}
