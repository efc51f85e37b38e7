//! The built function, from outside: a process of its own, polled through a Lambda Runtime API
//! and calling an IAM that checks codes.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking"
)]

mod bounds;
mod callers;
mod certainty;
#[path = "../common/mod.rs"]
mod common;
mod devices;
mod discovery;
mod endpoint;
mod events;
mod faults;
mod fuzz;
mod http;
mod iam;
mod input;
mod log;
mod outcomes;
mod requested_by;
mod secrets;
mod settings;
mod tls;
mod warm_up;

use common::{
    NOW, RETURN, SERIAL, USER, World, bootstrap, http_api, metrics, rest_api, short_of_time, start,
    status, violations,
};
