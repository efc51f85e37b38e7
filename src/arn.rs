//! Amazon Resource Names and their parts ("Amazon Resource Names (ARNs)" in the AWS General
//! Reference).

use std::fmt;

/// The parts of an ARN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arn<'a> {
    /// Such as `aws` or `aws-cn`.
    pub partition: &'a str,
    /// Such as `iam` or `lambda`.
    pub service: &'a str,
    /// Empty for a global service.
    pub region: &'a str,
    /// Twelve digits, or empty.
    pub account: &'a str,
    /// It may contain colons.
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// The parts of an ARN; `None` where `arn` is not one.
    pub fn parse(arn: &'a str) -> Option<Self> {
        match arn.splitn(6, ':').collect::<Vec<_>>()[..] {
            ["arn", partition, service, region, account, resource] => Some(Self {
                partition,
                service,
                region,
                account,
                resource,
            }),
            _ => None,
        }
    }

    /// The name of a user or role: what follows the path.
    pub fn name(&self) -> &'a str {
        self.resource.rsplit('/').next().unwrap_or_default()
    }

    /// Whether this cannot be a list of ARNs in one text, which would have the account of the first
    /// and the name of the last. Paths are of printable ASCII characters (`pathType`), and may have
    /// commas and colons, which are not accepted here.
    pub fn is_one(&self) -> bool {
        let is_of_one = |byte: u8| byte.is_ascii_graphic() && !b",:".contains(&byte);
        self.resource.bytes().all(is_of_one)
    }
}

/// The id of an AWS account: twelve digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountId([u8; 12]);

impl AccountId {
    /// `None` for anything but twelve digits.
    pub fn parse(id: &str) -> Option<Self> {
        let digits = id.as_bytes().try_into().ok()?;
        id.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(Self(digits))
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An AWS account in its partition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Such as `aws` or `aws-cn`.
    pub partition: String,
    pub id: AccountId,
}

impl Account {
    /// The account that an ARN names; `None` where it names none.
    pub fn of(arn: &Arn<'_>) -> Option<Self> {
        Some(Self {
            partition: arn.partition.to_owned(),
            id: AccountId::parse(arn.account)?,
        })
    }

    /// The account in the function's own ARN; `None` where that is not an ARN of Lambda with an
    /// account, as with some local tools.
    pub fn from_function_arn(arn: &str) -> Option<Self> {
        let arn = Arn::parse(arn).filter(|arn| arn.service == "lambda")?;
        Self::of(&arn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_is_read_from_the_functions_arn() {
        let account =
            |arn| Account::from_function_arn(arn).map(|own| (own.partition, own.id.to_string()));
        let own = |partition: &str| Some((partition.to_owned(), "123456789012".to_owned()));
        for (arn, expected) in [
            (
                "arn:aws:lambda:us-east-1:123456789012:function:f",
                own("aws"),
            ),
            (
                "arn:aws:lambda:us-east-1:123456789012:function:f:live",
                own("aws"),
            ),
            (
                "arn:aws-cn:lambda:cn-north-1:123456789012:function:f",
                own("aws-cn"),
            ),
            ("arn:aws:iam::123456789012:user/alice", None),
            ("arn:aws:lambda:us-east-1:123456789012", None),
            ("arn:aws:lambda:us-east-1::function:f", None),
            ("arn:aws:lambda:us-east-1:12345678901:function:f", None),
            ("arn:aws:lambda:us-east-1:12345678901x:function:f", None),
            ("function-arn", None),
            ("", None),
        ] {
            assert_eq!(account(arn), expected, "{arn}");
        }
    }
}
