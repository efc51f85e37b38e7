//! Whom the function trusts: a server in IAM's place gets no code without a valid certificate.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use rustls::{NamedGroup, ServerConfig, ServerConnection, StreamOwned};
use simulator::iam::Iam;
use simulator::lambda::Function;
use simulator::tls::{Authority, Certificate};

use crate::{NOW, RETURN, World, short_of_time, start, status};

/// A world whose IAM speaks TLS, and the authority's certificate in a file.
struct Tls {
    world: World,
    iam: Iam,
    bundle: PathBuf,
}

impl Tls {
    fn new(name: &str, certificate: Certificate) -> Self {
        let authority = Authority::new("an authority");
        Self::with(name, &authority, authority.server(certificate))
    }

    fn with(name: &str, authority: &Authority, server: Arc<ServerConfig>) -> Self {
        let world = World::new();
        let iam = Iam::start_tls(server, NOW);
        iam.register(crate::USER, crate::SERIAL, &world.device);
        let bundle = file(name, authority.pem());
        Self { world, iam, bundle }
    }

    /// Lets time pass, so that the device shows other codes.
    fn advance(&self) {
        self.iam.advance(120);
        self.world.iam.advance(120);
    }

    fn start_behind(&self, through: &Relay) -> Function {
        let bundle = self.bundle.to_str().unwrap();
        let endpoint = through.start(&self.iam);
        start(&endpoint, &[RETURN[0], ("SSL_CERT_FILE", bundle)])
    }

    fn start(&self, variable: &str) -> Function {
        let bundle = self.bundle.to_str().unwrap();
        start(&self.iam.endpoint(), &[RETURN[0], (variable, bundle)])
    }
}

fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pem"));
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn an_authority_that_the_environment_names_is_trusted() {
    for variable in ["SSL_CERT_FILE", "AWS_CA_BUNDLE"] {
        let tls = Tls::new(&format!("trusted-{variable}"), Certificate::Good);
        let mut function = tls.start(variable);
        for _ in 0..2 {
            tls.advance();
            let answer = function.invoke(tls.world.request().to_string());
            assert_eq!(status(&answer), "Resynchronized", "{variable}");
        }
    }
}

#[test]
fn a_certificate_that_does_not_hold() {
    for (certificate, reason) in [
        (Certificate::Expired, "certificate expired"),
        (Certificate::SelfSigned, "UnknownIssuer"),
        (Certificate::OtherHost, "not valid for name"),
    ] {
        let tls = Tls::new(&format!("{certificate:?}"), certificate);
        let mut function = tls.start("SSL_CERT_FILE");
        let answer = function.invoke(tls.world.request().to_string());
        assert_eq!(status(&answer), "Unavailable", "{certificate:?}");
        assert!(tls.iam.calls().is_empty());
        let record = &function.records()[0];
        let told = record["detail"].as_str().unwrap();
        assert!(told.contains(reason), "{told}");
    }
}

#[test]
fn an_authority_that_nobody_named() {
    let tls = Tls::new("unknown", Certificate::Good);
    let other = file("another", Authority::new("another authority").pem());
    let other = other.to_str().unwrap();
    for variables in [
        vec![RETURN[0]],
        vec![RETURN[0], ("SSL_CERT_FILE", other)],
        // It alone counts, where it is set.
        vec![
            RETURN[0],
            ("AWS_CA_BUNDLE", other),
            ("SSL_CERT_FILE", tls.bundle.to_str().unwrap()),
        ],
    ] {
        let mut function = start(&tls.iam.endpoint(), &variables);
        let answer = function.invoke(tls.world.request().to_string());
        assert_eq!(status(&answer), "Unavailable", "{variables:?}");
        let record = &function.records()[0];
        let told = record["detail"].as_str().unwrap();
        assert!(told.contains("UnknownIssuer"), "{told}");
    }
    assert!(tls.iam.calls().is_empty());
}

#[test]
fn a_bundle_that_cannot_be_used_ends_the_init_phase() {
    let pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let missing = PathBuf::from("/nowhere/at/all.pem");
    for path in [
        missing,
        file("empty", ""),
        file("text", "certificates"),
        file("broken", pem),
    ] {
        let world = World::new();
        let bundle = path.to_str().unwrap();
        let mut function = start(&world.iam.endpoint(), &[("AWS_CA_BUNDLE", bundle)]);
        let error = function.init_error().expect("an init error");
        assert_eq!(error["errorType"], "Runtime.ConfigInvalid", "{bundle}");
        let message = error["errorMessage"].as_str().unwrap();
        assert!(message.contains("AWS_CA_BUNDLE"), "{message}");
        assert!(!function.exit_status().success());
    }
}

