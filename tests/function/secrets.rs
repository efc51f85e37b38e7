//! The codes and the credentials appear nowhere: not in what the process writes, not in what it
//! answers.

use std::sync::LazyLock;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::future::ProvideCredentials as ProvidedCredentials;
use aws_sdk_iam::config::{Credentials, HttpClient, ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use regex::Regex;
use resync_mfa_device::IamClient;
use resync_mfa_device::config::Config;
use resync_mfa_device::http_client::{self, RootCertificates};
use resync_mfa_device::{LOG_TARGET, run};
use serde_json::{Value, json};
use simulator::iam::Fault;
use simulator::lambda::{Event, Function, InvokeResult};
use startup::telemetry;

use crate::organization::Organization;
use crate::{SERIAL, USER, World, http_api, rest_api, short_of_time, start, status};

/// Everything that is known to make a program of this kind talk.
const LOUD: [(&str, &str); 8] = [
    ("AWS_LAMBDA_LOG_LEVEL", "TRACE"),
    ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
    ("RUST_LOG", "trace"),
    ("RUST_LOG_SPAN_EVENTS", "full"),
    ("RUST_BACKTRACE", "full"),
    ("RUST_LIB_BACKTRACE", "full"),
    ("LOG_SENSITIVE_BODIES", "true"),
    ("DEBUG", "*"),
];

/// The forms in which a log could give a code.
fn forms(code: &str) -> Vec<String> {
    let bytes = code.as_bytes();
    let each = |separator: &str, form: &dyn Fn(&u8) -> String| {
        bytes.iter().map(form).collect::<Vec<_>>().join(separator)
    };
    // Base64 has three forms, by where in a group of three bytes the code begins; of each, the
    // characters that depend on the code alone.
    let base64 = (0..3).map(|before| {
        let padded = [&vec![b' '; before][..], bytes].concat();
        let encoded = STANDARD_NO_PAD.encode(padded);
        let whole = (before + 6) / 3 * 4;
        encoded[(before * 8).div_ceil(6)..whole].to_owned()
    });
    let mut forms = vec![
        code.to_owned(),
        format!("{} {}", &code[..3], &code[3..]),
        format!("{}-{}", &code[..3], &code[3..]),
        code.chars().rev().collect(),
        each(", ", &u8::to_string),
        each(",", &u8::to_string),
        each("", &|byte| format!("{byte:02x}")),
        each(" ", &|byte| format!("{byte:02x}")),
        each(", ", &|byte| format!("0x{byte:02x}")),
        each("", &|byte| format!("%{byte:02X}")),
        each("", &|byte| format!("\\u{byte:04x}")),
        each("", &|byte| format!("\\x{byte:02x}")),
        each("", &|byte| format!("&#{byte};")),
    ];
    forms.extend(base64);
    forms
}

/// Asserts that no code shows in `text`, in any form. Times and signatures are left out: any six
/// digits turn up in them sooner or later.
#[track_caller]
pub fn assert_absent(codes: &[String], text: &str) {
    static NOISE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z",
            r"|\d{8}T\d{6}Z",
            r#"|"Timestamp":\d{13}"#,
            r"|\d+\.\d+(s|ms|µs|ns)",
            r"|tv_n?sec: \d+",
            r"|[0-9a-f]{64}",
        ))
        .unwrap()
    });
    let text = NOISE.replace_all(text, "");
    for code in codes {
        for form in forms(code) {
            if let Some(at) = text.find(&form) {
                let start = text.floor_char_boundary(at.saturating_sub(300));
                panic!("{form} is in …{}…", &text[start..at + form.len()]);
            }
        }
    }
}

/// A loud function whose every answer is kept, to be searched with all that it wrote.
struct Witness {
    world: World,
    codes: Vec<String>,
    heard: Vec<String>,
}

impl Witness {
    fn new(mode: &str) -> Self {
        Self::with(mode, &[])
    }

    fn with(mode: &str, variables: &[(&str, &str)]) -> Self {
        let variables = [&LOUD[..], &[("ON_DIRECT_FAILURE", mode)], variables].concat();
        let world = World::with(&variables);
        let codes = world.device.two_codes(world.iam.now()).to_vec();
        Self {
            world,
            codes,
            heard: Vec::new(),
        }
    }

