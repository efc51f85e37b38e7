//! The process of the Lambda function.

use std::process::ExitCode;

use resync_mfa_device::config::Config;
use resync_mfa_device::http_client::{self, RootCertificates};
use resync_mfa_device::{IamClient, LOG_TARGET, run};
use startup::{ConfigError, telemetry, variable};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    telemetry::init(LOG_TARGET, variable);
    let (config, roots) = match settings() {
        Ok(settings) => settings,
        Err(error) => {
            startup::report(&error).await;
            return ExitCode::FAILURE;
        }
    };
    let Ok(http_client) = http_client::client(roots) else {
        tracing::error!("the TLS library has no usable version of TLS");
        return ExitCode::FAILURE;
    };
    let iam = IamClient::from_config(&config, http_client);
    iam.warm_up().await;
    // The error is not logged: it may quote the headers of an invocation, which may hold a code.
    if run(iam, config).await.is_err() {
        tracing::error!(
            "the function ended: the Lambda runtime could not read an invocation, or could not \
             deliver an answer. A cause is a client context of another form than the AWS Mobile SDK's"
        );
    }
    ExitCode::FAILURE
}

fn settings() -> Result<(Config, RootCertificates), ConfigError> {
    let config = Config::from_lookup(variable)?;
    let roots = match &config.ca_bundle {
        None => RootCertificates::of_the_system(),
        Some(path) => std::fs::read(path)
            .ok()
            .and_then(|pem| RootCertificates::from_pem(&pem))
            .ok_or(ConfigError::new(
                "AWS_CA_BUNDLE",
                "the path of a file of PEM certificates",
            ))?,
    };
    Ok((config, roots))
}
