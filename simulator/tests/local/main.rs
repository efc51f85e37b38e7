//! The local run, as it is typed: what each scenario and each sample shows.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking"
)]

mod command;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::LazyLock;

use regex::Regex;

/// The folder of the project.
const PROJECT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The local run of the built function, with these words after it.
fn local(arguments: &[&str]) -> Command {
    static BOOTSTRAP: LazyLock<PathBuf> = LazyLock::new(build);

    local_of(&BOOTSTRAP.to_string_lossy(), arguments)
}

/// The local run of a function.
fn local_of(bootstrap: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_local"));
    command
        .args(["--bootstrap", bootstrap])
        .args(arguments)
        .current_dir(PROJECT)
        .env_clear();
    command
}

/// `cargo test --package simulator` does not build the function.
fn build() -> PathBuf {
    let mut build = simulator::cargo();
    // Built together with this test, it has the same dependencies, which are there already.
    build.args([
        "build",
        "--locked",
        "--quiet",
        "--test",
        "local",
        "--bin",
        "bootstrap",
    ]);
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    assert!(build.current_dir(PROJECT).status().unwrap().success());
    PathBuf::from(env!("CARGO_BIN_EXE_local")).with_file_name("bootstrap")
}

/// What the local run has written, and its exit code.
fn finish(command: &mut Command) -> (String, String, i32) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(stdout), text(stderr), status.code().unwrap())
}

fn run(arguments: &[&str]) -> (String, String, i32) {
    finish(&mut local(arguments))
}

/// The lines of the document between `start` and the next line that begins with `end`.
fn lines_between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let lines = text.lines().skip_while(|line| !line.starts_with(start));
    lines
        .skip(1)
        .take_while(|line| !line.starts_with(end))
        .collect()
}

const README: &str = include_str!("../../../README.md");

/// The statuses of the README.
fn documented_statuses() -> BTreeSet<&'static str> {
    let rows = lines_between(README, "| `status` |", "\n");
    let rows = rows
        .into_iter()
        .skip(1)
        .take_while(|row| row.starts_with('|'));
    rows.filter_map(|row| Some(row.split('|').nth(1)?.trim().trim_matches('`')))
        .collect()
}

#[test]
fn every_status_has_a_scenario() {
    let (table, errors, code) = run(&["--scenario", "all"]);
    assert_eq!((errors.as_str(), code), ("", 0));
    let rows: Vec<(&str, &str)> = table
        .lines()
        .skip(1)
        .map(|row| {
            let (name, rest) = row.split_once(' ').unwrap();
            let (status, message) = rest.trim().split_once(' ').unwrap();
            assert!(message.contains('.'), "{row}");
            (name, status)
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("drifted-clock", "Resynchronized"),
            ("iam-fails-once", "Resynchronized"),
            ("member-account", "Resynchronized"),
            ("list-devices", "Devices"),
            ("mistyped-code", "InvalidRequest"),
            ("rejected-value", "ValidationError"),
            ("not-authorized", "NotAuthorized"),
            ("unknown-user", "NoSuchEntity"),
            ("unknown-device", "NoSuchEntity"),
            ("no-device", "NoSuchEntity"),
            ("security-keys-only", "NoSuchEntity"),
            ("wrong-method", "MethodNotAllowed"),
            ("concurrent-change", "ConcurrentModification"),
            ("limit-exceeded", "LimitExceeded"),
            ("two-devices", "SerialNumberRequired"),
            ("stale-codes", "CodesExpired"),
            ("wrong-codes", "InvalidAuthenticationCode"),
            ("throttled", "Throttling"),
            ("no-permission", "AccessDenied"),
            ("unknown-credentials", "AccessDenied"),
            ("member-not-set-up", "AccessDenied"),
            ("conflicting-settings", "InternalError"),
            ("list-fails", "ServiceFailure"),
            ("iam-down", "Unavailable"),
            ("iam-silent", "OutcomeUnknown"),
            ("broken-answer", "OutcomeUnknown"),
            ("iam-fails", "OutcomeUnknown"),
            ("lost-answer", "OutcomeUnknown"),
        ]
    );
    // The table of the README has the same statuses.
    let shown: BTreeSet<&str> = rows.iter().map(|&(_, status)| status).collect();
    assert_eq!(shown, documented_statuses());
    // The README shows a part of what was printed.
    let quoted = lines_between(README, "scenario ", "```");
    assert!(quoted.len() > 4);
    for row in quoted {
        assert!(
            row == "..." || table.lines().any(|line| line == row),
            "{row}"
        );
    }
    // The help explains each.
    let (help, _, _) = run(&["--help"]);
    for (name, _) in rows {
        assert!(help.contains(&format!("- {name}:")), "{name}");
    }
}

