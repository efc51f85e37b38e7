//! An event in: where it came from, whom it identifies, and the request in it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;
use time::OffsetDateTime;

use crate::caller::{Caller, Claims, GroupsFormat};
use crate::json;
use crate::redact::SentCodes;
use crate::request::{RawField, RawRequest};
use crate::violation::{Field, Violation, ViolationKind};

/// An event as Lambda delivered it, whatever its bytes are.
///
/// `lambda_runtime` deserializes an event before the handler runs, and answers an event that is not
/// JSON by itself, with an error text that quotes the event. So the bytes pass through it as a JSON
/// string in base64, which always deserializes.
pub struct Payload(Vec<u8>);

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Payload({} bytes)", self.0.len())
    }
}

impl Payload {
    /// The JSON string that [`Payload`] deserializes from.
    #[must_use]
    pub fn encode(event: &[u8]) -> String {
        format!("\"{}\"", STANDARD.encode(event))
    }
}

impl<T: Into<Vec<u8>>> From<T> for Payload {
    fn from(event: T) -> Self {
        Self(event.into())
    }
}

impl<'de> Deserialize<'de> for Payload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Base64;

        impl Visitor<'_> for Base64 {
            type Value = Payload;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string in base64")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Payload, E> {
                let event = STANDARD.decode(text).map_err(E::custom)?;
                Ok(Payload(event))
            }
        }

        deserializer.deserialize_str(Base64)
    }
}

/// An event, taken apart.
#[derive(Debug)]
pub struct Event<'a> {
    pub source: EventSource,
    pub caller: Caller<'a>,
    /// When the gateway received the request, where the event says so.
    pub received_at: Option<OffsetDateTime>,
    /// The gateway's own id of the request.
    pub gateway_request_id: Option<String>,
    pub operation: Operation,
    /// The codes in the event, to be kept out of every text.
    pub codes: SentCodes,
}

/// What an event asks for. The HTTP method decides; the path does not.
#[derive(Debug)]
pub enum Operation {
    /// A direct invocation, or a `POST`: the fields of the request, or why there are none.
    Resync(Result<RawRequest, Violation>),
    /// A `GET`: the user name in the query.
    ListDevices(RawField),
    /// Any other HTTP method.
    NotAllowed,
}

/// Where an event came from, and so which form the answer must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventSource {
    /// A program or a workflow that invokes the function.
    Direct,
    /// A REST API, or an HTTP API that sends payloads of format 1.0.
    RestApi,
    /// An HTTP API, payload format 2.0.
    HttpApi,
    FunctionUrl,
    WebSocketApi,
    LoadBalancer,
}

impl EventSource {
    /// The word for it in the log and in the metrics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::RestApi => "rest-api",
            Self::HttpApi => "http-api",
            Self::FunctionUrl => "function-url",
            Self::WebSocketApi => "websocket-api",
            Self::LoadBalancer => "load-balancer",
        }
    }
}

/// The members of an event that make it an HTTP one. A direct invocation has full authority, so
/// an event with any of these is never taken for one.
const HTTP_MEMBERS: [&str; 3] = ["requestContext", "httpMethod", "rawPath"];

impl<'a> Event<'a> {
    pub fn parse(payload: &'a Payload) -> Self {
        let mut codes = SentCodes::default();
        let json = std::str::from_utf8(&payload.0).unwrap_or_default();
        let mut is_http = false;
        let request = parse_request(json, &mut codes, |name| {
            is_http |= HTTP_MEMBERS.contains(&name);
        });
        let event = match request {
            Ok(_) if is_http => serde_json::from_str(json).ok(),
            Ok(_) | Err(_) => None,
        };
        match event {
            Some(event) => Self::http(event, codes),
            None => Self {
                source: EventSource::Direct,
                caller: if is_http {
                    Caller::Unauthenticated("the HTTP event cannot be read")
                } else {
                    Caller::DirectInvoke
                },
                received_at: None,
                gateway_request_id: None,
                operation: Operation::Resync(request),
                codes,
            },
        }
    }

