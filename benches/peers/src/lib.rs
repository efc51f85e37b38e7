//! A handler that passes four strings to IAM.

use aws_sdk_iam::Client;
use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    user_name: String,
    serial_number: String,
    authentication_code1: String,
    authentication_code2: String,
}

/// Serves invocations with `client`.
pub async fn serve(client: Client) -> Result<(), Error> {
    run(service_fn(async |event: LambdaEvent<Request>| {
        let request = event.payload;
        client
            .resync_mfa_device()
            .user_name(request.user_name)
            .serial_number(request.serial_number)
            .authentication_code1(request.authentication_code1)
            .authentication_code2(request.authentication_code2)
            .send()
            .await?;
        Ok::<Value, Error>(json!({"status": "Resynchronized"}))
    }))
    .await
}
