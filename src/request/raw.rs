//! The fields of a request as they came, before any rule.

use std::fmt;

use serde_json::value::RawValue;

use super::user::RawUser;
use crate::json;
use crate::values::RequestedBy;
use crate::violation::{Field, FieldName, ViolationKind};

/// A value of the request as it came: JSON, before any rule.
#[derive(Default, Clone)]
pub enum RawField {
    #[default]
    Absent,
    /// The field is there more than once, in one spelling or in both.
    Duplicate,
    /// A member whose name is the field's but for case, `_` and `-`.
    Misspelled,
    Number,
    /// A boolean, an array, an object, or a string with half a surrogate pair in it.
    WrongType,
    String(String),
}

/// Without the text, which may be a code, whatever the field.
impl fmt::Debug for RawField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RawField(…)")
    }
}

impl RawField {
    /// Takes a value; a second one makes the field a duplicate. `null` means that the field is
    /// absent: generated clients and forms send it.
    pub fn set(&mut self, value: Self) {
        if let Self::Absent = value {
            return;
        }
        *self = match (&self, value) {
            (Self::Misspelled, _) | (_, Self::Misspelled) => Self::Misspelled,
            (Self::Absent, value) => value,
            (Self::Duplicate | Self::Number | Self::WrongType | Self::String(_), _) => {
                Self::Duplicate
            }
        };
    }

    fn from_json(value: &RawValue) -> Self {
        match value.get().as_bytes() {
            [b'"', ..] => json::value(Some(value)).map_or(Self::WrongType, Self::String),
            [b'-' | b'0'..=b'9', ..] => Self::Number,
            b"null" => Self::Absent,
            _ => Self::WrongType,
        }
    }

    /// The string without white space around it, if there is a field.
    pub(super) fn optional(self) -> Result<Option<String>, ViolationKind> {
        match self {
            Self::Absent => Ok(None),
            Self::Duplicate => Err(ViolationKind::Duplicate),
            Self::Misspelled => Err(ViolationKind::Misspelled),
            Self::Number | Self::WrongType => Err(ViolationKind::NotAString),
            Self::String(text) => Ok(Some(text.trim().to_owned())),
        }
    }

    /// The same of a field whose empty string means that it is absent, as in a form.
    pub(super) fn optional_or_empty(self) -> Result<Option<String>, ViolationKind> {
        Ok(self.optional()?.filter(|text| !text.is_empty()))
    }
}

/// The fields of the request as they came.
#[derive(Debug, Default, Clone)]
pub struct RawRequest {
    pub user: RawUser,
    pub serial_number: RawField,
    pub authentication_code_1: RawField,
    pub authentication_code_2: RawField,
    pub submitted_at: RawField,
    pub requested_by: RawField,
}

impl RawRequest {
    /// Whether the request has a code, whatever it is.
    pub fn has_codes(&self) -> bool {
        let codes = [&self.authentication_code_1, &self.authentication_code_2];
        codes.iter().any(|code| !matches!(code, RawField::Absent))
    }

    /// Who asked, if the field follows its rules.
    pub fn requested_by(&self) -> Option<RequestedBy> {
        let name = self.requested_by.clone().optional_or_empty().ok()??;
        RequestedBy::parse(&name).ok()
    }

    /// Takes a member of the request's JSON object. Members other than the request's fields are
    /// ignored.
    pub fn add(&mut self, name: FieldName, value: &RawValue) {
        let (field, value) = match name {
            FieldName::Field(field) => (field, RawField::from_json(value)),
            FieldName::Misspelled(field) => (field, RawField::Misspelled),
            FieldName::Other => return,
        };
        match field {
            Field::UserName => self.user.user_name.set(value),
            Field::AccountId => self.user.account_id.set(value),
            Field::SerialNumber => self.serial_number.set(value),
            Field::AuthenticationCode1 => self.authentication_code_1.set(value),
            Field::AuthenticationCode2 => self.authentication_code_2.set(value),
            Field::SubmittedAt => self.submitted_at.set(value),
            Field::RequestedBy => self.requested_by.set(value),
            Field::Request => {}
        }
    }
}
