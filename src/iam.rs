//! The two calls to IAM, and what the responses mean.
//!
//! A client for the calls comes from an [`AuthorizedUser`] alone, and calls IAM for that user, in
//! the user's account.

mod attempts;
mod error;
pub mod http_client;
mod retry;
mod session;
mod uncertainty;
mod warm_up;
mod xml;

use aws_config::ecs::EcsCredentialsProvider;
use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::provider_config::ProviderConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_iam::Client;
use aws_sdk_iam::config::{
    Builder, Config, IdentityCache, SharedCredentialsProvider, SharedHttpClient,
    StalledStreamProtectionConfig,
};
use aws_sdk_iam::types::MfaDevice;
use aws_smithy_types::date_time::Format;

use crate::account::UserAccount;
use crate::caller::AuthorizedUser;
use crate::config::Config as Settings;
use crate::outcome::{Device, NotFound};
use crate::request::ResyncRequest;
use crate::values::SerialNumber;
use crate::violation::ViolationKind;

use attempts::AttemptRecorder;
use session::Sessions;

pub use error::CallError;
pub use retry::Deadlines;
pub use session::SessionNames;
pub use uncertainty::{CallStats, Calls};
pub use xml::Action;

/// The most pages of devices that are read, and the most devices. A user can have eight devices
/// ("IAM and AWS STS quotas"), so an IAM that sends more does not behave like IAM.
const MAX_PAGES: usize = 10;
const MAX_DEVICES: usize = 100;

/// A client of IAM. Each call gets an SDK client of its own, because the SDK's keeps what it takes
/// for the offset of IAM's clock.
#[derive(Debug, Clone)]
pub struct IamClient {
    config: Config,
    /// For users of member accounts.
    sessions: Option<Sessions>,
}

/// A client for one user, in the user's account.
#[derive(Debug)]
pub(crate) struct UserClient<'a> {
    config: Config,
    user: &'a AuthorizedUser,
}

impl IamClient {
    /// A client with the settings' region and endpoint, and the credentials that Lambda puts into
    /// the environment or that a container credentials endpoint gives. Profiles and single sign-on
    /// are not searched: a Lambda function has neither, and the SDK's whole search would be a
    /// fifth of the binary.
    #[must_use]
    pub fn from_config(settings: &Settings, http_client: SharedHttpClient) -> Self {
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
            .region(Region::new(settings.region.clone()))
            .use_fips(settings.use_fips_endpoint);
        // One for all calls, so that credentials that are still valid are not fetched again.
        sdk.set_identity_cache(Some(IdentityCache::lazy().build()));
        sdk.set_endpoint_url(settings.endpoint_url.clone());
        let sdk = sdk.build();
        let sessions = settings.members.as_ref().map(|members| {
            let mut sdk = sdk.clone().into_builder();
            sdk.set_endpoint_url(settings.sts_endpoint_url.clone());
            Sessions::new(&sdk.build(), members.role_name.clone())
        });
        Self {
            sessions,
            ..Self::from_sdk_config(&sdk)
        }
    }

    /// A client with another configuration of the SDK, for users of the function's own account.
    #[must_use]
    pub fn from_sdk_config(sdk: &SdkConfig) -> Self {
        let config = Builder::from(sdk)
            // The limits of time and size already bound a slow response.
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .retry_config(retry::retry_config())
            .build();
        Self {
            config,
            sessions: None,
        }
    }

    /// A client for a user: with the function's own credentials, or with those of a session in the
    /// user's account, in which it may call `actions`.
    ///
    /// # Errors
    /// Why there is no session. Nothing was sent to IAM.
    pub(crate) async fn for_user<'a>(
        &self,
        user: &'a AuthorizedUser,
        actions: &[Action],
        names: impl FnOnce() -> SessionNames,
        deadlines: Deadlines,
        calls: &Calls,
    ) -> Result<UserClient<'a>, CallError> {
        let config = match user.account() {
            UserAccount::Own(_) => self.config.clone(),
            UserAccount::Member(account) => {
                check(deadlines, calls)?;
                let sessions = self.sessions.as_ref().ok_or(CallError::NotSent)?;
                let credentials = sessions
                    .open(user, account, actions, names(), deadlines, calls)
                    .await?;
                self.config
                    .to_builder()
                    .credentials_provider(credentials)
                    // The cache of the function's own credentials outlives the invocation.
                    .identity_cache(IdentityCache::no_cache())
                    .build()
            }
        };
        Ok(UserClient { config, user })
    }
}

