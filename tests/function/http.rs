//! Callers behind an API: every event is answered with a response for the gateway that sent it.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use simulator::iam::Fault;
use simulator::lambda::{Event, Function, InvokeResult};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::{RETURN, SERIAL, World, http_api, rest_api, status};

const ALICE: &str = "arn:aws:iam::123456789012:user/alice";

/// The answer to an HTTP event, which must be a whole response: its status code, its headers and
/// its document.
#[track_caller]
fn response(answer: &InvokeResult) -> (u64, Value, Value) {
    let InvokeResult::Response(response) = answer else {
        panic!("not a response: {answer:?}");
    };
    let headers = &response["headers"];
    assert_eq!(response.as_object().unwrap().len(), 4, "{response}");
    assert_eq!(response["isBase64Encoded"], false);
    let body = response["body"].as_str().expect("a body");
    let document = serde_json::from_str(body).expect("a document");
    (
        response["statusCode"].as_u64().expect("a code"),
        headers.clone(),
        document,
    )
}

fn signed_by_alice(body: &Value) -> Value {
    http_api(&json!({"iam": {"userArn": ALICE}}), body)
}

#[test]
fn a_success() {
    // Neither setting matters to an HTTP caller.
    for settings in [&[][..], &RETURN] {
        let mut world = World::with(settings);
        let event = signed_by_alice(&world.request());
        let answer = world.invoke(&event);
        let (code, headers, document) = response(&answer);
        assert_eq!(code, 200);
        assert_eq!(
            headers,
            json!({"Content-Type": "application/json", "Cache-Control": "no-store"})
        );
        assert_eq!(document["status"], "Resynchronized");
        assert_eq!(document["requestId"], world.function.request_id());
        assert!(document.get("retryable").is_none());
    }
}

#[test]
fn a_failure() {
    let mut world = World::new();
    let request = world.request();
    let event = signed_by_alice(&request);
    for (fault, code, name, extra) in [
        (
            Fault::error(400, "Throttling", "Slow"),
            429,
            "Throttling",
            Some(("Retry-After", "5")),
        ),
        (
            Fault::error(403, "AccessDenied", "No"),
            500,
            "AccessDenied",
            None,
        ),
        (
            Fault::error(409, "ConcurrentModification", "No"),
            409,
            "ConcurrentModification",
            None,
        ),
        (Fault::Close, 504, "OutcomeUnknown", None),
    ] {
        for _ in 0..3 {
            world.iam.inject(fault.clone());
        }
        let answer = world.invoke(&event);
        let (found, headers, document) = response(&answer);
        assert_eq!(found, code);
        let mut expected = json!({
            "Content-Type": "application/json",
            "Cache-Control": "no-store",
            "x-amzn-ErrorType": name,
        });
        if let Some((header, value)) = extra {
            expected[header] = json!(value);
        }
        assert_eq!(headers, expected);
        assert_eq!(document["status"], name);
        assert!(document["retryable"].is_boolean());
        // The faults that the retries did not need.
        while status(&world.invoke(&event)) == name {}
        world.iam.advance(120);
    }
}

#[test]
fn only_a_get_or_a_post() {
    let mut world = World::new();
    let request = world.request();
    for method in [
        "get", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "post", "", "BREW",
    ] {
        let mut v2 = signed_by_alice(&request);
        v2["requestContext"]["http"]["method"] = json!(method);
        let mut v1 = rest_api(&json!({"userArn": ALICE}), &Value::Null, &request);
        v1["httpMethod"] = json!(method);
        for event in [v2, v1] {
            let answer = world.invoke(&event);
            let (code, headers, document) = response(&answer);
            assert_eq!(code, 405, "{method}");
            assert_eq!(headers["Allow"], "GET, POST");
            assert_eq!(document["status"], "MethodNotAllowed");
        }
    }
    assert_eq!(world.iam.connections(), 0);
}

#[test]
fn a_body_in_base64() {
    let mut world = World::new();
    let request = world.request();
    let mut event = signed_by_alice(&request);
    event["isBase64Encoded"] = json!(true);
    event["body"] = json!(STANDARD.encode(request.to_string()));
    assert_eq!(status(&world.invoke(&event)), "Resynchronized");

    for body in [
        "%%%",
        &request.to_string(),
        "e30",
        "",
        &STANDARD.encode([0xff, 0xfe]),
    ] {
        event["body"] = json!(body);
        assert_eq!(status(&world.invoke(&event)), "InvalidRequest", "{body}");
    }
}

