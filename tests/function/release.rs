//! What a release is made of: one version, and its notes.

use std::process::Command;

use regex::Regex;
use serde_json::Value;

use crate::World;
use crate::template::file;

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
    // The helpers of the tests and of the benchmark have none.
    for manifest in ["tests/support/Cargo.toml", "benches/peers/Cargo.toml"] {
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
