//! Settings: read once, at start, from the function's environment variables.
//!
//! This module does not touch the environment; it is handed a lookup.

use std::fmt;
use std::time::Duration;

/// The settings of the function. A variable that is empty counts as not set, since a template
/// cannot leave one out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `ON_DIRECT_FAILURE`
    pub on_direct_failure: OnDirectFailure,
    /// `MAX_CODE_AGE_SECONDS`: how old codes may be when IAM is called.
    pub max_code_age: Duration,
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
            Some(_) => {
                return Err(ConfigError {
                    variable: "ON_DIRECT_FAILURE",
                    accepts: "raise or return",
                });
            }
        };
        let max_code_age = match setting("MAX_CODE_AGE_SECONDS").map(|value| value.parse()) {
            None => Duration::from_secs(30),
            Some(Ok(seconds @ 1..=300)) => Duration::from_secs(seconds),
            Some(_) => {
                return Err(ConfigError {
                    variable: "MAX_CODE_AGE_SECONDS",
                    accepts: "a whole number from 1 to 300",
                });
            }
        };
        Ok(Self {
            on_direct_failure,
            max_code_age,
        })
    }
}