#[test]
fn a_body_that_is_no_request() {
    let mut world = World::new();
    let long = "x".repeat(1024 * 1024);
    for (body, says) in [
        (json!(null), "has no body"),
        (json!(""), "has no body"),
        (
            json!("userName=alice&authenticationCode1=123456"),
            "not valid JSON",
        ),
        (json!("{\"userName\":"), "not valid JSON"),
        (json!(long), "not valid JSON"),
        (json!({"userName": "alice"}), "has no body"),
        (json!(7), "has no body"),
        (json!("{\"authenticationCode1\":012345}"), "such as 012345"),
        (json!("[]"), "not a JSON object"),
        (json!("null"), "not a JSON object"),
        (json!("[".repeat(100_000)), "not a JSON object"),
    ] {
        let mut event = signed_by_alice(&Value::Null);
        event["body"] = body;
        let answer = world.invoke(&event);
        let (code, _, document) = response(&answer);
        assert_eq!(code, 400);
        let message = document["violations"][0]["message"].as_str().unwrap();
        assert!(message.contains(says), "{message}");
        event.as_object_mut().unwrap().remove("body");
        assert_eq!(status(&world.invoke(&event)), "InvalidRequest");
    }
    let mut request = world.request();
    request["serialNumber"] = json!(long);
    let answer = world.invoke(&signed_by_alice(&request));
    let (code, _, document) = response(&answer);
    assert_eq!(code, 400);
    assert_eq!(document["violations"][0]["field"], "serialNumber");
    // Somebody else's long-winded body is still their own.
    let mut request = world.request();
    request["comment"] = json!(long);
    assert_eq!(
        status(&world.invoke(&signed_by_alice(&request))),
        "Resynchronized"
    );
}

#[test]
fn an_event_that_says_little() {
    let mut world = World::new();
    let body = world.request().to_string();
    let authorizer = json!({"iam": {"userArn": ALICE}});
    for event in [
        json!({"version": "2.0", "requestContext": {"authorizer": authorizer}, "body": body}),
        json!({"requestContext": {"http": {}, "authorizer": authorizer}, "body": body}),
        json!({"rawPath": "/", "requestContext": {"authorizer": authorizer}, "body": body}),
        json!({"requestContext": {"identity": {"userArn": ALICE}}, "body": body}),
    ] {
        let answer = world.invoke(&event);
        // The codes are good once; that the event is understood shows in what IAM is asked.
        let (code, ..) = response(&answer);
        assert!(matches!(code, 200 | 422), "{event}: {answer:?}");
    }
    assert_eq!(world.iam.calls().len(), 4);
    for event in [
        json!({"requestContext": {}}),
        json!({"httpMethod": "POST"}),
        json!({"rawPath": "/"}),
    ] {
        let answer = world.invoke(&event);
        assert_eq!(response(&answer).0, 403, "{event}");
    }
    assert_eq!(world.iam.calls().len(), 4);
}

#[test]
fn a_load_balancer_is_refused() {
    let mut world = World::new();
    let event = json!({
        "requestContext": {"elb": {"targetGroupArn": "arn"}},
        "httpMethod": "POST",
        "headers": {},
        "body": world.request().to_string(),
    });
    let answer = world.invoke(&event);
    let (code, headers, _) = response(&answer);
    assert_eq!((code, &headers["Cache-Control"]), (403, &json!("no-store")));
}

/// The events that AWS publishes as examples, as they ship with its own crate of event types.
fn published_examples() -> Vec<(String, Value)> {
    let output = |command: &mut Command| command.output().unwrap().stdout;
    let host = output(Command::new("rustc").args(["--print", "host-tuple"]));
    let metadata = output(
        Command::new(env!("CARGO"))
            .args(["metadata", "--format-version=1", "--locked", "--offline"])
            // What other platforms need may not be here.
            .args(["--filter-platform", String::from_utf8(host).unwrap().trim()])
            .current_dir(env!("CARGO_MANIFEST_DIR")),
    );
    let metadata: Value = serde_json::from_slice(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|package| package["name"] == "aws_lambda_events");
    let manifest = package.unwrap()["manifest_path"].as_str().unwrap();
    let folder = std::path::Path::new(manifest)
        .with_file_name("src")
        .join("fixtures");
    let mut examples: Vec<(String, Value)> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem()?.to_str()?.to_owned();
            let event: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).ok()?;
            let http = name.contains("apigw") || name.contains("alb");
            (http && event.get("requestContext").is_some()).then_some((name, event))
        })
        .collect();
    examples.sort_by(|(one, _), (other, _)| one.cmp(other));
    assert!(examples.len() > 15, "{}", examples.len());
    examples
}

