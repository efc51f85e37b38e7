//! What the tests and the local run put around the function: a Lambda that runs the built
//! `bootstrap` through the Runtime API, an HTTP API in front of it, and an IAM that keeps MFA devices
//! and checks their codes.
//!
//! Everything listens on a free port of the loopback interface and stops when it is dropped.
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on fails by panicking"
)]

pub mod credentials;
pub mod gateway;
mod http;
pub mod iam;
pub mod lambda;
pub mod tls;