    #[track_caller]
    fn invoke(&mut self, event: impl Into<Event>) -> String {
        let answer = self.world.function.invoke(event);
        let answer_status = status(&answer);
        self.heard.push(format!("{answer:?}"));
        answer_status
    }

    #[track_caller]
    fn testify(self) -> String {
        let requests = self.world.iam.requests();
        let written = self.world.function.stop();
        assert!(written.lines().count() > 5, "not loud: {written}");
        assert_absent(&self.codes, &self.heard.join("\n"));
        assert_absent(&self.codes, &written);
        // Of the function's own credentials, and of the signatures that it makes with them.
        let signatures = requests.iter().map(|request| {
            let signature = request.authorization.split_once("Signature=");
            signature.expect("a signed request").1
        });
        for secret in ["a-secret-access-key", "a-session-token"]
            .into_iter()
            .chain(signatures)
        {
            assert!(!written.contains(secret), "{secret}: {written}");
        }
        written
    }
}

#[test]
fn the_search_finds_a_code_in_every_form() {
    let code = "918273".to_owned();
    for (text, hidden) in [
        ("the code 918273 is", false),
        ("\\n918273", false),
        ("918 273", false),
        ("[57, 49, 56, 50, 55, 51]", false),
        ("393138323733", false),
        ("%39%31%38%32%37%33", false),
        ("2026-11-23T20:24:57.918273Z took 1.918273s", true),
    ] {
        let found = std::panic::catch_unwind(|| assert_absent(std::slice::from_ref(&code), text));
        assert_eq!(found.is_ok(), hidden, "{text}");
    }
    for before in ["", "1", "12", "123", "a long text "] {
        let text = STANDARD_NO_PAD.encode(format!("{before}{code}&AuthenticationCode2="));
        let found = std::panic::catch_unwind(|| assert_absent(std::slice::from_ref(&code), &text));
        assert!(found.is_err(), "{text}");
    }
}

#[test]
fn codes_that_are_accepted_or_refused() {
    for (mode, format) in [("raise", "JSON"), ("return", "JSON"), ("return", "Text")] {
        let mut witness = Witness::with(mode, &[("AWS_LAMBDA_LOG_FORMAT", format)]);
        let request = witness.world.request().to_string();
        assert_eq!(witness.invoke(request.clone()), "Resynchronized");
        assert_eq!(witness.invoke(request), "InvalidAuthenticationCode");
        let written = witness.testify();
        // Loud as it is, it must have been through the SDK.
        assert!(written.contains("beginning attempt"), "{written}");
    }
}

#[test]
fn codes_that_iam_or_a_proxy_throws_back() {
    for mode in ["raise", "return"] {
        let mut witness = Witness::new(mode);
        let request = witness.world.request();
        let [first, second] = [&witness.codes[0], &witness.codes[1]].map(Clone::clone);
        let quoting = format!("Value '{first}' at 'authenticationCode1' failed; {second}");
        for (http_status, code) in [
            (400, "ValidationError"),
            (403, "AccessDenied"),
            (403, "InvalidAuthenticationCode"),
            (404, "NoSuchEntity"),
            (409, "LimitExceeded"),
            (403, "ExpiredToken"),
        ] {
            let fault = Fault::error(http_status, code, &quoting);
            witness.world.iam.inject(fault);
            witness.invoke(request.to_string());
        }
        witness
            .world
            .iam
            .inject(Fault::error(400, &first, &quoting));
        witness.invoke(request.to_string());
        for http_status in [200, 301, 400, 403, 502] {
            let page = format!("<html>AuthenticationCode1={first}&AuthenticationCode2={second}");
            let page = format!(
                "HTTP/1.1 {http_status} \r\ncontent-length: {}\r\nx-amzn-requestid: {first}\r\nlocation: \
                 http://127.0.0.1/?code={second}\r\n\r\n{page}",
                page.len()
            );
            for _ in 0..3 {
                witness.world.iam.inject(Fault::Bytes(page.clone().into()));
            }
            witness.invoke(request.to_string());
        }
        witness.testify();
    }
}

