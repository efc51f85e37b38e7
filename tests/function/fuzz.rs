//! Random events: the samples with parts removed, replaced, copied and garbled, for the built
//! function.
//!
//! `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for a longer run, and for another.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::{Map, Value, json};
use support::event::{Identities, codes_in};
use support::iam::{Device, Iam, with_codes};
use support::lambda::{Answer, Function};

use crate::events::events;
use crate::secrets::assert_absent;
use crate::{NOW, RETURN, start, status};

const CASES: u32 = 2_000;

/// What the samples' codes are replaced with: digits that turn up nowhere else.
const CODES: [&str; 2] = ["918273", "645546"];

const CLAIM: &str = "custom:iam_user";

/// One thing that is done to an event.
#[derive(Debug, Clone)]
enum Mutation {
    /// Takes away the value there.
    Remove(Index),
    /// Puts another value there.
    Replace(Index, Value),
    /// Puts what stands at the first place at the second.
    Copy(Index, Index),
    /// Gives the object there another field.
    Add(Index, String, Value),
    /// Puts another value wherever a caller may be named.
    Identify(Value),
}

/// One thing that is done to the text of an event: so many bytes from there on are taken out, and
/// these put in.
type Splice = (Index, usize, Vec<u8>);

fn name() -> impl Strategy<Value = String> {
    let names = [
        "requestContext",
        "authorizer",
        "identity",
        "iam",
        "jwt",
        "lambda",
        "claims",
        "userArn",
        "user",
        "principalId",
        "sub",
        "http",
        "method",
        "httpMethod",
        "version",
        "rawPath",
        "body",
        "isBase64Encoded",
        "elb",
        "connectionId",
        "domainName",
        "headers",
        "x-amzn-oidc-data",
        "userName",
        "UserName",
        "serialNumber",
        "authenticationCode1",
        "submittedAt",
        "cognito:groups",
        CLAIM,
    ];
    proptest::sample::select(names.to_vec()).prop_map(str::to_owned)
}

/// What may stand where a caller is named.
fn identity() -> impl Strategy<Value = Value> {
    let arns = [
        "arn:aws:iam::123456789012:user/alice",
        "arn:aws:iam::123456789012:user/team/Bob",
        "arn:aws:iam::123456789012:user/",
        "arn:aws:iam::123456789012:root",
        "arn:aws:iam::210987654321:user/alice",
        "arn:aws-cn:iam::123456789012:user/alice",
        "arn:aws:sts::123456789012:assumed-role/Developer/alice",
        "arn:aws:sts::123456789012:federated-user/alice",
        "arn:aws:iam::123456789012:user/alice/arn:aws:iam::123456789012:user/carol",
    ];
    proptest::sample::select(arns.to_vec()).prop_map(Value::from)
}

