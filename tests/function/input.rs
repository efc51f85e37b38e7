//! Bad input: each is a clear `InvalidRequest`, calls nobody, and costs the next caller nothing.

use serde_json::{Value, json};
use simulator::lambda::{Event, FUNCTION_ARN};

use crate::{RETURN, SERIAL, World, status, violations};

/// Asserts that the event breaks one rule: which field, and a part of what is said about it.
#[track_caller]
fn refused(world: &mut World, event: impl Into<Event>, field: &str, says: &str) {
    let answer = world.function.invoke(event);
    let found = violations(&answer);
    let [(found_field, message)] = found[..] else {
        panic!("{found:?}");
    };
    assert_eq!(found_field, field, "{message}");
    assert!(message.contains(says), "{message}");
    assert!(message.ends_with('.'), "{message}");
    assert_eq!(world.iam.connections(), 0);
}

/// Asserts that the process that answered all that still does its work.
#[track_caller]
fn still_serves(mut world: World, process_id: u32) {
    let request = world.request();
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
    assert_eq!(world.function.process_id(), process_id);
}

#[test]
fn what_is_not_a_request_at_all() {
    let mut world = World::with(&RETURN);
    let process_id = world.function.process_id();
    for event in ["null", "true", "42", "\"text\"", "[]", "[{}]"] {
        refused(&mut world, event, "request", "is not a JSON object");
    }
    refused(
        &mut world,
        "[".repeat(100_000) + &"]".repeat(100_000),
        "request",
        "object",
    );
    refused(
        &mut world,
        "{\"\\ud800\":1}",
        "request",
        "is not valid JSON",
    );
    // Lambda's Invoke API refuses bytes that are not JSON, so `lambda_runtime`'s own answer will do.
    let malformed: [&[u8]; 7] = [
        b"",
        b"{",
        b"{\"userName\":\"alice\"",
        b"{'userName':'alice'}",
        b"{\"userName\":\"al\x00ice\"}",
        b"{\"userName\":\xff\xfe}",
        b"\xef\xbb\xbf{}",
    ];
    for event in malformed {
        let answer = world.function.invoke(event);
        assert!(status(&answer).ends_with("DeserializeError"), "{answer:?}");
    }
    assert_eq!(world.iam.connections(), 0);
    still_serves(world, process_id);
}

#[test]
fn an_empty_object_lacks_every_field() {
    let mut world = World::with(&RETURN);
    let answer = world.invoke(&"{}");
    assert_eq!(
        violations(&answer),
        [
            (
                "userName",
                "The user name is missing. Enter it and try again."
            ),
            (
                "authenticationCode1",
                "The first code is missing. Enter it and try again."
            ),
            (
                "authenticationCode2",
                "The second code is missing. Enter it and try again."
            ),
        ]
    );
}

#[test]
fn every_violation_is_reported_together() {
    let mut world = World::with(&RETURN);
    let answer = world.invoke(&json!({
        "userName": "",
        "serialNumber": "short",
        "authenticationCode1": "12345",
        "authenticationCode2": null,
        "submittedAt": "yesterday",
    }));
    let fields: Vec<&str> = violations(&answer)
        .iter()
        .map(|(field, _)| *field)
        .collect();
    assert_eq!(
        fields,
        [
            "userName",
            "serialNumber",
            "authenticationCode1",
            "authenticationCode2",
            "submittedAt",
        ]
    );
}

