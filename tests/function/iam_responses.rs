//! Every row of the outcome table that a direct caller can meet.

use std::io::{Read, Write};
use std::time::{Duration, UNIX_EPOCH};

use serde_json::{Value, json};
use simulator::iam::Fault;
use simulator::lambda::{Event, Function, InvokeResult};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::{RETURN, SERIAL, USER, World, bootstrap, short_of_time, start, status};

#[test]
fn a_drifted_device_is_resynchronized() {
    let mut world = World::new();
    assert!(!world.signs_in());
    let request = world.request();

    let answer = world.invoke(&request);

    let request_id = world.function.request_id();
    assert_eq!(
        answer,
        InvokeResult::Response(json!({
            "status": "Resynchronized",
            "message": "Your device is resynchronized. Wait until it shows a new code, and sign \
                        in with that code.",
            "userName": USER,
            "serialNumber": SERIAL,
            "requestId": request_id,
            "iamRequestId": "00000000-0000-4000-8000-000000000001",
        }))
    );
    let calls = world.iam.calls();
    assert_eq!(calls.len(), 1);
    assert_eq!(
        json!(calls[0]),
        json!({
            "Action": "ResyncMFADevice",
            "Version": "2010-05-08",
            "UserName": USER,
            "SerialNumber": SERIAL,
            "AuthenticationCode1": request["authenticationCode1"],
            "AuthenticationCode2": request["authenticationCode2"],
        })
    );
    world.iam.advance(30);
    assert!(world.signs_in());
}

#[test]
fn the_spelling_of_the_api_is_taken_too() {
    let mut world = World::new();
    let request = world.request();
    let answer = world.invoke(&json!({
        "UserName": request["userName"],
        "SerialNumber": request["serialNumber"],
        "AuthenticationCode1": request["authenticationCode1"],
        "AuthenticationCode2": request["authenticationCode2"],
    }));
    assert_eq!(status(&answer), "Resynchronized");
}

#[test]
fn codes_are_taken_as_people_type_them() {
    let mut world = World::new();
    let mut request = world.request();
    for (field, separator) in [("authenticationCode1", " "), ("authenticationCode2", "-")] {
        let code = request[field].as_str().unwrap().to_owned();
        request[field] = json!(format!(" {}{separator}{} ", &code[..3], &code[3..]));
    }
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
}

/// The function invoked with a good request while IAM does as told; returns the document.
#[track_caller]
fn under(faults: &[Fault], expected: &str, attempts: u64) -> Value {
    let mut world = World::with(&RETURN);
    for fault in faults {
        world.iam.inject(fault.clone());
    }
    let request = world.request();
    let answer = world.invoke(&request);
    assert_eq!(status(&answer), expected, "{faults:?}");
    let record = &world.function.records()[0];
    assert_eq!(
        record["resyncMfaDeviceAttempts"], attempts,
        "{faults:?}: {record}"
    );
    let calls = world.iam.calls();
    let sent = calls
        .iter()
        .filter(|call| call["Action"] == "ResyncMFADevice");
    assert_eq!(sent.count() as u64, attempts, "{faults:?}");
    let InvokeResult::Response(document) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(document["iamRequestId"], record["iamRequestId"]);

    // The next caller is served by the same process.
    world.iam.advance(120);
    let request = world.request();
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
    document
}

