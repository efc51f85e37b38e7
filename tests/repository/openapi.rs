//! The HTTP contract and the real answers, held to each other.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Value, json};
use simulator::iam::{Device, Fault};
use simulator::lambda::{Event, InvokeResult};

use crate::common::{NOW, USER, World, http_api, status};

const ALICE: &str = "arn:aws:iam::123456789012:user/alice";

/// The contract, as strict as it is today: it promises clients that fields may be added, but a field
/// that it does not have is a mistake of ours.
fn contract() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.yaml");
    let mut contract: Value =
        serde_saphyr::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let schemas = contract["components"]["schemas"].as_object_mut().unwrap();
    for (name, schema) in schemas {
        let is_request =
            ["ResyncRequest", "UserName", "AuthenticationCode"].contains(&name.as_str());
        let is_base = name == "Answer";
        if !is_request && !is_base {
            schema["unevaluatedProperties"] = json!(false);
        }
    }
    contract
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

/// What the contract says of the answers to a method.
fn responses<'a>(contract: &'a Value, method: &str) -> &'a serde_json::Map<String, Value> {
    let path = match method {
        "post" => "/resync",
        _ => "/devices",
    };
    contract["paths"][path][method]["responses"]
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
    for method in ["post", "get"] {
        for (code, response) in responses(&contract, method) {
            let content = &response["content"]["application/json"];
            let validator = validator(&contract, &content["schema"]);
            for (name, example) in content["examples"].as_object().unwrap() {
                let value = &example["value"];
                let errors: Vec<String> = validator
                    .iter_errors(value)
                    .map(|e| e.to_string())
                    .collect();
                assert!(errors.is_empty(), "{method} {code} {name}: {errors:?}");
                if name == "GatewayError" {
                    assert_eq!(value.get("status"), None);
                } else {
                    assert_eq!(value["status"], *name);
                    found.insert(name.clone());
                }
            }
        }
    }
    // Settings that exclude each other.
    let mut world = World::with(&[("AWS_USE_FIPS_ENDPOINT", "true")]);
    let alice = json!({"iam": {"userArn": ALICE}});
    let answer = world.invoke(&http_api(&alice, &world.request()));
    let document = check(&contract, "post", &answer);
    found.insert(document["status"].as_str().unwrap().to_owned());
    assert_eq!(found, statuses());
}

/// The codes that API Gateway answers by itself, beside those of the function.
#[test]
fn the_gateways_own_answers_are_in_the_contract() {
    let contract = contract();
    for method in ["post", "get"] {
        for (code, response) in responses(&contract, method) {
            let schema = &response["content"]["application/json"]["schema"];
            let validator = validator(&contract, schema);
            let by_gateway = ["401", "403", "429", "500", "503", "504"].contains(&code.as_str());
            let message = json!({"message": "Forbidden"});
            assert_eq!(validator.is_valid(&message), by_gateway, "{method} {code}");
            // With a status it is the function's, and has the rest of a document too.
            let cut = json!({"message": "Forbidden", "status": "NotAuthorized"});
            assert!(!validator.is_valid(&cut), "{method} {code}");
            assert!(response["headers"].get("apigw-requestid").is_some());
        }
    }
}

