//! Answers of IAM, of any bytes: only IAM's own success is one, and only a refusal that nothing
//! contradicts is one.
//!
//! An input is a list of answers, one for each attempt, with the byte 0x1E between two: an HTTP
//! status, or 0 for no answer at all, a line break and a body. After the last, IAM cannot be
//! reached.
#![no_main]

use std::cell::RefCell;

use aws_runtime::retries::classifiers::THROTTLING_ERRORS;
use fuzz::{CODES, Call, Function, IamResponse, Invocation};
use libfuzzer_sys::fuzz_target;
use serde_json::json;
use serde_json::value::to_raw_value;
use xml::reader::{ParserConfig, XmlEvent};

const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

thread_local! {
    static FUNCTION: RefCell<Function> = RefCell::new(Function::start());
}

fuzz_target!(|input: &[u8]| {
    let answers: Vec<IamResponse> = input
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
        let codes = CODES.map(str::to_owned);
        let resync = to_raw_value(&resync).expect("JSON");
        check_resync(&function.invoke(&resync, &codes, Some(answers.clone())));
        let list = to_raw_value(&list).expect("JSON");
        check_list(&function.invoke(&list, &[], Some(answers)));
    });
});

/// What an attempt proves, in the eyes of another parser.
#[derive(Debug, PartialEq)]
enum Attempt {
    NotSent,
    NoAnswer,
    /// HTTP 200 with this root element in IAM's namespace.
    Success(String),
    /// An error document, with its code.
    Error(u16, String),
    Unreadable,
}

impl Attempt {
    fn of(call: &Call) -> Self {
        let Some(answer) = &call.answer else {
            return Self::NotSent;
        };
        let Some(http_status) = answer.http_status else {
            return Self::NoAnswer;
        };
        match read(&answer.body) {
            Some((name, namespace, _)) if http_status == 200 && namespace == NAMESPACE => {
                Self::Success(name)
            }
            Some((name, _, Some(code))) if name == "ErrorResponse" && http_status >= 400 => {
                Self::Error(http_status, code)
            }
            Some(_) | None => Self::Unreadable,
        }
    }

    fn is_throttled(&self) -> bool {
        matches!(self, Self::Error(_, code) if THROTTLING_ERRORS.contains(&code.as_str()))
    }

    /// Whether IAM refused the request, for good or for now, and so did nothing: a code that is not
    /// known says nothing.
    fn is_refused(&self) -> bool {
        let is_known = |code: &str| REFUSALS.iter().any(|(_, codes)| codes.contains(&code));
        self.is_throttled() || matches!(self, Self::Error(400..500, code) if is_known(code))
    }

    fn is_refused_with(&self, accepted: &[&str]) -> bool {
        matches!(self, Self::Error(_, code) if accepted.contains(&code.as_str()))
            && self.is_refused()
    }
}

/// The error codes that a status comes from. Throttling has its own.
const REFUSALS: [(&str, &[&str]); 6] = [
    (
        "AccessDenied",
        &[
            "AccessDenied",
            "AccessDeniedException",
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "NotAuthorized",
            "OptInRequired",
            "RequestExpired",
            "RequestInTheFuture",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException",
        ],
    ),
    (
        "ConcurrentModification",
        &["ConcurrentModification", "EntityTemporarilyUnmodifiable"],
    ),
    ("InvalidAuthenticationCode", &["InvalidAuthenticationCode"]),
    ("LimitExceeded", &["LimitExceeded"]),
    ("NoSuchEntity", &["NoSuchEntity"]),
    ("ValidationError", &["ValidationError"]),
];

fn codes_of(status: &str) -> &'static [&'static str] {
    if status == "Throttling" {
        return THROTTLING_ERRORS;
    }
    let found = REFUSALS.iter().find(|(name, _)| *name == status);
    found.unwrap_or_else(|| panic!("{status}")).1
}