#[test]
fn errors_of_iam_are_told_by_code() {
    for (http_status, code, expected, attempts) in [
        (
            403,
            "InvalidAuthenticationCode",
            "InvalidAuthenticationCode",
            1,
        ),
        (404, "NoSuchEntity", "NoSuchEntity", 1),
        (409, "ConcurrentModification", "ConcurrentModification", 1),
        (
            409,
            "EntityTemporarilyUnmodifiable",
            "ConcurrentModification",
            1,
        ),
        (409, "LimitExceeded", "LimitExceeded", 1),
        (403, "AccessDenied", "AccessDenied", 1),
        (403, "AccessDeniedException", "AccessDenied", 1),
        (400, "NotAuthorized", "AccessDenied", 1),
        (403, "ExpiredToken", "AccessDenied", 1),
        (403, "InvalidClientTokenId", "AccessDenied", 1),
        (403, "OptInRequired", "AccessDenied", 1),
        (403, "ExpiredTokenException", "AccessDenied", 1),
        (400, "AuthFailure", "AccessDenied", 1),
        (400, "IncompleteSignature", "AccessDenied", 1),
        (403, "InvalidSignatureException", "AccessDenied", 1),
        (403, "MissingAuthenticationToken", "AccessDenied", 1),
        (400, "RequestExpired", "AccessDenied", 1),
        (403, "RequestInTheFuture", "AccessDenied", 1),
        (403, "RequestTimeTooSkewed", "AccessDenied", 1),
        (403, "SignatureDoesNotMatch", "AccessDenied", 1),
        (403, "UnrecognizedClientException", "AccessDenied", 1),
        (400, "ValidationError", "ValidationError", 1),
        // A code that is not known proves nothing.
        (400, "SomethingNew", "OutcomeUnknown", 1),
        (400, "ServiceFailure", "OutcomeUnknown", 1),
        (500, "ServiceFailure", "OutcomeUnknown", 3),
        (500, "InternalFailure", "OutcomeUnknown", 3),
        (503, "ServiceUnavailable", "OutcomeUnknown", 3),
        (501, "SomethingNew", "OutcomeUnknown", 1),
        (400, "Throttling", "Throttling", 3),
        (400, "ThrottlingException", "Throttling", 3),
        (400, "RequestLimitExceeded", "Throttling", 3),
        // Throttling did not run, whatever the HTTP status; any other 5xx proves nothing.
        (503, "Throttling", "Throttling", 3),
        (500, "ThrottlingException", "Throttling", 3),
        (500, "InvalidAuthenticationCode", "OutcomeUnknown", 3),
        (503, "NoSuchEntity", "OutcomeUnknown", 3),
        (500, "AccessDenied", "OutcomeUnknown", 3),
        (500, "ValidationError", "OutcomeUnknown", 3),
        (599, "LimitExceeded", "OutcomeUnknown", 1),
    ] {
        // Only the code counts, not the text.
        let message = "Access denied: throttled, no such entity, invalid authentication code";
        let fault = Fault::error(http_status, code, message);
        let times = usize::try_from(attempts).unwrap();
        let document = under(&vec![fault; times], expected, attempts);
        let id = format!("00000000-0000-4000-8000-{attempts:012}");
        assert_eq!(document["iamRequestId"], id, "{code}");
    }
}

#[test]
fn wrong_codes_are_refused_without_saying_which() {
    for wrong in ["authenticationCode1", "authenticationCode2"] {
        let mut world = World::with(&RETURN);
        let mut request = world.request();
        let code: u32 = request[wrong].as_str().unwrap().parse().unwrap();
        request[wrong] = json!(format!("{:06}", (code + 1) % 1_000_000));
        let answer = world.invoke(&request);
        let InvokeResult::Response(document) = &answer else {
            panic!("{answer:?}");
        };
        assert_eq!(document["status"], "InvalidAuthenticationCode");
        assert_eq!(document["retryable"], false);
        assert!(document.get("violations").is_none());
        assert!(!world.signs_in());
    }
}

#[test]
fn codes_in_the_wrong_order_are_refused() {
    let mut world = World::with(&RETURN);
    let mut request = world.request();
    let first = request["authenticationCode1"].take();
    request["authenticationCode1"] = request["authenticationCode2"].take();
    request["authenticationCode2"] = first;
    assert_eq!(status(&world.invoke(&request)), "InvalidAuthenticationCode");
}

#[test]
fn a_user_or_device_that_iam_does_not_know() {
    for (field, value) in [
        ("userName", "bob"),
        ("serialNumber", "arn:aws:iam::123456789012:mfa/bob"),
        ("serialNumber", "GAHT12345678"),
    ] {
        let mut world = World::with(&RETURN);
        let mut request = world.request();
        request[field] = json!(value);
        assert_eq!(status(&world.invoke(&request)), "NoSuchEntity", "{value}");
        assert_eq!(world.iam.calls().len(), 1);
    }
}

