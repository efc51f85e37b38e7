//! What can go wrong, one scenario for each, and the table of what comes of them.

use std::panic::resume_unwind;
use std::path::Path;
use std::thread::{self, ScopedJoinHandle};
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser};
use simulator::iam::{Device, Fault, STEP};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::Failure;
use crate::simulation::Simulation;

/// The name that stands for every scenario.
pub const ALL: &str = "all";

const DIRECT: &str = include_str!("../../../../events/direct.json");
const HTTP: &str = include_str!("../../../../events/http-api-iam.json");

/// How often the function calls IAM for one request.
const ATTEMPTS: usize = 3;

/// Something that goes wrong.
#[derive(Debug)]
pub struct Scenario {
    name: &'static str,
    about: &'static str,
    /// The sample that it runs on unless the command names an event.
    sample: &'static str,
    set_up: fn(&mut Simulation),
}

/// Every scenario, in the order of the README's statuses; the first is the one without a name.
#[rustfmt::skip]
const SCENARIOS: &[Scenario] = &[
    scenario("drifted-clock", "The device's clock has drifted, and nothing else is wrong", DIRECT, |_| {}),
    scenario("iam-fails-once", "IAM fails, and the next attempt works", DIRECT, |simulation| {
        simulation.iam.inject(Fault::error(500, "ServiceFailure", "Try later."));
    }),
    scenario("member-account", "The user is of a member account, into which the function has a role", DIRECT, |simulation| {
        simulation.move_to_member(true);
    }),
    scenario("list-devices", "A GET asks which devices can drift", HTTP, |simulation| {
        simulation.set_method("GET");
    }),
    scenario("mistyped-code", "The second code has five digits", DIRECT, |simulation| {
        let code = simulation.field("authenticationCode2").unwrap_or_default();
        simulation.set_field("authenticationCode2", code.get(..5));
    }),
    scenario("rejected-value", "IAM rejects a value that the function accepts", DIRECT, |simulation| {
        simulation.iam.inject(Fault::error(400, "ValidationError", "A value is not valid."));
    }),
    scenario("not-authorized", "A user asks for the device of somebody else", HTTP, |simulation| {
        simulation.set_field("userName", Some("somebody.else"));
    }),
    scenario("unknown-user", "IAM does not know the user", DIRECT, |simulation| {
        simulation.known = None;
        simulation.set_field("serialNumber", None);
    }),
    scenario("unknown-device", "IAM does not know the device that the event names", DIRECT, |simulation| {
        simulation.known = Some(vec![simulation.device_arn("mfa")]);
    }),
    scenario("no-device", "The user has no device", DIRECT, |simulation| {
        simulation.let_find(Vec::new());
    }),
    scenario("security-keys-only", "The user has only a security key, which has no clock", DIRECT, |simulation| {
        simulation.let_find(vec![simulation.device_arn("u2f/user")]);
    }),
    scenario("wrong-method", "The HTTP method is PUT", HTTP, |simulation| {
        simulation.set_method("PUT");
    }),
    scenario("concurrent-change", "Somebody else changes the user at the same time", DIRECT, |simulation| {
        simulation.iam.inject(Fault::error(409, "ConcurrentModification", "Another request is in progress."));
    }),
    scenario("limit-exceeded", "A quota of the AWS account is reached", DIRECT, |simulation| {
        simulation.iam.inject(Fault::error(409, "LimitExceeded", "A quota is reached."));
    }),
    scenario("two-devices", "The user has two devices, and the event names neither", DIRECT, |simulation| {
        simulation.let_find(vec![simulation.serial_number.clone(), simulation.device_arn("mfa")]);
    }),
    scenario("stale-codes", "The codes were submitted ten minutes ago", DIRECT, |simulation| {
        let submitted = OffsetDateTime::now_utc() - Duration::from_mins(10);
        simulation.set_field("submittedAt", submitted.format(&Rfc3339).ok().as_deref());
    }),
    scenario("wrong-codes", "The codes are from another device", DIRECT, |simulation| {
        let other = Device::new(*b"another device's key", 0);
        simulation.set_codes(&other.two_codes(simulation.iam.now() - 2 * STEP));
    }),
    scenario("throttled", "IAM throttles every call", DIRECT, |simulation| {
        simulation.inject_each(&Fault::error(400, "Throttling", "Rate exceeded"));
    }),
    scenario("no-permission", "The function's role may not resynchronize devices", DIRECT, |simulation| {
        simulation.iam.inject(Fault::error(403, "AccessDenied", "The role is not authorized to perform iam:ResyncMFADevice."));
    }),
    scenario("unknown-credentials", "IAM does not know the function's credentials", DIRECT, |simulation| {
        simulation.iam.accept_only("another-key");
    }),
    scenario("member-not-set-up", "The user is of a member account that has no role for the function", DIRECT, |simulation| {
        simulation.move_to_member(false);
    }),
    scenario("conflicting-settings", "The function has an endpoint of its own and asks for FIPS too", DIRECT, |simulation| {
        simulation.settings.push(("AWS_USE_FIPS_ENDPOINT", "true".to_owned()));
    }),
    scenario("list-fails", "IAM fails while the function looks for the device", DIRECT, |simulation| {
        simulation.let_find(vec![simulation.serial_number.clone()]);
        simulation.inject_each(&Fault::error(500, "ServiceFailure", "Try later."));
    }),
    scenario("iam-down", "Nothing answers at IAM's address", DIRECT, |simulation| {
        simulation.endpoint = String::from("http://127.0.0.1:1");
    }),
    scenario("iam-silent", "IAM receives the codes and does not answer; the function has two seconds", DIRECT, |simulation| {
        simulation.time = Duration::from_secs(2);
        simulation.inject_each(&Fault::Hang);
    }),
    scenario("broken-answer", "A proxy answers in IAM's place, with a page", DIRECT, |simulation| {
        let page = "<html>Please sign in to the guest network.</html>";
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", page.len());
        simulation.iam.inject(Fault::Bytes(format!("{head}{page}").into()));
    }),
    scenario("iam-fails", "IAM answers the codes with a failure of its own, each time", DIRECT, |simulation| {
        simulation.inject_each(&Fault::error(500, "ServiceFailure", "Try later."));
    }),
    scenario("lost-answer", "IAM resynchronizes the device, and its answer is lost", DIRECT, |simulation| {
        simulation.iam.inject(Fault::Close.after_running());
    }),
];

