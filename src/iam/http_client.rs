//! The SDK's HTTP client, over TLS: a connection serves one attempt.
//!
//! The SDK's own client keeps connections for later requests, and does not say whether a request
//! was sent. This one says whether any of it could have been sent, reads at most 64 KiB of a
//! response, and closes the connection after it. So what an earlier request left on a connection
//! cannot be read as the response to a later one. hyper closes a connection on which it finds data
//! before the request. What the server sends while the request is on its way looks like a response.
//! No connection resumes a TLS session of an earlier one: that would be state that a server or a proxy
//! can spoil, and it would skip the check of the certificate.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_sdk_iam::config::SharedHttpClient;
use aws_sdk_iam::error::BoxError;
use aws_smithy_runtime_api::client::connection::{CaptureSmithyConnection, ConnectionMetadata};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::DateTime;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::Format;
use http::header::{CONNECTION, DATE, HOST, HeaderValue};
use http::uri::{PathAndQuery, Scheme};
use http::{Request, Response, Uri};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector as TcpConnector;
use lambda_runtime::tower::ServiceExt;
use rustls::client::Resumption;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore};

use super::xml::is_clock_error;

/// How long a connection may take, TLS included. IAM's endpoints accept one within a few hundred
/// milliseconds from anywhere.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);

/// The most that is read of a response's body. The longest one of IAM here, a page of devices, has
/// less than half of that.
const MAX_RESPONSE_BYTES: usize = 64 * 1024;

/// How far IAM's clock may differ from the function's for the signatures to be corrected. No clock of
/// a machine that runs Lambda is off by more.
const MAX_CLOCK_OFFSET: Duration = Duration::from_hours(7 * 24);

/// The certificate authorities that may vouch for IAM.
#[derive(Debug)]
pub struct RootCertificates(RootCertStore);

impl RootCertificates {
    /// The system's, or those in the file that `SSL_CERT_FILE` names. What rustls cannot use is
    /// left out.
    #[must_use]
    pub fn of_the_system() -> Self {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        Self(roots)
    }

    /// The certificates in a PEM file; `None` if there is none, or one that is not valid.
    #[must_use]
    pub fn from_pem(pem: &[u8]) -> Option<Self> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            roots.add(certificate.ok()?).ok()?;
        }
        (!roots.is_empty()).then_some(Self(roots))
    }
}

/// The HTTP client: HTTP/1.1, TLS 1.2 or 1.3 on rustls with AWS-LC.
///
/// The post-quantum key exchange X25519MLKEM768 is preferred (`prefer-post-quantum` in
/// `Cargo.toml`). AWS-LC is built without its CPU-jitter entropy, which would take hundreds of
/// milliseconds at the first handshake on the CPU share of a small function
/// (`.cargo/config.toml`).
///
/// # Errors
/// rustls and AWS-LC have no version of TLS in common.
pub fn client(roots: RootCertificates) -> Result<SharedHttpClient, rustls::Error> {
    let mut tls = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots.0)
        .with_no_client_auth();
    tls.resumption = Resumption::disabled();
    warm_up(&tls);
    let mut tcp = TcpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    let connector = SharedHttpConnector::new(Client(
        HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp),
    ));
    Ok(http_client_fn(move |_, _| connector.clone()))
}

/// Makes the first message of a TLS handshake and drops it. The first key exchange of a process
/// loads code and starts AWS-LC's random generator, and Lambda's init phase has more CPU than the
/// first invocation.
fn warm_up(tls: &ClientConfig) {
    if let Ok(name) = ServerName::try_from("iam.amazonaws.com") {
        drop(ClientConnection::new(Arc::new(tls.clone()), name));
    }
}

#[derive(Debug, Clone)]
struct Client(HttpsConnector<TcpConnector>);

impl HttpConnector for Client {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let client = self.clone();
        HttpConnectorFuture::new(async move {
            let mut response = client.attempt(request).await?;
            // The waits are ours. The SDK would also log this one at DEBUG.
            response.headers_mut().remove("x-amz-retry-after");
            let date = response.headers_mut().remove(DATE);
            let response = response.map(|body| Limited::new(body, MAX_RESPONSE_BYTES));
            match date.filter(is_near) {
                Some(date) if response.status().is_client_error() => {
                    with_date_of_clock_error(response, date).await
                }
                Some(_) | None => into_sdk(response.map(SdkBody::from_body_1_x)),
            }
        })
    }
}

fn into_sdk(response: Response<SdkBody>) -> Result<HttpResponse, ConnectorError> {
    HttpResponse::try_from(response).map_err(|error| ConnectorError::other(error.into(), None))
}