fn value() -> impl Strategy<Value = Value> {
    let words = [
        "alice",
        "ALICE",
        "bob",
        "1.0",
        "2.0",
        "GET",
        "POST",
        "",
        "[a b]",
        "GAHT31415926",
    ];
    let leaf = prop_oneof![
        identity(),
        proptest::sample::select(words.to_vec()).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::vec((name(), inner), 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let place = any::<Index>;
    prop_oneof![
        2 => identity().prop_map(Mutation::Identify),
        2 => place().prop_map(Mutation::Remove),
        3 => (place(), value()).prop_map(|(place, value)| Mutation::Replace(place, value)),
        2 => (place(), place()).prop_map(|(from, to)| Mutation::Copy(from, to)),
        3 => (place(), name(), value())
            .prop_map(|(place, name, value)| Mutation::Add(place, name, value)),
    ]
}

/// A sample, by its number, and what is done to it. No splice is long enough to carry a code from
/// one place to another.
fn case() -> impl Strategy<Value = (Index, Vec<Mutation>, Vec<Splice>)> {
    let splice = (
        any::<Index>(),
        0..12_usize,
        proptest::collection::vec(any::<u8>(), 0..4),
    );
    let splices = prop_oneof![
        4 => Just(Vec::new()),
        1 => proptest::collection::vec(splice, 1..3),
    ];
    (
        any::<Index>(),
        proptest::collection::vec(mutation(), 0..5),
        splices,
    )
}

/// Every place in a value, as a JSON pointer.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let name = name.replace('~', "~0").replace('/', "~1");
                places(value, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                places(value, &format!("{at}/{index}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn mutate(event: &mut Value, mutation: &Mutation) {
    let mut found = Vec::new();
    places(event, "", &mut found);
    let pick = |place: &Index| place.get(&found).clone();
    match mutation {
        Mutation::Remove(place) => {
            let place = pick(place);
            if let Some((parent, name)) = place.rsplit_once('/')
                && let Some(Value::Object(fields)) = event.pointer_mut(parent)
            {
                fields.remove(&name.replace("~1", "/").replace("~0", "~"));
            }
        }
        Mutation::Replace(place, value) => {
            *event.pointer_mut(&pick(place)).unwrap() = value.clone();
        }
        Mutation::Copy(from, to) => {
            let (from, to) = (pick(from), pick(to));
            let value = event.pointer(&from).unwrap().clone();
            *event.pointer_mut(&to).unwrap() = value;
        }
        Mutation::Identify(value) => {
            for place in found {
                // A place inside one that was replaced is gone.
                if ["userArn", CLAIM].iter().any(|name| place.ends_with(name))
                    && let Some(there) = event.pointer_mut(&place)
                {
                    *there = value.clone();
                }
            }
        }
        Mutation::Add(place, name, value) => {
            if let Some(Value::Object(fields)) = event.pointer_mut(&pick(place)) {
                fields.insert(name.clone(), value.clone());
            }
        }
    }
}

/// The event of a case; the body of an HTTP sample is mutated as an object, and is text again in
/// the end.
fn event((sample, mutations, splices): &(Index, Vec<Mutation>, Vec<Splice>)) -> Vec<u8> {
    let samples = [events("events"), events("fuzz/seeds/event")];
    let samples: Vec<Value> = samples
        .into_iter()
        .flat_map(BTreeMap::into_values)
        .collect();
    let placeholders = ["123456", "654321"].map(str::to_owned);
    let sample = sample.get(&samples).to_string();
    let sample = with_codes(&sample, &placeholders, &CODES.map(str::to_owned));
    let mut event: Value = serde_json::from_str(&sample).unwrap();
    let body = |event: &Value| event.get("body").and_then(Value::as_str).map(str::to_owned);
    if let Some(body) = body(&event) {
        event["body"] = serde_json::from_str(&body).unwrap();
    }
    for mutation in mutations {
        mutate(&mut event, mutation);
    }
    if let Some(body) = event.get_mut("body")
        && body.is_object()
    {
        *body = json!(body.to_string());
    }
    let mut text = event.to_string().into_bytes();
    for (place, length, bytes) in splices {
        let start = place.index(text.len().max(1)).min(text.len());
        let end = (start + length).min(text.len());
        text.splice(start..end, bytes.iter().copied());
    }
    text
}

#[test]
fn nobody_is_resynced_by_anybody_else() {
    const NEVER_CALLED: [&str; 4] = [
        "InvalidRequest",
        "NotAuthorized",
        "MethodNotAllowed",
        "CodesExpired",
    ];
    let iam = Iam::start(NOW);
    iam.register("alice", "GAHT31415926", &Device::new([7; 20], 600));
    iam.add_user("bob");
    let endpoint = iam.endpoint();
    let launch = || start(&endpoint, &[RETURN[0], ("CALLER_CLAIM", CLAIM)]);
    let function: RefCell<Function> = RefCell::new(launch());
    let seen = RefCell::new(Map::new());
    let sent = RefCell::new(BTreeMap::new());

    let given = Config::default();
    let config = Config {
        cases: given.cases.max(CASES),
        rng_seed: match given.rng_seed {
            RngSeed::Random => RngSeed::Fixed(8_245),
            fixed @ RngSeed::Fixed(_) => fixed,
        },
        failure_persistence: None,
        ..given
    };
    let result = TestRunner::new(config).run(&case(), |case| {
        let event = event(&case);
        let mut function = function.borrow_mut();
        let answer = function.invoke(event.clone());
        if answer == Answer::Exited {
            *function = launch();
        }
        let codes = codes_in(&event, &CODES);
        sent.borrow_mut().insert(function.request_id(), codes);
        let calls = iam.take_calls();
        let shown = String::from_utf8_lossy(&event);
        prop_assert!(!matches!(answer, Answer::Exited | Answer::Late), "{shown}");

        let status = status(&answer);
        let count = seen.borrow().get(&status).and_then(Value::as_u64);
        seen.borrow_mut()
            .insert(status.clone(), json!(count.unwrap_or(0) + 1));
        let answer = format!("{answer:?}");
        prop_assert!(!CODES.iter().any(|code| answer.contains(code)), "{answer}");
        prop_assert!(status != "InternalError", "{shown}");
        if NEVER_CALLED.contains(&status.as_str()) {
            prop_assert!(calls.is_empty(), "{status}: {shown}");
        }
        if let Some(identities) = Identities::read(&event, CLAIM, "cognito:groups") {
            for call in &calls {
                let user = &call["UserName"];
                prop_assert!(identities.users.contains(user), "{call:?}: {shown}");
            }
        }
        Ok(())
    });
    result.unwrap();
    let mut sources = BTreeMap::new();
    for line in function.into_inner().stop().lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let id = record["requestId"].as_str().unwrap();
        assert_absent(&sent.borrow()[id], line);
        *sources
            .entry(record["eventSource"].to_string())
            .or_insert(0) += 1;
    }

    // The mutations are neither too wild nor too tame.
    let seen = Value::Object(seen.into_inner());
    for (status, share) in [
        ("InvalidAuthenticationCode", 10),
        ("InvalidRequest", 10),
        ("NotAuthorized", 20),
        ("NoSuchEntity", 500),
        ("MethodNotAllowed", 500),
    ] {
        let count = seen[status].as_u64().unwrap_or(0);
        assert!(count >= u64::from(CASES / share), "{status}: {seen}");
    }
    assert_eq!(sources.len(), 6, "{sources:?}");
    assert!(
        sources.values().all(|&count| count >= CASES / 50),
        "{sources:?}"
    );
}