#[test]
fn every_published_example_is_answered() {
    let mut world = World::new();
    for (name, mut event) in published_examples() {
        let answer = world.invoke(&event);
        if event.get("methodArn").or(event.get("routeArn")).is_some() {
            // Not an event of a route.
            assert_eq!(status(&answer), "InvalidRequest", "{name}");
            assert!(matches!(answer, InvokeResult::Error { .. }), "{name}");
            continue;
        }
        let (code, ..) = response(&answer);
        assert!(matches!(code, 400 | 403 | 405), "{name}: {answer:?}");
        for place in [
            "/httpMethod",
            "/requestContext/http/method",
            "/requestContext/httpMethod",
        ] {
            if let Some(method) = event.pointer_mut(place) {
                *method = json!("POST");
            }
        }
        event["body"] = json!(world.request().to_string());
        let answer = world.invoke(&event);
        let (code, ..) = response(&answer);
        assert_eq!(code, 403, "{name}: {answer:?}");
    }
    assert!(world.iam.calls().is_empty());
}

#[test]
fn a_published_example_that_names_the_caller() {
    let examples = published_examples();
    for (name, user, claim) in [
        ("example-apigw-v2-request-iam", "Admin", ""),
        (
            "example-apigw-v2-request-jwt-authorizer",
            "value1",
            "claim1",
        ),
        ("example-apigw-v2-request-lambda-authorizer", "value", "key"),
    ] {
        let mut world = World::with(&[("CALLER_CLAIM", claim)]);
        world.iam.register(user, "GAHT31415926", &world.device);
        let mut event = examples
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, event)| received(event.clone(), 0))
            // The example's account has ten digits.
            .map(|event| event.to_string().replace(":1234567890:", ":123456789012:"))
            .map(|event| serde_json::from_str::<Value>(&event).unwrap())
            .unwrap();
        event["requestContext"]["http"]["method"] = json!("POST");
        let mut request = world.request();
        request["userName"] = json!(user);
        request["serialNumber"] = json!("GAHT31415926");
        event["body"] = json!(request.to_string());
        event["isBase64Encoded"] = json!(false);
        let answer = world.invoke(&event);
        assert_eq!(status(&answer), "Resynchronized", "{name}");
        assert_eq!(world.iam.calls()[0]["UserName"], user);
    }
}

/// An event as if the gateway had received it so many seconds ago.
fn received(mut event: Value, seconds: i64) -> Value {
    let since_1970 = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
    let milliseconds = i64::try_from(since_1970.as_millis()).unwrap() - seconds * 1000;
    let context = event["requestContext"].as_object_mut().unwrap();
    for (name, value) in context {
        if ["timeEpoch", "requestTimeEpoch"].contains(&name.as_str()) {
            *value = json!(milliseconds);
        }
    }
    event
}