    fn http(event: &'a RawValue, mut codes: SentCodes) -> Self {
        let [version, context, method] =
            json::members(Some(event), ["version", "requestContext", "httpMethod"]);
        let [http, context_method] = json::members(context, ["http", "httpMethod"]);
        let (source, caller) = identify(event, version, context);
        let method = [json::member(http, "method"), method, context_method]
            .into_iter()
            .find_map(json::value::<String>);
        // Read whatever the method is, since codes may be in it.
        let body = decode_body(event).unwrap_or_default();
        let request = parse_request(&body, &mut codes, |_| {});
        let operation = match method.as_deref() {
            None | Some("POST") => Operation::Resync(request.map(|request| RawRequest {
                // Only the invoker of the function can say who asked.
                requested_by: RawField::Absent,
                ..request
            })),
            Some("GET") => Operation::ListDevices(user_name_in_query(event)),
            Some(_) => Operation::NotAllowed,
        };
        Self {
            source,
            caller,
            received_at: received_at(context),
            gateway_request_id: json::value(json::member(context, "requestId")),
            operation,
            codes,
        }
    }
}

/// Reads the fields of a request from a JSON object, and adds the codes in it to `codes`. Calls
/// `other` with the name of each member that is not a field of the request.
fn parse_request(
    json: &str,
    codes: &mut SentCodes,
    mut other: impl FnMut(&str),
) -> Result<RawRequest, Violation> {
    let mut request = RawRequest::default();
    let parsed = json::for_each_member(json, |name, value| {
        let field = Field::from_name(name);
        match field {
            Some(Field::AuthenticationCode1 | Field::AuthenticationCode2) => {
                let text = json::value::<String>(Some(value));
                codes.add(text.as_deref().unwrap_or(value.get()));
            }
            Some(_) => {}
            None => other(name),
        }
        request.add(field, value);
    });
    match parsed {
        Ok(()) => Ok(request),
        // serde's text quotes the value, and the value may be a code.
        Err(error) => Err(Violation {
            field: Field::Request,
            kind: match error.classify() {
                Category::Data => ViolationKind::NotAnObject,
                Category::Syntax | Category::Eof | Category::Io => ViolationKind::NotJson,
            },
        }),
    }
}

/// The body of an HTTP event. A gateway encodes what it does not take for text.
fn decode_body(event: &RawValue) -> Option<String> {
    let [body, is_base64] = json::members(Some(event), ["body", "isBase64Encoded"]);
    let body = json::value::<String>(body)?;
    if json::value(is_base64) == Some(true) {
        let decoded = STANDARD.decode(body).ok()?;
        return String::from_utf8(decoded).ok();
    }
    Some(body)
}

/// The `userName` in the query of an HTTP event. API Gateway also offers the query with repeated
/// parameters joined by commas, which a user name may contain, so that form is not read.
fn user_name_in_query(event: &RawValue) -> RawField {
    let is_user_name = |name: &str| Field::from_name(name) == Some(Field::UserName);
    let mut user_name = RawField::Absent;
    let [raw_query, parameters] = json::members(
        Some(event),
        ["rawQueryString", "multiValueQueryStringParameters"],
    );
    if let Some(query) = json::value::<String>(raw_query) {
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if is_user_name(&name) {
                user_name.set(RawField::String(value.into_owned()));
            }
        }
    } else if let Some(parameters) = parameters {
        drop(json::for_each_member(parameters.get(), |name, values| {
            if is_user_name(name) {
                json::has_element(values, |value| {
                    user_name.set(RawField::String(value.to_owned()));
                    false
                });
            }
        }));
    }
    user_name
}

