//! What is asked: the four values of IAM's `ResyncMFADevice`, as types that cannot hold anything
//! that IAM's rules refuse.
//!
//! This module is pure. It knows neither the event that carried the values nor the caller who
//! sent them, and it keeps no input in its errors: what somebody typed may be a code, whatever
//! the field.
//!
//! The rules are those of the `iam-2010-05-08` service model (`existingUserNameType`,
//! `serialNumberType`, `authenticationCodeType`). The prose of the API reference leaves `/` and
//! `:` out of the serial number; the model has them, and so has every virtual device.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use serde::ser::{Serialize, SerializeStruct, Serializer};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::arn::{Account, Arn};

/// How far ahead of this function's clock `submittedAt` may lie: clocks that are kept by NTP
/// differ by less.
const CLOCK_TOLERANCE: Duration = Duration::from_secs(5);

/// The name of an IAM user: 1 to 128 of ASCII letters, digits and `_+=,.@-`
/// (`existingUserNameType`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserName(String);

impl UserName {
    /// # Errors
    /// [`Problem::Length`] or [`Problem::Characters`].
    pub fn new(name: String) -> Result<Self, Problem> {
        check(&name, 1..=128, "_+=,.@-").map(|()| Self(name))
    }

    /// The name as IAM spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The serial number of an MFA device: 9 to 256 of ASCII letters, digits and `_+=/:,.@-`
/// (`serialNumberType`). That of a virtual device is its ARN, that of a hardware token is printed
/// on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SerialNumber(String);

impl SerialNumber {
    /// Checks the number, and where it is an ARN also that it names a device that can drift and
    /// that belongs to `account`. A function that does not know its own account passes `None` and
    /// leaves that last judgement to IAM.
    ///
    /// # Errors
    /// [`Problem::Length`], [`Problem::Characters`], or for an ARN the reason why no device of
    /// this account that shows codes can have it.
    pub fn new(number: String, account: Option<&Account>) -> Result<Self, Problem> {
        check(&number, 9..=256, "_+=/:,.@-")?;
        if number.starts_with("arn:") {
            check_arn(&number, account)?;
        }
        Ok(Self(number))
    }

    /// The number as IAM spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A code that the device showed: six ASCII digits (`authenticationCodeType`), a secret.
///
/// Neither `Display` nor `Serialize`, and `Debug` hides the digits. [`AuthenticationCode::expose`]
/// is the only way to them.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthenticationCode(String);

impl AuthenticationCode {
    /// Takes a code as people type it: spaces and hyphens are dropped.
    ///
    /// # Errors
    /// [`Problem::NotSixDigits`].
    pub fn new(typed: &str) -> Result<Self, Problem> {
        let digits: String = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(digits))
        } else {
            Err(Problem::NotSixDigits)
        }
    }

    /// The digits: to send them to IAM, and to find them where they must not be.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AuthenticationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthenticationCode(******)")
    }
}

/// A value of the request as it came: JSON, before any rule.
#[derive(Default)]
pub enum Raw {
    /// The field is not there.
    #[default]
    Absent,
    /// The field is there twice, in one spelling or in both.
    Twice,
    /// A JSON number.
    Number,
    /// `null`, a boolean, an array or an object.
    Other,
    /// A JSON string.
    Text(String),
}

/// The fields of the request as they came.
#[derive(Default)]
pub struct RawRequest {
    /// `userName`
    pub user_name: Raw,
    /// `serialNumber`
    pub serial_number: Raw,
    /// `authenticationCode1`
    pub authentication_code_1: Raw,
    /// `authenticationCode2`
    pub authentication_code_2: Raw,
    /// `submittedAt`
    pub submitted_at: Raw,
}

/// What stands for fields that a request leaves out, where the event tells it.
#[derive(Debug, Default, Clone, Copy)]
pub struct Defaults<'a> {
    /// The user that the caller is.
    pub user_name: Option<&'a UserName>,
    /// When the gateway received the request.
    pub submitted_at: Option<OffsetDateTime>,
}

/// A request that keeps every rule.
#[derive(Debug, Clone)]
pub struct ResyncRequest {
    /// Whose device it is.
    pub user_name: UserName,
    /// Which device; where the request does not say, the only one that could be meant.
    pub serial_number: Option<SerialNumber>,
    /// The code that the device showed first.
    pub authentication_code_1: AuthenticationCode,
    /// The code that it showed next.
    pub authentication_code_2: AuthenticationCode,
    /// When the user handed the codes in, where that is known.
    pub submitted_at: Option<OffsetDateTime>,
}

