//! Measures what the memory size of the function costs and gains:
//!
//! ```text
//! cargo bench --locked --bench memory_size
//! ```
//!
//! A function's memory size sets its CPU share. The init phase has a whole core; each invocation has
//! the share, in periods of 20 ms. IAM is behind a relay that delays what passes, as a network does.
#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot go on panics")]
#![allow(dead_code, reason = "each benchmark uses a part of `shared`")]

mod shared;

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use shared::{PERIOD, Share, cpu, median, milliseconds, roots};
use simulator::iam::{Device, Iam};
use simulator::lambda::{Function, InvokeResult};
use simulator::tls::{Authority, Certificate};

/// How often the function is started for each row. Another number can be an argument.
const RUNS: usize = 15;

/// How many warm invocations follow each start.
const WARM: usize = 5;

/// In MB.
const MEMORY_SIZES: [u32; 3] = [128, 256, 512];

/// In milliseconds.
const ROUND_TRIPS: [u64; 3] = [0, 20, 100];

/// US dollars for a GB-second on arm64, and for a request (AWS Lambda Pricing, us-east-1).
const PRICE_OF_GB_SECOND: f64 = 0.000_013_333_4;
const PRICE_OF_REQUEST: f64 = 0.000_000_2;

const NOW: i64 = 1_800_000_000;
const SERIAL: &str = "GAHT31415926";

/// What one start showed, in milliseconds.
struct Run {
    init: f64,
    init_cpu: f64,
    first: f64,
    first_cpu: f64,
    warm: f64,
}

fn main() {
    // Cargo adds --bench.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runs = arguments.iter().find_map(|argument| argument.parse().ok());
    let runs = runs.unwrap_or(RUNS);
    let program = arguments.iter().find(|argument| argument.contains('/'));
    let program = PathBuf::from(program.map_or(env!("CARGO_BIN_EXE_bootstrap"), String::as_str));
    let authority = Authority::new("the benchmark's");
    let iam = Iam::start_tls(authority.server(Certificate::Good), NOW);
    let roots = roots(&authority);
    let device = Device::new(*b"a secret of 20 bytes", 600);
    iam.register("alice", SERIAL, &device);

    println!("\nMedians of {runs} starts, in milliseconds. CPU share in periods of 20 ms.\n");
    println!(
        "| memory size | round trip to IAM | init | first call | its CPU | warm call | first call, billed | a million first calls | a million warm calls |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    let sizes = MEMORY_SIZES.into_iter().map(Some);
    for memory in std::iter::once(None).chain(sizes) {
        let share = memory.map(|memory| Share::new(memory).expect("the right to set a CPU share"));
        for round_trip in ROUND_TRIPS {
            let relay = start_relay(address(&iam), Duration::from_millis(round_trip));
            let results: Vec<Run> = (0..runs)
                .map(|_| run(&program, &iam, &device, relay, &roots, share.as_ref()))
                .collect();
            report(memory, round_trip, &results);
        }
    }
    drop(fs::remove_file(&roots));
}

fn address(iam: &Iam) -> SocketAddr {
    let endpoint = iam.endpoint();
    let address = endpoint.strip_prefix("https://").expect("TLS");
    address.parse().expect("an address")
}

/// A server that passes everything to `server` and back, half a round trip later. What the client
/// sends first waits one more, for the handshake of TCP.
fn start_relay(server: SocketAddr, round_trip: Duration) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for client in listener.incoming() {
            let (Ok(client), Ok(server)) = (client, TcpStream::connect(server)) else {
                continue;
            };
            for stream in [&client, &server] {
                stream.set_nodelay(true).expect("a socket");
            }
            let [client_too, server_too] =
                [&client, &server].map(|stream| stream.try_clone().expect("a socket"));
            pass(client, server, round_trip / 2, round_trip);
            pass(server_too, client_too, round_trip / 2, Duration::ZERO);
        }
    });
    address
}

