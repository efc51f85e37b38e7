//! The environment variables: what each accepts, and what a bad one says.

use serde_json::json;

use crate::{World, status};

#[test]
fn a_bad_setting_ends_the_init_phase() {
    for (variable, values, accepts) in [
        (
            "ON_DIRECT_FAILURE",
            &["throw", "Raise", " raise", "1"][..],
            "raise or return",
        ),
        (
            "MAX_CODE_AGE_SECONDS",
            &[
                "0",
                "301",
                "-1",
                "30s",
                "1.5",
                " 30",
                "1e2",
                "99999999999999999999",
            ],
            "a whole number from 1 to 300",
        ),
        (
            "CALLER_CLAIM",
            &["a claim", " email", "email\n"],
            "the name of one claim, without spaces",
        ),
        (
            "GROUPS_CLAIM",
            &["a claim", "\t"],
            "the name of one claim, without spaces",
        ),
        (
            "OPERATOR_ARNS",
            &[
                "alice",
                "*",
                "arn:aws:iam::123456789012:root",
                "arn:aws:iam::123456789012:user/",
                "arn:aws:iam::123456789012:user/*",
                "arn:aws:iam::123456789012:group/helpdesk",
                "arn:aws:iam::*:role/Helpdesk",
                "arn:*:iam::123456789012:role/Helpdesk",
                "arn:aws:iam::12345:role/Helpdesk",
                "arn:aws:sts::123456789012:assumed-role/Helpdesk/h",
                "arn:aws:iam::123456789012:role/Helpdesk,",
                "arn:aws:iam::123456789012:role/Helpdesk arn:aws:iam::123456789012:user/olga",
                "arn:aws:iam::123456789012:role/First;arn:aws:iam::999999999999:role/Second",
            ],
            "the ARNs of IAM users and roles, separated by commas",
        ),
        (
            "CALLER_CLAIM",
            &[
                "custom:iam_user\u{200b}",
                "\u{feff}sub",
                "sub\u{fffd}",
                "s\u{ad}ub",
            ],
            "visible Unicode characters only",
        ),
        (
            "OPERATOR_GROUPS",
            &["it\u{2060}", "\u{e0041}it"],
            "visible Unicode characters only",
        ),
        (
            "OPERATOR_GROUPS",
            &["a b", "it,", ",", "[it]"],
            "names of groups, separated by commas, without spaces and brackets",
        ),
        (
            "AWS_ENDPOINT_URL_IAM",
            &[
                "iam.amazonaws.com",
                "http://",
                "https://",
                "ftp://127.0.0.1",
                "/path",
                "not a URL",
                "https://user:password@127.0.0.1",
                "https://127.0.0.1/?a=b",
                "http://127.0.0.1:99999",
            ],
            "the URL of an endpoint, such as https://iam.amazonaws.com",
        ),
        (
            "AWS_REGION",
            &["eu central 1", "EU-CENTRAL-1", "eu-central-1.example.com/"],
            "the name of an AWS Region, such as eu-central-1",
        ),
        (
            "AWS_USE_FIPS_ENDPOINT",
            &["TRUE", "1", "yes"],
            "true or false",
        ),
    ] {
        for value in values {
            let mut world = World::with(&[(variable, value)]);
            let sentence =
                format!("environment variable {variable} is not valid: it accepts {accepts}");
            assert_eq!(
                world.function.init_error(),
                Some(json!({"errorType": "Runtime.ConfigInvalid", "errorMessage": sentence})),
                "{variable}={value}"
            );
            assert!(!world.function.exit_status().success());
            let written = world.function.stop();
            assert!(written.contains(&sentence), "{written}");
            assert_eq!(written.lines().count(), 1, "{written}");
        }
    }
}

/// The log has the error, whatever becomes of the report to Lambda.
#[test]
fn a_bad_setting_is_logged_where_lambda_cannot_be_told() {
    let mut world = World::with(&[
        ("ON_DIRECT_FAILURE", "throw"),
        ("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1"),
    ]);
    assert!(!world.function.exit_status().success());
    let written = world.function.stop();
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines.len(), 2, "{written}");
    assert!(lines[0].contains("ON_DIRECT_FAILURE is not valid"));
    assert!(lines[1].contains("the Runtime API did not accept the report of the error"));
}

#[test]
fn a_missing_region_ends_the_init_phase() {
    let mut world = World::with(&[("AWS_REGION", "")]);
    let error = world.function.init_error().unwrap();
    assert_eq!(
        error["errorMessage"],
        "environment variable AWS_REGION is not valid: it accepts the name of an AWS Region, such \
         as eu-central-1"
    );
    let mut world = World::with(&[("AWS_REGION", ""), ("AWS_DEFAULT_REGION", "us-east-1")]);
    let request = world.request();
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
}

#[test]
fn the_general_endpoint_is_checked_where_it_counts() {
    let url = [
        ("AWS_ENDPOINT_URL_IAM", ""),
        ("AWS_ENDPOINT_URL", "nowhere"),
    ];
    let mut world = World::with(&url);
    let error = world.function.init_error().unwrap();
    let message = error["errorMessage"].as_str().unwrap();
    assert!(
        message.contains("AWS_ENDPOINT_URL is not valid"),
        "{message}"
    );
    // The one for IAM hides it.
    let mut world = World::with(&[("AWS_ENDPOINT_URL", "nowhere")]);
    let request = world.request();
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
}

#[test]
fn an_endpoint_without_tls_is_warned_about() {
    for (url, warns) in [
        ("http://iam.example.com", true),
        ("http://192.0.2.1:4566", true),
        ("http://[2001:db8::1]:4566", true),
        ("http://localhost.example.com", true),
        ("https://iam.example.com", false),
        ("http://127.0.0.1:1", false),
        ("http://127.9.9.9:1", false),
        ("http://localhost:1", false),
        ("http://[::1]:1", false),
        ("", false),
    ] {
        let mut world = World::with(&[("AWS_ENDPOINT_URL_IAM", url)]);
        world.function.wait_until_ready();
        let written = world.function.stop();
        let found = written.contains("codes or credentials travel unencrypted");
        assert_eq!(found, warns, "{url}: {written}");
        assert_eq!(written.lines().count(), usize::from(warns), "{written}");
    }
}

#[test]
fn a_good_setting_is_accepted() {
    for (variable, values) in [
        ("ON_DIRECT_FAILURE", ["", "raise", "return"]),
        ("MAX_CODE_AGE_SECONDS", ["", "1", "300"]),
        ("CALLER_CLAIM", ["", "email", "custom:iam_user"]),
        ("GROUPS_CLAIM", ["", "groups", "https://example.com/groups"]),
        (
            "OPERATOR_ARNS",
            [
                "",
                "arn:aws:iam::123456789012:user/olga",
                "arn:aws-cn:iam::123456789012:role/a/b/Helpdesk, arn:aws:iam::123456789012:user/x",
            ],
        ),
        ("OPERATOR_GROUPS", ["", "it", "it, mfa-helpdesk"]),
    ] {
        for value in values {
            let mut world = World::with(&[(variable, value)]);
            let request = world.request();
            assert_eq!(status(&world.invoke(&request)), "Resynchronized");
        }
    }
}
