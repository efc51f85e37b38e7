//! Every fault, against an IAM that executes the request before it, or that does not:
//! `OutcomeUnknown` is the only status after which the device may have been changed without the
//! response saying so, and the next request is answered as if the fault had not been.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use simulator::iam::Fault;

use crate::{RETURN, World, short_of_time, status};

/// How long an invocation may take: long enough for three attempts with the waits between them.
const MILLISECONDS: u64 = 2_500;

fn response(http_status: u16, body: &str) -> Fault {
    let length = body.len();
    Fault::Bytes(
        format!("HTTP/1.1 {http_status} \r\ncontent-length: {length}\r\n\r\n{body}").into(),
    )
}

/// A response with this `Date`.
fn dated(http_status: u16, body: &str, date: &str) -> Fault {
    let length = body.len();
    Fault::Bytes(
        format!(
            "HTTP/1.1 {http_status} \r\ndate: {date}\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .into(),
    )
}

fn an_hour_ago() -> String {
    let time = OffsetDateTime::now_utc() - time::Duration::hours(1);
    time.format(&Rfc2822).unwrap().replace("+0000", "GMT")
}

const SUCCESS: &str = "<ResyncMFADeviceResponse \
                       xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
                       <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>\
                       </ResyncMFADeviceResponse>";
const CLOCK_ERROR: &str = "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code></Error>\
                           </ErrorResponse>";
const REFUSAL: &str = "<ErrorResponse><Error><Code>InvalidAuthenticationCode</Code></Error>\
                       </ErrorResponse>";

/// What may happen to a request whether or not IAM has executed it.
fn faults() -> Vec<Fault> {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n".to_vec();
    let endless = |chunk: Vec<u8>, pause| Fault::Endless {
        head: head.clone(),
        chunk,
        pause: Duration::from_millis(pause),
    };
    vec![
        Fault::error(500, "ServiceFailure", "Sorry"),
        Fault::error(500, "InternalFailure", "Sorry"),
        Fault::error(503, "ServiceUnavailable", "Sorry"),
        Fault::error(500, "InvalidAuthenticationCode", "No"),
        Fault::error(503, "AccessDenied", "No"),
        Fault::error(501, "SomethingNew", "Sorry"),
        Fault::error(400, "SomethingNew", "Sorry"),
        Fault::error(400, "ServiceFailure", "Sorry"),
        Fault::error(400, "RequestTimeout", "Idle"),
        Fault::error(400, "RequestAbortedException", "Idle"),
        Fault::Close,
        Fault::Hang,
        endless(b"<".to_vec(), 100),
        endless(vec![b'x'; 1 << 16], 0),
        // A proxy may answer in IAM's place.
        response(200, "<html>"),
        response(403, "<html>"),
        response(502, "<html>"),
        response(302, ""),
        response(200, ""),
        response(204, ""),
        response(200, REFUSAL),
        response(302, REFUSAL),
        response(403, &REFUSAL[..REFUSAL.len() - 1]),
        response(200, &SUCCESS[..SUCCESS.len() - 1]),
        response(500, SUCCESS),
        response(201, SUCCESS),
        // Dates far from the function's clock.
        dated(200, "<html>", "Fri, 31 Dec 9999 23:59:59 GMT"),
        dated(403, "<html>", "Fri, 31 Dec 9999 23:59:59 GMT"),
        dated(502, "<html>", "Thu, 01 Jan 1970 00:00:00 GMT"),
        dated(502, "<html>", &an_hour_ago()),
        dated(403, "<html>", &an_hour_ago()),
        Fault::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n<Resync".to_vec()),
        Fault::Bytes(b"HTTP/1.1 200".to_vec()),
        Fault::Bytes(b"SSH-2.0-OpenSSH\r\n".to_vec()),
    ]
}

/// What IAM says of a request that it has not executed.
fn verdicts() -> Vec<Fault> {
    [
        (403, "InvalidAuthenticationCode"),
        (404, "NoSuchEntity"),
        (409, "EntityTemporarilyUnmodifiable"),
        (409, "LimitExceeded"),
        (403, "AccessDenied"),
        (403, "ExpiredToken"),
        (403, "SignatureDoesNotMatch"),
        (400, "ValidationError"),
        (400, "Throttling"),
        (503, "Throttling"),
    ]
    .map(|(http_status, code)| Fault::error(http_status, code, "No"))
    .into_iter()
    .chain([
        dated(403, REFUSAL, "Fri, 31 Dec 9999 23:59:59 GMT"),
        dated(403, CLOCK_ERROR, "Fri, 31 Dec 9999 23:59:59 GMT"),
        dated(403, CLOCK_ERROR, "Thu, 01 Jan 1970 00:00:00 GMT"),
        // IAM's clock is said to be wrong, and is not.
        dated(403, CLOCK_ERROR, &an_hour_ago()),
    ])
    .collect()
}

/// The samples of the fuzz target: the responses to the attempts of a call.
fn samples() -> Vec<Vec<Fault>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/iam_answer");
    let files = std::fs::read_dir(folder).unwrap();
    files
        .map(|file| {
            let sample = std::fs::read_to_string(file.unwrap().path()).unwrap();
            sample
                .split('\x1e')
                .map(|attempt| {
                    let (http_status, body) = attempt.split_once('\n').unwrap();
                    match http_status.parse().unwrap() {
                        0 => Fault::Close,
                        http_status => response(http_status, body),
                    }
                })
                .collect()
        })
        .collect()
}

