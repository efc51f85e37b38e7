//! What the attempts of the calls to IAM prove.
//!
//! [`CallState::result`] is the one place that decides whether a device may have been changed
//! without IAM saying so.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_smithy_runtime_api::client::connection::CaptureSmithyConnection;

use super::error::CallError;
use super::xml::Action;

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AttemptResult {
    /// HTTP 200 with IAM's own success document.
    Success,
    /// IAM's error document, with HTTP 4xx or for throttling, and with a code that means that IAM
    /// did not execute the request.
    Refused(CallError),
    /// Any other response.
    Unclear,
    /// The request was sent, and no complete response came.
    NoAnswer,
    /// Nothing was sent. `has_local_cause` where the cause is in the function, not between it and
    /// IAM.
    NotSent { has_local_cause: bool },
}

impl AttemptResult {
    pub fn of_no_response(was_sent: bool, has_local_cause: bool) -> Self {
        if was_sent {
            Self::NoAnswer
        } else {
            Self::NotSent { has_local_cause }
        }
    }
}

/// The attempts of one call.
#[derive(Debug, Default)]
pub(super) struct CallState {
    /// How the newest attempt ended.
    pub last: Option<AttemptResult>,
    /// Whether IAM could have executed an attempt without saying so.
    may_have_executed: bool,
    /// Whether an attempt has begun and not ended.
    pub is_in_attempt: bool,
    /// Tells whether the current attempt's request was sent.
    pub connection: Option<CaptureSmithyConnection>,
    /// Whether the codes were too old for the attempt that would have been next.
    pub have_codes_expired: bool,
}

impl CallState {
    pub fn end_attempt(&mut self, result: AttemptResult) {
        self.connection = None;
        self.is_in_attempt = false;
        self.may_have_executed |=
            matches!(result, AttemptResult::Unclear | AttemptResult::NoAnswer);
        self.last = Some(result);
    }

    /// Whether the request of the current attempt was sent.
    pub fn was_sent(&self) -> bool {
        let connection = self.connection.as_ref();
        connection.is_some_and(|connection| connection.get().is_some())
    }

    /// What the attempts prove together. After an attempt that IAM could have executed, a refusal of
    /// a later one proves nothing: the earlier attempt may have used the codes, and IAM's responses
    /// may come from servers that do not agree yet ("Changes that I make are not always immediately
    /// visible" in the IAM User Guide).
    pub fn result(&self, action: Action) -> Result<(), CallError> {
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
    /// Why there is no response of IAM, or not a valid one: in the words of the function or of the
    /// SDK.
    pub detail: Option<String>,
}

/// The calls to IAM of one invocation. It outlives a call that panics.
#[derive(Debug, Default, Clone)]
pub struct Calls(Arc<Mutex<Recorded>>);

#[derive(Debug, Default)]
pub(super) struct Recorded {
    pub stats: CallStats,
    assume_role: CallState,
    list: CallState,
    resync: CallState,
}

impl Recorded {
    pub fn call(&mut self, action: Action) -> &mut CallState {
        match action {
            Action::AssumeRole => &mut self.assume_role,
            Action::ListMfaDevices => &mut self.list,
            Action::ResyncMfaDevice => &mut self.resync,
        }
    }

    pub fn attempts(&mut self, action: Action) -> &mut u32 {
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

    /// Sets why the response to the newest call is not valid.
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
    pub(super) fn begin(&self, action: Action) {
        let mut state = self.state();
        *state.call(action) = CallState::default();
        state.stats.response = IamResponse::default();
    }

    pub(super) fn state(&self) -> MutexGuard<'_, Recorded> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