#[test]
fn codes_under_faults() {
    for mode in ["raise", "return"] {
        let mut witness = Witness::new(mode);
        let request = witness.world.request();
        for fault in [
            Fault::error(400, "Throttling", "Rate exceeded"),
            Fault::error(500, "ServiceFailure", "Sorry"),
            Fault::Close,
            Fault::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n<Resync".to_vec()),
            Fault::Bytes(b"not HTTP\r\n\r\n".to_vec()),
        ] {
            for _ in 0..3 {
                witness.world.iam.inject(fault.clone());
            }
            witness.invoke(request.to_string());
        }
        witness.world.iam.inject(Fault::Hang);
        witness.invoke(short_of_time(&request, 3_000));
        witness.invoke(short_of_time(&request, 990));
        let mut old = request.clone();
        old["submittedAt"] = json!("2020-01-01T00:00:00Z");
        assert_eq!(witness.invoke(old.to_string()), "CodesExpired");
        witness.testify();

        let world = World::new();
        let variables = [&LOUD[..], &[("ON_DIRECT_FAILURE", mode)]].concat();
        let mut cut_off = start("http://127.0.0.1:1", &variables);
        let answer = cut_off.invoke(world.request().to_string());
        let codes = world.device.two_codes(world.iam.now());
        assert_absent(&codes, &format!("{answer:?}{}", cut_off.stop()));
    }
}

#[test]
fn codes_in_every_wrong_place() {
    for mode in ["raise", "return"] {
        let mut witness = Witness::new(mode);
        let request = witness.world.request();
        let [first, second] = [&witness.codes[0], &witness.codes[1]].map(Clone::clone);
        let number: u32 = first.parse().unwrap();
        let both = format!("{first} {second}");
        let wrong: Vec<Value> = vec![
            json!(number),
            json!(-i64::from(number)),
            json!(f64::from(number)),
            json!([first]),
            json!({"code": first, (second.clone()): second}),
            json!(both),
            json!(format!("{first}0\u{0}")),
            json!(format!("<{first}>")),
        ];
        for field in [
            "userName",
            "serialNumber",
            "authenticationCode1",
            "authenticationCode2",
            "submittedAt",
        ] {
            for value in &wrong {
                let mut request = request.clone();
                request[field] = value.clone();
                assert_eq!(
                    witness.invoke(request.to_string()),
                    "InvalidRequest",
                    "{field}"
                );
            }
        }
        // The fields mixed up, the codes given twice, a code as a field's name.
        for event in [
            json!({"userName": first, "serialNumber": second, "authenticationCode1": USER}),
            json!({"userName": first, "UserName": second}),
            json!({"authenticationCode1": first, "AuthenticationCode1": second}),
            json!({(first.clone()): second}),
            json!({"userName": USER, "serialNumber": SERIAL, "authenticationCode1": first,
                   "authenticationCode2": first}),
            json!([first, second]),
            json!(first),
            json!(number),
        ] {
            assert_eq!(witness.invoke(event.to_string()), "InvalidRequest");
        }
        witness.testify();
    }
}