const fn scenario(
    name: &'static str,
    about: &'static str,
    sample: &'static str,
    set_up: fn(&mut Simulation),
) -> Scenario {
    Scenario {
        name,
        about,
        sample,
        set_up,
    }
}

/// The names of the scenarios, for the command line.
pub fn names() -> PossibleValuesParser {
    let names = SCENARIOS
        .iter()
        .map(|scenario| PossibleValue::new(scenario.name).help(scenario.about));
    let all = PossibleValue::new(ALL).help("Every scenario, each on a sample of its own");
    names.chain([all]).collect::<Vec<_>>().into()
}

/// The scenario of a name that [`names`] accepts, or the one without a name.
pub fn find(name: Option<&str>) -> &'static Scenario {
    let named = |scenario: &&Scenario| Some(scenario.name) == name;
    SCENARIOS.iter().find(named).unwrap_or(&SCENARIOS[0])
}

impl Scenario {
    pub fn sample(&self) -> &'static str {
        self.sample
    }

    /// The simulation in which this goes wrong.
    ///
    /// # Errors
    /// It takes another event.
    pub fn simulation(&self, event: String, account: &str) -> Result<Simulation, Failure> {
        let mut simulation = Simulation::new(event, account);
        if self.sample == HTTP && !simulation.is_http() {
            return Err(Failure::Command(format!(
                "The scenario {} takes an HTTP event, such as events/http-api-iam.json.",
                self.name
            )));
        }
        (self.set_up)(&mut simulation);
        simulation.register();
        Ok(simulation)
    }
}

impl Simulation {
    /// The ARN of a device of the user.
    fn device_arn(&self, kind: &str) -> String {
        format!("arn:aws:iam::{}:{kind}/{}-2", self.account, self.user_name)
    }

    /// Lets the function find the device among these.
    fn let_find(&mut self, known: Vec<String>) {
        self.known = Some(known);
        self.set_field("serialNumber", None);
    }

    fn inject_each(&self, fault: &Fault) {
        for _ in 0..ATTEMPTS {
            self.iam.inject(fault.clone());
        }
    }
}

/// Runs every scenario on its sample; returns a table.
///
/// # Errors
/// A scenario has no answer.
pub fn table(bootstrap: &Path, account: &str) -> Result<String, Failure> {
    let run = |scenario: &Scenario| {
        let event = scenario.sample().to_owned();
        scenario.simulation(event, account)?.invoke(bootstrap)
    };
    let row =
        |name: &str, status: &str, message: &str| format!("{name:20} {status:26} {message}\n");
    let mut table = row("scenario", "status", "message");
    // Several wait for IAM, so a few run side by side.
    for scenarios in SCENARIOS.chunks(4) {
        let invocations: Vec<_> = thread::scope(|scope| {
            let runs: Vec<_> = scenarios
                .iter()
                .map(|s| scope.spawn(move || run(s)))
                .collect();
            runs.into_iter().map(ScopedJoinHandle::join).collect()
        });
        for (scenario, invocation) in scenarios.iter().zip(invocations) {
            let invocation = invocation.unwrap_or_else(|panic| resume_unwind(panic))?;
            table += &row(scenario.name, invocation.status(), invocation.message());
        }
    }
    Ok(table)
}