/// Passes what `from` sends to `to`, `delay` later, and everything later by `head_start` too.
fn pass(mut from: TcpStream, mut to: TcpStream, delay: Duration, head_start: Duration) {
    let connected = Instant::now();
    let (sender, receiver) = mpsc::channel::<(Instant, Vec<u8>)>();
    thread::spawn(move || {
        let mut buffer = vec![0; 64 * 1024];
        while let Ok(length @ 1..) = from.read(&mut buffer) {
            let due = Instant::now().max(connected + head_start) + delay;
            if sender.send((due, buffer[..length].to_vec())).is_err() {
                return;
            }
        }
    });
    thread::spawn(move || {
        for (due, bytes) in receiver {
            thread::sleep(due.saturating_duration_since(Instant::now()));
            if to.write_all(&bytes).is_err() {
                return;
            }
        }
        drop(to.shutdown(Shutdown::Write));
    });
}

fn run(
    program: &Path,
    iam: &Iam,
    device: &Device,
    relay: SocketAddr,
    roots: &Path,
    share: Option<&Share>,
) -> Run {
    let endpoint = format!("https://{relay}");
    let roots = roots.to_string_lossy();
    let variables = [
        ("AWS_ENDPOINT_URL_IAM", endpoint.as_str()),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "an-access-key-id"),
        ("AWS_SECRET_ACCESS_KEY", "a-secret-access-key"),
        ("SSL_CERT_FILE", &roots),
    ];
    let started = Instant::now();
    let mut function = Function::start(program, &[], variables);
    function.wait_until_ready();
    let init = milliseconds(started.elapsed());
    let id = function.process_id();
    if let Some(share) = share {
        share.limit(id);
    }
    let init_cpu = cpu(id);
    let mut invoke = || {
        // Lambda freezes the function between invocations, which leaves it a whole period.
        thread::sleep(2 * PERIOD);
        let [first, second] = loop {
            iam.advance(60);
            let [first, second] = device.two_codes(iam.now());
            // Once in a million a device shows the same code twice.
            if first != second {
                break [first, second];
            }
        };
        let request = json!({
            "userName": "alice",
            "serialNumber": SERIAL,
            "authenticationCode1": first,
            "authenticationCode2": second,
        });
        let request = request.to_string();
        let started = Instant::now();
        let answer = function.invoke(request);
        let elapsed = milliseconds(started.elapsed());
        let is_right = matches!(
            &answer,
            InvokeResult::Response(document) if document["status"] == "Resynchronized"
        );
        assert!(is_right, "{answer:?}");
        elapsed
    };
    let first = invoke();
    let first_cpu = cpu(id) - init_cpu;
    let warm = median((0..WARM).map(|_| invoke()).collect());
    if let Some(share) = share {
        share.release(id);
    }
    Run {
        init,
        init_cpu,
        first,
        first_cpu,
        warm,
    }
}

fn report(memory: Option<u32>, round_trip: u64, results: &[Run]) {
    let column = |read: fn(&Run) -> f64| median(results.iter().map(read).collect());
    let (init, first, warm) = (
        column(|run| run.init),
        column(|run| run.first),
        column(|run| run.warm),
    );
    // Lambda bills whole milliseconds, those of the init phase too.
    let billed = (init + first).ceil();
    let price = |memory: u32, billed: f64| {
        let price = f64::from(memory) / 1024.0 * billed / 1e3 * PRICE_OF_GB_SECOND;
        format!("${:.3}", (price + PRICE_OF_REQUEST) * 1e6)
    };
    let prices = memory.map(|memory| [price(memory, billed), price(memory, warm.ceil())]);
    let [first_price, warm_price] = prices.unwrap_or_default();
    println!(
        "| {} | {round_trip} | {init:.1} (CPU {:.2}) | {first:.1} | {:.2} | {warm:.1} | {billed} | {first_price} | {warm_price} |",
        memory.map_or("a whole core".to_owned(), |memory| format!("{memory} MB")),
        column(|run| run.init_cpu),
        column(|run| run.first_cpu),
    );
}
