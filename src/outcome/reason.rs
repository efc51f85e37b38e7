//! The causes of one status that a page or an administrator tells apart.

/// What IAM does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFound {
    /// The user, or the device that the request names.
    UserOrDevice,
    User,
    /// Any device of the user.
    Device,
    /// Any TOTP device of the user, who has only security keys or phones.
    TotpDevice,
}

/// What AWS refused to the function itself. The last four are told apart for deployments with
/// members, where somebody else has to act on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// A call to IAM in the function's own account: its role lacks a permission.
    Permission,
    /// A call to IAM in the function's own account: IAM does not accept the function's credentials
    /// or its clock.
    Credentials,
    /// The session in the member account: the function's own role may not assume the member's, or
    /// STS does not accept its credentials or its clock.
    HubRole,
    /// The session in the member account: it has no such role, or the role does not trust the
    /// function.
    MemberRole,
    /// A call to IAM in the member account: its role lacks a permission.
    MemberPermissions,
    /// A call to IAM in the member account: IAM does not accept the session, which may have ended.
    MemberSession,
}

impl Denied {
    /// The stable word in the answer and in the log. Without members there is one cause only.
    pub(super) fn reason(self) -> Option<&'static str> {
        match self {
            Self::Permission | Self::Credentials => None,
            Self::HubRole => Some("HubRole"),
            Self::MemberRole => Some("MemberRole"),
            Self::MemberPermissions => Some("MemberPermissions"),
            Self::MemberSession => Some("MemberSession"),
        }
    }

    /// The same, of a call that was made in a member account.
    pub fn in_member(self) -> Self {
        match self {
            Self::Permission => Self::MemberPermissions,
            Self::Credentials => Self::MemberSession,
            Self::HubRole | Self::MemberRole | Self::MemberPermissions | Self::MemberSession => {
                self
            }
        }
    }
}

impl NotFound {
    /// The stable word in the answer and in the log.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::UserOrDevice => "UserOrDevice",
            Self::User => "User",
            Self::Device => "Device",
            Self::TotpDevice => "TotpDevice",
        }
    }

    #[rustfmt::skip]
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::UserOrDevice =>
                "There is no such user, or the user has no such device. Check the user name and the serial number.",
            Self::User =>
                "There is no such user. Check the user name, or ask your administrator for help.",
            Self::Device =>
                "The user has no MFA device. Ask your administrator for help.",
            Self::TotpDevice =>
                "The user has only security keys or phones, which cannot drift. If one is refused, ask your administrator to register it again.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contract_lists_every_reason() {
        let contract: serde_json::Value =
            serde_saphyr::from_str(include_str!("../../openapi.yaml")).unwrap_or_default();
        let schema = &contract["components"]["schemas"]["NoSuchEntity"];
        let reasons = [
            NotFound::UserOrDevice,
            NotFound::User,
            NotFound::Device,
            NotFound::TotpDevice,
        ]
        .map(NotFound::reason);
        assert_eq!(
            schema["properties"]["reason"]["enum"],
            serde_json::json!(reasons)
        );
    }
}