impl ResyncRequest {
    /// Checks every field, with `account` as in [`SerialNumber::new`] and `now` for `submittedAt`.
    ///
    /// # Errors
    /// All violations together, in the order of the fields.
    pub fn new(
        raw: RawRequest,
        defaults: Defaults<'_>,
        account: Option<&Account>,
        now: OffsetDateTime,
    ) -> Result<Self, Vec<Violation>> {
        let mut violations = Vec::new();
        let mut report = |field, problem| violations.push(Violation { field, problem });

        let user_name = match (optional(raw.user_name), defaults.user_name) {
            (Ok(None), Some(own_name)) => Ok(own_name.clone()),
            (name, _) => name
                .and_then(|name| name.ok_or(Problem::Missing))
                .and_then(UserName::new),
        }
        .map_err(|problem| report(Field::UserName, problem));
        let serial_number = optional(raw.serial_number)
            .and_then(|number| {
                number
                    .map(|number| SerialNumber::new(number, account))
                    .transpose()
            })
            .map_err(|problem| report(Field::SerialNumber, problem));
        let code_1 = code(raw.authentication_code_1)
            .map_err(|problem| report(Field::AuthenticationCode1, problem));
        let code_2 = code(raw.authentication_code_2)
            .and_then(|second| match &code_1 {
                Ok(first) if *first == second => Err(Problem::SameCodes),
                _ => Ok(second),
            })
            .map_err(|problem| report(Field::AuthenticationCode2, problem));
        let submitted_at = submission_time(raw.submitted_at, now)
            .map(|submitted_at| submitted_at.or(defaults.submitted_at))
            .map_err(|problem| report(Field::SubmittedAt, problem));

        match (user_name, serial_number, code_1, code_2, submitted_at) {
            (
                Ok(user_name),
                Ok(serial_number),
                Ok(authentication_code_1),
                Ok(authentication_code_2),
                Ok(submitted_at),
            ) => Ok(Self {
                user_name,
                serial_number,
                authentication_code_1,
                authentication_code_2,
                submitted_at,
            }),
            _ => Err(violations),
        }
    }

    /// A text without the codes, wherever they stand in it.
    #[must_use]
    pub fn without_codes<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let codes = [&self.authentication_code_1, &self.authentication_code_2];
        codes.into_iter().fold(Cow::Borrowed(text), |text, code| {
            if text.contains(code.expose()) {
                text.replace(code.expose(), "******").into()
            } else {
                text
            }
        })
    }

    /// How long ago the user handed the codes in; zero where that is not known, or by a clock that
    /// is ahead.
    #[must_use]
    pub fn age(&self, now: OffsetDateTime) -> Duration {
        self.submitted_at
            .and_then(|submitted_at| (now - submitted_at).try_into().ok())
            .unwrap_or_default()
    }
}

/// A rule that a request breaks, and where. It prints as a sentence for the person who typed the
/// value, and never holds the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Which field breaks the rule.
    pub field: Field,
    /// Which rule it is.
    pub problem: Problem,
}

/// A field of the request, or the request itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The request as a whole.
    Request,
    /// `userName`
    UserName,
    /// `serialNumber`
    SerialNumber,
    /// `authenticationCode1`
    AuthenticationCode1,
    /// `authenticationCode2`
    AuthenticationCode2,
    /// `submittedAt`
    SubmittedAt,
}

impl Field {
    /// The name that callers know it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::UserName => "userName",
            Self::SerialNumber => "serialNumber",
            Self::AuthenticationCode1 => "authenticationCode1",
            Self::AuthenticationCode2 => "authenticationCode2",
            Self::SubmittedAt => "submittedAt",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::Request => "The request",
            Self::UserName => "The user name",
            Self::SerialNumber => "The serial number",
            Self::AuthenticationCode1 => "The first code",
            Self::AuthenticationCode2 => "The second code",
            Self::SubmittedAt => "The submission time",
        }
    }
}

