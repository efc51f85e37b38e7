//! Random events: the samples with parts removed, replaced, copied and garbled, for the built
//! function.
//!
//! `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for a longer run, and for another.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde::Deserialize as _;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use simulator::event::{ARNS, CALLER_CLAIM, Identities, Mutation, NAMES, WORDS, codes_in, mutate};
use simulator::iam::{Device, Iam, with_codes};
use simulator::lambda::{Function, InvokeResult};

use crate::events::events;
use crate::secrets::assert_absent;
use crate::{NOW, RETURN, start, status};

const CASES: u32 = 2_000;

/// What the samples' codes are replaced with: digits that turn up nowhere else.
const CODES: [&str; 2] = ["918273", "645546"];

/// One thing that is done to the text of an event: so many bytes from there on are taken out, and
/// these put in.
type Splice = (Index, usize, Vec<u8>);

fn word(words: &'static [&str]) -> impl Strategy<Value = Value> {
    proptest::sample::select(words).prop_map(Value::from)
}

fn name() -> impl Strategy<Value = String> {
    proptest::sample::select(&NAMES[..]).prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        word(&ARNS),
        word(&WORDS),
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
    let place = any::<usize>;
    prop_oneof![
        2 => word(&ARNS).prop_map(|arn| Mutation::Set("userArn".to_owned(), arn)),
        2 => (name(), value()).prop_map(|(name, value)| Mutation::Set(name, value)),
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

/// The event of a case.
fn event((sample, mutations, splices): &(Index, Vec<Mutation>, Vec<Splice>)) -> Vec<u8> {
    let samples = [events("events"), events("fuzz/seeds/event")];
    let samples: Vec<Value> = samples
        .into_iter()
        .flat_map(BTreeMap::into_values)
        .collect();
    let placeholders = ["123456", "654321"].map(str::to_owned);
    let sample = sample.get(&samples).to_string();
    let sample = with_codes(&sample, &placeholders, &CODES.map(str::to_owned));
    let mut text = mutate(&sample, mutations).unwrap().into_bytes();
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
    let launch = || start(&endpoint, &[RETURN[0], ("CALLER_CLAIM", CALLER_CLAIM)]);
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
        if answer == InvokeResult::Exited {
            *function = launch();
        }
        let json: Value = serde_json::from_slice(&event).unwrap_or_default();
        let codes = codes_in(&json, &CODES);
        sent.borrow_mut().insert(function.request_id(), codes);
        let calls = iam.take_calls();
        let shown = String::from_utf8_lossy(&event);
        prop_assert!(
            !matches!(answer, InvokeResult::Exited | InvokeResult::Late),
            "{shown}"
        );

        let status = status(&answer);
        let mut deserializer = serde_json::Deserializer::from_slice(&event);
        if <&RawValue>::deserialize(&mut deserializer).is_err() {
            // Lambda's Invoke API refuses these, so `lambda_runtime`'s own answer will do.
            prop_assert!(status.ends_with("DeserializeError"), "{status}: {shown}");
            prop_assert!(calls.is_empty(), "{status}: {shown}");
            return Ok(());
        }
        let count = seen.borrow().get(&status).and_then(Value::as_u64);
        seen.borrow_mut()
            .insert(status.clone(), json!(count.unwrap_or(0) + 1));
        let answer = format!("{answer:?}");
        prop_assert!(!CODES.iter().any(|code| answer.contains(code)), "{answer}");
        prop_assert!(status != "InternalError", "{shown}");
        if NEVER_CALLED.contains(&status.as_str()) {
            prop_assert!(calls.is_empty(), "{status}: {shown}");
        }
        if let Some(identities) = Identities::read(&json) {
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
        let Some(id) = record["requestId"].as_str() else {
            // `lambda_runtime` says that bytes are not JSON.
            assert_absent(&CODES.map(str::to_owned), line);
            continue;
        };
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
        ("NoSuchEntity", 1_000),
        ("MethodNotAllowed", 1_000),
    ] {
        let count = seen[status].as_u64().unwrap_or(0);
        assert!(count >= u64::from(CASES / share), "{status}: {seen}");
    }
    for source in [
        "direct",
        "function-url",
        "http-api",
        "load-balancer",
        "rest-api",
        "websocket-api",
    ] {
        let count = sources.get(&format!("\"{source}\"")).copied();
        assert!(count.unwrap_or(0) >= CASES / 50, "{sources:?}");
    }
}
