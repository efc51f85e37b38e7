//! `openapi.yaml`, used by tools that know nothing else of the function: a client that is generated
//! from it, and Schemathesis. Both talk to the built function through an HTTP API.
//! `scripts/test-contract` installs what they need and runs them.
#![allow(
    clippy::expect_used,
    reason = "a test that cannot go on fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use serde_json::json;
use simulator::gateway::{Gateway, Route};
use simulator::iam::{Device, Iam, with_codes};
use simulator::lambda::Function;

/// What IAM's clock says: 2027-01-15T08:00:00Z.
const NOW: i64 = 1_800_000_000;

/// The contract, with codes in the examples that alice's device shows.
const CONTRACT: &str = "target/contract/openapi.yaml";

/// The routes of the template.
const ROUTES: [&str; 2] = ["POST /resync", "GET /devices"];

/// The routes of an API that leaves it to the function to tell methods apart.
const ANY_METHOD: [&str; 2] = ["ANY /resync", "ANY /devices"];

/// A token of alice as an operator, for whom the function asks IAM about every user name.
const OPERATOR: &str = "alice-the-operator";

/// An API, the function behind it, and the IAM that the function calls: alice has one device, bob
/// has two, carol has none that can drift, and dave has none.
struct World {
    gateway: Gateway,
    device: Device,
    iam: Iam,
}

impl World {
    fn new(routes: &[&'static str]) -> Self {
        let iam = Iam::start(NOW);
        let device = Device::new(*b"a secret of 20 bytes", -47 * 60);
        for (user_name, serial_number) in [
            ("alice", "arn:aws:iam::123456789012:mfa/alice"),
            ("bob", "arn:aws:iam::123456789012:mfa/bob-phone"),
            ("bob", "GAHT31415926"),
            ("carol", "arn:aws:iam::123456789012:u2f/user/carol/key"),
        ] {
            iam.register(user_name, serial_number, &device);
        }
        iam.add_user("dave");
        let function = Function::start(
            Path::new(env!("CARGO_BIN_EXE_bootstrap")),
            &[],
            [
                ("AWS_ENDPOINT_URL_IAM", iam.endpoint().as_str()),
                ("AWS_REGION", "eu-central-1"),
                ("AWS_ACCESS_KEY_ID", "an-access-key-id"),
                ("AWS_SECRET_ACCESS_KEY", "a-secret-access-key"),
                ("CALLER_CLAIM", "custom:iam_user"),
                ("OPERATOR_GROUPS", "helpdesk"),
            ],
        );
        let users = ["alice", "bob", "carol", "dave"];
        let tokens = users.map(|name| (name.to_owned(), json!({"custom:iam_user": name})));
        let mut tokens = BTreeMap::from(tokens);
        let operator = json!({"custom:iam_user": "alice", "cognito:groups": "[helpdesk]"});
        tokens.insert(OPERATOR.to_owned(), operator);
        let function = Arc::new(Mutex::new(function));
        let routes = routes.iter().map(|&key| Route {
            key,
            function: Arc::clone(&function),
            is_open: false,
        });
        let routes = routes.collect();
        Self {
            gateway: Gateway::start(routes, tokens),
            device,
            iam,
        }
    }

    /// Runs one of the tools to its end.
    fn run(&self, program: &str, arguments: &[&str]) {
        let [first, second] = self.device.two_codes(self.iam.now());
        let status = Command::new(program)
            .args(arguments)
            .env("API_URL", self.gateway.url())
            .env("CODE_1", first)
            .env("CODE_2", second)
            // A proxy does not reach the loopback interface of this machine.
            .env("NO_PROXY", "127.0.0.1")
            .status()
            .expect("scripts/test-contract has installed it");
        assert!(status.success(), "{program}: {status}");
    }

    /// Lets Schemathesis test the API with this token.
    fn run_schemathesis(&self, token: &str, arguments: &[&str]) {
        let placeholders = ["219910", "851773"].map(String::from);
        let contract = std::fs::read_to_string("openapi.yaml").expect("the contract");
        let codes = self.device.two_codes(self.iam.now());
        std::fs::write(CONTRACT, with_codes(&contract, &placeholders, &codes)).expect("its copy");
        let url = self.gateway.url();
        let header = format!("Authorization: Bearer {token}");
        let fixed = [
            "--config-file",
            "tests/contract/schemathesis.toml",
            "run",
            CONTRACT,
            "--url",
            &url,
            "--header",
            &header,
            "--seed",
            "7159",
        ];
        let arguments: Vec<&str> = fixed.iter().chain(arguments).copied().collect();
        self.run("target/contract/python/bin/schemathesis", &arguments);
    }
}

#[test]
#[ignore = "needs Node.js and Python: run scripts/test-contract"]
fn a_generated_client_calls_the_function() {
    let world = World::new(&ROUTES);
    world.run(
        "node",
        &[
            "--test",
            "--test-reporter",
            "spec",
            "target/contract/client/client.test.js",
        ],
    );
}

#[test]
#[ignore = "needs Node.js and Python: run scripts/test-contract"]
fn schemathesis_finds_nothing() {
    let world = World::new(&ROUTES);
    world.run_schemathesis(OPERATOR, &["--max-examples", "1000"]);
    // Each of these sees other answers than an operator.
    for token in ["alice", "bob", "carol", "dave", "expired"] {
        world.run_schemathesis(token, &["--max-examples", "50"]);
    }
    // What it has seen. An IAM that fails is no part of this test.
    let expected = [
        "401",
        "404",
        "CodesExpired",
        "Devices",
        "InvalidAuthenticationCode",
        "InvalidRequest",
        "NoSuchEntity",
        "NotAuthorized",
        "Resynchronized",
        "SerialNumberRequired",
    ];
    assert_eq!(
        world.gateway.statuses(),
        BTreeSet::from(expected.map(String::from))
    );
}

/// API Gateway answers a method without a route with 404, which `unsupported_method` does not
/// accept, and which says nothing about the function. So this check has an API whose routes pass
/// every method on.
#[test]
#[ignore = "needs Node.js and Python: run scripts/test-contract"]
fn schemathesis_finds_no_unsupported_method() {
    let world = World::new(&ANY_METHOD);
    let checks = "unsupported_method,status_code_conformance,content_type_conformance,\
                  response_headers_conformance,response_schema_conformance";
    world.run_schemathesis(OPERATOR, &["--phases", "coverage", "--checks", checks]);
    assert!(world.gateway.statuses().contains("MethodNotAllowed"));
}
