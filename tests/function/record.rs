//! The log: one record for each invocation, and Lambda's own variables.

use std::collections::BTreeSet;

use regex::Regex;
use serde_json::{Value, json};
use simulator::iam::{Device, Fault};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::organization::Organization;
use crate::{RETURN, SERIAL, USER, World, http_api, metrics, status};

/// The only record of the newest invocation, without what no test can know and what makes metrics
/// of it.
#[track_caller]
fn record(world: &World) -> Value {
    let mut records = world.function.records();
    assert_eq!(records.len(), 1, "{records:?}");
    let mut record = records.remove(0);
    let written = record["timestamp"].take();
    let written = OffsetDateTime::parse(written.as_str().unwrap(), &Rfc3339).unwrap();
    let now = OffsetDateTime::now_utc();
    assert!(
        written.offset().is_utc() && written <= now,
        "{written} {now}"
    );
    if record.get("iamMilliseconds").is_some() {
        assert!(record["iamMilliseconds"].take().is_u64());
    }
    let fields = record.as_object_mut().unwrap();
    fields.retain(|_, value| !value.is_null());
    for metric in [
        "_aws",
        "functionName",
        "version",
        "invocations",
        "faults",
        "coldStarts",
    ] {
        assert!(fields.remove(metric).is_some(), "{metric}");
    }
    record
}

#[test]
fn the_fields_of_a_record() {
    let mut world = World::new();

    let request = world.request();
    world.invoke(&request);
    assert_eq!(
        record(&world),
        json!({
            "level": "INFO",
            "requestId": world.function.request_id(),
            "eventSource": "direct",
            "caller": "directInvoke",
            "userName": USER,
            "serialNumber": SERIAL,
            "status": "Resynchronized",
            "resyncMfaDeviceAttempts": 1,
            "iamRequestId": "00000000-0000-4000-8000-000000000001",
        })
    );

    // The codes are used up.
    world.invoke(&request);
    assert_eq!(
        record(&world),
        json!({
            "level": "WARN",
            "requestId": world.function.request_id(),
            "eventSource": "direct",
            "caller": "directInvoke",
            "userName": USER,
            "serialNumber": SERIAL,
            "status": "InvalidAuthenticationCode",
            "resyncMfaDeviceAttempts": 1,
            "iamRequestId": "00000000-0000-4000-8000-000000000002",
            "iamErrorCode": "InvalidAuthenticationCode",
            "iamErrorMessage": "Authentication code for device is not valid.",
        })
    );

    let text = "User: arn:aws:sts::123456789012:assumed-role/resync/f is not authorized";
    world.iam.inject(Fault::error(403, "AccessDenied", text));
    let answer = world.invoke(&request);
    assert_eq!(status(&answer), "AccessDenied");
    assert!(!format!("{answer:?}").contains("arn:"), "{answer:?}");
    assert_eq!(
        record(&world),
        json!({
            "level": "ERROR",
            "requestId": world.function.request_id(),
            "eventSource": "direct",
            "caller": "directInvoke",
            "userName": USER,
            "serialNumber": SERIAL,
            "status": "AccessDenied",
            "resyncMfaDeviceAttempts": 1,
            "listMfaDevicesAttempts": 1,
            "iamRequestId": "00000000-0000-4000-8000-000000000003",
            "iamErrorCode": "AccessDenied",
            "iamErrorMessage": text,
        })
    );

    // What stands in a field of a request that is not valid may be a code.
    world.invoke(&json!({"userName": "alice", "serialNumber": "x"}));
    assert_eq!(
        record(&world),
        json!({
            "level": "WARN",
            "requestId": world.function.request_id(),
            "eventSource": "direct",
            "caller": "directInvoke",
            "status": "InvalidRequest",
            "violations": "serialNumber: The serial number is neither the ARN of a virtual device nor the number that is printed on a hardware token. Send one of these, or leave the serial number out. \
                           authenticationCode1: The first code is missing. Enter it and try \
                           again. authenticationCode2: The second code is missing. Enter it and \
                           try again.",
        })
    );

    // Nothing else was written.
    let written = world.function.stop();
    assert_eq!(written.lines().count(), 4, "{written}");
}

