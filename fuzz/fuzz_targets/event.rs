//! Events, of any bytes: IAM is called only for a user whom the event's gateway vouches for.
#![no_main]

use std::cell::RefCell;

use fuzz::{
    CALLER_CLAIM, CODES, Function, GROUPS_CLAIM, OPERATOR, OPERATOR_GROUP, OPERATOR_SESSIONS,
};
use libfuzzer_sys::fuzz_target;
use support::event::{Identities, codes_in};
use support::iam::with_codes;

/// Statuses of requests that IAM must not see.
const NEVER_CALLED: [&str; 4] = [
    "InvalidRequest",
    "NotAuthorized",
    "MethodNotAllowed",
    "CodesExpired",
];

thread_local! {
    static FUNCTION: RefCell<Function> = RefCell::new(Function::start());
}

fuzz_target!(|event: &[u8]| {
    // The codes of the samples are part of other digits in them.
    let event = match std::str::from_utf8(event) {
        Ok(text) => {
            let placeholders = ["123456", "654321"].map(str::to_owned);
            with_codes(text, &placeholders, &CODES.map(str::to_owned)).into_bytes()
        }
        Err(_) => event.to_vec(),
    };
    let codes = codes_in(&event, &CODES);
    let invocation = FUNCTION.with_borrow_mut(|function| function.invoke(&event, &codes, None));

    assert_ne!(invocation.status, "InternalError");
    if NEVER_CALLED.contains(&invocation.status.as_str()) {
        assert!(invocation.calls.is_empty(), "{invocation:?}");
    }
    let Some(identities) = Identities::read(&event, CALLER_CLAIM, GROUPS_CLAIM) else {
        return;
    };
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
