//! The log: one record for each invocation, and Lambda's own variables.

use serde_json::{Value, json};
use support::iam::Fault;

use crate::{SERIAL, USER, World, http_api, status};

/// The only record of the newest invocation, without what no test can know.
#[track_caller]
fn record(world: &World) -> Value {
    let mut records = world.function.records();
    assert_eq!(records.len(), 1, "{records:?}");
    let mut record = records.remove(0);
    assert!(record["timestamp"].take().is_string());
    if record.get("iamMilliseconds").is_some() {
        assert!(record["iamMilliseconds"].take().is_u64());
    }
    let fields = record.as_object_mut().unwrap();
    fields.retain(|_, value| !value.is_null());
    record
}

#[test]
fn a_record_tells_the_whole_story() {
    let mut world = World::new();

    let request = world.request();
    world.invoke(&request);
    assert_eq!(
        record(&world),
        json!({
            "level": "INFO",
            "requestId": world.function.request_id(),
            "front": "direct",
            "caller": "invoker",
            "userName": USER,
            "serialNumber": SERIAL,
            "status": "Resynchronized",
            "attempts": 1,
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
            "front": "direct",
            "caller": "invoker",
            "userName": USER,
            "serialNumber": SERIAL,
            "status": "InvalidAuthenticationCode",
            "attempts": 1,
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
            "front": "direct",
            "caller": "invoker",
            "userName": USER,
            "serialNumber": SERIAL,
            "status": "AccessDenied",
            "attempts": 1,
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
            "front": "direct",
            "caller": "invoker",
            "status": "InvalidRequest",
            "violations": "serialNumber: The serial number must have 9 to 256 characters. \
                           authenticationCode1: The first code is missing. Enter it and try \
                           again. authenticationCode2: The second code is missing. Enter it and \
                           try again.",
        })
    );

    // Nothing else was written but the metrics.
    let metrics = world.function.metrics().len();
    let written = world.function.stop();
    assert_eq!(written.lines().count(), 4 + metrics, "{written}");
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
        // The HTTP client has an opinion of this.
        vec![Fault::Bytes(b"not HTTP\r\n\r\n".to_vec()); 3],
    ] {
        let mut world = World::new();
        for fault in faults {
            world.iam.inject(fault);
        }
        let request = world.request();
        world.invoke(&request);
        assert_eq!(record(&world)["level"], "ERROR");
        assert_eq!(world.function.metrics().len(), 1);
        let written = world.function.stop();
        assert_eq!(written.lines().count(), 2, "{written}");
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
        // The metrics are there at any level; Lambda itself takes them for INFO.
        let count = written.lines().count() - 3;
        match lines {
            Some(lines) => assert_eq!(count, lines, "{level}: {written}"),
            None => assert!(count > 3, "{level}: {written}"),
        }
    }
}

#[test]
fn the_format_is_lambdas() {
    for (format, json) in [("JSON", true), ("json", true), ("", true), ("Text", false)] {
        let mut world = World::with(&[("AWS_LAMBDA_LOG_FORMAT", format)]);
        let request = world.request();
        world.invoke(&request);
        let written = world.function.stop();
        let (metrics, record) = written.split_once('\n').unwrap();
        assert!(metrics.starts_with('{'), "{written}");
        let parsed = serde_json::from_str::<Value>(record);
        assert_eq!(parsed.is_ok(), json, "{written}");
        assert!(written.contains("Resynchronized"), "{written}");
        assert!(written.contains(USER), "{written}");
    }
}

/// `CloudWatch` takes what the specification of its embedded metric format asks for.
#[test]
fn the_metrics_of_each_invocation() {
    let mut world = World::new();
    let request = world.request();
    let alice = json!({"iam": {"userArn": "arn:aws:iam::123456789012:user/alice"}});
    world.invoke(&request);
    world.invoke(&http_api(&alice, &request));
    world.iam.inject(Fault::error(403, "AccessDenied", "No"));
    world.invoke(&request);
    world.invoke(&json!({}));
    drop(world.function.records());

    let metrics = world.function.metrics();
    for (line, (status, front, fault, cold, called)) in metrics.iter().zip([
        ("Resynchronized", "direct", 0, 1, true),
        ("InvalidAuthenticationCode", "http-api", 0, 0, true),
        ("AccessDenied", "direct", 1, 0, true),
        ("InvalidRequest", "direct", 0, 0, false),
    ]) {
        assert_eq!(line["FunctionName"], "resync-mfa-device");
        assert_eq!(line["Status"], status);
        assert_eq!(line["Front"], front);
        assert_eq!(line["Faults"], fault, "{status}");
        assert_eq!(line["ColdStarts"], cold, "{status}");
        assert_eq!(line["IAMMilliseconds"].is_u64(), called, "{status}");
        assert!(line["_aws"]["Timestamp"].is_u64());
        for directive in line["_aws"]["CloudWatchMetrics"].as_array().unwrap() {
            assert_eq!(directive["Namespace"], "ResyncMFADevice");
            for metric in directive["Metrics"].as_array().unwrap() {
                let name = metric["Name"].as_str().unwrap();
                assert!(line[name].is_u64(), "{name}: {line}");
            }
            let dimensions = directive["Dimensions"].as_array().unwrap();
            for name in dimensions.iter().flat_map(|set| set.as_array().unwrap()) {
                assert!(line[name.as_str().unwrap()].is_string(), "{name}: {line}");
            }
        }
        assert!(!line.to_string().contains(USER), "{line}");
    }
    assert_eq!(metrics.len(), 4);
}
