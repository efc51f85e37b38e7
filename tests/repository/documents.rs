//! The documents: their links lead somewhere, and they name files that exist.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The documents at the top level and everything in `docs/`, by path.
fn documents() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.to_owned(), root.join("docs")];
    let entries = folders.iter().flat_map(|it| std::fs::read_dir(it).unwrap());
    let paths = entries.map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|name| name == "md"));
    paths
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

/// The anchors of a document's headings, as GitHub makes them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut is_code = false;
    let headings = text.lines().filter(|line| {
        is_code ^= line.starts_with("```");
        !is_code && line.starts_with('#')
    });
    headings
        .map(|heading| {
            let heading = heading.trim_start_matches('#').trim().to_lowercase();
            let kept = heading
                .chars()
                .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
            kept.collect::<String>().replace(' ', "-")
        })
        .collect()
}

#[test]
fn every_link_leads_somewhere() {
    let link = Regex::new(r"\]\((?<target>[^)\s]+)\)").unwrap();
    let mut found = 0;
    for (path, text) in documents() {
        for link in link.captures_iter(&text) {
            let target = &link["target"];
            if target.starts_with("https://") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = match file {
                "" => path.clone(),
                file => path.parent().unwrap().join(file),
            };
            assert!(file.exists(), "{}: {target}", path.display());
            if !anchor.is_empty() {
                let text = std::fs::read_to_string(&file).unwrap();
                assert!(
                    anchors(&text).contains(anchor),
                    "{}: {target}",
                    path.display()
                );
            }
            found += 1;
        }
    }
    assert!(found > 40, "{found}");
}

/// The AWS CLI and the SDKs repeat a request by themselves, and IAM accepts codes once.
#[test]
fn every_documented_invocation_is_sent_once_and_says_when_the_codes_were_submitted() {
    let is_invocation = |line: &str| {
        [
            "aws lambda invoke ",
            "aws stepfunctions start-sync-execution ",
        ]
        .iter()
        .any(|command| line.contains(command))
    };
    let is_task = |line: &str| {
        [
            "states:::lambda:invoke\"",
            "aws-sdk:sfn:startSyncExecution\"",
        ]
        .iter()
        .any(|resource| line.contains(resource))
    };
    let (mut commands, mut tasks) = (0, 0);
    for (path, text) in documents() {
        for block in text.split("```").skip(1).step_by(2) {
            let sent = block.lines().filter(|line| is_invocation(line));
            for line in sent.clone() {
                let is_sent_once = line.trim_start().starts_with("AWS_MAX_ATTEMPTS=1 aws ");
                assert!(is_sent_once, "{}: {line}", path.display());
            }
            commands += sent.clone().count();
            tasks += block.lines().filter(|line| is_task(line)).count();
            if sent.count() > 0 || block.lines().any(is_task) {
                assert!(block.contains("submittedAt"), "{}: {block}", path.display());
            }
        }
    }
    assert!(commands >= 2 && tasks >= 1, "{commands}, {tasks}");
}

/// The map in `docs/development.md` names each file of the code, and no other.
#[test]
fn the_map_is_complete() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut real = BTreeSet::new();
    let mut folders = ["src", "portal/src", "startup/src"]
        .map(str::to_owned)
        .to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root.join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().into_string().unwrap());
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else {
                real.insert(path);
            }
        }
    }
    let map = include_str!("../../docs/development.md");
    let rows = map.lines().skip_while(|line| !line.starts_with("| file |"));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    let file = Regex::new(r"`((?:portal/|startup/)?src/[^`]+)`").unwrap();
    let mut named = BTreeSet::new();
    for row in rows {
        named.extend(file.captures_iter(row).map(|found| found[1].to_owned()));
    }
    assert_eq!(named, real);
}

/// A file that no `mod` names is not compiled: its tests would be gone, and nothing would say so.
#[test]
fn each_file_of_the_tests_is_compiled() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = 0;
    for (folder, parent) in [
        ("tests/function", "tests/function/main.rs"),
        ("tests/repository", "tests/repository/main.rs"),
        ("tests/stack", "tests/stack/main.rs"),
        ("simulator/src", "simulator/src/lib.rs"),
        ("simulator/src/bin/local", "simulator/src/bin/local/main.rs"),
        ("simulator/tests/local", "simulator/tests/local/main.rs"),
    ] {
        let modules = std::fs::read_to_string(root.join(parent)).unwrap();
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let module = name
                .strip_suffix(".rs")
                .filter(|_| !parent.ends_with(&name));
            if let Some(module) = module {
                let is_named =
                    |line: &str| line.trim_start_matches("pub ") == format!("mod {module};");
                assert!(modules.lines().any(is_named), "{folder}/{name}");
                found += 1;
            }
        }
    }
    assert!(found > 35, "{found}");
}
