//! What a release is made of: one version, and updates for every dependency.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use regex::Regex;
use serde_json::Value;

use crate::common::World;
use crate::template::{file, strings, text};

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn yaml(path: &str) -> Value {
    serde_saphyr::from_str(&file(path)).unwrap()
}

#[test]
fn there_is_one_version() {
    assert_eq!(yaml("openapi.yaml")["info"]["version"], VERSION);

    let mut world = World::new();
    let request = world.request();
    world.invoke(&request);
    assert_eq!(world.function.records()[0]["version"], VERSION);

    let newest = Regex::new(r"(?m)^## (?<version>\S+) - \d{4}-\d\d-\d\d$").unwrap();
    let changelog = file("CHANGELOG.md");
    assert_eq!(&newest.captures(&changelog).unwrap()["version"], VERSION);

    let locked = format!("name = \"resync-mfa-device\"\nversion = \"{VERSION}\"\n");
    assert!(file("Cargo.lock").contains(&locked));
    // The other crates have none.
    for manifest in [
        "portal/Cargo.toml",
        "simulator/Cargo.toml",
        "startup/Cargo.toml",
        "benches/peers/Cargo.toml",
    ] {
        assert!(!file(manifest).contains("\nversion = "), "{manifest}");
    }
}

fn release_notes(tag: &str) -> (bool, String) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/release-notes");
    let output = Command::new(script).arg(tag).output().unwrap();
    let notes = String::from_utf8(output.stdout).unwrap();
    (output.status.success(), notes)
}

#[test]
fn a_release_has_the_notes_of_its_version_and_needs_the_right_tag() {
    let (made, notes) = release_notes(&format!("v{VERSION}"));
    assert!(made);
    let changelog = file("CHANGELOG.md");
    assert!(changelog.contains(notes.trim()));
    assert!(
        notes.contains("\n### ") && !notes.contains("\n## "),
        "{notes}"
    );
    for tag in ["v0.0.0", VERSION] {
        assert_eq!(release_notes(tag), (false, String::new()), "{tag}");
    }
}

/// Every lock file and list of requirements is in a folder that Dependabot looks at.
#[test]
fn every_dependency_is_updated() {
    let mut covered = BTreeSet::new();
    for update in yaml(".github/dependabot.yml")["updates"]
        .as_array()
        .unwrap()
    {
        let ecosystem = text(&update["package-ecosystem"]);
        let folders = match update.get("directories") {
            Some(folders) => strings(folders),
            None => BTreeSet::from([text(&update["directory"]).to_owned()]),
        };
        covered.extend(folders.into_iter().map(|it| (ecosystem.to_owned(), it)));
    }
    let mut found = BTreeSet::from([("github-actions".to_owned(), "/".to_owned())]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    find_dependencies(root, root, &mut found);
    assert_eq!(covered, found);
}

fn find_dependencies(root: &Path, folder: &Path, found: &mut BTreeSet<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            if name != "target" && !name.starts_with('.') && name != "node_modules" {
                find_dependencies(root, &entry.path(), found);
            }
            continue;
        }
        let ecosystem = match name.as_str() {
            "Cargo.lock" => "cargo",
            "package-lock.json" => "npm",
            _ if name.starts_with("requirements") => "pip",
            _ => continue,
        };
        let folder = folder.strip_prefix(root).unwrap().to_str().unwrap();
        found.insert((ecosystem.to_owned(), format!("/{folder}")));
    }
}

/// Each action is pinned to a commit, with the version beside it, or is a workflow of the same commit;
/// and nothing in a pull request's reach has a secret.
#[test]
fn workflows_are_pinned_and_know_no_secret() {
    let pinned = Regex::new(r"^[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$").unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut actions = 0;
    for entry in std::fs::read_dir(root.join(".github/workflows")).unwrap() {
        let path = entry.unwrap().path();
        let workflow = std::fs::read_to_string(&path).unwrap();
        for line in workflow.lines() {
            if let Some((_, action)) = line.split_once("uses: ") {
                let is_local = action
                    .strip_prefix("$/.github/workflows/")
                    .is_some_and(|name| root.join(".github/workflows").join(name).is_file());
                assert!(is_local || pinned.is_match(action), "{action}");
                actions += 1;
            }
            // What runs is a script, which also runs elsewhere, or a tool of the host.
            if let Some((_, command)) = line.split_once("run: ") {
                let program = command.split(' ').next().unwrap();
                let is_known = ["rustup", "gh"].contains(&program) || root.join(program).exists();
                assert!(is_known, "{command}");
            }
        }
        assert!(!workflow.contains("secrets."), "{}", path.display());
        assert!(
            !workflow.contains("pull_request_target:"),
            "{}",
            path.display()
        );
    }
    assert!(actions >= 4, "{actions}");
}

#[test]
fn a_release_needs_the_gate() {
    let jobs = &yaml(".github/workflows/release.yml")["jobs"];
    assert_eq!(jobs["gate"]["uses"], "$/.github/workflows/ci.yml");
    assert!(strings(&jobs["publish"]["needs"]).contains("gate"));
    let ci = &yaml(".github/workflows/ci.yml")["jobs"];
    let steps = ci["gate"]["steps"].as_array().unwrap();
    assert_eq!(steps.last().unwrap()["run"], ".ci/run");
}
