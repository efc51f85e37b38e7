//! An HTTP API of API Gateway in front of a function: HTTP in, an event of payload format 2.0 to
//! the function, and its response back (API Gateway Developer Guide, "Create AWS Lambda proxy
//! integrations for HTTP APIs").
//!
//! It answers by itself what API Gateway answers by itself: 404 where no route matches, before it
//! looks at the caller; 401 without a valid token; 500 where the function fails, and 503 where it
//! answers too late. The event leaves out what the functions do not read: cookies, the parsed query,
//! the variables of the stage.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::http::{self, Request, Server};
use crate::lambda::{Function, InvokeResult};
use crate::lock;

/// The server.
#[derive(Debug)]
pub struct Gateway {
    server: Server,
    api: Arc<Api>,
}

/// A route, and the function that it leads to.
#[derive(Debug, Clone)]
pub struct Route {
    /// `POST /resync`, `GET /portal/{file}`, or `ANY /resync` for every method that has no route of
    /// its own.
    pub key: &'static str,
    /// The function. Routes may share one.
    pub function: Arc<Mutex<Function>>,
    /// Whether the route has no authorizer.
    pub is_open: bool,
}

/// Checks tokens: the claims of a valid one, as a JWT authorizer writes them.
pub trait Authorizer: Send + Sync {
    /// The claims of the token, if it is valid.
    fn claims(&self, token: &str) -> Option<Value>;
}

/// The claims of each valid token.
impl Authorizer for BTreeMap<String, Value> {
    fn claims(&self, token: &str) -> Option<Value> {
        self.get(token).cloned()
    }
}

struct Api {
    routes: Vec<Route>,
    authorizer: Box<dyn Authorizer>,
    sent: Mutex<Sent>,
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let routes = self.routes.iter().map(|route| route.key);
        f.debug_list().entries(routes).finish()
    }
}

#[derive(Debug, Default)]
struct Sent {
    responses: usize,
    statuses: BTreeSet<String>,
}

struct Response {
    code: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    /// A response of API Gateway itself.
    fn of_gateway(code: u16, message: &str) -> Self {
        Self {
            code,
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: json!({ "message": message }).to_string().into_bytes(),
        }
    }
}

impl Gateway {
    /// Starts it on a free port.
    #[must_use]
    pub fn start(routes: Vec<Route>, authorizer: impl Authorizer + 'static) -> Self {
        Self::bind(Server::free_port(), routes, authorizer)
    }

    /// Starts it on this listener.
    #[must_use]
    pub fn bind(
        listener: TcpListener,
        routes: Vec<Route>,
        authorizer: impl Authorizer + 'static,
    ) -> Self {
        let api = Arc::new(Api {
            routes,
            authorizer: Box::new(authorizer),
            sent: Mutex::default(),
        });
        let shared = Arc::clone(&api);
        let server = Server::bind(listener, move |stream| {
            // The client notices a connection that breaks.
            drop(shared.serve(stream));
        });
        Self { server, api }
    }

    /// The URL of the API.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// The statuses of the responses so far, and the codes of those without a status.
    #[must_use]
    pub fn statuses(&self) -> BTreeSet<String> {
        self.api.sent().statuses.clone()
    }
}

