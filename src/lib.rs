//! Resynchronizes an IAM user's MFA device whose clock has drifted: a Lambda function around IAM's
//! `ResyncMFADevice`.
//!
//! [`run`] polls Lambda; [`handle`] is one invocation from event to answer. In the order in which
//! an invocation passes through them:
//!
//! | module | owns |
//! |---|---|
//! | `event` | an event in: its source, its identity, the request in it |
//! | `redact` | the codes of a request, taken out of every text |
//! | `request`, `violation` | the values of a request and their rules; what is wrong with them |
//! | `caller`, `arn` | who asks, and what they may do; ARNs |
//! | `iam` | the two calls, with an error of their own; what each attempt and each document proves; retries; the connection |
//! | `outcome` | every outcome, in one table |
//! | `response` | an answer out: function error, document, HTTP response |
//! | `record` | the record of an invocation with its metrics |
//! | [`config`] | the settings |
//! | `json` | single members of a JSON text |
//!
//! Outside data is parsed once, in `event` and `request`, into types that cannot hold an invalid
//! value. IAM can be called only with the `AuthorizedUser` that a passed check makes. The types
//! that hold codes print no digits.

mod arn;
mod caller;
pub mod config;
mod event;
mod iam;
mod json;
mod outcome;
mod record;
mod redact;
mod request;
mod response;
mod violation;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt;
use lambda_runtime::{Context, Diagnostic, LambdaEvent, Runtime, service_fn};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::arn::Account;
use crate::caller::{AuthorizedUser, Permissions, authorize};
use crate::config::Config;
use crate::event::{Event, Operation};
use crate::iam::{CallError, Calls, Deadlines};
use crate::outcome::{Device, NotFound, Outcome};
use crate::record::Record;
use crate::request::{
    Defaults, RawField, RawRequest, ResyncRequest, SerialNumber, parse_user_name,
};
use crate::response::{RequestIds, respond};
use crate::violation::{Field, Violation};

pub use crate::iam::{IamClient, http_client};

/// The target of this crate's log events.
pub const LOG_TARGET: &str = env!("CARGO_CRATE_NAME");

/// Serves invocations until Lambda ends the process.
///
/// # Errors
/// The Runtime API cannot be reached, or an invocation of it cannot be read. The text of the error
/// may quote the invocation.
pub async fn run(iam: IamClient, config: Config) -> Result<(), lambda_runtime::Error> {
    if config.sends_unencrypted() {
        tracing::warn!(
            "the endpoint of IAM is not HTTPS: codes leave this machine unencrypted. Set \
             AWS_ENDPOINT_URL_IAM to an https:// URL, unless this is a test"
        );
    }
    Runtime::new(service_fn(|event| handle(&iam, &config, event)))
        .run()
        .await
}

/// One invocation, from event to answer. The event is any JSON text: Lambda's Invoke API refuses
/// other bytes (`InvalidRequestContentException` in the Lambda API Reference). Those that come in
/// another way get `lambda_runtime`'s own function error, which does not quote them; it ignores what
/// follows the first JSON value.
///
/// # Errors
/// The failure of a direct invocation, where [`Config::on_direct_failure`] says so.
pub async fn handle(
    iam: &IamClient,
    config: &Config,
    LambdaEvent { payload, context }: LambdaEvent<Box<RawValue>>,
) -> Result<Value, Diagnostic> {
    let event = Event::parse(&payload, &config.access);
    let calls = Calls::default();
    let mut record = Record::new(&context, &event);
    let handler = Handler {
        iam,
        config,
        event: &event,
        context: &context,
        account: Account::from_function_arn(&context.invoked_function_arn),
        calls: &calls,
        record: &mut record,
    };
    let (Ok(outcome) | Err(outcome)) = AssertUnwindSafe(handler.run())
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(after_panic(&calls)));
    let stats = calls.stats();
    // Whatever happens to the log, the caller gets an answer.
    drop(catch_unwind(AssertUnwindSafe(|| {
        record.write(&outcome, &stats);
    })));
    let ids = RequestIds {
        lambda: &context.request_id,
        iam: stats.response.request_id.as_deref(),
    };
    respond(&outcome, &event, &ids, config.on_direct_failure)
}

fn after_panic(calls: &Calls) -> Outcome {
    if calls.may_have_resynchronized() {
        Outcome::OutcomeUnknown
    } else {
        Outcome::InternalError
    }
}

/// What the handler of an invocation works with.
struct Handler<'a, 'r> {
    iam: &'a IamClient,
    config: &'a Config,
    event: &'a Event,
    context: &'a Context,
    account: Option<Account>,
    calls: &'a Calls,
    record: &'r mut Record<'a>,
}

