//! What each attempt of a call to IAM proved.
//!
//! The SDK's own result describes only the last attempt, takes any answer with a 2xx status for a
//! success, and does not say whether the request was sent. An interceptor records more than that.

use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use aws_runtime::retries::classifiers::THROTTLING_ERRORS;
use aws_sdk_iam::config::interceptors::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_sdk_iam::config::{Builder, ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_iam::error::{BoxError, ErrorMetadata, ProvideErrorMetadata};
use aws_sdk_iam::operation::RequestId;
use aws_sdk_iam::operation::list_mfa_devices::ListMFADevicesError;
use aws_sdk_iam::operation::resync_mfa_device::ResyncMFADeviceError;
use aws_smithy_runtime_api::client::connection::CaptureSmithyConnection;
use aws_smithy_runtime_api::client::interceptors::context::Error as OperationError;
use aws_smithy_runtime_api::client::interceptors::{SharedInterceptor, dyn_dispatch_hint};
use http_body_util::LengthLimitError;

use super::document::{Action, is_error, is_success};
use super::retry::Deadlines;
use crate::outcome::{NotFound, Outcome};

/// How an attempt ended.
#[derive(Debug, Clone)]
pub enum AttemptResult {
    /// HTTP 200 with IAM's own success document.
    Success,
    /// IAM's error document.
    Error {
        code: String,
        message: Option<String>,
        http_status: u16,
    },
    /// An answer that is neither.
    Unreadable { reason: String },
    /// Nothing was sent. `has_local_cause` where the cause is in the function, not between it and
    /// IAM.
    NotSent {
        reason: String,
        has_local_cause: bool,
    },
    /// The request was sent, and no complete answer came.
    NoAnswer { reason: String },
}

impl AttemptResult {
    /// Whether IAM could have executed the request without saying so. IAM does not execute a
    /// request that it throttles. Any other answer with a 5xx status, or with the code of a
    /// time-out, does not show whether it did.
    fn may_have_executed(&self) -> bool {
        match self {
            Self::Error {
                code, http_status, ..
            } => (*http_status >= 500 || is_timeout(code)) && !is_throttling(code),
            Self::Unreadable { .. } | Self::NoAnswer { .. } => true,
            Self::Success | Self::NotSent { .. } => false,
        }
    }

    /// The outcome of a call with this single attempt; `None` is success.
    pub fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::Success => None,
            Self::Error {
                code, http_status, ..
            } => Some(outcome_of_error(code, *http_status)),
            Self::Unreadable { .. } => Some(Outcome::ServiceFailure),
            Self::NotSent {
                has_local_cause: true,
                ..
            } => Some(Outcome::InternalError),
            Self::NotSent {
                has_local_cause: false,
                ..
            } => Some(Outcome::Unavailable),
            Self::NoAnswer { .. } => Some(Outcome::OutcomeUnknown),
        }
    }

    fn into_error(self) -> (Option<String>, Option<String>) {
        match self {
            Self::Success => (None, None),
            Self::Error { code, message, .. } => (Some(code), message),
            Self::Unreadable { reason }
            | Self::NotSent { reason, .. }
            | Self::NoAnswer { reason } => (None, Some(reason)),
        }
    }
}

/// The SDK's own list of the error codes that mean throttling.
fn is_throttling(code: &str) -> bool {
    THROTTLING_ERRORS.contains(&code)
}

/// Codes of a service of AWS that timed out while it read the request.
fn is_timeout(code: &str) -> bool {
    ["RequestTimeout", "RequestTimeoutException"].contains(&code)
}

/// What an error code means. The codes are those of the two actions and the "Common Errors" in the
/// IAM API Reference.
fn outcome_of_error(code: &str, http_status: u16) -> Outcome {
    match code {
        code if is_throttling(code) => Outcome::Throttling,
        code if http_status >= 500 || is_timeout(code) => Outcome::ServiceFailure,
        "InvalidAuthenticationCode" => Outcome::InvalidAuthenticationCode,
        "NoSuchEntity" => Outcome::NoSuchEntity(NotFound::UserOrDevice),
        "ConcurrentModification" | "EntityTemporarilyUnmodifiable" => {
            Outcome::ConcurrentModification
        }
        "LimitExceeded" => Outcome::LimitExceeded,
        "ServiceFailure" => Outcome::ServiceFailure,
        "ValidationError" => Outcome::ValidationError,
        "AccessDenied" | "AccessDeniedException" | "NotAuthorized" => Outcome::AccessDenied,
        // The function's credentials, its clock or its request: causes in the function.
        _ => Outcome::InternalError,
    }
}

/// What the attempts of a call were like, for the log.
#[derive(Debug, Clone)]
pub struct CallStats {
    pub action: Action,
    /// How many attempts the SDK made, also without a connection or credentials.
    pub attempts: u32,
    /// Time from the start of the call to its outcome; of several pages, the sum.
    pub elapsed: Duration,
    pub answer: IamAnswer,
}

