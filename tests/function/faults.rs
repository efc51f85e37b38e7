//! What breaks between the function and IAM, and between one invocation and the next.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use simulator::credentials::Credentials;
use simulator::iam::{Fault, Iam};
use simulator::lambda::Function;

use crate::{NOW, RETURN, World, http_api, short_of_time, start, status};

/// The head of an answer whose body is `length` bytes long, or says so.
fn head(http_status: u16, length: usize) -> Vec<u8> {
    format!("HTTP/1.1 {http_status} \r\ncontent-length: {length}\r\n\r\n").into_bytes()
}

fn refusal() -> Fault {
    Fault::error(403, "InvalidAuthenticationCode", "No")
}

/// Memory of the function, in KiB: a line of `/proc/PID/status`.
fn memory(function: &Function, line: &str) -> u64 {
    let path = format!("/proc/{}/status", function.process_id());
    let status = std::fs::read_to_string(path).unwrap();
    let value = status.lines().find_map(|l| l.strip_prefix(line)).unwrap();
    let value = value.trim_start_matches(':').trim_end_matches("kB");
    value.trim().parse().unwrap()
}

fn open_files(function: &Function) -> usize {
    let path = format!("/proc/{}/fd", function.process_id());
    std::fs::read_dir(path).unwrap().count()
}

#[test]
fn an_attempt_that_hangs_is_given_up_for_another() {
    for (next, expected) in [
        (None, "Resynchronized"),
        (Some(refusal()), "OutcomeUnknown"),
    ] {
        let mut world = World::with(&RETURN);
        world.iam.inject(Fault::Hang);
        if let Some(fault) = next {
            world.iam.inject(fault);
        }
        let request = world.request();
        assert_eq!(status(&world.invoke(&request)), expected);
        assert_eq!(world.function.records()[0]["resyncMfaDeviceAttempts"], 2);
    }
}

#[test]
fn an_answer_without_end_is_not_read_to_its_end() {
    const GIGABYTE: usize = 1 << 30;
    let page = vec![b'x'; 1 << 20];
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    let chunk = [b"100000\r\n", &page[..], b"\r\n"].concat();
    for (head, chunk) in [
        (head(200, GIGABYTE), page.clone()),
        (head(403, GIGABYTE), page.clone()),
        (b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), page.clone()),
        (chunked, chunk),
    ] {
        let mut world = World::with(&RETURN);
        let request = world.request();
        assert_eq!(status(&world.invoke(&request)), "Resynchronized");
        let before = memory(&world.function, "VmHWM");
        for _ in 0..3 {
            let pause = Duration::ZERO;
            let (head, chunk) = (head.clone(), chunk.clone());
            world.iam.inject(Fault::Endless { head, chunk, pause });
        }
        let answer = world.invoke(&request);
        assert_eq!(status(&answer), "OutcomeUnknown");
        let record = &world.function.records()[0];
        let reason = record["detail"].as_str().unwrap();
        assert!(reason.contains("length limit exceeded"), "{reason}");
        // Some buffers of hyper and of the allocator, whose number depends on the threads' timing; a
        // response that is kept would take a hundred times as much.
        let grown = memory(&world.function, "VmHWM") - before;
        assert!(grown < 8 * 1024, "{grown} KiB");
    }
}

#[test]
fn an_answer_that_drips_is_given_up_in_time() {
    let mut world = World::with(&RETURN);
    world.iam.inject(Fault::Endless {
        head: head(200, 1000),
        chunk: b"<".to_vec(),
        pause: Duration::from_millis(100),
    });
    let request = world.request();
    let answer = world.function.invoke(short_of_time(&request, 3_000));
    assert_eq!(status(&answer), "OutcomeUnknown");
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
}

#[test]
fn an_answer_shorter_or_longer_than_it_says() {
    let document = "<ResyncMFADeviceResponse></ResyncMFADeviceResponse>";
    for (length, expected) in [
        (document.len() - 1, "OutcomeUnknown"),
        (0, "OutcomeUnknown"),
        (document.len() + 1, "OutcomeUnknown"),
    ] {
        let mut world = World::with(&RETURN);
        for _ in 0..3 {
            let bytes = [&head(200, length), document.as_bytes()].concat();
            world.iam.inject(Fault::Bytes(bytes));
        }
        let request = world.request();
        assert_eq!(status(&world.invoke(&request)), expected, "{length}");
    }
}

