//! What the attempts of the calls to IAM proved.
//!
//! The SDK's own result describes only the last attempt, takes any answer with a 2xx status for a
//! success, and does not say whether the request was sent. An interceptor records more than that.
//!
//! [`CallState::result`] is the one place that decides whether a device may have been changed
//! without IAM saying so.

use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use aws_sdk_iam::config::interceptors::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_sdk_iam::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_iam::error::{BoxError, ErrorMetadata, ProvideErrorMetadata};
use aws_sdk_iam::operation::RequestId;
use aws_sdk_iam::operation::list_mfa_devices::ListMFADevicesError;
use aws_sdk_iam::operation::resync_mfa_device::ResyncMFADeviceError;
use aws_sdk_sts::operation::assume_role::AssumeRoleError;
use aws_smithy_runtime_api::client::connection::CaptureSmithyConnection;
use aws_smithy_runtime_api::client::interceptors::context::Error as OperationError;
use aws_smithy_runtime_api::client::interceptors::{SharedInterceptor, dyn_dispatch_hint};
use http_body_util::LengthLimitError;

use super::error::CallError;
use super::retry::{Deadlines, retry_partition};
use super::session::session_denied;
use super::xml::{Action, is_error, is_success};

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AttemptResult {
    /// HTTP 200 with IAM's own success document.
    Success,
    /// IAM's error document, with HTTP 4xx or for throttling, and with a code that means that IAM
    /// did not execute the request.
    Refused(CallError),
    /// Any other answer.
    Unclear,
    /// The request was sent, and no complete answer came.
    NoAnswer,
    /// Nothing was sent. `has_local_cause` where the cause is in the function, not between it and
    /// IAM.
    NotSent { has_local_cause: bool },
}

impl AttemptResult {
    fn of_no_response(was_sent: bool, has_local_cause: bool) -> Self {
        if was_sent {
            Self::NoAnswer
        } else {
            Self::NotSent { has_local_cause }
        }
    }
}

/// The attempts of one call.
#[derive(Debug, Default)]
struct CallState {
    /// How the newest attempt ended.
    last: Option<AttemptResult>,
    /// Whether IAM could have executed an attempt without saying so.
    may_have_executed: bool,
    /// Whether an attempt has begun and not ended.
    is_in_attempt: bool,
    /// Tells whether the current attempt's request was sent.
    connection: Option<CaptureSmithyConnection>,
    /// Whether the codes were too old for the attempt that would have been next.
    have_codes_expired: bool,
}

impl CallState {
    fn end_attempt(&mut self, result: AttemptResult) {
        self.connection = None;
        self.is_in_attempt = false;
        self.may_have_executed |=
            matches!(result, AttemptResult::Unclear | AttemptResult::NoAnswer);
        self.last = Some(result);
    }

    /// Whether the request of the current attempt was sent.
    fn was_sent(&self) -> bool {
        let connection = self.connection.as_ref();
        connection.is_some_and(|connection| connection.get().is_some())
    }

    /// What the attempts prove together. After an attempt that IAM could have executed, a refusal of
    /// a later one proves nothing: the earlier attempt may have used the codes, and IAM's answers may
    /// come from servers that do not agree yet ("Changes that I make are not always immediately
    /// visible" in the IAM User Guide).
    fn result(&self, action: Action) -> Result<(), CallError> {
        match (action, self.last) {
            (_, Some(AttemptResult::Success)) => Ok(()),
            (Action::ResyncMfaDevice, _) if self.may_have_executed || self.was_sent() => {
                Err(CallError::Unknown)
            }
            (_, Some(AttemptResult::Refused(error))) => Err(error),
            (_, Some(AttemptResult::Unclear)) => Err(CallError::ServiceFailure),
            (
                _,
                Some(
                    AttemptResult::NoAnswer
                    | AttemptResult::NotSent {
                        has_local_cause: false,
                    },
                ),
            ) => Err(CallError::Unavailable),
            // Without an attempt, the SDK could not even make the request.
            (
                _,
                None
                | Some(AttemptResult::NotSent {
                    has_local_cause: true,
                }),
            ) => Err(CallError::NotSent),
        }
    }
}

/// The figures of an invocation's calls, and what IAM said to the call that decided the outcome.
#[derive(Debug, Default, Clone)]
pub struct CallStats {
    /// How many attempts the SDK made, also without a connection or credentials; `None` without a
    /// call.
    pub assume_role_attempts: Option<u32>,
    pub list_mfa_devices_attempts: Option<u32>,
    pub resync_mfa_device_attempts: Option<u32>,
    /// How many devices of a kind that is not known IAM listed; `None` for none.
    pub unknown_devices: Option<u32>,
    /// Time from the start of each call of IAM to its result, as a sum.
    pub iam_elapsed: Option<Duration>,
    /// The same of STS.
    pub sts_elapsed: Option<Duration>,
    pub response: IamResponse,
}

