//! `GET`: which devices can be resynchronized.

use serde_json::{Value, json};
use simulator::iam::{Device, Fault};
use simulator::lambda::InvokeResult;

use crate::{USER, World, http_api, rest_api, short_of_time, status};

const ALICE: &str = "arn:aws:iam::123456789012:user/alice";
const KEY: &str = "arn:aws:iam::123456789012:u2f/user/alice/key-ABCDEFGHIJKLMNOP";
const VIRTUAL: &str = "arn:aws:iam::123456789012:mfa/staff/alice-phone";
const TOKEN: &str = "GAHT31415926";

const SETTINGS: [(&str, &str); 3] = [
    ("CALLER_CLAIM", "custom:iam_user"),
    ("OPERATOR_GROUPS", "helpdesk"),
    ("OPERATOR_ARNS", "arn:aws:iam::123456789012:user/olga"),
];

/// A world whose user has these devices.
fn world(serial_numbers: &[&str]) -> World {
    let world = World::without_devices(&SETTINGS);
    world.iam.add_user(USER);
    world.iam.add_user("olga");
    for serial_number in serial_numbers {
        world
            .iam
            .register(USER, serial_number, &Device::new([1; 20], 0));
    }
    world
}

/// A `GET` through an HTTP API.
fn get(authorizer: &Value, query: &str) -> Value {
    let mut event = http_api(authorizer, &Value::Null);
    event["requestContext"]["http"]["method"] = json!("GET");
    event["rawQueryString"] = json!(query);
    event.as_object_mut().unwrap().remove("body");
    event
}

/// A `GET` through a REST API, with these values for each name in the query.
fn rest_get(identity: &Value, authorizer: &Value, query: &Value) -> Value {
    let mut event = rest_api(identity, authorizer, &Value::Null);
    event["httpMethod"] = json!("GET");
    event["multiValueQueryStringParameters"] = query.clone();
    event
}

fn user(arn: &str) -> Value {
    json!({"iam": {"userArn": arn}})
}

#[track_caller]
fn response(answer: &InvokeResult) -> (u64, Value) {
    let InvokeResult::Response(response) = answer else {
        panic!("not a response: {answer:?}");
    };
    let body = response["body"].as_str().expect("a body");
    let document = serde_json::from_str(body).expect("a document");
    (response["statusCode"].as_u64().expect("a code"), document)
}

#[test]
fn the_devices_that_can_drift() {
    let mut world = world(&[VIRTUAL, KEY, TOKEN]);
    let answer = world.invoke(&get(&user(ALICE), ""));
    let (code, document) = response(&answer);
    assert_eq!(code, 200);
    assert_eq!(
        document,
        json!({
            "status": "Devices",
            "message": "These devices can be resynchronized. Choose the one whose codes are \
                        refused.",
            "userName": "alice",
            "operator": false,
            "devices": [
                {
                    "serialNumber": TOKEN,
                    "name": TOKEN,
                    "type": "hardware",
                    "enabledAt": "2026-01-01T00:00:00Z",
                },
                {
                    "serialNumber": VIRTUAL,
                    "name": "alice-phone",
                    "type": "virtual",
                    "enabledAt": "2026-01-01T00:00:00Z",
                },
            ],
            "requestId": world.function.request_id(),
            "iamRequestId": "00000000-0000-4000-8000-000000000002",
        })
    );
    let calls = world.iam.calls();
    assert!(calls.iter().all(|call| call["Action"] == "ListMFADevices"));
    let record = &world.function.records()[0];
    assert_eq!(record["level"], "INFO");
    assert_eq!(record["status"], "Devices");
    assert_eq!(record["userName"], "alice");
    assert_eq!(record["listMfaDevicesAttempts"], 2);
    assert!(record.get("resyncMfaDeviceAttempts").is_none());
}

#[test]
fn no_device_that_can_drift() {
    for (devices, reason) in [(&[][..], "Device"), (&[KEY], "TotpDevice")] {
        let mut world = world(devices);
        let (code, document) = response(&world.invoke(&get(&user(ALICE), "")));
        assert_eq!((code, &document["reason"]), (404, &json!(reason)));
        assert_eq!(document["status"], "NoSuchEntity");
        assert_eq!(document["operator"], false);
        assert_eq!(world.function.records()[0]["reason"], reason);
    }
}