/// Asserts that an answer is one of the contract's; returns its document.
#[track_caller]
fn check(contract: &Value, method: &str, answer: &InvokeResult) -> Value {
    let InvokeResult::Response(answer) = answer else {
        panic!("{answer:?}");
    };
    let code = answer["statusCode"].to_string();
    let response = responses(contract, method)
        .get(&code)
        .expect("a documented code");
    let headers = answer["headers"].as_object().unwrap();
    assert_eq!(headers["Content-Type"], "application/json");
    let sent: BTreeSet<&str> = headers.keys().map(String::as_str).collect();
    let mut documented: BTreeSet<&str> = response["headers"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    // The gateway adds this one.
    documented.remove("apigw-requestid");
    documented.insert("Content-Type");
    assert_eq!(sent, documented, "{code}");
    let components = &contract["components"]["headers"];
    for (name, value) in headers {
        if let Some(header) = response["headers"].get(name) {
            let schema = header.get("schema").unwrap_or(&components[name]["schema"]);
            assert!(
                validator(contract, schema).is_valid(value),
                "{name}: {value}"
            );
        }
    }
    let document: Value = serde_json::from_str(answer["body"].as_str().unwrap()).unwrap();
    let content = &response["content"]["application/json"];
    let errors: Vec<String> = validator(contract, &content["schema"])
        .iter_errors(&document)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{document}: {errors:?}");
    // The example is what is really said, but for what belongs to one call.
    let status = document["status"].as_str().unwrap();
    let example = &content["examples"][status]["value"];
    if example.get("reason") == document.get("reason") {
        assert_eq!(example["message"], document["message"]);
    }
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
        (failing("ValidationError"), json!({})),
        (failing("ConcurrentModification"), json!({})),
        (failing("LimitExceeded"), json!({})),
        (failing("AccessDenied"), json!({})),
        (failing("Throttling"), json!({})),
        (failing("InvalidAuthenticationCode"), json!({})),
        (vec![], json!({"submittedAt": "2020-01-01T00:00:00Z"})),
        (vec![], json!({"serialNumber": null})),
        (
            vec![Fault::error(500, "ServiceFailure", "Sorry"); 3],
            json!({}),
        ),
        (
            vec![Fault::error(500, "ServiceFailure", "Sorry"); 3],
            json!({"serialNumber": null}),
        ),
        (vec![Fault::Close; 3], json!({})),
    ] {
        let mut world = World::new();
        let other = Device::new([1; 20], 0);
        world.iam.register(USER, "GAHT31415926", &other);
        let mut request = world.request();
        for (field, value) in change.as_object().unwrap() {
            if value.is_null() {
                request.as_object_mut().unwrap().remove(field);
            } else {
                request[field] = value.clone();
            }
        }
        let alice = json!({"iam": {"userArn": ALICE}});
        let mut get = http_api(&alice, &Value::Null);
        get["requestContext"]["http"]["method"] = json!("GET");
        if let Some(user_name) = request.get("userName") {
            get["rawQueryString"] = json!(format!("userName={}", user_name.as_str().unwrap()));
        }
        let post = http_api(&alice, &request);
        let mut put = post.clone();
        put["requestContext"]["http"]["method"] = json!("PUT");
        for (method, event) in [("post", &post), ("get", &get)] {
            for fault in &faults {
                world.iam.inject(fault.clone());
            }
            let mut answers = vec![world.invoke(event)];
            answers.push(world.function.invoke(Event {
                time: std::time::Duration::from_millis(990),
                ..Event::from(event.to_string())
            }));
            answers.push(world.invoke(&put));
            for answer in &answers {
                let document = check(&contract, method, answer);
                found.insert(document["status"].as_str().unwrap().to_owned());
            }
        }
    }
    // Settings that exclude each other.
    let mut world = World::with(&[("AWS_USE_FIPS_ENDPOINT", "true")]);
    let alice = json!({"iam": {"userArn": ALICE}});
    let answer = world.invoke(&http_api(&alice, &world.request()));
    let document = check(&contract, "post", &answer);
    found.insert(document["status"].as_str().unwrap().to_owned());
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
        ("userName", json!(" a\n")),
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
        ("serialNumber", json!(null)),
        ("serialNumber", json!("")),
        ("serialNumber", json!(" GAHT12345678\n")),
        ("authenticationCode1", json!(null)),
        ("authenticationCode1", json!("")),
        ("authenticationCode1", json!("'123456")),
        ("authenticationCode1", json!("１２３４５６\r\n")),
        ("authenticationCode1", json!("123\u{2011}456")),
        ("authenticationCode1", json!("12345x")),
        ("authenticationCode1", json!("12345")),
        ("authenticationCode1", json!(" 1-2 3-4 5-6 ")),
        ("authenticationCode1", json!("١٢٣٤٥٦")),
        ("authenticationCode1", json!(123_456)),
        ("submittedAt", json!("2020-01-31T12:00:00Z")),
        ("submittedAt", json!("2020-01-31T12:00:00.25+01:00")),
        ("submittedAt", json!(" 2020-01-31 12:00:00Z\n")),
        ("submittedAt", json!(null)),
        ("submittedAt", json!("")),
        ("submittedAt", json!("2020-01-31")),
        ("submittedAt", json!(7)),
    ] {
        let mut request = world.request();
        request[field] = value;
        let event = http_api(&json!({"iam": {"userArn": ALICE}}), &request);
        let invalid = status(&world.invoke(&event)) == "InvalidRequest";
        assert_eq!(validator.is_valid(&request), !invalid, "{request}");
    }
    assert_eq!(world.iam.now(), NOW);
    // What a schema cannot say: it accepts these, and the function does not.
    for (field, value) in [
        ("authenticationCode1", json!("1234567")),
        ("authenticationCode1", json!("!!!!!!")),
        ("username", json!("alice")),
    ] {
        let mut request = world.request();
        request[field] = value;
        let event = http_api(&json!({"iam": {"userArn": ALICE}}), &request);
        assert_eq!(status(&world.invoke(&event)), "InvalidRequest", "{request}");
        assert!(validator.is_valid(&request), "{request}");
    }
}

/// The tables of `docs/api.md` and the contract.
#[test]
fn the_tables_of_codes_and_reasons_are_complete() {
    let contract = contract();
    let schemas = &contract["components"]["schemas"];
    for (header, values) in [
        (
            "| `code` | the field |",
            &schemas["Violation"]["properties"]["code"]["enum"],
        ),
        (
            "| `reason` | IAM does not know |",
            &schemas["NoSuchEntity"]["properties"]["reason"]["enum"],
        ),
    ] {
        let documented: Vec<&str> = include_str!("../../docs/api.md")
            .lines()
            .skip_while(|line| *line != header)
            .skip(2)
            .take_while(|line| line.starts_with('|'))
            .map(|line| line.split('`').nth(1).unwrap())
            .collect();
        assert_eq!(json!(documented), *values, "{header}");
    }
}
