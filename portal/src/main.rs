//! The process of the Lambda function that serves the page.

use std::process::ExitCode;

use portal::PortalConfig;
use startup::telemetry;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    telemetry::init(env!("CARGO_CRATE_NAME"), startup::variable);
    let config = match PortalConfig::from_lookup(startup::variable) {
        Ok(config) => config,
        Err(error) => {
            startup::report(&error).await;
            return ExitCode::FAILURE;
        }
    };
    // The error is not logged: it may quote an invocation, which may hold an authorization code.
    if portal::run(config).await.is_err() {
        tracing::error!(
            "the function ended: the Lambda runtime could not read an invocation, or could not deliver an answer"
        );
    }
    ExitCode::FAILURE
}