/// Each source of events, each kind of caller, each question: whose devices IAM is asked for, or
/// the status of the refusal.
#[test]
#[expect(clippy::too_many_lines, reason = "a table: one row for each question")]
fn who_may_see_whose_devices() {
    let olga = "arn:aws:iam::123456789012:user/olga";
    let role = "arn:aws:sts::123456789012:assumed-role/Developer/alice";
    let claims = json!({"sub": "s", "custom:iam_user": "alice"});
    let helpdesk = json!({"sub": "h", "cognito:groups": "helpdesk"});
    let token = |claims: &Value| json!({"jwt": {"claims": claims}});
    let mut url = get(&user(ALICE), "");
    url["requestContext"]["domainName"] = json!("abcdefg.lambda-url.eu-central-1.on.aws");
    let mut other_path = get(&user(ALICE), "");
    other_path["rawPath"] = json!("/resync");
    let nobody = Value::Null;
    for (event, expected) in [
        (get(&user(ALICE), ""), Ok("alice")),
        (url, Ok("alice")),
        (other_path, Ok("alice")),
        (get(&user(ALICE), "userName=alice"), Ok("alice")),
        (get(&user(ALICE), "UserName=ALICE"), Ok("alice")),
        (get(&user(ALICE), "userName=bob"), Err("NotAuthorized")),
        (
            get(&user(ALICE), "other=1&userName=bob"),
            Err("NotAuthorized"),
        ),
        (
            get(&user(ALICE), "userName=alice&userName=alice"),
            Err("InvalidRequest"),
        ),
        (
            get(&user(ALICE), "userName=alice&UserName=bob"),
            Err("InvalidRequest"),
        ),
        (
            get(&user(ALICE), "userName=alice,bob"),
            Err("NotAuthorized"),
        ),
        (get(&user(ALICE), "userName="), Err("InvalidRequest")),
        (get(&user(ALICE), "userName"), Err("InvalidRequest")),
        (get(&user(ALICE), "userName=a+b"), Err("InvalidRequest")),
        (get(&user(olga), "userName=a%2Bb"), Ok("a+b")),
        (get(&user(olga), "userName=alice"), Ok("alice")),
        (get(&user(olga), "userName=%61lice"), Ok("alice")),
        (get(&user(olga), ""), Ok("olga")),
        (get(&user(role), ""), Err("NotAuthorized")),
        (get(&nobody, ""), Err("NotAuthorized")),
        (get(&nobody, "userName=alice"), Err("NotAuthorized")),
        (get(&token(&claims), ""), Ok("alice")),
        (get(&token(&claims), "userName=bob"), Err("NotAuthorized")),
        (get(&token(&helpdesk), "userName=alice"), Ok("alice")),
        (get(&token(&helpdesk), ""), Err("InvalidRequest")),
        (get(&json!({"lambda": claims}), ""), Ok("alice")),
        (
            rest_get(&json!({"userArn": ALICE}), &nobody, &nobody),
            Ok("alice"),
        ),
        (
            rest_get(
                &json!({"userArn": olga}),
                &nobody,
                &json!({"userName": ["alice"]}),
            ),
            Ok("alice"),
        ),
        (
            rest_get(
                &json!({"userArn": olga}),
                &nobody,
                &json!({"userName": ["alice", "bob"]}),
            ),
            Err("InvalidRequest"),
        ),
        (
            rest_get(
                &json!({"userArn": olga}),
                &nobody,
                &json!({"userName": ["alice"], "UserName": ["bob"]}),
            ),
            Err("InvalidRequest"),
        ),
        (
            rest_get(
                &json!({"userArn": ALICE}),
                &nobody,
                &json!({"userName": ["bob"]}),
            ),
            Err("NotAuthorized"),
        ),
        (
            rest_get(&json!({}), &json!({"claims": claims}), &nobody),
            Ok("alice"),
        ),
        (
            rest_get(
                &json!({}),
                &json!({"claims": helpdesk}),
                &json!({"userName": ["alice"]}),
            ),
            Ok("alice"),
        ),
        (
            rest_get(
                &json!({}),
                &json!({"principalId": "p", "custom:iam_user": "alice"}),
                &nobody,
            ),
            Ok("alice"),
        ),
        (
            rest_get(&nobody, &nobody, &json!({"userName": ["alice"]})),
            Err("NotAuthorized"),
        ),
    ] {
        let mut world = world(&[TOKEN]);
        let answer = world.invoke(&event);
        let answered = status(&answer);
        let calls = world.iam.calls();
        match expected {
            Ok(user_name) => {
                assert!(
                    ["Devices", "NoSuchEntity"].contains(&answered.as_str()),
                    "{event}"
                );
                assert_eq!(calls[0]["UserName"], user_name, "{event}");
            }
            Err(expected) => {
                assert_eq!(answered, expected, "{event}");
                assert_eq!(world.iam.connections(), 0, "{event}");
            }
        }
    }
}

