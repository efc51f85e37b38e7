//! Runs the function on this machine: an event in, the answer and the log record out.
//!
//! ```text
//! cargo run --locked --bin local
//! ```
//!
//! The built `bootstrap` is polled as Lambda polls it. Unless `--iam` names another, it calls an
//! IAM inside this program that keeps one device, the event's, and checks its codes. The device's
//! clock has drifted. The event's codes are placeholders then, and those that the device shows
//! take their place. A scenario makes something go wrong.

mod invocation;
mod scenario;
mod settings;
mod simulation;

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, error::ErrorKind};
use serde_json::Value;
use simulator::lambda::Event;

use crate::invocation::invoke;
use crate::settings::Iam;

const EXIT_CODES: &str = "\
Exit codes:
  0  The function resynchronized a device or listed devices; of `--scenario all`: each
     scenario was answered
  1  The function answered with another status
  2  The command cannot run: an option, the event file or the credentials
  3  The function gave no response: it does not build or start, it ended, or it took too long

The function's settings come from the environment, such as MAX_CODE_AGE_SECONDS=60. CALLER_CLAIM is
custom:iam_user unless it is set.";

/// Runs the function on this machine: an event in, the answer and the log record out.
///
/// Without `--iam`, the function calls an IAM inside this program. It knows the user and the device
/// of the event, whose clock has drifted. The codes that the device shows take the place of the
/// event's.
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo run --locked --bin local --",
    after_help = EXIT_CODES
)]
struct Options {
    /// A file with the event, as JSON; `events/` has samples. Without it, the event is the sample of
    /// the scenario, which is `events/direct.json` for most and where no scenario is named.
    #[arg(value_name = "EVENT")]
    event: Option<PathBuf>,

    /// Makes something go wrong. `all` runs every scenario and prints a table.
    #[arg(long, value_name = "NAME", conflicts_with = "iam", value_parser = scenario::names())]
    scenario: Option<String>,

    /// Calls another IAM, with the credentials of the environment and the event's own codes: `aws`
    /// the real one, a URL whatever answers there, such as a local cloud.
    #[arg(long, value_name = "aws|URL", requires = "event", value_parser = Iam::parse)]
    iam: Option<Iam>,

    /// The AWS account that the function belongs to. With `--iam`, an HTTP event that an IAM user
    /// signed needs it. Without `--iam`, it is 123456789012.
    #[arg(long, value_name = "ID", value_parser = settings::parse_account)]
    account: Option<String>,

    /// Runs this build of the function, such as a released one, instead of building it.
    #[arg(long, value_name = "FILE")]
    bootstrap: Option<PathBuf>,
}

/// What there is to print.
#[derive(Debug)]
struct Report {
    text: String,
    /// Whether the function did what the event asks for.
    is_success: bool,
}

/// Why there is no answer.
#[derive(Debug)]
enum Failure {
    /// The command cannot run.
    Command(String),
    /// The function did not answer.
    Function(String),
}

impl Failure {
    fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Command(_) => 2,
            Self::Function(_) => 3,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Command(sentence) | Self::Function(sentence)) = self;
        f.write_str(sentence)
    }
}

fn main() -> ExitCode {
    let options = Options::parse();
    match run(&options) {
        Ok(Report { text, is_success }) => {
            // A reader may have closed the pipe.
            drop(std::io::stdout().write_all(text.as_bytes()));
            ExitCode::from(u8::from(!is_success))
        }
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit_code()
        }
    }
}

fn run(options: &Options) -> Result<Report, Failure> {
    let event = options.event.as_deref();
    if let (Some(iam), Some(event)) = (&options.iam, event) {
        return run_with(iam, event, options);
    }
    let account = options.account.as_deref().unwrap_or(settings::ACCOUNT);
    let name = options.scenario.as_deref();
    if name != Some(scenario::ALL) {
        let scenario = scenario::find(name);
        let event = event.map_or_else(|| Ok(scenario.sample().to_owned()), read_event)?;
        let simulation = scenario.simulation(event, account)?;
        return simulation.report(&bootstrap(options)?);
    }
    if event.is_some() {
        let sentence = "`--scenario all` takes no EVENT: each scenario has a sample of its own";
        let mut command = Options::command();
        command.error(ErrorKind::ArgumentConflict, sentence).exit();
    }
    Ok(Report {
        text: scenario::table(&bootstrap(options)?, account)?,
        is_success: true,
    })
}

/// Runs the function on an event as it stands, with another IAM.
fn run_with(iam: &Iam, event: &Path, options: &Options) -> Result<Report, Failure> {
    let settings = settings::for_iam(iam)?;
    let region = &settings["AWS_REGION"];
    let account = options.account.as_ref();
    let event = Event {
        // Without an account, not an ARN: which account this is, only IAM knows.
        function_arn: account.map_or("local".to_owned(), |id| settings::arn(region, id)),
        ..Event::from(read_event(event)?)
    };
    let invocation = invoke(&bootstrap(options)?, &settings, event)?;
    if invocation.reason().as_deref() == Some("the function does not know its own account") {
        eprintln!("The function does not know its account. Name it: --account ID");
    }
    Ok(Report {
        text: invocation.report(),
        is_success: invocation.is_success(),
    })
}

/// The text of an event file.
fn read_event(file: &Path) -> Result<String, Failure> {
    let failure = |what: &str, error: &dyn fmt::Display| {
        Failure::Command(format!("{} {what}: {error}", file.display()))
    };
    let event = std::fs::read_to_string(file).map_err(|error| failure("cannot be read", &error))?;
    serde_json::from_str::<Value>(&event).map_err(|error| failure("is not JSON", &error))?;
    Ok(event)
}

/// The built function: the one of the command, or one that is built beside this program.
fn bootstrap(options: &Options) -> Result<PathBuf, Failure> {
    if let Some(bootstrap) = &options.bootstrap {
        // A name without a folder would be searched for in PATH.
        return Ok(std::path::absolute(bootstrap).unwrap_or_else(|_| bootstrap.clone()));
    }
    let built = simulator::build(["bootstrap"]);
    let [bootstrap] =
        built.map_err(|_| Failure::Function("The function does not build.".to_owned()))?;
    Ok(bootstrap)
}
