//! An answer out: a function error, the document, or the document in an HTTP response.

use std::borrow::Cow;

use lambda_runtime::Diagnostic;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::arn::AccountId;
use crate::config::{Config, OnDirectFailure};
use crate::event::{Event, Operation};
use crate::outcome::{Device, Outcome, OutcomeDetails, Severity};
use crate::redact::SentCodes;
use crate::violation::{Violation, join_violations};

/// The document, the same for every caller. Names are without codes: somebody may have typed a code
/// as the user name, and a user of that name may exist.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResponseBody<'a> {
    status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    retryable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    serial_number: Option<Cow<'a, str>>,
    request_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    iam_request_id: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    violations: Option<&'a [Violation]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    devices: Option<Vec<DeviceBody<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accounts: Vec<AccountBody<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AccountBody<'a> {
    account_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_name: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DeviceBody<'a> {
    serial_number: Cow<'a, str>,
    name: Cow<'a, str>,
    #[serde(rename = "type")]
    device_type: &'a str,
    enabled_at: &'a str,
}

impl<'a> DeviceBody<'a> {
    fn new(device: &'a Device, codes: &SentCodes) -> Self {
        Self {
            serial_number: codes.redact(device.serial_number.as_str()),
            name: codes.redact(device.serial_number.device_name()),
            device_type: if device.serial_number.is_virtual() {
                "virtual"
            } else {
                "hardware"
            },
            enabled_at: &device.enabled_at,
        }
    }
}

/// The ids that a caller can quote.
#[derive(Debug)]
pub struct RequestIds<'a> {
    /// Lambda's id of the invocation.
    pub lambda: &'a str,
    /// IAM's id of the call that decided the outcome, as it came.
    pub iam: Option<&'a str>,
}

/// For whom the caller of a `GET` may act.
#[derive(Debug)]
pub struct Scope {
    /// Whether for other users.
    pub is_operator: bool,
    /// In which accounts an operator may; none where the function serves its own alone.
    pub accounts: Vec<AccountId>,
}

/// Makes the answer for the caller. An HTTP caller gets an HTTP response for every outcome: API
/// Gateway would turn a function error into a 502 without a document.
///
/// # Errors
/// A failure of a direct invocation is a function error where the settings say so, because an
/// unhandled failure must stop a workflow. Its type is the status, which `Retry` and `Catch` match
/// on.
pub fn respond(
    outcome: &Outcome,
    event: &Event,
    ids: &RequestIds<'_>,
    scope: Option<&Scope>,
    config: &Config,
) -> Result<Value, Diagnostic> {
    let codes = &event.codes;
    let details = outcome.details();
    let is_failure = details.severity != Severity::Success;
    let is_direct = !event.source.is_http();
    if is_failure && is_direct && config.on_direct_failure == OnDirectFailure::Raise {
        return Err(Diagnostic {
            error_type: details.status.to_owned(),
            error_message: codes.redact(&error_message(outcome)).into_owned(),
        });
    }
    // Without members there is one account only.
    let members = config.members.as_ref();
    let account = members
        .and(outcome.user())
        .and_then(|user| user.account.id());
    let body = json!(ResponseBody {
        status: details.status,
        reason: outcome.reason(),
        message: match event.operation {
            Operation::ListDevices(_) => outcome.list_message(),
            Operation::Resync(_) | Operation::NotAllowed | Operation::OtherEvent(_) => {
                details.message
            }
        },
        retryable: is_failure.then_some(details.is_retryable),
        user_name: outcome.user().map(|user| codes.redact(user.name.as_str())),
        account_id: account.as_ref().map(AccountId::as_str),
        account_name: account.and_then(|id| members?.name(id)),
        serial_number: outcome
            .serial_number()
            .map(|number| codes.redact(number.as_str())),
        request_id: ids.lambda,
        iam_request_id: ids.iam.map(|id| codes.sanitize(id)),
        violations: outcome.violations(),
        devices: outcome.devices().map(|devices| devices
            .iter()
            .map(|device| DeviceBody::new(device, codes))
            .collect()),
        operator: scope.map(|scope| scope.is_operator),
        accounts: scope
            .map_or(&[][..], |scope| &scope.accounts)
            .iter()
            .map(|id| AccountBody {
                account_id: id.as_str(),
                account_name: members.and_then(|members| members.name(*id)),
            })
            .collect(),
    });
    if is_direct {
        return Ok(body);
    }
    Ok(http_response(&details, &body))
}

/// The text of a function error: the message, and what a document has beside it.
fn error_message(outcome: &Outcome) -> String {
    let mut parts = vec![outcome.details().message.to_owned()];
    parts.extend(outcome.violations().map(join_violations));
    if let Some(devices) = outcome.devices() {
        let numbers = devices.iter().map(|device| device.serial_number.as_str());
        parts.push(numbers.collect::<Vec<_>>().join(", "));
    }
    parts.join(" ")
}

fn http_response(details: &OutcomeDetails, body: &Value) -> Value {
    let mut headers = Map::new();
    headers.insert("Content-Type".to_owned(), json!("application/json"));
    headers.insert("Cache-Control".to_owned(), json!("no-store"));
    if details.severity != Severity::Success {
        headers.insert("x-amzn-ErrorType".to_owned(), json!(details.status));
    }
    if let Some((name, value)) = details.header {
        headers.insert(name.to_owned(), json!(value));
    }
    json!({
        "statusCode": details.http_status,
        "headers": headers,
        "body": body.to_string(),
        "isBase64Encoded": false,
    })
}
