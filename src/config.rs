//! The settings, read once at startup from environment variables.

use std::path::PathBuf;
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use startup::{ConfigError, check_characters, host_and_port, is_loopback};

use crate::account::Members;
use crate::arn::AccountId;
use crate::caller::{AccessRules, OperatorArn};

/// The settings of the function. A variable that is empty counts as not set, because a template
/// cannot leave one out. Variables whose names begin with `AWS_` are those of every AWS SDK ("AWS
/// SDKs and Tools Reference Guide").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `ON_DIRECT_FAILURE`
    pub on_direct_failure: OnDirectFailure,
    /// `MAX_CODE_AGE_SECONDS`: how long ago the user may have submitted the codes when IAM is called,
    /// as far as the sender or the gateway says when that was.
    pub max_code_age: Duration,
    /// `AWS_CA_BUNDLE`: a file of the certificate authorities to trust, in place of the system's.
    pub ca_bundle: Option<PathBuf>,
    /// `AWS_REGION`, which Lambda sets, or `AWS_DEFAULT_REGION`.
    pub region: String,
    /// `AWS_ENDPOINT_URL_IAM` or `AWS_ENDPOINT_URL`: another IAM than the region's.
    pub endpoint_url: Option<String>,
    /// `AWS_ENDPOINT_URL_STS` or `AWS_ENDPOINT_URL`: another STS than the region's.
    pub sts_endpoint_url: Option<String>,
    /// `AWS_USE_FIPS_ENDPOINT`
    pub use_fips_endpoint: bool,
    /// `CALLER_CLAIM`, `OPERATOR_ARNS`, `OPERATOR_GROUPS` and `GROUPS_CLAIM`.
    pub(crate) access: AccessRules,
    /// `MEMBER_ROLE_NAME`, `MEMBER_ACCOUNTS` and `MEMBER_ACCOUNT_NAMES`.
    pub(crate) members: Option<Members>,
}

/// The variables that are read.
const VARIABLES: [&str; 16] = [
    "AWS_CA_BUNDLE",
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_IAM",
    "AWS_ENDPOINT_URL_STS",
    "AWS_REGION",
    "AWS_USE_FIPS_ENDPOINT",
    "CALLER_CLAIM",
    "GROUPS_CLAIM",
    "MAX_CODE_AGE_SECONDS",
    "MEMBER_ACCOUNTS",
    "MEMBER_ACCOUNT_NAMES",
    "MEMBER_ROLE_NAME",
    "ON_DIRECT_FAILURE",
    "OPERATOR_ARNS",
    "OPERATOR_GROUPS",
];

/// What a direct invocation gets for a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDirectFailure {
    /// A function error, whose `errorType` is the status.
    Raise,
    /// The same document as for a success.
    Return,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// The first variable with a value that it does not accept.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        check_characters(&VARIABLES, &lookup)?;
        let setting = |variable| lookup(variable).filter(|value| !value.is_empty());
        let members = members(setting)?;
        Ok(Self {
            on_direct_failure: match setting("ON_DIRECT_FAILURE").as_deref() {
                None | Some("raise") => OnDirectFailure::Raise,
                Some("return") => OnDirectFailure::Return,
                Some(_) => return Err(ConfigError::new("ON_DIRECT_FAILURE", "raise or return")),
            },
            max_code_age: match setting("MAX_CODE_AGE_SECONDS").map(|value| value.parse()) {
                None => Duration::from_secs(30),
                Some(Ok(seconds @ 1..=300)) => Duration::from_secs(seconds),
                Some(_) => {
                    let accepts = "a whole number from 1 to 300";
                    return Err(ConfigError::new("MAX_CODE_AGE_SECONDS", accepts));
                }
            },
            ca_bundle: setting("AWS_CA_BUNDLE").map(PathBuf::from),
            region: region(setting)?,
            endpoint_url: endpoint_url("AWS_ENDPOINT_URL_IAM", setting)?,
            // Without members, STS is not called.
            sts_endpoint_url: match members {
                Some(_) => endpoint_url("AWS_ENDPOINT_URL_STS", setting)?,
                None => None,
            },
            use_fips_endpoint: match setting("AWS_USE_FIPS_ENDPOINT").as_deref() {
                None | Some("false") => false,
                Some("true") => true,
                Some(_) => return Err(ConfigError::new("AWS_USE_FIPS_ENDPOINT", "true or false")),
            },
            access: AccessRules {
                caller_claim: claim("CALLER_CLAIM", setting)?,
                operators: operators(setting)?,
                operator_groups: operator_groups(setting)?,
                groups_claim: claim("GROUPS_CLAIM", setting)?
                    .unwrap_or_else(|| "cognito:groups".to_owned()),
            },
            members,
        })
    }

    /// Whether the requests to IAM, with the codes in them, or the responses of STS, with
    /// credentials in them, travel unencrypted.
    #[must_use]
    pub fn sends_unencrypted(&self) -> bool {
        let is_unencrypted = |url: &Option<String>| {
            let url: Option<Uri> = url.as_ref().and_then(|url| url.parse().ok());
            url.is_some_and(|url| url.scheme() == Some(&Scheme::HTTP) && !is_loopback(&url))
        };
        [&self.endpoint_url, &self.sts_endpoint_url]
            .into_iter()
            .any(is_unencrypted)
    }
}