#[test]
fn an_error_with_the_status_of_a_success() {
    let mut world = World::with(&RETURN);
    let error = "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAuthenticationCode</Code>\
                 <Message>No</Message></Error></ErrorResponse>";
    let bytes = [&head(200, error.len()), error.as_bytes()].concat();
    world.iam.inject(Fault::Bytes(bytes));
    let request = world.request();
    assert_eq!(status(&world.invoke(&request)), "OutcomeUnknown");
}

#[test]
fn a_redirect_is_not_followed() {
    let elsewhere = Iam::start(NOW);
    let mut world = World::with(&RETURN);
    for http_status in [301, 302, 307, 308] {
        let location = elsewhere.endpoint();
        let redirect =
            format!("HTTP/1.1 {http_status} \r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n");
        world.iam.inject(Fault::Bytes(redirect.into()));
        let request = world.request();
        assert_eq!(status(&world.invoke(&request)), "OutcomeUnknown");
    }
    assert_eq!(elsewhere.connections(), 0);
}

#[test]
fn a_name_that_does_not_resolve() {
    let world = World::new();
    // Longer than a label may be: no resolver asks anybody for it.
    let endpoint = format!("http://{}.invalid", "x".repeat(64));
    let mut function = start(&endpoint, &RETURN);
    let answer = function.invoke(world.request().to_string());
    assert_eq!(status(&answer), "Unavailable");
    let reason = function.records()[0]["detail"].to_string();
    assert!(reason.contains("dns error"), "{reason}");
}

/// The answers that a mixed crowd gets from one process, over and over, and what that process takes
/// meanwhile.
#[test]
fn ten_thousand_invocations_of_one_process() {
    const ROUNDS: u32 = 1_000;

    let mut world = World::with(&RETURN);
    let alice = json!({"iam": {"userArn": "arn:aws:iam::123456789012:user/alice"}});
    let session = "arn:aws:sts::123456789012:assumed-role/Developer/alice";
    let session = json!({"iam": {"userArn": session}});
    let mut early = None;
    for round in 0..ROUNDS {
        world.iam.advance(90);
        let request = world.request();
        let mut codes_alone = request.clone();
        for field in ["userName", "serialNumber"] {
            codes_alone.as_object_mut().unwrap().remove(field);
        }
        let mut unknown = request.clone();
        unknown["userName"] = json!("bob");
        let too_long = format!("\"{}\"", "x".repeat(20_000));
        let (denied, page) = (
            Fault::error(403, "AccessDenied", "No"),
            Fault::Bytes([&head(200, 6), &b"<html>"[..]].concat()),
        );
        for (event, fault, expected) in [
            (request.to_string(), None, "Resynchronized"),
            (request.to_string(), None, "InvalidAuthenticationCode"),
            (
                http_api(&alice, &request).to_string(),
                None,
                "InvalidAuthenticationCode",
            ),
            (
                http_api(&alice, &codes_alone).to_string(),
                None,
                "InvalidAuthenticationCode",
            ),
            (
                http_api(&session, &request).to_string(),
                None,
                "NotAuthorized",
            ),
            (unknown.to_string(), None, "NoSuchEntity"),
            ("[\"userName\"]".to_owned(), None, "InvalidRequest"),
            (too_long, None, "InvalidRequest"),
            (request.to_string(), Some(denied), "AccessDenied"),
            (request.to_string(), Some(page), "OutcomeUnknown"),
        ] {
            if let Some(fault) = fault {
                world.iam.inject(fault);
            }
            assert_eq!(status(&world.invoke(&event)), expected, "{round}");
        }
        // Now and then something that takes a retry.
        if round % 100 == 0 {
            world.iam.inject(Fault::Close);
            assert_eq!(status(&world.invoke(&request)), "OutcomeUnknown", "{round}");
        }
        drop(world.iam.take_calls());
        if round == ROUNDS / 10 {
            early = Some((
                memory(&world.function, "VmRSS"),
                open_files(&world.function),
            ));
        }
    }
    let (memory_early, files_early) = early.unwrap();
    let grown = memory(&world.function, "VmRSS").saturating_sub(memory_early);
    assert!(grown < 512, "{grown} KiB");
    // One connection may be about to close.
    let files = open_files(&world.function);
    assert!(files <= files_early + 1, "{files} {files_early}");
}

const NAMESPACE: &str = "xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"";

/// An answer of IAM, whole.
fn document(http_status: u16, document: &str) -> Vec<u8> {
    [&head(http_status, document.len()), document.as_bytes()].concat()
}

fn success() -> Vec<u8> {
    document(
        200,
        &format!(
            "<ResyncMFADeviceResponse {NAMESPACE}><ResponseMetadata/></ResyncMFADeviceResponse>"
        ),
    )
}