/// IAM denies a call for a user it does not know where the permission is for users of one path. The
/// function asks whether there is such a user.
#[test]
fn a_denied_call_for_a_user_that_iam_does_not_know() {
    let denied = || Fault::error(403, "AccessDenied", "not authorized to ResyncMFADevice");
    for (user_name, question, expected) in [
        ("bob", None, "NoSuchEntity"),
        (USER, None, "AccessDenied"),
        ("bob", Some(denied()), "AccessDenied"),
        (
            "bob",
            Some(Fault::error(400, "ValidationError", "No")),
            "AccessDenied",
        ),
        (
            "bob",
            Some(Fault::Bytes(
                b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec(),
            )),
            "AccessDenied",
        ),
    ] {
        let mut world = World::with(&RETURN);
        world.iam.inject(denied());
        if let Some(fault) = question {
            world.iam.inject(fault);
        }
        let mut request = world.request();
        request["userName"] = json!(user_name);
        let answer = world.invoke(&request);
        assert_eq!(status(&answer), expected, "{user_name}");
        let actions: Vec<String> = world
            .iam
            .calls()
            .iter()
            .map(|call| call["Action"].clone())
            .collect();
        assert_eq!(actions, ["ResyncMFADevice", "ListMFADevices"]);
        let record = &world.function.records()[0];
        if expected == "AccessDenied" {
            // What IAM said to the call that counts.
            assert_eq!(
                record["iamErrorMessage"],
                "not authorized to ResyncMFADevice"
            );
            assert_eq!(
                record["iamRequestId"],
                "00000000-0000-4000-8000-000000000001"
            );
        } else {
            assert_eq!(record["iamErrorCode"], "NoSuchEntity");
            assert_eq!(record["reason"], "User");
            assert_eq!(record["level"], "WARN");
        }
    }
}

/// Whoever let the function find the device knows that there is such a user.
#[test]
fn a_denied_call_after_the_device_was_found() {
    let mut world = World::with(&RETURN);
    let mut request = world.request();
    request.as_object_mut().unwrap().remove("serialNumber");
    world.iam.delay(Duration::ZERO, None);
    world.iam.inject(Fault::error(403, "AccessDenied", "No"));
    assert_eq!(status(&world.invoke(&request)), "AccessDenied");
    assert_eq!(world.iam.calls().len(), 2);
}

#[test]
fn a_passing_fault_is_tried_again() {
    let throttling = Fault::error(400, "Throttling", "Rate exceeded");
    let failure = Fault::error(500, "ServiceFailure", "Sorry");
    under(std::slice::from_ref(&throttling), "Resynchronized", 2);
    under(std::slice::from_ref(&failure), "Resynchronized", 2);
    under(&[failure, throttling], "Resynchronized", 3);
    under(&[Fault::Close], "Resynchronized", 2);
}

#[test]
fn a_refusal_after_an_attempt_that_may_have_worked_proves_nothing() {
    for fault in [
        Fault::Close,
        Fault::error(503, "ServiceUnavailable", "Sorry"),
    ] {
        let mut world = World::with(&RETURN);
        world.iam.inject(fault.clone().after_running());
        let request = world.request();
        let answer = world.invoke(&request);
        assert_eq!(status(&answer), "OutcomeUnknown", "{fault:?}");
        let record = &world.function.records()[0];
        assert_eq!(record["iamErrorCode"], "InvalidAuthenticationCode");
        assert_eq!(record["resyncMfaDeviceAttempts"], 2);
        // As the message says: it may have worked.
        world.iam.advance(30);
        assert!(world.signs_in());
    }
    let failure = Fault::error(500, "ServiceFailure", "Sorry");
    for (code, http_status) in [
        ("InvalidAuthenticationCode", 403),
        ("ConcurrentModification", 409),
    ] {
        let refusal = Fault::error(http_status, code, "No");
        under(&[failure.clone(), refusal], "OutcomeUnknown", 2);
    }
    let throttling = Fault::error(400, "Throttling", "Rate exceeded");
    under(
        &[failure.clone(), throttling.clone(), throttling],
        "OutcomeUnknown",
        3,
    );
    for (code, http_status) in [
        ("NoSuchEntity", 404),
        ("ValidationError", 400),
        ("AccessDenied", 403),
        ("LimitExceeded", 409),
    ] {
        let refusal = Fault::error(http_status, code, "No");
        under(&[failure.clone(), refusal], "OutcomeUnknown", 2);
    }
    // Throttling did not run, so the refusal after it is one.
    let throttling = Fault::error(503, "Throttling", "Rate exceeded");
    let refusal = Fault::error(403, "InvalidAuthenticationCode", "No");
    under(&[throttling, refusal], "InvalidAuthenticationCode", 2);
}

