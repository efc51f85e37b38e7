//! The values of a request, as types that cannot hold what IAM's rules refuse.
//!
//! The rules are those of the `iam-2010-05-08` service model (`existingUserNameType`,
//! `serialNumberType`, `authenticationCodeType`). The API reference's text omits `/` and `:` from
//! the characters of a serial number; the model includes them, and every virtual device has them.

use std::time::Duration;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::account::{Accounts, UserAccount};
use crate::caller::Permissions;
use crate::values::{RequestedBy, SerialNumber};
use crate::violation::{Field, Violation, ViolationKind};

mod code;
mod raw;
mod user;

pub use code::{AuthenticationCode, Part, parts};
pub use raw::{RawField, RawRequest};
pub use user::{RawUser, RequestedUser};

/// How far `submittedAt` may be ahead of the function's clock; clocks under NTP differ by less.
const CLOCK_TOLERANCE: Duration = Duration::from_secs(5);

/// What is known beside the request.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// A request without a user name means the IAM user that the caller is.
    pub permissions: &'a Permissions,
    pub accounts: Accounts<'a>,
    /// When the gateway received the request.
    pub received_at: Option<OffsetDateTime>,
    pub now: OffsetDateTime,
}

/// A request that follows every rule.
#[derive(Debug, Clone)]
pub struct ResyncRequest {
    pub user: RequestedUser,
    /// `None` where the function has to find the device.
    pub serial_number: Option<SerialNumber>,
    /// The code that the device showed first.
    pub authentication_code_1: AuthenticationCode,
    /// The code that the device showed next.
    pub authentication_code_2: AuthenticationCode,
    /// When the user submitted the codes, where that is known, and who says so.
    pub submitted_at: Option<(OffsetDateTime, SubmissionClock)>,
}

/// Whose clock says when the user submitted the codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubmissionClock {
    /// The sender's, in `submittedAt`.
    Sender,
    /// That of the gateway that received the request.
    Gateway,
}

impl SubmissionClock {
    /// The word for it in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Gateway => "gateway",
        }
    }
}

impl ResyncRequest {
    /// Checks every field. Of `submittedAt` and the gateway's own time the older counts, so that
    /// neither can make codes look newer than they are.
    ///
    /// # Errors
    /// All violations, in the order of the fields.
    pub fn parse(raw: RawRequest, known: Known<'_>) -> Result<Self, Vec<Violation>> {
        let mut violations = Vec::new();
        let serial_number = raw.serial_number.optional_or_empty();
        let number = serial_number.as_ref().ok().and_then(Option::as_deref);
        let user = RequestedUser::parse(raw.user, number, &known)
            .map_err(|invalid| violations.extend(invalid));
        // The first of each field: the account of the serial number may be wrong already.
        let mut report = |field, kind| {
            if violations.iter().all(|violation| violation.field != field) {
                violations.push(Violation { field, kind });
            }
        };

        let account = user.as_ref().ok().and_then(|user| user.account.as_ref());
        let account = account.and_then(UserAccount::account);
        let serial_number = serial_number
            .and_then(|number| {
                number
                    .map(|number| SerialNumber::parse(number, account))
                    .transpose()
            })
            .map_err(|kind| report(Field::SerialNumber, kind));
        let code_1 = parse_code(raw.authentication_code_1)
            .map_err(|kind| report(Field::AuthenticationCode1, kind));
        let code_2 = parse_code(raw.authentication_code_2)
            .and_then(|second| match &code_1 {
                Ok(first) if *first == second => Err(ViolationKind::SameCodes),
                _ => Ok(second),
            })
            .map_err(|kind| report(Field::AuthenticationCode2, kind));
        let submitted_at = parse_time(raw.submitted_at, known.now)
            .map_err(|kind| report(Field::SubmittedAt, kind));
        let requested_by = raw
            .requested_by
            .optional_or_empty()
            .and_then(|name| name.as_deref().map(RequestedBy::parse).transpose())
            .map_err(|kind| report(Field::RequestedBy, kind));

        let received_at = known
            .received_at
            .map(|time| (time, SubmissionClock::Gateway));
        let request = || {
            requested_by?;
            Ok(Self {
                user: user?,
                serial_number: serial_number?,
                authentication_code_1: code_1?,
                authentication_code_2: code_2?,
                submitted_at: submitted_at?
                    .map(|time| (time, SubmissionClock::Sender))
                    .into_iter()
                    .chain(received_at)
                    .min(),
            })
        };
        request().map_err(|()| violations)
    }

    /// How long ago the user submitted the codes, where that is known, and who says so; zero by a
    /// clock that is ahead.
    pub fn age(&self, now: OffsetDateTime) -> Option<(Duration, SubmissionClock)> {
        let (submitted_at, clock) = self.submitted_at?;
        let age = (now - submitted_at).try_into().unwrap_or_default();
        Some((age, clock))
    }
}

fn parse_code(raw: RawField) -> Result<AuthenticationCode, ViolationKind> {
    if let RawField::Number = raw {
        return Err(ViolationKind::Number);
    }
    let typed = raw.optional_or_empty()?;
    AuthenticationCode::parse(&typed.ok_or(ViolationKind::Missing)?)
}