/// The table in `docs/operations.md` and real records name the same fields, and the queries there ask
/// for no others.
#[test]
fn every_field_of_a_record_is_documented() {
    let mut world = World::with(&[("CALLER_CLAIM", "name"), ("OPERATOR_GROUPS", "it")]);
    let other = "arn:aws:iam::123456789012:new/alice";
    world.iam.register("carol", other, &Device::new([0; 20], 0));
    let mut request = world.request();
    request["requestedBy"] = json!("helpdesk");
    request["submittedAt"] = json!(OffsetDateTime::now_utc().format(&Rfc3339).unwrap());
    let mut unknown = request.clone();
    unknown["userName"] = json!("bob");
    let mut found = request.clone();
    found.as_object_mut().unwrap().remove("serialNumber");
    let claims = json!({"iss": "https://issuer.example", "sub": "u-1", "name": "bob"});
    let mut fields = BTreeSet::new();
    for event in [
        request.clone(),
        unknown,
        found,
        json!({"userName": "carol", "authenticationCode1": "123456", "authenticationCode2": "654321"}),
        json!({}),
        http_api(
            &json!({"iam": {"userArn": "arn:aws:iam::123456789012:root"}}),
            &request,
        ),
        {
            let mut event = http_api(&json!({"jwt": {"claims": claims}}), &request);
            event["requestContext"]["requestId"] = json!("JKJaXmPLvHcESHA=");
            event
        },
    ] {
        world.invoke(&event);
        let record = &world.function.records()[0];
        fields.extend(record.as_object().unwrap().keys().cloned());
    }
    let mut organization = Organization::new();
    for may_assume in [true, false] {
        organization.sts.set_hub_may_assume(may_assume);
        let request = organization.good();
        organization.function.invoke(request.to_string());
        let record = &organization.function.records()[0];
        fields.extend(record.as_object().unwrap().keys().cloned());
    }
    let text = include_str!("../../docs/operations.md");
    let documented: BTreeSet<String> = text
        .lines()
        .skip_while(|line| !line.starts_with("| field |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.split('`').nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(documented, fields);

    let of_the_record = Regex::new(r"fields @timestamp, (?<fields>.*status, reason.*)").unwrap();
    let mut asked = 0;
    for query in of_the_record.captures_iter(text) {
        for field in query["fields"].split(", ") {
            assert!(fields.contains(field), "{field}");
            asked += 1;
        }
    }
    assert!(asked > 20, "{asked}");
}

#[test]
fn one_record_for_each_invocation_whatever_happens() {
    let throttling = Fault::error(400, "Throttling", "Rate exceeded");
    let failure = Fault::error(500, "ServiceFailure", "Sorry");
    let page = Fault::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>".to_vec());
    for faults in [
        vec![throttling; 3],
        vec![failure; 3],
        vec![Fault::Close; 3],
        vec![page],
        // The HTTP client itself logs this one, below ERROR.
        vec![Fault::Bytes(b"not HTTP\r\n\r\n".to_vec()); 3],
    ] {
        let mut world = World::new();
        for fault in faults {
            world.iam.inject(fault);
        }
        let request = world.request();
        world.invoke(&request);
        assert_eq!(record(&world)["level"], "ERROR");
        let written = world.function.stop();
        assert_eq!(written.lines().count(), 1, "{written}");
    }
}

#[test]
fn the_level_is_lambdas() {
    for (level, lines) in [
        ("TRACE", None),
        ("debug", None),
        ("INFO", Some(3)),
        ("", Some(3)),
        ("WARN", Some(2)),
        ("ERROR", Some(1)),
        ("FATAL", Some(1)),
    ] {
        let mut world = World::with(&[("AWS_LAMBDA_LOG_LEVEL", level), ("RUST_LOG", "trace")]);
        let request = world.request();
        world.invoke(&request);
        world.invoke(&request);
        world.iam.inject(Fault::error(403, "AccessDenied", "No"));
        world.invoke(&request);
        let written = world.function.stop();
        let count = written.lines().count();
        match lines {
            Some(lines) => assert_eq!(count, lines, "{level}: {written}"),
            None => assert!(count > 3, "{level}: {written}"),
        }
    }
}

/// A record is JSON in either format, since `CloudWatch` reads the metrics in it.
#[test]
fn the_format_is_lambdas() {
    for (format, json) in [("JSON", true), ("json", true), ("", true), ("Text", false)] {
        let mut world = World::with(&[
            ("AWS_LAMBDA_LOG_FORMAT", format),
            ("AWS_LAMBDA_LOG_LEVEL", "DEBUG"),
        ]);
        let request = world.request();
        world.invoke(&request);
        assert_eq!(record(&world)["status"], "Resynchronized");
        let written = world.function.stop();
        let mut others = written.lines().filter(|line| !line.contains("\"_aws\""));
        let parsed = others.all(|line| serde_json::from_str::<Value>(line).is_ok());
        assert_eq!(parsed, json, "{written}");
        assert!(written.contains("beginning attempt"), "{written}");
    }
}

#[test]
fn the_metrics_of_each_invocation() {
    let mut world = World::new();
    let request = world.request();
    let alice = json!({"iam": {"userArn": "arn:aws:iam::123456789012:user/alice"}});
    let denied = Fault::error(403, "AccessDenied", "No");
    for (event, fault, status, source, faults, cold_starts, called) in [
        (&request, None, "Resynchronized", "direct", 0, 1, true),
        (
            &http_api(&alice, &request),
            None,
            "InvalidAuthenticationCode",
            "http-api",
            0,
            0,
            true,
        ),
        (&request, Some(denied), "AccessDenied", "direct", 1, 0, true),
        (&json!({}), None, "InvalidRequest", "direct", 0, 0, false),
    ] {
        if let Some(fault) = fault {
            world.iam.inject(fault);
        }
        world.invoke(event);
        let record = &world.function.records()[0];
        assert_eq!(record["functionName"], "resync-mfa-device");
        assert_eq!(record["status"], status);
        assert_eq!(record["eventSource"], source);
        assert_eq!(record["invocations"], 1, "{status}");
        assert_eq!(record["faults"], faults, "{status}");
        assert_eq!(record["coldStarts"], cold_starts, "{status}");
        assert_eq!(record["iamMilliseconds"].is_u64(), called, "{status}");
        let mut expected = vec![
            "coldStarts by functionName",
            "faults by functionName",
            "iamMilliseconds by functionName",
            "invocations by functionName,status",
            "invocations by functionName,status,eventSource",
        ];
        if !called {
            expected.remove(2);
        }
        assert!(metrics(record).iter().eq(&expected), "{record}");
    }
}

/// Of the sender's time and the gateway's, the older counts, and the record says which it was.
#[test]
fn the_age_of_a_submission_and_whose_clock_says_so() {
    let alice = json!({"iam": {"userArn": "arn:aws:iam::123456789012:user/alice"}});
    let now = OffsetDateTime::now_utc();
    let ago = |seconds| now - time::Duration::seconds(seconds);
    for (sent, received, clock, age) in [
        (Some(10), None, Some("sender"), 10_000),
        (None, Some(12), Some("gateway"), 12_000),
        (Some(10), Some(12), Some("gateway"), 12_000),
        (Some(12), Some(10), Some("sender"), 12_000),
        (None, None, None, 0),
    ] {
        let mut world = World::with(&RETURN);
        let mut request = world.request();
        if let Some(seconds) = sent {
            request["submittedAt"] = json!(ago(seconds).format(&Rfc3339).unwrap());
        }
        let mut event = http_api(&alice, &request);
        if let Some(seconds) = received {
            let milliseconds = ago(seconds).unix_timestamp() * 1_000;
            event["requestContext"]["timeEpoch"] = json!(milliseconds);
        }
        assert_eq!(status(&world.invoke(&event)), "Resynchronized");
        let record = &world.function.records()[0];
        assert_eq!(
            record.get("submissionClock"),
            clock.map(Value::from).as_ref()
        );
        let recorded = record["submissionAgeMilliseconds"].as_u64().unwrap_or(0);
        assert!((age..age + 5_000).contains(&recorded), "{record}");
    }
}