/// Tells the source of an HTTP event, and whom the gateway vouches for. Nothing else in an event
/// identifies a caller.
fn identify<'a>(
    event: &'a RawValue,
    version: Option<&'a RawValue>,
    context: Option<&'a RawValue>,
) -> (EventSource, Caller<'a>) {
    let [elb, connection_id, authorizer, identity] =
        json::members(context, ["elb", "connectionId", "authorizer", "identity"]);
    if json::is_object(elb) {
        let reason = "a load balancer's identity headers are not verified here";
        return (EventSource::LoadBalancer, Caller::Unauthenticated(reason));
    }
    if json::value::<String>(connection_id).is_some() {
        let reason = "a message over a WebSocket proves no caller";
        return (EventSource::WebSocketApi, Caller::Unauthenticated(reason));
    }
    let [domain_name, http] = json::members(context, ["domainName", "http"]);
    let is_version_2 = match json::value::<String>(version) {
        Some(version) => version == "2.0",
        None => json::is_object(http) || json::member(Some(event), "rawPath").is_some(),
    };
    if is_version_2 {
        let domain_name: Option<String> = json::value(domain_name);
        let source = match domain_name {
            Some(domain_name) if domain_name.contains(".lambda-url.") => EventSource::FunctionUrl,
            Some(_) | None => EventSource::HttpApi,
        };
        let [iam, jwt, lambda] = json::members(authorizer, ["iam", "jwt", "lambda"]);
        let caller = exactly_one([
            arn(iam).map(Caller::Iam),
            claims(json::member(jwt, "claims"), GroupsFormat::SpacesInBrackets).map(Caller::Token),
            claims(lambda, GroupsFormat::Commas).map(Caller::Authorizer),
        ]);
        return (source, caller);
    }
    let [token, scopes] = json::members(authorizer, ["claims", "scopes"]);
    let expiry: Option<String> = json::value(json::member(token, "exp"));
    let groups_format = match (expiry, scopes) {
        // A JWT authorizer leaves the claims their types.
        (None, _) => GroupsFormat::OneGroup,
        // A Cognito user pool authorizer makes a string of every claim.
        (Some(_), None) => GroupsFormat::Commas,
        // An HTTP API does so too, and has the token's scopes beside the claims.
        (Some(_), Some(_)) => GroupsFormat::SpacesInBrackets,
    };
    let of_authorizer = claims(token, groups_format)
        .map(Caller::Token)
        .or_else(|| claims(authorizer, GroupsFormat::Commas).map(Caller::Authorizer));
    let caller = exactly_one([arn(identity).map(Caller::Iam), of_authorizer]);
    (EventSource::RestApi, caller)
}

/// The ARN of the principal that signed a request.
fn arn(identity: Option<&RawValue>) -> Option<&RawValue> {
    let arn = json::member(identity, "userArn")?;
    json::value::<String>(Some(arn)).filter(|arn| !arn.is_empty())?;
    Some(arn)
}

/// The claims of a token, if there are any: an HTTP API's format 1.0 always has an authorizer,
/// full of nulls.
fn claims(json: Option<&RawValue>, groups_format: GroupsFormat) -> Option<Claims<'_>> {
    let json = json.filter(|json| json::has_members(Some(json)))?;
    Some(Claims {
        json,
        groups_format,
    })
}

/// The only caller of these. A gateway never vouches for two.
fn exactly_one<'a>(callers: impl IntoIterator<Item = Option<Caller<'a>>>) -> Caller<'a> {
    let mut callers = callers.into_iter().flatten();
    match (callers.next(), callers.next()) {
        (Some(caller), None) => caller,
        (Some(_), Some(_)) => Caller::Unauthenticated("the event names several callers"),
        (None, _) => Caller::Unauthenticated("the event has no authorizer that proves a caller"),
    }
}

/// When the gateway received the request, in milliseconds since 1970 (`timeEpoch` of payload
/// format 2.0, `requestTimeEpoch` of REST APIs and format 1.0). A number from before Lambda
/// existed does not count: SAM's local API sends seconds.
fn received_at(context: Option<&RawValue>) -> Option<OffsetDateTime> {
    const YEAR_2014: i64 = 1_388_534_400_000;

    let milliseconds = json::members(context, ["timeEpoch", "requestTimeEpoch"])
        .into_iter()
        .find_map(json::value::<i64>)
        .filter(|&milliseconds| milliseconds >= YEAR_2014)?;
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;
    use serde_json::Value;

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
            let payload = Payload::from(event);
            if let Operation::Resync(Ok(raw)) = Event::parse(&payload).operation {
                let now = OffsetDateTime::UNIX_EPOCH;
                drop(ResyncRequest::parse(raw, Defaults::default(), None, now));
            }
        }
    }
}
