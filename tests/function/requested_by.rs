//! `requestedBy`: who asked, as the invoker of the function says.

use serde_json::{Value, json};

use crate::{RETURN, World, http_api, status, violations};

#[test]
fn the_record_has_who_asked() {
    let mut world = World::with(&RETURN);
    let long = "ü".repeat(256);
    for (field, requester) in [
        ("requestedBy", "helpdesk: Ann O'Neill, ticket 7"),
        (
            "RequestedBy",
            "arn:aws:states:eu-central-1:123456789012:express:w:e:1",
        ),
        ("requestedBy", "x"),
        ("requestedBy", long.as_str()),
    ] {
        let mut request = world.request();
        request[field] = json!(requester);
        let answer = world.invoke(&request);
        assert!(
            ["Resynchronized", "InvalidAuthenticationCode"].contains(&status(&answer).as_str())
        );
        assert_eq!(world.function.records()[0]["requestedBy"], requester);
        assert!(!format!("{answer:?}").contains("requestedBy"), "{answer:?}");
    }
    let request = world.request();
    world.invoke(&request);
    assert!(world.function.records()[0].get("requestedBy").is_none());
    // Also where the rest is not valid.
    world.invoke(&json!({"requestedBy": "ann"}));
    assert_eq!(world.function.records()[0]["requestedBy"], "ann");
}

#[test]
fn a_requester_that_breaks_the_rules() {
    let mut world = World::with(&RETURN);
    for (requester, code) in [
        (json!("x".repeat(257)), "Length"),
        (json!("a\nb"), "ControlCharacter"),
        (json!("a\u{85}b"), "ControlCharacter"),
        (json!("\u{0}"), "ControlCharacter"),
        (json!("a\u{2028}b"), "ControlCharacter"),
        (json!("\u{202e}nna"), "ControlCharacter"),
        (json!("\u{200b}"), "ControlCharacter"),
        (json!("a\u{61c}b"), "ControlCharacter"),
        (json!("a\u{ad}b"), "ControlCharacter"),
        (json!("a\u{180e}b"), "ControlCharacter"),
        (json!("\u{3164}"), "ControlCharacter"),
        (json!("a\u{e0041}b"), "ControlCharacter"),
        (json!(7), "NotAString"),
        (json!({"name": "ann"}), "NotAString"),
    ] {
        let mut request = world.request();
        request["requestedBy"] = requester;
        let answer = world.invoke(&request);
        assert_eq!(violations(&answer)[0].0, "requestedBy");
        assert!(format!("{answer:?}").contains(code), "{code}: {answer:?}");
    }
    assert_eq!(world.iam.connections(), 0);
}

/// Over HTTP the gateway says who asks; the body cannot.
#[test]
fn an_http_caller_cannot_say_who_asked() {
    let alice = json!({"iam": {"userArn": "arn:aws:iam::123456789012:user/alice"}});
    for requester in [json!("somebody else"), json!("a\nb"), json!(7)] {
        let mut world = World::with(&RETURN);
        let mut request = world.request();
        request["requestedBy"] = requester.clone();
        let mut event: Value = http_api(&alice, &request);
        event["requestedBy"] = requester;
        assert_eq!(status(&world.invoke(&event)), "Resynchronized");
        assert!(world.function.records()[0].get("requestedBy").is_none());
    }
}
