//! Lambda: runs the built function as a process of its own and serves it the Runtime API.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::http::Server;
use crate::lock;
use crate::runtime_api::{RuntimeState, Shared, serve};

pub use crate::runtime_api::{Event, FUNCTION_ARN, InvokeResult};

/// The timeout for everything that the tests wait for, except answers.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long a function may take to start ("Lambda execution environment lifecycle", init phase).
const INIT_TIMEOUT: Duration = Duration::from_secs(10);

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
