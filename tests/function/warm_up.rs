//! The call of the SDK during the init phase, which IAM does not see.

use simulator::credentials::Credentials;
use simulator::iam::Iam;

use crate::{NOW, World, start, status};

#[test]
fn no_connection_to_iam_during_the_init_phase() {
    let mut world = World::new();
    world.function.wait_until_ready();
    assert_eq!(world.iam.connections(), 0);
    let request = world.request();
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
    assert_eq!(world.iam.calls().len(), 1);
    assert_eq!(world.iam.connections(), 1);
}

#[test]
fn the_first_call_uses_credentials_of_its_own() {
    let mut world = World::new();
    let credentials = Credentials::start("expired-during-init", -60);
    let uri = credentials.uri();
    world.function = start(
        &world.iam.endpoint(),
        &[
            ("AWS_ACCESS_KEY_ID", ""),
            ("AWS_SECRET_ACCESS_KEY", ""),
            ("AWS_SESSION_TOKEN", ""),
            ("AWS_CONTAINER_CREDENTIALS_FULL_URI", &uri),
        ],
    );
    world.function.wait_until_ready();
    credentials.rotate("valid-at-the-first-call", 3600);
    world.iam.accept_only("valid-at-the-first-call");
    let request = world.request();
    assert_eq!(status(&world.invoke(&request)), "Resynchronized");
}

#[test]
fn the_function_starts_without_credentials() {
    let iam = Iam::start(NOW);
    let mut function = start(
        &iam.endpoint(),
        &[("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", "")],
    );
    assert_eq!(function.init_error(), None);
    assert_eq!(iam.connections(), 0);
}