#[test]
fn codes_that_come_over_http() {
    let mut witness = Witness::with("raise", &[("CALLER_CLAIM", "name")]);
    let request = witness.world.request();
    let [first, second] = [&witness.codes[0], &witness.codes[1]].map(Clone::clone);
    let alice = "arn:aws:iam::123456789012:user/alice";
    let signed = json!({"iam": {"userArn": alice}});
    let session = "arn:aws:sts::123456789012:assumed-role/Developer/someone";
    let mut encoded = http_api(&signed, &request);
    encoded["isBase64Encoded"] = json!(true);
    encoded["body"] = json!(STANDARD_NO_PAD.encode(request.to_string()));
    let mut get = http_api(&signed, &request);
    get["requestContext"]["http"]["method"] = json!(first);
    let mut codes_alone = request.clone();
    for field in ["userName", "serialNumber"] {
        codes_alone.as_object_mut().unwrap().remove(field);
    }
    // A code where a name belongs, in a request that keeps every rule otherwise.
    let mut misplaced = request.clone();
    misplaced["userName"] = json!(first);
    misplaced["serialNumber"] = json!(format!("{first}{second}"));
    for event in [
        http_api(&json!({"iam": {"userArn": session}}), &request),
        http_api(&Value::Null, &request),
        http_api(&json!({"jwt": {"claims": {"name": "bob"}}}), &request),
        http_api(
            &json!({"jwt": {"claims": {"name": first, "sub": second, "iss": first}}}),
            &misplaced,
        ),
        http_api(&signed, &json!(format!("{first}{second}"))),
        misplaced,
        encoded,
        get,
        rest_api(&json!({"userArn": alice}), &Value::Null, &request),
        http_api(&signed, &request),
        http_api(&signed, &codes_alone),
    ] {
        witness.invoke(event.to_string());
    }
    let other = simulator::iam::Device::new([1; 20], 0);
    witness.world.iam.register(USER, "GAHT31415926", &other);
    assert_eq!(
        witness.invoke(http_api(&signed, &codes_alone).to_string()),
        "SerialNumberRequired"
    );
    assert_eq!(witness.invoke(codes_alone.to_string()), "InvalidRequest");
    witness.testify();
}

/// What a gateway adds to an event from the request: headers, cookies and the query.
fn with_headers_and_query(mut event: Value) -> Value {
    let authorization = "Bearer the-token";
    let cookie = "session=the-cookie";
    event["headers"] = json!({"authorization": authorization, "cookie": cookie});
    event["multiValueHeaders"] = json!({"Authorization": [authorization], "Cookie": [cookie]});
    event["cookies"] = json!([cookie]);
    event["rawQueryString"] = json!("note=the-query");
    event["queryStringParameters"] = json!({"note": "the-query"});
    event["multiValueQueryStringParameters"] = json!({"note": ["the-query"]});
    event
}

#[test]
fn tokens_cookies_queries_and_bodies_are_not_logged() {
    let alice = "arn:aws:iam::123456789012:user/alice";
    let session = "arn:aws:sts::123456789012:assumed-role/Developer/someone";
    let signed = json!({"iam": {"userArn": alice}});
    for level in ["TRACE", "INFO"] {
        let settings = [("CALLER_CLAIM", "name"), ("AWS_LAMBDA_LOG_LEVEL", level)];
        let mut witness = Witness::with("raise", &settings);
        let mut request = witness.world.request();
        request["note"] = json!("the-body");
        let mut get = http_api(&signed, &request);
        get["requestContext"]["http"]["method"] = json!("GET");
        let mut put = get.clone();
        put["requestContext"]["http"]["method"] = json!("PUT");
        let mut function_url = http_api(&signed, &request);
        function_url["requestContext"]["domainName"] = json!("abc.lambda-url.eu-central-1.on.aws");
        let token = json!({"jwt": {"claims": {"name": USER}}});
        let events = [
            (http_api(&signed, &request), "Resynchronized"),
            (http_api(&token, &request), "InvalidAuthenticationCode"),
            (function_url, "InvalidAuthenticationCode"),
            (
                rest_api(&json!({"userArn": alice}), &Value::Null, &request),
                "InvalidAuthenticationCode",
            ),
            (get, "Devices"),
            (put, "MethodNotAllowed"),
            (http_api(&signed, &json!("the-body")), "InvalidRequest"),
            (
                http_api(&json!({"iam": {"userArn": session}}), &request),
                "NotAuthorized",
            ),
            (http_api(&Value::Null, &request), "NotAuthorized"),
        ];
        let count = events.len();
        for (event, expected) in events {
            let event = with_headers_and_query(event);
            assert_eq!(witness.invoke(event.to_string()), expected, "{event}");
        }
        let written = witness.testify();
        for secret in ["the-token", "the-cookie", "the-query", "the-body"] {
            assert!(!written.contains(secret), "{secret}: {written}");
        }
        if level == "INFO" {
            assert_eq!(written.lines().count(), count, "{written}");
        }
    }
}