/// Each cause of `NoSuchEntity` has its own next step.
#[test]
fn a_scenario_of_each_reason() {
    for (name, reason) in [
        ("unknown-user", "User"),
        ("unknown-device", "UserOrDevice"),
        ("no-device", "Device"),
        ("security-keys-only", "TotpDevice"),
    ] {
        let (output, _, code) = run(&["--scenario", name]);
        assert!(
            output.contains(&format!("\"reason\":\"{reason}\"")),
            "{output}"
        );
        assert_eq!(code, 1);
    }
}

#[test]
fn a_user_of_a_member_account_is_resynchronized() {
    let (output, _, code) = run(&["--scenario", "member-account"]);
    assert_eq!(code, 0, "{output}");
    assert!(
        output.contains("\"accountId\": \"111122223333\""),
        "{output}"
    );
    assert!(output.trim_end().ends_with("accepted."), "{output}");
}

#[test]
fn a_scenario_tells_what_happens() {
    for (arguments, expected) in [
        (
            &["--scenario", "lost-answer"][..],
            &[
                "Sign-in with code [0-9]{6}: refused.",
                "Reason: IAM answered attempt 2 with InvalidAuthenticationCode: ",
                "\"status\":\"OutcomeUnknown\"",
                // The codes had worked.
                "Sign-in with code [0-9]{6}: accepted.\n$",
            ][..],
        ),
        (
            &["--scenario", "member-not-set-up"],
            &[
                "\"reason\": ?\"MemberRole\"",
                "is not authorized to perform: sts:AssumeRole",
                "Sign-in with code [0-9]{6}: refused.\n$",
            ],
        ),
        (
            &["--scenario", "not-authorized"],
            &[
                "\nHTTP 403\n(.+\n)+\n\\{\n",
                "\n  \"status\": \"NotAuthorized\"\n",
                "Reason: the caller asks for another user's device\n",
                "\"level\":\"WARN\"",
                "Sign-in with code [0-9]{6}: refused.\n$",
            ],
        ),
        (
            &["--scenario", "two-devices", "events/rest-api-cognito.json"],
            &[
                "\nHTTP 422\n",
                "\"name\": \"alice-2\"",
                "Reason: The user has several devices. ",
            ],
        ),
        (
            &["--scenario", "mistyped-code", "events/step-functions.json"],
            &["Reason: authenticationCode2: The second code must be "],
        ),
        (
            &["--scenario", "iam-down"],
            &["Reason: connector error", "\"resyncMfaDeviceAttempts\":3"],
        ),
    ] {
        let (output, errors, code) = run(arguments);
        assert_eq!((errors.as_str(), code), ("", 1));
        let mut rest = output.as_str();
        for pattern in expected {
            let found = Regex::new(pattern).unwrap().find(rest);
            let found = found.unwrap_or_else(|| panic!("{arguments:?} {pattern}: {output}"));
            rest = &rest[found.end()..];
        }
    }
}

#[test]
fn every_sample_succeeds() {
    for file in std::fs::read_dir(format!("{PROJECT}/events")).unwrap() {
        let file = file.unwrap();
        if file.file_type().unwrap().is_dir() {
            continue;
        }
        let name = file.file_name().into_string().unwrap();
        let (output, errors, code) = run(&[&format!("events/{name}")]);
        assert_eq!((errors.as_str(), code), ("", 0), "{name}: {output}");
        let status = if name.contains("devices") {
            "Devices"
        } else {
            "Resynchronized"
        };
        assert!(
            output.contains(&format!("\n  \"status\": \"{status}\"")),
            "{output}"
        );
        let is_direct = ["direct.json", "step-functions.json"].contains(&name.as_str());
        assert_eq!(output.contains("\nHTTP 200\n"), !is_direct, "{output}");
        assert!(!output.contains("Reason:"), "{output}");
    }
}