/// An answer of IAM with this status and this body.
fn answer(http_status: u16, body: &str) -> Fault {
    let length = body.len();
    Fault::Bytes(
        format!("HTTP/1.1 {http_status} \r\ncontent-length: {length}\r\n\r\n{body}").into(),
    )
}

const DOCUMENT: &str = "<ResyncMFADeviceResponse \
                        xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
                        <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>\
                        </ResyncMFADeviceResponse>";

#[test]
fn only_the_success_document_of_iam_is_a_success() {
    let namespace = "xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"";
    let error = "<Error><Type>Sender</Type><Code>InvalidAuthenticationCode</Code></Error>";
    let mut bodies = vec![
        "<html><body>Please sign in to the guest network</body></html>".to_owned(),
        format!("<html><body><pre>{DOCUMENT}</pre></body></html>"),
        "<ListUsersResponse></ListUsersResponse>".to_owned(),
        String::new(),
        format!("<ErrorResponse {namespace}>{error}</ErrorResponse>"),
        format!("<ErrorResponse {namespace}>{error}</ErrorResponse>{DOCUMENT}"),
        format!("<ErrorResponse {namespace}>{error}{DOCUMENT}</ErrorResponse>"),
        format!("<x><!-- {DOCUMENT} --></x>"),
        format!("<!-- {DOCUMENT} -->"),
        format!("<x><![CDATA[{DOCUMENT}]]></x>"),
        format!("<ResyncMFADeviceResponse {namespace}>{error}</ResyncMFADeviceResponse>"),
        DOCUMENT.replace("MFADeviceResponse", "MFADeviceResponseFault"),
        DOCUMENT.replace("2010-05-08", "2010-05-09"),
        DOCUMENT.replace(namespace, ""),
        DOCUMENT.replace(namespace, "xmlns=\"\""),
        DOCUMENT.replace("</RequestId>", ""),
        DOCUMENT.replace("<RequestId>", "<RequestId a=1>"),
        DOCUMENT.replace("</ResponseMetadata>", "</responsemetadata>"),
        DOCUMENT.replace("r</RequestId>", "&unknown;</RequestId>"),
        format!("{DOCUMENT}{DOCUMENT}"),
        format!("{DOCUMENT} and more"),
        format!("<!DOCTYPE x [<!ENTITY e \"x\">]>{DOCUMENT}"),
        format!("<ResyncMFADeviceResponse {namespace}/>"),
        DOCUMENT.replace(
            "<ResponseMetadata>",
            "InvalidAuthenticationCode<ResponseMetadata>",
        ),
        DOCUMENT.replace(
            "<ResponseMetadata>",
            "<Fault><Code>No</Code></Fault><ResponseMetadata>",
        ),
        DOCUMENT.replace("<RequestId>", "<error>No</error><RequestId>"),
        DOCUMENT.replace("<RequestId>", "<Fault>No</Fault><RequestId>"),
        DOCUMENT.replace("<RequestId>", "InvalidAuthenticationCode<RequestId>"),
        DOCUMENT.replace("<RequestId>", "<!-- No --><RequestId>"),
        DOCUMENT.replace("r</RequestId>", "<Error/>r</RequestId>"),
        DOCUMENT.replace("<Resync", "<:Resync"),
        DOCUMENT.replace("</Resync", "</:Resync"),
        DOCUMENT.replace("r</RequestId>", "r<!-- No --></RequestId>"),
        format!("<ResyncMFADeviceResponse {namespace}>{DOCUMENT}</ResyncMFADeviceResponse>"),
    ];
    bodies.extend(
        (1..DOCUMENT.len())
            .step_by(13)
            .map(|end| DOCUMENT[..end].to_owned()),
    );
    let mut world = World::with(&RETURN);
    let check = |world: &mut World, http_status: u16, body: &str| {
        world.iam.inject(answer(http_status, body));
        let request = world.request();
        let answer = world.invoke(&request);
        assert_eq!(status(&answer), "OutcomeUnknown", "{http_status} {body}");
        assert_eq!(world.iam.take_calls().len(), 1, "{http_status} {body}");
    };
    for body in bodies {
        check(&mut world, 200, &body);
    }
    for http_status in [201, 202, 203, 204, 206, 226, 299, 302] {
        let body = if http_status == 204 { "" } else { DOCUMENT };
        check(&mut world, http_status, body);
    }
}

