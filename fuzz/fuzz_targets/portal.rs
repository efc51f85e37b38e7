//! The page's function: any settings that it accepts make a policy with the same directives, and
//! any event gets a file of the page or none.
//!
//! An input is the settings, one in a line, and then an event.
#![no_main]

use std::net::SocketAddr;

use libfuzzer_sys::fuzz_target;
use portal::{PortalConfig, respond};
use serde_json::Value;
use serde_json::value::RawValue;

const SETTINGS: [&str; 6] = [
    "PORTAL_ISSUER",
    "PORTAL_CLIENT_ID",
    "PORTAL_SCOPES",
    "PORTAL_TOKEN",
    "PORTAL_SUPPORT",
    "PORTAL_CONNECT_ORIGINS",
];

const DIRECTIVES: [&str; 10] = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
];

fuzz_target!(|input: &str| {
    let mut lines = input.splitn(SETTINGS.len() + 1, '\n');
    let settings = SETTINGS.map(|_| lines.next().unwrap_or_default().to_owned());
    let lookup = |name: &str| {
        let index = SETTINGS.iter().position(|&setting| setting == name)?;
        Some(settings[index].clone())
    };
    let Ok(config) = PortalConfig::from_lookup(lookup, None) else {
        return;
    };
    let Ok(event) = RawValue::from_string(lines.next().unwrap_or_default().to_owned()) else {
        return;
    };
    let response = respond(&config, &event);
    let event: Value = serde_json::from_str(event.get()).unwrap_or_default();

    let headers = response["headers"].as_object().expect("headers");
    assert_eq!(headers.len(), 8);
    for value in headers.values() {
        let value = value.as_str().expect("a text");
        assert!(
            value.bytes().all(|byte| matches!(byte, b' '..=b'~')),
            "{value}"
        );
    }
    check_policy(headers["Content-Security-Policy"].as_str().expect("a text"));

    let body = response["body"].as_str().expect("a body");
    let file = event["pathParameters"]["file"].as_str();
    match response["statusCode"].as_u64() {
        Some(200) if event["routeKey"] == "GET /" => assert!(body.starts_with("<!doctype html>")),
        Some(200) if file == Some("settings.json") => {
            let page_settings: Value = serde_json::from_str(body).expect("JSON");
            assert_eq!(page_settings["issuer"], *settings[0]);
            assert_eq!(page_settings["clientId"], *settings[1]);
            assert_eq!(page_settings["support"], *settings[4]);
        }
        Some(200) => assert_eq!(event["routeKey"], "GET /portal/{file}"),
        Some(404) => assert_eq!(body, "There is no such page."),
        status => panic!("{status:?}"),
    }
});

/// The page may connect to its own origin and to origins of HTTPS or of this machine; the settings
/// add nothing else.
fn check_policy(policy: &str) {
    let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
    assert_eq!(directives.len(), DIRECTIVES.len(), "{policy}");
    for (directive, expected) in directives.iter().zip(DIRECTIVES) {
        let rest = directive.strip_prefix(expected).expect(policy);
        let origins: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).collect();
        let may_have_origins = ["connect-src", "form-action 'self'"].contains(&expected);
        assert!(may_have_origins || origins.is_empty(), "{policy}");
        for origin in origins {
            let is_host = |host: &str| {
                let is_valid = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
                !host.is_empty() && host.chars().all(is_valid)
            };
            let is_valid = match origin.split_once("://") {
                None => origin == "'self'",
                Some(("https", host)) => is_host(host),
                Some(("http", host)) => is_this_machine(host),
                Some(_) => false,
            };
            assert!(is_valid, "{policy}");
        }
    }
}

fn is_this_machine(host: &str) -> bool {
    let address = [host, &format!("{host}:80")].map(str::parse::<SocketAddr>);
    let is_loopback = |address: SocketAddr| address.ip().is_loopback();
    address.into_iter().flatten().any(is_loopback) || host.split(':').next() == Some("localhost")
}
