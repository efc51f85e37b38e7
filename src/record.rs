//! The record of an invocation: one line in the log, whose counts and times CloudWatch turns into
//! metrics.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use lambda_runtime::Context;
use serde::Serialize;
use serde_json::{Value, json};
use tracing::Level;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::{FormatTime, SystemTime as Rfc3339Now};

use crate::arn::AccountId;
use crate::caller::GroupsClaim;
use crate::event::Event;
use crate::iam::CallStats;
use crate::outcome::{Outcome, Severity};
use crate::request::SubmissionClock;
use crate::values::{RequestedBy, SerialNumber, UserName};
use crate::violation::join_violations;

/// Whether this process has not served an invocation yet.
static IS_COLD: AtomicBool = AtomicBool::new(true);

/// The record of an invocation, completed step by step.
pub struct Record<'a> {
    context: &'a Context,
    event: &'a Event,
    user_name: Option<UserName>,
    account_id: Option<AccountId>,
    serial_number: Option<SerialNumber>,
    requested_by: Option<RequestedBy>,
    submission: Option<(Duration, SubmissionClock)>,
    detail: Option<&'static str>,
}

impl<'a> Record<'a> {
    pub fn new(context: &'a Context, event: &'a Event) -> Self {
        Self {
            context,
            event,
            user_name: None,
            account_id: None,
            serial_number: None,
            requested_by: None,
            submission: None,
            detail: None,
        }
    }

    /// Sets whose device the request is about. Of an invalid request only `requestedBy` is
    /// recorded: a code may be in the place of a name.
    pub fn set_user_name(&mut self, user_name: &UserName) {
        self.user_name = Some(user_name.clone());
    }

    pub fn set_account_id(&mut self, account_id: Option<AccountId>) {
        self.account_id = account_id;
    }

    pub fn set_serial_number(&mut self, serial_number: Option<&SerialNumber>) {
        self.serial_number = serial_number.cloned();
    }

    pub fn set_requested_by(&mut self, requested_by: Option<RequestedBy>) {
        self.requested_by = requested_by;
    }

    /// Sets how long ago the codes were submitted, and who says so.
    pub fn set_submission(&mut self, submission: Option<(Duration, SubmissionClock)>) {
        self.submission = submission;
    }

    /// Denies the request, for a reason that the caller is not told.
    pub fn deny(&mut self, detail: &'static str) -> Outcome {
        self.detail = Some(detail);
        Outcome::NotAuthorized
    }

