//! The function that serves the page, from outside: its settings, its files, its log.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking"
)]

use serde_json::{Value, json};
use simulator::lambda::{Function, InvokeResult};

const ISSUER: (&str, &str) = ("PORTAL_ISSUER", "https://sso.example.com/realms/staff");
const CLIENT_ID: (&str, &str) = ("PORTAL_CLIENT_ID", "resync");

fn start(settings: &[(&str, &str)]) -> Function {
    let program = simulator::program(env!("CARGO_BIN_EXE_portal"));
    let settings = [ISSUER, CLIENT_ID].into_iter().chain(settings.to_vec());
    Function::start(&program, &[], settings)
}

/// The response to an event that has an authorization code wherever a gateway repeats the request.
fn get(function: &mut Function, route: &str, file: &str) -> Value {
    let event = json!({
        "version": "2.0",
        "routeKey": route,
        "rawQueryString": "code=a-secret-code&state=x",
        "queryStringParameters": {"code": "a-secret-code", "state": "x"},
        "cookies": ["last=a-secret-code"],
        "headers": {
            "cookie": "last=a-secret-code",
            "referer": "https://sso.example.com/?code=a-secret-code",
        },
        "pathParameters": {"file": file},
    });
    match function.invoke(event.to_string()) {
        InvokeResult::Response(response) => response,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_page_and_its_files_are_served() {
    let mut function = start(&[]);
    let page = get(&mut function, "GET /", "");
    assert_eq!(page["statusCode"], 200);
    let body = page["body"].as_str().unwrap();
    assert!(body.contains("<script type=\"module\" src=\"portal/portal.js\">"));
    let mut files = 0;
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/page")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if name == "index.html" {
            continue;
        }
        let response = get(&mut function, "GET /portal/{file}", &name);
        assert_eq!(response["statusCode"], 200, "{name}");
        let source = std::fs::read_to_string(format!("page/{name}")).unwrap();
        assert_eq!(response["body"], source, "{name}");
        files += 1;
    }
    assert!(files > 5);
}

#[test]
fn everything_else_is_not_found() {
    let mut function = start(&[]);
    let rows = [
        ("GET /portal/{file}", "index.html"),
        ("GET /portal/{file}", "../Cargo.toml"),
        ("GET /portal/{file}", ""),
        ("GET /other", "portal.js"),
        ("POST /", ""),
    ];
    for (route, file) in rows {
        let response = get(&mut function, route, file);
        assert_eq!(response["statusCode"], 404, "{route} {file}");
    }
    for event in ["{}", "[]", "null", "{\"routeKey\": {\"a\": 1}}"] {
        let answer = function.invoke(event);
        let InvokeResult::Response(response) = answer else {
            panic!("{event}: {answer:?}");
        };
        assert_eq!(response["statusCode"], 404, "{event}");
    }
}

#[test]
fn the_settings_reach_the_page() {
    let mut function = start(&[
        ("PORTAL_SCOPES", "openid profile"),
        ("PORTAL_TOKEN", "access_token"),
        ("PORTAL_SUPPORT", "the help desk, \"4357\""),
        (
            "PORTAL_CONNECT_ORIGINS",
            "https://a.example.com,https://b.example.com:8443",
        ),
    ]);
    let response = get(&mut function, "GET /portal/{file}", "settings.json");
    let settings: Value = serde_json::from_str(response["body"].as_str().unwrap()).unwrap();
    let expected = json!({
        "issuer": ISSUER.1,
        "clientId": "resync",
        "scope": "openid profile",
        "token": "access_token",
        "support": "the help desk, \"4357\"",
        "hasOwnWords": false,
    });
    assert_eq!(settings, expected);
    let policy = response["headers"]["Content-Security-Policy"].as_str();
    let sources = "connect-src 'self' https://sso.example.com https://a.example.com \
                   https://b.example.com:8443;";
    assert!(policy.unwrap().contains(sources), "{policy:?}");
}

