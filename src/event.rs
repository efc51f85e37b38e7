//! Outside JSON, both ways: finds the request in an event, and words the answer for whoever asked.
//!
//! This module does not know the rules for the values, nor how a request is carried out.

use std::fmt;

use lambda_runtime::Diagnostic;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::caller::Caller;
use crate::config::OnDirectFailure;
use crate::outcome::{Outcome, Severity};
use crate::request::{Field, Problem, Raw, RawRequest, Violation, in_words};

/// Reads an event.
///
/// # Errors
/// The one violation that keeps it from being read at all.
pub fn parse(event: &str) -> Result<(Caller, RawRequest), Violation> {
    let request = |problem| Violation {
        field: Field::Request,
        problem,
    };
    serde_json::from_str(event)
        .map(|request| (Caller::Invoker, request))
        .map_err(|error| match error.classify() {
            // serde's text quotes the value, and the value may be a code.
            Category::Data => request(Problem::NotAnObject),
            Category::Syntax | Category::Eof | Category::Io => request(Problem::NotJson),
        })
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
}

/// Words the answer for a caller who invoked the function.
///
/// # Errors
/// A failure is a function error where `on_failure` says so, for an unhandled failure must stop a
/// workflow: its type is the status, which `Retry` and `Catch` match on.
pub fn answer(
    outcome: &Outcome,
    request_id: &str,
    iam_request_id: Option<&str>,
    on_failure: OnDirectFailure,
) -> Result<Value, Diagnostic> {
    let row = outcome.row();
    let failed = row.severity != Severity::Success;
    if failed && on_failure == OnDirectFailure::Raise {
        let violations = outcome.violations().map(in_words);
        let parts = [row.message].into_iter().chain(violations.as_deref());
        return Err(Diagnostic {
            error_type: row.status.to_owned(),
            error_message: parts.collect::<Vec<_>>().join(" "),
        });
    }
    let resynchronized = outcome.resynchronized();
    let document = Document {
        status: row.status,
        message: row.message,
        retryable: failed.then_some(row.retryable),
        user_name: resynchronized.map(|(user_name, _)| user_name.as_str()),
        serial_number: resynchronized.map(|(_, serial_number)| serial_number.as_str()),
        request_id,
        iam_request_id,
        violations: outcome.violations(),
    };
    serde_json::to_value(document).map_err(|_| Diagnostic {
        error_type: Outcome::InternalError.row().status.to_owned(),
        error_message: Outcome::InternalError.row().message.to_owned(),
    })
}

impl<'de> Deserialize<'de> for RawRequest {
    /// Reads an object; other fields than the request's are passed over, whatever they hold.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = RawRequest;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawRequest, A::Error> {
                let mut request = RawRequest::default();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    let field = match name.as_str() {
                        "userName" | "UserName" => &mut request.user_name,
                        "serialNumber" | "SerialNumber" => &mut request.serial_number,
                        "authenticationCode1" | "AuthenticationCode1" => {
                            &mut request.authentication_code_1
                        }
                        "authenticationCode2" | "AuthenticationCode2" => {
                            &mut request.authentication_code_2
                        }
                        "submittedAt" | "SubmittedAt" => &mut request.submitted_at,
                        _ => continue,
                    };
                    *field = match field {
                        Raw::Absent => raw(value.get()),
                        Raw::Twice | Raw::Number | Raw::Other | Raw::Text(_) => Raw::Twice,
                    };
                }
                Ok(request)
            }
        }

        deserializer.deserialize_map(Fields)
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
    use time::OffsetDateTime;

    use super::*;
    use crate::request::ResyncRequest;

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
            if let Ok((Caller::Invoker, raw)) = parse(&event) {
                // Whatever it says, it says it without a panic.
                drop(ResyncRequest::new(raw, None, OffsetDateTime::UNIX_EPOCH));
            }
        }
    }
}
