//! Bounds: what an event, IAM or a caller can make the function keep, send or write.

use serde_json::{Value, json};
use simulator::iam::Fault;
use simulator::lambda::{Event, Function, InvokeResult};

use crate::{NOW, RETURN, SERIAL, USER, World, http_api, start, status};

/// Lambda's limit for the payload of a synchronous invocation ("Lambda quotas").
const MAX_PAYLOAD: usize = 6 * 1024 * 1024;

/// The highest resident size of the process so far, in KiB.
fn peak_memory(function: &Function) -> u64 {
    let path = format!("/proc/{}/status", function.process_id());
    let status = std::fs::read_to_string(path).unwrap();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.unwrap().trim_end_matches("kB").trim().parse().unwrap()
}

/// As many of these as fit into a payload, between a start and an end.
fn filled(start: &str, item: &str, end: &str) -> Vec<u8> {
    let count = (MAX_PAYLOAD - start.len() - end.len()) / item.len();
    let mut payload = start.to_owned() + &item.repeat(count);
    // A list does not end with a comma.
    if payload.ends_with(',') {
        payload.pop();
    }
    payload += end;
    payload.into_bytes()
}

#[test]
fn no_event_of_the_size_limit_takes_more_than_64_mib() {
    let identity = r#""http":{"method":"POST"},"authorizer":{"jwt":{"claims":{"sub":"s","custom:iam_user":"alice","#;
    let claims = format!("{{\"version\":\"2.0\",\"requestContext\":{{{identity}");
    let query = "{\"version\":\"2.0\",\"requestContext\":{\"http\":{\"method\":\"GET\"},\
                 \"authorizer\":{\"iam\":{\"userArn\":\"arn:aws:iam::123456789012:user/alice\"}}},";
    let events: Vec<(&str, Vec<u8>)> = vec![
        (
            "a tree in the context",
            filled("{\"requestContext\":[", "{\"\":0},", "]}"),
        ),
        ("members of the event", filled("{", "\"\":0,", "}")),
        ("members of a request", filled("{", "\"userName\":0,", "}")),
        (
            "codes of a request",
            filled("{", "\"authenticationCode1\":\"123456\",", "}"),
        ),
        (
            "members of the context",
            filled("{\"requestContext\":{", "\"\":0,", "}}"),
        ),
        ("claims", filled(&claims, "\"\":0,", "}}}}}")),
        (
            "groups",
            filled(&format!("{claims}\"cognito:groups\":["), "\"\",", "]}}}}}"),
        ),
        (
            "one long group",
            filled(&format!("{claims}\"cognito:groups\":\"["), "a ", "]\"}}}}}"),
        ),
        (
            "a long subject",
            filled(&format!("{claims}\"sub\":\""), "s", "\"}}}}}"),
        ),
        ("escapes", filled("{\"userName\":\"", "\\u0001", "\"}")),
        (
            "a long body",
            filled("{\"httpMethod\":\"POST\",\"body\":\"", "\\\"", "\"}"),
        ),
        (
            "a query",
            filled(
                &format!("{query}\"rawQueryString\":\""),
                "userName=&",
                "\"}",
            ),
        ),
        (
            "a long requester",
            filled("{\"requestedBy\":\"", "x", "\"}"),
        ),
        (
            "a query of a REST API",
            filled(
                "{\"httpMethod\":\"GET\",\"requestContext\":{\"identity\":{\"userArn\":\
                 \"arn:aws:iam::123456789012:user/alice\"}},\
                 \"multiValueQueryStringParameters\":{\"userName\":[",
                "\"\",",
                "]}}",
            ),
        ),
        (
            "a subject made of one code",
            filled(
                &format!(
                    "{{\"body\":\"{{\\\"authenticationCode1\\\":\\\"111111\\\"}}\",{}\"sub\":\"",
                    &claims[1..]
                ),
                "1",
                "\"}}}}}",
            ),
        ),
    ];
    for (what, payload) in events {
        assert!(payload.len() > MAX_PAYLOAD - 64 && payload.len() <= MAX_PAYLOAD);
        let settings = [
            RETURN[0],
            ("OPERATOR_GROUPS", "it"),
            ("CALLER_CLAIM", "custom:iam_user"),
        ];
        let mut world = World::with(&settings);
        let answer = world.function.invoke(payload);
        assert!(
            !matches!(answer, InvokeResult::Exited | InvokeResult::Late),
            "{what}"
        );
        let peak = peak_memory(&world.function);
        assert!(peak <= 64 * 1024, "{what}: {peak} KiB");
        // Of bytes that are not JSON there is none.
        for record in world.function.records() {
            assert!(record.to_string().len() < 16 * 1024, "{what}");
        }
    }
}

