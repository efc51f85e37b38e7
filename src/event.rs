//! Outside JSON, both ways: tells the kinds of event apart, finds the request and the caller in
//! one, and words the answer for whoever asked.
//!
//! This module does not know the rules for the values, who may do what, nor how a request is
//! carried out.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lambda_runtime::Diagnostic;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use crate::caller::Caller;
use crate::config::OnDirectFailure;
use crate::outcome::{Outcome, Severity};
use crate::request::{Field, Problem, Raw, RawRequest, Violation, in_words};

/// How long a caller whom IAM throttled should wait, in seconds.
const RETRY_AFTER: &str = "5";

/// An event, but for the request in it.
#[derive(Debug)]
pub struct Event {
    /// Where it came from.
    pub front: Front,
    /// Whom it proves.
    pub caller: Caller,
    /// When the gateway received the request that is in it, where it says so.
    pub received_at: Option<OffsetDateTime>,
    /// The HTTP method, where it has one.
    method: Option<String>,
}

/// Where an event came from, and so what shape the answer must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Front {
    /// A program or a workflow that invokes the function.
    Direct,
    /// A REST API, or an HTTP API that sends payloads of format 1.0.
    RestApi,
    /// An HTTP API, payload format 2.0.
    HttpApi,
    /// A function URL.
    FunctionUrl,
    /// A WebSocket API.
    WebSocketApi,
    /// An Application Load Balancer, or one that sends headers as lists.
    LoadBalancer {
        /// Whether headers are lists, both ways.
        multi_value_headers: bool,
    },
}

impl Front {
    /// The word for it in the log.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::RestApi => "rest-api",
            Self::HttpApi => "http-api",
            Self::FunctionUrl => "function-url",
            Self::WebSocketApi => "websocket-api",
            Self::LoadBalancer { .. } => "load-balancer",
        }
    }
}

impl Event {
    /// Takes an event apart: what it says of itself, and the request in it, or the one violation
    /// that keeps the request from being read at all. Anything that looks like HTTP is HTTP: an
    /// event that is taken for a direct one is as good as its invoker's word.
    pub fn parse(payload: &str) -> (Self, Result<RawRequest, Violation>) {
        let fields = Fields::parse(payload);
        match &fields {
            Ok(fields) if fields.is_http() => Self::http(fields),
            Ok(_) | Err(_) => {
                let direct = Self {
                    front: Front::Direct,
                    caller: Caller::Invoker,
                    received_at: None,
                    method: None,
                };
                (direct, fields.map(|fields| fields.request()))
            }
        }
    }

    fn http(fields: &Fields) -> (Self, Result<RawRequest, Violation>) {
        let value = |name| -> Value {
            let raw = fields.last(name).map(RawValue::get);
            raw.and_then(|json| serde_json::from_str(json).ok())
                .unwrap_or_default()
        };
        let context = value("requestContext");
        let (front, caller) = proof(&value("version"), &context, fields);
        let method = [
            &context["http"]["method"],
            &value("httpMethod"),
            &context["httpMethod"],
        ]
        .into_iter()
        .find_map(|method| method.as_str().map(str::to_owned));
        let body = match (value("body"), value("isBase64Encoded")) {
            (Value::String(body), Value::Bool(true)) => STANDARD
                .decode(body)
                .ok()
                .map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
            (Value::String(body), _) => Some(body),
            _ => None,
        };
        let event = Self {
            front,
            caller,
            received_at: received_at(&context),
            method,
        };
        let request = Fields::parse(body.as_deref().unwrap_or_default());
        (event, request.map(|fields| fields.request()))
    }

    /// Whether an HTTP request asks for something else than is done here.
    #[must_use]
    pub fn is_other_method(&self) -> bool {
        self.method
            .as_deref()
            .is_some_and(|method| method != "POST")
    }
}

