//! Amazon Resource Names and their parts ("Amazon Resource Names (ARNs)" in the AWS General
//! Reference).

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
}

/// The AWS partition and account that this function runs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Such as `aws` or `aws-cn`.
    pub partition: String,
    /// Twelve digits.
    pub id: String,
}

impl Account {
    /// The account in the function's own ARN; `None` where that is not an ARN of Lambda with an
    /// account, as with some local tools.
    pub fn from_function_arn(arn: &str) -> Option<Self> {
        let is_of_lambda = |arn: &Arn<'_>| arn.service == "lambda" && !arn.account.is_empty();
        let arn = Arn::parse(arn).filter(is_of_lambda)?;
        Some(Self {
            partition: arn.partition.to_owned(),
            id: arn.account.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_is_read_from_the_functions_arn() {
        let account = |arn| Account::from_function_arn(arn).map(|own| (own.partition, own.id));
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
            ("function-arn", None),
            ("", None),
        ] {
            assert_eq!(account(arn), expected, "{arn}");
        }
    }
}