/// For a local run.
#[test]
fn an_issuer_on_this_machine_needs_no_https() {
    for issuer in [
        "http://127.0.0.1:8080",
        "http://[::1]",
        "http://localhost:1",
    ] {
        let mut function = start(&[("PORTAL_ISSUER", issuer)]);
        let response = get(&mut function, "GET /", "");
        let policy = response["headers"]["Content-Security-Policy"].as_str();
        let sources = format!("connect-src 'self' {issuer};");
        assert!(policy.unwrap().contains(&sources), "{policy:?}");
    }
}

#[test]
fn the_longest_words_of_support_are_accepted() {
    let longest = "ü".repeat(256);
    let mut function = start(&[("PORTAL_SUPPORT", &longest)]);
    let response = get(&mut function, "GET /portal/{file}", "settings.json");
    let settings: Value = serde_json::from_str(response["body"].as_str().unwrap()).unwrap();
    assert_eq!(settings["support"], longest);
}

/// A folder with this `words.json`, as the zip of the function would have it.
fn folder_with_words(name: &str, words: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("words.json"), words).unwrap();
    folder.to_str().unwrap().to_owned()
}

#[test]
fn a_company_has_words_of_its_own() {
    let words = r#"{"en":{"start/title":"Locked out?"},"fi":{"signIn":"Kirjaudu"}}"#;
    let folder = folder_with_words("words", words);
    let mut function = start(&[("LAMBDA_TASK_ROOT", &folder)]);
    let response = get(&mut function, "GET /portal/{file}", "words.json");
    assert_eq!(response["body"], words);
    assert_eq!(response["headers"]["Content-Type"], "application/json");
    let response = get(&mut function, "GET /portal/{file}", "settings.json");
    assert!(
        response["body"]
            .as_str()
            .unwrap()
            .contains("\"hasOwnWords\":true")
    );

    let mut function = start(&[]);
    let response = get(&mut function, "GET /portal/{file}", "words.json");
    assert_eq!(response["statusCode"], 404);
}

