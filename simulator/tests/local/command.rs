//! The command line: its help, its mistakes, and another IAM.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use regex::Regex;
use serde_json::{Value, json};
use simulator::iam::{Device, Iam, with_codes};

use crate::{PROJECT, finish, lines_between, local, local_of, run};

/// What IAM's clock says at first: 2027-01-15T08:00:00Z.
const NOW: i64 = 1_800_000_000;

#[test]
fn the_help_and_the_documentation_agree() {
    let (help, errors, code) = run(&["--help"]);
    assert_eq!((errors.as_str(), code), ("", 0));
    assert!(help.contains("Usage: cargo run --locked --bin local -- [OPTIONS] [EVENT]"));

    // Two tables of docs/development.md say the same.
    let document = include_str!("../../../docs/development.md");
    let rows = |head: &str| -> Vec<(String, String)> {
        let rows = lines_between(document, head, "\n").into_iter().skip(1);
        let row = Regex::new(r"^\| `?(.+?)`? \| (.+) \|$").unwrap();
        rows.map_while(|line| row.captures(line))
            .map(|row| (row[1].to_owned(), row[2].to_owned()))
            .collect()
    };
    let names = |text: &str| -> BTreeSet<String> {
        let name = Regex::new("(?m)^ *(--[a-z]+)").unwrap();
        name.captures_iter(text)
            .map(|name| name[1].to_owned())
            .collect()
    };
    let options: Vec<String> = rows("| option |").into_iter().map(|row| row.0).collect();
    assert_eq!(names(&options.join("\n")), names(&help));
    let codes = help.split_once("Exit codes:\n").unwrap().1;
    let codes = codes.split_once("\n\n").unwrap().0.replace("\n     ", " ");
    let documented: Vec<String> = rows("| exit code |")
        .iter()
        .map(|(code, meaning)| format!("  {code}  {}", meaning.replacen('t', "T", 1)))
        .collect();
    assert_eq!(documented, codes.lines().collect::<Vec<_>>());
}

#[test]
fn a_mistake_is_named() {
    for (arguments, says) in [
        (&["--frob"][..], "unexpected argument '--frob'"),
        (&["--iam", "aws"], "<EVENT>"),
        (
            &["--scenario", "none"],
            "invalid value 'none' for '--scenario",
        ),
        (
            &["--scenario", "all", "events/direct.json"],
            "takes no EVENT",
        ),
        (
            &["--scenario", "all", "--iam", "aws"],
            "cannot be used with",
        ),
        (
            &["--iam", "iam.example.com", "x"],
            "a URL that begins with http:// or https://",
        ),
        (
            &["--account", "1234", "x"],
            "an account ID has twelve digits",
        ),
        (
            &["missing.json"],
            "missing.json cannot be read: No such file",
        ),
        (
            &["README.md"],
            "README.md is not JSON: expected value at line 1 column 1",
        ),
        (
            &["--scenario", "wrong-method", "events/direct.json"],
            "The scenario wrong-method takes an HTTP event, such as events/http-api-iam.json.",
        ),
        (
            &["--iam", "aws", "events/direct.json"],
            "The environment has no AWS_ACCESS_KEY_ID and no AWS_SECRET_ACCESS_KEY, which the real \
             IAM requires. To take them from version 2 of the AWS CLI, type: eval \"$(aws configure \
             export-credentials --format env)\"",
        ),
    ] {
        let (output, errors, code) = run(arguments);
        assert!(errors.contains(says), "{arguments:?}: {errors}");
        assert_eq!((output.as_str(), code), ("", 2), "{arguments:?}");
    }
}

