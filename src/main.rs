//! The process of the Lambda function.

use std::process::ExitCode;

use lambda_runtime_api_client::body::Body;
use resync_mfa_device::config::{Config, ConfigError};
use resync_mfa_device::http_client::{self, RootCertificates};
use resync_mfa_device::{IamClient, run, telemetry};
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    telemetry::init(variable);
    let (config, roots) = match settings() {
        Ok(settings) => settings,
        Err(error) => {
            tracing::error!(%error, "the function cannot start");
            report_init_error(&error).await;
            return ExitCode::FAILURE;
        }
    };
    let Ok(http_client) = http_client::client(roots) else {
        tracing::error!("the TLS library has no usable version of TLS");
        return ExitCode::FAILURE;
    };
    let iam = IamClient::from_config(&config, http_client);
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
            .ok_or_else(ConfigError::ca_bundle)?,
    };
    Ok((config, roots))
}

/// An environment variable. Bytes that are not Unicode become replacement characters, which no
/// setting accepts.
fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// Tells Lambda why the function cannot start ("Initialization error" of the Runtime API).
async fn report_init_error(error: &ConfigError) {
    const ERROR_TYPE: &str = "Runtime.ConfigInvalid";

    let report = json!({"errorType": ERROR_TYPE, "errorMessage": error.to_string()});
    let request = lambda_runtime_api_client::build_request()
        .method("POST")
        .uri("/2018-06-01/runtime/init/error")
        .header("lambda-runtime-function-error-type", ERROR_TYPE)
        .body(Body::from(report.to_string()));
    let client = lambda_runtime_api_client::PooledClient::builder().build();
    let is_reported = match request {
        Ok(request) => client.call(request).await.is_ok(),
        Err(_) => false,
    };
    if !is_reported {
        tracing::error!("the Runtime API did not accept the report of the error");
    }
}