#[test]
fn the_success_document_in_any_valid_form_is_a_success() {
    let namespace = "https://iam.amazonaws.com/doc/2010-05-08/";
    let mut world = World::with(&RETURN);
    for body in [
        DOCUMENT.to_owned(),
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{DOCUMENT}\n"),
        format!("{DOCUMENT}<!-- a comment -->"),
        format!("<!-- a comment -->{DOCUMENT}"),
        format!("\u{feff}{DOCUMENT}"),
        DOCUMENT.replace("</ResyncMFADeviceResponse>", "</ResyncMFADeviceResponse >"),
        format!(
            "<i:ResyncMFADeviceResponse xmlns:i='{namespace}'><i:ResponseMetadata/>\
             </i:ResyncMFADeviceResponse>"
        ),
        DOCUMENT.replace("><", ">\n  <"),
    ] {
        world.iam.inject(answer(200, &body));
        let request = world.request();
        assert_eq!(status(&world.invoke(&request)), "Resynchronized", "{body}");
    }
}

#[test]
fn an_unreadable_refusal_proves_nothing() {
    for http_status in [403, 404, 301] {
        let answer = format!("HTTP/1.1 {http_status} \r\ncontent-length: 6\r\n\r\n<html>");
        under(&[Fault::Bytes(answer.into())], "OutcomeUnknown", 1);
    }
    let answer = b"HTTP/1.1 502 \r\ncontent-length: 6\r\n\r\n<html>".to_vec();
    under(&vec![Fault::Bytes(answer); 3], "OutcomeUnknown", 3);
}

/// A refusal counts only as an error document of its own.
#[test]
fn a_refusal_that_is_not_an_error_document_proves_nothing() {
    let error = "<Error><Type>Sender</Type><Code>InvalidAuthenticationCode</Code></Error>";
    let whole = format!("<ErrorResponse>{error}</ErrorResponse>");
    let mut world = World::with(&RETURN);
    for (http_status, body, expected) in [
        (403, whole.clone(), "InvalidAuthenticationCode"),
        (
            403,
            whole.replace("</ErrorResponse>", "</Error"),
            "OutcomeUnknown",
        ),
        (403, whole.replace("</ErrorResponse>", ""), "OutcomeUnknown"),
        (403, format!("{whole}{DOCUMENT}"), "OutcomeUnknown"),
        (
            403,
            format!("<ErrorResponse>{error}{error}</ErrorResponse>"),
            "OutcomeUnknown",
        ),
        (
            403,
            whole.replace("<Code>", "<Code>AccessDenied</Code><Code>"),
            "OutcomeUnknown",
        ),
        (403, format!("<html>{error}</html>"), "OutcomeUnknown"),
        (
            403,
            whole.replace("<ErrorResponse", "<:ErrorResponse"),
            "OutcomeUnknown",
        ),
        (
            403,
            whole.replace("</Code>", "<!-- x -->Not</Code>"),
            "OutcomeUnknown",
        ),
        (
            403,
            whole.replace("</Code>", "<![CDATA[Not]]></Code>"),
            "OutcomeUnknown",
        ),
        (302, whole.clone(), "OutcomeUnknown"),
    ] {
        world.iam.inject(answer(http_status, &body));
        let request = world.request();
        assert_eq!(
            status(&world.invoke(&request)),
            expected,
            "{http_status} {body}"
        );
        world.iam.advance(120);
    }
}

