//! A call of the SDK during Lambda's init phase, which has more CPU than the first invocation.
//!
//! The first call of a process loads code and builds what later calls share. This one does so
//! against an HTTP client that responds by itself, so no request leaves the function.

use std::time::{Duration, SystemTime};

use aws_sdk_iam::Client;
use aws_sdk_iam::config::Credentials;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use http::StatusCode;

use super::attempts::AttemptRecorder;
use super::{Action, Calls, Deadlines, IamClient};

/// A success. Without a `Date` header, the SDK does not correct its clock.
const RESPONSE: &str = "<ResyncMFADeviceResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
    <ResponseMetadata><RequestId/></ResponseMetadata></ResyncMFADeviceResponse>";

/// Longer than the call takes, also on a slow machine.
const TIMEOUT: Duration = Duration::from_secs(5);

impl IamClient {
    /// Runs `ResyncMFADevice` in the SDK, with placeholders for the credentials and the codes, and
    /// without a request to IAM. Its result has no meaning.
    pub async fn warm_up(&self) {
        let deadlines = Deadlines::new(SystemTime::now() + TIMEOUT, None);
        let recorder =
            AttemptRecorder::start(&Calls::default(), Action::ResyncMfaDevice, deadlines);
        let connector = SharedHttpConnector::new(LocalResponse);
        let config = recorder
            .config_override()
            .http_client(http_client_fn(move |_, _| connector.clone()))
            .credentials_provider(Credentials::new("-", "-", None, None, "warm-up"));
        let result = Client::from_conf(self.config.clone())
            .resync_mfa_device()
            .user_name("-")
            .serial_number("-")
            .authentication_code1("-")
            .authentication_code2("-")
            .customize()
            .config_override(config)
            .send()
            .await;
        drop(result);
    }
}

/// An HTTP client without a network.
#[derive(Debug)]
struct LocalResponse;

impl HttpConnector for LocalResponse {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(Ok(HttpResponse::new(
            StatusCode::OK.into(),
            SdkBody::from(RESPONSE),
        )))
    }
}