/// A code in what the gateway says of the caller, whether or not the request is valid, and whether
/// or not its sender may do anything.
#[test]
fn codes_in_an_identity() {
    let [first, second] = ["918273", "645546"];
    let request = json!({"userName": USER, "authenticationCode1": "918 273",
                         "authenticationCode2": "645-546"});
    let mut twice = request
        .to_string()
        .replacen('{', "{\"AuthenticationCode1\":\"111111\",", 1);
    twice = twice.replace(USER, "mallory");
    let bodies = [
        request.to_string(),
        twice,
        json!({"authenticationCode1": 918_273, "authenticationCode2": 645_546}).to_string(),
        json!({"authenticationCode1": "918\t273\n", "authenticationCode2": ["645546"]}).to_string(),
        json!({"userName": [], "authenticationCode1": first, "authenticationCode2": second,
               "submittedAt": "never"})
        .to_string(),
    ];
    let identities = |code: &str| {
        let session = format!("arn:aws:sts::123456789012:assumed-role/Developer/{code}");
        let user = format!("arn:aws:iam::123456789012:user/{code}");
        [
            json!({"iam": {"userArn": session}}),
            json!({"iam": {"userArn": user}}),
            json!({"jwt": {"claims": {"sub": code, "iss": format!("https://{code}.example")}}}),
            json!({"lambda": {"principalId": code, "name": code}}),
        ]
    };
    let mut witness = Witness::with("raise", &[("CALLER_CLAIM", "name")]);
    witness.codes = vec![first.to_owned(), second.to_owned()];
    for body in &bodies {
        for code in [first, second] {
            for identity in identities(code) {
                let mut event = http_api(&identity, &Value::Null);
                event["body"] = json!(body);
                witness.invoke(event.to_string());
                for method in ["PUT", "GET", "HEAD", "post"] {
                    event["requestContext"]["http"]["method"] = json!(method);
                    witness.invoke(event.to_string());
                }
            }
        }
    }
    witness.testify();
}

/// Only six digits are a code, so nobody takes their own name out of the record.
#[test]
fn a_name_in_a_code_field_stays_in_the_record() {
    let alice = "arn:aws:iam::123456789012:user/alice";
    let subject = "3f1c2b7e-9d40-4a5b-8c6d-1e2f3a4b5c6d";
    for (identity, field, name) in [
        (json!({"iam": {"userArn": alice}}), "callerArn", alice),
        (
            json!({"jwt": {"claims": {"sub": subject}}}),
            "callerSubject",
            subject,
        ),
        (
            json!({"jwt": {"claims": {"sub": "alice"}}}),
            "callerSubject",
            "alice",
        ),
        (
            json!({"jwt": {"claims": {"sub": "1234567"}}}),
            "callerSubject",
            "1234567",
        ),
        (
            json!({"jwt": {"claims": {"sub": "12345"}}}),
            "callerSubject",
            "12345",
        ),
        (json!({"jwt": {"claims": {"sub": ""}}}), "callerSubject", ""),
    ] {
        let mut world = World::new();
        for body in [
            json!({"authenticationCode1": name, "authenticationCode2": name}),
            json!({"authenticationCode1": name.chars().next(), "authenticationCode2": "-"}),
        ] {
            world.invoke(&http_api(&identity, &body));
            let record = &world.function.records()[0];
            assert_eq!(record[field], name, "{record}");
        }
    }
}

