//! Runs the function here: an event file in, the JSON status out.
//!
//! ```text
//! cargo run --locked --example local -- events/direct.json
//! ```
//!
//! The built `bootstrap` is polled as Lambda polls it. Unless `--iam` names another, it calls an
//! IAM inside this program that keeps one device, the event's, and checks its codes. The
//! device's clock has drifted. The event's codes are placeholders then, and those that the device shows
//! take their place.
#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use support::iam::{Device, Iam, with_codes};
use support::lambda::{Answer, Event, Function};

const USAGE: &str = "\
usage: local EVENT_FILE [--iam aws|URL]

  EVENT_FILE  the event, as JSON; events/ has samples
  --iam aws   call the real IAM, with the AWS credentials of the environment
  --iam URL   call whatever answers there, such as a local cloud
  (neither)   call an IAM inside this program, whose device has drifted";

/// How far the device's clock is off, in seconds.
const DRIFT: i64 = -47 * 60;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (file, iam) = match arguments[..] {
        [file] if !file.starts_with('-') => (file, None),
        [file, "--iam", iam] | ["--iam", iam, file] => (file, Some(iam)),
        _ => {
            println!("{USAGE}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let event = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let [bootstrap] = support::build(["bootstrap"])?;
    let answer = match iam {
        None => against_the_embedded_iam(&bootstrap, &event),
        Some(iam) => {
            let environment: Vec<(String, String)> = std::env::vars().collect();
            let mut variables: Vec<(&str, &str)> = environment
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            if iam != "aws" {
                variables.push(("AWS_ENDPOINT_URL_IAM", iam));
            }
            let event = Event {
                // Not an ARN: which account this is, only IAM knows.
                function_arn: "local".to_owned(),
                ..Event::from(event)
            };
            invoke(&bootstrap, variables, event)
        }
    };
    Ok(match answer {
        Answer::Response(answer)
            if answer["status"] == "Resynchronized" || answer["statusCode"] == 200 =>
        {
            ExitCode::SUCCESS
        }
        Answer::Response(_) | Answer::Error { .. } | Answer::Exited | Answer::Late => {
            ExitCode::FAILURE
        }
    })
}

/// Registers the device of the event, and signs in before and after the invocation.
fn against_the_embedded_iam(bootstrap: &Path, event: &str) -> Answer {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = since_1970.map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(0));
    let iam = Iam::start(now);
    let device = Device::new(*b"the local run's key.", DRIFT);

    let request = request_of(event);
    let text = |names: [&str; 2], default: &str| {
        let value = names.iter().find_map(|name| request.get(name)?.as_str());
        value.unwrap_or(default).to_owned()
    };
    let user_name = text(["userName", "UserName"], "alice");
    let serial_number = text(["serialNumber", "SerialNumber"], "GAHT31415926");
    iam.register(&user_name, &serial_number, &device);

    println!(
        "The clock of {user_name}'s device is {} minutes behind.",
        -DRIFT / 60
    );
    sign_in(&iam, &user_name, &serial_number, &device);

    let placeholders = [
        text(["authenticationCode1", "AuthenticationCode1"], ""),
        text(["authenticationCode2", "AuthenticationCode2"], ""),
    ];
    let event = with_codes(event, &placeholders, &device.two_codes(iam.now()));
    let endpoint = iam.endpoint();
    // The function's settings come from the environment; region, credentials and endpoint do not.
    let settings: Vec<(String, String)> = std::env::vars()
        .filter(|(name, _)| !name.starts_with("AWS_") || name.starts_with("AWS_LAMBDA_LOG_"))
        .collect();
    let mut variables: Vec<(&str, &str)> = settings
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    variables.extend([
        ("AWS_ENDPOINT_URL_IAM", endpoint.as_str()),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
    ]);
    println!("\nEvent sent:\n{}", event.trim_end());
    let answer = invoke(bootstrap, variables, Event::from(event));

    iam.advance(support::iam::STEP);
    println!("\nThe device shows a new code.");
    sign_in(&iam, &user_name, &serial_number, &device);
    answer
}

/// The request in an event: the event itself, or the body of an HTTP one.
fn request_of(event: &str) -> Value {
    let event: Value = serde_json::from_str(event).unwrap_or_default();
    let body = event.get("body").and_then(Value::as_str);
    body.and_then(|body| serde_json::from_str(body).ok())
        .unwrap_or(event)
}

fn sign_in(iam: &Iam, user_name: &str, serial_number: &str, device: &Device) {
    let code = device.code(iam.now());
    let result = if iam.sign_in(user_name, serial_number, &code) {
        "accepted"
    } else {
        "refused"
    };
    println!("Sign-in with code {code}: {result}.");
}

/// Invokes the function once, and prints what comes out and what it logs.
fn invoke(bootstrap: &Path, variables: Vec<(&str, &str)>, event: Event) -> Answer {
    let mut function = Function::start(bootstrap, &[], variables);
    let answer = function.invoke(event);
    match &answer {
        Answer::Response(document) => println!("\nThe function answered:\n{document:#}"),
        Answer::Error {
            error_type,
            error_message,
        } => {
            let error = json!({"errorType": error_type, "errorMessage": error_message});
            println!("\nThe function raised an error:\n{error:#}");
        }
        Answer::Exited | Answer::Late => println!("\nThe function gave no answer in time."),
    }
    println!("\nThe function logged:\n{}", function.stop().trim_end());
    answer
}
