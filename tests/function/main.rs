//! The built function, from outside: a process of its own, polled through a Lambda Runtime API
//! and calling an IAM that checks codes.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking"
)]

mod callers;
#[path = "../common/mod.rs"]
mod common;
mod endpoint;
mod events;
mod faults;
mod fuzz;
mod get_devices;
mod http;
mod iam_responses;
mod input;
mod organization;
mod outcome_unknown;
mod record;
mod requested_by;
mod resource_limits;
mod secrets;
mod settings;
mod simulated_iam;
mod tls;
mod warm_up;
mod without_serial_number;

use common::{
    NOW, RETURN, SERIAL, USER, World, bootstrap, http_api, metrics, rest_api, short_of_time, start,
    status, violations,
};