/// Tells the front, and finds whom the gateway vouches for: nothing else in an event proves
/// anything. Claims are taken as they come, since some gateways make strings of them and some do
/// not.
fn proof(version: &Value, context: &Value, fields: &Fields) -> (Front, Caller) {
    let text = |value: &Value| value.as_str().filter(|t| !t.is_empty()).map(str::to_owned);

    if context["elb"].is_object() {
        let multi_value_headers = fields.last("multiValueHeaders").is_some();
        return (
            Front::LoadBalancer {
                multi_value_headers,
            },
            Caller::Nobody("a load balancer's identity headers are not verified here"),
        );
    }
    if context["connectionId"].is_string() {
        let reason = "a message over a WebSocket proves no caller";
        return (Front::WebSocketApi, Caller::Nobody(reason));
    }
    let authorizer = &context["authorizer"];
    let is_version_2 = match version.as_str() {
        Some(version) => version == "2.0",
        None => context["http"].is_object() || fields.last("rawPath").is_some(),
    };
    if is_version_2 {
        let domain = context["domainName"].as_str().unwrap_or_default();
        let front = if domain.contains(".lambda-url.") {
            Front::FunctionUrl
        } else {
            Front::HttpApi
        };
        let caller = only([
            text(&authorizer["iam"]["userArn"]).map(Caller::Iam),
            object(&authorizer["jwt"]["claims"]).map(Caller::Token),
            object(&authorizer["lambda"]).map(Caller::Authorizer),
        ]);
        return (front, caller);
    }
    let of_authorizer = object(&authorizer["claims"])
        .map(Caller::Token)
        .or_else(|| object(authorizer).map(Caller::Authorizer));
    let caller = only([
        text(&context["identity"]["userArn"]).map(Caller::Iam),
        of_authorizer,
    ]);
    (Front::RestApi, caller)
}

/// When the gateway received the request, in milliseconds since 1970 (`timeEpoch` of payload format
/// 2.0, `requestTimeEpoch` of REST APIs and format 1.0). Numbers from before Lambda was there are
/// none: SAM's local API counts in seconds.
fn received_at(context: &Value) -> Option<OffsetDateTime> {
    const YEAR_2014: i64 = 1_388_534_400_000;

    let milliseconds = context["timeEpoch"]
        .as_i64()
        .or_else(|| context["requestTimeEpoch"].as_i64())
        .filter(|&milliseconds| milliseconds >= YEAR_2014)?;
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000).ok()
}

/// An object that says anything: an HTTP API's format 1.0 always has one, full of nulls.
fn object(value: &Value) -> Option<Map<String, Value>> {
    let object = value.as_object()?;
    let says_anything = object.values().any(|value| !value.is_null());
    says_anything.then(|| object.clone())
}

/// The only caller of these; a gateway never vouches for two.
fn only(callers: impl IntoIterator<Item = Option<Caller>>) -> Caller {
    let mut callers = callers.into_iter().flatten();
    match (callers.next(), callers.next()) {
        (Some(caller), None) => caller,
        (Some(_), Some(_)) => Caller::Nobody("the event names several callers"),
        (None, _) => Caller::Nobody("the event has no authorizer that proves a caller"),
    }
}

/// The answer to every caller, as JSON.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    status: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    retryable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    serial_number: Option<&'a str>,
    request_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    iam_request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    violations: Option<&'a [Violation]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    devices: Option<Vec<&'a str>>,
}

/// Words the answer. An HTTP caller always gets an HTTP response: of a function error the gateway
/// would make a bare 502.
///
/// # Errors
/// For whoever invoked the function, a failure is a function error where `on_failure` says so, for
/// an unhandled failure must stop a workflow: its type is the status, which `Retry` and `Catch`
/// match on.
pub fn answer(
    outcome: &Outcome,
    front: Front,
    request_id: &str,
    iam_request_id: Option<&str>,
    on_failure: OnDirectFailure,
) -> Result<Value, Diagnostic> {
    let row = outcome.row();
    let failed = row.severity != Severity::Success;
    if failed && front == Front::Direct && on_failure == OnDirectFailure::Raise {
        let violations = outcome.violations().map(in_words);
        let devices = outcome.devices().map(|devices| devices.join(", "));
        let parts = [Some(row.message), violations.as_deref(), devices.as_deref()];
        return Err(Diagnostic {
            error_type: row.status.to_owned(),
            error_message: parts.into_iter().flatten().collect::<Vec<_>>().join(" "),
        });
    }
    let resynchronized = outcome.resynchronized();
    let document = json!(Document {
        status: row.status,
        message: row.message,
        retryable: failed.then_some(row.retryable),
        user_name: resynchronized.map(|(user_name, _)| user_name.as_str()),
        serial_number: resynchronized.map(|(_, serial_number)| serial_number.as_str()),
        request_id,
        iam_request_id,
        violations: outcome.violations(),
        devices: outcome.devices(),
    });
    if front == Front::Direct {
        return Ok(document);
    }

    let mut headers = vec![
        ("Content-Type", "application/json"),
        ("Cache-Control", "no-store"),
    ];
    if failed {
        headers.push(("x-amzn-ErrorType", row.status));
    }
    if *outcome == Outcome::MethodNotAllowed {
        headers.push(("Allow", "POST"));
    }
    if *outcome == Outcome::Throttling {
        headers.push(("Retry-After", RETRY_AFTER));
    }
    let lists = front
        == Front::LoadBalancer {
            multi_value_headers: true,
        };
    let headers: Map<String, Value> = headers
        .into_iter()
        .map(|(name, value)| {
            let value = if lists { json!([value]) } else { json!(value) };
            (name.to_owned(), value)
        })
        .collect();
    Ok(json!({
        "statusCode": row.http_status,
        (if lists { "multiValueHeaders" } else { "headers" }): headers,
        "body": document.to_string(),
        "isBase64Encoded": false,
    }))
}

