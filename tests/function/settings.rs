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
    ] {
        for value in values {
            let mut world = World::with(&[(variable, value)]);
            let request = world.request();
            assert_eq!(status(&world.invoke(&request)), "Resynchronized");
        }
    }
}