/// What the service that was called last said, as it came: codes may be in it.
#[derive(Debug, Default, Clone)]
pub struct IamResponse {
    /// Whether that is STS; otherwise it is IAM.
    pub is_of_sts: bool,
    /// The newest id that it gave.
    pub request_id: Option<String>,
    pub error_code: Option<String>,
    pub error_message: Option<String>,
    /// Why there is no answer of IAM's, or not one that counts: in the words of the function or of
    /// the SDK.
    pub detail: Option<String>,
}

/// The calls to IAM of one invocation. It outlives a call that panics.
#[derive(Debug, Default, Clone)]
pub struct Calls(Arc<Mutex<Recorded>>);

#[derive(Debug, Default)]
struct Recorded {
    stats: CallStats,
    assume_role: CallState,
    list: CallState,
    resync: CallState,
}

impl Recorded {
    fn call(&mut self, action: Action) -> &mut CallState {
        match action {
            Action::AssumeRole => &mut self.assume_role,
            Action::ListMfaDevices => &mut self.list,
            Action::ResyncMfaDevice => &mut self.resync,
        }
    }

    fn attempts(&mut self, action: Action) -> &mut u32 {
        let attempts = match action {
            Action::AssumeRole => &mut self.stats.assume_role_attempts,
            Action::ListMfaDevices => &mut self.stats.list_mfa_devices_attempts,
            Action::ResyncMfaDevice => &mut self.stats.resync_mfa_device_attempts,
        };
        attempts.get_or_insert_default()
    }
}

impl Calls {
    pub fn stats(&self) -> CallStats {
        self.state().stats.clone()
    }

    /// Replaces what IAM said to the call that decided the outcome.
    pub fn set_response(&self, response: IamResponse) {
        self.state().stats.response = response;
    }

    /// Sets why the answer of the newest call does not count.
    pub fn set_detail(&self, detail: &str) {
        self.state().stats.response.detail = Some(detail.to_owned());
    }

    /// Counts a device of a kind that is not known.
    pub fn count_unknown_device(&self) {
        *self.state().stats.unknown_devices.get_or_insert_default() += 1;
    }

    /// Whether a device may have been changed: for an invocation that ends without a result.
    pub fn may_have_resynchronized(&self) -> bool {
        let result = self.state().resync.result(Action::ResyncMfaDevice);
        matches!(result, Ok(()) | Err(CallError::Unknown))
    }

    /// Begins a call.
    pub fn start(&self, action: Action, deadlines: Deadlines) -> AttemptRecorder {
        let mut state = self.state();
        *state.call(action) = CallState::default();
        state.attempts(action);
        state.stats.response = IamResponse {
            is_of_sts: action == Action::AssumeRole,
            ..IamResponse::default()
        };
        AttemptRecorder {
            action,
            deadlines,
            started: Instant::now(),
            calls: self.clone(),
        }
    }

    fn state(&self) -> MutexGuard<'_, Recorded> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Records the attempts of one call.
#[derive(Debug, Clone)]
pub struct AttemptRecorder {
    action: Action,
    deadlines: Deadlines,
    started: Instant,
    calls: Calls,
}

impl AttemptRecorder {
    /// The SDK's configuration for the call of IAM.
    pub fn config_override(&self) -> aws_sdk_iam::config::Builder {
        let mut config = aws_sdk_iam::config::Builder::default()
            .timeout_config(self.deadlines.timeout_config())
            .retry_partition(retry_partition());
        config.push_interceptor(SharedInterceptor::permanent(self.clone()));
        config
    }

    /// The same for a call of STS.
    pub fn sts_config_override(&self) -> aws_sdk_sts::config::Builder {
        let mut config = aws_sdk_sts::config::Builder::default()
            .timeout_config(self.deadlines.timeout_config())
            .retry_partition(retry_partition());
        config.push_interceptor(SharedInterceptor::permanent(self.clone()));
        config
    }

