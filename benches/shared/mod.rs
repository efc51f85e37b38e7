//! What the benchmarks share.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use simulator::tls::Authority;

/// A bundle of the system's roots and one more.
pub fn roots(authority: &Authority) -> PathBuf {
    let system = rustls_native_certs::load_native_certs().certs;
    let mut bundle = authority.pem().to_owned();
    for certificate in &system {
        bundle.push_str("-----BEGIN CERTIFICATE-----\n");
        let text = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, certificate);
        for line in text.as_bytes().chunks(64) {
            bundle.push_str(&String::from_utf8_lossy(line));
            bundle.push('\n');
        }
        bundle.push_str("-----END CERTIFICATE-----\n");
    }
    let path = std::env::temp_dir().join(format!("roots-{}.pem", std::process::id()));
    fs::write(&path, bundle).expect("a file");
    path
}

pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The CPU time of a process in milliseconds: all threads that still exist.
pub fn cpu(id: u32) -> f64 {
    let threads = fs::read_dir(format!("/proc/{id}/task")).expect("a process");
    let nanoseconds: f64 = threads
        .flatten()
        .filter_map(|thread| fs::read_to_string(thread.path().join("schedstat")).ok())
        .filter_map(|text| text.split_whitespace().next()?.parse::<f64>().ok())
        .sum();
    nanoseconds / 1e6
}

/// A process that has used up its CPU share waits until the next period. AWS does not document how
/// long one is; measurements of Lambda find 20 ms.
pub const PERIOD: Duration = Duration::from_millis(20);

/// A control group with the CPU share of a function.
pub struct Share {
    group: PathBuf,
    parent: PathBuf,
}

impl Share {
    /// The share of a function with `memory` MB: 1,769 MB get a whole core (AWS Lambda Developer
    /// Guide, "Configure Lambda function memory"). `None` where this process may not set one.
    pub fn new(memory: u32) -> Option<Self> {
        let group = format!("lambda-{memory}-{}", std::process::id());
        let (v1, v2) = ("/sys/fs/cgroup/cpu", "/sys/fs/cgroup");
        let period = PERIOD.as_micros();
        let quota = period * u128::from(memory) / 1_769;
        let (parent, settings): (_, Vec<(&str, String)>) = if Path::new(v1).exists() {
            let period = ("cpu.cfs_period_us", period.to_string());
            let quota = ("cpu.cfs_quota_us", quota.to_string());
            (PathBuf::from(v1), vec![period, quota])
        } else {
            (
                PathBuf::from(v2),
                vec![("cpu.max", format!("{quota} {period}"))],
            )
        };
        let group = parent.join(group);
        fs::create_dir(&group).ok()?;
        let share = Self { group, parent };
        settings
            .iter()
            .all(|(file, value)| fs::write(share.group.join(file), value).is_ok())
            .then_some(share)
    }

    pub fn limit(&self, id: u32) {
        fs::write(self.group.join("cgroup.procs"), id.to_string()).expect("the right to move it");
    }

    pub fn release(&self, id: u32) {
        fs::write(self.parent.join("cgroup.procs"), id.to_string()).expect("the right to move it");
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        // It is empty only after the last process has ended.
        for _ in 0..100 {
            if fs::remove_dir(&self.group).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}