/// The ways in which a value breaks the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The event is not JSON.
    NotJson,
    /// The event is JSON, but not an object.
    NotAnObject,
    /// A required field is not there.
    Missing,
    /// A field is there more than once.
    Twice,
    /// A value is not a JSON string.
    NotText,
    /// A code is a JSON number.
    Number,
    /// A value is empty or too long; lengths in characters.
    Length {
        /// The fewest characters allowed.
        min: usize,
        /// The most characters allowed.
        max: usize,
    },
    /// A value has a character that its rule does not allow.
    Characters {
        /// What is allowed besides ASCII letters and digits.
        allowed: &'static str,
    },
    /// A code is not six digits.
    NotSixDigits,
    /// Both codes are the same.
    SameCodes,
    /// The ARN of a FIDO security key.
    SecurityKey,
    /// The ARN of an SMS device.
    SmsDevice,
    /// The ARN of a user in place of that of the user's device.
    UserArn,
    /// An ARN that is not that of an MFA device.
    NotADeviceArn,
    /// The ARN of a device in another AWS partition.
    OtherPartition,
    /// The ARN of a device in another AWS account.
    OtherAccount,
    /// A time that is not RFC 3339.
    NotATime,
    /// A time that lies in the future.
    InTheFuture,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = self.field.in_words();
        match self.problem {
            Problem::NotJson => write!(
                f,
                "{subject} is not valid JSON. Send a JSON object with authenticationCode1 and \
                 authenticationCode2."
            ),
            Problem::NotAnObject => write!(
                f,
                "{subject} is not a JSON object. Send one with authenticationCode1 and \
                 authenticationCode2."
            ),
            Problem::Missing => write!(f, "{subject} is missing. Enter it and try again."),
            Problem::Twice => write!(
                f,
                "{subject} is there twice. Send it once, in one spelling."
            ),
            Problem::NotText => write!(f, "{subject} is not text. Send it as a JSON string."),
            Problem::Number => write!(
                f,
                "{subject} came as a number, which loses its leading zeros. Send it as a JSON \
                 string of six digits."
            ),
            Problem::Length { min, max } => {
                write!(f, "{subject} must have {min} to {max} characters.")
            }
            Problem::Characters { allowed } => write!(
                f,
                "{subject} has a character that is not allowed. Use unaccented letters, digits \
                 and {allowed} only."
            ),
            Problem::NotSixDigits => {
                write!(f, "{subject} must be the six digits that the device shows.")
            }
            Problem::SameCodes => write!(
                f,
                "{subject} is the same as the first. Wait until the device shows a new code, and \
                 enter that one second."
            ),
            Problem::SecurityKey => write!(
                f,
                "{subject} is that of a security key. A security key has no clock and never needs \
                 this; if it is refused, ask your administrator to register it again."
            ),
            Problem::SmsDevice => write!(
                f,
                "{subject} is that of a phone that gets its codes by text message. It has no \
                 clock and never needs this; ask your administrator for another kind of device."
            ),
            Problem::UserArn => write!(
                f,
                "{subject} is the ARN of a user. Send the ARN of that user's device: it has :mfa/ \
                 in place of :user/."
            ),
            Problem::NotADeviceArn => write!(
                f,
                "{subject} is an ARN, but not one of an MFA device: that has \":mfa/\" in it."
            ),
            Problem::OtherPartition => write!(
                f,
                "{subject} belongs to another AWS partition. Use the tool in that partition."
            ),
            Problem::OtherAccount => write!(
                f,
                "{subject} belongs to another AWS account. Use the tool in that account."
            ),
            Problem::NotATime => write!(
                f,
                "{subject} is not a time as RFC 3339 has it, such as 2026-01-31T12:00:00Z."
            ),
            Problem::InTheFuture => write!(
                f,
                "{subject} lies in the future. Send the time by a server's clock at which the \
                 codes were handed in."
            ),
        }
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Violation", 2)?;
        object.serialize_field("field", self.field.name())?;
        object.serialize_field("message", &self.to_string())?;
        object.end()
    }
}

/// Violations for where there is only text: each with the name of its field.
#[must_use]
pub fn in_words(violations: &[Violation]) -> String {
    let sentences = violations
        .iter()
        .map(|violation| format!("{}: {violation}", violation.field.name()));
    sentences.collect::<Vec<_>>().join(" ")
}

fn optional(raw: Raw) -> Result<Option<String>, Problem> {
    match raw {
        Raw::Absent => Ok(None),
        Raw::Twice => Err(Problem::Twice),
        Raw::Number | Raw::Other => Err(Problem::NotText),
        Raw::Text(text) => Ok(Some(text)),
    }
}

fn code(raw: Raw) -> Result<AuthenticationCode, Problem> {
    match raw {
        Raw::Number => Err(Problem::Number),
        Raw::Absent | Raw::Twice | Raw::Other | Raw::Text(_) => {
            AuthenticationCode::new(&optional(raw)?.ok_or(Problem::Missing)?)
        }
    }
}

