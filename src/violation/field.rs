//! The fields of a request, and the names that mean them.

/// A field of the request, or the request itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Request,
    UserName,
    AccountId,
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
            Self::AccountId => "accountId",
            Self::SerialNumber => "serialNumber",
            Self::AuthenticationCode1 => "authenticationCode1",
            Self::AuthenticationCode2 => "authenticationCode2",
            Self::SubmittedAt => "submittedAt",
            Self::RequestedBy => "requestedBy",
        }
    }

    /// The field that the name of a member means.
    pub fn from_name(name: &str) -> FieldName {
        const FIELDS: [Field; 7] = [
            Field::UserName,
            Field::AccountId,
            Field::SerialNumber,
            Field::AuthenticationCode1,
            Field::AuthenticationCode2,
            Field::SubmittedAt,
            Field::RequestedBy,
        ];

        let is_letter = |byte: &u8| !b"_-".contains(byte);
        let is_meant = |field: &Self| {
            let own = field.name().bytes().map(|byte| byte.to_ascii_lowercase());
            let letters = name.bytes().filter(is_letter);
            own.eq(letters.map(|byte| byte.to_ascii_lowercase()))
        };
        match FIELDS.into_iter().find(is_meant) {
            None => FieldName::Other,
            // The second spelling is that of IAM's API: `UserName`.
            Some(field)
                if name.get(1..) == field.name().get(1..) && !name.starts_with(['_', '-']) =>
            {
                FieldName::Field(field)
            }
            Some(field) => FieldName::Misspelled(field),
        }
    }

    /// The subject of the sentence about the field.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Request => "The request",
            Self::UserName => "The user name",
            Self::AccountId => "The account",
            Self::SerialNumber => "The serial number",
            Self::AuthenticationCode1 => "The first code",
            Self::AuthenticationCode2 => "The second code",
            Self::SubmittedAt => "The submission time",
            Self::RequestedBy => "The name of the requester",
        }
    }
}

/// What the name of a member of a request says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldName {
    /// One of the two spellings of a field.
    Field(Field),
    /// A field, but for case, `_` and `-`. To ignore it would act on another user or on older codes
    /// than the sender meant.
    Misspelled(Field),
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_two_spellings() {
        use FieldName::{Misspelled, Other};
        for (name, field) in [
            ("userName", FieldName::Field(Field::UserName)),
            ("UserName", FieldName::Field(Field::UserName)),
            (
                "AuthenticationCode2",
                FieldName::Field(Field::AuthenticationCode2),
            ),
            ("username", Misspelled(Field::UserName)),
            ("USERNAME", Misspelled(Field::UserName)),
            ("user_name", Misspelled(Field::UserName)),
            ("user-name", Misspelled(Field::UserName)),
            ("_userName", Misspelled(Field::UserName)),
            ("-serName", Other),
            ("submittedat", Misspelled(Field::SubmittedAt)),
            (
                "authentication_code_1",
                Misspelled(Field::AuthenticationCode1),
            ),
            ("userNames", Other),
            ("serName", Other),
            ("user name", Other),
            ("request", Other),
            ("u", Other),
            ("ü", Other),
            ("", Other),
        ] {
            assert_eq!(Field::from_name(name), field, "{name}");
        }
    }
}
