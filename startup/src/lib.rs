//! What the processes of both functions do before the first invocation: they start the log, read
//! settings and report an invalid one.

mod setting;
pub mod telemetry;

use lambda_runtime_api_client::body::Body;
use serde_json::json;

pub use crate::setting::{ConfigError, check_characters, host_and_port, is_loopback};

/// An environment variable. Bytes that are not Unicode become replacement characters, which
/// [`check_characters`] refuses.
#[must_use]
pub fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// Logs why the function cannot start, and tells Lambda ("Initialization error" of the Runtime API).
pub async fn report(error: &ConfigError) {
    const ERROR_TYPE: &str = "Runtime.ConfigInvalid";

    tracing::error!(%error, "the function cannot start");
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
