//! The SDK's way to IAM: one connection at a time, over TLS.
//!
//! Built on hyper, hyper-rustls and rustls, as the SDK's own HTTP client is. That one brings
//! HTTP/2 and a pool besides, which one call at a time has no use for: a fifth of the binary.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use aws_sdk_iam::config::SharedHttpClient;
use aws_sdk_iam::error::BoxError;
use aws_smithy_runtime_api::client::connection::{CaptureSmithyConnection, ConnectionMetadata};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use http::header::{HOST, HeaderValue};
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{Request, Response, Uri};
use http_body_util::Limited;
use hyper::body::Incoming;
use hyper::client::conn::TrySendError;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector as TcpConnector;
use lambda_runtime::tower::ServiceExt;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

/// How long a connection may take. IAM's endpoints answer within a few hundred milliseconds from
/// anywhere.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);

/// The most that is read of an answer, in bytes. IAM's longest here, a page of devices, has less
/// than half of that.
const MAX_ANSWER: usize = 64 * 1024;

/// How long a connection may lie idle and still be used again. Lambda freezes the process between
/// invocations, for minutes, and what is sent on a connection from before may be lost without a
/// word; no network forgets a connection so soon as this.
const LONGEST_IDLE: Duration = Duration::from_millis(250);

/// Whoever may say that a server is IAM.
#[derive(Debug)]
pub struct Authorities(RootCertStore);

impl Authorities {
    /// The system's, or those in the file that `SSL_CERT_FILE` names. What rustls cannot use is
    /// left out.
    #[must_use]
    pub fn of_the_system() -> Self {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        Self(roots)
    }

    /// Those in a text of PEM.
    ///
    /// `None` if there is none, or one that cannot be an authority's.
    #[must_use]
    pub fn from_pem(pem: &[u8]) -> Option<Self> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            roots.add(certificate.ok()?).ok()?;
        }
        (!roots.is_empty()).then_some(Self(roots))
    }
}

/// The HTTP client for the SDK: HTTP/1.1, TLS 1.2 and 1.3 on rustls with ring.
///
/// AWS-LC, the SDK's default, gathers entropy for more than half a second at its first handshake
/// on the CPU share of a small function. What is lost with it is the post-quantum key exchange:
/// whoever records the traffic today and breaks its elliptic curve in years to come learns codes
/// that were dead after a minute, and a signature, never the key that made it.
///
/// # Errors
/// rustls and ring have no version of TLS in common.
pub fn client(authorities: Authorities) -> Result<SharedHttpClient, rustls::Error> {
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(authorities.0)
        .with_no_client_auth();
    let mut tcp = TcpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    let client = Client {
        connector: HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp),
        kept: Arc::default(),
    };
    let connector = SharedHttpConnector::new(client);
    Ok(http_client_fn(move |_, _| connector.clone()))
}

#[derive(Debug, Clone)]
struct Client {
    connector: HttpsConnector<TcpConnector>,
    kept: Arc<Mutex<Option<Connection>>>,
}

/// A connection that served a request, and when, by both clocks: which of them goes on while the
/// process is frozen is nowhere documented.
#[derive(Debug)]
struct Connection {
    sender: SendRequest<SdkBody>,
    origin: Origin,
    instant: Instant,
    time: SystemTime,
}

/// Whom a connection leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Origin {
    scheme: Scheme,
    authority: Authority,
}

impl Connection {
    fn is_too_old(&self) -> bool {
        let by_time = self.time.elapsed().unwrap_or(Duration::MAX);
        self.instant.elapsed().max(by_time) > LONGEST_IDLE
    }
}

impl HttpConnector for Client {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let client = self.clone();
        HttpConnectorFuture::new(async move {
            let request = request.try_into_http1x();
            let request = request.map_err(|error| ConnectorError::user(error.into()))?;
            let response = client.send(request).await?;
            let response = response.map(|body| Limited::new(body, MAX_ANSWER));
            HttpResponse::try_from(response.map(SdkBody::from_body_1_x))
                .map_err(|error| ConnectorError::other(error.into(), None))
        })
    }
}

