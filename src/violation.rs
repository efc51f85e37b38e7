//! What is wrong with a request: which field breaks which rule, as a stable code for programs and
//! as a sentence for the person who typed the value.
//!
//! A violation never holds the value: what somebody typed may be a code, whatever the field.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// A rule that a request breaks, and where. It prints as a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Violation {
    pub field: Field,
    pub kind: ViolationKind,
}

/// A field of the request, or the request itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Request,
    UserName,
    SerialNumber,
    AuthenticationCode1,
    AuthenticationCode2,
    SubmittedAt,
    RequestedBy,
}

impl Field {
    /// The name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::UserName => "userName",
            Self::SerialNumber => "serialNumber",
            Self::AuthenticationCode1 => "authenticationCode1",
            Self::AuthenticationCode2 => "authenticationCode2",
            Self::SubmittedAt => "submittedAt",
            Self::RequestedBy => "requestedBy",
        }
    }

    /// The field with the name `name`, which may also be spelled as in IAM's API: `UserName`.
    pub fn from_name(name: &str) -> Option<Self> {
        const FIELDS: [Field; 6] = [
            Field::UserName,
            Field::SerialNumber,
            Field::AuthenticationCode1,
            Field::AuthenticationCode2,
            Field::SubmittedAt,
            Field::RequestedBy,
        ];

        let first = name.as_bytes().first()?.to_ascii_lowercase();
        FIELDS.into_iter().find(|field| {
            let (own_first, own_rest) = field.name().split_at(1);
            own_first.as_bytes() == [first] && name.get(1..) == Some(own_rest)
        })
    }

    /// The subject of the sentence about the field.
    fn label(self) -> &'static str {
        match self {
            Self::Request => "The request",
            Self::UserName => "The user name",
            Self::SerialNumber => "The serial number",
            Self::AuthenticationCode1 => "The first code",
            Self::AuthenticationCode2 => "The second code",
            Self::SubmittedAt => "The submission time",
            Self::RequestedBy => "The name of the requester",
        }
    }
}

/// The ways in which a value breaks the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViolationKind {
    NotJson,
    NotAnObject,
    Missing,
    /// The field is there more than once, in one spelling or in both.
    Duplicate,
    NotAString,
    /// A code that is a JSON number.
    Number,
    /// The value is too short or too long; lengths in characters.
    Length {
        min: usize,
        max: usize,
    },
    /// A character other than ASCII letters, digits and `allowed`.
    Characters {
        allowed: &'static str,
    },
    ControlCharacter,
    NotSixDigits,
    SameCodes,
    /// The ARN of a FIDO security key.
    SecurityKey,
    /// The ARN of an SMS device.
    SmsDevice,
    /// The ARN of a user in place of the ARN of the user's device.
    UserArn,
    /// An ARN, but not of an MFA device.
    NotADeviceArn,
    OtherPartition,
    OtherAccount,
    /// Not a time in the format of RFC 3339.
    NotATime,
    InTheFuture,
}

impl ViolationKind {
    /// The code in the contract.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotJson => "NotJson",
            Self::NotAnObject => "NotAnObject",
            Self::Missing => "Missing",
            Self::Duplicate => "Duplicate",
            Self::NotAString => "NotAString",
            Self::Number => "Number",
            Self::Length { .. } => "Length",
            Self::Characters { .. } => "Characters",
            Self::ControlCharacter => "ControlCharacter",
            Self::NotSixDigits => "NotSixDigits",
            Self::SameCodes => "SameCodes",
            Self::SecurityKey => "SecurityKey",
            Self::SmsDevice => "SmsDevice",
            Self::UserArn => "UserArn",
            Self::NotADeviceArn => "NotADeviceArn",
            Self::OtherPartition => "OtherPartition",
            Self::OtherAccount => "OtherAccount",
            Self::NotATime => "NotATime",
            Self::InTheFuture => "InTheFuture",
        }
    }
}

