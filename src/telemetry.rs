//! What the operator sees: a record for each invocation, and the subscriber for whatever else there
//! is to tell.
//!
//! This module decides what may be logged. Codes may not, at any level: nothing here ever holds
//! one, and dependencies, which know the request's bytes, are built without TRACE.

use std::borrow::Cow;
use std::io::{self, Write};
use std::panic;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use lambda_runtime::Context;
use serde::Serialize;
use serde_json::json;
use serde_json::value::{RawValue, Value, to_raw_value};
use tracing::Level;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::event::Event;
use crate::iam::{CallTrace, Called};
use crate::outcome::{Outcome, Severity};
use crate::request::{ResyncRequest, SerialNumber, in_words};

/// Starts logging to standard output, as Lambda's `AWS_LAMBDA_LOG_LEVEL` and
/// `AWS_LAMBDA_LOG_FORMAT` ask: JSON lines unless the format is `Text`, INFO unless there is a
/// level. TRACE is DEBUG here. No other variable counts. A record is JSON in either format.
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

    /// Writes the record, if the log takes its level: INFO for a success, WARN for a refusal, ERROR
    /// for a fault.
    pub fn write(&self, outcome: &Outcome) {
        let row = outcome.row();
        let level = match row.severity {
            Severity::Success => Level::INFO,
            Severity::Refusal => Level::WARN,
            Severity::Fault => Level::ERROR,
        };
        let cold = COLD.swap(false, Ordering::Relaxed);
        // The most that any target may tell, which is what this crate may.
        if level > LevelFilter::current() {
            return;
        }
        let caller = &self.event.caller;
        let request = self.request.as_ref();
        // Somebody may have typed a code where a name belongs, and that name may exist.
        let hide = |text| match request {
            Some(request) => request.without_codes(text),
            None => Cow::Borrowed(text),
        };
        let user_name = request.map(|request| request.user_name.as_str());
        let serial_number = request.and_then(|request| request.serial_number.as_ref());
        let call = self.call.as_ref();
        let line = Line {
            timestamp: now(),
            level: level.as_str(),
            request_id: &self.context.request_id,
            front: self.event.front.name(),
            caller: caller.kind(),
            caller_arn: caller.arn().map(hide),
            caller_issuer: caller.issuer().map(hide),
            caller_subject: caller.subject().map(hide),
            user_name: user_name.map(hide),
            serial_number: serial_number.map(SerialNumber::as_str).map(hide),
            status: row.status,
            reason: self.reason,
            violations: outcome.violations().map(in_words),
            attempts: call.map(|call| call.attempts),
            iam_milliseconds: call.map(CallTrace::milliseconds),
            iam_request_id: call.and_then(|call| call.request_id.as_deref()),
            iam_error_code: call.and_then(|call| call.error_code.as_deref()),
            iam_error_message: call.and_then(|call| call.error_message.as_deref()),
            function_name: &self.context.env_config.function_name,
            invocations: 1,
            faults: (row.severity == Severity::Fault).into(),
            cold_starts: cold.into(),
            metrics: Metrics::of(call),
        };
        let mut text = Vec::with_capacity(1024);
        if serde_json::to_writer(&mut text, &line).is_ok() {
            text.push(b'\n');
            // A log that cannot be written must not change the answer.
            drop(io::stdout().write_all(&text));
        }
    }
}

/// The time, as the log's other lines have it.
fn now() -> String {
    let mut now = String::new();
    // A `String` takes whatever is written.
    let _ = fmt::time::SystemTime.format_time(&mut Writer::new(&mut now));
    now
}

/// A record as it is written: one object, whose counts and times `CloudWatch` takes for metrics.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    timestamp: String,
    level: &'static str,
    request_id: &'a str,
    front: &'static str,
    caller: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    caller_arn: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caller_issuer: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caller_subject: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    serial_number: Option<Cow<'a, str>>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    violations: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iam_milliseconds: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iam_request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iam_error_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iam_error_message: Option<&'a str>,
    function_name: &'a str,
    invocations: u8,
    faults: u8,
    cold_starts: u8,
    #[serde(rename = "_aws")]
    metrics: Metrics,
}

/// Which members of a [`Line`] are metrics, and which are their dimensions ("Specification:
/// Embedded metric format" in the `CloudWatch` User Guide). Never the user: each value of a
/// dimension is a metric of its own, for everybody with a dashboard to see.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Metrics {
    /// In milliseconds since 1970.
    timestamp: u128,
    cloud_watch_metrics: &'static Option<Box<RawValue>>,
}

impl Metrics {
    /// Those of an invocation with this call to IAM, or without one: a metric that has no value
    /// must not be named.
    fn of(call: Option<&CallTrace>) -> Self {
        static WITH_A_CALL: LazyLock<Option<Box<RawValue>>> = LazyLock::new(|| {
            directives(&json!([
                {"Name": "faults", "Unit": "Count"},
                {"Name": "coldStarts", "Unit": "Count"},
                {"Name": "iamMilliseconds", "Unit": "Milliseconds"},
            ]))
        });
        static WITHOUT: LazyLock<Option<Box<RawValue>>> = LazyLock::new(|| {
            directives(&json!([
                {"Name": "faults", "Unit": "Count"},
                {"Name": "coldStarts", "Unit": "Count"},
            ]))
        });
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        Self {
            timestamp: now.map_or(0, |time| time.as_millis()),
            cloud_watch_metrics: if call.is_some() {
                &WITH_A_CALL
            } else {
                &WITHOUT
            },
        }
    }
}

/// The directives, as they are written: the same for all invocations, and half of each line.
fn directives(of_the_function: &Value) -> Option<Box<RawValue>> {
    let directives = json!([
        {
            "Namespace": "ResyncMFADevice",
            "Dimensions": [["functionName"]],
            "Metrics": of_the_function,
        },
        {
            "Namespace": "ResyncMFADevice",
            "Dimensions": [["functionName", "status"], ["functionName", "status", "front"]],
            "Metrics": [{"Name": "invocations", "Unit": "Count"}],
        },
    ]);
    to_raw_value(&directives).ok()
}
