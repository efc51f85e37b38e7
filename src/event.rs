//! An event in: where it came from, whom it identifies, and the request in it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::error::Category;
use serde_json::value::RawValue;
use time::OffsetDateTime;

use crate::caller::{AccessRules, Caller};
use crate::json;
use crate::redact::SentCodes;
use crate::request::{RawField, RawRequest, RawUser};
use crate::violation::{Field, FieldName, Violation, ViolationKind};

mod identity;
mod unsupported;

use identity::{RequestContext, identify};
use unsupported::{other_direct_event, other_http_event};

/// An event, taken apart.
#[derive(Debug)]
pub struct Event {
    pub source: EventSource,
    pub caller: Caller,
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
    /// A `GET`: the user in the query.
    ListDevices(RawUser),
    /// Any other HTTP method.
    NotAllowed,
    /// An event of another kind, which is refused whoever sends it.
    OtherEvent(Violation),
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
    /// An agent of Amazon Bedrock.
    BedrockAgent,
    /// API Gateway, which takes the function for a Lambda authorizer.
    LambdaAuthorizer,
    /// A Lambda function's destination.
    LambdaDestination,
    /// Something with the members of an HTTP event that is none.
    Unknown,
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
            Self::BedrockAgent => "bedrock-agent",
            Self::LambdaAuthorizer => "lambda-authorizer",
            Self::LambdaDestination => "lambda-destination",
            Self::Unknown => "unknown",
        }
    }

    /// Whether an HTTP response is expected.
    pub fn is_http(self) -> bool {
        match self {
            Self::RestApi
            | Self::HttpApi
            | Self::FunctionUrl
            | Self::WebSocketApi
            | Self::LoadBalancer => true,
            Self::Direct
            | Self::BedrockAgent
            | Self::LambdaAuthorizer
            | Self::LambdaDestination
            | Self::Unknown => false,
        }
    }
}

/// The members of an event that make it an HTTP one. A direct invocation has full authority, so an
/// event with any of these is never taken for one.
const HTTP_MEMBERS: [&str; 3] = ["requestContext", "httpMethod", "rawPath"];

/// The other members of an event that are read, beside the fields of a request.
const OTHER_MEMBERS: [&str; 17] = [
    "version",
    "body",
    "isBase64Encoded",
    "rawQueryString",
    "multiValueQueryStringParameters",
    // Of events that are none of the function's.
    "Payload",
    "Records",
    "actionGroup",
    "detail-type",
    "key1",
    "methodArn",
    "ping",
    "requestPayload",
    "routeArn",
    "source",
    "warmer",
    "warmup",
];

/// The members of an event that are read, by name; of several with one name, the last.
#[derive(Default)]
struct Members<'a>(Vec<(&'static str, &'a RawValue)>);

impl<'a> Members<'a> {
    fn add(&mut self, name: &str, value: &'a RawValue) {
        let known = HTTP_MEMBERS.iter().chain(&OTHER_MEMBERS);
        let Some(name) = known.into_iter().find(|known| **known == name) else {
            return;
        };
        self.0.retain(|(other, _)| other != name);
        self.0.push((name, value));
    }

    fn get(&self, name: &str) -> Option<&'a RawValue> {
        let found = self.0.iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| *value)
    }

    fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.get(name).is_some())
    }
}

impl Event {
    /// Reads an event. The rules name the claims that tell who the caller is.
    pub fn parse(json: &RawValue, rules: &AccessRules) -> Self {
        let mut codes = SentCodes::default();
        let mut members = Members::default();
        let request = parse_request(json.get(), &mut codes, |name, value| {
            members.add(name, value);
        });
        let is_http = members.has_any(&HTTP_MEMBERS);
        if is_http && request.is_ok() {
            return Self::http(&members, rules, codes);
        }
        let other = request
            .as_ref()
            .ok()
            .filter(|request| !request.has_codes())
            .and_then(|_| other_direct_event(&members));
        Self {
            source: EventSource::Direct,
            caller: if is_http {
                Caller::Unauthenticated("the HTTP event cannot be read")
            } else {
                Caller::DirectInvoke
            },
            received_at: None,
            gateway_request_id: None,
            operation: match other {
                Some(is) => Operation::other_event(is),
                None => Operation::Resync(request),
            },
            codes,
        }
    }

