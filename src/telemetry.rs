//! What the operator sees: the subscriber, and for each invocation a record and its metrics.
//!
//! This module decides what may be logged. Codes may not, at any level: nothing here ever holds
//! one, and dependencies, which know the request's bytes, are built without TRACE.

use std::io::{self, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use lambda_runtime::Context;
use serde_json::json;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::event::Event;
use crate::iam::{CallTrace, Called};
use crate::outcome::{Outcome, Severity};
use crate::request::{ResyncRequest, SerialNumber, in_words};

/// Starts logging to standard output, as Lambda's `AWS_LAMBDA_LOG_LEVEL` and
/// `AWS_LAMBDA_LOG_FORMAT` ask: JSON lines unless the format is `Text`, INFO unless there is a
/// level. TRACE is DEBUG here. No other variable counts.
pub fn init(lookup: impl Fn(&str) -> Option<String>) {
    let level = match lookup("AWS_LAMBDA_LOG_LEVEL")
        .unwrap_or_default()
        .to_ascii_uppercase()
        .as_str()
    {
        "TRACE" | "DEBUG" => LevelFilter::DEBUG,
        "WARN" => LevelFilter::WARN,
        // Lambda has a level above ERROR, which tracing has not.
        "ERROR" | "FATAL" => LevelFilter::ERROR,
        _ => LevelFilter::INFO,
    };
    let text = lookup("AWS_LAMBDA_LOG_FORMAT").is_some_and(|f| f.eq_ignore_ascii_case("text"));

    // A log that cannot be written must not become a panic, and so a wrong answer.
    let lines = fmt::layer().with_target(false).log_internal_errors(false);
    let registry = tracing_subscriber::registry().with(targets(level));
    let started = if text {
        registry.with(lines.with_ansi(false)).try_init()
    } else {
        registry
            .with(
                lines
                    .json()
                    .flatten_event(true)
                    .with_current_span(false)
                    .with_span_list(false),
            )
            .try_init()
    };
    if started.is_ok() {
        // The message of a panic may quote anything; where it happened is enough to find it.
        panic::set_hook(Box::new(|panicked| {
            let location = panicked.location().map(tracing::field::display);
            tracing::error!(location, "panicked");
        }));
    }
}

/// At INFO, dependencies may tell errors only, which leaves one record for each invocation. TRACE,
/// where they print events and request bodies, is not built into them (`Cargo.toml`).
fn targets(level: LevelFilter) -> Targets {
    let dependencies = match level {
        LevelFilter::DEBUG => LevelFilter::DEBUG,
        LevelFilter::INFO | LevelFilter::WARN => LevelFilter::ERROR,
        quieter => quieter,
    };
    Targets::new()
        .with_default(dependencies)
        .with_target(env!("CARGO_CRATE_NAME"), level)
        // It prints the request id as it came; the record has it without any code.
        .with_target("aws_sdk_iam", LevelFilter::ERROR)
        // It repeats every function error, which the record already tells.
        .with_target("lambda_runtime::layers::panic", LevelFilter::OFF)
}

/// Where the metrics are in `CloudWatch`.
const NAMESPACE: &str = "ResyncMFADevice";

/// Whether this process has served no invocation yet.
static COLD: AtomicBool = AtomicBool::new(true);

/// The record of an invocation, filled in as it goes on.
pub struct Record<'a> {
    context: &'a Context,
    event: &'a Event,
    request: Option<ResyncRequest>,
    call: Option<CallTrace>,
    reason: Option<&'static str>,
}

impl<'a> Record<'a> {
    /// Starts the record.
    #[must_use]
    pub fn new(context: &'a Context, event: &'a Event) -> Self {
        Self {
            context,
            event,
            request: None,
            call: None,
            reason: None,
        }
    }

    /// Notes what is asked. Only a request that keeps every rule is noted: in another, what
    /// stands in the field of the user name may be a code.
    pub fn note_request(&mut self, request: &ResyncRequest) {
        self.request = Some(request.clone());
    }

    /// Notes which device it is, once that is known.
    pub fn note_device(&mut self, serial_number: &SerialNumber) {
        if let Some(request) = &mut self.request {
            request.serial_number = Some(serial_number.clone());
        }
    }