/// A server that sends a success in the handshake, before there is a request: nothing is sent, and
/// the success is no answer.
#[test]
fn what_a_server_sends_before_the_request_is_no_answer() {
    let document = "<ResyncMFADeviceResponse \
                    xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ResponseMetadata>\
                    <RequestId>r</RequestId></ResponseMetadata></ResyncMFADeviceResponse>";
    let length = document.len();
    let success = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{document}");
    let authority = Authority::new("an early authority");
    let mut config = (*authority.server(Certificate::Good)).clone();
    config.send_half_rtt_data = true;
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut tls = ServerConnection::new(Arc::clone(&config)).unwrap();
            tls.writer().write_all(success.as_bytes()).unwrap();
            // Until the function closes the connection.
            let mut stream = StreamOwned::new(tls, stream);
            while stream.read(&mut [0; 4096]).is_ok_and(|length| length > 0) {}
        }
    });
    let bundle = file("early", authority.pem());
    let bundle = bundle.to_str().unwrap();
    let mut function = start(&endpoint, &[RETURN[0], ("SSL_CERT_FILE", bundle)]);
    let answer = function.invoke(World::new().request().to_string());
    assert_eq!(status(&answer), "Unavailable");
}

/// What one connection met cannot spoil the next, and each certificate is checked.
#[test]
fn no_connection_resumes_a_tls_session() {
    let tls = Tls::new("resumed", Certificate::Good);
    let mut function = tls.start("SSL_CERT_FILE");
    for _ in 0..2 {
        tls.advance();
        let answer = function.invoke(tls.world.request().to_string());
        assert_eq!(status(&answer), "Resynchronized");
    }
    assert_eq!(tls.iam.connections(), 2);
    let requests = tls.iam.requests();
    let resumed: Vec<bool> = requests.iter().map(|request| request.is_resumed).collect();
    assert_eq!(resumed, [false, false]);
}

#[test]
fn the_key_exchange_is_post_quantum_where_the_server_has_it() {
    use NamedGroup::{X25519, X25519MLKEM768};
    for (name, server, expected) in [
        (
            "post-quantum",
            &[X25519MLKEM768, X25519][..],
            X25519MLKEM768,
        ),
        ("classic", &[X25519], X25519),
    ] {
        let authority = Authority::new("an authority");
        let config = authority.server_with_key_exchanges(server);
        let tls = Tls::with(name, &authority, config);
        let mut function = tls.start("SSL_CERT_FILE");
        let answer = function.invoke(tls.world.request().to_string());
        assert_eq!(status(&answer), "Resynchronized", "{name}");
        let requests = tls.iam.requests();
        assert_eq!(requests.len(), 1, "{name}");
        assert_eq!(requests[0].key_exchange, Some(expected), "{name}");
    }
}

/// What the function says first to a server (RFC 8446, section 4.1.2).
fn client_hello() -> Vec<u8> {
    let world = World::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    let hello = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut hello = vec![0; 4096];
        let length = stream.read(&mut hello).unwrap();
        hello.truncate(length);
        hello
    });
    let mut function = start(&endpoint, &RETURN);
    let answer = function.invoke(world.request().to_string());
    assert_eq!(status(&answer), "Unavailable");
    hello.join().unwrap()
}

#[track_caller]
fn assert_contains(hello: &[u8], expected: &[u8]) {
    let found = hello.windows(expected.len()).any(|bytes| bytes == expected);
    assert!(found, "{hello:02x?}");
}

/// RFC 8446, section 4.2.1: the extension lists the versions on offer.
#[test]
fn nothing_older_than_tls_1_2_is_offered() {
    let versions = [0x00, 0x2b, 0x00, 0x05, 0x04, 0x03, 0x04, 0x03, 0x03];
    assert_contains(&client_hello(), &versions);
}

/// RFC 8446, section 4.2.7: the extension lists the groups in order of preference. Section 4.2.8:
/// a server that chooses another group than those of the key shares costs a round trip.
#[test]
fn the_post_quantum_key_exchange_is_offered_first() {
    let hello = client_hello();
    // X25519MLKEM768, X25519, P-256, P-384.
    let groups = [0x11, 0xec, 0x00, 0x1d, 0x00, 0x17, 0x00, 0x18];
    assert_contains(
        &hello,
        &[&[0x00, 0x0a, 0x00, 0x0a, 0x00, 0x08], &groups[..]].concat(),
    );
    // Key shares of 1,216 and of 32 bytes.
    assert_contains(&hello, &[0x11, 0xec, 0x04, 0xc0]);
    assert_contains(&hello, &[0x00, 0x1d, 0x00, 0x20]);
}

