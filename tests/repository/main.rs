//! The files of the repository, held to each other and to the built function: the documents, the
//! template, the API definition and the workflows.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking"
)]

mod alarms;
#[path = "../common/mod.rs"]
mod common;
mod documents;
mod openapi;
mod release;
mod template;
