//! Events that are none of the function's: those that people send by mistake, and those of services
//! that look like a gateway.

use super::identity::RequestContext;
use super::{EventSource, Members};
use crate::json;

/// What an event without codes is, if it is one that people send by mistake. It is never unwrapped: a
/// direct event has full authority.
pub fn other_direct_event(members: &Members<'_>) -> Option<&'static str> {
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
pub fn other_http_event(
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
