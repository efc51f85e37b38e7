//! Measures cold starts and warm invocations of the function and of its peers:
//!
//! ```text
//! cargo bench --locked
//! ```
//!
//! Each program runs as a process of its own, polled as Lambda polls it, and calls an IAM over TLS
//! with the system's whole bundle of roots. After its init phase it gets the CPU share of a
//! function of 128 MB, where the machine lets this program set one; warm invocations have a whole
//! core. `peers/` has the other programs.
#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot go on panics")]

mod measure;
#[path = "../shared/mod.rs"]
mod shared;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use measure::{
    ACCESS_KEY_ID, Kind, MEMBER_ACCOUNT, MEMBER_ROLE, NOW, Program, Run, SECRET, SESSION_TOKEN, run,
};
use shared::{Share, median, roots};
use simulator::iam::Iam;
use simulator::sts::{Role, Sts};
use simulator::tls::{Authority, Certificate};

/// How often each program is started. More can be asked for by an argument.
const RUNS: usize = 15;

/// In MB.
const MEMORY_SIZE: u32 = 128;

/// The places of programs in the table that the ratios name.
const NULL: usize = 0;
const GUIDE: usize = 1;
const SWITCHED: usize = 2;
const BARE: usize = 3;
const WITHOUT_SDK: usize = 4;
const FUNCTION: usize = 5;
const QUIET: usize = 6;
const INVALID: usize = 8;
const PORTAL: usize = 9;
const MEMBER: usize = 10;

fn main() {
    // Cargo adds --bench.
    let runs = std::env::args().find_map(|argument| argument.parse().ok());
    let runs = runs.unwrap_or(RUNS);
    let function = PathBuf::from(env!("CARGO_BIN_EXE_bootstrap"));
    let [portal] = simulator::build(["portal"]).expect("the page's function builds");
    let peers = build_peers();
    let programs = [
        Program {
            name: "`null`: an empty handler",
            path: peers.join("os/small/null"),
            variables: &[],
            request: Kind::Complete,
        },
        Program {
            name: "the SDK as its guide shows it",
            path: peers.join("jitter/release/guide"),
            variables: &[],
            request: Kind::Complete,
        },
        Program {
            name: "the same, without CPU-jitter entropy",
            path: peers.join("os/release/guide"),
            variables: &[],
            request: Kind::Complete,
        },
        Program {
            name: "the SDK alone, built as the function is",
            path: peers.join("os/small/bare"),
            variables: &[],
            request: Kind::Complete,
        },
        Program {
            name: "the same call without the SDK",
            path: peers.join("os/small/without_sdk"),
            variables: &[],
            request: Kind::Complete,
        },
        Program {
            name: "**the function**",
            path: function.clone(),
            variables: &[],
            request: Kind::Complete,
        },
        Program {
            name: "the function, logging errors only",
            path: function.clone(),
            variables: &[("AWS_LAMBDA_LOG_LEVEL", "ERROR")],
            request: Kind::Complete,
        },
        Program {
            name: "the function, finding the device",
            path: function.clone(),
            variables: &[],
            request: Kind::WithoutSerialNumber,
        },
        Program {
            name: "the function, invalid requests",
            path: function.clone(),
            variables: &[],
            request: Kind::Invalid,
        },
        Program {
            name: "the page's function",
            path: portal,
            variables: &[
                ("PORTAL_ISSUER", "https://sso.example.com"),
                ("PORTAL_CLIENT_ID", "resync"),
            ],
            request: Kind::Page,
        },
        Program {
            name: "the function, a user of a member account",
            path: function,
            variables: &[
                ("MEMBER_ROLE_NAME", MEMBER_ROLE),
                ("MEMBER_ACCOUNTS", MEMBER_ACCOUNT),
                ("AWS_SESSION_TOKEN", SESSION_TOKEN),
            ],
            request: Kind::Member,
        },
    ];
    let share = Share::new(MEMORY_SIZE);
    let authority = Authority::new("the benchmark's");
    let iam = Iam::start_tls(authority.server(Certificate::Good), NOW);
    let roots = roots(&authority);

    let mut results: Vec<Vec<Run>> = programs.iter().map(|_| Vec::new()).collect();
    let mut ended = Vec::new();
    // In turn, so that other load on the machine affects all of them.
    for _ in 0..runs {
        for (program, results) in programs.iter().zip(&mut results) {
            results.push(if program.request == Kind::Member {
                let (iam, sts) = start_member(&authority);
                let result = run(program, &iam, &sts.endpoint(), &roots, share.as_ref());
                // Its end would disturb the next start.
                ended.push((iam, sts));
                result
            } else {
                run(program, &iam, "", &roots, share.as_ref())
            });
        }
    }
    drop(fs::remove_file(&roots));
    report(&programs, &results, runs, share.is_some());
}

/// An IAM and an STS for one start: they keep all sessions.
fn start_member(authority: &Authority) -> (Iam, Sts) {
    let tls = authority.server(Certificate::Good);
    let iam = Iam::start_tls(Arc::clone(&tls), NOW);
    let sts = Sts::start_tls(tls, &iam, ACCESS_KEY_ID, SECRET, SESSION_TOKEN);
    sts.set_role(Role::of_member(MEMBER_ACCOUNT, MEMBER_ROLE));
    (iam, sts)
}