fn check_resync(invocation: &Invocation) {
    let is_resync = |call: &&Call| call.parameters["Action"] == "ResyncMFADevice";
    let attempts: Vec<Attempt> = invocation
        .calls
        .iter()
        .filter(is_resync)
        .map(Attempt::of)
        .collect();
    let last = attempts.last().expect("an attempt");
    let is_harmless = |attempt: &Attempt| *attempt == Attempt::NotSent || attempt.is_refused();
    // The device may have been changed by an attempt that is not harmless, and only by one.
    let holds = match invocation.status.as_str() {
        "Resynchronized" => *last == Attempt::Success("ResyncMFADeviceResponse".to_owned()),
        // The function's parser may be the stricter one: then an answer that can be read proves
        // nothing.
        "OutcomeUnknown" => attempts.iter().any(|attempt| *attempt != Attempt::NotSent),
        _ if !attempts.iter().all(is_harmless) => false,
        "Unavailable" => *last == Attempt::NotSent,
        // After a denial, IAM is asked whether the user exists.
        "NoSuchEntity" if last.is_refused_with(codes_of("AccessDenied")) => {
            let explanation = invocation.calls.last().map(Attempt::of);
            explanation.is_some_and(|list| list.is_refused_with(codes_of("NoSuchEntity")))
        }
        status => last.is_refused_with(codes_of(status)),
    };
    assert!(holds, "{attempts:?}: {invocation:?}");
}

fn check_list(invocation: &Invocation) {
    let is_list = |call: &Call| call.parameters["Action"] == "ListMFADevices";
    assert!(invocation.calls.iter().all(is_list), "{invocation:?}");
    let last = Attempt::of(invocation.calls.last().expect("a call"));
    let is_listed = last == Attempt::Success("ListMFADevicesResponse".to_owned());
    let holds = match invocation.status.as_str() {
        "Devices" => is_listed,
        // An empty list is one too.
        "NoSuchEntity" if is_listed => true,
        "Unavailable" => matches!(last, Attempt::NotSent | Attempt::NoAnswer),
        "ServiceFailure" => last != Attempt::NotSent,
        status => last.is_refused_with(codes_of(status)),
    };
    assert!(holds, "{last:?}: {invocation:?}");
}

/// An answer of the input.
fn answer(input: &[u8]) -> Option<IamResponse> {
    let end = input.iter().position(|&byte| byte == b'\n')?;
    let http_status = match std::str::from_utf8(&input[..end]).ok()?.parse().ok()? {
        0 => None,
        // A parser of HTTP lets no other status through.
        http_status @ 100..1000 => Some(http_status),
        _ => return None,
    };
    let body = input[end + 1..].to_vec();
    Some(IamResponse { http_status, body })
}

/// The local name and the namespace of the root element of well-formed XML, and the error code in
/// it: the text of the only element `Code`, beside the only `Error`.
fn read(document: &[u8]) -> Option<(String, String, Option<String>)> {
    let text = std::str::from_utf8(document).ok()?;
    if text.contains("<![CDATA[") || text.matches(['"', '\'']).count() > 128 {
        return None;
    }
    let mut root = None;
    let mut path = Vec::new();
    let mut errors = 0;
    let mut codes: Vec<Option<String>> = Vec::new();
    for event in ParserConfig::new()
        .ignore_comments(false)
        .create_reader(document)
    {
        let is_in_code = path.last().is_some_and(|name| name == "code");
        match event.ok()? {
            XmlEvent::StartElement { name, .. } => {
                let folded = name.local_name.to_ascii_lowercase();
                if is_in_code {
                    codes.last_mut()?.take();
                }
                errors += usize::from(folded == "error");
                if folded == "code" {
                    codes.push(Some(String::new()));
                }
                path.push(folded);
                root.get_or_insert((name.local_name, name.namespace.unwrap_or_default()));
            }
            XmlEvent::EndElement { .. } => drop(path.pop()),
            XmlEvent::Characters(text) | XmlEvent::Whitespace(text) if is_in_code => {
                if let Some(code) = codes.last_mut()? {
                    code.push_str(&text);
                }
            }
            _ if is_in_code => drop(codes.last_mut()?.take()),
            _ => {}
        }
    }
    let (name, namespace) = root?;
    let code = match codes.as_slice() {
        [Some(code)] if errors == 1 => Some(code.trim().to_owned()),
        _ => None,
    };
    Some((name, namespace, code))
}
