//! Whom the gateway vouches for in an HTTP event.

use serde_json::value::RawValue;
use time::OffsetDateTime;

use super::{EventSource, Members};
use crate::caller::{AccessRules, Caller, Claims, ListFormat, Principal};
use crate::json;

/// The members of an HTTP event's `requestContext` that are read.
pub struct RequestContext<'a> {
    pub is_object: bool,
    /// `http.method` of payload format 2.0.
    pub http_method: Option<&'a RawValue>,
    /// `httpMethod` of REST APIs.
    pub method: Option<&'a RawValue>,
    is_version_2: bool,
    is_load_balancer: bool,
    connection_id: Option<&'a RawValue>,
    domain_name: Option<&'a RawValue>,
    authorizer: Option<&'a RawValue>,
    identity: Option<&'a RawValue>,
    times: [Option<&'a RawValue>; 2],
    pub request_id: Option<&'a RawValue>,
}

impl<'a> RequestContext<'a> {
    pub fn new(json: Option<&'a RawValue>) -> Self {
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
    pub fn received_at(&self) -> Option<OffsetDateTime> {
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
pub fn identify(
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
    let token = |claims: Option<&RawValue>, list_format| {
        let claims = claims.filter(|claims| json::has_members(Some(claims)))?;
        let claims = Claims::parse(claims, list_format, TOKEN_SUBJECT, rules);
        Some(Caller::Token(claims))
    };
    let authorizer = |returned: Option<&RawValue>| {
        let returned = returned.filter(|returned| json::has_members(Some(returned)))?;
        let claims = Claims::parse(returned, ListFormat::Commas, AUTHORIZER_SUBJECT, rules);
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
            token(json::member(jwt, "claims"), ListFormat::SpacesInBrackets),
            authorizer(lambda),
        ]);
        return (source, caller);
    }
    let expiry: Option<String> = json::value(json::member(claims, "exp"));
    let list_format = match (expiry, scopes) {
        // A JWT authorizer leaves the claims their types.
        (None, _) => ListFormat::OneValue,
        // A Cognito user pool authorizer makes a string of every claim.
        (Some(_), None) => ListFormat::Commas,
        // An HTTP API does so too, and has the token's scopes beside the claims.
        (Some(_), Some(_)) => ListFormat::SpacesInBrackets,
    };
    let of_authorizer = token(claims, list_format).or_else(|| authorizer(context.authorizer));
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