fn submission_time(raw: Raw, now: OffsetDateTime) -> Result<Option<OffsetDateTime>, Problem> {
    let Some(text) = optional(raw)? else {
        return Ok(None);
    };
    let time = OffsetDateTime::parse(&text, &Rfc3339).map_err(|_| Problem::NotATime)?;
    if time > now + CLOCK_TOLERANCE {
        return Err(Problem::InTheFuture);
    }
    Ok(Some(time))
}

fn check(
    value: &str,
    length: std::ops::RangeInclusive<usize>,
    allowed: &'static str,
) -> Result<(), Problem> {
    if !value
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || allowed.contains(c))
    {
        return Err(Problem::Characters { allowed });
    }
    // Every character that is allowed is one byte long.
    if !length.contains(&value.len()) {
        return Err(Problem::Length {
            min: *length.start(),
            max: *length.end(),
        });
    }
    Ok(())
}

/// See "IAM ARNs" in the IAM User Guide for the forms.
fn check_arn(arn: &str, account: Option<&Account>) -> Result<(), Problem> {
    let arn = Arn::new(arn)
        .filter(|arn| arn.service == "iam" && arn.region.is_empty())
        .ok_or(Problem::NotADeviceArn)?;
    match arn.resource.split_once('/') {
        Some(("mfa", _)) => {}
        Some(("u2f", _)) => return Err(Problem::SecurityKey),
        Some(("sms-mfa", _)) => return Err(Problem::SmsDevice),
        Some(("user", _)) => return Err(Problem::UserArn),
        Some(_) | None => return Err(Problem::NotADeviceArn),
    }
    match account {
        Some(own) if own.partition != arn.partition => Err(Problem::OtherPartition),
        Some(own) if own.id != arn.account => Err(Problem::OtherAccount),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;
    use regex::Regex;

    use super::*;

    /// The same cases in every run.
    fn config() -> ProptestConfig {
        ProptestConfig {
            cases: 4096,
            rng_seed: RngSeed::Fixed(6238),
            failure_persistence: None,
            ..ProptestConfig::default()
        }
    }

    /// The verdict of the service model on a member with this pattern and these lengths. The
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

    fn shown(problem: Problem) -> String {
        let violation = Violation {
            field: Field::UserName,
            problem,
        };
        format!("{violation} {violation:?}")
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn a_user_name_is_what_the_model_says(name in strings()) {
            let accepts = model(r"(?-u:[\w+=,.@-]+)", 1, 128);
            match UserName::new(name.clone()) {
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
            match SerialNumber::new(number.clone(), None) {
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
            if SerialNumber::new(number.clone(), None).is_ok() {
                prop_assert!(model(r"(?-u:[\w+=/:,.@-]+)", 9, 256)(&number));
            }
        }

        #[test]
        fn a_code_is_what_the_model_says(typed in strings()) {
            let digits = typed.replace([' ', '-'], "");
            let accepts = model(r"(?-u:[\d]+)", 6, 6);
            match AuthenticationCode::new(&typed) {
                Ok(code) => {
                    prop_assert!(accepts(&digits));
                    prop_assert_eq!(code.expose(), &digits);
                    let shown = format!("{code:?}");
                    prop_assert!(!shown.contains(&digits));
                }
                Err(_) => prop_assert!(!accepts(&digits)),
            }
        }

        #[test]
        fn no_error_holds_its_input(input in strings()) {
            prop_assume!(input.chars().count() >= 5);
            let problems = [
                UserName::new(input.clone()).err(),
                SerialNumber::new(input.clone(), None).err(),
                AuthenticationCode::new(&input).err(),
                submission_time(Raw::Text(input.clone()), OffsetDateTime::UNIX_EPOCH).err(),
            ];
            for problem in problems.into_iter().flatten() {
                prop_assert!(!shown(problem).contains(&input));
            }
        }
    }

    #[test]
    fn debug_hides_the_codes_of_a_request() {
        let raw = |text: &str| Raw::Text(text.to_owned());
        let request = ResyncRequest::new(
            RawRequest {
                user_name: raw("alice"),
                serial_number: raw("GAHT31415926"),
                authentication_code_1: raw("918273"),
                authentication_code_2: raw("645546"),
                submitted_at: Raw::Absent,
            },
            Defaults::default(),
            None,
            OffsetDateTime::UNIX_EPOCH,
        );
        let shown = format!("{:?}", request.unwrap());
        assert!(shown.contains("alice"), "{shown}");
        assert!(
            !shown.contains("918273") && !shown.contains("645546"),
            "{shown}"
        );
    }
}
