//! The sample events: valid as they stand, one for each kind of event that the function takes.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use simulator::iam::{Device, with_codes};

use crate::{NOW, World, status};

pub fn sample_events() -> BTreeMap<String, Value> {
    events("events")
}

/// The events in a folder of the project, by file name.
pub fn events(folder: &str) -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let event = std::fs::read(&path).unwrap();
            (name, serde_json::from_slice(&event).unwrap())
        })
        .collect()
}

#[test]
fn there_is_one_for_each_kind_of_event() {
    let names: Vec<String> = sample_events().into_keys().collect();
    assert_eq!(
        names,
        [
            "direct.json",
            "function-url-iam.json",
            "http-api-iam-devices.json",
            "http-api-iam.json",
            "http-api-jwt.json",
            "http-api-lambda-authorizer.json",
            "rest-api-cognito.json",
            "rest-api-iam.json",
            "rest-api-jwt.json",
            "rest-api-lambda-authorizer.json",
            "step-functions.json",
        ]
    );
}

/// The codes of the file are placeholders: they keep the rules, and no device shows them.
#[test]
fn each_is_valid_as_it_stands() {
    for (name, event) in sample_events() {
        let mut world = World::with(&[("CALLER_CLAIM", "custom:iam_user")]);
        let device = Device::new([7; 20], 600);
        world.iam.register("alice", "GAHT31415926", &device);
        let expected = if name.ends_with("devices.json") {
            "Devices"
        } else {
            "InvalidAuthenticationCode"
        };
        assert_eq!(status(&world.invoke(&event)), expected, "{name}");

        let record = &world.function.records()[0];
        let source = match name.as_str() {
            "direct.json" | "step-functions.json" => "direct",
            name => ["function-url", "http-api", "rest-api"]
                .into_iter()
                .find(|source| name.starts_with(source))
                .unwrap(),
        };
        assert_eq!(record["eventSource"], source, "{name}");
        if expected == "Devices" {
            continue;
        }

        let placeholders = ["123456", "654321"].map(str::to_owned);
        let event = with_codes(&event.to_string(), &placeholders, &device.two_codes(NOW));
        assert_eq!(status(&world.invoke(&event)), "Resynchronized", "{name}");
    }
}