impl Client {
    async fn send(
        &self,
        mut request: Request<SdkBody>,
    ) -> Result<Response<Incoming>, ConnectorError> {
        let uri = request.uri().clone();
        let origin = in_origin_form(&mut request).map_err(ConnectorError::user)?;
        if let Some(sender) = self.take_kept(&origin).await {
            match self.exchange(sender, &origin, request).await {
                Ok(response) => return Ok(response),
                Err(mut error) => match error.take_message() {
                    // It was closed at the other end before anything was sent.
                    Some(unsent) => request = unsent,
                    None => return Err(ConnectorError::io(error.into_error().into())),
                },
            }
        }
        if let Some(capture) = request.extensions().get::<CaptureSmithyConnection>() {
            capture.set_connection_retriever(|| None);
        }
        let sender = tokio::time::timeout(CONNECT_TIMEOUT, self.connect(uri))
            .await
            .map_err(|late| ConnectorError::timeout(late.into()))?
            .map_err(ConnectorError::io)?;
        self.exchange(sender, &origin, request)
            .await
            .map_err(|error| ConnectorError::io(error.into_error().into()))
    }

    async fn connect(&self, uri: Uri) -> Result<SendRequest<SdkBody>, BoxError> {
        let stream = self.connector.clone().oneshot(uri).await?;
        let (sender, connection) = handshake(stream).await?;
        // What ends it is told by the request that is on its way.
        tokio::spawn(async { drop(connection.await) });
        Ok(sender)
    }

    /// Sends a request, and keeps the connection for the next one, until the SDK thinks ill of it.
    async fn exchange(
        &self,
        mut sender: SendRequest<SdkBody>,
        origin: &Origin,
        request: Request<SdkBody>,
    ) -> Result<Response<Incoming>, TrySendError<Request<SdkBody>>> {
        if let Some(capture) = request.extensions().get::<CaptureSmithyConnection>() {
            let kept = Arc::clone(&self.kept);
            let metadata = ConnectionMetadata::builder()
                .proxied(false)
                .poison_fn(move || drop(lock(&kept).take()))
                .build();
            capture.set_connection_retriever(move || Some(metadata.clone()));
        }
        let response = sender.try_send_request(request).await?;
        *lock(&self.kept) = Some(Connection {
            sender,
            origin: origin.clone(),
            instant: Instant::now(),
            time: SystemTime::now(),
        });
        Ok(response)
    }

    /// The connection from before, if it leads to the same place and can be trusted to.
    async fn take_kept(&self, origin: &Origin) -> Option<SendRequest<SdkBody>> {
        let kept = lock(&self.kept).take();
        let mut kept = kept.filter(|kept| kept.origin == *origin && !kept.is_too_old())?;
        kept.sender.ready().await.ok()?;
        Some(kept.sender)
    }
}

/// Takes the origin out of a request's URI and makes it the `Host` header, as HTTP/1.1 has it: the
/// very host that the SDK signed, without the port where it is the usual one.
fn in_origin_form(request: &mut Request<SdkBody>) -> Result<Origin, BoxError> {
    let uri = request.uri();
    let scheme = uri.scheme().cloned().ok_or("a URI without a scheme")?;
    let authority = uri.authority().cloned().ok_or("a URI without a host")?;
    let usual = if scheme == Scheme::HTTPS { 443 } else { 80 };
    let host = match authority.port_u16() {
        Some(port) if port != usual => format!("{}:{port}", authority.host()),
        _ => authority.host().to_owned(),
    };
    let path = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    *request.uri_mut() = path.parse()?;
    let host = HeaderValue::try_from(host)?;
    request.headers_mut().insert(HOST, host);
    Ok(Origin { scheme, authority })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
