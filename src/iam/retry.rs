//! How often and for how long a call to IAM is tried.

use std::time::{Duration, Instant, SystemTime};

use aws_config::timeout::TimeoutConfig;
use aws_sdk_iam::config::retry::{RetryConfig, RetryPartition, TokenBucket};

use super::error::CallError;

/// One call and at most two retries, the default of the AWS SDKs.
const MAX_ATTEMPTS: u32 = 3;

/// The longest wait before the first retry; the second is at most twice as long. The actual waits
/// are random, from zero up.
const INITIAL_BACKOFF: Duration = Duration::from_millis(300);

/// The longest wait before any retry.
const MAX_BACKOFF: Duration = Duration::from_millis(600);

/// How long one attempt may take: long enough for IAM at its slowest, short enough for another
/// attempt.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(5);

/// The part of the invocation's time that is kept for the answer, on the CPU share of the smallest
/// function.
const RESPONSE_MARGIN: Duration = Duration::from_millis(500);

/// A call is not started with less time than this: the response would most likely be too late.
const MIN_CALL_TIME: Duration = Duration::from_millis(500);

/// No invocation may last longer ("Lambda quotas"). A deadline further in the past comes from a
/// local tool that does not know one; then the template's timeout counts.
const MAX_LAMBDA_TIMEOUT: Duration = Duration::from_mins(15);
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(15);

/// When the calls of an invocation must end.
#[derive(Debug, Clone, Copy)]
pub struct Deadlines {
    /// When there must be an outcome, to answer before Lambda ends the process.
    response: Instant,
    /// When the codes are too old to be sent. AWS warns that old codes can be accepted and leave
    /// the device out of sync (IAM User Guide, "Resynchronize virtual and hardware MFA devices").
    codes: Option<Instant>,
}

impl Deadlines {
    /// The deadlines of an invocation that Lambda ends at `lambda`, and whose codes, if it has
    /// any, may be sent for `code_lifetime`.
    pub fn new(lambda: SystemTime, code_lifetime: Option<Duration>) -> Self {
        let remaining = match lambda.duration_since(SystemTime::now()) {
            Ok(remaining) => remaining,
            Err(past) if past.duration() > MAX_LAMBDA_TIMEOUT => DEFAULT_TIMEOUT,
            Err(_) => Duration::ZERO,
        };
        let now = Instant::now();
        Self {
            response: now + remaining.saturating_sub(RESPONSE_MARGIN),
            codes: code_lifetime.map(|lifetime| now + lifetime),
        }
    }

    /// Checks that there is time for a call.
    ///
    /// # Errors
    /// [`CallError::CodesExpired`] or [`CallError::Unavailable`].
    pub fn check(&self) -> Result<(), CallError> {
        if self.have_codes_expired() {
            return Err(CallError::CodesExpired);
        }
        if Instant::now() + MIN_CALL_TIME > self.response {
            return Err(CallError::Unavailable);
        }
        Ok(())
    }

    pub fn have_codes_expired(&self) -> bool {
        self.codes.is_some_and(|codes| Instant::now() >= codes)
    }

    /// How long a call that starts now may take, and each of its attempts.
    pub fn timeout_config(&self) -> TimeoutConfig {
        TimeoutConfig::builder()
            .operation_attempt_timeout(ATTEMPT_TIMEOUT)
            .operation_timeout(self.response.saturating_duration_since(Instant::now()))
            .build()
    }
}

/// The SDK's own retries, with our limits. It retries throttling, failures of the server, and
/// attempts without a response.
pub fn retry_config() -> RetryConfig {
    RetryConfig::standard()
        .with_max_attempts(MAX_ATTEMPTS)
        .with_initial_backoff(INITIAL_BACKOFF)
        .with_max_backoff(MAX_BACKOFF)
}

/// The retries that a call may use. The SDK's own allowance is for all calls of a process, so that
/// failed calls would leave none for a later one.
pub fn retry_partition() -> RetryPartition {
    RetryPartition::custom("one call")
        .token_bucket(TokenBucket::default())
        .build()
}
