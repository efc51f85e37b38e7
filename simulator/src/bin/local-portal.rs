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
use simulator::iam::{ACCOUNT, Device, Iam};
use simulator::jwt::JwtAuthorizer;
use simulator::lambda::Function;
use simulator::provider::{Person, Provider};
use simulator::screen::{Screen, Shown};
use simulator::sts::{Role, Sts};

/// Serves the page on this machine, with a simulated sign-in and simulated devices.
#[derive(Debug, Parser)]
struct Options {
    /// The loopback address to serve the page on; port 0 is any free port
    #[arg(long, default_value = "127.0.0.1:0", value_parser = loopback)]
    listen: SocketAddr,
    /// Let the devices show new codes only when somebody presses the button below them
    #[arg(long)]
    stop_clock: bool,
    /// Serve the users of a member account too
    #[arg(long)]
    members: bool,
}

/// How far the devices' clocks are off, in seconds.
const DRIFT: i64 = -47 * 60;

const CLIENT_ID: &str = "resync-portal";

/// Another account, and the role in it that the function assumes.
const MEMBER: &str = "111122223333";
const MEMBER_ROLE: &str = "resync-mfa-device-member";

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let listener = TcpListener::bind(options.listen)
        .map_err(|error| format!("cannot listen on {}: {error}", options.listen))?;
    println!("Building the two functions.");
    let [function, portal] = simulator::build(["bootstrap", "portal"])?;

    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let iam = Arc::new(Iam::start(i64::try_from(now)?));
    let screen = Screen::start(Arc::clone(&iam), register(&iam));
    let endpoint = iam.endpoint();
    let caller_claim = std::env::var("CALLER_CLAIM").unwrap_or_else(|_| "iam_user".to_owned());
    let mut variables = vec![
        ("AWS_ENDPOINT_URL_IAM", endpoint.as_str()),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
        ("CALLER_CLAIM", caller_claim.as_str()),
        ("GROUPS_CLAIM", "groups"),
        ("OPERATOR_GROUPS", "helpdesk"),
    ];
    let sts = options
        .members
        .then(|| Sts::start(&iam, "local", "local", ""));
    let sts_endpoint = sts.as_ref().map(|sts| sts.endpoint());
    if let (Some(sts), Some(endpoint)) = (&sts, &sts_endpoint) {
        sts.set_role(Role::of_member(MEMBER, MEMBER_ROLE));
        variables.extend([
            ("AWS_ENDPOINT_URL_STS", endpoint.as_str()),
            ("MEMBER_ROLE_NAME", MEMBER_ROLE),
            ("MEMBER_ACCOUNTS", MEMBER),
            (
                "MEMBER_ACCOUNT_NAMES",
                "123456789012=Hub,111122223333=Production",
            ),
        ]);
    }
    let function = Function::start(&function, &[], variables);

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
        person(
            "Frank",
            "has an AWS user in a member account, with --members",
            json!({"sub": "6", "iam_user": "arn:aws:iam::111122223333:user/frank"}),
        ),
    ]
}

/// Registers the people's devices, and returns those that show codes.
fn register(iam: &Iam) -> Vec<Shown> {
    let own = |name| format!("arn:aws:iam::{ACCOUNT}:mfa/{name}");
    let devices = [
        (
            ACCOUNT,
            "alice",
            own("alice-phone"),
            b"alice's phone's key.",
            DRIFT,
        ),
        (
            ACCOUNT,
            "bob",
            own("bob-phone"),
            b"bob's phone has this",
            DRIFT / 2,
        ),
        (
            ACCOUNT,
            "bob",
            "GAHT31415926".to_owned(),
            b"and his token this..",
            -DRIFT,
        ),
        (
            MEMBER,
            "frank",
            format!("arn:aws:iam::{MEMBER}:mfa/frank-phone"),
            b"and this is frank's.",
            DRIFT,
        ),
    ];
    iam.add_user("dave");
    let key = Device::new(*b"it shows no codes...", 0);
    iam.register(
        "carol",
        "arn:aws:iam::123456789012:u2f/user/carol/key",
        &key,
    );
    devices
        .map(|(account, user_name, serial_number, secret, drift)| {
            let device = Device::new(*secret, drift);
            iam.register_in(account, user_name, &serial_number, &device);
            Shown {
                account,
                user_name,
                serial_number,
                device,
            }
        })
        .into()
}
