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
            ],
            "the ARNs of IAM users and roles, separated by commas",
        ),
        (
            "OPERATOR_GROUPS",
            &["a b", "it,", ",", "[it]"],
            "names of groups, separated by commas, without spaces and brackets",
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
            let written = world.function.written();
            assert!(written.contains(&sentence), "{written}");
        }
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