impl UserClient<'_> {
    /// A client for one call.
    fn client(&self) -> Client {
        Client::from_conf(self.config.clone())
    }

    /// An error of a call, told apart by the account in which it was made.
    fn in_account(&self, error: CallError) -> CallError {
        match self.user.account() {
            UserAccount::Own(_) => error,
            UserAccount::Member(_) => error.in_member(),
        }
    }

    /// Calls `ResyncMFADevice`.
    ///
    /// # Errors
    /// Why the device is not resynchronized, or that it may be.
    pub(crate) async fn resync_mfa_device(
        &self,
        serial_number: &SerialNumber,
        request: &ResyncRequest,
        deadlines: Deadlines,
        calls: &Calls,
    ) -> Result<(), CallError> {
        check(deadlines, calls)?;
        let recorder = AttemptRecorder::start(calls, Action::ResyncMfaDevice, deadlines);
        let response = self
            .client()
            .resync_mfa_device()
            .user_name(self.user.name().as_str())
            .serial_number(serial_number.as_str())
            .authentication_code1(request.authentication_code_1.expose())
            .authentication_code2(request.authentication_code_2.expose())
            .customize()
            .config_override(recorder.config_override())
            .send()
            .await;
        recorder
            .finish(&response)
            .map_err(|error| self.in_account(error))
    }

    /// Calls `ListMFADevices`, once for each page, and returns the devices that can drift, at least
    /// one. Security keys and phones are left out, and so are devices of a kind that is not known.
    ///
    /// # Errors
    /// Why there are no devices. [`CallError::Unknown`] is not among the reasons.
    pub(crate) async fn list_devices(
        &self,
        deadlines: Deadlines,
        calls: &Calls,
    ) -> Result<Vec<Device>, CallError> {
        check(deadlines, calls)?;
        let listed = self.list_mfa_devices(deadlines, calls).await?;
        let account = self.user.account().account();
        let user_name = self.user.name().as_str();
        let has_devices = !listed.is_empty();
        let mut devices: Vec<Device> = Vec::new();
        for device in listed {
            let is_of_user = device.user_name.eq_ignore_ascii_case(user_name);
            let enabled_at = device.enable_date.fmt(Format::DateTime);
            let serial_number = match SerialNumber::parse(device.serial_number, account) {
                Ok(serial_number) => serial_number,
                Err(ViolationKind::SecurityKey | ViolationKind::SmsDevice) => continue,
                Err(ViolationKind::OtherAccount | ViolationKind::OtherPartition) => {
                    calls.set_detail("IAM lists a device that the user cannot have");
                    return Err(CallError::ServiceFailure);
                }
                Err(_) => {
                    calls.count_unknown_device();
                    continue;
                }
            };
            let is_listed_twice = devices.iter().any(|d| d.serial_number == serial_number);
            let (true, false, Ok(enabled_at)) = (is_of_user, is_listed_twice, enabled_at) else {
                calls.set_detail("IAM lists a device that the user cannot have");
                return Err(CallError::ServiceFailure);
            };
            devices.push(Device {
                serial_number,
                enabled_at,
            });
        }
        match (devices.is_empty(), has_devices) {
            (false, _) => Ok(devices),
            (true, true) => Err(CallError::NotFound(NotFound::TotpDevice)),
            (true, false) => Err(CallError::NotFound(NotFound::Device)),
        }
    }

    /// The devices of every kind, on all pages.
    async fn list_mfa_devices(
        &self,
        deadlines: Deadlines,
        calls: &Calls,
    ) -> Result<Vec<MfaDevice>, CallError> {
        let mut devices = Vec::new();
        let mut marker = None;
        for _ in 0..MAX_PAGES {
            let recorder = AttemptRecorder::start(calls, Action::ListMfaDevices, deadlines);
            let response = self
                .client()
                .list_mfa_devices()
                .user_name(self.user.name().as_str())
                .set_marker(marker.clone())
                .customize()
                .config_override(recorder.config_override())
                .send()
                .await;
            recorder
                .finish(&response)
                .map_err(|error| self.in_account(error))?;
            let page = response.map_err(|_| CallError::NotSent)?;
            devices.extend(page.mfa_devices);
            if !page.is_truncated && devices.len() <= MAX_DEVICES {
                return Ok(devices);
            }
            let is_repeated = page.marker == marker;
            if page.marker.is_none() || is_repeated || devices.len() > MAX_DEVICES {
                break;
            }
            marker = page.marker;
        }
        calls.set_detail("IAM's list is too long, repeats a page or is incomplete");
        Err(CallError::ServiceFailure)
    }
}

/// Checks that there is time for a call.
fn check(deadlines: Deadlines, calls: &Calls) -> Result<(), CallError> {
    deadlines.check().inspect_err(|error| {
        if *error == CallError::Unavailable {
            calls.set_detail("too little time was left to call IAM");
        }
    })
}