/// Over TLS 1.3, a server refuses a client after the client has sent its request.
#[test]
fn a_server_that_demands_a_client_certificate() {
    let authority = Authority::new("an authority");
    let server = authority.server_for_clients_with_certificates();
    let tls = Tls::with("demanding", &authority, server);
    let mut function = tls.start("SSL_CERT_FILE");
    let answer = function.invoke(tls.world.request().to_string());
    assert_eq!(status(&answer), "OutcomeUnknown");
    assert!(tls.iam.calls().is_empty());
}

/// What a server, or somebody in between, does to a connection in place of the handshake.
#[derive(Debug, Clone, Copy)]
enum Broken {
    /// Sends these bytes, and closes the connection.
    Sends(&'static [u8]),
    /// Closes the connection after so many bytes of the real server.
    CutsAfter(u64),
    Hangs,
}

/// A relay to a server.
#[derive(Clone, Default)]
struct Relay {
    /// What it does to the next connections, before it passes them on.
    script: Arc<Mutex<VecDeque<Broken>>>,
    /// What the function said first on each connection.
    hellos: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Relay {
    /// Starts it; its address.
    fn start(&self, iam: &Iam) -> String {
        let endpoint = iam.endpoint();
        let server = endpoint.trim_start_matches("https://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let Relay { script, hellos } = self.clone();
        let pass = move |client: TcpStream, most: u64| -> std::io::Result<()> {
            let server = TcpStream::connect(&server)?;
            let (mut requests, mut to_server) = (client.try_clone()?, server.try_clone()?);
            std::thread::spawn(move || std::io::copy(&mut requests, &mut to_server));
            std::io::copy(&mut (&server).take(most), &mut &client)?;
            client.shutdown(Shutdown::Both)
        };
        std::thread::spawn(move || {
            let mut hanging = Vec::new();
            for mut stream in listener.incoming().flatten() {
                let mut hello = vec![0; 4096];
                let length = stream.peek(&mut hello).unwrap();
                hello.truncate(length);
                hellos.lock().unwrap().push(hello);
                let pass = pass.clone();
                match script.lock().unwrap().pop_front() {
                    Some(Broken::Sends(bytes)) => drop(stream.write_all(bytes)),
                    Some(Broken::CutsAfter(most)) => drop(pass(stream, most)),
                    Some(Broken::Hangs) => hanging.push(stream),
                    None => drop(std::thread::spawn(move || pass(stream, u64::MAX))),
                }
            }
        });
        format!("https://{address}")
    }
}

#[test]
fn a_connection_that_fails_changes_nothing_and_does_not_outlive_its_call() {
    let tls = Tls::new("behind-a-relay", Certificate::Good);
    let through = Relay::default();
    let mut function = tls.start_behind(&through);
    for (broken, milliseconds, attempts) in [
        (Broken::Sends(b""), 15_000, 3),
        (
            Broken::Sends(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
            15_000,
            3,
        ),
        // The alert `handshake_failure` (RFC 8446, section 6).
        (Broken::Sends(&[21, 3, 3, 0, 2, 2, 40]), 15_000, 3),
        (Broken::CutsAfter(100), 15_000, 3),
        (Broken::CutsAfter(1000), 15_000, 3),
        (Broken::Hangs, 2_500, 1),
    ] {
        through.script.lock().unwrap().extend([broken; 3]);
        let calls = tls.iam.calls().len();
        tls.advance();
        let request = short_of_time(&tls.world.request(), milliseconds);
        assert_eq!(
            status(&function.invoke(request)),
            "Unavailable",
            "{broken:?}"
        );
        assert_eq!(tls.iam.calls().len(), calls, "{broken:?}");
        let record = &function.records()[0];
        assert_eq!(record["resyncMfaDeviceAttempts"], attempts, "{broken:?}");

        through.script.lock().unwrap().clear();
        tls.advance();
        let answer = function.invoke(tls.world.request().to_string());
        assert_eq!(status(&answer), "Resynchronized", "{broken:?}");
        let record = &function.records()[0];
        assert_eq!(record["resyncMfaDeviceAttempts"], 1, "{broken:?}");
    }
}

/// A server without the post-quantum key exchange does not keep the function from offering it.
#[test]
fn every_connection_offers_the_post_quantum_key_exchange() {
    let authority = Authority::new("an authority");
    let server = authority.server_with_key_exchanges(&[NamedGroup::X25519]);
    let tls = Tls::with("no-post-quantum", &authority, server);
    let through = Relay::default();
    let mut function = tls.start_behind(&through);
    for _ in 0..2 {
        tls.advance();
        let answer = function.invoke(tls.world.request().to_string());
        assert_eq!(status(&answer), "Resynchronized");
    }
    let hellos = through.hellos.lock().unwrap();
    assert_eq!(hellos.len(), 2);
    for hello in hellos.iter() {
        // A key share of 1,216 bytes.
        assert_contains(hello, &[0x11, 0xec, 0x04, 0xc0]);
    }
}