    fn http(members: &Members<'_>, rules: &AccessRules, mut codes: SentCodes) -> Self {
        let context = RequestContext::new(members.get("requestContext"));
        // Read whatever the event is, since codes may be in it.
        let body = decode_body(members);
        let request = body.and_then(|body| parse_request(&body, &mut codes, |_, _| {}));
        if let Some((source, is)) = other_http_event(members, &context) {
            return Self {
                source,
                caller: Caller::Unauthenticated("the event is not that of a gateway"),
                received_at: None,
                gateway_request_id: None,
                operation: Operation::other_event(is),
                codes,
            };
        }
        let (source, caller) = identify(&context, members, rules);
        let method = [
            context.http_method,
            members.get("httpMethod"),
            context.method,
        ]
        .into_iter()
        .find_map(json::value::<String>);
        let operation = match method.as_deref() {
            None | Some("POST") => Operation::Resync(request.map(|request| RawRequest {
                // Only the invoker of the function can say who asked.
                requested_by: RawField::Absent,
                ..request
            })),
            Some("GET") => Operation::ListDevices(user_in_query(members)),
            Some(_) => Operation::NotAllowed,
        };
        Self {
            source,
            caller,
            received_at: context.received_at(),
            gateway_request_id: json::value(context.request_id),
            operation,
            codes,
        }
    }
}

impl Operation {
    fn other_event(is: &'static str) -> Self {
        Self::OtherEvent(Violation {
            field: Field::Request,
            kind: ViolationKind::OtherEvent { is },
        })
    }
}

/// Reads the fields of a request from a JSON object, and adds the codes in it to `codes`. Calls
/// `other` with the name and the value of each member that is not a field of the request.
fn parse_request<'a>(
    json: &'a str,
    codes: &mut SentCodes,
    mut other: impl FnMut(&str, &'a RawValue),
) -> Result<RawRequest, Violation> {
    let mut request = RawRequest::default();
    let parsed = json::for_each_member(json, |name, value| {
        let field = Field::from_name(name);
        match field {
            FieldName::Field(Field::AuthenticationCode1 | Field::AuthenticationCode2)
            | FieldName::Misspelled(Field::AuthenticationCode1 | Field::AuthenticationCode2) => {
                let text = json::value::<String>(Some(value));
                codes.add(text.as_deref().unwrap_or(value.get()));
            }
            FieldName::Field(_) | FieldName::Misspelled(_) => {}
            FieldName::Other => other(name, value),
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
                // serde_json tells its syntax errors apart by their text only.
                Category::Syntax if error.to_string().starts_with("invalid number") => {
                    ViolationKind::NotANumber
                }
                Category::Syntax | Category::Eof | Category::Io => ViolationKind::NotJson,
            },
        }),
    }
}

/// The body of an HTTP event, without a byte order mark. A gateway encodes what it does not take for
/// text.
fn decode_body(members: &Members<'_>) -> Result<String, Violation> {
    let violation = |kind| Violation {
        field: Field::Request,
        kind,
    };
    let body: String = json::value(members.get("body"))
        .filter(|body: &String| !body.is_empty())
        .ok_or(violation(ViolationKind::NoBody))?;
    let body = if json::value(members.get("isBase64Encoded")) == Some(true) {
        let decoded = STANDARD.decode(body).ok();
        let decoded = decoded.ok_or(violation(ViolationKind::NotJson))?;
        String::from_utf8(decoded).map_err(|_| violation(ViolationKind::NotUtf8))?
    } else {
        body
    };
    Ok(body
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(body))
}

/// The user in the query of an HTTP event. API Gateway also offers the query with repeated
/// parameters joined by commas, which a user name may contain, so that form is not read.
fn user_in_query(members: &Members<'_>) -> RawUser {
    let mut user = RawUser::default();
    let mut set = |name: &str, value: &str| {
        let (field, value) = match Field::from_name(name) {
            FieldName::Field(field) => (field, RawField::String(value.to_owned())),
            FieldName::Misspelled(field) => (field, RawField::Misspelled),
            FieldName::Other => return,
        };
        match field {
            Field::UserName => user.user_name.set(value),
            Field::AccountId => user.account_id.set(value),
            Field::SerialNumber
            | Field::AuthenticationCode1
            | Field::AuthenticationCode2
            | Field::SubmittedAt
            | Field::RequestedBy
            | Field::Request => {}
        }
    };
    if let Some(query) = json::value::<String>(members.get("rawQueryString")) {
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            set(&name, &value);
        }
    } else if let Some(parameters) = members.get("multiValueQueryStringParameters") {
        drop(json::for_each_member(parameters.get(), |name, values| {
            json::has_element(values, |value| {
                set(name, value);
                false
            });
        }));
    }
    user
}
