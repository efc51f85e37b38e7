//! Records the attempts of a call, as an interceptor of the SDK, and tells how each ended.
//!
//! The SDK's own result describes only the last attempt, takes any response with a 2xx status for
//! a success, and does not say whether the request was sent.

use std::error::Error;
use std::time::Instant;

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
use super::uncertainty::{AttemptResult, Calls, IamResponse};
use super::xml::{Action, is_error, is_success};

/// Records the attempts of one call.
#[derive(Debug, Clone)]
pub struct AttemptRecorder {
    action: Action,
    deadlines: Deadlines,
    started: Instant,
    calls: Calls,
}

impl AttemptRecorder {
    /// Begins a call.
    pub fn start(calls: &Calls, action: Action, deadlines: Deadlines) -> Self {
        calls.begin(action);
        Self {
            action,
            deadlines,
            started: Instant::now(),
            calls: calls.clone(),
        }
    }

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
            let result = match CallError::from_code(self.action, code, metadata.message()) {
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
            // The response is incomplete.
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