/// A page of `ListMFADevices` with these devices, and a marker for the next page.
fn page(devices: &[String], marker: Option<&str>) -> Fault {
    let members: Vec<String> = devices
        .iter()
        .map(|serial_number| {
            format!(
                "<member><UserName>alice</UserName><SerialNumber>{serial_number}</SerialNumber>\
                 <EnableDate>2026-01-01T00:00:00Z</EnableDate></member>"
            )
        })
        .collect();
    let members = members.concat();
    let more = match marker {
        Some(marker) => format!("<IsTruncated>true</IsTruncated><Marker>{marker}</Marker>"),
        None => "<IsTruncated>false</IsTruncated>".to_owned(),
    };
    let document = format!(
        "<ListMFADevicesResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
         <ListMFADevicesResult><MFADevices>{members}</MFADevices>{more}</ListMFADevicesResult>\
         <ResponseMetadata/></ListMFADevicesResponse>"
    );
    let length = document.len();
    Fault::Bytes(format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{document}").into())
}

fn devices(count: usize) -> Vec<String> {
    (0..count)
        .map(|number| format!("GAHT{number:08}"))
        .collect()
}

#[test]
fn pages_of_devices_without_end() {
    // Truncated, and no marker for the rest.
    let mut world = World::with(&RETURN);
    let more = "<IsTruncated>true</IsTruncated>";
    let document = format!(
        "<ListMFADevicesResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
         <ListMFADevicesResult><MFADevices/>{more}</ListMFADevicesResult><ResponseMetadata/>\
         </ListMFADevicesResponse>"
    );
    let length = document.len();
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{document}");
    world.iam.inject(Fault::Bytes(answer.into()));
    let mut request = world.request();
    request.as_object_mut().unwrap().remove("serialNumber");
    assert_eq!(status(&world.invoke(&request)), "ServiceFailure");
    assert_eq!(world.iam.calls().len(), 1);

    for (marker, pages) in [("the-same", [2, 2, 2]), ("", [10, 10, 2])] {
        for (devices, pages) in [devices(0), devices(1), devices(90)].iter().zip(pages) {
            let mut world = World::with(&RETURN);
            for number in 0..200_usize {
                // The same device twice is refused too.
                let devices: Vec<String> = devices
                    .iter()
                    .map(|device| format!("{device}{number:04}"))
                    .collect();
                let marker = if marker.is_empty() {
                    format!("marker-{number}")
                } else {
                    marker.to_owned()
                };
                world.iam.inject(page(&devices, Some(&marker)));
            }
            let mut request = world.request();
            request.as_object_mut().unwrap().remove("serialNumber");
            assert_eq!(status(&world.invoke(&request)), "ServiceFailure");
            let calls = world.iam.calls();
            assert_eq!(calls.len(), pages, "{marker} {}", devices.len());
            assert!(calls.iter().all(|call| call["Action"] == "ListMFADevices"));
            let record = &world.function.records()[0];
            assert_eq!(
                record["detail"],
                "IAM's list is too long, repeats a page or is incomplete"
            );
        }
    }
}

/// Empty pages, which IAM may send, and as many devices as are read.
#[test]
fn many_devices_on_many_pages() {
    let mut world = World::with(&RETURN);
    for number in 0..9 {
        let marker = format!("marker-{number}");
        let mut devices = devices(if number % 2 == 0 { 0 } else { 25 });
        for device in &mut devices {
            *device += &number.to_string();
        }
        world.iam.inject(page(&devices, Some(&marker)));
    }
    world.iam.inject(page(&[], None));
    let mut request = world.request();
    request.as_object_mut().unwrap().remove("serialNumber");
    let InvokeResult::Response(document) = world.invoke(&request) else {
        panic!("no document");
    };
    assert_eq!(document["status"], "SerialNumberRequired", "{document}");
    assert_eq!(document["devices"].as_array().unwrap().len(), 100);
    assert_eq!(world.function.records()[0]["listMfaDevicesAttempts"], 10);
}

#[test]
fn a_record_is_short_whatever_the_caller_says() {
    let long = "s".repeat(2_000_000);
    let mut world = World::with(&[RETURN[0], ("CALLER_CLAIM", "name")]);
    let claims = json!({"sub": long, "iss": long, "name": "alice"});
    let arn = format!("arn:aws:sts::123456789012:assumed-role/Developer/{long}");
    let request = world.request();
    for (event, fields) in [
        (
            http_api(&json!({"jwt": {"claims": claims}}), &request),
            &["callerSubject", "callerIssuer"][..],
        ),
        (
            http_api(
                &json!({"lambda": {"principalId": long, "name": "bob"}}),
                &request,
            ),
            &["callerSubject"],
        ),
        (
            http_api(&json!({"iam": {"userArn": arn}}), &request),
            &["callerArn"],
        ),
    ] {
        world.invoke(&event);
        let record = &world.function.records()[0];
        for field in fields {
            let text = record[*field].as_str().unwrap();
            assert!(
                text.len() <= 1024 && text.ends_with("s…"),
                "{field}: {}",
                text.len()
            );
        }
        assert!(record.to_string().len() < 8 * 1024);
    }
    // What IAM says is bounded too.
    world
        .iam
        .inject(Fault::error(403, "AccessDenied", &long[..50_000]));
    let document = world.invoke(&request);
    assert_eq!(status(&document), "AccessDenied");
    let record = &world.function.records()[0];
    assert_eq!(record["iamErrorMessage"].as_str().unwrap().len(), 1024);
}

/// A text that is cut in the middle of a character is cut before it.
#[test]
fn a_long_text_is_cut_between_characters() {
    for padding in 0..4 {
        let subject = "x".repeat(padding) + &"ü€😀".repeat(1000);
        let mut world = World::with(&RETURN);
        let claims = json!({"jwt": {"claims": {"sub": subject}}});
        world.invoke(&http_api(&claims, &Value::Null));
        let record = &world.function.records()[0];
        let text = record["callerSubject"].as_str().unwrap();
        assert!(text.len() <= 1024 && text.len() > 1016, "{}", text.len());
        assert!(subject.starts_with(text.trim_end_matches('…')));
    }
}

/// Codes become shorter when they are masked. The text is cut after that.
#[test]
fn a_long_text_is_cut_after_its_codes_are_masked() {
    let subject = "the code %39%31%38%32%37%33 ".repeat(100);
    let mut world = World::with(&RETURN);
    let claims = json!({"jwt": {"claims": {"sub": subject}}});
    world.invoke(&http_api(
        &claims,
        &json!({"authenticationCode1": "918273"}),
    ));
    let record = &world.function.records()[0];
    let text = record["callerSubject"].as_str().unwrap();
    let masked = "the code ****** ".repeat(100);
    assert_eq!(text, format!("{}…", &masked[..1024 - '…'.len_utf8()]));
}

/// A client context of another form than the Mobile SDK's ends the process before the function sees
/// the invocation. Nothing of it is written.
#[test]
fn a_client_context_with_codes_in_it() {
    let codes = ["918273", "645546"].map(str::to_owned);
    let iam = simulator::iam::Iam::start(NOW);
    for level in ["INFO", "TRACE"] {
        for client_context in [
            r#"{"custom":"918273 645546"}"#,
            r#"{"custom":{"code":918273}}"#,
            r#"{"custom":[918273,"645546"]}"#,
            "[1,918273]",
            "918273",
            "not JSON 918273 645546",
            "{\"custom\":{\"néme\":\"918273\"}}",
        ] {
            let settings = [
                RETURN[0],
                ("AWS_LAMBDA_LOG_LEVEL", level),
                ("RUST_BACKTRACE", "full"),
            ];
            let mut function = start(&iam.endpoint(), &settings);
            let answer = function.invoke(Event {
                client_context: Some(client_context.to_owned()),
                ..Event::from(json!({"userName": USER, "serialNumber": SERIAL}).to_string())
            });
            assert_eq!(answer, InvokeResult::Exited, "{client_context}");
            assert!(!function.exit_status().success());
            let written = function.written();
            assert!(written.contains("the function ended"), "{written}");
            crate::secrets::assert_absent(&codes, &written);
        }
    }
    // One that has the form is passed over.
    let mut world = World::with(&RETURN);
    let request = world.request();
    let answer = world.function.invoke(Event {
        client_context: Some(r#"{"custom":{"tool":"helpdesk"}}"#.to_owned()),
        ..Event::from(request.to_string())
    });
    assert_eq!(status(&answer), "Resynchronized");
}

/// Every code that there is, in one request, and a subject of nothing but digits.
#[test]
fn very_many_codes_are_answered_in_time() {
    let codes: Vec<String> = (0..190_000)
        .map(|code| format!("\"authenticationCode1\":\"{code:06}\""))
        .collect();
    let body = format!("{{{}}}", codes.join(","));
    let digits: Vec<String> = (0..100_000).map(|n| format!("{n:06}")).collect();
    let mut world = World::with(&RETURN);
    for event in [
        body,
        http_api(
            &json!({"jwt": {"claims": {"sub": digits.concat()}}}),
            &json!({"authenticationCode1": "918273", "AuthenticationCode1": "645546"}),
        )
        .to_string(),
    ] {
        let answer = world.function.invoke(Event {
            time: std::time::Duration::from_secs(10),
            ..Event::from(event)
        });
        assert!(["InvalidRequest", "NotAuthorized"].contains(&status(&answer).as_str()));
        assert_eq!(world.function.records().len(), 1);
    }
}