    /// Notes a call to IAM, and hands on what came of it.
    pub fn note_call<T>(&mut self, Called { result, trace }: Called<T>) -> T {
        self.call = Some(match self.call.take() {
            Some(earlier) => earlier.followed_by(trace),
            None => trace,
        });
        result
    }

    /// Notes why IAM was not called, where the status does not tell.
    pub fn note_reason(&mut self, reason: &'static str) {
        self.reason = Some(reason);
    }

    /// Notes why a caller is refused, which the caller is not told.
    pub fn refuse(&mut self, reason: &'static str) -> Outcome {
        self.note_reason(reason);
        Outcome::NotAuthorized
    }

    /// The id that IAM gave the call.
    #[must_use]
    pub fn iam_request_id(&self) -> Option<&str> {
        self.call.as_ref()?.request_id.as_deref()
    }

    /// Writes the metrics and the record.
    pub fn write(&self, outcome: &Outcome) {
        self.write_metrics(outcome);
        self.write_record(outcome);
    }

    /// Writes a line in `CloudWatch`'s embedded metric format. Never the user as a dimension: each
    /// value of one is a metric of its own, for everybody with a dashboard to see.
    fn write_metrics(&self, outcome: &Outcome) {
        let row = outcome.row();
        let count = |name: &str| json!({"Name": name, "Unit": "Count"});
        let mut of_the_function = vec![count("Faults"), count("ColdStarts")];
        let milliseconds = self.call.as_ref().map(CallTrace::milliseconds);
        if milliseconds.is_some() {
            of_the_function.push(json!({"Name": "IAMMilliseconds", "Unit": "Milliseconds"}));
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let line = json!({
            "_aws": {
                "Timestamp": now.map_or(0, |time| time.as_millis()),
                "CloudWatchMetrics": [
                    {
                        "Namespace": NAMESPACE,
                        "Dimensions": [["FunctionName"]],
                        "Metrics": of_the_function,
                    },
                    {
                        "Namespace": NAMESPACE,
                        "Dimensions": [["FunctionName", "Status"], ["FunctionName", "Status", "Front"]],
                        "Metrics": [count("Invocations")],
                    },
                ],
            },
            "FunctionName": self.context.env_config.function_name,
            "Status": row.status,
            "Front": self.event.front.name(),
            "Invocations": 1,
            "Faults": u8::from(row.severity == Severity::Fault),
            "ColdStarts": u8::from(COLD.swap(false, Ordering::Relaxed)),
            "IAMMilliseconds": milliseconds,
        });
        // A log that cannot be written must not change the answer.
        drop(io::stdout().write_all(format!("{line}\n").as_bytes()));
    }

    /// Writes the record: INFO for a success, WARN for a refusal, ERROR for a fault.
    fn write_record(&self, outcome: &Outcome) {
        let row = outcome.row();
        let caller = &self.event.caller;
        let request = self.request.as_ref();
        // Somebody may have typed a code where a name belongs, and that name may exist.
        let hide = |text: &str| match request {
            Some(request) => request.without_codes(text),
            None => text.to_owned(),
        };
        let user_name = request.map(|request| request.user_name.as_str());
        let serial_number = request.and_then(|request| request.serial_number.as_ref());
        let call = self.call.as_ref();
        let violations = outcome.violations().map(in_words);
        macro_rules! write_at {
            ($level:expr) => {
                tracing::event!(
                    $level,
                    requestId = self.context.request_id,
                    front = self.event.front.name(),
                    caller = caller.kind(),
                    callerArn = caller.arn().map(hide),
                    callerIssuer = caller.issuer().map(hide),
                    callerSubject = caller.subject().map(hide),
                    userName = user_name.map(hide),
                    serialNumber = serial_number.map(SerialNumber::as_str).map(hide),
                    status = row.status,
                    reason = self.reason,
                    violations,
                    attempts = call.map(|call| call.attempts),
                    iamMilliseconds = call.map(CallTrace::milliseconds),
                    iamRequestId = call.and_then(|call| call.request_id.as_deref()),
                    iamErrorCode = call.and_then(|call| call.error_code.as_deref()),
                    iamErrorMessage = call.and_then(|call| call.error_message.as_deref()),
                )
            };
        }
        match row.severity {
            Severity::Success => write_at!(tracing::Level::INFO),
            Severity::Refusal => write_at!(tracing::Level::WARN),
            Severity::Fault => write_at!(tracing::Level::ERROR),
        }
    }
}
