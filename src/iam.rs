//! The call to IAM, and what its answer, or the lack of one, means.
//!
//! With [`crate::http_client`] the only module that names the AWS SDK. It takes nothing but an
//! [`Authorized`] request, and it does not know how callers are answered.

use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use aws_config::ecs::EcsCredentialsProvider;
use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::provider_config::ProviderConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_runtime::retries::classifiers::THROTTLING_ERRORS;
use aws_sdk_iam::Client;
use aws_sdk_iam::config::SharedHttpClient;
use aws_sdk_iam::config::interceptors::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_sdk_iam::config::retry::RetryConfig;
use aws_sdk_iam::config::{
    Builder, ConfigBag, Intercept, RuntimeComponents, SharedCredentialsProvider,
    StalledStreamProtectionConfig,
};
use aws_sdk_iam::error::{BoxError, ErrorMetadata, ProvideErrorMetadata};
use aws_sdk_iam::operation::RequestId;
use aws_sdk_iam::operation::list_mfa_devices::ListMFADevicesError;
use aws_sdk_iam::operation::resync_mfa_device::ResyncMFADeviceError;
use aws_smithy_runtime_api::client::connection::CaptureSmithyConnection;
use aws_smithy_runtime_api::client::interceptors::context::Error as OperationError;
use aws_smithy_runtime_api::client::interceptors::{SharedInterceptor, dyn_dispatch_hint};
use http_body_util::LengthLimitError;

use crate::caller::Authorized;
use crate::outcome::{Missing, Outcome};
use crate::request::{Problem, ResyncRequest, SerialNumber};

/// One call and at most two retries, as the AWS SDKs have it by default.
const MAX_ATTEMPTS: u32 = 3;

/// The longest wait before the first retry; twice that before the second. The actual waits are
/// random, from zero up.
const INITIAL_BACKOFF: Duration = Duration::from_millis(300);

/// How long one attempt may take: long enough for IAM at its slowest, short enough for another
/// attempt on another connection.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(5);

/// IAM, as far as this function needs it.
#[derive(Debug, Clone)]
pub struct Iam {
    client: Client,
}

/// How much time a call may take.
#[derive(Debug, Clone, Copy)]
pub struct TimeLimit {
    /// When there must be an outcome.
    pub answer_by: Instant,
    /// When the codes are too old to be sent once more.
    pub retry_until: Instant,
}

/// What came of a call.
#[derive(Debug)]
pub struct Called<T> {
    /// What it means.
    pub result: T,
    /// What it was like, for the log.
    pub trace: CallTrace,
}

/// What a call was like, for the log.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct CallTrace {
    /// How often the request was sent, or would have been had there been a connection.
    pub attempts: u32,
    /// Time from the first attempt to the outcome.
    pub elapsed: Duration,
    /// The newest id that IAM gave the request.
    pub request_id: Option<String>,
    /// IAM's error code.
    pub error_code: Option<String>,
    /// IAM's error text, or what kept its answer away; without the codes.
    pub error_message: Option<String>,
}

impl Iam {
    /// Makes a client of what Lambda tells a function in its environment: region and credentials,
    /// and where another endpoint or container credentials are asked for, those. The SDK's whole
    /// search, through profiles and single sign-on, would cost a fifth of the binary and find
    /// nothing more there.
    #[must_use]
    pub fn from_environment(
        lookup: impl Fn(&str) -> Option<String>,
        http_client: SharedHttpClient,
    ) -> Self {
        let setting = |name: &str| lookup(name).filter(|value| !value.is_empty());
        let region = setting("AWS_REGION").or_else(|| setting("AWS_DEFAULT_REGION"));
        let provider_config =
            ProviderConfig::without_region().with_http_client(http_client.clone());
        let credentials = CredentialsProviderChain::first_try(
            "Environment",
            EnvironmentVariableCredentialsProvider::new(),
        )
        .or_else(
            "Container",
            EcsCredentialsProvider::builder()
                .configure(&provider_config)
                .build(),
        );
        let mut sdk = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(http_client)
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .region(region.map(Region::new))
            .use_fips(setting("AWS_USE_FIPS_ENDPOINT").is_some_and(|v| v == "true"));
        sdk.set_endpoint_url(
            setting("AWS_ENDPOINT_URL_IAM").or_else(|| setting("AWS_ENDPOINT_URL")),
        );
        Self::new(&sdk.build())
    }

    /// Makes a client of this configuration.
    #[must_use]
    pub fn new(sdk: &SdkConfig) -> Self {
        let config = Builder::from(sdk)
            // It ends an answer that trickles in. Here the limits of time and length do.
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .retry_config(
                RetryConfig::standard()
                    .with_max_attempts(MAX_ATTEMPTS)
                    .with_initial_backoff(INITIAL_BACKOFF),
            )
            .build();
        Self {
            client: Client::from_conf(config),
        }
    }

