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
use crate::violation::{Field, Violation, ViolationKind};

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

/// The members of an HTTP event that are read. A direct invocation has full authority, so an event
/// with one of the first [`HTTP_MEMBER_COUNT`] is never taken for one.
const MEMBERS: [&str; 8] = [
    "requestContext",
    "httpMethod",
    "rawPath",
    "version",
    "body",
    "isBase64Encoded",
    "rawQueryString",
    "multiValueQueryStringParameters",
];
const HTTP_MEMBER_COUNT: usize = 3;

impl Event {
    /// Reads an event. The rules name the claims that tell who the caller is.
    pub fn parse(json: &RawValue, rules: &AccessRules) -> Self {
        let mut codes = SentCodes::default();
        let mut members = [None; MEMBERS.len()];
        let request = parse_request(json.get(), &mut codes, |name, value| {
            if let Some(index) = MEMBERS.iter().position(|member| *member == name) {
                members[index] = Some(value);
            }
        });
        let is_http = members[..HTTP_MEMBER_COUNT].iter().any(Option::is_some);
        if is_http && request.is_ok() {
            return Self::http(members, rules, codes);
        }
        Self {
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
        }
    }

    fn http(
        members: [Option<&RawValue>; MEMBERS.len()],
        rules: &AccessRules,
        mut codes: SentCodes,
    ) -> Self {
        let [
            context,
            method,
            raw_path,
            version,
            body,
            is_base64,
            raw_query,
            parameters,
        ] = members;
        let context = RequestContext::new(context);
        let (source, caller) = identify(&context, version, raw_path.is_some(), rules);
        let method = [context.http_method, method, context.method]
            .into_iter()
            .find_map(json::value::<String>);
        // Read whatever the method is, since codes may be in it.
        let body = decode_body(body, is_base64).unwrap_or_default();
        let request = parse_request(&body, &mut codes, |_, _| {});
        let operation = match method.as_deref() {
            None | Some("POST") => Operation::Resync(request.map(|request| RawRequest {
                // Only the invoker of the function can say who asked.
                requested_by: RawField::Absent,
                ..request
            })),
            Some("GET") => Operation::ListDevices(user_name_in_query(raw_query, parameters)),
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
            Some(Field::AuthenticationCode1 | Field::AuthenticationCode2) => {
                let text = json::value::<String>(Some(value));
                codes.add(text.as_deref().unwrap_or(value.get()));
            }
            Some(_) => {}
            None => other(name, value),
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
fn decode_body(body: Option<&RawValue>, is_base64: Option<&RawValue>) -> Option<String> {
    let body = json::value::<String>(body)?;
    if json::value(is_base64) == Some(true) {
        let decoded = STANDARD.decode(body).ok()?;
        return String::from_utf8(decoded).ok();
    }
    Some(body)
}

/// The `userName` in the query of an HTTP event. API Gateway also offers the query with repeated
/// parameters joined by commas, which a user name may contain, so that form is not read.
fn user_name_in_query(raw_query: Option<&RawValue>, parameters: Option<&RawValue>) -> RawField {
    let is_user_name = |name: &str| Field::from_name(name) == Some(Field::UserName);
    let mut user_name = RawField::Absent;
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

/// The members of an HTTP event's `requestContext` that are read.
struct RequestContext<'a> {
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
    version: Option<&RawValue>,
    has_raw_path: bool,
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
    let is_version_2 = match json::value::<String>(version) {
        Some(version) => version == "2.0",
        None => context.is_version_2 || has_raw_path,
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