impl Api {
    fn sent(&self) -> MutexGuard<'_, Sent> {
        lock(&self.sent)
    }

    fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let client = stream.peer_addr()?;
        while let Some(request) = http::read_request(&mut stream)? {
            let id = {
                let mut sent = self.sent();
                sent.responses += 1;
                format!("JKJaX{:09}=", sent.responses)
            };
            let response = self.respond(&request, client, &id);
            let document: Value = serde_json::from_slice(&response.body).unwrap_or_default();
            let status = document["status"].as_str().map(str::to_owned);
            let status = status.unwrap_or_else(|| response.code.to_string());
            self.sent().statuses.insert(status);
            let mut headers = vec![("apigw-requestid", id.as_str())];
            let others = response.headers.iter();
            headers.extend(others.map(|(name, value)| (name.as_str(), value.as_str())));
            // A response to a HEAD request has no body.
            let has_body = request.method != "HEAD";
            let body = response.body.as_slice();
            let body = if has_body { body } else { b"" };
            http::write_response(&mut stream, response.code, &headers, body)?;
        }
        Ok(())
    }

    fn respond(&self, request: &Request, client: SocketAddr, id: &str) -> Response {
        let target = request.path.as_str();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let methods = [request.method.as_str(), "ANY"];
        let found = methods.iter().find_map(|method| {
            let matched = |route| Some((route, path_parameters(route, method, path)?));
            self.routes.iter().find_map(matched)
        });
        let Some((route, path_parameters)) = found else {
            return Response::of_gateway(404, "Not Found");
        };
        let authorizer = if route.is_open {
            Value::Null
        } else if let Some(claims) = self.claims(request) {
            json!({"jwt": {"claims": claims, "scopes": null}})
        } else {
            let mut response = Response::of_gateway(401, "Unauthorized");
            let challenge = ("www-authenticate".to_owned(), "Bearer".to_owned());
            response.headers.push(challenge);
            return response;
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let mut event = json!({
            "version": "2.0",
            "routeKey": route.key,
            "rawPath": path,
            "rawQueryString": query,
            "headers": headers(request),
            "pathParameters": path_parameters,
            "requestContext": {
                "accountId": "123456789012",
                "apiId": "abcdef1234",
                "domainName": "abcdef1234.execute-api.eu-central-1.amazonaws.com",
                "http": {
                    "method": request.method,
                    "path": path,
                    "protocol": "HTTP/1.1",
                    "sourceIp": client.ip(),
                    "userAgent": request.header("user-agent").unwrap_or_default(),
                },
                "requestId": id,
                "routeKey": route.key,
                "stage": "$default",
                "timeEpoch": now.map_or(0, |time| u64::try_from(time.as_millis()).unwrap_or(0)),
            },
            "isBase64Encoded": false,
        });
        if !authorizer.is_null() {
            event["requestContext"]["authorizer"] = authorizer;
        }
        if !request.body.is_empty() {
            let text = String::from_utf8(request.body.clone()).ok();
            let text = text.filter(|_| is_text(request));
            event["isBase64Encoded"] = json!(text.is_none());
            event["body"] = json!(text.unwrap_or_else(|| STANDARD.encode(&request.body)));
        }
        let mut function = lock(&route.function);
        match function.invoke(event.to_string()) {
            InvokeResult::Response(response) => of_function(&response)
                .unwrap_or_else(|| Response::of_gateway(500, "Internal Server Error")),
            InvokeResult::Error { .. } | InvokeResult::Exited => {
                Response::of_gateway(500, "Internal Server Error")
            }
            InvokeResult::Late => Response::of_gateway(503, "Service Unavailable"),
        }
    }

    /// The claims of the request's token. A JWT authorizer takes it with or without the scheme.
    fn claims(&self, request: &Request) -> Option<Value> {
        let value = request.header("authorization")?;
        let token = match value.split_once(' ') {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token,
            Some(_) | None => value,
        };
        self.authorizer.claims(token)
    }
}

/// The values of the variables in the route's path, if the method and the path are the route's.
fn path_parameters(route: &Route, method: &str, path: &str) -> Option<BTreeMap<String, String>> {
    let (route_method, route_path) = route.key.split_once(' ')?;
    let (expected, segments) = (route_path.split('/'), path.split('/'));
    if route_method != method || expected.clone().count() != segments.clone().count() {
        return None;
    }
    let mut parameters = BTreeMap::new();
    for (expected, segment) in expected.zip(segments) {
        let name = expected.strip_prefix('{').and_then(|e| e.strip_suffix('}'));
        match name {
            Some(name) if !segment.is_empty() => {
                parameters.insert(name.to_owned(), segment.to_owned());
            }
            _ if expected == segment => {}
            _ => return None,
        }
    }
    Some(parameters)
}

/// The headers, lower-cased, with the values of repeated ones joined by commas.
fn headers(request: &Request) -> BTreeMap<String, String> {
    let mut headers = BTreeMap::<String, String>::new();
    for (name, value) in request.headers() {
        headers
            .entry(name.to_ascii_lowercase())
            .and_modify(|values| {
                values.push(',');
                values.push_str(value);
            })
            .or_insert_with(|| value.clone());
    }
    headers
}

/// Whether API Gateway passes the body on as text. The documentation does not list the types; these
/// are the ones that others have observed.
fn is_text(request: &Request) -> bool {
    let content_type = request.header("content-type").unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let subtypes = ["json", "xml", "javascript"];
    essence.starts_with("text/")
        || essence
            .strip_prefix("application/")
            .is_some_and(|subtype| subtypes.contains(&subtype))
}

/// The function's response, if it has the form of one.
fn of_function(response: &Value) -> Option<Response> {
    let body = response["body"].as_str()?;
    let headers = response["headers"].as_object()?.iter();
    let headers = headers.map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    Some(Response {
        code: u16::try_from(response["statusCode"].as_u64()?).ok()?,
        headers: headers.collect::<Option<_>>()?,
        body: if response["isBase64Encoded"].as_bool()? {
            STANDARD.decode(body).ok()?
        } else {
            body.as_bytes().to_vec()
        },
    })
}