/// A connection serves one attempt. What the server sends on it after the answer is never read,
/// whenever it comes while the next event is read.
#[test]
fn a_late_success_is_not_the_answer_to_the_next_request() {
    let error = "<Error><Type>Sender</Type><Code>InvalidAuthenticationCode</Code></Error>";
    let error = format!("<ErrorResponse {NAMESPACE}>{error}</ErrorResponse>");
    let mut world = World::with(&RETURN);
    let mut request = world.request();
    request["comment"] = json!("x".repeat(1_000_000));
    for attempt in 1..=60 {
        world.iam.inject(Fault::AnswerThen {
            answer: document(403, &error),
            pause: Duration::from_millis(attempt),
            later: success(),
        });
        let answer = world.invoke(&request);
        assert_eq!(status(&answer), "InvalidAuthenticationCode", "{attempt}");
    }
    assert_eq!(world.iam.connections(), 60);
}

/// The same within one invocation, between the two calls.
#[test]
fn a_late_success_is_not_the_answer_to_the_next_call() {
    let list = format!(
        "<ListMFADevicesResponse {NAMESPACE}><ListMFADevicesResult><MFADevices><member>\
         <UserName>alice</UserName><SerialNumber>GAHT31415926</SerialNumber>\
         <EnableDate>2026-01-01T00:00:00Z</EnableDate></member></MFADevices>\
         <IsTruncated>false</IsTruncated></ListMFADevicesResult><ResponseMetadata/></ListMFADevicesResponse>"
    );
    let mut world = World::with(&RETURN);
    let mut request = world.request();
    request.as_object_mut().unwrap().remove("serialNumber");
    for attempt in 0..60 {
        world.iam.inject(Fault::AnswerThen {
            answer: document(200, &list),
            pause: Duration::from_micros(attempt * 50),
            later: success(),
        });
        world.iam.inject(refusal());
        let answer = world.invoke(&request);
        assert_eq!(status(&answer), "InvalidAuthenticationCode", "{attempt}");
    }
    assert_eq!(world.iam.connections(), 120);
}

/// The namespaces and the attributes of a document cost the parser the square of their number.
#[test]
fn a_document_of_many_namespaces_or_attributes_is_not_parsed() {
    use std::fmt::Write as _;
    let mut namespaces = String::new();
    for number in 0..2_500 {
        write!(namespaces, " xmlns:n{number:x}=\"u\"").unwrap();
    }
    let start = format!("<ResyncMFADeviceResponse {NAMESPACE}{namespaces}>");
    let rest = "<a xmlns:z=\"u\"/>".repeat((64_000 - start.len()) / 16);
    let body = format!("{start}{rest}</ResyncMFADeviceResponse>");
    let attributes: Vec<String> = (0..6_000).map(|n| format!(" a{n:x}=''")).collect();
    let attributes = format!("<ErrorResponse{}/>", attributes.concat());
    let mut world = World::with(&RETURN);
    for (http_status, body) in [(200, body), (403, attributes)] {
        world.iam.inject(Fault::Bytes(document(http_status, &body)));
        let request = world.request();
        let answer = world.function.invoke(short_of_time(&request, 3_000));
        assert_eq!(status(&answer), "OutcomeUnknown");
    }
}

#[test]
fn a_server_that_asks_for_a_long_wait() {
    for name in ["x-amz-retry-after", "retry-after"] {
        let mut world = World::with(&RETURN);
        let throttling = "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>";
        let length = throttling.len();
        let answer = format!(
            "HTTP/1.1 400 \r\n{name}: 20000\r\ncontent-length: {length}\r\n\r\n{throttling}"
        );
        world.iam.inject(Fault::Bytes(answer.into()));
        let request = world.request();
        // With the wait that the server asks for, there would be no time for another attempt.
        let answer = world.function.invoke(short_of_time(&request, 5_000));
        assert_eq!(status(&answer), "Resynchronized", "{name}");
    }
}

#[test]
fn a_freeze_in_the_middle_of_a_call() {
    let mut world = World::with(&RETURN);
    // The answer comes while the process is frozen, and is there when it goes on.
    world.iam.delay(Duration::from_millis(300), None);
    let id = world.function.process_id().to_string();
    let freezer = std::thread::spawn(move || {
        for (wait, name) in [(150, "STOP"), (600, "CONT")] {
            std::thread::sleep(Duration::from_millis(wait));
            let status = Command::new("kill").args(["-s", name, &id]).status();
            assert!(status.unwrap().success());
        }
    });
    let request = world.request();
    let answer = world.invoke(&request);
    freezer.join().unwrap();
    assert_eq!(status(&answer), "Resynchronized");
}

