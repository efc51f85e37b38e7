//! Simulates what surrounds the function: a Lambda that runs the built `bootstrap` through the
//! Runtime API, an HTTP API in front of it, an IAM that keeps MFA devices and checks their codes, and
//! a sign-in. Tests use it, and so do the two local runs, `local` and `local-portal`.
//!
//! Everything listens on a free port of the loopback interface and stops when it is dropped.
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on fails by panicking"
)]

pub mod credentials;
mod device;
pub mod event;
pub mod gateway;
mod html;
mod http;
pub mod iam;
pub mod jwt;
pub mod lambda;
mod policy;
pub mod provider;
pub mod query;
mod runtime_api;
pub mod screen;
mod session;
mod signature;
pub mod sts;
pub mod tls;

use std::error::Error;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Cargo, to build a program that a test or a benchmark starts.
///
/// Cargo's variables about the package that runs would make build scripts run again.
#[must_use]
pub fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(name.as_ref());
        }
    }
    cargo
}

/// Builds these binaries of the project beside the program that runs, for the same profile.
///
/// # Errors
/// Cargo cannot be started, or does not succeed.
pub fn build<const N: usize>(names: [&str; N]) -> Result<[PathBuf; N], Box<dyn Error>> {
    let mut build = cargo();
    build.args(["build", "--locked", "--quiet"]);
    for name in names {
        build.args(["--bin", name]);
    }
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    build.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    if !build.status()?.success() {
        return Err("the function does not build".into());
    }
    let here = std::env::current_exe()?;
    let mut folder = here.parent().ok_or("not in a target folder")?;
    // Where Cargo puts tests and benchmarks.
    if folder.ends_with("deps") {
        folder = folder.parent().ok_or("not in a target folder")?;
    }
    Ok(names.map(|name| folder.join(name)))
}

/// A built program; or the one of that name in the folder `PROGRAMS`, for another architecture.
#[must_use]
pub fn program(built: &str) -> PathBuf {
    let built = PathBuf::from(built);
    match (std::env::var_os("PROGRAMS"), built.file_name()) {
        (Some(folder), Some(name)) => PathBuf::from(folder).join(name),
        _ => built,
    }
}

/// Locks a mutex, also after a thread that held it panicked.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