/// IAM may have waited for the request, and got it.
#[test]
fn a_timeout_that_iam_reports_proves_nothing() {
    let timeout = Fault::error(400, "RequestTimeout", "Idle");
    let refusal = Fault::error(403, "InvalidAuthenticationCode", "No");
    under(&[timeout, refusal], "OutcomeUnknown", 2);
}

#[test]
fn no_answer_at_all() {
    under(&vec![Fault::Close; 3], "OutcomeUnknown", 3);
}

#[test]
fn a_silent_iam_is_given_up_in_time_to_answer() {
    let mut world = World::with(&RETURN);
    world.iam.inject(Fault::Hang);
    let request = world.request();
    let answer = world.function.invoke(short_of_time(&request, 3_000));
    assert_eq!(status(&answer), "OutcomeUnknown");
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
}

#[test]
fn no_time_to_try() {
    let mut world = World::with(&RETURN);
    let request = world.request();
    let answer = world.function.invoke(short_of_time(&request, 990));
    assert_eq!(status(&answer), "Unavailable");
    assert!(world.iam.calls().is_empty());
    let reason = &world.function.records()[0]["detail"];
    assert_eq!(reason, "too little time was left to call IAM");
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
}

#[test]
fn no_way_to_iam() {
    let world = World::new();
    // Nothing listens on this port: it takes a privilege to.
    let mut function = start("http://127.0.0.1:1", &RETURN);
    let answer = function.invoke(world.request().to_string());
    assert_eq!(status(&answer), "Unavailable");
    let record = &function.records()[0];
    assert_eq!(record["resyncMfaDeviceAttempts"], 3);
    let reason = record["detail"].as_str().unwrap();
    assert!(reason.contains("Connection refused"), "{reason}");
}

/// The codes were sent, and not used.
#[test]
fn an_iam_that_throttles_and_is_gone() {
    let world = World::new();
    // No other test listens on this address, so the port stays closed.
    let listener = std::net::TcpListener::bind("127.0.0.2:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let iam = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        drop(listener);
        let mut request = String::new();
        while !request.contains("AuthenticationCode2=") {
            let mut chunk = [0; 4096];
            let length = stream.read(&mut chunk).unwrap();
            request += std::str::from_utf8(&chunk[..length]).unwrap();
        }
        let error = "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>";
        let length = error.len();
        write!(
            stream,
            "HTTP/1.1 400 \r\ncontent-length: {length}\r\n\r\n{error}"
        )
        .unwrap();
    });
    let mut function = start(&endpoint, &RETURN);
    let answer = function.invoke(world.request().to_string());
    assert_eq!(status(&answer), "Unavailable");
    assert_eq!(function.records()[0]["resyncMfaDeviceAttempts"], 3);
    iam.join().unwrap();
}

#[test]
fn an_iam_that_does_not_get_as_far_as_a_connection() {
    let world = World::new();
    // Accepts, and says nothing: TLS never begins.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("https://{}", silent.local_addr().unwrap());
    let mut function = start(&endpoint, &RETURN);
    let answer = function.invoke(short_of_time(&world.request(), 3_000));
    assert_eq!(status(&answer), "Unavailable");
}

#[test]
fn an_answer_that_breaks_off_is_no_answer() {
    let document = "<ResyncMFADeviceResponse></ResyncMFADeviceResponse>";
    let cut = format!("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{document}");
    under(&vec![Fault::Bytes(cut.into()); 3], "OutcomeUnknown", 3);
}

#[test]
fn a_local_tool_that_knows_no_deadline() {
    let mut world = World::with(&RETURN);
    let request = world.request();
    let answer = world.function.invoke(Event {
        deadline: Some(UNIX_EPOCH + Duration::from_mins(10)),
        ..Event::from(request.to_string())
    });
    assert_eq!(status(&answer), "Resynchronized");
}