/// IAM, or what is in its place, repeats the codes in another form.
#[test]
fn codes_that_iam_writes_in_another_form() {
    let mut world = World::new();
    let forms = |code: &str| {
        let each = |form: &dyn Fn(char) -> String| code.chars().map(form).collect::<String>();
        let (left, right) = code.split_at(3);
        vec![
            format!("{left} {right}"),
            format!("{left}-{right}"),
            format!("{left}  {right}"),
            format!("{left}%20{right}"),
            format!("{left}+{right}"),
            each(&|digit| format!("{digit} ")),
            each(&|digit| format!("{digit}-")),
            each(&|digit| format!("{digit}, ")),
            each(&|digit| format!("%{:02x}", digit as u8)),
            each(&|digit| format!("%{:02X} ", digit as u8)),
            each(&|digit| format!("\\u{:04x}", digit as u8)),
            each(&|digit| format!("&#{};", digit as u8)),
            each(&|digit| format!("&#x{:x};", digit as u8)),
            format!("{left}%{:02x}{}", right.as_bytes()[0], &right[1..]),
            // A sign of an escape that hides digits if it is read as one, and if it is not.
            format!("%{code}"),
            format!("{}%{}%{}", &code[..2], &code[2..4], &code[4..]),
            format!("\\x{code}"),
            format!("\\u00{code}"),
            format!("{}%+{}", &code[..4], &code[4..]),
            format!("&#9;{code}"),
            format!("{left}%C2%A0{right}"),
            format!("{left}%E2%80%91{right}"),
            format!("{left}&#8209;{right}"),
            format!("{left}&#x200B;{right}"),
            format!("{left}\\u2011{right}"),
            each(&|digit| format!("&#0000{};", digit as u8)),
            each(&|digit| format!("&#X{:x};", digit as u8)),
        ]
    };
    for index in [0, 1] {
        let request = world.request();
        let codes = ["authenticationCode1", "authenticationCode2"]
            .map(|field| request[field].as_str().unwrap().to_owned());
        for form in forms(&codes[index]) {
            let text = format!("Value '{form}' is not valid: {form}.");
            world
                .iam
                .inject(Fault::error(403, "InvalidAuthenticationCode", &text));
            let answer = world.invoke(&request);
            assert_eq!(status(&answer), "InvalidAuthenticationCode");
            let record = &world.function.records()[0];
            let message = record["iamErrorMessage"].as_str().unwrap();
            assert_eq!(message.matches("******").count(), 2, "{form}: {message}");
            assert!(!message.contains(&form), "{message}");
            assert!(message.starts_with("Value '") && message.contains("is not valid"));
        }
    }
}

/// A user of such a name may exist.
#[test]
fn a_success_does_not_repeat_a_code() {
    let mut world = World::new();
    let request = world.request();
    let [first, second] = ["authenticationCode1", "authenticationCode2"]
        .map(|field| request[field].as_str().unwrap().to_owned());
    let serial_number = format!("arn:aws:iam::123456789012:mfa/{first}-{second}");
    world.iam.register(&first, &serial_number, &world.device);
    let mut misplaced = request.clone();
    misplaced["userName"] = json!(first);
    misplaced["serialNumber"] = json!(serial_number);
    let answer = world.invoke(&misplaced);
    let InvokeResult::Response(document) = &answer else {
        panic!("{answer:?}");
    };
    assert_eq!(document["status"], "Resynchronized");
    assert_eq!(document["userName"], "******");
    assert_eq!(
        document["serialNumber"],
        "arn:aws:iam::123456789012:mfa/******-******"
    );
    assert_absent(
        &[first, second],
        &format!("{answer:?}{}", world.function.stop()),
    );
}

/// A device may have a code in its serial number. The answer offers it among the user's devices.
#[test]
fn a_list_of_devices_does_not_repeat_a_code() {
    let codes = ["918273", "645546"];
    let direct = json!({"userName": USER, "authenticationCode1": codes[0],
                        "authenticationCode2": codes[1]});
    let alice = json!({"iam": {"userArn": "arn:aws:iam::123456789012:user/alice"}});
    let over_http = http_api(&alice, &direct);
    let listed = [
        json!({"serialNumber": "GAHT00******", "name": "GAHT00******", "type": "hardware",
               "enabledAt": "2026-01-01T00:00:00Z"}),
        json!({"serialNumber": SERIAL, "name": "alice", "type": "virtual",
               "enabledAt": "2026-01-01T00:00:00Z"}),
    ];
    for (mode, event) in [
        ("raise", &direct),
        ("return", &direct),
        ("raise", &over_http),
        ("return", &over_http),
    ] {
        let mut witness = Witness::new(mode);
        witness.codes = codes.map(str::to_owned).to_vec();
        let token = simulator::iam::Device::new([1; 20], 0);
        witness.world.iam.register(USER, "GAHT00918273", &token);
        let answer = witness.world.invoke(event);
        assert_eq!(status(&answer), "SerialNumberRequired");
        witness.heard.push(format!("{answer:?}"));
        match &answer {
            InvokeResult::Error { error_message, .. } => {
                let devices = format!(" GAHT00******, {SERIAL}");
                assert!(error_message.ends_with(&devices), "{error_message}");
            }
            InvokeResult::Response(response) => {
                let body = response["body"].as_str();
                let body: Option<Value> = body.map(|body| serde_json::from_str(body).unwrap());
                let document = body.as_ref().unwrap_or(response);
                assert_eq!(document["devices"], json!(listed), "{document}");
            }
            other => panic!("{other:?}"),
        }
        witness.testify();
    }
}