/// The function with credentials from a container credentials endpoint.
fn with_credentials(world: &mut World, credentials: &Credentials) {
    let variables = [
        RETURN[0],
        ("AWS_ACCESS_KEY_ID", ""),
        ("AWS_SECRET_ACCESS_KEY", ""),
        ("AWS_SESSION_TOKEN", ""),
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", &credentials.uri()),
    ];
    world.function = start(&world.iam.endpoint(), &variables);
}

#[test]
fn credentials_that_rotate() {
    let mut world = World::new();
    // So short a time that each invocation must ask for new ones.
    let credentials = Credentials::start("the-first", 1);
    with_credentials(&mut world, &credentials);
    for key in ["the-first", "the-second", "the-third"] {
        credentials.rotate(key, 1);
        world.iam.accept_only(key);
        world.iam.advance(120);
        let request = world.request();
        assert_eq!(status(&world.invoke(&request)), "Resynchronized", "{key}");
    }
}

#[test]
fn credentials_that_expired() {
    let mut world = World::with(&RETURN);
    let request = world.request();
    let expired = "The security token included in the request is expired";
    world.iam.inject(Fault::error(403, "ExpiredToken", expired));
    assert_eq!(status(&world.invoke(&request)), "AccessDenied");
    let record: &Value = &world.function.records()[0];
    assert_eq!(record["iamErrorCode"], "ExpiredToken");
    assert_eq!(record["level"], "ERROR");
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");

    let credentials = Credentials::start("the-old", 1);
    with_credentials(&mut world, &credentials);
    world.iam.accept_only("the-new");
    world.iam.advance(120);
    let request = world.request();
    assert_eq!(status(&world.invoke(&request)), "AccessDenied");
    credentials.rotate("the-new", 1);
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
}

/// Each call learns for itself how far the clocks differ.
#[test]
fn a_clock_that_differs_from_iams() {
    let list = json!({"iam": {"userArn": "arn:aws:iam::123456789012:user/alice"}});
    for skew in [-6 * 86_400, -400, 0, 400, 6 * 86_400] {
        let mut world = World::with(&RETURN);
        let attempts = if skew == 0 { 1 } else { 2 };
        for (skew, attempts) in [(skew, attempts), (skew, attempts), (0, 1)] {
            world.iam.skew(skew);
            world.iam.advance(120);
            let request = world.request();
            assert_eq!(status(&world.invoke(&request)), "Resynchronized", "{skew}");
            let record = &world.function.records()[0];
            assert_eq!(record["resyncMfaDeviceAttempts"], attempts, "{skew}");
            let mut get = http_api(&list, &json!({}));
            get["requestContext"]["http"]["method"] = json!("GET");
            assert_eq!(status(&world.invoke(&get)), "Devices", "{skew}");
            let record = &world.function.records()[0];
            assert_eq!(record["listMfaDevicesAttempts"], attempts, "{skew}");
        }
        // IAM does not execute a request with a bad signature, so this refusal counts.
        world.iam.skew(skew + 600);
        let mut request = world.request();
        request["authenticationCode1"] = json!("000000");
        assert_eq!(status(&world.invoke(&request)), "InvalidAuthenticationCode");
    }
}

/// No clock of a machine in AWS is off by weeks, so the date is not believed.
#[test]
fn a_clock_that_cannot_be_right() {
    for skew in [-8 * 86_400, 8 * 86_400] {
        let mut world = World::with(&RETURN);
        world.iam.skew(skew);
        let request = world.request();
        assert_eq!(status(&world.invoke(&request)), "AccessDenied", "{skew}");
        assert_eq!(world.function.records()[0]["resyncMfaDeviceAttempts"], 1);
        world.iam.skew(0);
        assert_eq!(status(&world.invoke(&request)), "Resynchronized", "{skew}");
    }
}

/// The AWS SDK has one allowance of retries for all calls of a process.
#[test]
fn failed_calls_use_up_no_retries_of_later_ones() {
    let mut world = World::with(&RETURN);
    let alice = json!({"iam": {"userArn": "arn:aws:iam::123456789012:user/alice"}});
    let mut list = http_api(&alice, &json!({}));
    list["requestContext"]["http"]["method"] = json!("GET");
    for _ in 0..27 {
        for _ in 0..3 {
            world.iam.inject(Fault::Close);
        }
        assert_eq!(status(&world.invoke(&list)), "Unavailable");
        let record = &world.function.records()[0];
        assert_eq!(record["listMfaDevicesAttempts"], 3);
    }
}
