//! One invocation of the function, and what it leaves: the answer and the log.

use std::path::Path;

use serde_json::{Value, json};
use simulator::lambda::{Event, Function, InvokeResult};

use crate::Failure;
use crate::settings::Variables;

/// A completed invocation.
#[derive(Debug)]
pub struct Invocation {
    /// The HTTP status code and the headers, of an HTTP event.
    head: Option<Vec<String>>,
    /// The document, or the function error.
    document: Value,
    log: String,
    /// The record in the log, if the log takes its level.
    record: Value,
}

/// Starts the function and invokes it once.
///
/// # Errors
/// It gives no answer.
pub fn invoke(
    bootstrap: &Path,
    variables: &Variables,
    event: Event,
) -> Result<Invocation, Failure> {
    let program = bootstrap.display();
    let seconds = event.time.as_secs();
    let variables = variables.iter().map(|(n, v)| (n.as_str(), v.as_str()));
    let mut function = Function::try_start(bootstrap, &[], variables)
        .map_err(|error| Failure::Function(format!("{program} cannot be executed: {error}")))?;
    let (head, document) = match function.invoke(event) {
        InvokeResult::Response(response) => match response["statusCode"].as_u64() {
            None => (None, response),
            Some(status) => (Some(head(status, &response)), body(&response)),
        },
        InvokeResult::Error {
            error_type,
            error_message,
        } => {
            let error = json!({"errorType": error_type, "errorMessage": error_message});
            (None, error)
        }
        InvokeResult::Exited => {
            let error = function.init_error();
            let reason = error
                .as_ref()
                .and_then(|error| error["errorMessage"].as_str());
            return Err(Failure::Function(
                match (reason, function.stop().trim_end()) {
                    (Some(reason), _) => format!("The function does not start: {reason}."),
                    (None, "") => {
                        "The function ended without an answer, and wrote nothing.".to_owned()
                    }
                    (None, log) => {
                        format!("The function ended without an answer. It wrote:\n{log}")
                    }
                },
            ));
        }
        InvokeResult::Late => {
            let sentence = format!("The function did not answer within {seconds} seconds.");
            return Err(Failure::Function(sentence));
        }
    };
    let request_id = function.request_id();
    let log = function.stop();
    let record = log
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .find(|record: &Value| record["requestId"] == *request_id)
        .unwrap_or_default();
    Ok(Invocation {
        head,
        document,
        log,
        record,
    })
}

fn head(status: u64, response: &Value) -> Vec<String> {
    let headers = response["headers"].as_object().into_iter().flatten();
    let headers = headers.map(|(name, value)| format!("{name}: {}", text(value)));
    std::iter::once(format!("HTTP {status}"))
        .chain(headers)
        .collect()
}

/// The body of an HTTP response: the document.
fn body(response: &Value) -> Value {
    let body = text(&response["body"]);
    serde_json::from_str(body).unwrap_or_else(|_| json!(body))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

impl Invocation {
    /// The status, which is the type of a function error.
    pub fn status(&self) -> &str {
        let document = &self.document;
        document["status"]
            .as_str()
            .unwrap_or_else(|| text(&document["errorType"]))
    }

    pub fn is_success(&self) -> bool {
        ["Resynchronized", "Devices"].contains(&self.status())
    }

    /// The answer, the reason of a failure, and the log.
    pub fn report(&self) -> String {
        let head = self.head.as_ref().map(|head| head.join("\n") + "\n\n");
        let reason = self.reason().map(|reason| format!("Reason: {reason}\n\n"));
        format!(
            "The function answered:\n{}{:#}\n\n{}The function logged:\n{}\n",
            head.unwrap_or_default(),
            self.document,
            reason.unwrap_or_default(),
            self.log.trim_end()
        )
    }

    /// What the answer tells the person.
    pub fn message(&self) -> &str {
        let document = &self.document;
        document["message"]
            .as_str()
            .unwrap_or_else(|| text(&document["errorMessage"]))
    }

    /// Why the function did not do what the event asks for: what the record says, or
    /// else what the answer tells the caller.
    pub fn reason(&self) -> Option<String> {
        if self.is_success() {
            return None;
        }
        let recorded = |name: &str| self.record[name].as_str();
        let iam = || {
            let message = recorded("iamErrorMessage")?;
            let attempts = self.record["resyncMfaDeviceAttempts"].as_u64();
            let code = recorded("iamErrorCode")?;
            Some(match attempts {
                Some(attempt @ 2..) => {
                    format!("IAM answered attempt {attempt} with {code}: {message}")
                }
                Some(_) | None => format!("IAM answered {code}: {message}"),
            })
        };
        let own = recorded("detail").or_else(|| recorded("violations"));
        own.map(str::to_owned)
            .or_else(iam)
            .or_else(|| Some(self.message().to_owned()))
    }
}