#[test]
fn words_that_are_none_stop_the_function_at_startup() {
    let long = format!(r#"{{"en":{{"name":"{}"}}}}"#, "x".repeat(256 * 1024));
    for (name, words) in [
        ("none", ""),
        ("text", "Locked out?"),
        ("list", "[]"),
        ("flat", r#"{"en":"English"}"#),
        ("number", r#"{"en":{"name":7}}"#),
        ("tag", r#"{"pt_BR":{"name":"MFA"}}"#),
        ("name", r#"{"Suomi":{"name":"MFA"}}"#),
        ("long", &long),
    ] {
        let folder = folder_with_words(name, words);
        let mut function = start(&[("LAMBDA_TASK_ROOT", &folder)]);
        let error = function.init_error().unwrap();
        let message = error["errorMessage"].as_str().unwrap();
        assert!(message.contains("the file words.json"), "{name}: {message}");
    }
}

#[test]
fn the_log_has_no_line_for_a_request() {
    let mut function = start(&[]);
    get(&mut function, "GET /", "");
    get(&mut function, "GET /portal/{file}", "portal.js");
    get(&mut function, "GET /other", "");
    assert_eq!(function.stop(), "");
}

#[test]
fn the_log_has_no_authorization_code() {
    let mut function = start(&[("AWS_LAMBDA_LOG_LEVEL", "TRACE")]);
    get(&mut function, "GET /", "");
    get(&mut function, "GET /portal/{file}", "portal.js");
    get(&mut function, "GET /other", "");
    let log = function.stop();
    // The level has an effect.
    assert!(!log.is_empty());
    assert!(!log.contains("a-secret-code"), "{log}");
}

#[test]
fn the_settings_have_defaults() {
    let mut function = start(&[("PORTAL_SCOPES", ""), ("PORTAL_TOKEN", "")]);
    let response = get(&mut function, "GET /portal/{file}", "settings.json");
    let settings: Value = serde_json::from_str(response["body"].as_str().unwrap()).unwrap();
    assert_eq!(settings["scope"], "openid");
    assert_eq!(settings["token"], "id_token");
    assert_eq!(settings["support"], "");
}

#[test]
fn an_invalid_setting_stops_the_function_at_startup() {
    let long = "x".repeat(257);
    let rows = [
        ("PORTAL_ISSUER", ""),
        ("PORTAL_ISSUER", "http://sso.example.com"),
        ("PORTAL_ISSUER", "ftp://localhost"),
        ("PORTAL_ISSUER", "sso.example.com"),
        ("PORTAL_ISSUER", "https://user@sso.example.com"),
        ("PORTAL_ISSUER", "https://sso.example.com:"),
        ("PORTAL_ISSUER", "https://sso.example.com:65536"),
        ("PORTAL_ISSUER", "http://[::1]8:80"),
        ("PORTAL_ISSUER", "https://sso.example.com/?tenant=1"),
        ("PORTAL_ISSUER", "https://sso.example.com/#staff"),
        ("PORTAL_ISSUER", "https://a.example.com; script-src *"),
        ("PORTAL_CLIENT_ID", ""),
        ("PORTAL_CLIENT_ID", "résync"),
        ("PORTAL_SCOPES", "profile"),
        ("PORTAL_SCOPES", "openid  profile"),
        ("PORTAL_SCOPES", "openid \"profile\""),
        ("PORTAL_TOKEN", "refresh_token"),
        ("PORTAL_SUPPORT", "two\nlines"),
        ("PORTAL_SUPPORT", &long),
        ("PORTAL_CONNECT_ORIGINS", "https://a.example.com/"),
        (
            "PORTAL_CONNECT_ORIGINS",
            "https://a.example.com, https://b.example.com",
        ),
        ("PORTAL_CONNECT_ORIGINS", "https://a.example.com,"),
        ("PORTAL_CONNECT_ORIGINS", "http://a.example.com"),
        ("PORTAL_CONNECT_ORIGINS", "https://*"),
        ("PORTAL_CONNECT_ORIGINS", "*"),
        ("PORTAL_CONNECT_ORIGINS", "'unsafe-eval'"),
    ];
    for (variable, value) in rows {
        let mut function = start(&[(variable, value)]);
        let error = function.init_error().expect("it does not start");
        let start = format!("environment variable {variable} is not valid: it accepts ");
        let message = error["errorMessage"].as_str().unwrap();
        assert!(message.starts_with(&start), "{value}: {message}");
        assert_eq!(error["errorType"], "Runtime.ConfigInvalid");
        assert!(!function.exit_status().success());
        assert!(function.written().contains("the function cannot start"));
    }
}

/// Names of query parameters are the caller's own words, and may be an authorization code.
#[test]
fn no_event_is_logged_or_repeated() {
    let mut function = start(&[]);
    let deep = "[".repeat(1_000) + &"]".repeat(1_000);
    for value in ["\"\\ud800\"", "1e999", &deep, "{}", "null"] {
        let event = format!(
            "{{\"routeKey\":\"GET /\",\"queryStringParameters\":{{\"a-secret-code\":{value}}}}}"
        );
        let answer = function.invoke(event);
        let InvokeResult::Response(response) = &answer else {
            panic!("{answer:?}");
        };
        assert_eq!(response["statusCode"], 200, "{value:.40}");
    }
    for event in [
        &b"{\"a-secret-code\":\"\xff\"}"[..],
        b"{\"a-secret-code\":",
        b"{\"\\ud800\":\"a-secret-code\",\"routeKey\":\"GET /\"}",
        b"\"a-secret-code\"",
    ] {
        let answer = format!("{:?}", function.invoke(event.to_vec()));
        assert!(!answer.contains("a-secret-code"), "{answer}");
    }
    let written = function.stop();
    assert!(!written.contains("a-secret-code"), "{written}");
}