#[test]
fn a_function_that_does_not_answer() {
    let no_answer = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/local/no-answer.sh");
    for (bootstrap, says) in [
        (
            "missing",
            "missing cannot be executed: No such file or directory (os error 2)",
        ),
        (
            "/bin/sh",
            "The function ended without an answer, and wrote nothing.",
        ),
        (no_answer, "The function did not answer within 2 seconds."),
    ] {
        let mut command = local_of(bootstrap, &["--scenario", "iam-silent"]);
        let (output, errors, code) = finish(&mut command);
        assert!(errors.trim_end().ends_with(says), "{errors}");
        assert_eq!((output.as_str(), code), ("", 3), "{bootstrap}");
    }
}

#[test]
fn a_function_that_does_not_start_says_why() {
    for (variable, accepts) in [
        ("ON_DIRECT_FAILURE", "raise or return"),
        ("MAX_CODE_AGE_SECONDS", "a whole number from 1 to 300"),
    ] {
        let mut command = local(&["events/direct.json"]);
        let (output, errors, code) = finish(command.env(variable, "throw"));
        assert_eq!(
            errors,
            format!(
                "The function does not start: environment variable {variable} is not valid: it \
                 accepts {accepts}.\n"
            )
        );
        assert_eq!((output.as_str(), code), ("", 3));
    }
}

/// An event with the codes of a device that the IAM at the URL knows.
fn event_for(iam: &Iam, sample: &str) -> PathBuf {
    let device = Device::new(*b"a secret of 20 bytes", 600);
    iam.register("alice", "GAHT31415926", &device);
    let event = std::fs::read_to_string(Path::new(PROJECT).join("events").join(sample)).unwrap();
    let placeholders = ["123456", "654321"].map(str::to_owned);
    let event = with_codes(&event, &placeholders, &device.two_codes(iam.now()));
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(sample);
    std::fs::write(&file, event).unwrap();
    file
}

#[test]
fn a_body_in_base64_gets_the_codes_of_the_device() {
    let sample = std::fs::read_to_string(Path::new(PROJECT).join("events/http-api-iam.json"));
    let mut event: Value = serde_json::from_str(&sample.unwrap()).unwrap();
    event["body"] = json!(STANDARD.encode(event["body"].as_str().unwrap()));
    event["isBase64Encoded"] = json!(true);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("base64.json");
    std::fs::write(&file, event.to_string()).unwrap();
    let (output, errors, code) = run(&[file.to_str().unwrap()]);
    assert!(output.contains("\nHTTP 200\n"), "{output}");
    assert_eq!((errors.as_str(), code), ("", 0));
}

#[test]
fn another_iam() {
    let dummy = "The environment has no credentials: the requests have a dummy key.";
    let hint = "The function does not know its account. Name it: --account ID";

    let server = Iam::start(NOW);
    let file = event_for(&server, "http-api-iam.json");
    let file = file.to_str().unwrap();
    let url = server.endpoint();
    let (_, notes, code) = run(&["--iam", &url, file]);
    assert_eq!((notes, code), (format!("{dummy}\n{hint}\n"), 1));
    let (output, notes, code) = run(&["--iam", &url, "--account", "123456789012", file]);
    assert_eq!((notes, code), (format!("{dummy}\n"), 0));
    assert!(output.contains("\nHTTP 200\n"), "{output}");

    // With the credentials and the region of the environment.
    let server = Iam::start(NOW);
    server.accept_only("a-key-of-mine");
    let file = event_for(&server, "direct.json");
    let url = server.endpoint();
    let mut command = local(&["--iam", &url, file.to_str().unwrap()]);
    let (output, notes, code) = finish(command.envs([
        ("AWS_ACCESS_KEY_ID", "a-key-of-mine"),
        ("AWS_SECRET_ACCESS_KEY", "a-secret-access-key"),
        ("AWS_REGION", "eu-central-1"),
    ]));
    assert_eq!((notes.as_str(), code), ("", 0), "{output}");
}

#[test]
fn without_an_event_it_runs_a_sample() {
    let (output, errors, code) = run(&[]);
    assert_eq!((errors.as_str(), code), ("", 0));
    assert!(
        output.starts_with("The clock of alice's device is 47 minutes behind.\n"),
        "{output}"
    );
}
