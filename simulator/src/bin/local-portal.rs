//! Serves the page on this machine, with everything around it: a company sign-in, devices whose
//! clocks have drifted, and an IAM that checks their codes.
//!
//! ```text
//! cargo run --locked --bin local-portal
//! ```
//!
//! The two functions are the built ones; an HTTP API stands before them. The settings `PORTAL_*` and
//! `CALLER_CLAIM` come from the environment, and `LAMBDA_TASK_ROOT`, the folder of a `words.json`.
//! With `PORTAL_ISSUER` and `PORTAL_CLIENT_ID` the sign-in is at that OpenID provider of this machine.
#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]

use std::error::Error;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::Parser;
use serde_json::json;
use simulator::gateway::{Gateway, Route};
use simulator::iam::{Device, Iam};
use simulator::jwt::JwtAuthorizer;
use simulator::lambda::Function;
use simulator::provider::{Person, Provider};
use simulator::screen::{Screen, Shown};

/// Serves the page on this machine, with a simulated sign-in and simulated devices.
#[derive(Debug, Parser)]
struct Options {
    /// The loopback address to serve the page on; port 0 is any free port
    #[arg(long, default_value = "127.0.0.1:0", value_parser = loopback)]
    listen: SocketAddr,
    /// Let the devices show new codes only when somebody presses the button below them
    #[arg(long)]
    stop_clock: bool,
}

/// How far the devices' clocks are off, in seconds.
const DRIFT: i64 = -47 * 60;

const CLIENT_ID: &str = "resync-portal";

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let listener = TcpListener::bind(options.listen)
        .map_err(|error| format!("cannot listen on {}: {error}", options.listen))?;
    let [function, portal] = simulator::build(["bootstrap", "portal"])?;

    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let iam = Arc::new(Iam::start(i64::try_from(now)?));
    let screen = Screen::start(Arc::clone(&iam), register(&iam));
    let endpoint = iam.endpoint();
    let caller_claim = std::env::var("CALLER_CLAIM").unwrap_or_else(|_| "iam_user".to_owned());
    let function = Function::start(
        &function,
        &[],
        [
            ("AWS_ENDPOINT_URL_IAM", endpoint.as_str()),
            ("AWS_REGION", "eu-central-1"),
            ("AWS_ACCESS_KEY_ID", "local"),
            ("AWS_SECRET_ACCESS_KEY", "local"),
            ("CALLER_CLAIM", caller_claim.as_str()),
            ("GROUPS_CLAIM", "groups"),
            ("OPERATOR_GROUPS", "helpdesk"),
        ],
    );

    let environment: Vec<(String, String)> = std::env::vars()
        .filter(|(name, _)| name.starts_with("PORTAL_") || name == "LAMBDA_TASK_ROOT")
        .collect();
    let setting = |name| environment.iter().find(|(key, _)| key == name);
    let client_id = setting("PORTAL_CLIENT_ID").map_or(CLIENT_ID, |(_, value)| value);
    let provider = Provider::start(client_id, people());
    let simulated = provider.issuer();
    let issuer = setting("PORTAL_ISSUER").map_or(simulated.as_str(), |(_, value)| value);
    let mut settings = vec![("PORTAL_ISSUER", issuer), ("PORTAL_CLIENT_ID", client_id)];
    settings.extend(
        environment
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let mut portal = Function::start(&portal, &[], settings);
    if let Some(error) = portal.init_error() {
        return Err(error["errorMessage"].as_str().unwrap_or_default().into());
    }

    let [function, portal] = [function, portal].map(|function| Arc::new(Mutex::new(function)));
    let route = |key, function: &Arc<Mutex<Function>>, is_open| Route {
        key,
        function: Arc::clone(function),
        is_open,
    };
    let routes = vec![
        route("POST /resync", &function, false),
        route("GET /devices", &function, false),
        route("GET /", &portal, true),
        route("GET /portal/{file}", &portal, true),
    ];
    let gateway = Gateway::bind(listener, routes, JwtAuthorizer::new(issuer, client_id));
    println!("The page:    {}/", gateway.url());
    println!("The devices: {}", screen.url());
    println!("Stop it with Ctrl-C.");
    loop {
        thread::sleep(Duration::from_secs(1));
        if !options.stop_clock {
            iam.advance(1);
        }
    }
}

fn loopback(address: &str) -> Result<SocketAddr, String> {
    let parsed: Result<SocketAddr, _> = address.parse();
    let parsed = parsed.map_err(|_| "not an address such as 127.0.0.1:8080")?;
    if parsed.ip().is_loopback() {
        Ok(parsed)
    } else {
        Err("the sign-in asks for no password, so the page is for this machine alone: use 127.0.0.1".to_owned())
    }
}

fn people() -> Vec<Person> {
    let person = |name, description, claims| Person {
        name,
        description,
        claims,
    };
    vec![
        person(
            "Alice",
            "has one device",
            json!({"sub": "1", "iam_user": "alice"}),
        ),
        person(
            "Bob",
            "has two devices",
            json!({"sub": "2", "iam_user": "bob"}),
        ),
        person(
            "Carol",
            "has a security key only",
            json!({"sub": "3", "iam_user": "carol"}),
        ),
        person(
            "Dave",
            "has no AWS user in his company account",
            json!({"sub": "4"}),
        ),
        person(
            "Erin",
            "is on the help desk, and may help everybody",
            json!({"sub": "5", "groups": ["helpdesk"]}),
        ),
    ]
}

/// Registers the people's devices, and returns those that show codes.
fn register(iam: &Iam) -> Vec<Shown> {
    let devices = [
        (
            "alice",
            "arn:aws:iam::123456789012:mfa/alice-phone",
            b"alice's phone's key.",
            DRIFT,
        ),
        (
            "bob",
            "arn:aws:iam::123456789012:mfa/bob-phone",
            b"bob's phone has this",
            DRIFT / 2,
        ),
        ("bob", "GAHT31415926", b"and his token this..", -DRIFT),
    ];
    iam.add_user("dave");
    let key = Device::new(*b"it shows no codes...", 0);
    iam.register(
        "carol",
        "arn:aws:iam::123456789012:u2f/user/carol/key",
        &key,
    );
    devices
        .map(|(user_name, serial_number, secret, drift)| {
            let device = Device::new(*secret, drift);
            iam.register(user_name, serial_number, &device);
            Shown {
                user_name,
                serial_number,
                device,
            }
        })
        .into()
}
