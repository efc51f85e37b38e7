//! Events, of any JSON: IAM is called only for a user whom the event's gateway vouches for, and gets
//! what the request has.
#![no_main]

use std::cell::RefCell;
use std::collections::BTreeSet;

use fuzz::{CODES, Call, Function, InvokeResult, OPERATOR, OPERATOR_GROUP, OPERATOR_SESSIONS};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use simulator::event::{
    ARNS, Identities, Mutation, NAMES, WORDS, codes_in, field, is_foreign, mutate, request,
};
use simulator::iam::with_codes;

/// Statuses of requests that IAM must not see.
const NEVER_CALLED: [&str; 3] = ["InvalidRequest", "NotAuthorized", "MethodNotAllowed"];

thread_local! {
    static FUNCTION: RefCell<Function> = RefCell::new(Function::start());
}

fuzz_target!(|event: &[u8]| {
    // The codes of the samples are part of other digits in them.
    let Ok(text) = std::str::from_utf8(event) else {
        return;
    };
    let placeholders = ["123456", "654321"].map(str::to_owned);
    let event = with_codes(text, &placeholders, &CODES.map(str::to_owned));
    // Lambda's Invoke API refuses what is not JSON.
    let Ok(event) = RawValue::from_string(event) else {
        return;
    };
    // The function reads a few events that this does not: numbers out of range, very deep values.
    let json: Option<Value> = serde_json::from_str(event.get()).ok();
    let codes = json
        .as_ref()
        .map(|json| codes_in(json, &CODES))
        .unwrap_or_default();
    let invocation = FUNCTION.with_borrow_mut(|function| function.invoke(&event, &codes, None));

    assert_ne!(invocation.status, "InternalError");
    if NEVER_CALLED.contains(&invocation.status.as_str()) {
        assert!(invocation.calls.is_empty(), "{invocation:?}");
    }
    // The IAM here does what it is asked.
    let is_resync = |call: &&Call| call.parameters["Action"] == "ResyncMFADevice";
    let resyncs: Vec<&Call> = invocation.calls.iter().filter(is_resync).collect();
    let is_success = invocation.status == "Resynchronized";
    assert_eq!(resyncs.len(), usize::from(is_success), "{invocation:?}");

    let Some(json) = json else {
        return;
    };
    let identities = Identities::read(&json);
    let is_response = matches!(invocation.answer, InvokeResult::HttpResponse(_));
    let is_http = identities.is_some() && !is_foreign(&json);
    assert_eq!(is_response, is_http, "{invocation:?}");
    for call in resyncs {
        check_parameters(call, &request(&json));
    }
    let Some(identities) = identities else {
        return;
    };
    if methods(&json) == BTreeSet::from(["GET"]) {
        assert!(!is_success, "{invocation:?}");
    }
    let is_operator = identities.groups.contains(OPERATOR_GROUP)
        || identities
            .arns
            .iter()
            .any(|arn| arn == OPERATOR || arn.starts_with(OPERATOR_SESSIONS));
    for call in &invocation.calls {
        let user = &call.parameters["UserName"];
        assert!(
            is_operator || identities.users.contains(user),
            "{invocation:?}"
        );
    }
});

/// IAM gets what the request has. The caller or the list of devices may stand in for two fields.
fn check_parameters(call: &Call, request: &Value) {
    for (parameter, name) in [("UserName", "userName"), ("SerialNumber", "serialNumber")] {
        let sent = &call.parameters[parameter];
        match field(request, name) {
            Value::Null => {}
            Value::String(value) if name == "serialNumber" && value.trim().is_empty() => {}
            // IAM's names differ in more than case, and the caller may be written in another.
            Value::String(value) => assert!(value.trim().eq_ignore_ascii_case(sent), "{call:?}"),
            value => panic!("{value}: {call:?}"),
        }
    }
    for (parameter, name) in [
        ("AuthenticationCode1", "authenticationCode1"),
        ("AuthenticationCode2", "authenticationCode2"),
    ] {
        let typed = field(request, name).as_str().expect("a code");
        let code: String = typed.chars().filter(char::is_ascii_digit).collect();
        // In another script, the digits are the tests' business.
        let is_ascii = typed.chars().filter(|c| c.is_numeric()).count() == code.len();
        assert!(!is_ascii || call.parameters[parameter] == code, "{call:?}");
    }
}

/// The HTTP methods that an event has, wherever a gateway puts one.
fn methods(event: &Value) -> BTreeSet<&str> {
    let context = &event["requestContext"];
    let places = [
        &event["httpMethod"],
        &context["httpMethod"],
        &context["http"]["method"],
    ];
    places.into_iter().filter_map(Value::as_str).collect()
}

// Half of the inputs are made as JSON, which the fuzzer's own mutations of bytes mostly break.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut random = SmallRng::seed_from_u64(seed.into());
    let mutated = std::str::from_utf8(&data[..size])
        .ok()
        .filter(|_| random.random())
        .and_then(|event| {
            let count = random.random_range(1..4);
            let mutations: Vec<Mutation> = (0..count).map(|_| mutation(&mut random)).collect();
            mutate(event, &mutations)
        });
    match mutated {
        Some(event) if event.len() <= max_size => {
            data[..event.len()].copy_from_slice(event.as_bytes());
            event.len()
        }
        Some(_) | None => fuzzer_mutate(data, size, max_size),
    }
});

fn mutation(random: &mut SmallRng) -> Mutation {
    let place = random.random::<u32>() as usize;
    let name = (*NAMES.choose(random).expect("names")).to_owned();
    let value = value(random);
    match random.random_range(0..5) {
        0 => Mutation::Remove(place),
        1 => Mutation::Replace(place, value),
        2 => Mutation::Copy(place, random.random::<u32>() as usize),
        3 => Mutation::Set(name, value),
        _ => Mutation::Add(place, name, value),
    }
}

fn value(random: &mut SmallRng) -> Value {
    let arns = [
        OPERATOR,
        "arn:aws:sts::123456789012:assumed-role/Helpdesk/olivia",
    ];
    let groups = [OPERATOR_GROUP, "[staff helpdesk]", "staff,helpdesk"];
    match random.random_range(0..8) {
        0 => json!({}),
        1 => json!([WORDS.choose(random)]),
        2 => Value::Null,
        3 => json!(random.random_range(1_700_000_000_000_u64..2_000_000_000_000)),
        4 => json!(arns.choose(random)),
        5 => json!(groups.choose(random)),
        6 => json!(ARNS.choose(random)),
        _ => json!(WORDS.choose(random)),
    }
}