/// The fields of a JSON object, those that come twice among them; the values unread, whatever
/// they hold.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Fields<'a> {
    fn parse(json: &'a str) -> Result<Self, Violation> {
        serde_json::from_str(json).map_err(|error| Violation {
            field: Field::Request,
            // serde's text quotes the value, and the value may be a code.
            problem: match error.classify() {
                Category::Data => Problem::NotAnObject,
                Category::Syntax | Category::Eof | Category::Io => Problem::NotJson,
            },
        })
    }

    fn is_http(&self) -> bool {
        ["requestContext", "httpMethod", "rawPath"]
            .iter()
            .any(|name| self.last(name).is_some())
    }

    fn last(&self, name: &str) -> Option<&'a RawValue> {
        let field = self.0.iter().rfind(|(field, _)| field == name);
        field.map(|(_, value)| *value)
    }

    fn request(&self) -> RawRequest {
        let mut request = RawRequest::default();
        for (name, value) in &self.0 {
            let field = match name.as_str() {
                "userName" | "UserName" => &mut request.user_name,
                "serialNumber" | "SerialNumber" => &mut request.serial_number,
                "authenticationCode1" | "AuthenticationCode1" => &mut request.authentication_code_1,
                "authenticationCode2" | "AuthenticationCode2" => &mut request.authentication_code_2,
                "submittedAt" | "SubmittedAt" => &mut request.submitted_at,
                _ => continue,
            };
            *field = match field {
                Raw::Absent => raw(value.get()),
                Raw::Twice | Raw::Number | Raw::Other | Raw::Text(_) => Raw::Twice,
            };
        }
        request
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

/// Tells the kinds of JSON value apart. A string with half a surrogate pair in it is not text.
fn raw(json: &str) -> Raw {
    match json.as_bytes() {
        [b'"', ..] => serde_json::from_str(json).map_or(Raw::Other, Raw::Text),
        [b'-' | b'0'..=b'9', ..] => Raw::Number,
        _ => Raw::Other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;
    use crate::request::{Defaults, ResyncRequest};

    fn config() -> ProptestConfig {
        ProptestConfig {
            cases: 4096,
            rng_seed: RngSeed::Fixed(7159),
            failure_persistence: None,
            ..ProptestConfig::default()
        }
    }

    /// JSON of every kind, the request's own fields more often than others.
    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            "[0-9]{6}".prop_map(Value::from),
            "[a-zA-Z0-9]{9,12}".prop_map(Value::from),
        ];
        let name = prop_oneof![
            "[uU]serName",
            "[sS]erialNumber",
            "[aA]uthenticationCode[12]",
            "[sS]ubmittedAt",
            "requestContext|authorizer|identity|jwt|claims|userArn|body|version|isBase64Encoded",
            any::<String>(),
        ];
        leaf.prop_recursive(3, 24, 6, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                proptest::collection::btree_map(name.clone(), inner, 0..6)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn parsing_never_panics(event in prop_oneof![
            any::<String>(),
            json().prop_map(|event| event.to_string()),
        ]) {
            if let (_, Ok(raw)) = Event::parse(&event) {
                // Whatever it says, it says it without a panic.
                let now = OffsetDateTime::UNIX_EPOCH;
                drop(ResyncRequest::new(raw, Defaults::default(), None, now));
            }
        }
    }
}