#[test]
fn the_endpoint_is_where_the_sdk_finds_it() {
    let mut world = World::new();
    let endpoint = world.iam.endpoint();
    let variables = [
        ("AWS_ENDPOINT_URL", endpoint.as_str()),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
    ];
    world.function = Function::start(&bootstrap(), &[], variables);
    let request = world.request();
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
}

#[test]
fn the_functions_own_lack_of_credentials() {
    let mut world = World::with(&[
        RETURN[0],
        ("AWS_ACCESS_KEY_ID", ""),
        ("AWS_SECRET_ACCESS_KEY", ""),
        ("AWS_EC2_METADATA_DISABLED", "true"),
    ]);
    let request = world.request();
    assert_eq!(status(&world.invoke(&request)), "InternalError");
    assert!(world.iam.calls().is_empty());
}

#[test]
fn codes_that_are_too_old_are_not_sent() {
    for (maximum, age, expected) in [
        ("30", 15, "Resynchronized"),
        ("30", 31, "CodesExpired"),
        ("300", 285, "Resynchronized"),
        ("300", 301, "CodesExpired"),
        // A server's clock may be a little ahead.
        ("30", -3, "Resynchronized"),
        ("30", -60, "InvalidRequest"),
    ] {
        let mut world = World::with(&[RETURN[0], ("MAX_CODE_AGE_SECONDS", maximum)]);
        let mut request = world.request();
        let submitted_at = OffsetDateTime::now_utc() - time::Duration::seconds(age);
        request["submittedAt"] = json!(submitted_at.format(&Rfc3339).unwrap());
        let answer = world.invoke(&request);
        assert_eq!(status(&answer), expected, "{maximum} {age}");
        let called = usize::from(expected == "Resynchronized");
        assert_eq!(world.iam.calls().len(), called, "{maximum} {age}");
    }
}

#[test]
fn codes_are_not_sent_again_once_they_are_too_old() {
    let mut world = World::with(&[RETURN[0], ("MAX_CODE_AGE_SECONDS", "1")]);
    let throttling = Fault::error(400, "Throttling", "Rate exceeded");
    world
        .iam
        .delay(Duration::from_millis(1_100), Some(throttling));
    let request = world.request();
    assert_eq!(status(&world.invoke(&request)), "Throttling");
    assert_eq!(world.iam.calls().len(), 1);
    assert_eq!(world.function.records()[0]["resyncMfaDeviceAttempts"], 1);
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
}

#[test]
fn a_failure_is_a_function_error_by_default() {
    let mut world = World::new();
    let mut request = world.request();
    request["userName"] = json!("bob");
    assert_eq!(
        world.invoke(&request),
        InvokeResult::Error {
            error_type: "NoSuchEntity".to_owned(),
            error_message: "There is no such user, or the user has no such device. Check the \
                            user name and the serial number."
                .to_owned(),
        }
    );
    assert_eq!(
        world.invoke(&json!({"userName": "bob", "authenticationCode1": 123_456})),
        InvokeResult::Error {
            error_type: "InvalidRequest".to_owned(),
            error_message: "Something in the request needs to be corrected; nothing was changed. \
                            Correct what is named, and try again with two new codes. \
                            authenticationCode1: The first code is a number, which loses its \
                            leading zeros. Send it as a JSON string of six digits. \
                            authenticationCode2: The second code is missing. Enter it and try \
                            again."
                .to_owned(),
        }
    );
}

#[test]
fn a_failure_is_a_document_where_that_is_asked_for() {
    let mut world = World::with(&RETURN);
    let mut request = world.request();
    request["authenticationCode2"] = request["authenticationCode1"].clone();
    let answer = world.invoke(&request);
    assert_eq!(
        answer,
        InvokeResult::Response(json!({
            "status": "InvalidRequest",
            "message": "Something in the request needs to be corrected; nothing was changed. \
                        Correct what is named, and try again with two new codes.",
            "retryable": false,
            "requestId": world.function.request_id(),
            "violations": [{
                "field": "authenticationCode2",
                "code": "SameCodes",
                "message": "The second code is the same as the first. Wait until the device \
                            shows a new code, and enter the new one.",
            }],
        }))
    );
}