#[test]
fn a_value_that_breaks_its_rule() {
    let mut world = World::with(&RETURN);
    let process_id = world.function.process_id();
    let long = "a".repeat(1024 * 1024);
    let partition = "arn:aws-cn:iam::123456789012:mfa/alice";
    let region = "arn:aws:iam:us-east-1:123456789012:mfa/alice";
    let user = "arn:aws:iam::123456789012:user/alice";
    let key = "arn:aws:iam::123456789012:u2f/user/alice/key-ABCDEFGHIJKLMNOP";
    for (field, value, says) in [
        ("userName", json!(7), "JSON string"),
        ("userName", json!(null), "JSON string"),
        ("userName", json!(["alice"]), "JSON string"),
        ("userName", json!({"name": "alice"}), "JSON string"),
        ("userName", json!(true), "JSON string"),
        ("userName", json!(""), "1 to 128 characters"),
        ("userName", json!("a".repeat(129)), "1 to 128 characters"),
        ("userName", json!(long), "1 to 128 characters"),
        ("userName", json!("alice smith"), "not allowed"),
        ("userName", json!("alice/smith"), "not allowed"),
        ("userName", json!("alice:smith"), "not allowed"),
        ("userName", json!("al\u{0}ice"), "not allowed"),
        ("userName", json!("\u{202e}ecila"), "not allowed"),
        ("userName", json!("älice"), "not allowed"),
        ("userName", json!("аlice"), "not allowed"),
        ("userName", json!("alice\n"), "not allowed"),
        ("serialNumber", json!("12345678"), "9 to 256 characters"),
        (
            "serialNumber",
            json!("1".repeat(257)),
            "9 to 256 characters",
        ),
        ("serialNumber", json!(long), "9 to 256 characters"),
        ("serialNumber", json!("GAHT 31415926"), "not allowed"),
        ("serialNumber", json!(31_415_926), "JSON string"),
        ("serialNumber", json!(key), "security key"),
        (
            "serialNumber",
            json!("arn:aws:iam::123456789012:sms-mfa/alice"),
            "text message",
        ),
        ("serialNumber", json!(user), ":mfa/"),
        (
            "serialNumber",
            json!("arn:aws:iam::123456789012:role/alice"),
            ":mfa/",
        ),
        (
            "serialNumber",
            json!("arn:aws:s3::123456789012:mfa/alice"),
            ":mfa/",
        ),
        ("serialNumber", json!(region), ":mfa/"),
        ("serialNumber", json!("arn:aws:iam"), ":mfa/"),
        (
            "serialNumber",
            json!("arn:aws:iam::123456789012:mfa/"),
            ":mfa/",
        ),
        (
            "serialNumber",
            json!("arn:aws:iam::123456789012:mfa/a/"),
            ":mfa/",
        ),
        (
            "serialNumber",
            json!("arn:aws:iam::999999999999:mfa/alice"),
            "AWS account",
        ),
        ("serialNumber", json!(partition), "AWS partition"),
        ("authenticationCode1", json!(123_456), "leading zeros"),
        ("authenticationCode1", json!(-1.5e3), "leading zeros"),
        ("authenticationCode1", json!(["123456"]), "JSON string"),
        ("authenticationCode1", json!(false), "JSON string"),
        ("authenticationCode1", json!(""), "six digits"),
        ("authenticationCode1", json!("12345"), "six digits"),
        ("authenticationCode1", json!("1234567"), "six digits"),
        ("authenticationCode1", json!("12345a"), "six digits"),
        ("authenticationCode1", json!("+12345"), "six digits"),
        ("authenticationCode1", json!("123\u{a0}456"), "six digits"),
        ("authenticationCode1", json!("123\t456"), "six digits"),
        ("authenticationCode1", json!("12345\u{0}"), "six digits"),
        // Arabic-Indic and full-width digits, and a mark that turns the direction of writing.
        ("authenticationCode1", json!("١٢٣٤٥٦"), "six digits"),
        ("authenticationCode1", json!("１２３４５６"), "six digits"),
        ("authenticationCode1", json!("\u{200f}123456"), "six digits"),
        ("authenticationCode1", json!(long), "six digits"),
        ("submittedAt", json!(1_800_000_000), "JSON string"),
        ("submittedAt", json!(null), "JSON string"),
        ("submittedAt", json!(""), "RFC 3339"),
        ("submittedAt", json!("2026-11-23"), "RFC 3339"),
        ("submittedAt", json!("2026-11-23T12:00:00"), "RFC 3339"),
        ("submittedAt", json!("2026-02-30T12:00:00Z"), "RFC 3339"),
        ("submittedAt", json!("9999-12-31T23:59:59Z"), "future"),
    ] {
        let mut request = world.request();
        request[field] = value;
        refused(&mut world, request.to_string(), field, says);
    }
    still_serves(world, process_id);
}

