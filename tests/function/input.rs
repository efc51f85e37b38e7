//! Bad input: each is a clear `InvalidRequest`, calls nobody, and costs the next caller nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use simulator::lambda::{Event, FUNCTION_ARN};

use crate::{RETURN, SERIAL, World, http_api, status, violations};

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

/// Invokes the function with each value in the place of a good one, and asserts what is said of it.
#[track_caller]
fn refuses(rows: Vec<(&str, Value, &str)>) {
    let mut world = World::with(&RETURN);
    let process_id = world.function.process_id();
    for (field, value, says) in rows {
        let mut request = world.request();
        request[field] = value;
        refused(&mut world, request.to_string(), field, says);
    }
    still_serves(world, process_id);
}

#[test]
fn a_user_name_that_breaks_its_rule() {
    let long = "a".repeat(1024 * 1024);
    refuses(vec![
        ("userName", json!(7), "JSON string"),
        ("userName", json!(null), "is missing"),
        (
            "userName",
            json!("arn:aws:iam::123456789012:user/alice"),
            "last slash",
        ),
        ("userName", json!(["alice"]), "JSON string"),
        ("userName", json!({"name": "alice"}), "JSON string"),
        ("userName", json!(true), "JSON string"),
        ("userName", json!(""), "is missing"),
        ("userName", json!("  "), "is missing"),
        ("userName", json!("a".repeat(129)), "1 to 128 characters"),
        ("userName", json!(long), "1 to 128 characters"),
        ("userName", json!("alice smith"), "not allowed"),
        ("userName", json!("alice/smith"), "not allowed"),
        ("userName", json!("alice:smith"), "not allowed"),
        ("userName", json!("al\u{0}ice"), "not allowed"),
        ("userName", json!("\u{202e}ecila"), "not allowed"),
        ("userName", json!("älice"), "not allowed"),
        ("userName", json!("аlice"), "not allowed"),
        ("userName", json!("ali\nce"), "not allowed"),
    ]);
}

#[test]
fn a_serial_number_that_breaks_its_rule() {
    let long = "a".repeat(1024 * 1024);
    let partition = "arn:aws-cn:iam::123456789012:mfa/alice";
    let region = "arn:aws:iam:us-east-1:123456789012:mfa/alice";
    let user = "arn:aws:iam::123456789012:user/alice";
    let key = "arn:aws:iam::123456789012:u2f/user/alice/key-ABCDEFGHIJKLMNOP";
    refuses(vec![
        (
            "serialNumber",
            json!("12345678"),
            "leave the serial number out",
        ),
        ("serialNumber", json!("my phone"), "not allowed"),
        (
            "serialNumber",
            json!("phone"),
            "leave the serial number out",
        ),
        (
            "serialNumber",
            json!("ARN:AWS:IAM::123456789012:MFA/ALICE"),
            "capitals",
        ),
        (
            "serialNumber",
            json!("arn:aws:IAM::123456789012:mfa/alice"),
            "capitals",
        ),
        (
            "serialNumber",
            json!("arn:aws:iam::123456789012:MFA/alice"),
            "capitals",
        ),
        (
            "serialNumber",
            json!("arn:aws:iam::123456789012:mfa/root-account-mfa-device"),
            "root user",
        ),
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
        ("serialNumber", json!(region), "with a Region"),
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
    ]);
}

