//! The same call without the SDK: a signed form over hyper, on the function's TLS.

use std::env::var;
use std::sync::Arc;
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt, Full};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use rustls::crypto::aws_lc_rs;
use rustls::{ClientConfig, RootCertStore};
use serde_json::{Value, json};

type HttpClient = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let tls = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let connector = HttpsConnectorBuilder::new()
        .with_tls_config(tls)
        .https_only()
        .enable_http1()
        .build();
    let client: HttpClient = Client::builder(TokioExecutor::new()).build(connector);
    run(service_fn(async |event: LambdaEvent<Value>| {
        resync(&client, &event.payload).await?;
        Ok::<Value, Error>(json!({"status": "Resynchronized"}))
    }))
    .await
}

async fn resync(client: &HttpClient, event: &Value) -> Result<(), Error> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("Action", "ResyncMFADevice");
    form.append_pair("Version", "2010-05-08");
    for (name, field) in [
        ("UserName", "userName"),
        ("SerialNumber", "serialNumber"),
        ("AuthenticationCode1", "authenticationCode1"),
        ("AuthenticationCode2", "authenticationCode2"),
    ] {
        form.append_pair(name, event[field].as_str().unwrap_or_default());
    }
    let body = form.finish();
    let mut request = Request::post(format!("{}/", var("AWS_ENDPOINT_URL_IAM")?))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Full::from(body.clone()))?;
    let identity = Credentials::new(
        var("AWS_ACCESS_KEY_ID")?,
        var("AWS_SECRET_ACCESS_KEY")?,
        None,
        None,
        "environment",
    )
    .into();
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region("us-east-1")
        .name("iam")
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()?
        .into();
    let signable = SignableRequest::new(
        "POST",
        request.uri().to_string(),
        [("content-type", "application/x-www-form-urlencoded")].into_iter(),
        SignableBody::Bytes(body.as_bytes()),
    )?;
    let (instructions, _) = sign(signable, &parameters)?.into_parts();
    instructions.apply_to_request_http1x(&mut request);
    let response = client.request(request).await?;
    let is_success = response.status() == 200;
    let body = response.into_body().collect().await?.to_bytes();
    if !is_success || !body.starts_with(b"<ResyncMFADeviceResponse") {
        return Err(String::from_utf8_lossy(&body).into_owned().into());
    }
    Ok(())
}
