//! The two calls to IAM, and what their answers mean.
//!
//! Each takes an [`AuthorizedUser`], so that IAM is called for no other user.

mod attempts;
mod document;
pub mod http_client;
mod retry;

use aws_config::ecs::EcsCredentialsProvider;
use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::provider_config::ProviderConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_iam::Client;
use aws_sdk_iam::config::{
    Builder, SharedCredentialsProvider, SharedHttpClient, StalledStreamProtectionConfig,
};
use aws_sdk_iam::operation::list_mfa_devices::ListMfaDevicesOutput;
use aws_sdk_iam::types::MfaDevice;
use aws_smithy_types::date_time::Format;

use crate::arn::Account;
use crate::caller::AuthorizedUser;
use crate::config::Config;
use crate::outcome::{Device, NotFound, Outcome};
use crate::request::{ResyncRequest, SerialNumber};
use crate::violation::ViolationKind;

use attempts::AttemptRecorder;
pub use attempts::{CallStats, IamAnswer};
pub use document::Action;
pub use retry::Deadlines;

/// The most pages of devices that are read, and the most devices. A user can have eight devices
/// ("IAM and AWS STS quotas"), so an IAM that sends more does not behave like IAM.
const MAX_PAGES: usize = 10;
const MAX_DEVICES: usize = 100;

/// A client of IAM.
#[derive(Debug, Clone)]
pub struct IamClient {
    client: Client,
}

/// The result of a call, and what the call was like.
#[derive(Debug)]
pub struct CallResult<T> {
    pub result: T,
    pub stats: CallStats,
}

impl IamClient {
    /// A client with the settings' region and endpoint, and the credentials that Lambda puts into
    /// the environment or that a container credentials endpoint gives. Profiles and single sign-on
    /// are not searched: a Lambda function has neither, and the SDK's whole search would be a
    /// fifth of the binary.
    #[must_use]
    pub fn from_config(config: &Config, http_client: SharedHttpClient) -> Self {
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
            .region(Region::new(config.region.clone()))
            .use_fips(config.use_fips_endpoint);
        sdk.set_endpoint_url(config.endpoint_url.clone());
        Self::from_sdk_config(&sdk.build())
    }

    /// A client with another configuration of the SDK.
    #[must_use]
    pub fn from_sdk_config(sdk: &SdkConfig) -> Self {
        let config = Builder::from(sdk)
            // The limits of time and size already bound a slow response.
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .retry_config(retry::retry_config())
            .build();
        Self {
            client: Client::from_conf(config),
        }
    }

    /// Calls `ResyncMFADevice`.
    pub(crate) async fn resync_mfa_device(
        &self,
        user: &AuthorizedUser,
        serial_number: &SerialNumber,
        request: &ResyncRequest,
        deadlines: Deadlines,
    ) -> CallResult<Outcome> {
        let recorder = AttemptRecorder::new(Action::ResyncMfaDevice, deadlines);
        let response = self
            .client
            .resync_mfa_device()
            .user_name(user.name().as_str())
            .serial_number(serial_number.as_str())
            .authentication_code1(request.authentication_code_1.expose())
            .authentication_code2(request.authentication_code_2.expose())
            .customize()
            .config_override(recorder.config_override())
            .send()
            .await;
        let (last, may_have_executed, stats) = recorder.finish(&response);
        let result = match last.outcome() {
            None => Outcome::Resynchronized {
                user_name: user.name().clone(),
                serial_number: serial_number.clone(),
            },
            Some(outcome) if may_have_executed => after_unknown_attempt(outcome),
            Some(outcome) => outcome,
        };
        CallResult { result, stats }
    }

    /// Calls `ListMFADevices`, once for each page, and returns the devices that can drift.
    /// Security keys and phones are left out.
    pub(crate) async fn list_devices(
        &self,
        user: &AuthorizedUser,
        account: Option<&Account>,
        deadlines: Deadlines,
    ) -> CallResult<Result<Vec<Device>, Outcome>> {
        let CallResult { result, mut stats } = self.list_mfa_devices(user, deadlines).await;
        let result = result.and_then(|listed| {
            let has_devices = !listed.is_empty();
            let mut devices: Vec<Device> = Vec::new();
            for device in listed {
                let is_of_user = device.user_name.eq_ignore_ascii_case(user.name().as_str());
                let enabled_at = device.enable_date.fmt(Format::DateTime);
                match (
                    SerialNumber::parse(device.serial_number, account),
                    enabled_at,
                ) {
                    (Err(ViolationKind::SecurityKey | ViolationKind::SmsDevice), _) => {}
                    (Ok(serial_number), Ok(enabled_at))
                        if is_of_user
                            && devices.iter().all(|d| d.serial_number != serial_number) =>
                    {
                        devices.push(Device {
                            serial_number,
                            enabled_at,
                        });
                    }
                    (
                        Ok(_) | Err(ViolationKind::OtherAccount | ViolationKind::OtherPartition),
                        _,
                    ) => {
                        stats.answer.error_message =
                            Some("IAM lists a device that the user cannot have".to_owned());
                        return Err(Outcome::ServiceFailure);
                    }
                    (Err(_), _) => {
                        stats.answer.error_message =
                            Some("IAM lists a device of an unknown kind".to_owned());
                        return Err(Outcome::InternalError);
                    }
                }
            }
            match (devices.is_empty(), has_devices) {
                (false, _) => Ok(devices),
                (true, true) => Err(Outcome::NoSuchEntity(NotFound::TotpDevice)),
                (true, false) => Err(Outcome::NoSuchEntity(NotFound::Device)),
            }
        });
        CallResult { result, stats }
    }