/// A help desk's ticket may have the digits of a code.
#[test]
fn who_asked_is_recorded_without_a_code() {
    let mut witness = Witness::new("raise");
    witness.codes = ["918273", "645546"].map(str::to_owned).to_vec();
    let valid = json!({"userName": USER, "serialNumber": SERIAL,
                       "authenticationCode1": "918273", "authenticationCode2": "645546"});
    let mut invalid = valid.clone();
    invalid["userName"] = json!("not a name");
    for (mut request, expected) in [
        (valid, "InvalidAuthenticationCode"),
        (invalid, "InvalidRequest"),
    ] {
        for ticket in ["ticket 918273", "ticket 918 273"] {
            request["requestedBy"] = json!(ticket);
            assert_eq!(witness.invoke(request.to_string()), expected);
            let record = &witness.world.function.records()[0];
            assert_eq!(record["requestedBy"], "ticket ******", "{record}");
        }
    }
    witness.testify();
}

/// Bytes that are not JSON. Lambda's Invoke API refuses them; another invoker may not.
#[test]
fn codes_in_malformed_json() {
    let mut witness = Witness::new("raise");
    let request = witness.world.request().to_string();
    let mut events = vec![
        request.replace(':', " ").into_bytes(),
        request.replace('"', "'").into_bytes(),
        request.replace('"', "").into_bytes(),
    ];
    for at in 0..request.len() {
        let (before, after) = request.split_at(at);
        // Cut off here, and something thrown in here.
        events.push(before.as_bytes().to_vec());
        events.push([before.as_bytes(), b"\xff\x00", after.as_bytes()].concat());
    }
    for event in events {
        let shown = String::from_utf8_lossy(&event).into_owned();
        let error_type = witness.invoke(event);
        assert!(
            error_type.ends_with("DeserializeError"),
            "{error_type}: {shown}"
        );
    }
    assert!(witness.world.iam.calls().is_empty());
    witness.testify();
}

/// Credentials that panic, and say the codes as they do, where `PANICS_AT` says so.
#[derive(Debug, Clone)]
struct Panicking;

fn panics_at() -> String {
    std::env::var("PANICS_AT").unwrap()
}

impl ProvideCredentials for Panicking {
    fn provide_credentials<'a>(&'a self) -> ProvidedCredentials<'a>
    where
        Self: 'a,
    {
        let codes = std::env::var("CODES").unwrap();
        match panics_at().as_str() {
            "credentials" => panic!("the codes are {codes}"),
            "fetching" => ProvidedCredentials::new(async move { panic!("the codes are {codes}") }),
            _ => ProvidedCredentials::ready(Ok(Credentials::new(
                "key", "secret", None, None, "test",
            ))),
        }
    }
}

/// An HTTP client that panics where the real one returns.
#[derive(Debug, Clone)]
struct PanickingAfter(SharedHttpConnector);

impl HttpConnector for PanickingAfter {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let response = self.0.call(request);
        HttpConnectorFuture::new(async move {
            drop(response.await);
            panic!("the codes are {}", std::env::var("CODES").unwrap())
        })
    }
}

/// Not a test: the process that the next test starts, made of the same parts as the real one but
/// for the credentials.
#[tokio::test]
#[ignore = "a process of the test below"]
async fn a_function_that_panics() {
    let Ok(endpoint) = std::env::var("AWS_ENDPOINT_URL_IAM") else {
        return;
    };
    telemetry::init(LOG_TARGET, |name| std::env::var(name).ok());
    let client = http_client::client(RootCertificates::of_the_system()).unwrap();
    let sdk = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(endpoint)
        .credentials_provider(SharedCredentialsProvider::new(Panicking))
        .http_client(http_client_fn(move |settings, components| {
            let connector = client.http_connector(settings, components);
            SharedHttpConnector::new(PanickingAfter(connector))
        }))
        .build();
    let config = Config::from_lookup(|name| std::env::var(name).ok()).unwrap();
    run(IamClient::from_sdk_config(&sdk), config).await.unwrap();
}

