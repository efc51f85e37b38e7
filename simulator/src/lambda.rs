//! Lambda: runs the built function as a process of its own and serves it the Runtime API
//! (AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes").

use std::collections::{HashMap, VecDeque};
use std::io::{self, BufRead, BufReader, Read};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::http::{self, Request, Server};
use crate::lock;

/// The ARN that the function has unless an [`Event`] says otherwise.
pub const FUNCTION_ARN: &str =
    "arn:aws:lambda:eu-central-1:123456789012:function:resync-mfa-device";

/// The timeout for everything that the tests wait for, except answers.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long a function may take to start ("Lambda execution environment lifecycle", init phase).
const INIT_TIMEOUT: Duration = Duration::from_secs(10);

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
struct RuntimeState {
    events: VecDeque<(String, Event)>,
    deadlines: HashMap<String, SystemTime>,
    answers: HashMap<String, InvokeResult>,
    init_error: Option<Value>,
    /// Whether the function has asked for an event.
    ready: bool,
    stopped: bool,
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
struct Shared {
    state: Mutex<RuntimeState>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, RuntimeState> {
        lock(&self.state)
    }

    fn change(&self, change: impl FnOnce(&mut RuntimeState)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }
}

/// A running function.
#[derive(Debug)]
pub struct Function {
    child: Child,
    invocations: usize,
    shared: Arc<Shared>,
    written: Arc<Mutex<Vec<u8>>>,
    readers: Vec<JoinHandle<()>>,
    _server: Server,
}

impl Function {
    /// Starts `program` in Lambda's environment and with `variables`. It inherits nothing of
    /// this process's own environment.
    #[must_use]
    pub fn start<'a>(
        program: &Path,
        arguments: &[&str],
        variables: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        Self::try_start(program, arguments, variables).expect("the function starts")
    }

    /// Starts `program` as [`Function::start`] does.
    ///
    /// # Errors
    /// The file cannot be executed.
    pub fn try_start<'a>(
        program: &Path,
        arguments: &[&str],
        variables: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let state = Arc::clone(&shared);
        let server = Server::start(move |stream| {
            // The function closes its connections when it ends.
            drop(serve(stream, &state));
        });
        let mut child = Command::new(program)
            .args(arguments)
            .env_clear()
            .env("AWS_LAMBDA_RUNTIME_API", server.address().to_string())
            .env("AWS_LAMBDA_FUNCTION_NAME", "resync-mfa-device")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
            .envs(variables)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let written = Arc::default();
        let readers = vec![
            collect(child.stdout.take(), &written),
            collect(child.stderr.take(), &written),
        ];
        Ok(Self {
            child,
            invocations: 0,
            shared,
            written,
            readers,
            _server: server,
        })
    }

    /// Invokes the function and waits for its answer.
    pub fn invoke(&mut self, event: impl Into<Event>) -> InvokeResult {
        self.invocations += 1;
        let request_id = self.request_id();
        let event = event.into();
        let patience = INIT_TIMEOUT + event.time;
        self.shared
            .change(|state| state.events.push_back((request_id.clone(), event)));
        let answer = self.wait(patience, |state| state.answers.remove(&request_id));
        answer.unwrap_or_else(|| match self.child.try_wait() {
            Ok(Some(_)) => InvokeResult::Exited,
            Ok(None) | Err(_) => InvokeResult::Late,
        })
    }

    /// Waits for the end of the init phase: the function asks for its first event.
    pub fn wait_until_ready(&mut self) {
        self.wait(PATIENCE, |state| state.ready.then_some(()))
            .expect("the function starts");
    }

    /// Lambda's id of the newest invocation.
    #[must_use]
    pub fn request_id(&self) -> String {
        format!("8476a536-e9f4-11e8-9739-{:012x}", self.invocations)
    }

    /// The error that the function reported because it could not start, or `None` once it asks for
    /// its first event.
    pub fn init_error(&mut self) -> Option<Value> {
        self.wait(PATIENCE, |state| match state.init_error.take() {
            Some(error) => Some(Some(error)),
            None => state.ready.then_some(None),
        })
        .flatten()
    }

    /// The function's process id.
    #[must_use]
    pub fn process_id(&self) -> u32 {
        self.child.id()
    }

    /// Everything that the function has written so far.
    #[must_use]
    pub fn written(&self) -> String {
        let written = lock(&self.written);
        String::from_utf8_lossy(&written).into_owned()
    }

    /// The records that the newest invocation left in the log.
    #[must_use]
    pub fn records(&self) -> Vec<Value> {
        let request_id = self.request_id();
        let give_up = Instant::now() + PATIENCE;
        loop {
            let written = self.written();
            let records: Vec<Value> = written
                .lines()
                .filter_map(|line| serde_json::from_str::<Value>(line).ok())
                .filter(|record| record["requestId"] == *request_id)
                .collect();
            // The record may arrive after the answer.
            if !records.is_empty() || Instant::now() > give_up {
                return records;
            }
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits for the process to end by itself.
    pub fn exit_status(&mut self) -> ExitStatus {
        let status = self.child.wait().expect("the process can be waited for");
        self.drain();
        status
    }

    /// Ends the process; returns everything that it has written.
    #[must_use]
    pub fn stop(mut self) -> String {
        self.end();
        self.drain();
        self.written()
    }

    /// Waits until `ready` has a value. `None`: the process ended, or the time is up.
    fn wait<T>(
        &mut self,
        patience: Duration,
        mut ready: impl FnMut(&mut RuntimeState) -> Option<T>,
    ) -> Option<T> {
        let give_up = Instant::now() + patience;
        let shared = Arc::clone(&self.shared);
        let mut state = shared.lock();
        loop {
            if let Some(value) = ready(&mut state) {
                return Some(value);
            }
            if matches!(self.child.try_wait(), Ok(Some(_))) || Instant::now() > give_up {
                return None;
            }
            // With a timeout, because the end of the process does not notify.
            (state, _) = shared
                .changed
                .wait_timeout(state, Duration::from_millis(20))
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn end(&mut self) {
        // Fails when it has ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }

    fn drain(&mut self) {
        for reader in self.readers.drain(..) {
            reader.join().expect("the reader does not panic");
        }
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        self.end();
        self.shared.change(|state| state.stopped = true);
    }
}

fn collect(
    pipe: Option<impl Read + Send + 'static>,
    written: &Arc<Mutex<Vec<u8>>>,
) -> JoinHandle<()> {
    let pipe = pipe.expect("a pipe was asked for");
    let written = Arc::clone(written);
    thread::spawn(move || {
        let mut lines = BufReader::new(pipe);
        let mut line = Vec::new();
        // Line by line, so that the two pipes do not mix within one.
        while lines.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
            let mut written = lock(&written);
            written.append(&mut line);
        }
    })
}

fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
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
