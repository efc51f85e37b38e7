//! The process of the Lambda function that serves the page.

use std::path::Path;
use std::process::ExitCode;

use portal::PortalConfig;
use startup::telemetry;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    telemetry::init(env!("CARGO_CRATE_NAME"), startup::variable);
    // Beside the program. Most functions have no such file.
    let words = startup::variable("LAMBDA_TASK_ROOT")
        .map(|folder| Path::new(&folder).join("words.json"))
        .filter(|file| file.exists())
        .map(|file| std::fs::read_to_string(file).unwrap_or_default());
    let config = match PortalConfig::from_lookup(startup::variable, words) {
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
