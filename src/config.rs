//! Settings: read once, at start, from the function's environment variables.
//!
//! This module does not touch the environment; it is handed a lookup.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::caller::{AccessRules, OperatorArn};

/// As in every AWS SDK and tool ("AWS SDKs and Tools Reference Guide").
const CA_BUNDLE: &str = "AWS_CA_BUNDLE";

/// The settings of the function. A variable that is empty counts as not set, since a template
/// cannot leave one out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `ON_DIRECT_FAILURE`
    pub on_direct_failure: OnDirectFailure,
    /// `MAX_CODE_AGE_SECONDS`: how old codes may be when IAM is called.
    pub max_code_age: Duration,
    /// `AWS_CA_BUNDLE`: a file of the authorities to trust, in place of the system's.
    pub ca_bundle: Option<PathBuf>,
    /// `CALLER_CLAIM`, `OPERATOR_ARNS`, `OPERATOR_GROUPS` and `GROUPS_CLAIM`.
    pub access: AccessRules,
}

/// What a caller other than an HTTP one gets for a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDirectFailure {
    /// A function error, whose `errorType` is the status.
    Raise,
    /// The same document as for a success.
    Return,
}

/// A variable whose value is not one that it accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    variable: &'static str,
    accepts: &'static str,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "environment variable {} is not valid: it accepts {}",
            self.variable, self.accepts
        )
    }
}

impl std::error::Error for ConfigError {}

impl ConfigError {
    /// A bundle that is not there, or that cannot be used.
    #[must_use]
    pub fn ca_bundle() -> Self {
        Self {
            variable: CA_BUNDLE,
            accepts: "the path of a file of PEM certificates",
        }
    }
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// The first variable with a value that it does not accept.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let setting = |variable| lookup(variable).filter(|value| !value.is_empty());

        let on_direct_failure = match setting("ON_DIRECT_FAILURE").as_deref() {
            None | Some("raise") => OnDirectFailure::Raise,
            Some("return") => OnDirectFailure::Return,
            Some(_) => return refuse("ON_DIRECT_FAILURE", "raise or return"),
        };
        let max_code_age = match setting("MAX_CODE_AGE_SECONDS").map(|value| value.parse()) {
            None => Duration::from_secs(30),
            Some(Ok(seconds @ 1..=300)) => Duration::from_secs(seconds),
            Some(_) => return refuse("MAX_CODE_AGE_SECONDS", "a whole number from 1 to 300"),
        };
        let list = |variable| -> Vec<String> {
            let value = setting(variable).unwrap_or_default();
            let items = value.split(',').map(|item| item.trim().to_owned());
            items.filter(|_| !value.is_empty()).collect()
        };
        let caller_claim = setting("CALLER_CLAIM");
        let groups_claim = setting("GROUPS_CLAIM").unwrap_or_else(|| "cognito:groups".to_owned());
        for (variable, claim) in [
            ("CALLER_CLAIM", caller_claim.as_ref()),
            ("GROUPS_CLAIM", Some(&groups_claim)),
        ] {
            if claim
                .is_some_and(|claim| claim.contains(|c: char| c.is_whitespace() || c.is_control()))
            {
                return refuse(variable, "the name of one claim, without spaces");
            }
        }
        let operators: Option<Vec<OperatorArn>> = list("OPERATOR_ARNS")
            .iter()
            .map(|arn| OperatorArn::new(arn))
            .collect();
        let Some(operators) = operators else {
            let accepts = "the ARNs of IAM users and roles, separated by commas";
            return refuse("OPERATOR_ARNS", accepts);
        };
        let operator_groups = list("OPERATOR_GROUPS");
        // An HTTP API hands groups on as "[a b]": such names could not be told apart there.
        let clash = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '[' | ']');
        if operator_groups
            .iter()
            .any(|group| group.is_empty() || group.contains(clash))
        {
            let accepts = "names of groups, separated by commas, without spaces and brackets";
            return refuse("OPERATOR_GROUPS", accepts);
        }
        Ok(Self {
            on_direct_failure,
            max_code_age,
            ca_bundle: setting(CA_BUNDLE).map(PathBuf::from),
            access: AccessRules {
                caller_claim,
                operators,
                operator_groups,
                groups_claim,
            },
        })
    }
}

fn refuse(variable: &'static str, accepts: &'static str) -> Result<Config, ConfigError> {
    Err(ConfigError { variable, accepts })
}