    async fn list_mfa_devices(
        &self,
        user: &AuthorizedUser,
        deadlines: Deadlines,
    ) -> CallResult<Result<Vec<MfaDevice>, Outcome>> {
        let mut devices = Vec::new();
        let mut marker = None;
        let mut pages = 0;
        let mut earlier: Option<CallStats> = None;
        loop {
            let CallResult { result, mut stats } =
                self.list_page(user, marker.clone(), deadlines).await;
            if let Some(earlier) = earlier.take() {
                stats.attempts += earlier.attempts;
                stats.elapsed += earlier.elapsed;
            }
            let page = match result {
                Ok(page) => page,
                Err(outcome) => {
                    let result = Err(outcome);
                    return CallResult { result, stats };
                }
            };
            pages += 1;
            devices.extend(page.mfa_devices);
            let next = page.marker.filter(|_| page.is_truncated);
            let is_repeated = next.is_some() && next == marker;
            let is_cut_off = page.is_truncated && next.is_none();
            if is_repeated
                || is_cut_off
                || devices.len() > MAX_DEVICES
                || (next.is_some() && pages == MAX_PAGES)
            {
                stats.answer.error_message =
                    Some("IAM's list is too long, repeats a page or is incomplete".to_owned());
                let result = Err(Outcome::ServiceFailure);
                return CallResult { result, stats };
            }
            if next.is_none() {
                let result = Ok(devices);
                return CallResult { result, stats };
            }
            marker = next;
            earlier = Some(stats);
        }
    }

    /// Calls `ListMFADevices` for the page after `marker`.
    async fn list_page(
        &self,
        user: &AuthorizedUser,
        marker: Option<String>,
        deadlines: Deadlines,
    ) -> CallResult<Result<ListMfaDevicesOutput, Outcome>> {
        let recorder = AttemptRecorder::new(Action::ListMfaDevices, deadlines);
        let response = self
            .client
            .list_mfa_devices()
            .user_name(user.name().as_str())
            .set_marker(marker)
            .customize()
            .config_override(recorder.config_override())
            .send()
            .await;
        let (last, _, stats) = recorder.finish(&response);
        let result = match (last.outcome(), response) {
            (None, Ok(page)) => Ok(page),
            (outcome, _) => Err(outcome_of_list(outcome.unwrap_or(Outcome::InternalError))),
        };
        CallResult { result, stats }
    }
}

/// The outcome of a failed `ListMFADevices`, a call that changes nothing and sends no code.
fn outcome_of_list(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::OutcomeUnknown => Outcome::Unavailable,
        Outcome::NoSuchEntity(_) => Outcome::NoSuchEntity(NotFound::User),
        // Errors that the action does not have.
        Outcome::ConcurrentModification
        | Outcome::LimitExceeded
        | Outcome::InvalidAuthenticationCode => Outcome::ServiceFailure,
        Outcome::Resynchronized { .. }
        | Outcome::Devices { .. }
        | Outcome::InvalidRequest(_)
        | Outcome::ValidationError
        | Outcome::NotAuthorized
        | Outcome::MethodNotAllowed
        | Outcome::SerialNumberRequired(_)
        | Outcome::CodesExpired
        | Outcome::Throttling
        | Outcome::AccessDenied
        | Outcome::InternalError
        | Outcome::ServiceFailure
        | Outcome::Unavailable => outcome,
    }
}

/// What `outcome` means after an earlier attempt of the same call that IAM could have executed. A
/// refusal proves nothing then: the earlier attempt may have used the codes, and IAM's answers may
/// come from servers that do not agree yet ("Changes that I make are not always immediately
/// visible" in the IAM User Guide).
fn after_unknown_attempt(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Resynchronized { .. } | Outcome::InternalError | Outcome::ServiceFailure => {
            outcome
        }
        Outcome::Devices { .. }
        | Outcome::InvalidRequest(_)
        | Outcome::ValidationError
        | Outcome::NotAuthorized
        | Outcome::NoSuchEntity(_)
        | Outcome::MethodNotAllowed
        | Outcome::ConcurrentModification
        | Outcome::LimitExceeded
        | Outcome::SerialNumberRequired(_)
        | Outcome::CodesExpired
        | Outcome::InvalidAuthenticationCode
        | Outcome::Throttling
        | Outcome::AccessDenied
        | Outcome::Unavailable
        | Outcome::OutcomeUnknown => Outcome::OutcomeUnknown,
    }
}