/// What IAM said, as it came: codes may be in it.
#[derive(Debug, Default, Clone)]
pub struct IamAnswer {
    /// The newest id that IAM gave.
    pub request_id: Option<String>,
    pub error_code: Option<String>,
    /// IAM's text, or why there is no answer of IAM's.
    pub error_message: Option<String>,
}

/// Records the attempts of one call.
#[derive(Debug, Clone)]
pub struct AttemptRecorder {
    action: Action,
    deadlines: Deadlines,
    started: Instant,
    state: Arc<Mutex<AttemptState>>,
}

#[derive(Debug, Default)]
struct AttemptState {
    attempts: u32,
    /// How the newest attempt ended.
    result: Option<AttemptResult>,
    /// Whether IAM could have executed an attempt before the newest.
    may_have_executed: bool,
    request_id: Option<String>,
    /// Tells whether the current attempt's request was sent.
    connection: Option<CaptureSmithyConnection>,
    /// Whether the codes were too old for the attempt that would have been next.
    have_codes_expired: bool,
}

impl AttemptRecorder {
    pub fn new(action: Action, deadlines: Deadlines) -> Self {
        Self {
            action,
            deadlines,
            started: Instant::now(),
            state: Arc::default(),
        }
    }

    /// The SDK's configuration for the call.
    pub fn config_override(&self) -> Builder {
        let mut config = Builder::default().timeout_config(self.deadlines.timeout_config());
        config.push_interceptor(SharedInterceptor::permanent(self.clone()));
        config
    }

    /// How the last attempt ended, whether IAM could have executed one before it, and the figures
    /// for the log.
    pub fn finish<T, E: Error + 'static>(
        self,
        result: &Result<T, E>,
    ) -> (AttemptResult, bool, CallStats) {
        let mut recorded = self.state();
        // Without an attempt, the SDK could not even make the request.
        let last = recorded
            .result
            .take()
            .unwrap_or_else(|| AttemptResult::NotSent {
                reason: result.as_ref().err().map(describe).unwrap_or_default(),
                has_local_cause: true,
            });
        let (error_code, error_message) = last.clone().into_error();
        let stats = CallStats {
            action: self.action,
            attempts: recorded.attempts,
            elapsed: self.started.elapsed(),
            answer: IamAnswer {
                request_id: recorded.request_id.take(),
                error_code,
                error_message,
            },
        };
        (last, recorded.may_have_executed, stats)
    }

    fn state(&self) -> MutexGuard<'_, AttemptState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn classify(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        was_sent: bool,
    ) -> AttemptResult {
        let error = context.output_or_error().and_then(Result::err);
        let reason = || error.map(describe).unwrap_or_default();
        let Some(response) = context.response() else {
            let has_local_cause =
                error.is_some_and(|error| !error.is_connector_error() && !error.is_timeout_error());
            return if was_sent {
                AttemptResult::NoAnswer { reason: reason() }
            } else {
                AttemptResult::NotSent {
                    reason: reason(),
                    has_local_cause,
                }
            };
        };
        let Some(error) = error else {
            return if is_success(response, self.action) {
                AttemptResult::Success
            } else {
                AttemptResult::Unreadable {
                    reason: "the answer is not the success document of the action".to_owned(),
                }
            };
        };
        let metadata = error
            .as_operation_error()
            .and_then(|error| error_metadata(self.action, error));
        if let Some(metadata) = metadata
            && let Some(code) = metadata.code()
            && is_error(response, code)
        {
            return AttemptResult::Error {
                code: code.to_owned(),
                message: metadata.message().map(str::to_owned),
                http_status: response.status().as_u16(),
            };
        }
        let is_too_long = causes(error).any(<dyn Error>::is::<LengthLimitError>);
        if error.is_operation_error() || is_too_long {
            AttemptResult::Unreadable { reason: reason() }
        } else {
            // The answer broke off.
            AttemptResult::NoAnswer { reason: reason() }
        }
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
        let mut state = self.state();
        if state.attempts > 0 && self.deadlines.have_codes_expired() {
            state.have_codes_expired = true;
            return Err("the codes are too old to be sent again".into());
        }
        state.attempts += 1;
        state.connection = None;
        Ok(())
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.state().connection = config.load::<CaptureSmithyConnection>().cloned();
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut state = self.state();
        if state.have_codes_expired {
            return Ok(());
        }
        if let Some(earlier) = state.result.take() {
            state.may_have_executed |= earlier.may_have_executed();
        }
        let was_sent = state
            .connection
            .take()
            .is_some_and(|connection| connection.get().is_some());
        if let Some(id) = context.response().and_then(RequestId::request_id) {
            state.request_id = Some(id.to_owned());
        }
        state.result = Some(self.classify(context, was_sent));
        Ok(())
    }
}

/// What IAM says in an error of `action`.
fn error_metadata(action: Action, error: &OperationError) -> Option<&ErrorMetadata> {
    match action {
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
