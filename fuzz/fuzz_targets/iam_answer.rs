//! Answers of IAM, of any bytes: only IAM's own success is one, and only a refusal that nothing
//! contradicts is one.
//!
//! An input is a list of answers, one for each attempt, with the byte 0x1E between two: an HTTP
//! status, or 0 for no answer at all, a line break and a body. After the last, IAM cannot be reached.
#![no_main]

use std::cell::RefCell;

use fuzz::{CODES, Function, IamAnswer};
use libfuzzer_sys::fuzz_target;
use serde_json::json;
use xml::reader::{EventReader, XmlEvent};

const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

/// Statuses that say that IAM refused the request, and so did nothing.
const REFUSALS: [&str; 7] = [
    "AccessDenied",
    "ConcurrentModification",
    "InvalidAuthenticationCode",
    "LimitExceeded",
    "NoSuchEntity",
    "Throttling",
    "ValidationError",
];

thread_local! {
    static FUNCTION: RefCell<Function> = RefCell::new(Function::start());
}

fuzz_target!(|input: &[u8]| {
    let answers: Vec<IamAnswer> = input
        .split(|&byte| byte == 0x1e)
        .map_while(answer)
        .collect();
    let resync = json!({
        "userName": "alice",
        "serialNumber": "GAHT31415926",
        "authenticationCode1": CODES[0],
        "authenticationCode2": CODES[1],
    });
    let list = json!({
        "version": "2.0",
        "rawPath": "/devices",
        "rawQueryString": "userName=alice",
        "requestContext": {
            "http": {"method": "GET"},
            "authorizer": {"iam": {"userArn": "arn:aws:iam::123456789012:user/alice"}},
        },
    });
    FUNCTION.with_borrow_mut(|function| {
        for (event, codes) in [(resync, &CODES[..]), (list, &[])] {
            let codes: Vec<String> = codes.iter().map(|&code| code.to_owned()).collect();
            let event = event.to_string().into_bytes();
            let invocation = function.invoke(&event, &codes, Some(answers.clone()));
            let (last, earlier) = invocation.calls.split_last().expect("a call");
            let of_action = |call: &&fuzz::Call| call.parameters["Action"] == "ResyncMFADevice";
            let last_root = last.answer.as_ref().and_then(root);
            let is_success = |name: &str| {
                let is_200 = last
                    .answer
                    .as_ref()
                    .is_some_and(|a| a.http_status == Some(200));
                is_200 && last_root == Some((name.to_owned(), Some(NAMESPACE.to_owned())))
            };
            match invocation.status.as_str() {
                "Resynchronized" => {
                    assert!(is_success("ResyncMFADeviceResponse"), "{invocation:?}");
                }
                "Devices" => assert!(is_success("ListMFADevicesResponse"), "{invocation:?}"),
                // Told from an empty list, or from an error.
                "NoSuchEntity" if is_success("ListMFADevicesResponse") => {}
                status if REFUSALS.contains(&status) => {
                    // After a denial, a list tells whether the user exists.
                    let attempts = earlier.iter().chain([last]).filter(of_action);
                    for call in attempts {
                        let answer = call.answer.as_ref();
                        let is_error = answer.is_some_and(|answer| {
                            answer.http_status >= Some(400)
                                && root(answer).is_some_and(|(name, _)| name == "ErrorResponse")
                        });
                        assert!(is_error || answer.is_none(), "{status}: {invocation:?}");
                    }
                }
                "InternalError" | "OutcomeUnknown" | "ServiceFailure" | "Unavailable" => {}
                status => panic!("{status}: {invocation:?}"),
            }
        }
    });
});

/// An answer of the input.
fn answer(input: &[u8]) -> Option<IamAnswer> {
    let end = input.iter().position(|&byte| byte == b'\n')?;
    let http_status = match std::str::from_utf8(&input[..end]).ok()?.parse().ok()? {
        0 => None,
        // A parser of HTTP lets no other status through.
        http_status @ 100..1000 => Some(http_status),
        _ => return None,
    };
    let body = input[end + 1..].to_vec();
    Some(IamAnswer { http_status, body })
}

/// The local name and the namespace of the root element, of well-formed XML.
fn root(answer: &IamAnswer) -> Option<(String, Option<String>)> {
    let mut root = None;
    for event in EventReader::new(answer.body.as_slice()) {
        if let XmlEvent::StartElement { name, .. } = event.ok()?
            && root.is_none()
        {
            root = Some((name.local_name, name.namespace));
        }
    }
    root
}