    /// Calls `ResyncMFADevice`. Ends by `limit.answer_by` at the latest.
    pub async fn resync_mfa_device(
        &self,
        request: &Authorized,
        serial_number: &SerialNumber,
        limit: TimeLimit,
    ) -> Called<Outcome> {
        let request = request.request();
        let attempts = Attempts::of::<ResyncMFADeviceError>("ResyncMFADevice", limit);
        let result = self
            .client
            .resync_mfa_device()
            .user_name(request.user_name.as_str())
            .serial_number(serial_number.as_str())
            .authentication_code1(request.authentication_code_1.expose())
            .authentication_code2(request.authentication_code_2.expose())
            .customize()
            .config_override(attempts.watch())
            .send()
            .await;
        let (verdict, in_doubt) = attempts.verdict(&result);
        let result = match verdict.outcome() {
            None => Outcome::Resynchronized {
                user_name: request.user_name.clone(),
                serial_number: serial_number.clone(),
            },
            Some(outcome) if in_doubt => after_an_attempt_in_doubt(outcome),
            Some(outcome) => outcome,
        };
        Called {
            result,
            trace: attempts.trace(verdict, request),
        }
    }

    /// Finds the device of a user who has only one that could be meant: security keys and phones
    /// are left out, for they cannot drift. Ends by `limit.answer_by` at the latest.
    pub async fn find_device(
        &self,
        request: &Authorized,
        limit: TimeLimit,
    ) -> Called<Result<SerialNumber, Outcome>> {
        let Called { result, mut trace } = self.list_mfa_devices(request, limit).await;
        let result = result.and_then(|found| {
            let any = !found.is_empty();
            let mut drifting = Vec::new();
            for number in found {
                match SerialNumber::new(number, None) {
                    Ok(number) => drifting.push(number),
                    Err(Problem::SecurityKey | Problem::SmsDevice) => {}
                    Err(_) => {
                        trace.error_message = Some("IAM lists a device of a new kind".to_owned());
                        return Err(Outcome::InternalError);
                    }
                }
            }
            match <[SerialNumber; 1]>::try_from(drifting) {
                Ok([only]) => Ok(only),
                Err(several) if !several.is_empty() => Err(Outcome::SerialNumberRequired(several)),
                Err(_) if any => Err(Outcome::NoSuchEntity(Missing::DeviceWithAClock)),
                Err(_) => Err(Outcome::NoSuchEntity(Missing::Device)),
            }
        });
        Called { result, trace }
    }

    /// Calls `ListMFADevices`, once for each page; the serial numbers.
    async fn list_mfa_devices(
        &self,
        request: &Authorized,
        limit: TimeLimit,
    ) -> Called<Result<Vec<String>, Outcome>> {
        let request = request.request();
        let mut trace = CallTrace::default();
        let mut found = Vec::new();
        let mut marker = None;
        loop {
            let attempts = Attempts::of::<ListMFADevicesError>("ListMFADevices", limit);
            let page = self
                .client
                .list_mfa_devices()
                .user_name(request.user_name.as_str())
                .set_marker(marker.take())
                .customize()
                .config_override(attempts.watch())
                .send()
                .await;
            let (verdict, _) = attempts.verdict(&page);
            let failure = verdict.outcome();
            trace = trace.followed_by(attempts.trace(verdict, request));
            let page = match (page, failure) {
                (Ok(page), None) => page,
                (_, failure) => {
                    // The codes have not been sent yet, whatever became of the question.
                    let result = Err(match failure {
                        Some(Outcome::OutcomeUnknown) => Outcome::Unavailable,
                        Some(Outcome::NoSuchEntity(_)) => Outcome::NoSuchEntity(Missing::User),
                        Some(outcome) => outcome,
                        None => Outcome::InternalError,
                    });
                    return Called { result, trace };
                }
            };
            let devices = page.mfa_devices.into_iter();
            found.extend(devices.map(|device| device.serial_number));
            match page.marker {
                Some(next) if page.is_truncated => marker = Some(next),
                Some(_) | None => {
                    let result = Ok(found);
                    return Called { result, trace };
                }
            }
        }
    }
}

impl CallTrace {
    /// The time that it took, in whole milliseconds.
    #[must_use]
    pub fn milliseconds(&self) -> u64 {
        u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX)
    }

    /// What two calls were like, one after the other: all the attempts and all the time, and what
    /// IAM said to the second.
    #[must_use]
    pub fn followed_by(self, next: Self) -> Self {
        Self {
            attempts: self.attempts + next.attempts,
            elapsed: self.elapsed + next.elapsed,
            request_id: next.request_id,
            error_code: next.error_code,
            error_message: next.error_message,
        }
    }
}