/// An event as a function received it behind a local gateway, from a request with a real signature
/// or a real token.
fn captured(name: &str) -> Value {
    let path = format!("{}/events/captured/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn captured_events() {
    for (file, claim, own, other) in [
        ("http-iam-user", "", Some("caller"), "bob"),
        ("rest-iam-user", "", Some("caller"), "bob"),
        ("http-iam-role", "", None, "alice"),
        ("rest-iam-role", "", None, "alice"),
        ("http-jwt-idtoken", "cognito:username", Some("alice"), "bob"),
        (
            "rest-cognito-idtoken",
            "cognito:username",
            Some("alice"),
            "bob",
        ),
        ("http-jwt-local-oidc", "sub", Some("u-1"), "bob"),
    ] {
        let mut event = received(captured(file), 0);
        let mut world = World::with(&[("CALLER_CLAIM", claim)]);
        for user in own.into_iter().chain([other]) {
            world.iam.register(user, "GAHT31415926", &world.device);
        }
        let function_arn = "arn:aws:lambda:us-east-1:000000000000:function:f";
        let mut invoke = |event: &Value| {
            let answer = world.function.invoke(Event {
                function_arn: function_arn.to_owned(),
                ..Event::from(event.to_string())
            });
            (status(&answer), world.iam.calls().len())
        };
        let captured = if own.is_some() {
            "InvalidRequest"
        } else {
            "NotAuthorized"
        };
        assert_eq!(invoke(&event), (captured.to_owned(), 0), "{file}");

        let [first, second] = world.device.two_codes(crate::NOW);
        let mut request = json!({
            "userName": other,
            "serialNumber": "GAHT31415926",
            "authenticationCode1": first,
            "authenticationCode2": second,
        });
        event["body"] = json!(request.to_string());
        assert_eq!(invoke(&event), ("NotAuthorized".to_owned(), 0), "{file}");
        if let Some(own) = own {
            request["userName"] = json!(own);
            event["body"] = json!(request.to_string());
            assert_eq!(invoke(&event), ("Resynchronized".to_owned(), 1), "{file}");
        }
    }
}

#[test]
fn the_older_of_the_gateways_time_and_the_bodys_counts() {
    for (file, age, submitted, expected) in [
        ("http-iam-user", 20, None, "Resynchronized"),
        ("http-iam-user", 31, None, "CodesExpired"),
        ("rest-iam-user", 20, None, "Resynchronized"),
        ("rest-iam-user", 31, None, "CodesExpired"),
        // The older of the two counts.
        ("http-iam-user", 0, Some(31), "CodesExpired"),
        ("rest-iam-user", 0, Some(31), "CodesExpired"),
        ("http-iam-user", 31, Some(0), "CodesExpired"),
        ("rest-iam-user", 31, Some(0), "CodesExpired"),
        ("http-iam-user", 20, Some(10), "Resynchronized"),
        // Whose clock is ahead cannot be told; the caller is not to blame.
        ("http-iam-user", -60, None, "Resynchronized"),
    ] {
        let mut world = World::new();
        let event = captured(file);
        let identity = &event["requestContext"];
        let arn = identity["authorizer"]["iam"]["userArn"].as_str();
        let arn = arn
            .or_else(|| identity["identity"]["userArn"].as_str())
            .unwrap();
        assert!(arn.ends_with("user/caller"), "{arn}");
        world.iam.register("caller", SERIAL, &world.device);

        let mut request = world.request();
        request["userName"] = json!("caller");
        if let Some(seconds) = submitted {
            let time = OffsetDateTime::now_utc() - time::Duration::seconds(seconds);
            request["submittedAt"] = json!(time.format(&Rfc3339).unwrap());
        }
        let mut event = received(event, age);
        event["body"] = json!(request.to_string());
        // The account of the local gateway is not that of the function.
        let event = event.to_string().replace("000000000000", "123456789012");
        let answer = world.invoke(&event);
        assert_eq!(status(&answer), expected, "{file} {age} {submitted:?}");
        let called = usize::from(expected == "Resynchronized");
        assert_eq!(world.iam.calls().len(), called);
    }
}

/// SAM's local API counts in seconds, others may send anything.
#[test]
fn a_time_that_is_no_gateways_does_not_count() {
    for time in [
        json!(1_795_461_564),
        json!(0),
        json!(-1),
        json!("now"),
        json!(1e300),
        json!(null),
    ] {
        for name in ["timeEpoch", "requestTimeEpoch"] {
            let mut world = World::new();
            let mut event = signed_by_alice(&world.request());
            event["requestContext"][name] = time.clone();
            assert_eq!(status(&world.invoke(&event)), "Resynchronized", "{time}");
        }
    }
}

#[test]
fn a_group_in_a_captured_event() {
    let mut event = received(captured("http-jwt-local-oidc"), 0);
    let mut world = World::with(&[
        ("GROUPS_CLAIM", "groups"),
        ("OPERATOR_GROUPS", "mfa-helpdesk"),
    ]);
    event["body"] = json!(world.request().to_string());
    assert_eq!(status(&world.invoke(&event)), "Resynchronized");
}

#[test]
fn a_panic_is_answered_too() {
    let world = World::new();
    let endpoint = world.iam.endpoint();
    let mut function: Function =
        crate::secrets::panicking(&endpoint, "nothing", &[("PANICS_AT", "credentials")]);
    for _ in 0..2 {
        let answer = function.invoke(signed_by_alice(&world.request()).to_string());
        let (code, headers, document) = response(&answer);
        assert_eq!(code, 500);
        assert_eq!(headers["x-amzn-ErrorType"], "InternalError");
        assert_eq!(document["status"], "InternalError");
    }
}