    /// Ends the call, of which the SDK says `result`.
    ///
    /// # Errors
    /// What the attempts prove, whatever the SDK says.
    pub fn finish<T, E: Error + 'static>(self, result: &Result<T, E>) -> Result<(), CallError> {
        let mut state = self.calls.state();
        let elapsed = match self.action {
            Action::AssumeRole => &mut state.stats.sts_elapsed,
            Action::ListMfaDevices | Action::ResyncMfaDevice => &mut state.stats.iam_elapsed,
        };
        *elapsed.get_or_insert_default() += self.started.elapsed();
        let call = state.call(self.action);
        if call.is_in_attempt {
            // The time for the call was over.
            let was_sent = call.was_sent();
            call.end_attempt(AttemptResult::of_no_response(was_sent, false));
        }
        let has_attempt = call.last.is_some();
        let proved = call.result(self.action);
        if !has_attempt {
            state.stats.response.detail = result.as_ref().err().map(describe);
        }
        proved
    }

    /// How an attempt ended, and what IAM said in it.
    fn classify(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        was_sent: bool,
    ) -> (AttemptResult, IamResponse) {
        let error = context.output_or_error().and_then(Result::err);
        let because = |detail: Option<String>| IamResponse {
            detail,
            ..IamResponse::default()
        };
        let Some(response) = context.response() else {
            let has_local_cause =
                error.is_some_and(|error| !error.is_connector_error() && !error.is_timeout_error());
            let result = AttemptResult::of_no_response(was_sent, has_local_cause);
            return (result, because(error.map(describe)));
        };
        let Some(error) = error else {
            return if is_success(response, self.action) {
                (AttemptResult::Success, IamResponse::default())
            } else {
                let detail = "the answer is not the success document of the action";
                (AttemptResult::Unclear, because(Some(detail.to_owned())))
            };
        };
        let metadata = error
            .as_operation_error()
            .and_then(|error| error_metadata(self.action, error));
        if let Some(metadata) = metadata
            && let Some(code) = metadata.code()
            && is_error(response, code)
        {
            let is_server_error = response.status().as_u16() >= 500;
            let refusal = CallError::from_code(self.action, code);
            let refusal = match (self.action, refusal) {
                (Action::AssumeRole, Some(CallError::AccessDenied(denied))) => Some(
                    CallError::AccessDenied(session_denied(denied, metadata.message())),
                ),
                (_, refusal) => refusal,
            };
            let result = match refusal {
                // Throttling is what its code says, whatever the HTTP status.
                Some(error) if error == CallError::Throttling || !is_server_error => {
                    AttemptResult::Refused(error)
                }
                Some(_) | None => AttemptResult::Unclear,
            };
            let response = IamResponse {
                error_code: Some(code.to_owned()),
                error_message: metadata.message().map(str::to_owned),
                ..IamResponse::default()
            };
            return (result, response);
        }
        let is_too_long = causes(error).any(<dyn Error>::is::<LengthLimitError>);
        let result = if error.is_operation_error() || is_too_long {
            AttemptResult::Unclear
        } else {
            // The answer broke off.
            AttemptResult::NoAnswer
        };
        (result, because(Some(describe(error))))
    }
}

// The SDK skips the hooks that are not here.
#[dyn_dispatch_hint]
impl Intercept for AttemptRecorder {
    fn name(&self) -> &'static str {
        "AttemptRecorder"
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut state = self.calls.state();
        let call = state.call(self.action);
        if call.last.is_some() && self.deadlines.have_codes_expired() {
            call.have_codes_expired = true;
            return Err("the codes are too old to be sent again".into());
        }
        call.is_in_attempt = true;
        *state.attempts(self.action) += 1;
        Ok(())
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.calls.state().call(self.action).connection =
            config.load::<CaptureSmithyConnection>().cloned();
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut state = self.calls.state();
        let call = state.call(self.action);
        if call.have_codes_expired {
            return Ok(());
        }
        let (result, mut response) = self.classify(context, call.was_sent());
        call.end_attempt(result);
        let id = context.response().and_then(RequestId::request_id);
        response.is_of_sts = self.action == Action::AssumeRole;
        response.request_id = id
            .map(str::to_owned)
            .or_else(|| state.stats.response.request_id.take());
        state.stats.response = response;
        Ok(())
    }
}

/// What IAM says in an error of `action`.
fn error_metadata(action: Action, error: &OperationError) -> Option<&ErrorMetadata> {
    match action {
        Action::AssumeRole => error
            .downcast_ref::<AssumeRoleError>()
            .map(ProvideErrorMetadata::meta),
        Action::ListMfaDevices => error
            .downcast_ref::<ListMFADevicesError>()
            .map(ProvideErrorMetadata::meta),
        Action::ResyncMfaDevice => error
            .downcast_ref::<ResyncMFADeviceError>()
            .map(ProvideErrorMetadata::meta),
    }
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// An error and its causes in words, without their `Debug` form, which may be a whole response.
fn describe(error: &(impl Error + 'static)) -> String {
    causes(error)
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}