    /// A text from outside, as [`SentCodes::sanitize`] returns it.
    fn text<'t>(&self, text: Option<&'t str>) -> Option<Cow<'t, str>> {
        text.map(|text| self.event.codes.sanitize(text))
    }

    /// Writes the record if the log takes its level: INFO for a success, WARN for a refusal, ERROR
    /// for a fault.
    pub fn write(&self, outcome: &Outcome, stats: &CallStats) {
        let details = outcome.details();
        let level = level(details.severity);
        let is_cold = IS_COLD.swap(false, Ordering::Relaxed);
        // The current level is the highest of any target, which is the level of this crate.
        if level > LevelFilter::current() {
            return;
        }
        let caller = &self.event.caller;
        let iam_milliseconds = stats.iam_elapsed.map(milliseconds);
        let sts_milliseconds = stats.sts_elapsed.map(milliseconds);
        let response = &stats.response;
        let of_iam = Some(response).filter(|response| !response.is_of_sts);
        let of_sts = Some(response).filter(|response| response.is_of_sts);
        let record = LogRecord {
            timestamp: now(),
            level: level.as_str(),
            request_id: &self.context.request_id,
            gateway_request_id: self.text(self.event.gateway_request_id.as_deref()),
            event_source: self.event.source.name(),
            caller: caller.kind(),
            caller_arn: self.text(caller.arn()),
            caller_issuer: self.text(caller.issuer()),
            caller_subject: self.text(caller.subject()),
            groups_claim: caller.groups_claim().map(GroupsClaim::name),
            requested_by: self.text(self.requested_by.as_ref().map(RequestedBy::as_str)),
            user_name: self.text(self.user_name.as_ref().map(UserName::as_str)),
            account_id: self.account_id.as_ref().map(AccountId::as_str),
            serial_number: self.text(self.serial_number.as_ref().map(SerialNumber::as_str)),
            status: details.status,
            reason: outcome.reason(),
            detail: self.text(self.detail.or(stats.response.detail.as_deref())),
            violations: outcome.violations().map(join_violations),
            assume_role_attempts: stats.assume_role_attempts,
            list_mfa_devices_attempts: stats.list_mfa_devices_attempts,
            resync_mfa_device_attempts: stats.resync_mfa_device_attempts,
            unknown_devices: stats.unknown_devices,
            submission_age_milliseconds: self.submission.map(|(age, _)| milliseconds(age)),
            submission_clock: self.submission.map(|(_, clock)| clock.name()),
            iam_milliseconds,
            iam_request_id: self.text(of_iam.and_then(|iam| iam.request_id.as_deref())),
            iam_error_code: self.text(of_iam.and_then(|iam| iam.error_code.as_deref())),
            iam_error_message: self.text(of_iam.and_then(|iam| iam.error_message.as_deref())),
            sts_milliseconds,
            sts_request_id: self.text(of_sts.and_then(|sts| sts.request_id.as_deref())),
            sts_error_code: self.text(of_sts.and_then(|sts| sts.error_code.as_deref())),
            sts_error_message: self.text(of_sts.and_then(|sts| sts.error_message.as_deref())),
            function_name: &self.context.env_config.function_name,
            version: env!("CARGO_PKG_VERSION"),
            invocations: 1,
            faults: (details.severity == Severity::Fault).into(),
            cold_starts: is_cold.into(),
            metrics: MetricDirectives::new(
                iam_milliseconds.is_some(),
                sts_milliseconds.is_some(),
                self.account_id.is_some(),
            ),
        };
        let mut line = Vec::with_capacity(1024);
        if serde_json::to_writer(&mut line, &record).is_ok() {
            line.push(b'\n');
            // A log that cannot be written must not change the response. One that nobody reads stops
            // the process when its pipe is full; Lambda reads it.
            drop(io::stdout().write_all(&line));
        }
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn level(severity: Severity) -> Level {
    match severity {
        Severity::Success => Level::INFO,
        Severity::Refusal => Level::WARN,
        Severity::Fault => Level::ERROR,
    }
}

/// The current time in the format of the log's other lines.
fn now() -> String {
    let mut now = String::new();
    // A `String` accepts every write.
    Rfc3339Now
        .format_time(&mut Writer::new(&mut now))
        .unwrap_or_default();
    now
}

/// A record as it is written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogRecord<'a> {
    timestamp: String,
    level: &'static str,
    request_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    gateway_request_id: Option<Cow<'a, str>>,
    event_source: &'static str,
    caller: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    caller_arn: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caller_issuer: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caller_subject: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups_claim: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    requested_by: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    serial_number: Option<Cow<'a, str>>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    violations: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assume_role_attempts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    list_mfa_devices_attempts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resync_mfa_device_attempts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown_devices: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    submission_age_milliseconds: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    submission_clock: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iam_milliseconds: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iam_request_id: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iam_error_code: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iam_error_message: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sts_milliseconds: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sts_request_id: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sts_error_code: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sts_error_message: Option<Cow<'a, str>>,
    function_name: &'a str,
    version: &'static str,
    invocations: u8,
    faults: u8,
    cold_starts: u8,
    #[serde(rename = "_aws")]
    metrics: MetricDirectives,
}

/// Which members of a [`LogRecord`] are metrics, and which are their dimensions ("Specification:
/// Embedded metric format" in the CloudWatch User Guide). The user is never a dimension: each
/// value of a dimension is a metric of its own, visible to everyone with access to dashboards.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct MetricDirectives {
    /// In milliseconds since 1970.
    timestamp: u128,
    cloud_watch_metrics: Value,
}

impl MetricDirectives {
    /// The directives of an invocation that called these services or not, for a user of a known
    /// account or not: a metric without a value must not be named.
    fn new(has_called_iam: bool, has_called_sts: bool, has_account: bool) -> Self {
        let mut of_the_function = vec![
            json!({"Name": "faults", "Unit": "Count"}),
            json!({"Name": "coldStarts", "Unit": "Count"}),
        ];
        if has_called_iam {
            of_the_function.push(json!({"Name": "iamMilliseconds", "Unit": "Milliseconds"}));
        }
        if has_called_sts {
            of_the_function.push(json!({"Name": "stsMilliseconds", "Unit": "Milliseconds"}));
        }
        let mut of_the_status = vec![
            json!(["functionName", "status"]),
            json!(["functionName", "status", "eventSource"]),
        ];
        if has_account {
            of_the_status.push(json!(["functionName", "status", "accountId"]));
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        Self {
            timestamp: now.map_or(0, |time| time.as_millis()),
            cloud_watch_metrics: json!([
                {
                    "Namespace": "ResyncMFADevice",
                    "Dimensions": [["functionName"]],
                    "Metrics": of_the_function,
                },
                {
                    "Namespace": "ResyncMFADevice",
                    "Dimensions": of_the_status,
                    "Metrics": [{"Name": "invocations", "Unit": "Count"}],
                },
            ]),
        }
    }
}