/// Builds what the function is measured against. The default features of one must not reach the
/// other, and AWS-LC is built in two ways, each in a target folder of its own: with entropy from
/// the operating system, as `.cargo/config.toml` has it, and with CPU-jitter entropy, its default.
fn build_peers() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let peers = folder.join("target/peers");
    let builds = [
        ("os", "1", "small", "bare", ["null", "bare"].as_slice()),
        ("os", "1", "small", "without_sdk", &["without_sdk"]),
        ("os", "1", "release", "guide", &["guide"]),
        ("jitter", "0", "release", "guide", &["guide"]),
    ];
    for (entropy, switch, profile, feature, programs) in builds {
        let status = simulator::cargo()
            .args([
                "build",
                "--locked",
                "--profile",
                profile,
                "--features",
                feature,
            ])
            .args(programs.iter().flat_map(|program| ["--bin", program]))
            .arg("--target-dir")
            .arg(peers.join(entropy))
            .env("AWS_LC_SYS_NO_JITTER_ENTROPY", switch)
            .current_dir(folder.join("benches/peers"))
            .status();
        assert!(
            status.expect("cargo runs").success(),
            "the peers do not build"
        );
    }
    for (entropy, right) in [("os", true), ("jitter", false)] {
        let check = Command::new(folder.join("scripts/check-entropy"))
            .arg(peers.join(entropy))
            .output();
        let passes = check.expect("the check runs").status.success();
        assert_eq!(passes, right, "scripts/check-entropy, of {entropy}");
    }
    peers
}

fn report(programs: &[Program], results: &[Vec<Run>], runs: usize, shared: bool) {
    let share = f64::from(MEMORY_SIZE) / 17.69;
    println!("\nMedians of {runs} starts, least and most in brackets; milliseconds and MiB.");
    if shared {
        println!("After init, {share:.1} % of a core until the first answer.");
    } else {
        println!(
            "This machine lets nobody set a CPU share here: a whole core throughout, not {share:.1} %."
        );
    }
    println!(
        "\n| | init | first answer | its CPU | cold | CPU cold | warm p50 | CPU warm | peak RSS | binary MB |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    let columns: [fn(&Run) -> f64; 8] = [
        |run| run.init,
        |run| run.first,
        |run| run.first_cpu,
        |run| run.init + run.first,
        |run| run.cold_cpu,
        |run| run.warm,
        |run| run.warm_cpu,
        |run| run.memory,
    ];
    let column = |index: usize, column: fn(&Run) -> f64| -> f64 {
        median(results[index].iter().map(column).collect())
    };
    for (index, program) in programs.iter().enumerate() {
        let cells = columns.map(|read| {
            let mut values: Vec<f64> = results[index].iter().map(read).collect();
            values.sort_by(f64::total_cmp);
            let (least, most) = (values[0], values[values.len() - 1]);
            format!(
                "{} ({} – {})",
                short(column(index, read)),
                short(least),
                short(most)
            )
        });
        let bytes = fs::metadata(&program.path).expect("a file").len();
        #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
        let size = bytes as f64 / 1e6;
        println!("| {} | {} | {size:.2} |", program.name, cells.join(" | "));
    }

    let [_, _, first_cpu, cold, cold_cpu, warm, warm_cpu, memory] = columns;
    let ratio =
        |one: usize, other: usize, read: fn(&Run) -> f64| column(one, read) / column(other, read);
    println!();
    println!("cold, to `null`: {:.2}", ratio(FUNCTION, NULL, cold));
    println!(
        "cold, to the SDK as its guide shows it: 1/{:.0}",
        ratio(GUIDE, FUNCTION, cold)
    );
    println!(
        "CPU cold, to `null`: {:.2}",
        ratio(FUNCTION, NULL, cold_cpu)
    );
    for (peer, name) in [
        (SWITCHED, "the SDK without CPU-jitter entropy"),
        (BARE, "the SDK alone"),
        (WITHOUT_SDK, "the call without the SDK"),
    ] {
        println!(
            "to {name}: CPU of the first answer {:.2}, cold {:.2}, CPU cold {:.2}, warm p50 {:.2}, CPU warm {:.2}, peak RSS {:.2}",
            ratio(FUNCTION, peer, first_cpu),
            ratio(FUNCTION, peer, cold),
            ratio(FUNCTION, peer, cold_cpu),
            ratio(FUNCTION, peer, warm),
            ratio(FUNCTION, peer, warm_cpu),
            ratio(FUNCTION, peer, memory),
        );
    }
    println!(
        "warm p50, with INFO to without: {:.2}",
        ratio(FUNCTION, QUIET, warm)
    );
    println!(
        "an invalid request, over `null`: {:.3} ms",
        column(INVALID, warm) - column(NULL, warm)
    );
    println!(
        "a user of a member account, to one of the own: cold {:.2}, CPU cold {:.2}, warm p50 {:.2}, CPU warm {:.2}",
        ratio(MEMBER, FUNCTION, cold),
        ratio(MEMBER, FUNCTION, cold_cpu),
        ratio(MEMBER, FUNCTION, warm),
        ratio(MEMBER, FUNCTION, warm_cpu)
    );
    println!(
        "the page's function, to `null`: cold {:.2}, CPU cold {:.2}",
        ratio(PORTAL, NULL, cold),
        ratio(PORTAL, NULL, cold_cpu)
    );
}

/// Three significant digits.
fn short(value: f64) -> String {
    match value {
        v if v < 1.0 => format!("{v:.3}"),
        v if v < 10.0 => format!("{v:.2}"),
        v if v < 100.0 => format!("{v:.1}"),
        v => format!("{v:.0}"),
    }
}