/// Each step returns an error where it ends the invocation.
impl Handler<'_, '_> {
    async fn run(mut self) -> Result<Outcome, Outcome> {
        match &self.event.operation {
            Operation::NotAllowed => Err(Outcome::MethodNotAllowed),
            Operation::OtherEvent(violation) => Err(Outcome::InvalidRequest(vec![*violation])),
            Operation::Resync(request) => {
                let permissions = self.permissions()?;
                self.resync(permissions, request.clone()).await
            }
            Operation::ListDevices(user_name) => {
                let permissions = self.permissions()?;
                self.list(permissions, user_name.clone()).await
            }
        }
    }

    fn permissions(&mut self) -> Result<Permissions, Outcome> {
        let access = &self.config.access;
        Permissions::of(&self.event.caller, access, self.account.as_ref())
            .map_err(|detail| self.record.deny(detail))
    }

    async fn resync(
        &mut self,
        permissions: Permissions,
        request: Result<RawRequest, Violation>,
    ) -> Result<Outcome, Outcome> {
        let now = SystemTime::now();
        if let Ok(request) = &request {
            // Also of a request that turns out to be invalid.
            self.record.set_requested_by(request.requested_by());
        }
        let request = request.map_err(|violation| Outcome::InvalidRequest(vec![violation]))?;
        let defaults = Defaults {
            user_name: permissions.iam_user(),
            received_at: self.event.received_at,
        };
        let request = ResyncRequest::parse(request, defaults, self.account.as_ref(), now.into())
            .map_err(Outcome::InvalidRequest)?;
        self.record.set_user_name(&request.user_name);
        self.record
            .set_serial_number(request.serial_number.as_ref());
        let user = authorize(permissions, request.user_name.clone())
            .map_err(|detail| self.record.deny(detail))?;
        let age = request.age(now.into());
        self.record.set_submission(age);
        let code_lifetime = self
            .config
            .max_code_age
            .checked_sub(age.map_or(Duration::ZERO, |(age, _)| age))
            .ok_or(Outcome::CodesExpired)?;
        let deadlines = Deadlines::new(self.context.deadline(), Some(code_lifetime));
        let serial_number = match &request.serial_number {
            Some(serial_number) => serial_number.clone(),
            None => self.find_device(&user, deadlines).await?,
        };
        let resynchronized = self
            .iam
            .resync_mfa_device(&user, &serial_number, &request, deadlines, self.calls)
            .await;
        match resynchronized {
            Ok(()) => Ok(Outcome::Resynchronized {
                user_name: user.name().clone(),
                serial_number,
            }),
            Err(CallError::AccessDenied) if request.serial_number.is_some() => {
                Err(self.explain_access_denied(&user, deadlines).await.into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The only device of the user that could be meant.
    async fn find_device(
        &mut self,
        user: &AuthorizedUser,
        deadlines: Deadlines,
    ) -> Result<SerialNumber, Outcome> {
        let mut devices = self.list_devices(user, deadlines).await?;
        if devices.len() > 1 {
            return Err(Outcome::SerialNumberRequired(devices));
        }
        let device = devices
            .pop()
            .ok_or(Outcome::NoSuchEntity(NotFound::Device))?;
        self.record.set_serial_number(Some(&device.serial_number));
        Ok(device.serial_number)
    }

    /// Why `ResyncMFADevice` was denied. Where the role's permission is for users of one path, IAM
    /// also denies the call for a user that does not exist, who has no path. `ListMFADevices`, which
    /// the role may call for all users, tells the two apart.
    async fn explain_access_denied(
        &mut self,
        user: &AuthorizedUser,
        deadlines: Deadlines,
    ) -> CallError {
        let denial = self.calls.stats().response;
        let listed = self.list_devices(user, deadlines).await;
        if let Err(no_such_user @ CallError::NotFound(NotFound::User)) = listed {
            return no_such_user;
        }
        self.calls.set_response(denial);
        CallError::AccessDenied
    }

    async fn list(
        &mut self,
        permissions: Permissions,
        user_name: RawField,
    ) -> Result<Outcome, Outcome> {
        let user_name = parse_user_name(user_name, permissions.iam_user()).map_err(|kind| {
            let field = Field::UserName;
            Outcome::InvalidRequest(vec![Violation { field, kind }])
        })?;
        self.record.set_user_name(&user_name);
        let user = authorize(permissions, user_name).map_err(|detail| self.record.deny(detail))?;
        let deadlines = Deadlines::new(self.context.deadline(), None);
        Ok(Outcome::Devices {
            devices: self.list_devices(&user, deadlines).await?,
            user_name: user.name().clone(),
        })
    }

    async fn list_devices(
        &self,
        user: &AuthorizedUser,
        deadlines: Deadlines,
    ) -> Result<Vec<Device>, CallError> {
        let account = self.account.as_ref();
        self.iam
            .list_devices(user, account, deadlines, self.calls)
            .await
    }
}