fn parse_time(raw: RawField, now: OffsetDateTime) -> Result<Option<OffsetDateTime>, ViolationKind> {
    let Some(text) = raw.optional()? else {
        return Ok(None);
    };
    let time = OffsetDateTime::parse(&text, &Rfc3339).map_err(|_| ViolationKind::NotATime)?;
    if time > now + CLOCK_TOLERANCE {
        return Err(ViolationKind::InTheFuture);
    }
    Ok(Some(time))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;
    use regex::Regex;

    use super::*;
    use crate::caller::{AccessRules, Caller};
    use crate::values::UserName;

    /// The same cases in every run.
    fn config() -> ProptestConfig {
        ProptestConfig {
            cases: 4096,
            rng_seed: RngSeed::Fixed(6238),
            failure_persistence: None,
            ..ProptestConfig::default()
        }
    }

    /// Whether the service model accepts a member with this pattern and these lengths. The
    /// model's patterns know ASCII only.
    fn model(pattern: &str, min: usize, max: usize) -> impl Fn(&str) -> bool {
        let pattern = Regex::new(&format!(r"\A(?:{pattern})\z")).unwrap();
        move |value| pattern.is_match(value) && (min..=max).contains(&value.chars().count())
    }

    /// Strings of every kind, those near the rules more often.
    fn strings() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[ -~]{0,300}",
            r"[\w+=/:,.@-]{0,300}",
            "[A-Za-z0-9_+=/:,.@-]{0,300}",
            "[A-Za-z0-9_+=,.@-]{0,140}",
            r"\d{0,12}",
            "[0-9]{5,7}",
            r"([0-9][ -]?){5,7}",
        ]
    }

    fn shown(kind: ViolationKind) -> String {
        let violation = Violation {
            field: Field::UserName,
            kind,
        };
        format!("{violation} {violation:?}")
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn a_user_name_is_what_the_model_says(name in strings()) {
            let accepts = model(r"(?-u:[\w+=,.@-]+)", 1, 128);
            match UserName::parse(name.clone()) {
                Ok(user_name) => {
                    prop_assert!(accepts(&name));
                    prop_assert_eq!(user_name.as_str(), name);
                }
                Err(_) => prop_assert!(!accepts(&name)),
            }
        }

        #[test]
        fn a_serial_number_is_what_the_model_says(number in strings()) {
            prop_assume!(!number.starts_with("arn:"));
            let accepts = model(r"(?-u:[\w+=/:,.@-]+)", 9, 256);
            match SerialNumber::parse(number.clone(), None) {
                Ok(serial_number) => {
                    prop_assert!(accepts(&number));
                    prop_assert_eq!(serial_number.as_str(), number);
                }
                Err(_) => prop_assert!(!accepts(&number)),
            }
        }

        #[test]
        fn an_arn_is_never_more_than_the_model_allows(rest in "[a-z0-9:/ü -]{0,260}") {
            let number = format!("arn:{rest}");
            if SerialNumber::parse(number.clone(), None).is_ok() {
                prop_assert!(model(r"(?-u:[\w+=/:,.@-]+)", 9, 256)(&number));
            }
        }

        #[test]
        fn a_code_is_what_the_model_says(typed in strings()) {
            if let Ok(code) = AuthenticationCode::parse(&typed) {
                let accepts = model(r"(?-u:[\d]+)", 6, 6);
                prop_assert!(accepts(code.expose()));
                let shown = format!("{code:?}");
                prop_assert!(!shown.contains(code.expose()));
            }
        }

        #[test]
        fn no_error_holds_its_input(input in strings()) {
            prop_assume!(input.chars().count() >= 5);
            let kinds = [
                UserName::parse(input.clone()).err(),
                SerialNumber::parse(input.clone(), None).err(),
                AuthenticationCode::parse(&input).err(),
                parse_time(RawField::String(input.clone()), OffsetDateTime::UNIX_EPOCH).err(),
            ];
            for kind in kinds.into_iter().flatten() {
                prop_assert!(!shown(kind).contains(&input));
            }
        }
    }

    #[test]
    fn a_slash_parts_the_name_from_an_arn_alone() {
        for (number, name) in [
            ("arn:aws:iam::123456789012:mfa/team/alice", "alice"),
            ("GAHT31415926", "GAHT31415926"),
            ("GAHT/31415926", "GAHT/31415926"),
        ] {
            let serial_number = SerialNumber::parse(number.to_owned(), None).unwrap();
            assert_eq!(serial_number.device_name(), name);
        }
    }

    #[test]
    fn a_time_may_be_five_seconds_ahead() {
        let parse = |text: &str| {
            let raw = RawField::String(text.to_owned());
            parse_time(raw, OffsetDateTime::UNIX_EPOCH)
        };
        assert!(parse("1970-01-01T00:00:05Z").is_ok());
        assert_eq!(
            parse("1970-01-01T00:00:05.001Z"),
            Err(ViolationKind::InTheFuture)
        );
    }

    #[test]
    fn debug_hides_the_codes_of_a_request() {
        let raw = |text: &str| RawField::String(text.to_owned());
        let accounts = Accounts {
            own: None,
            members: None,
        };
        let rules = AccessRules {
            caller_claim: None,
            operators: Vec::new(),
            operator_groups: Vec::new(),
            groups_claim: String::new(),
        };
        let request = ResyncRequest::parse(
            RawRequest {
                user: RawUser {
                    user_name: raw("alice"),
                    account_id: RawField::Absent,
                },
                serial_number: raw("GAHT31415926"),
                authentication_code_1: raw("918273"),
                authentication_code_2: raw("645546"),
                submitted_at: RawField::Absent,
                requested_by: RawField::Absent,
            },
            Known {
                permissions: &Permissions::of(&Caller::DirectInvoke, &rules, accounts).unwrap(),
                accounts,
                received_at: None,
                now: OffsetDateTime::UNIX_EPOCH,
            },
        );
        let shown = format!("{:?}", request.unwrap());
        assert!(shown.contains("alice"), "{shown}");
        assert!(
            !shown.contains("918273") && !shown.contains("645546"),
            "{shown}"
        );
    }
}
