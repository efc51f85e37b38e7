//! An event in: where it came from, whom it identifies, and the request in it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::error::Category;
use serde_json::value::RawValue;
use time::OffsetDateTime;

use crate::caller::{AccessRules, Caller, Claims, GroupsFormat, Principal};
use crate::json;
use crate::redact::SentCodes;
use crate::request::{RawField, RawRequest};
use crate::violation::{Field, FieldName, Violation, ViolationKind};

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
    /// A `GET`: the user name in the query.
    ListDevices(RawField),
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
            Some("GET") => Operation::ListDevices(user_name_in_query(members)),
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

/// What an event without codes is, if it is one that people send by mistake. It is never unwrapped: a
/// direct event has full authority.
fn other_direct_event(members: &Members<'_>) -> Option<&'static str> {
    if members.has_any(&["Records"]) {
        return Some(
            "an event of a queue, a topic or a stream. Codes must not be stored there: invoke the \
             function directly",
        );
    }
    if members.has_any(&["Payload"]) {
        return Some(
            "inside Payload. Send its fields, such as authenticationCode1, at the top level of the \
             event",
        );
    }
    if members.has_any(&["body"]) {
        return Some(
            "inside body, in an event that is not of HTTP. Send its fields, such as \
             authenticationCode1, at the top level of the event",
        );
    }
    let source = json::value::<String>(members.get("source"));
    let is_ping = source.is_some_and(|source| source.contains("warmup"));
    if is_ping || members.has_any(&["ping", "warmer", "warmup"]) {
        return Some(
            "a ping that keeps a function warm. This function does not need one: stop sending it",
        );
    }
    if members.has_any(&["detail-type"]) {
        return Some(
            "an event of EventBridge, such as a scheduled one. Send an object with \
             authenticationCode1 and authenticationCode2 in its place",
        );
    }
    if members.has_any(&["key1"]) {
        return Some(
            "the console's template of a test event. Send an object with authenticationCode1 and \
             authenticationCode2 in its place",
        );
    }
    None
}

/// What an event with members of an HTTP event is, if it is not that of a gateway.
fn other_http_event(
    members: &Members<'_>,
    context: &RequestContext<'_>,
) -> Option<(EventSource, &'static str)> {
    if members.has_any(&["actionGroup"]) {
        let is = "an event of an agent of Amazon Bedrock, which this function does not serve";
        return Some((EventSource::BedrockAgent, is));
    }
    if members.has_any(&["methodArn", "routeArn"]) {
        let is = "an event for a Lambda authorizer, and this function is none. Choose it as the \
                  integration of a route";
        return Some((EventSource::LambdaAuthorizer, is));
    }
    if members.has_any(&["requestPayload"]) {
        let is = "an event of a Lambda destination, which this function does not serve";
        return Some((EventSource::LambdaDestination, is));
    }
    if members.has_any(&["requestContext"]) && !context.is_object {
        let is = "an event with a requestContext that no gateway sends. For a direct invocation, \
                  leave requestContext out";
        return Some((EventSource::Unknown, is));
    }
    None
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

/// The `userName` in the query of an HTTP event. API Gateway also offers the query with repeated
/// parameters joined by commas, which a user name may contain, so that form is not read.
fn user_name_in_query(members: &Members<'_>) -> RawField {
    let mut user_name = RawField::Absent;
    let mut set = |name: &str, value: &str| match Field::from_name(name) {
        FieldName::Field(Field::UserName) => user_name.set(RawField::String(value.to_owned())),
        FieldName::Misspelled(Field::UserName) => user_name.set(RawField::Misspelled),
        FieldName::Field(_) | FieldName::Misspelled(_) | FieldName::Other => {}
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
    user_name
}

/// The members of an HTTP event's `requestContext` that are read.
struct RequestContext<'a> {
    is_object: bool,
    /// `http.method` of payload format 2.0.
    http_method: Option<&'a RawValue>,
    /// `httpMethod` of REST APIs.
    method: Option<&'a RawValue>,
    is_version_2: bool,
    is_load_balancer: bool,
    connection_id: Option<&'a RawValue>,
    domain_name: Option<&'a RawValue>,
    authorizer: Option<&'a RawValue>,
    identity: Option<&'a RawValue>,
    times: [Option<&'a RawValue>; 2],
    request_id: Option<&'a RawValue>,
}

impl<'a> RequestContext<'a> {
    fn new(json: Option<&'a RawValue>) -> Self {
        let [
            http,
            method,
            elb,
            connection_id,
            domain_name,
            authorizer,
            identity,
            time,
            request_time,
            request_id,
        ] = json::members(
            json,
            [
                "http",
                "httpMethod",
                "elb",
                "connectionId",
                "domainName",
                "authorizer",
                "identity",
                "timeEpoch",
                "requestTimeEpoch",
                "requestId",
            ],
        );
        Self {
            is_object: json::is_object(json),
            http_method: json::member(http, "method"),
            method,
            is_version_2: json::is_object(http),
            is_load_balancer: json::is_object(elb),
            connection_id,
            domain_name,
            authorizer,
            identity,
            times: [time, request_time],
            request_id,
        }
    }

    /// When the gateway received the request, in milliseconds since 1970 (`timeEpoch` of payload
    /// format 2.0, `requestTimeEpoch` of REST APIs and format 1.0). A number from before Lambda
    /// existed does not count: SAM's local API sends seconds.
    fn received_at(&self) -> Option<OffsetDateTime> {
        const YEAR_2014: i64 = 1_388_534_400_000;

        let mut times = self.times.into_iter();
        let milliseconds = times
            .find_map(json::value::<i64>)
            .filter(|&milliseconds| milliseconds >= YEAR_2014)?;
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000).ok()
    }
}

/// Tells the source of an HTTP event, and whom the gateway vouches for. Nothing else in an event
/// identifies a caller.
fn identify(
    context: &RequestContext<'_>,
    members: &Members<'_>,
    rules: &AccessRules,
) -> (EventSource, Caller) {
    const TOKEN_SUBJECT: [&str; 2] = ["sub", "sub"];
    const AUTHORIZER_SUBJECT: [&str; 2] = ["principalId", "sub"];

    if context.is_load_balancer {
        let reason = "a load balancer's identity headers are not verified here";
        return (EventSource::LoadBalancer, Caller::Unauthenticated(reason));
    }
    if json::value::<String>(context.connection_id).is_some() {
        let reason = "a message over a WebSocket proves no caller";
        return (EventSource::WebSocketApi, Caller::Unauthenticated(reason));
    }
    // An HTTP API's format 1.0 always has an authorizer, full of nulls.
    let token = |claims: Option<&RawValue>, groups_format| {
        let claims = claims.filter(|claims| json::has_members(Some(claims)))?;
        let claims = Claims::parse(claims, groups_format, TOKEN_SUBJECT, rules);
        Some(Caller::Token(claims))
    };
    let authorizer = |returned: Option<&RawValue>| {
        let returned = returned.filter(|returned| json::has_members(Some(returned)))?;
        let claims = Claims::parse(returned, GroupsFormat::Commas, AUTHORIZER_SUBJECT, rules);
        Some(Caller::Authorizer(claims))
    };
    let [iam, jwt, lambda, claims, scopes] = json::members(
        context.authorizer,
        ["iam", "jwt", "lambda", "claims", "scopes"],
    );
    // Beside the claims of a token are its scopes at most. In the context of a Lambda authorizer,
    // which an HTTP API may deliver in format 1.0, a map `claims` is whatever the authorizer says.
    let claims = claims.filter(|_| {
        let mut has_others = false;
        let json = context.authorizer.map_or("", RawValue::get);
        drop(json::for_each_member(json, |name, _| {
            has_others |= !["claims", "scopes"].contains(&name);
        }));
        !has_others
    });
    let is_version_2 = match json::value::<String>(members.get("version")) {
        Some(version) => version == "2.0",
        None => context.is_version_2 || members.has_any(&["rawPath"]),
    };
    if is_version_2 {
        let domain_name: Option<String> = json::value(context.domain_name);
        let source = match domain_name {
            Some(domain_name) if domain_name.contains(".lambda-url.") => EventSource::FunctionUrl,
            Some(_) | None => EventSource::HttpApi,
        };
        let caller = exactly_one([
            signer(iam),
            token(json::member(jwt, "claims"), GroupsFormat::SpacesInBrackets),
            authorizer(lambda),
        ]);
        return (source, caller);
    }
    let expiry: Option<String> = json::value(json::member(claims, "exp"));
    let groups_format = match (expiry, scopes) {
        // A JWT authorizer leaves the claims their types.
        (None, _) => GroupsFormat::OneGroup,
        // A Cognito user pool authorizer makes a string of every claim.
        (Some(_), None) => GroupsFormat::Commas,
        // An HTTP API does so too, and has the token's scopes beside the claims.
        (Some(_), Some(_)) => GroupsFormat::SpacesInBrackets,
    };
    let of_authorizer = token(claims, groups_format).or_else(|| authorizer(context.authorizer));
    let caller = exactly_one([signer(context.identity), of_authorizer]);
    (EventSource::RestApi, caller)
}

/// The principal that signed a request.
fn signer(identity: Option<&RawValue>) -> Option<Caller> {
    let arn: String = json::value(json::member(identity, "userArn"))?;
    (!arn.is_empty()).then(|| Caller::Iam(Principal::new(arn)))
}

/// The only caller of these. A gateway never vouches for two.
fn exactly_one(callers: impl IntoIterator<Item = Option<Caller>>) -> Caller {
    let mut callers = callers.into_iter().flatten();
    match (callers.next(), callers.next()) {
        (Some(caller), None) => caller,
        (Some(_), Some(_)) => Caller::Unauthenticated("the event names several callers"),
        (None, _) => Caller::Unauthenticated("the event has no authorizer that proves a caller"),
    }
}
