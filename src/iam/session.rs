//! A session in a member account: the function assumes the account's role for one invocation.
//!
//! The session's policy allows the actions of the request on its user, and nothing else, so that
//! leaked credentials reach one user's device until they end.

use aws_config::SdkConfig;
use aws_sdk_iam::config::{Credentials, StalledStreamProtectionConfig};
use aws_sdk_sts::Client;
use aws_sdk_sts::types::{AssumedRoleUser, Credentials as SessionCredentials};
use serde_json::json;

use super::attempts::AttemptRecorder;
use super::error::CallError;
use super::retry::{Deadlines, retry_config};
use super::uncertainty::Calls;
use super::xml::Action;
use crate::arn::{Account, Arn};
use crate::caller::AuthorizedUser;

/// The shortest session that STS gives (`DurationSeconds` of `AssumeRole` in the STS API
/// Reference).
const DURATION_SECONDS: i32 = 900;

/// The longest name of a session, and of its source identity (`roleSessionNameType` and
/// `sourceIdentityType` of the `sts-2011-06-15` service model).
const MAX_NAME: usize = 64;

/// What a member's trail says about a session.
#[derive(Debug)]
pub struct SessionNames {
    session: String,
    source_identity: String,
}

impl SessionNames {
    /// Names a session after the invocation, which leads to its record, and after the caller: the
    /// kind, and the beginning of the caller's name. Of an ARN that is the account, and what the
    /// caller cannot choose: the name of a user without its path, or the role of a session.
    pub fn new(request_id: &str, caller_kind: &str, caller: &str) -> Self {
        let caller = match Arn::parse(caller) {
            Some(arn) if arn.resource.starts_with("user/") => {
                format!("{}-user-{}", arn.account, arn.name())
            }
            Some(arn) => format!("{}-{}", arn.account, arn.resource),
            None => caller.to_owned(),
        };
        Self {
            session: clean(request_id),
            source_identity: clean(&[caller_kind, &caller].join("-")),
        }
    }
}

/// As much of the text as STS accepts in a name, with a hyphen for each other character: ASCII alone.
fn clean(text: &str) -> String {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "_=,.@-".contains(c);
    let clean = |c| if is_allowed(c) { c } else { '-' };
    text.chars().map(clean).take(MAX_NAME).collect()
}

/// Assumes roles in member accounts.
#[derive(Debug, Clone)]
pub struct Sessions {
    config: aws_sdk_sts::Config,
    role_name: String,
}

impl Sessions {
    pub fn new(sdk: &SdkConfig, role_name: String) -> Self {
        let config = aws_sdk_sts::config::Builder::from(sdk)
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .retry_config(retry_config())
            .build();
        Self { config, role_name }
    }

    /// Credentials that may call `actions` for `user`, of `account`.
    ///
    /// # Errors
    /// Why there is no session. Nothing was sent to IAM.
    pub async fn open(
        &self,
        user: &AuthorizedUser,
        account: &Account,
        actions: &[Action],
        names: SessionNames,
        deadlines: Deadlines,
        calls: &Calls,
    ) -> Result<Credentials, CallError> {
        let Account { partition, id } = account;
        let recorder = AttemptRecorder::start(calls, Action::AssumeRole, deadlines);
        let response = Client::from_conf(self.config.clone())
            .assume_role()
            .role_arn(format!("arn:{partition}:iam::{id}:role/{}", self.role_name))
            .role_session_name(names.session)
            .source_identity(names.source_identity)
            .duration_seconds(DURATION_SECONDS)
            .policy(policy(user, account, actions))
            .customize()
            .config_override(recorder.sts_config_override())
            .send()
            .await;
        recorder.finish(&response)?;
        let session = response.map_err(|_| CallError::NotSent)?;
        let user = session.assumed_role_user.as_ref().map(AssumedRoleUser::arn);
        let is_of_account = user
            .and_then(Arn::parse)
            .is_some_and(|arn| Account::of(&arn).as_ref() == Some(account));
        let is_complete = |session: &SessionCredentials| {
            [
                session.access_key_id(),
                session.secret_access_key(),
                session.session_token(),
            ]
            .iter()
            .all(|text| !text.is_empty())
        };
        let session = session.credentials.filter(is_complete);
        let Some(session) = session.filter(|_| is_of_account) else {
            calls.set_detail("STS gives no session, or one in another account");
            return Err(CallError::ServiceFailure);
        };
        Ok(Credentials::new(
            session.access_key_id,
            session.secret_access_key,
            Some(session.session_token),
            None,
            "AssumeRole",
        ))
    }
}

/// The session's policy. The path of the user is not known; a name is unique in its account,
/// whatever its path ("IAM identifiers" in the IAM User Guide).
fn policy(user: &AuthorizedUser, account: &Account, actions: &[Action]) -> String {
    let Account { partition, id } = account;
    let name = user.name().as_str();
    let actions: Vec<&str> = actions
        .iter()
        .filter_map(|action| action.permission())
        .collect();
    json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": actions,
            "Resource": [
                format!("arn:{partition}:iam::{id}:user/{name}"),
                format!("arn:{partition}:iam::{id}:user/*/{name}"),
            ],
        }],
    })
    .to_string()
}