/// What happens to the attempts of each call, where the request has a serial number.
fn scripts() -> Vec<Vec<Fault>> {
    let throttling = Fault::error(400, "Throttling", "Slow");
    let follow_ups = [
        vec![],
        vec![Fault::error(403, "InvalidAuthenticationCode", "No")],
        vec![throttling.clone(), throttling],
        vec![Fault::Close, Fault::Close],
        vec![Fault::error(500, "ServiceFailure", "Sorry"); 2],
    ];
    let mut scripts = samples();
    for first in faults() {
        for follow_up in &follow_ups {
            for first in [first.clone(), first.clone().after_running()] {
                scripts.push([&[first], &follow_up[..]].concat());
            }
        }
        scripts.push(vec![first; 3]);
    }
    for first in verdicts() {
        for follow_up in &follow_ups {
            scripts.push([std::slice::from_ref(&first), &follow_up[..]].concat());
        }
        // The second attempt runs.
        scripts.push(vec![first, Fault::Close.after_running()]);
    }
    scripts
}

#[test]
fn only_one_status_leaves_open_whether_the_device_was_changed_and_no_fault_outlives_its_call() {
    let with_serial_number = scripts().into_iter().map(|script| (true, script));
    // Otherwise the function lists the devices first, and each attempt of that call fails.
    let faults = [faults(), verdicts()].concat();
    let without = faults.into_iter().map(|fault| (false, vec![fault; 3]));
    let scripts: Mutex<Vec<_>> = Mutex::new(with_serial_number.chain(without).collect());
    let seen: Mutex<BTreeMap<(String, bool), u32>> = Mutex::default();
    let next = || scripts.lock().unwrap().pop();
    let check = || {
        while let Some((has_serial_number, script)) = next() {
            let mut world = World::with(&RETURN);
            let request = |world: &World| {
                let mut request = world.request();
                if !has_serial_number {
                    request.as_object_mut().unwrap().remove("serialNumber");
                }
                request
            };
            for fault in &script {
                world.iam.inject(fault.clone());
            }
            let event = short_of_time(&request(&world), MILLISECONDS);
            let answer = world.function.invoke(event);
            let status = status(&answer);
            world.iam.advance(30);
            let is_changed = world.signs_in();
            if is_changed {
                assert!(
                    ["Resynchronized", "OutcomeUnknown"].contains(&status.as_str()),
                    "{status}, and the device was changed: {script:?}"
                );
            }
            if has_serial_number {
                *seen
                    .lock()
                    .unwrap()
                    .entry((status, is_changed))
                    .or_default() += 1;
            } else {
                assert_ne!(status, "OutcomeUnknown", "no code was sent: {script:?}");
            }

            world.iam.clear_faults();
            world.iam.advance(120);
            let request = request(&world);
            let answer = world.invoke(&request);
            assert_eq!(crate::status(&answer), "Resynchronized", "{script:?}");
            let record = &world.function.records()[0];
            assert_eq!(record["resyncMfaDeviceAttempts"], 1, "{script:?}");
            let listed = &record["listMfaDevicesAttempts"];
            assert!(has_serial_number || listed == 1, "{listed}: {script:?}");
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(check);
        }
    });
    let seen = seen.into_inner().unwrap();
    for (status, is_changed) in [
        ("Resynchronized", true),
        ("OutcomeUnknown", true),
        ("OutcomeUnknown", false),
        ("InvalidAuthenticationCode", false),
        ("NoSuchEntity", false),
        ("ConcurrentModification", false),
        ("LimitExceeded", false),
        ("AccessDenied", false),
        ("ValidationError", false),
        ("Throttling", false),
    ] {
        let key = (status.to_owned(), is_changed);
        assert!(seen.contains_key(&key), "{key:?}: {seen:?}");
    }
    // Nothing is sent after the codes but what IAM answers.
    for status in ["InternalError", "ServiceFailure"] {
        let key = (status.to_owned(), false);
        assert!(!seen.contains_key(&key), "{seen:?}");
    }
}
