//! What is wrong with a request: which field breaks which rule, as a stable code for programs and
//! as a sentence for the person who typed the value.
//!
//! A violation never holds the value: what somebody typed may be a code, whatever the field.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::arn::AccountId;

mod field;

pub use field::{Field, FieldName};

/// A rule that a request breaks, and where. It prints as a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Violation {
    pub field: Field,
    pub kind: ViolationKind,
}

/// The ways in which a value breaks the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViolationKind {
    /// There is no body.
    NoBody,
    NotUtf8,
    NotJson,
    /// A number that JSON does not have, such as `012345`.
    NotANumber,
    NotAnObject,
    /// An event of another kind: what it is, and what to do.
    OtherEvent {
        is: &'static str,
    },
    Missing,
    Misspelled,
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
    /// An ARN in place of a name.
    Arn,
    NotSixDigits,
    SameCodes,
    /// Too short for an ARN and for the number of a hardware token.
    NotASerialNumber,
    /// An ARN with capitals where ARNs have small letters.
    ArnInCapitals,
    /// An ARN with a region, which the ARNs of IAM do not have.
    ArnWithRegion,
    /// The ARN of the root user's device.
    RootDevice,
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
    NotAnAccountId,
    /// The account of the field, and the one that the request is for. The function serves both.
    DifferentAccounts([AccountId; 2]),
    /// Not a time in the format of RFC 3339.
    NotATime,
    InTheFuture,
}

impl ViolationKind {
    /// The code in the contract.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoBody => "NoBody",
            Self::NotUtf8 => "NotUtf8",
            Self::NotJson => "NotJson",
            Self::NotANumber => "NotANumber",
            Self::NotAnObject => "NotAnObject",
            Self::OtherEvent { .. } => "OtherEvent",
            Self::Missing => "Missing",
            Self::Misspelled => "Misspelled",
            Self::Duplicate => "Duplicate",
            Self::NotAString => "NotAString",
            Self::Number => "Number",
            Self::Length { .. } => "Length",
            Self::Characters { .. } => "Characters",
            Self::ControlCharacter => "ControlCharacter",
            Self::Arn => "Arn",
            Self::NotSixDigits => "NotSixDigits",
            Self::SameCodes => "SameCodes",
            Self::NotASerialNumber => "NotASerialNumber",
            Self::ArnInCapitals => "ArnInCapitals",
            Self::ArnWithRegion => "ArnWithRegion",
            Self::RootDevice => "RootDevice",
            Self::SecurityKey => "SecurityKey",
            Self::SmsDevice => "SmsDevice",
            Self::UserArn => "UserArn",
            Self::NotADeviceArn => "NotADeviceArn",
            Self::OtherPartition => "OtherPartition",
            Self::OtherAccount => "OtherAccount",
            Self::NotAnAccountId => "NotAnAccountId",
            Self::DifferentAccounts(_) => "DifferentAccounts",
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
            Self::OtherEvent { is } => return write!(f, "is {is}."),
            Self::DifferentAccounts([named, expected]) => {
                return write!(
                    f,
                    "is in the AWS account {named}, but the request is for a user of {expected}. \
                     Send values of one account."
                );
            }
            Self::NoBody => {
                "has no body. Send a JSON object with authenticationCode1 and authenticationCode2."
            }
            Self::NotUtf8 => "is not UTF-8 text. Send a JSON object in UTF-8.",
            Self::NotANumber => {
                "has a number that JSON does not allow, such as 012345. Put codes in quotation \
                 marks: \"012345\"."
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
            Self::Misspelled => {
                "has a field name that is not spelled right. Send it once, with the \
                                 right name."
            }
            Self::Arn => "is an ARN. Send the name alone: what follows the last slash.",
            Self::NotASerialNumber => {
                "is neither the ARN of a virtual device nor the number that is printed on a \
                 hardware token. Send one of these, or leave the serial number out."
            }
            Self::ArnInCapitals => {
                "is an ARN in capitals. Send it as AWS shows it, such as \
                 arn:aws:iam::123456789012:mfa/alice."
            }
            Self::ArnWithRegion => {
                "is an ARN with a Region. Send it as AWS shows it, such as \
                 arn:aws:iam::123456789012:mfa/alice."
            }
            Self::RootDevice => {
                "belongs to the root user, whose device this tool cannot resynchronize. Sign in \
                 to AWS as the root user and choose to resynchronize there."
            }
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
            Self::NotAnAccountId => "must be the twelve digits of an AWS account's ID.",
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
        write!(f, "{} {}", self.field.label(), self.kind)?;
        if self.kind == ViolationKind::Misspelled {
            write!(f, " The name is {}.", self.field.name())?;
        }
        Ok(())
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
        std::iter::successors(Some(ViolationKind::NoBody), |kind| match kind {
            ViolationKind::NoBody => Some(ViolationKind::NotUtf8),
            ViolationKind::NotUtf8 => Some(ViolationKind::NotJson),
            ViolationKind::NotJson => Some(ViolationKind::NotANumber),
            ViolationKind::NotANumber => Some(ViolationKind::NotAnObject),
            ViolationKind::NotAnObject => Some(ViolationKind::OtherEvent { is: "another" }),
            ViolationKind::OtherEvent { .. } => Some(ViolationKind::Missing),
            ViolationKind::Missing => Some(ViolationKind::Misspelled),
            ViolationKind::Misspelled => Some(ViolationKind::Duplicate),
            ViolationKind::Duplicate => Some(ViolationKind::NotAString),
            ViolationKind::NotAString => Some(ViolationKind::Number),
            ViolationKind::Number => Some(ViolationKind::Length { min: 1, max: 2 }),
            ViolationKind::Length { .. } => Some(ViolationKind::Characters { allowed: "@" }),
            ViolationKind::Characters { .. } => Some(ViolationKind::ControlCharacter),
            ViolationKind::ControlCharacter => Some(ViolationKind::Arn),
            ViolationKind::Arn => Some(ViolationKind::NotSixDigits),
            ViolationKind::NotSixDigits => Some(ViolationKind::SameCodes),
            ViolationKind::SameCodes => Some(ViolationKind::NotASerialNumber),
            ViolationKind::NotASerialNumber => Some(ViolationKind::ArnInCapitals),
            ViolationKind::ArnInCapitals => Some(ViolationKind::ArnWithRegion),
            ViolationKind::ArnWithRegion => Some(ViolationKind::RootDevice),
            ViolationKind::RootDevice => Some(ViolationKind::SecurityKey),
            ViolationKind::SecurityKey => Some(ViolationKind::SmsDevice),
            ViolationKind::SmsDevice => Some(ViolationKind::UserArn),
            ViolationKind::UserArn => Some(ViolationKind::NotADeviceArn),
            ViolationKind::NotADeviceArn => Some(ViolationKind::OtherPartition),
            ViolationKind::OtherPartition => Some(ViolationKind::OtherAccount),
            ViolationKind::OtherAccount => Some(ViolationKind::NotAnAccountId),
            ViolationKind::NotAnAccountId => {
                let id = AccountId::parse("123456789012").unwrap();
                Some(ViolationKind::DifferentAccounts([id, id]))
            }
            ViolationKind::DifferentAccounts(_) => Some(ViolationKind::NotATime),
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
            let FieldName::Field(field) = Field::from_name(name) else {
                panic!("{name}");
            };
            assert_eq!(field.name(), name);
        }
        assert_eq!(fields[0], Field::Request.name());
        assert_eq!(fields.len(), 8);
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
