//! The Runtime API, by which a function gets events and answers them (AWS Lambda Developer Guide,
//! "Using the Lambda runtime API for custom runtimes").

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::TcpStream;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::http::{self, Request};
use crate::lock;

/// The ARN that the function has unless an [`Event`] says otherwise.
pub const FUNCTION_ARN: &str =
    "arn:aws:lambda:eu-central-1:123456789012:function:resync-mfa-device";

/// An event for an invocation.
#[derive(Debug, Clone)]
pub struct Event {
    /// The payload, as bytes: it need not be JSON.
    pub payload: Vec<u8>,
    /// How long the function has.
    pub time: Duration,
    /// Another deadline for the function, as from a local tool that does not know it.
    pub deadline: Option<SystemTime>,
    /// `invoked_function_arn`
    pub function_arn: String,
    /// The client context that the invoker sends along.
    pub client_context: Option<String>,
}

impl<T: Into<Vec<u8>>> From<T> for Event {
    fn from(payload: T) -> Self {
        Self {
            payload: payload.into(),
            time: Duration::from_secs(15),
            deadline: None,
            function_arn: FUNCTION_ARN.to_owned(),
            client_context: None,
        }
    }
}

/// What the function answered.
#[derive(Debug, Clone, PartialEq)]
pub enum InvokeResult {
    /// It returned a document.
    Response(Value),
    /// It raised a function error.
    Error {
        /// `errorType`
        error_type: String,
        /// `errorMessage`
        error_message: String,
    },
    /// The process ended without an answer.
    Exited,
    /// No answer came before the deadline, when Lambda ends the process.
    Late,
}

#[derive(Debug, Default)]
pub(crate) struct RuntimeState {
    pub events: VecDeque<(String, Event)>,
    pub deadlines: HashMap<String, SystemTime>,
    pub answers: HashMap<String, InvokeResult>,
    pub init_error: Option<Value>,
    /// Whether the function has asked for an event.
    pub ready: bool,
    pub stopped: bool,
}

impl RuntimeState {
    fn answer(&mut self, id: &str, answer: InvokeResult) {
        // A deadline long in the past comes from a local tool.
        let late = self
            .deadlines
            .get(id)
            .and_then(|deadline| deadline.elapsed().ok())
            .is_some_and(|late| late < Duration::from_hours(1));
        let answer = if late { InvokeResult::Late } else { answer };
        self.answers.insert(id.to_owned(), answer);
    }
}

#[derive(Debug, Default)]
pub(crate) struct Shared {
    state: Mutex<RuntimeState>,
    pub changed: Condvar,
}

impl Shared {
    pub fn lock(&self) -> MutexGuard<'_, RuntimeState> {
        lock(&self.state)
    }

    pub fn change(&self, change: impl FnOnce(&mut RuntimeState)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }
}

/// Serves a connection of the function.
pub(crate) fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    while let Some(request) = http::read_request(&mut stream)? {
        let path = request.path.strip_prefix("/2018-06-01/runtime/");
        match (request.method.as_str(), path.unwrap_or_default()) {
            ("GET", "invocation/next") => {
                shared.change(|state| state.ready = true);
                let Some((request_id, event)) = next(shared) else {
                    return Ok(());
                };
                let deadline = event.deadline.unwrap_or(SystemTime::now() + event.time);
                shared.change(|state| {
                    state.deadlines.insert(request_id.clone(), deadline);
                });
                let deadline = deadline
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or_default()
                    .as_millis()
                    .to_string();
                let mut headers = vec![
                    ("content-type", "application/json"),
                    ("lambda-runtime-aws-request-id", request_id.as_str()),
                    ("lambda-runtime-deadline-ms", deadline.as_str()),
                    (
                        "lambda-runtime-invoked-function-arn",
                        event.function_arn.as_str(),
                    ),
                    (
                        "lambda-runtime-trace-id",
                        "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0",
                    ),
                ];
                if let Some(client_context) = &event.client_context {
                    headers.push(("lambda-runtime-client-context", client_context));
                }
                http::write_response(&mut stream, 200, &headers, &event.payload)?;
            }
            ("POST", path) => {
                let accepted = accept(path, &request, shared);
                http::write_response(&mut stream, if accepted { 202 } else { 404 }, &[], b"")?;
            }
            _ => http::write_response(&mut stream, 404, &[], b"")?,
        }
    }
    Ok(())
}

fn next(shared: &Shared) -> Option<(String, Event)> {
    let mut state = shared.lock();
    loop {
        if state.stopped {
            return None;
        }
        if let Some(event) = state.events.pop_front() {
            return Some(event);
        }
        state = shared
            .changed
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner);
    }
}

fn accept(path: &str, request: &Request, shared: &Shared) -> bool {
    let body = || serde_json::from_slice(&request.body).unwrap_or_default();
    match path.split('/').collect::<Vec<_>>()[..] {
        ["invocation", id, "response"] => {
            shared.change(|state| state.answer(id, InvokeResult::Response(body())));
            true
        }
        ["invocation", id, "error"] => {
            let error: Value = body();
            let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
            let answer = InvokeResult::Error {
                error_type: text("errorType"),
                error_message: text("errorMessage"),
            };
            shared.change(|state| state.answer(id, answer));
            true
        }
        ["init", "error"] => {
            shared.change(|state| state.init_error = Some(body()));
            true
        }
        _ => false,
    }
}