/// Whether a `Date` is near enough to the function's clock to correct it.
fn is_near(date: &HeaderValue) -> bool {
    let date = date.to_str().ok();
    let date = date.and_then(|date| DateTime::from_str(date, Format::HttpDate).ok());
    let now = DateTime::from(SystemTime::now()).secs();
    date.is_some_and(|date| date.secs().abs_diff(now) <= MAX_CLOCK_OFFSET.as_secs())
}

/// Reads a refusal, and returns its `Date` to it if it says that the clocks differ. The SDK takes
/// the `Date` of any response for IAM's time, even that of a proxy.
async fn with_date_of_clock_error(
    response: Response<Limited<Incoming>>,
    date: HeaderValue,
) -> Result<HttpResponse, ConnectorError> {
    let (head, body) = response.into_parts();
    let body = body.collect().await.map_err(ConnectorError::io)?.to_bytes();
    let mut response = into_sdk(Response::from_parts(head, SdkBody::from(body)))?;
    if is_clock_error(&response) {
        response
            .headers_mut()
            .insert(DATE.as_str(), date.to_str().unwrap_or_default().to_owned());
    }
    Ok(response)
}

impl Client {
    async fn attempt(&self, request: HttpRequest) -> Result<Response<Incoming>, ConnectorError> {
        let request = request
            .try_into_http1x()
            .map_err(|error| ConnectorError::user(error.into()))?;
        let uri = request.uri().clone();
        let request = into_origin_form(request).map_err(ConnectorError::user)?;
        let capture = request
            .extensions()
            .get::<CaptureSmithyConnection>()
            .cloned();
        let mut sender = tokio::time::timeout(CONNECT_TIMEOUT, self.connect(uri))
            .await
            .map_err(|timeout| ConnectorError::timeout(timeout.into()))?
            .map_err(ConnectorError::io)?;
        let set_sent = |is_sent: bool| {
            if let Some(capture) = &capture {
                capture.set_connection_retriever(move || is_sent.then(metadata));
            }
        };
        // Set first: the SDK may drop this future at any time.
        set_sent(true);
        sender.try_send_request(request).await.map_err(|mut error| {
            // hyper returns the request where it wrote none of it.
            set_sent(error.take_message().is_none());
            ConnectorError::io(error.into_error().into())
        })
    }

    async fn connect(&self, uri: Uri) -> Result<SendRequest<SdkBody>, BoxError> {
        let stream = self.0.clone().oneshot(uri).await?;
        let (sender, connection) = handshake(stream).await?;
        // It ends, and closes the connection, when the sender and the response are dropped. The
        // request in flight reports its error.
        tokio::spawn(async { drop(connection.await) });
        Ok(sender)
    }
}

/// What the SDK has to know about a connection for it to count as one.
fn metadata() -> ConnectionMetadata {
    ConnectionMetadata::builder()
        .proxied(false)
        .poison_fn(|| {})
        .build()
}

/// Moves the origin of a request's URI to the `Host` header, as HTTP/1.1 requires: the host that
/// the SDK signed, without the port where it is the default one.
fn into_origin_form(mut request: Request<SdkBody>) -> Result<Request<SdkBody>, BoxError> {
    let uri = request.uri();
    let default_port = if uri.scheme() == Some(&Scheme::HTTPS) {
        443
    } else {
        80
    };
    let host = uri.host().ok_or("a URI without a host")?;
    let host = match uri.port_u16() {
        Some(port) if port != default_port => format!("{host}:{port}"),
        Some(_) | None => host.to_owned(),
    };
    let host = HeaderValue::try_from(host)?;
    let path = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    *request.uri_mut() = path.parse()?;
    request.headers_mut().insert(HOST, host);
    request
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    Ok(request)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_host_has_no_default_port() {
        for (uri, host) in [
            ("https://iam.amazonaws.com/", "iam.amazonaws.com"),
            ("https://iam.amazonaws.com:443/", "iam.amazonaws.com"),
            ("https://iam.amazonaws.com:80/", "iam.amazonaws.com:80"),
            ("http://localhost/", "localhost"),
            ("http://localhost:80/", "localhost"),
            ("http://localhost:443/", "localhost:443"),
        ] {
            let request = Request::get(uri).body(SdkBody::empty()).unwrap();
            let request = into_origin_form(request).unwrap();
            assert_eq!(request.headers()[HOST], host);
            assert_eq!(request.uri(), "/");
        }
    }
}
