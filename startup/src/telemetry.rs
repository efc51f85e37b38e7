//! The subscriber for log lines other than the record of an invocation.
//!
//! It decides what dependencies may log. They know the bytes of requests, so TRACE, the level at
//! which they print these, is not compiled in (`Cargo.toml`).

use std::panic;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Starts logging to standard output in the level and the format that Lambda sets in
/// `AWS_LAMBDA_LOG_LEVEL` and `AWS_LAMBDA_LOG_FORMAT`: INFO and JSON by default. TRACE means DEBUG.
/// No other variable has an effect. `target` is that of the function's own log events, the name of
/// its crate.
pub fn init(target: &'static str, lookup: impl Fn(&str) -> Option<String>) {
    let level = match lookup("AWS_LAMBDA_LOG_LEVEL")
        .unwrap_or_default()
        .to_ascii_uppercase()
        .as_str()
    {
        "TRACE" | "DEBUG" => LevelFilter::DEBUG,
        "WARN" => LevelFilter::WARN,
        // Lambda has a level above ERROR; `tracing` does not.
        "ERROR" | "FATAL" => LevelFilter::ERROR,
        _ => LevelFilter::INFO,
    };
    let text = lookup("AWS_LAMBDA_LOG_FORMAT").is_some_and(|f| f.eq_ignore_ascii_case("text"));

    // A log that cannot be written must not become a panic, and so change the answer.
    let lines = fmt::layer().with_target(false).log_internal_errors(false);
    let registry = tracing_subscriber::registry().with(targets(target, level));
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
        // The message of a panic may quote a code; its location is enough to find it.
        panic::set_hook(Box::new(|panicked| {
            let location = panicked.location().map(tracing::field::display);
            tracing::error!(location, "panicked");
        }));
    }
}

/// At INFO, dependencies log errors only, which leaves one record for each invocation.
fn targets(target: &'static str, level: LevelFilter) -> Targets {
    let dependencies = match level {
        LevelFilter::DEBUG => LevelFilter::DEBUG,
        LevelFilter::INFO | LevelFilter::WARN => LevelFilter::ERROR,
        quieter => quieter,
    };
    Targets::new()
        .with_default(dependencies)
        .with_target(target, level)
        // It logs IAM's request id unredacted; the record has it redacted.
        .with_target("aws_sdk_iam", LevelFilter::ERROR)
        // It repeats every function error, which is in the record already.
        .with_target("lambda_runtime::layers::panic", LevelFilter::OFF)
}