/// What `outcome` means when an earlier attempt of the same call may have worked: a refusal then
/// proves nothing, since the codes that the earlier attempt used up are refused too.
fn after_an_attempt_in_doubt(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::InvalidAuthenticationCode
        | Outcome::ConcurrentModification
        | Outcome::LimitExceeded
        | Outcome::Throttling
        | Outcome::Unavailable => Outcome::OutcomeUnknown,
        Outcome::Resynchronized { .. }
        | Outcome::InvalidRequest(_)
        | Outcome::NotAuthorized
        | Outcome::NoSuchEntity(_)
        | Outcome::MethodNotAllowed
        | Outcome::SerialNumberRequired(_)
        | Outcome::CodesExpired
        | Outcome::AccessDenied
        | Outcome::InternalError
        | Outcome::ServiceFailure
        | Outcome::OutcomeUnknown => outcome,
    }
}

/// How an attempt ended.
#[derive(Debug, Clone)]
enum Verdict {
    /// IAM's own success document came.
    Success,
    /// IAM answered with an error.
    Error {
        code: String,
        message: Option<String>,
        http_status: u16,
    },
    /// Something answered, but nothing that IAM would say.
    Unreadable { reason: String },
    /// There was no connection to send the request on. `ours` where the reason lies in the
    /// function, not in the way to IAM.
    NotSent { reason: String, ours: bool },
    /// The request went out, and no answer came, or not all of one.
    NoAnswer { reason: String },
}

impl Verdict {
    /// Whether IAM may have carried the request out without saying so.
    fn in_doubt(&self) -> bool {
        match self {
            Self::Error { http_status, .. } => *http_status >= 500,
            Self::Unreadable { .. } | Self::NoAnswer { .. } => true,
            Self::Success | Self::NotSent { .. } => false,
        }
    }

    /// The outcome that it stands for by itself; `None` is success.
    fn outcome(&self) -> Option<Outcome> {
        Some(match self {
            Self::Success => return None,
            Self::Error {
                code, http_status, ..
            } => match code.as_str() {
                // Modelled for the two actions.
                "InvalidAuthenticationCode" => Outcome::InvalidAuthenticationCode,
                "NoSuchEntity" => Outcome::NoSuchEntity(Missing::UserOrDevice),
                "ConcurrentModification" => Outcome::ConcurrentModification,
                "LimitExceeded" => Outcome::LimitExceeded,
                "ServiceFailure" => Outcome::ServiceFailure,
                // "Common Errors" in the IAM API Reference.
                "AccessDenied" | "AccessDeniedException" | "NotAuthorized" => Outcome::AccessDenied,
                code if THROTTLING_ERRORS.contains(&code) => Outcome::Throttling,
                // The function's credentials, its clock or its request: all of its own making.
                _ if *http_status < 500 => Outcome::InternalError,
                _ => Outcome::ServiceFailure,
            },
            Self::Unreadable { .. } => Outcome::ServiceFailure,
            Self::NotSent { ours: true, .. } => Outcome::InternalError,
            Self::NotSent { ours: false, .. } => Outcome::Unavailable,
            Self::NoAnswer { .. } => Outcome::OutcomeUnknown,
        })
    }

    fn code_and_message(self) -> (Option<String>, Option<String>) {
        match self {
            Self::Success => (None, None),
            Self::Error { code, message, .. } => (Some(code), message),
            Self::Unreadable { reason }
            | Self::NotSent { reason, .. }
            | Self::NoAnswer { reason } => (None, Some(reason)),
        }
    }
}

/// Watches the attempts of one call. The SDK's own result tells only of the last one, and not
/// whether it got as far as a connection.
#[derive(Debug, Clone)]
struct Attempts {
    /// The action, as IAM's answers name it.
    action: &'static str,
    /// Finds what IAM said in an error of the action.
    metadata: fn(&OperationError) -> Option<&ErrorMetadata>,
    limit: TimeLimit,
    started: Instant,
    observed: Arc<Mutex<Observed>>,
}

#[derive(Debug, Default, Clone)]
struct Observed {
    count: u32,
    /// The newest verdict.
    verdict: Option<Verdict>,
    /// Whether an attempt before the newest may have worked.
    in_doubt: bool,
    request_id: Option<String>,
    /// The connection of the attempt that is under way, if it got one.
    connection: Option<CaptureSmithyConnection>,
    /// Set once the codes are too old for the attempt that would come next.
    expired: bool,
}

