//! The environment that the function gets: what its settings, its region and its credentials are.

use std::collections::BTreeMap;

use crate::Failure;

/// The account that the function belongs to: that of the samples.
pub const ACCOUNT: &str = "123456789012";

/// The dummy key, and its secret.
pub const KEY: &str = "local";

/// Environment variables by name.
pub type Variables = BTreeMap<String, String>;

/// Another IAM than the one inside this program.
#[derive(Debug, Clone)]
pub enum Iam {
    Aws,
    Url(String),
}

impl Iam {
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        match text {
            "aws" => Ok(Self::Aws),
            url if url.starts_with("http://") || url.starts_with("https://") => {
                Ok(Self::Url(url.to_owned()))
            }
            _ => Err("it accepts `aws`, or a URL that begins with http:// or https://"),
        }
    }
}

pub fn parse_account(text: &str) -> Result<String, &'static str> {
    if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(text.to_owned())
    } else {
        Err("an account ID has twelve digits")
    }
}

/// The ARN of the function in an account.
pub fn arn(region: &str, account: &str) -> String {
    let partition = match region.split('-').take(2).collect::<Vec<_>>()[..] {
        ["cn", _] => "aws-cn",
        ["us", "gov"] => "aws-us-gov",
        _ => "aws",
    };
    format!("arn:{partition}:lambda:{region}:{account}:function:resync-mfa-device")
}

/// The variables of this process that are settings of the function. Names that begin with
/// `AWS_LAMBDA_` are Lambda's own, except those of the log.
fn of_this_process() -> Variables {
    let mut variables: Variables = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| !name.starts_with("AWS_LAMBDA_") || name.starts_with("AWS_LAMBDA_LOG_"))
        .collect();
    // The claim of the samples.
    let claim = variables.entry("CALLER_CLAIM".to_owned());
    claim.or_insert_with(|| "custom:iam_user".to_owned());
    variables
}

/// The variables for the IAM inside this program. Of those that every AWS SDK reads, none counts.
pub fn for_embedded_iam(endpoint: &str) -> Variables {
    let mut variables = of_this_process();
    variables.retain(|name, _| !name.starts_with("AWS_") || name.starts_with("AWS_LAMBDA_LOG_"));
    set_dummy_credentials(&mut variables);
    set(&mut variables, "AWS_REGION", "us-east-1");
    set(&mut variables, "AWS_ENDPOINT_URL_IAM", endpoint);
    variables
}

/// The variables for another IAM.
///
/// # Errors
/// There are no credentials for the real one.
pub fn for_iam(iam: &Iam) -> Result<Variables, Failure> {
    let mut variables = of_this_process();
    variables.retain(|_, value| !value.is_empty());
    if !variables.contains_key("AWS_REGION") {
        // IAM is global: the region decides only the partition.
        let region = variables.get("AWS_DEFAULT_REGION").cloned();
        let region = region.unwrap_or_else(|| "us-east-1".to_owned());
        set(&mut variables, "AWS_REGION", &region);
    }
    let missing: Vec<&str> = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]
        .into_iter()
        .filter(|&name| !variables.contains_key(name))
        .collect();
    let has_endpoint_of_credentials = [
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    ]
    .iter()
    .any(|&name| variables.contains_key(name));
    let has_credentials = missing.is_empty() || has_endpoint_of_credentials;
    match iam {
        Iam::Aws if !has_credentials => {
            return Err(Failure::Command(format!(
                "The environment has no {}, which the real IAM requires. To take them from \
                 version 2 of the AWS CLI, type: eval \"$(aws configure export-credentials --format env)\"",
                missing.join(" and no ")
            )));
        }
        Iam::Aws => {
            variables.remove("AWS_ENDPOINT_URL_IAM");
            variables.remove("AWS_ENDPOINT_URL");
        }
        Iam::Url(url) => {
            if !has_credentials {
                eprintln!("The environment has no credentials: the requests have a dummy key.");
                set_dummy_credentials(&mut variables);
            }
            set(&mut variables, "AWS_ENDPOINT_URL_IAM", url);
        }
    }
    Ok(variables)
}

fn set_dummy_credentials(variables: &mut Variables) {
    set(variables, "AWS_ACCESS_KEY_ID", KEY);
    set(variables, "AWS_SECRET_ACCESS_KEY", KEY);
    variables.remove("AWS_SESSION_TOKEN");
}

fn set(variables: &mut Variables, name: &str, value: &str) {
    variables.insert(name.to_owned(), value.to_owned());
}