#[test]
fn half_a_surrogate_pair_is_not_text() {
    let mut world = World::with(&RETURN);
    for half in ["\\ud800", "\\udc00", "\\ud800\\ud800", "ali\\udfffce"] {
        let request = world
            .request()
            .to_string()
            .replace("alice\"", &format!("{half}\""));
        let request = request.replace(&format!("mfa/{half}"), "mfa/alice");
        refused(&mut world, request, "userName", "JSON string");
    }
}

#[test]
fn a_field_that_comes_twice() {
    let mut world = World::with(&RETURN);
    for (field, again) in [
        ("userName", "\"userName\":\"alice\""),
        ("userName", "\"UserName\":\"alice\""),
        ("userName", "\"UserName\":7,\"userName\":null"),
        ("serialNumber", "\"SerialNumber\":\"GAHT31415926\""),
        ("authenticationCode1", "\"AuthenticationCode1\":\"123456\""),
        ("authenticationCode2", "\"authenticationCode2\":\"123456\""),
    ] {
        let request = world.request().to_string();
        let request = request.replacen('{', &format!("{{{again},"), 1);
        refused(&mut world, request, field, "more than once");
    }
}

#[test]
fn other_fields_are_passed_over_whatever_they_hold() {
    let mut world = World::with(&RETURN);
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    for other in [
        "\"comment\":\"for the helpdesk\"".to_owned(),
        "\"username\":\"mallory\"".to_owned(),
        "\"USERNAME\":7".to_owned(),
        "\"half\":\"\\ud800\"".to_owned(),
        "\"huge\":1e999".to_owned(),
        format!("\"deep\":{deep}"),
        format!("\"long\":\"{}\"", "x".repeat(1024 * 1024)),
    ] {
        world.iam.advance(120);
        let request = world.request().to_string();
        let request = request.replacen('{', &format!("{{{other},"), 1);
        let answer = world.function.invoke(request);
        assert_eq!(status(&answer), "Resynchronized", "{}", &other[..20]);
    }
}

#[test]
fn deep_nesting_in_place_of_a_value() {
    let mut world = World::with(&RETURN);
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(50_000), close.repeat(50_000));
        let request = world.request().to_string();
        let request = request.replacen("\"alice\"", &deep, 1);
        refused(&mut world, request, "userName", "JSON string");
    }
}

#[test]
fn the_account_of_a_device_is_that_of_the_function() {
    let mut world = World::with(&RETURN);
    let mut request = world.request();
    for (function_arn, serial_number, fits) in [
        (FUNCTION_ARN, SERIAL, true),
        (
            "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f:live",
            "arn:aws-us-gov:iam::123456789012:mfa/team/alice",
            true,
        ),
        (
            "arn:aws-cn:lambda:cn-north-1:123456789012:function:f",
            SERIAL,
            false,
        ),
        // Local tools invent ARNs; then IAM decides.
        ("function-arn", "arn:aws:iam::999999999999:mfa/alice", true),
        // A hardware token's number names no account.
        (FUNCTION_ARN, "GAHT31415926", true),
    ] {
        request["serialNumber"] = json!(serial_number);
        let answer = world.function.invoke(Event {
            function_arn: function_arn.to_owned(),
            ..Event::from(request.to_string())
        });
        let refused = status(&answer) == "InvalidRequest";
        assert_eq!(refused, !fits, "{function_arn} {serial_number}");
    }
}

#[test]
fn the_longest_values_allowed() {
    let mut world = World::with(&RETURN);
    let mut request: Value = world.request();
    request["userName"] = json!("Az09_+=,.@-".repeat(12)[..128]);
    request["serialNumber"] = json!("Az09_+=/:,.@-".repeat(20)[..256]);
    assert_eq!(status(&world.invoke(&request)), "NoSuchEntity");
}