#[test]
fn a_refusal_names_the_field() {
    let mut world = world(&[TOKEN]);
    for (query, kind) in [
        ("userName=alice&userName=alice", "Duplicate"),
        ("userName=", "Length"),
        ("userName=a%00b", "Characters"),
        ("userName=%ff", "Characters"),
    ] {
        let (code, document) = response(&world.invoke(&get(&user(ALICE), query)));
        assert_eq!(code, 400, "{query}");
        assert_eq!(document["violations"][0]["field"], "userName");
        assert_eq!(document["violations"][0]["code"], kind, "{query}");
    }
}

/// Where IAM fails, the same words as for a `POST`, and never that the outcome is unknown: there is
/// nothing to change.
#[test]
fn a_question_that_fails() {
    for (faults, expected) in [
        (
            vec![Fault::error(403, "AccessDenied", "No")],
            "AccessDenied",
        ),
        (
            vec![Fault::error(400, "Throttling", "Slow"); 3],
            "Throttling",
        ),
        (
            vec![Fault::error(500, "ServiceFailure", "Sorry"); 3],
            "ServiceFailure",
        ),
        (vec![Fault::Close; 3], "Unavailable"),
        (vec![Fault::Close], "Devices"),
        (
            vec![Fault::error(404, "NoSuchEntity", "No")],
            "NoSuchEntity",
        ),
        (
            vec![Fault::error(400, "ValidationError", "No")],
            "ValidationError",
        ),
    ] {
        let mut world = world(&[TOKEN]);
        for fault in &faults {
            world.iam.inject(fault.clone());
        }
        let answer = world.invoke(&get(&user(ALICE), ""));
        assert_eq!(status(&answer), expected, "{faults:?}");
    }
    let mut world = world(&[TOKEN]);
    let answer = world
        .function
        .invoke(short_of_time(&get(&user(ALICE), ""), 990));
    assert_eq!(status(&answer), "Unavailable");
    assert!(world.iam.calls().is_empty());
}

/// No code is expected in a `GET`, and one that is there all the same is not written.
#[test]
fn codes_in_a_get() {
    let codes = ["918273", "645546"].map(str::to_owned);
    let loud = [&SETTINGS[..], &[("AWS_LAMBDA_LOG_LEVEL", "TRACE")]].concat();
    let mut world = World::without_devices(&loud);
    world.iam.add_user(USER);
    let mut body = get(&user(ALICE), "");
    body["body"] = json!(r#"{"authenticationCode1":"918273"}"#);
    let query = "authenticationCode1=918273&authenticationCode2=645546";
    let mut heard = Vec::new();
    for event in [
        get(&user(ALICE), query),
        get(
            &user(ALICE),
            &format!("{query}&userName=alice&userName=918273"),
        ),
        get(&Value::Null, query),
        body,
    ] {
        heard.push(format!("{:?}", world.invoke(&event)));
    }
    crate::secrets::assert_absent(&codes, &heard.concat());
    crate::secrets::assert_absent(&codes, &world.function.stop());
}
