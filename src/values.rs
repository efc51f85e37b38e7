//! The user, the device and the requester of a request, as types that cannot hold what the rules
//! refuse.

use std::ops::RangeInclusive;

use crate::arn::{Account, Arn};
use crate::unicode::is_format;
use crate::violation::ViolationKind;

/// The name of an IAM user: 1 to 128 ASCII letters, digits and `_+=,.@-`
/// (`existingUserNameType`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserName(String);

impl UserName {
    /// # Errors
    /// [`ViolationKind::Arn`], [`ViolationKind::Length`] or [`ViolationKind::Characters`].
    pub fn parse(name: String) -> Result<Self, ViolationKind> {
        if name.starts_with("arn:") {
            return Err(ViolationKind::Arn);
        }
        check(&name, 1..=128, "_+=,.@-").map(|()| Self(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The serial number of an MFA device: 9 to 256 ASCII letters, digits and `_+=/:,.@-`
/// (`serialNumberType`). The serial number of a virtual device is its ARN; that of a hardware
/// token is printed on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SerialNumber(String);

impl SerialNumber {
    /// Checks the number, and of an ARN also that it names a device that can drift and that
    /// belongs to `account`. A function that does not know its own account passes `None` and
    /// leaves that check to IAM.
    ///
    /// # Errors
    /// [`ViolationKind::NotASerialNumber`], [`ViolationKind::Length`],
    /// [`ViolationKind::Characters`], or for an ARN the reason why no TOTP device of this account
    /// can have it.
    pub fn parse(number: String, account: Option<&Account>) -> Result<Self, ViolationKind> {
        match check(&number, 9..=256, "_+=/:,.@-") {
            Err(ViolationKind::Length { min, .. }) if number.len() < min => {
                return Err(ViolationKind::NotASerialNumber);
            }
            checked => checked?,
        }
        if number.starts_with("arn:") {
            check_device_arn(&number, account)?;
        } else if number.to_ascii_lowercase().starts_with("arn:") {
            return Err(ViolationKind::ArnInCapitals);
        }
        Ok(Self(number))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the device is a virtual one. Otherwise it is a hardware token.
    pub fn is_virtual(&self) -> bool {
        self.0.starts_with("arn:")
    }

    /// What a person recognizes the device by: the last segment of a virtual device's ARN, or the
    /// serial number of a hardware token.
    pub fn device_name(&self) -> &str {
        match self.0.rsplit_once('/') {
            Some((_, name)) if self.is_virtual() => name,
            Some(_) | None => &self.0,
        }
    }
}

/// Who asked, as the invoker of the function says: 1 to 256 characters, not only spaces and
/// without control characters. It is logged and never trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestedBy(String);

impl RequestedBy {
    /// # Errors
    /// [`ViolationKind::ControlCharacter`] or [`ViolationKind::Length`].
    pub fn parse(name: &str) -> Result<Self, ViolationKind> {
        if name.chars().any(is_control) {
            return Err(ViolationKind::ControlCharacter);
        }
        if name.trim().is_empty() {
            return Err(ViolationKind::Length { min: 1, max: 256 });
        }
        check_length(name.chars().count(), 1..=256).map(|()| Self(name.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a character is a control character, or one of those that are invisible, break a line or
/// turn the direction of writing.
fn is_control(c: char) -> bool {
    // Separators of lines and paragraphs, and letters that fill the place of one and are blank.
    const OTHERS: [char; 6] = [
        '\u{2028}', '\u{2029}', '\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}',
    ];

    c.is_control() || is_format(c) || OTHERS.contains(&c)
}

fn check(
    value: &str,
    length: RangeInclusive<usize>,
    allowed: &'static str,
) -> Result<(), ViolationKind> {
    if !value
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || allowed.contains(c))
    {
        return Err(ViolationKind::Characters { allowed });
    }
    // Every character that is allowed is one byte long.
    check_length(value.len(), length)
}

fn check_length(length: usize, allowed: RangeInclusive<usize>) -> Result<(), ViolationKind> {
    if allowed.contains(&length) {
        return Ok(());
    }
    Err(ViolationKind::Length {
        min: *allowed.start(),
        max: *allowed.end(),
    })
}

/// "IAM ARNs" in the IAM User Guide lists the forms.
fn check_device_arn(arn: &str, account: Option<&Account>) -> Result<(), ViolationKind> {
    let arn = Arn::parse(arn)
        .filter(|arn| arn.service.eq_ignore_ascii_case("iam"))
        .ok_or(ViolationKind::NotADeviceArn)?;
    if !arn.region.is_empty() {
        return Err(ViolationKind::ArnWithRegion);
    }
    let (kind, _) = arn.resource.split_once('/').unwrap_or_default();
    if arn.service != "iam" || (kind != "mfa" && kind.eq_ignore_ascii_case("mfa")) {
        return Err(ViolationKind::ArnInCapitals);
    }
    match arn.resource.split_once('/') {
        Some(("mfa", "root-account-mfa-device")) => return Err(ViolationKind::RootDevice),
        Some(("mfa", path)) if !path.is_empty() && !path.ends_with('/') => {}
        Some(("u2f", _)) => return Err(ViolationKind::SecurityKey),
        Some(("sms-mfa", _)) => return Err(ViolationKind::SmsDevice),
        Some(("user", _)) => return Err(ViolationKind::UserArn),
        Some(_) | None => return Err(ViolationKind::NotADeviceArn),
    }
    match account {
        Some(own) if own.partition != arn.partition => Err(ViolationKind::OtherPartition),
        Some(own) if own.id.as_str() != arn.account => Err(ViolationKind::OtherAccount),
        Some(_) | None => Ok(()),
    }
}
