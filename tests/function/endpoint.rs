//! Where IAM is called: in each partition, and as the settings say.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_iam::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_iam::error::ConnectorError;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use lambda_runtime::{Context, LambdaEvent};
use resync_mfa_device::config::Config;
use resync_mfa_device::{IamClient, handle};
use serde_json::json;
use serde_json::value::RawValue;

use crate::{RETURN, World, status};

/// Notes the URI and the `Authorization` header of each request.
#[derive(Debug, Clone, Default)]
struct Noting(Arc<Mutex<Vec<(String, String)>>>);

impl HttpConnector for Noting {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let authorization = request.headers().get("authorization");
        let authorization = authorization.unwrap_or_default().to_owned();
        let mut noted = self.0.lock().unwrap();
        noted.push((request.uri().to_owned(), authorization));
        HttpConnectorFuture::ready(Err(ConnectorError::user("not here".into())))
    }
}

/// Nothing is sent: the HTTP client notes the host and refuses.
#[tokio::test]
async fn each_partition_has_its_own() {
    for (region, host, signed_for) in [
        ("us-east-1", "https://iam.amazonaws.com/", "us-east-1"),
        ("eu-central-1", "https://iam.amazonaws.com/", "us-east-1"),
        (
            "cn-north-1",
            "https://iam.cn-north-1.amazonaws.com.cn/",
            "cn-north-1",
        ),
        (
            "us-gov-east-1",
            "https://iam.us-gov.amazonaws.com/",
            "us-gov-west-1",
        ),
        (
            "us-iso-east-1",
            "https://iam.us-iso-east-1.c2s.ic.gov/",
            "us-iso-east-1",
        ),
    ] {
        let noting = Noting::default();
        let connector = noting.clone();
        let sdk = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(region))
            .credentials_provider(SharedCredentialsProvider::new(Credentials::new(
                "key", "secret", None, None, "test",
            )))
            .http_client(http_client_fn(move |_, _| {
                SharedHttpConnector::new(connector.clone())
            }))
            .build();
        let config =
            Config::from_lookup(|name| (name == "AWS_REGION").then(|| region.to_owned())).unwrap();
        let request = json!({
            "userName": "alice",
            "serialNumber": "GAHT31415926",
            "authenticationCode1": "123456",
            "authenticationCode2": "654321",
        });
        let mut context = Context::default();
        let deadline = SystemTime::now() + Duration::from_secs(15);
        let deadline = deadline.duration_since(UNIX_EPOCH).unwrap().as_millis();
        context.deadline = u64::try_from(deadline).unwrap();

        let event = LambdaEvent::new(RawValue::from_string(request.to_string()).unwrap(), context);
        handle(&IamClient::from_sdk_config(&sdk), &config, event)
            .await
            .unwrap_err();

        let noted = noting.0.lock().unwrap();
        let (uri, authorization) = &noted[0];
        assert_eq!(uri, host, "{region}");
        let scope = format!("/{signed_for}/iam/aws4_request");
        assert!(authorization.contains(&scope), "{region}: {authorization}");
    }
}

/// An endpoint of the settings is in no partition, so the region is the function's own.
#[test]
fn a_request_is_signed_for_the_region_of_the_settings() {
    for (variables, region) in [
        (&[("AWS_REGION", "eu-central-1")][..], "eu-central-1"),
        (&[("AWS_REGION", "cn-north-1")], "cn-north-1"),
        (
            &[("AWS_REGION", ""), ("AWS_DEFAULT_REGION", "eu-west-3")],
            "eu-west-3",
        ),
    ] {
        let mut world = World::with(variables);
        let request = world.request();
        world.invoke(&request);
        let authorization = &world.iam.requests()[0].authorization;
        let scope = format!("/{region}/iam/aws4_request");
        assert!(authorization.contains(&scope), "{authorization}");
    }
}

/// The AWS SDK refuses to take an endpoint of the settings for a FIPS endpoint.
#[test]
fn fips_and_an_endpoint_of_the_settings_exclude_each_other() {
    let mut world = World::with(&[RETURN[0], ("AWS_USE_FIPS_ENDPOINT", "true")]);
    let request = world.request();
    assert_eq!(status(&world.invoke(&request)), "InternalError");
    assert_eq!(world.iam.connections(), 0);
    let record = &world.function.records()[0];
    let message = record["detail"].as_str().unwrap();
    assert!(message.contains("FIPS and custom endpoint"), "{message}");
}
