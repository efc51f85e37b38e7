//! One start of a program, and its warm invocations.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::json;
use simulator::iam::{ACCOUNT, Device, Iam};
use simulator::lambda::{Function, InvokeResult};

use crate::shared::{Share, cpu, median, milliseconds};

/// How many warm invocations follow each start.
const WARM: u32 = 1000;

pub const NOW: i64 = 1_800_000_000;
const SERIAL: &str = "GAHT31415926";

/// The account of a member, and its role.
pub const MEMBER_ACCOUNT: &str = "111122223333";
pub const MEMBER_ROLE: &str = "resync-mfa-device-member";
const MEMBER_SERIAL: &str = "arn:aws:iam::111122223333:mfa/alice";
pub const ACCESS_KEY_ID: &str = "an-access-key-id";
pub const SECRET: &str = "a-secret-access-key";
pub const SESSION_TOKEN: &str = "a-session-token";

/// What is started, and with what.
pub struct Program {
    pub name: &'static str,
    pub path: PathBuf,
    pub variables: &'static [(&'static str, &'static str)],
    pub request: Kind,
}

/// What is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Complete,
    /// The function has to ask IAM for the device first.
    WithoutSerialNumber,
    /// IAM is not called.
    Invalid,
    /// The user is one of a member account.
    Member,
    /// The page's HTML.
    Page,
}

/// What one start showed.
pub struct Run {
    pub init: f64,
    pub first: f64,
    pub first_cpu: f64,
    pub cold_cpu: f64,
    pub warm: f64,
    pub warm_cpu: f64,
    pub memory: f64,
}

pub fn run(program: &Program, iam: &Iam, sts: &str, roots: &Path, share: Option<&Share>) -> Run {
    let device = Device::new(*b"a secret of 20 bytes", 600);
    let (account, serial_number) = match program.request {
        Kind::Member => (MEMBER_ACCOUNT, MEMBER_SERIAL),
        _ => (ACCOUNT, SERIAL),
    };
    iam.register_in(account, "alice", serial_number, &device);
    let request = || {
        if program.request == Kind::Page {
            return json!({"version": "2.0", "routeKey": "GET /"}).to_string();
        }
        let [first, second] = loop {
            iam.advance(60);
            let [first, second] = device.two_codes(iam.now());
            // Once in a million a device shows the same code twice.
            if first != second {
                break [first, second];
            }
        };
        let mut request = json!({
            "userName": "alice",
            "serialNumber": serial_number,
            "authenticationCode1": first,
            "authenticationCode2": second,
        });
        let fields = request.as_object_mut().expect("an object");
        match program.request {
            // The serial number's account is the user's.
            Kind::Complete | Kind::Member | Kind::Page => {}
            Kind::WithoutSerialNumber => drop(fields.remove("serialNumber")),
            Kind::Invalid => drop(fields.remove("authenticationCode2")),
        }
        request.to_string()
    };
    let endpoint = iam.endpoint();
    let roots = roots.to_string_lossy();
    let variables = [
        ("AWS_ENDPOINT_URL_IAM", endpoint.as_str()),
        ("AWS_ENDPOINT_URL_STS", sts),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID),
        ("AWS_SECRET_ACCESS_KEY", SECRET),
        ("SSL_CERT_FILE", &roots),
    ];
    let variables = variables.iter().chain(program.variables).copied();

    let started = Instant::now();
    let mut function = Function::start(&program.path, &[], variables);
    function.wait_until_ready();
    let init = started.elapsed();
    let id = function.process_id();
    if let Some(share) = share {
        share.limit(id);
    }
    let event = request();
    let init_cpu = cpu(id);
    let started = Instant::now();
    check(program, &function.invoke(event));
    let first = started.elapsed();
    let cold_cpu = cpu(id);

    if let Some(share) = share {
        share.release(id);
    }
    let mut times = Vec::new();
    for _ in 0..WARM {
        let event = request();
        let started = Instant::now();
        check(program, &function.invoke(event));
        times.push(milliseconds(started.elapsed()));
    }
    Run {
        init: milliseconds(init),
        first: milliseconds(first),
        first_cpu: cold_cpu - init_cpu,
        cold_cpu,
        warm: median(times),
        warm_cpu: (cpu(id) - cold_cpu) / f64::from(WARM),
        memory: peak_memory(id),
    }
}

/// Checks that the answer is right: only then does its time count.
fn check(program: &Program, answer: &InvokeResult) {
    let right = match answer {
        InvokeResult::Response(document) if program.request == Kind::Page => {
            document["statusCode"] == 200
        }
        InvokeResult::Response(document) => {
            program.request != Kind::Invalid
                && (document["status"] == "Resynchronized" || program.name.contains("null"))
        }
        InvokeResult::Error { error_type, .. } => {
            program.request == Kind::Invalid && error_type == "InvalidRequest"
        }
        InvokeResult::Exited | InvokeResult::Late => false,
    };
    assert!(right, "{}: {answer:?}", program.name);
}

/// In MiB.
fn peak_memory(id: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).expect("a process");
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|l| l.trim().strip_suffix(" kB"));
    kilobytes
        .and_then(|k| k.parse::<f64>().ok())
        .expect("a number")
        / 1024.0
}
