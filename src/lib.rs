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
//! | `caller`, `account`, `arn` | who asks, and what they may do; the accounts that are served; ARNs |
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

mod account;
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
mod unicode;
mod values;
mod violation;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt;
use lambda_runtime::{Context, Diagnostic, LambdaEvent, Runtime, service_fn};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::account::Accounts;
use crate::arn::Account;
use crate::caller::{AuthorizedUser, IamUser, Permissions, authorize};
use crate::config::Config;
use crate::event::{Event, Operation};
use crate::iam::{Action, CallError, Calls, Deadlines, SessionNames, UserClient};
use crate::outcome::{NotFound, Outcome};
use crate::record::Record;
use crate::request::{Known, RawRequest, RawUser, RequestedUser, ResyncRequest};
use crate::response::{RequestIds, Scope, respond};
use crate::values::{RequestedBy, SerialNumber};
use crate::violation::Violation;

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
            "the endpoint of IAM or STS is not HTTPS: codes or credentials travel unencrypted. Set \
             AWS_ENDPOINT_URL_IAM and AWS_ENDPOINT_URL_STS to https:// URLs, unless this is a test"
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
    let mut scope = None;
    let handler = Handler {
        iam,
        config,
        event: &event,
        context: &context,
        account: Account::from_function_arn(&context.invoked_function_arn),
        calls: &calls,
        record: &mut record,
        scope: &mut scope,
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
        iam: Some(&stats.response)
            .filter(|response| !response.is_of_sts)
            .and_then(|response| response.request_id.as_deref()),
    };
    respond(&outcome, &event, &ids, scope.as_ref(), config)
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
    /// For whom the caller of a `GET` may act; `None` where that is nobody.
    scope: &'r mut Option<Scope>,
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
            Operation::ListDevices(user) => {
                let permissions = self.permissions()?;
                self.list(permissions, user.clone()).await
            }
        }
    }

    fn accounts(&self) -> Accounts<'_> {
        Accounts {
            own: self.account.as_ref(),
            members: self.config.members.as_ref(),
        }
    }

    fn permissions(&mut self) -> Result<Permissions, Outcome> {
        let access = &self.config.access;
        Permissions::of(&self.event.caller, access, self.accounts())
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
        let known = self.known(&permissions, now);
        let request = ResyncRequest::parse(request, known).map_err(Outcome::InvalidRequest)?;
        self.record
            .set_serial_number(request.serial_number.as_ref());
        let user = self.authorize(permissions, request.user.clone())?;
        let age = request.age(now.into());
        self.record.set_submission(age);
        let code_lifetime = self
            .config
            .max_code_age
            .checked_sub(age.map_or(Duration::ZERO, |(age, _)| age))
            .ok_or(Outcome::CodesExpired)?;
        let deadlines = Deadlines::new(self.context.deadline(), Some(code_lifetime));
        let actions = [Action::ListMfaDevices, Action::ResyncMfaDevice];
        let iam = self.client(&user, &actions, deadlines).await?;
        let serial_number = match &request.serial_number {
            Some(serial_number) => serial_number.clone(),
            None => self.find_device(&iam, deadlines).await?,
        };
        let resynchronized = iam
            .resync_mfa_device(&serial_number, &request, deadlines, self.calls)
            .await;
        match resynchronized {
            Ok(()) => Ok(Outcome::Resynchronized {
                user: user.iam_user().clone(),
                serial_number,
            }),
            Err(denied @ CallError::AccessDenied(_)) if request.serial_number.is_some() => {
                Err(self.explain(denied, &iam, deadlines).await.into())
            }
            Err(error) => Err(error.into()),
        }
    }

    fn known<'k>(&'k self, permissions: &'k Permissions, now: SystemTime) -> Known<'k> {
        Known {
            permissions,
            accounts: self.accounts(),
            received_at: self.event.received_at,
            now: now.into(),
        }
    }

    fn authorize(
        &mut self,
        permissions: Permissions,
        user: RequestedUser,
    ) -> Result<AuthorizedUser, Outcome> {
        let RequestedUser { name, account } = user;
        self.record.set_user_name(&name);
        let account = account.ok_or("the function does not serve the account of the user");
        let user = account.and_then(|account| {
            if self.config.members.is_some() {
                self.record.set_account_id(account.id());
            }
            authorize(permissions, IamUser { account, name })
        });
        user.map_err(|detail| self.record.deny(detail))
    }

    /// A client for the calls for a user.
    async fn client<'u>(
        &self,
        user: &'u AuthorizedUser,
        actions: &[Action],
        deadlines: Deadlines,
    ) -> Result<UserClient<'u>, CallError> {
        let names = || {
            let caller = &self.event.caller;
            let name = match &self.event.operation {
                Operation::Resync(Ok(request)) => request.requested_by(),
                Operation::Resync(Err(_))
                | Operation::ListDevices(_)
                | Operation::NotAllowed
                | Operation::OtherEvent(_) => None,
            };
            let name = name.as_ref().map(RequestedBy::as_str);
            let name = name.or(caller.arn()).or(caller.subject());
            let name = self.event.codes.redact(name.unwrap_or_default());
            SessionNames::new(&self.context.request_id, caller.kind(), &name)
        };
        self.iam
            .for_user(user, actions, names, deadlines, self.calls)
            .await
    }

    /// The only device of the user that could be meant.
    async fn find_device(
        &mut self,
        iam: &UserClient<'_>,
        deadlines: Deadlines,
    ) -> Result<SerialNumber, Outcome> {
        let mut devices = iam.list_devices(deadlines, self.calls).await?;
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
    async fn explain(
        &self,
        denied: CallError,
        iam: &UserClient<'_>,
        deadlines: Deadlines,
    ) -> CallError {
        let denial = self.calls.stats().response;
        let listed = iam.list_devices(deadlines, self.calls).await;
        if let Err(no_such_user @ CallError::NotFound(NotFound::User)) = listed {
            return no_such_user;
        }
        self.calls.set_response(denial);
        denied
    }

    async fn list(&mut self, permissions: Permissions, user: RawUser) -> Result<Outcome, Outcome> {
        let is_operator = permissions.is_operator();
        *self.scope = Some(Scope {
            is_operator,
            accounts: if is_operator {
                self.accounts().listed()
            } else {
                Vec::new()
            },
        });
        let known = self.known(&permissions, SystemTime::now());
        let user = RequestedUser::parse(user, None, &known).map_err(Outcome::InvalidRequest)?;
        let user = self.authorize(permissions, user)?;
        let deadlines = Deadlines::new(self.context.deadline(), None);
        let iam = self
            .client(&user, &[Action::ListMfaDevices], deadlines)
            .await?;
        Ok(Outcome::Devices {
            devices: iam.list_devices(deadlines, self.calls).await?,
            user: user.iam_user().clone(),
        })
    }
}