/// The end of the sentence, after the field's label.
impl fmt::Display for ViolationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Length { min, max } => return write!(f, "must have {min} to {max} characters."),
            Self::Characters { allowed } => {
                return write!(
                    f,
                    "has a character that is not allowed. Use unaccented letters, digits and \
                     {allowed} only."
                );
            }
            Self::NotJson => {
                "is not valid JSON. Send a JSON object with authenticationCode1 and \
                 authenticationCode2."
            }
            Self::NotAnObject => {
                "is not a JSON object. Send a JSON object with authenticationCode1 and \
                 authenticationCode2."
            }
            Self::Missing => "is missing. Enter it and try again.",
            Self::Duplicate => "is there more than once. Send it once, in one spelling.",
            Self::NotAString => "is not text. Send it as a JSON string.",
            Self::Number => {
                "is a number, which loses its leading zeros. Send it as a JSON string of six \
                 digits."
            }
            Self::ControlCharacter => {
                "has a control character, such as a line break. Send it on one line."
            }
            Self::NotSixDigits => "must be the six digits that the device shows.",
            Self::SameCodes => {
                "is the same as the first. Wait until the device shows a new code, and enter the \
                 new one."
            }
            Self::SecurityKey => {
                "belongs to a security key. A security key has no clock and cannot drift; if it is \
                 refused, ask your administrator to register it again."
            }
            Self::SmsDevice => {
                "belongs to a phone that receives its codes by text message. It cannot drift; ask \
                 your administrator for another kind of device."
            }
            Self::UserArn => {
                "is the ARN of a user. Send the ARN of the user's device, which has :mfa/ in the \
                 place of :user/."
            }
            Self::NotADeviceArn => {
                "is an ARN, but not of an MFA device. The ARN of an MFA device has :mfa/ and the \
                 device's name in it."
            }
            Self::OtherPartition => {
                "belongs to another AWS partition. Use the tool in that partition."
            }
            Self::OtherAccount => "belongs to another AWS account. Use the tool in that account.",
            Self::NotATime => {
                "is not a time in the format of RFC 3339, such as 2026-01-31T12:00:00Z."
            }
            Self::InTheFuture => {
                "is in the future. Send the time at which the user submitted the codes, by the \
                 clock of a server."
            }
        })
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.field.label(), self.kind)
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Violation", 3)?;
        object.serialize_field("field", self.field.name())?;
        object.serialize_field("code", self.kind.code())?;
        object.serialize_field("message", &self.to_string())?;
        object.end()
    }
}

/// Violations as one text, each with the name of its field.
pub fn join_violations(violations: &[Violation]) -> String {
    let sentences = violations
        .iter()
        .map(|violation| format!("{}: {violation}", violation.field.name()));
    sentences.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// One of each kind. The match does not compile when a kind is added that this list does not
    /// have.
    fn every_kind() -> Vec<ViolationKind> {
        std::iter::successors(Some(ViolationKind::NotJson), |kind| match kind {
            ViolationKind::NotJson => Some(ViolationKind::NotAnObject),
            ViolationKind::NotAnObject => Some(ViolationKind::Missing),
            ViolationKind::Missing => Some(ViolationKind::Duplicate),
            ViolationKind::Duplicate => Some(ViolationKind::NotAString),
            ViolationKind::NotAString => Some(ViolationKind::Number),
            ViolationKind::Number => Some(ViolationKind::Length { min: 1, max: 2 }),
            ViolationKind::Length { .. } => Some(ViolationKind::Characters { allowed: "@" }),
            ViolationKind::Characters { .. } => Some(ViolationKind::ControlCharacter),
            ViolationKind::ControlCharacter => Some(ViolationKind::NotSixDigits),
            ViolationKind::NotSixDigits => Some(ViolationKind::SameCodes),
            ViolationKind::SameCodes => Some(ViolationKind::SecurityKey),
            ViolationKind::SecurityKey => Some(ViolationKind::SmsDevice),
            ViolationKind::SmsDevice => Some(ViolationKind::UserArn),
            ViolationKind::UserArn => Some(ViolationKind::NotADeviceArn),
            ViolationKind::NotADeviceArn => Some(ViolationKind::OtherPartition),
            ViolationKind::OtherPartition => Some(ViolationKind::OtherAccount),
            ViolationKind::OtherAccount => Some(ViolationKind::NotATime),
            ViolationKind::NotATime => Some(ViolationKind::InTheFuture),
            ViolationKind::InTheFuture => None,
        })
        .collect()
    }

    #[test]
    fn the_contract_lists_every_field_and_every_kind() {
        let contract: Value = serde_saphyr::from_str(include_str!("../openapi.yaml")).unwrap();
        let properties = &contract["components"]["schemas"]["Violation"]["properties"];
        let codes: Vec<&str> = every_kind().into_iter().map(ViolationKind::code).collect();
        assert_eq!(properties["code"]["enum"], json!(codes));
        let fields = properties["field"]["enum"].as_array().unwrap();
        for field in fields.iter().skip(1) {
            let name = field.as_str().unwrap();
            assert_eq!(Field::from_name(name).unwrap().name(), name);
        }
        assert_eq!(fields[0], Field::Request.name());
        assert_eq!(fields.len(), 7);
    }

    #[test]
    fn a_field_has_two_spellings() {
        for (name, field) in [
            ("userName", Some(Field::UserName)),
            ("UserName", Some(Field::UserName)),
            ("AuthenticationCode2", Some(Field::AuthenticationCode2)),
            ("username", None),
            ("USERNAME", None),
            ("user_name", None),
            ("userNames", None),
            ("serName", None),
            ("request", None),
            ("u", None),
            ("ü", None),
            ("", None),
        ] {
            assert_eq!(Field::from_name(name), field, "{name}");
        }
    }

    #[test]
    fn every_kind_makes_a_sentence() {
        for kind in every_kind() {
            let violation = Violation {
                field: Field::SerialNumber,
                kind,
            };
            let sentence = violation.to_string();
            assert!(sentence.starts_with("The serial number "), "{sentence}");
            assert!(sentence.ends_with('.'), "{sentence}");
        }
    }
}