impl Attempts {
    /// Gets ready for a call of `action`, which fails with `E`.
    fn of<E: ProvideErrorMetadata + Error + Send + Sync + 'static>(
        action: &'static str,
        limit: TimeLimit,
    ) -> Self {
        Self {
            action,
            metadata: |error| error.downcast_ref::<E>().map(ProvideErrorMetadata::meta),
            limit,
            started: Instant::now(),
            observed: Arc::default(),
        }
    }

    /// Has the SDK show them its attempts, and keep to the limit.
    fn watch(&self) -> Builder {
        let time = self.limit.answer_by.saturating_duration_since(self.started);
        let mut config = Builder::default().timeout_config(
            TimeoutConfig::builder()
                .operation_attempt_timeout(ATTEMPT_TIMEOUT)
                .operation_timeout(time)
                .build(),
        );
        config.push_interceptor(SharedInterceptor::permanent(self.clone()));
        config
    }

    /// How the last attempt ended, and whether one before it may have worked.
    fn verdict<T, E: Error + 'static>(&self, result: &Result<T, E>) -> (Verdict, bool) {
        let observed = self.observed();
        let verdict = observed.verdict.clone();
        // Without an attempt the SDK could not even make the request.
        let verdict = verdict.unwrap_or_else(|| Verdict::NotSent {
            reason: result.as_ref().err().map(|e| causes(e)).unwrap_or_default(),
            ours: true,
        });
        (verdict, observed.in_doubt)
    }

    /// What the call was like. IAM quotes what it objects to, and what stands in its place may
    /// echo anything: codes are taken out.
    fn trace(&self, verdict: Verdict, request: &ResyncRequest) -> CallTrace {
        let redact =
            |text: Option<String>| text.map(|text| request.without_codes(&text).into_owned());
        let observed = self.observed();
        let (error_code, error_message) = verdict.code_and_message();
        CallTrace {
            attempts: observed.count,
            elapsed: self.started.elapsed(),
            request_id: redact(observed.request_id.clone()),
            error_code: redact(error_code),
            error_message: redact(error_message),
        }
    }

    fn observed(&self) -> MutexGuard<'_, Observed> {
        self.observed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

// The SDK skips the hooks that are not here.
#[dyn_dispatch_hint]
impl Intercept for Attempts {
    fn name(&self) -> &'static str {
        "Attempts"
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut observed = self.observed();
        if observed.count > 0 && Instant::now() >= self.limit.retry_until {
            observed.expired = true;
            return Err("the codes are too old to be sent again".into());
        }
        observed.count += 1;
        observed.connection = None;
        Ok(())
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.observed().connection = cfg.load::<CaptureSmithyConnection>().cloned();
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut observed = self.observed();
        if observed.expired {
            return Ok(());
        }
        if let Some(verdict) = observed.verdict.take() {
            observed.in_doubt |= verdict.in_doubt();
        }
        let connection = observed.connection.take().and_then(|c| c.get());
        let connected = connection.is_some();
        if let Some(id) = context.response().and_then(RequestId::request_id) {
            observed.request_id = Some(id.to_owned());
        }
        observed.verdict = Some(self.judge(context, connected));
        Ok(())
    }
}

impl Attempts {
    /// How an attempt ended. The SDK takes any 200 for a success; here it takes IAM's own document
    /// (IAM API Reference, under each action).
    fn judge(&self, context: &FinalizerInterceptorContextRef<'_>, connected: bool) -> Verdict {
        let error = context.output_or_error().and_then(Result::err);
        let reason = || error.map(|error| causes(error)).unwrap_or_default();
        let Some(response) = context.response() else {
            return if connected {
                Verdict::NoAnswer { reason: reason() }
            } else {
                let ours = error
                    .is_some_and(|error| !error.is_connector_error() && !error.is_timeout_error());
                Verdict::NotSent {
                    reason: reason(),
                    ours,
                }
            };
        };
        let Some(error) = error else {
            let body = response.body().bytes().map(String::from_utf8_lossy);
            let body = body.unwrap_or_default();
            let begins = body.contains(&format!("<{}Response", self.action));
            let ends = body
                .trim_end()
                .ends_with(&format!("</{}Response>", self.action));
            return if begins && ends {
                Verdict::Success
            } else {
                Verdict::Unreadable {
                    reason: format!("not the answer of {}", self.action),
                }
            };
        };
        let metadata = error.as_operation_error().and_then(self.metadata);
        match metadata.and_then(|metadata| Some((metadata.code()?, metadata.message()))) {
            Some((code, message)) => Verdict::Error {
                code: code.to_owned(),
                message: message.map(str::to_owned),
                http_status: response.status().as_u16(),
            },
            None if error.is_operation_error() || is_too_long(error) => {
                Verdict::Unreadable { reason: reason() }
            }
            // The answer broke off.
            None => Verdict::NoAnswer { reason: reason() },
        }
    }
}

fn is_too_long(error: &(dyn Error + 'static)) -> bool {
    chain(error).any(<dyn Error>::is::<LengthLimitError>)
}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// What an error says, and what each of its causes says; not what they are made of, which may be
/// a whole response.
fn causes(error: &(dyn Error + 'static)) -> String {
    chain(error)
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}
