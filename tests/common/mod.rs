//! A function, the IAM that it calls, and what tests read of an answer.
#![allow(dead_code, reason = "no target of the tests uses everything")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};
use simulator::iam::{Device, Iam};
use simulator::lambda::{Event, Function, InvokeResult};

/// The setting that makes a failure a document.
pub const RETURN: [(&str, &str); 1] = [("ON_DIRECT_FAILURE", "return")];

/// What IAM's clock says at first: 2027-01-15T08:00:00Z.
pub const NOW: i64 = 1_800_000_000;

pub const USER: &str = "alice";
pub const SERIAL: &str = "arn:aws:iam::123456789012:mfa/alice";

/// A function, the IAM that it calls, and a user whose device is 47 minutes behind.
pub struct World {
    pub iam: Iam,
    pub device: Device,
    pub function: Function,
}

impl World {
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// With environment variables for the function; the last of a name counts.
    pub fn with(variables: &[(&str, &str)]) -> Self {
        let world = Self::without_devices(variables);
        world.iam.register(USER, SERIAL, &world.device);
        world
    }

    /// With a device in the user's hand that IAM does not know, nor the user.
    pub fn without_devices(variables: &[(&str, &str)]) -> Self {
        let iam = Iam::start(NOW);
        let device = Device::new(*b"a secret of 20 bytes", -47 * 60);
        let function = start(&iam.endpoint(), variables);
        Self {
            iam,
            device,
            function,
        }
    }

    /// A good request, with the codes that the device shows.
    pub fn request(&self) -> Value {
        let [first, second] = self.device.two_codes(self.iam.now());
        json!({
            "userName": USER,
            "serialNumber": SERIAL,
            "authenticationCode1": first,
            "authenticationCode2": second,
        })
    }

    pub fn signs_in(&self) -> bool {
        let code = self.device.code(self.iam.now());
        self.iam.sign_in(USER, SERIAL, &code)
    }

    pub fn invoke(&mut self, event: &impl ToString) -> InvokeResult {
        self.function.invoke(event.to_string())
    }
}

/// Starts the function, with `endpoint` in IAM's place.
pub fn start(endpoint: &str, variables: &[(&str, &str)]) -> Function {
    let environment = [
        ("AWS_ENDPOINT_URL_IAM", endpoint),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "an-access-key-id"),
        ("AWS_SECRET_ACCESS_KEY", "a-secret-access-key"),
        ("AWS_SESSION_TOKEN", "a-session-token"),
    ];
    let variables = environment.iter().chain(variables).copied();
    Function::start(&bootstrap(), &[], variables)
}

pub fn bootstrap() -> PathBuf {
    simulator::program(env!("CARGO_BIN_EXE_bootstrap"))
}

/// The status of an answer, whichever form it has.
#[track_caller]
pub fn status(answer: &InvokeResult) -> String {
    match answer {
        InvokeResult::Response(response) if response.get("statusCode").is_some() => {
            let body = response["body"].as_str().expect("a body");
            let document: Value = serde_json::from_str(body).expect("a document");
            document["status"].as_str().expect("a status").to_owned()
        }
        InvokeResult::Response(document) => {
            document["status"].as_str().expect("a status").to_owned()
        }
        InvokeResult::Error { error_type, .. } => error_type.clone(),
        InvokeResult::Exited => panic!("the process ended"),
        InvokeResult::Late => panic!("the answer came after the deadline"),
    }
}

/// The sentences about each violation, by field, as the function puts them in its document.
#[track_caller]
pub fn violations(answer: &InvokeResult) -> Vec<(&str, &str)> {
    let InvokeResult::Response(document) = answer else {
        panic!("{answer:?}");
    };
    let list = document["violations"].as_array().expect("violations");
    list.iter()
        .map(|violation| {
            let text = |name: &str| violation[name].as_str().expect("text");
            (text("field"), text("message"))
        })
        .collect()
}

/// An event of an HTTP API, payload format 2.0.
pub fn http_api(authorizer: &Value, body: &Value) -> Value {
    json!({
        "version": "2.0",
        "requestContext": {
            "http": {"method": "POST", "path": "/resync"},
            "authorizer": authorizer,
        },
        "body": body.to_string(),
        "isBase64Encoded": false,
    })
}

/// An event of a REST API.
pub fn rest_api(identity: &Value, authorizer: &Value, body: &Value) -> Value {
    json!({
        "httpMethod": "POST",
        "requestContext": {
            "httpMethod": "POST",
            "identity": identity,
            "authorizer": authorizer,
        },
        "body": body.to_string(),
        "isBase64Encoded": false,
    })
}

pub fn short_of_time(payload: &Value, milliseconds: u64) -> Event {
    Event {
        time: std::time::Duration::from_millis(milliseconds),
        ..Event::from(payload.to_string())
    }
}

/// The metrics that `CloudWatch` makes of a record, each with its dimensions, if it keeps the
/// specification of the embedded metric format.
#[track_caller]
pub fn metrics(record: &Value) -> BTreeSet<String> {
    let texts = |array: &Value| -> Vec<String> {
        let texts = array.as_array().unwrap().iter();
        texts
            .map(|text| text.as_str().unwrap().to_owned())
            .collect()
    };
    assert!(record["_aws"]["Timestamp"].is_u64());
    let mut metrics = BTreeSet::new();
    for directive in record["_aws"]["CloudWatchMetrics"].as_array().unwrap() {
        assert_eq!(directive["Namespace"], "ResyncMFADevice");
        for set in directive["Dimensions"].as_array().unwrap() {
            let set = texts(set);
            for name in &set {
                assert!(record[name].is_string(), "{name}: {record}");
            }
            for metric in directive["Metrics"].as_array().unwrap() {
                let name = metric["Name"].as_str().unwrap();
                assert!(record[name].is_u64(), "{name}: {record}");
                metrics.insert(format!("{name} by {}", set.join(",")));
            }
        }
    }
    metrics
}