#[test]
fn a_code_or_a_time_that_breaks_its_rule() {
    let long = "a".repeat(1024 * 1024);
    refuses(vec![
        ("authenticationCode1", json!(123_456), "leading zeros"),
        ("authenticationCode1", json!(-1.5e3), "leading zeros"),
        ("authenticationCode1", json!(["123456"]), "JSON string"),
        ("authenticationCode1", json!(false), "JSON string"),
        ("authenticationCode1", json!(""), "is missing"),
        ("authenticationCode1", json!(null), "is missing"),
        ("authenticationCode1", json!("12345"), "six digits"),
        ("authenticationCode1", json!("1234567"), "six digits"),
        ("authenticationCode1", json!("12345a"), "six digits"),
        ("authenticationCode1", json!("+12345"), "six digits"),
        ("authenticationCode1", json!("12345\u{0}"), "six digits"),
        ("authenticationCode1", json!(long), "six digits"),
        ("submittedAt", json!(1_800_000_000), "JSON string"),
        ("submittedAt", json!(""), "RFC 3339"),
        ("submittedAt", json!("2026-11-23"), "RFC 3339"),
        ("submittedAt", json!("2026-11-23T12:00:00"), "RFC 3339"),
        ("submittedAt", json!("2026-02-30T12:00:00Z"), "RFC 3339"),
        ("submittedAt", json!("9999-12-31T23:59:59Z"), "future"),
    ]);
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
        "\"user\":\"mallory\"".to_owned(),
        "\"userNames\":7".to_owned(),
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

/// Generated clients, forms and spreadsheets send these, and they are not ambiguous.
#[test]
fn what_is_read_as_it_is_meant() {
    let mut world = World::with(&RETURN);
    let arabic = |code: &str| {
        let digits = code.chars().map(|c| c.to_digit(10).unwrap());
        let digits = digits.map(|digit| char::from_u32(0x660 + digit).unwrap());
        digits.collect::<String>()
    };
    for (field, value) in [
        ("userName", json!(" alice\r\n")),
        ("serialNumber", json!(null)),
        ("serialNumber", json!("")),
        ("serialNumber", json!(format!("\t{SERIAL} "))),
        ("submittedAt", json!(null)),
        ("requestedBy", json!(null)),
        ("requestedBy", json!("  ")),
        ("authenticationCode1", json!(" {3}\u{2011}{3}\r\n")),
        ("authenticationCode1", json!("'{3}{3}")),
        ("authenticationCode1", json!("\u{202a}{3}\u{a0}{3}\u{202c}")),
    ] {
        world.iam.advance(120);
        let mut request = world.request();
        let code = request["authenticationCode1"].as_str().unwrap().to_owned();
        request["authenticationCode2"] =
            json!(arabic(request["authenticationCode2"].as_str().unwrap()));
        request[field] = match value.as_str() {
            Some(form) if form.contains("{3}") => {
                json!(
                    form.replacen("{3}", &code[..3], 1)
                        .replacen("{3}", &code[3..], 1)
                )
            }
            _ => value,
        };
        let answer = world.invoke(&request);
        assert_eq!(status(&answer), "Resynchronized", "{request}");
        // IAM gets the value that was meant.
        let call = world.iam.take_calls().pop().unwrap();
        assert_eq!(call["UserName"], "alice");
        assert_eq!(call["SerialNumber"], SERIAL);
        assert_eq!(call["AuthenticationCode1"], code);
    }
    let now = time::OffsetDateTime::now_utc();
    let now = now
        .format(&time::format_description::well_known::Rfc3339)
        .unwrap();
    for submitted_at in [format!(" {now}\n"), now.replace('T', " ")] {
        world.iam.advance(120);
        let mut request = world.request();
        request["submittedAt"] = json!(submitted_at);
        assert_eq!(status(&world.invoke(&request)), "Resynchronized");
    }
    // A required name that is null is the default, and an empty one is not: that is another user.
    let alice = json!({"iam": {"userArn": "arn:aws:iam::123456789012:user/alice"}});
    for (user_name, expected) in [
        (json!(null), "Resynchronized"),
        (json!(""), "InvalidRequest"),
    ] {
        world.iam.advance(120);
        let mut request = world.request();
        request["userName"] = user_name;
        let event = http_api(&alice, &request);
        assert_eq!(status(&world.invoke(&event)), expected);
    }
}

/// To ignore these would act on another user, or on older codes, than the sender meant.
#[test]
fn a_field_name_that_is_misspelled() {
    let mut world = World::with(&RETURN);
    for (name, field) in [
        ("username", "userName"),
        ("USERNAME", "userName"),
        ("user_name", "userName"),
        ("user-name", "userName"),
        ("serialnumber", "serialNumber"),
        ("authenticationcode1", "authenticationCode1"),
        ("authentication_code_2", "authenticationCode2"),
        ("submittedat", "submittedAt"),
        ("requested_by", "requestedBy"),
    ] {
        let mut request = world.request();
        request[name] = json!("2020-01-01T00:00:00Z");
        refused(
            &mut world,
            request.to_string(),
            field,
            &format!("The name is {field}."),
        );
    }
    let alice = json!({"iam": {"userArn": "arn:aws:iam::123456789012:user/alice"}});
    for query in [
        "username=bob",
        "user_name=bob",
        "userName=alice&USERNAME=bob",
    ] {
        let mut event = http_api(&alice, &json!({}));
        event["requestContext"]["http"]["method"] = json!("GET");
        event["rawQueryString"] = json!(query);
        assert_eq!(status(&world.invoke(&event)), "InvalidRequest", "{query}");
    }
    assert_eq!(world.iam.connections(), 0);
}

/// A misspelled code field is a code field for the log and the response.
#[test]
fn a_code_in_a_misspelled_field_is_masked() {
    let mut world = World::with(&RETURN);
    let answer = world.invoke(&json!({
        "requestedBy": "ticket 918273",
        "authenticationcode1": "918273",
    }));
    assert_eq!(status(&answer), "InvalidRequest");
    assert_eq!(world.function.records()[0]["requestedBy"], "ticket ******");
}

/// What people send by mistake: it says what was recognized, and is never unwrapped.
#[test]
fn an_event_that_is_none_of_the_functions() {
    let mut world = World::with(&RETURN);
    let request = world.request();
    for (event, source, says) in [
        (
            json!({"Records": [{"body": request.to_string()}]}),
            "direct",
            "must not be stored",
        ),
        (json!({"Payload": request}), "direct", "inside Payload"),
        (
            json!({"body": request.to_string()}),
            "direct",
            "inside body",
        ),
        (
            json!({"source": "serverless-plugin-warmup"}),
            "direct",
            "warm",
        ),
        (json!({"warmer": true, "concurrency": 3}), "direct", "warm"),
        (json!({"ping": 1}), "direct", "warm"),
        (
            json!({"version": "0", "detail-type": "Scheduled Event", "source": "aws.events", "detail": {}}),
            "direct",
            "EventBridge",
        ),
        (
            json!({"key1": "value1", "key2": "value2", "key3": "value3"}),
            "direct",
            "template",
        ),
        (
            json!({"messageVersion": "1.0", "actionGroup": "g", "httpMethod": "POST", "apiPath": "/resync"}),
            "bedrock-agent",
            "Bedrock",
        ),
        (
            json!({"type": "REQUEST", "methodArn": "arn", "httpMethod": "POST", "requestContext": {}}),
            "lambda-authorizer",
            "authorizer",
        ),
        (
            json!({"version": "2.0", "type": "REQUEST", "routeArn": "arn", "rawPath": "/", "requestContext": {"http": {"method": "POST"}}}),
            "lambda-authorizer",
            "authorizer",
        ),
        (
            json!({"version": "1.0", "requestContext": {"functionArn": "arn", "condition": "Success"}, "requestPayload": request}),
            "lambda-destination",
            "destination",
        ),
        (
            json!({"requestContext": null}),
            "unknown",
            "no gateway sends",
        ),
        (
            json!({"requestContext": "text", "body": request.to_string()}),
            "unknown",
            "no gateway sends",
        ),
    ] {
        refused(&mut world, event.to_string(), "request", says);
        let record = &world.function.records()[0];
        assert_eq!(record["eventSource"], source, "{event}");
        assert_eq!(record["level"], "WARN", "{event}");
    }
    // A request with its codes at the top is one, whatever is beside them.
    let mut request = world.request();
    request["source"] = json!("warmup");
    request["Payload"] = json!({});
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
}

#[test]
fn a_body_of_another_encoding() {
    let mut world = World::with(&RETURN);
    let alice = json!({"iam": {"userArn": "arn:aws:iam::123456789012:user/alice"}});
    let mut event = http_api(&alice, &world.request());
    let body = event["body"].as_str().unwrap().to_owned();
    event["body"] = json!(format!("\u{feff}{body}"));
    assert_eq!(status(&world.invoke(&event)), "Resynchronized");
    event["isBase64Encoded"] = json!(true);
    let utf_16: Vec<u8> = body.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, code) in [
        // A byte order mark is skipped; the codes are used by now.
        (
            [&b"\xef\xbb\xbf"[..], body.as_bytes()].concat(),
            "InvalidAuthenticationCode",
        ),
        (utf_16, "NotJson"),
        ([&b"\xff\xfe"[..], body.as_bytes()].concat(), "NotUtf8"),
        (b"{\"userName\":\"\xe4\"}".to_vec(), "NotUtf8"),
    ] {
        world.iam.advance(120);
        event["body"] = json!(STANDARD.encode(bytes));
        let answer = world.invoke(&event);
        let text = format!("{answer:?}");
        assert!(text.contains(code), "{code}: {text}");
    }
}
