//! The HTTP contract and the real answers, held to each other.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Value, json};
use support::iam::{Device, Fault};
use support::lambda::{Answer, Event};

use crate::{NOW, USER, World, http_api};

const ALICE: &str = "arn:aws:iam::123456789012:user/alice";

fn contract() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.yaml");
    serde_saphyr::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A schema of the contract, with what it refers to.
fn validator(contract: &Value, schema: &Value) -> Validator {
    let mut schema = schema.clone();
    schema["components"] = contract["components"].clone();
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

fn responses(contract: &Value) -> &serde_json::Map<String, Value> {
    contract["paths"]["/resync"]["post"]["responses"]
        .as_object()
        .unwrap()
}

/// Every status that the README lists.
fn statuses() -> BTreeSet<String> {
    include_str!("../../README.md")
        .lines()
        .skip_while(|line| !line.starts_with("| `status` |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.split('`').nth(1).unwrap().to_owned())
        .collect()
}

#[test]
fn every_status_has_an_example_that_is_valid() {
    let contract = contract();
    let mut found = BTreeSet::new();
    for (code, response) in responses(&contract) {
        let content = &response["content"]["application/json"];
        let validator = validator(&contract, &content["schema"]);
        for (name, example) in content["examples"].as_object().unwrap() {
            let value = &example["value"];
            assert_eq!(value["status"], *name);
            let errors: Vec<String> = validator
                .iter_errors(value)
                .map(|e| e.to_string())
                .collect();
            assert!(errors.is_empty(), "{code} {name}: {errors:?}");
            found.insert(name.clone());
        }
    }
    assert_eq!(found, statuses());
}

/// Asserts that an answer is one of the contract's; returns its document.
#[track_caller]
fn check(contract: &Value, answer: &Answer) -> Value {
    let Answer::Response(answer) = answer else {
        panic!("{answer:?}");
    };
    let code = answer["statusCode"].to_string();
    let response = responses(contract).get(&code).expect("a documented code");
    let headers = answer["headers"].as_object().unwrap();
    assert_eq!(headers["Content-Type"], "application/json");
    let sent: BTreeSet<&str> = headers.keys().map(String::as_str).collect();
    let mut documented: BTreeSet<&str> = response["headers"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    documented.insert("Content-Type");
    assert_eq!(sent, documented, "{code}");
    let document: Value = serde_json::from_str(answer["body"].as_str().unwrap()).unwrap();
    let content = &response["content"]["application/json"];
    let errors: Vec<String> = validator(contract, &content["schema"])
        .iter_errors(&document)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{document}: {errors:?}");
    // The example is what is really said, but for what belongs to one call.
    let status = document["status"].as_str().unwrap();
    assert_eq!(
        content["examples"][status]["value"]["message"],
        document["message"]
    );
    document
}

#[test]
fn every_real_answer_is_one_of_the_contract() {
    let contract = contract();
    let mut found = BTreeSet::new();
    let failing = |code: &str| vec![Fault::error(400, code, "No"); 3];
    for (faults, change) in [
        (vec![], json!({})),
        (vec![], json!({"authenticationCode1": 123_456})),
        (vec![], json!({"userName": "bob"})),
        (failing("NoSuchEntity"), json!({})),
        (failing("ConcurrentModification"), json!({})),
        (failing("LimitExceeded"), json!({})),
        (failing("AccessDenied"), json!({})),
        (failing("Throttling"), json!({})),
        (failing("ExpiredToken"), json!({})),
        (failing("InvalidAuthenticationCode"), json!({})),
        (vec![], json!({"submittedAt": "2020-01-01T00:00:00Z"})),
        (vec![], json!({"serialNumber": null})),
        (
            vec![Fault::error(500, "ServiceFailure", "Sorry"); 3],
            json!({}),
        ),
        (vec![Fault::Close; 3], json!({})),
    ] {
        let mut world = World::new();
        let other = Device::new([1; 20], 0);
        world.iam.register(USER, "GAHT31415926", &other);
        for fault in faults {
            world.iam.inject(fault);
        }
        let mut request = world.request();
        for (field, value) in change.as_object().unwrap() {
            if value.is_null() {
                request.as_object_mut().unwrap().remove(field);
            } else {
                request[field] = value.clone();
            }
        }
        let mut event = http_api(&json!({"iam": {"userArn": ALICE}}), &request);
        let document = check(&contract, &world.invoke(&event));
        found.insert(document["status"].as_str().unwrap().to_owned());

        let answer = world.function.invoke(Event {
            time: std::time::Duration::from_millis(990),
            ..Event::from(
                http_api(&json!({"iam": {"userArn": ALICE}}), &world.request()).to_string(),
            )
        });
        found.insert(
            check(&contract, &answer)["status"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
        event["requestContext"]["http"]["method"] = json!("GET");
        let document = check(&contract, &world.invoke(&event));
        found.insert(document["status"].as_str().unwrap().to_owned());
    }
    assert_eq!(found, statuses());
}

#[test]
fn the_contract_and_the_function_agree_on_requests() {
    let contract = contract();
    let operation = &contract["paths"]["/resync"]["post"];
    let content = &operation["requestBody"]["content"]["application/json"];
    let validator = validator(&contract, &content["schema"]);
    for example in content["examples"].as_object().unwrap().values() {
        assert!(validator.is_valid(&example["value"]), "{example}");
    }
    let mut world = World::new();
    for (field, value) in [
        ("comment", json!("ignored")),
        ("userName", json!("a")),
        ("userName", json!("")),
        ("userName", json!("a b")),
        ("userName", json!("a".repeat(128))),
        ("userName", json!("a".repeat(129))),
        ("userName", json!(7)),
        ("userName", json!(null)),
        ("serialNumber", json!("12345678")),
        ("serialNumber", json!("123456789")),
        ("serialNumber", json!("1".repeat(256))),
        ("serialNumber", json!("1".repeat(257))),
        ("serialNumber", json!("1234 56789")),
        ("authenticationCode1", json!("12345")),
        ("authenticationCode1", json!(" 1-2 3-4 5-6 ")),
        ("authenticationCode1", json!("1234567")),
        ("authenticationCode1", json!("١٢٣٤٥٦")),
        ("authenticationCode1", json!(123_456)),
        ("submittedAt", json!("2020-01-31T12:00:00Z")),
        ("submittedAt", json!("2020-01-31T12:00:00.25+01:00")),
        ("submittedAt", json!("2020-01-31")),
        ("submittedAt", json!(7)),
    ] {
        let mut request = world.request();
        request[field] = value;
        let event = http_api(&json!({"iam": {"userArn": ALICE}}), &request);
        let invalid = crate::status(&world.invoke(&event)) == "InvalidRequest";
        assert_eq!(validator.is_valid(&request), !invalid, "{request}");
    }
    assert_eq!(world.iam.now(), NOW);
}
