//! The Lambda function's process: the only place that touches the environment.

use std::process::ExitCode;

use lambda_runtime::Error;
use lambda_runtime_api_client::body::Body;
use resync_mfa_device::config::{Config, ConfigError};
use resync_mfa_device::http_client::{self, Authorities};
use resync_mfa_device::iam::Iam;
use resync_mfa_device::{run, telemetry};
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    telemetry::init(variable);
    match start().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error, "the function ended");
            ExitCode::FAILURE
        }
    }
}

async fn start() -> Result<(), Error> {
    let settings = Config::from_lookup(variable).and_then(|config| {
        let authorities = authorities(&config)?;
        Ok((config, authorities))
    });
    let (config, authorities) = match settings {
        Ok(settings) => settings,
        Err(error) => {
            if let Err(error) = report_init_error(&error).await {
                tracing::error!(error, "Lambda could not be told why the function ends");
            }
            return Err(error.into());
        }
    };
    let iam = Iam::from_environment(variable, http_client::client(authorities)?);
    run(iam, config).await
}

/// The authorities to trust: the system's, unless the settings name others.
fn authorities(config: &Config) -> Result<Authorities, ConfigError> {
    let Some(path) = &config.ca_bundle else {
        return Ok(Authorities::of_the_system());
    };
    let bundle = std::fs::read(path).ok();
    bundle
        .and_then(|pem| Authorities::from_pem(&pem))
        .ok_or_else(ConfigError::ca_bundle)
}

/// An environment variable. One that is not Unicode is not lost: it comes with replacement
/// characters, which no setting accepts.
fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// Tells Lambda why the function cannot start ("Initialization error" of the Runtime API).
async fn report_init_error(error: &ConfigError) -> Result<(), Error> {
    let report = json!({"errorType": "Runtime.ConfigInvalid", "errorMessage": error.to_string()});
    let request = lambda_runtime_api_client::build_request()
        .method("POST")
        .uri("/2018-06-01/runtime/init/error")
        .header(
            "lambda-runtime-function-error-type",
            "Runtime.ConfigInvalid",
        )
        .body(Body::from(report.to_string()))?;
    let client = lambda_runtime_api_client::PooledClient::builder().build();
    client.call(request).await?;
    Ok(())
}
