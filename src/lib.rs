//! Puts an IAM user's drifted MFA device back in step: a Lambda function around IAM's
//! `ResyncMFADevice`.
//!
//! [`run`] polls Lambda, [`handle`] is one invocation from event to answer. What it is made of:
//!
//! | module | owns |
//! |---|---|
//! | [`event`] | outside JSON, both ways |
//! | [`request`] | the values of a request and their rules |
//! | [`caller`] | who asks, and whether they may |
//! | [`iam`] | the call, and what its answer means |
//! | [`http_client`] | the connection that the call goes by |
//! | [`outcome`] | every ending, and what a caller is told about it |
//! | [`arn`] | ARNs, taken apart |
//! | [`config`] | settings |
//! | [`telemetry`] | the log |
//!
//! Outside data becomes a type that cannot be wrong once, in [`event`] and [`request`]; IAM can
//! be called only with the [`caller::Authorized`] that a passed check makes; and the codes are in
//! [`request::AuthenticationCode`], which does not print.

pub mod arn;
pub mod caller;
pub mod config;
pub mod event;
pub mod http_client;
pub mod iam;
pub mod outcome;
pub mod request;
pub mod telemetry;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant, SystemTime};

use futures_util::FutureExt;
use lambda_runtime::tower::util::MapRequestLayer;
use lambda_runtime::{Context, Diagnostic, LambdaEvent, LambdaInvocation, Runtime, service_fn};
use serde_json::Value;

use crate::arn::Account;
use crate::caller::{Standing, authorize};
use crate::config::Config;
use crate::event::Event;
use crate::iam::{Iam, TimeLimit};
use crate::outcome::Outcome;
use crate::request::{Defaults, RawRequest, ResyncRequest, Violation};
use crate::telemetry::Record;

/// Kept back from the invocation's time for wording the answer and handing it in, on the CPU
/// share of the smallest function.
const TIME_TO_ANSWER: Duration = Duration::from_millis(500);

/// With less than this for the call itself, an answer from IAM would most likely come too late.
const TIME_TO_TRY: Duration = Duration::from_millis(500);

/// No invocation lasts longer ("Lambda quotas"). A deadline that lies further back comes from a
/// local tool that knows none; the time in its place is that of the template.
const LONGEST_INVOCATION: Duration = Duration::from_mins(15);
const USUAL_TIME: Duration = Duration::from_secs(15);

/// Serves invocations until Lambda ends the process.
///
/// # Errors
/// The Runtime API cannot be reached or does not speak as it should.
pub async fn run(iam: Iam, config: Config) -> Result<(), lambda_runtime::Error> {
    Runtime::new(service_fn(|event| handle(&iam, &config, event)))
        .layer(MapRequestLayer::new(event_as_text))
        .run()
        .await
}

/// Turns any event into one that the runtime can deserialize. One that it cannot, it would answer
/// and log on its own, without a status and in serde's words.
fn event_as_text(mut invocation: LambdaInvocation) -> LambdaInvocation {
    let text = String::from_utf8_lossy(&invocation.body);
    // A text can always be told as JSON.
    if let Ok(text) = serde_json::to_vec(&text) {
        invocation.body = text.into();
    }
    invocation
}

/// One invocation, from event to answer.
///
/// # Errors
/// A failure is a function error for whoever invoked the function, where
/// [`Config::on_direct_failure`] says so.
pub async fn handle(
    iam: &Iam,
    config: &Config,
    LambdaEvent { payload, context }: LambdaEvent<String>,
) -> Result<Value, Diagnostic> {
    let (event, request) = Event::parse(&payload);
    let mut record = Record::new(&context, &event);
    let story = AssertUnwindSafe(resync(iam, config, &event, request, &context, &mut record));
    let (Ok(outcome) | Err(outcome)) = story
        .catch_unwind()
        .await
        .unwrap_or(Err(Outcome::InternalError));
    // Whatever happens to the log, the caller is answered.
    drop(catch_unwind(AssertUnwindSafe(|| record.write(&outcome))));
    event::answer(
        &outcome,
        event.front,
        &context.request_id,
        record.iam_request_id(),
        config.on_direct_failure,
    )
}

/// The story of an invocation; an error ends it early.
async fn resync(
    iam: &Iam,
    config: &Config,
    event: &Event,
    request: Result<RawRequest, Violation>,
    context: &Context,
    record: &mut Record<'_>,
) -> Result<Outcome, Outcome> {
    let now = SystemTime::now();
    let account = Account::from_function_arn(&context.invoked_function_arn);
    if event.is_other_method() {
        return Err(Outcome::MethodNotAllowed);
    }
    let standing = Standing::of(&event.caller, &config.access, account.as_ref())
        .map_err(|reason| record.refuse(reason))?;
    let request = request.map_err(|violation| Outcome::InvalidRequest(vec![violation]))?;
    let defaults = Defaults {
        user_name: standing.own_name(),
        submitted_at: event.received_at,
    };
    let request = ResyncRequest::new(request, defaults, account.as_ref(), now.into())
        .map_err(Outcome::InvalidRequest)?;
    record.note_request(&request);
    let authorized = authorize(standing, request).map_err(|reason| record.refuse(reason))?;
    let limit = time_limit(authorized.request(), config, context, now)?;
    in_time(limit, record)?;

    let serial_number = if let Some(serial_number) = &authorized.request().serial_number {
        serial_number.clone()
    } else {
        let found = record.note_call(iam.find_device(&authorized, limit).await)?;
        in_time(limit, record)?;
        found
    };
    record.note_device(&serial_number);
    let called = iam
        .resync_mfa_device(&authorized, &serial_number, limit)
        .await;
    Ok(record.note_call(called))
}

/// How long the calls may take: they end in time to answer before Lambda ends the process, and the
/// codes are not sent again once they are too old. AWS warns that old codes can be accepted and
/// leave the device out of step (IAM User Guide, "Resynchronize virtual and hardware MFA
/// devices").
fn time_limit(
    request: &ResyncRequest,
    config: &Config,
    context: &Context,
    now: SystemTime,
) -> Result<TimeLimit, Outcome> {
    let life = config
        .max_code_age
        .checked_sub(request.age(now.into()))
        .ok_or(Outcome::CodesExpired)?;
    let time = match context.deadline().duration_since(now) {
        Ok(time) => time,
        Err(past) if past.duration() > LONGEST_INVOCATION => USUAL_TIME,
        Err(_) => Duration::ZERO,
    };
    let started = Instant::now();
    Ok(TimeLimit {
        answer_by: started + time.saturating_sub(TIME_TO_ANSWER),
        retry_until: started + life,
    })
}

/// Whether there is still time for a call.
fn in_time(limit: TimeLimit, record: &mut Record<'_>) -> Result<(), Outcome> {
    let now = Instant::now();
    if now >= limit.retry_until {
        return Err(Outcome::CodesExpired);
    }
    if now + TIME_TO_TRY > limit.answer_by {
        record.note_reason("too little time was left to call IAM");
        return Err(Outcome::Unavailable);
    }
    Ok(())
}