fn region(setting: impl Fn(&'static str) -> Option<String>) -> Result<String, ConfigError> {
    let accepts = "the name of an AWS Region, such as eu-central-1";
    let is_valid = |region: &str| {
        region
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    for variable in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
        match setting(variable) {
            None => {}
            Some(region) if is_valid(&region) => return Ok(region),
            Some(_) => return Err(ConfigError::new(variable, accepts)),
        }
    }
    Err(ConfigError::new("AWS_REGION", accepts))
}

fn endpoint_url(
    variable: &'static str,
    setting: impl Fn(&'static str) -> Option<String>,
) -> Result<Option<String>, ConfigError> {
    for variable in [variable, "AWS_ENDPOINT_URL"] {
        let Some(url) = setting(variable) else {
            continue;
        };
        let is_valid = url.parse().is_ok_and(|url: Uri| {
            let is_http = [Some(&Scheme::HTTP), Some(&Scheme::HTTPS)].contains(&url.scheme());
            is_http && host_and_port(&url).is_some() && url.query().is_none()
        });
        if !is_valid {
            let accepts = "the URL of an endpoint, such as https://iam.amazonaws.com";
            return Err(ConfigError::new(variable, accepts));
        }
        return Ok(Some(url));
    }
    Ok(None)
}

fn claim(
    variable: &'static str,
    setting: impl Fn(&'static str) -> Option<String>,
) -> Result<Option<String>, ConfigError> {
    match setting(variable) {
        Some(claim) if claim.contains(|c: char| c.is_whitespace() || c.is_control()) => {
            let accepts = "the name of one claim, without spaces";
            Err(ConfigError::new(variable, accepts))
        }
        claim => Ok(claim),
    }
}

fn operators(
    setting: impl Fn(&'static str) -> Option<String>,
) -> Result<Vec<OperatorArn>, ConfigError> {
    let operators: Option<Vec<OperatorArn>> = list("OPERATOR_ARNS", setting)
        .iter()
        .map(|arn| OperatorArn::parse(arn))
        .collect();
    operators.ok_or(ConfigError::new(
        "OPERATOR_ARNS",
        "the ARNs of IAM users and roles, separated by commas",
    ))
}

fn operator_groups(
    setting: impl Fn(&'static str) -> Option<String>,
) -> Result<Vec<String>, ConfigError> {
    let groups = list("OPERATOR_GROUPS", setting);
    // An HTTP API writes a list of groups as "[a b]", where such names could not be told apart.
    let is_ambiguous = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '[' | ']');
    if groups
        .iter()
        .any(|group| group.is_empty() || group.contains(is_ambiguous))
    {
        let accepts = "names of groups, separated by commas, without spaces and brackets";
        return Err(ConfigError::new("OPERATOR_GROUPS", accepts));
    }
    Ok(groups)
}

fn members(
    setting: impl Fn(&'static str) -> Option<String>,
) -> Result<Option<Members>, ConfigError> {
    let ids: Option<Vec<AccountId>> = list("MEMBER_ACCOUNTS", &setting)
        .iter()
        .map(|id| AccountId::parse(id))
        .collect();
    let ids = ids.ok_or(ConfigError::new(
        "MEMBER_ACCOUNTS",
        "the IDs of AWS accounts, separated by commas",
    ))?;
    let names: Option<Vec<(AccountId, String)>> = list("MEMBER_ACCOUNT_NAMES", &setting)
        .iter()
        .map(|item| {
            let (id, name) = item.split_once('=')?;
            let (id, name) = (AccountId::parse(id.trim())?, name.trim());
            (!name.is_empty()).then(|| (id, name.to_owned()))
        })
        .collect();
    let names = names.ok_or(ConfigError::new(
        "MEMBER_ACCOUNT_NAMES",
        "names of AWS accounts, as in 123456789012=Production, separated by commas",
    ))?;
    let role_name = match setting("MEMBER_ROLE_NAME") {
        Some(name) if !is_role_name(&name) => {
            let accepts = "the name of an IAM role, after its path where it has one";
            return Err(ConfigError::new("MEMBER_ROLE_NAME", accepts));
        }
        name => name,
    };
    match (role_name, ids.is_empty()) {
        (None, true) => Ok(None),
        (Some(role_name), false) => Ok(Some(Members {
            role_name,
            ids,
            names,
        })),
        (None, false) => {
            let accepts = "the name of a role, where MEMBER_ACCOUNTS is set";
            Err(ConfigError::new("MEMBER_ROLE_NAME", accepts))
        }
        (Some(_), true) => {
            let accepts = "the IDs of AWS accounts, where MEMBER_ROLE_NAME is set";
            Err(ConfigError::new("MEMBER_ACCOUNTS", accepts))
        }
    }
}

/// Whether a text is the name of a role, after its path where it has one. In a policy's resource
/// it must mean this role alone, so a path has no wildcards here either.
fn is_role_name(text: &str) -> bool {
    let is_segment = |segment: &str| {
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
        !segment.is_empty() && segment.chars().all(is_allowed)
    };
    let name = text.rsplit('/').next().unwrap_or_default();
    text.split('/').all(is_segment) && name.len() <= 64 && text.len() <= 576
}

/// The items of a list that is separated by commas.
fn list(variable: &'static str, setting: impl Fn(&'static str) -> Option<String>) -> Vec<String> {
    let value = setting(variable).unwrap_or_default();
    let items = value.split(',').map(|item| item.trim().to_owned());
    items.filter(|_| !value.is_empty()).collect()
}