/// Starts that process.
pub fn panicking(endpoint: &str, codes: &str, variables: &[(&str, &str)]) -> Function {
    let own = [
        ("CODES", codes),
        ("AWS_ENDPOINT_URL_IAM", endpoint),
        ("AWS_REGION", "us-east-1"),
    ];
    let variables = [&LOUD[..], &own, variables].concat();
    let program = std::env::current_exe().unwrap();
    let arguments = [
        "--exact",
        "secrets::a_function_that_panics",
        "--ignored",
        "--nocapture",
    ];
    Function::start(&program, &arguments, variables)
}

/// A panic before the request was sent changed nothing. After that, only IAM knows.
#[test]
fn codes_in_a_panic_of_the_handler() {
    for (panics_at, expected) in [
        ("credentials", "InternalError"),
        ("fetching", "InternalError"),
        ("response", "OutcomeUnknown"),
    ] {
        let mut world = World::new();
        let request = world.request();
        let codes = world.device.two_codes(world.iam.now());
        let spoken = codes.join(" and ");
        let endpoint = world.iam.endpoint();
        world.function = panicking(&endpoint, &spoken, &[("PANICS_AT", panics_at)]);

        for _ in 0..2 {
            let answer = world.function.invoke(request.to_string());
            assert_eq!(status(&answer), expected, "{panics_at}");
            let records = world.function.records();
            assert_eq!(records.len(), 1, "{records:?}");
            assert_eq!(records[0]["level"], "ERROR");
            assert_absent(&codes, &format!("{answer:?}"));
        }
        world.iam.advance(30);
        assert_eq!(world.signs_in(), expected == "OutcomeUnknown");
        let written = world.function.stop();
        assert!(
            written.contains("tests/function/secrets.rs"),
            "no place: {written}"
        );
        assert_absent(&codes, &written);
    }
}

/// Neither the function's credentials nor a session's, also where STS answers with them and more is
/// wrong with the answer. The ID of an access key is no secret.
#[test]
fn credentials_are_not_logged() {
    let mut organization = Organization::with(&LOUD);
    let credentials = "<Credentials><AccessKeyId>ASIA0000000000000001</AccessKeyId>\
        <SecretAccessKey>the secret of a session</SecretAccessKey>\
        <SessionToken>the token of a session</SessionToken>";
    let document = |end: &str| {
        format!(
            "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
             <AssumeRoleResult>{credentials}{end}"
        )
    };
    let closed = document("</Credentials></AssumeRoleResult></AssumeRoleResponse>");
    let answer = |status: u16, body: &str| {
        let head = format!(
            "HTTP/1.1 {status} S\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        Fault::Bytes([head, body.to_owned()].concat().into_bytes())
    };
    for fault in [
        answer(200, &document("")),
        answer(
            200,
            &document("<Expiration>tomorrow</Expiration></Credentials>"),
        ),
        answer(200, &closed),
        answer(403, &closed),
        answer(503, &closed),
    ] {
        organization.sts.inject(fault);
    }
    let mut statuses = Vec::new();
    let mut codes = Vec::new();
    for _ in 0..6 {
        let request = organization.good();
        for code in ["authenticationCode1", "authenticationCode2"] {
            codes.push(request[code].as_str().unwrap().to_owned());
        }
        statuses.push(status(&organization.invoke(&request)));
        organization.iam.advance(180);
    }
    assert_ne!(statuses[0], "Resynchronized");
    assert_eq!(statuses[5], "Resynchronized", "{statuses:?}");
    let written = organization.function.stop();
    assert!(written.contains("\"level\":\"DEBUG\""), "{written}");
    assert_absent(&codes, &written);
    for secret in [
        "the secret of",
        "the token of",
        "a-secret-access-key",
        "a-session-token",
    ] {
        assert!(!written.contains(secret), "{secret}: {written}");
    }
}
