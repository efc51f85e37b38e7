//! Whom the function trusts: a server in IAM's place gets no code without a valid certificate.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::{NamedGroup, ServerConfig, ServerConnection, StreamOwned};
use serde_json::json;
use simulator::iam::{Device, Fault, Iam};
use simulator::lambda::Function;
use simulator::sts::{Role, Sts};
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

    /// Sends the next request; whether its first attempt resumed a TLS session.
    fn is_resumed(&self, function: &mut Function) -> bool {
        self.advance();
        let before = self.iam.requests().len();
        function.invoke(self.world.request().to_string());
        self.iam.requests()[before].is_resumed
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

/// The second connection is cheap: the TLS session of the first is resumed, without early data.
#[test]
fn a_tls_session_is_resumed() {
    let tls = Tls::new("resumed", Certificate::Good);
    let mut function = tls.start("SSL_CERT_FILE");
    for _ in 0..3 {
        tls.advance();
        let mut request = tls.world.request();
        request.as_object_mut().unwrap().remove("serialNumber");
        assert_eq!(
            status(&function.invoke(request.to_string())),
            "Resynchronized"
        );
    }
    assert_eq!(tls.iam.connections(), 6);
    let requests = tls.iam.requests();
    let resumed: Vec<bool> = requests.iter().map(|request| request.is_resumed).collect();
    assert_eq!(resumed, [false, true, true, true, true, true]);
    assert!(!requests.iter().any(|request| request.has_early_data));
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

/// The extensions of a `ClientHello` in its record (RFC 8446, 4.1.2 and 4.2).
fn extensions(hello: &[u8]) -> Vec<(u16, &[u8])> {
    fn take(bytes: &mut &[u8], length: usize) -> usize {
        let (taken, rest) = bytes.split_at(length);
        *bytes = rest;
        let digits = taken.iter().take(2);
        digits.fold(0, |number, &byte| number * 256 + usize::from(byte))
    }
    // The record's head, the message's head, the version and the random number.
    let mut rest = &hello[5 + 4 + 2 + 32..];
    for bytes_of_length in [1, 2, 1] {
        let length = take(&mut rest, bytes_of_length);
        take(&mut rest, length);
    }
    take(&mut rest, 2);
    let mut extensions = Vec::new();
    while !rest.is_empty() {
        let kind = take(&mut rest, 2).try_into().unwrap();
        let length = take(&mut rest, 2);
        extensions.push((kind, &rest[..length]));
        take(&mut rest, length);
    }
    extensions
}

const PRE_SHARED_KEY: u16 = 41;
const KEY_SHARE: u16 = 51;

/// A relay to a server. It shows each `ClientHello` to `accepts`, and refuses the connection with a TLS
/// alert where that is false.
fn relay(iam: &Iam, accepts: impl Fn(&[u8]) -> bool + Send + Sync + 'static) -> String {
    let endpoint = iam.endpoint();
    let server = endpoint.trim_start_matches("https://").to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let serve = Arc::new(move |mut stream: TcpStream| -> std::io::Result<()> {
        let mut hello = vec![0; 5];
        stream.read_exact(&mut hello)?;
        let length = usize::from(u16::from_be_bytes([hello[3], hello[4]]));
        hello.resize(5 + length, 0);
        stream.read_exact(&mut hello[5..])?;
        if !accepts(&hello) {
            // handshake_failure
            return stream.write_all(&[21, 3, 3, 0, 2, 2, 40]);
        }
        let mut to = TcpStream::connect(&server)?;
        to.write_all(&hello)?;
        for (mut from, mut to) in [(stream.try_clone()?, to.try_clone()?), (to, stream)] {
            std::thread::spawn(move || {
                drop(std::io::copy(&mut from, &mut to));
                drop(to.shutdown(std::net::Shutdown::Write));
            });
        }
        Ok(())
    });
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let serve = Arc::clone(&serve);
            std::thread::spawn(move || serve(stream));
        }
    });
    format!("https://{address}")
}

/// A server that refuses to resume the sessions that it offers gets a whole handshake at the next
/// attempt, however many sessions it offered.
#[test]
fn sessions_that_a_server_refuses_are_forgotten() {
    let authority = Authority::new("an authority");
    let mut server = (*authority.server(Certificate::Good)).clone();
    server.send_tls13_tickets = 8;
    let tls = Tls::with("refused-sessions", &authority, Arc::new(server));
    let endpoint = relay(&tls.iam, |hello| {
        let mut extensions = extensions(hello).into_iter();
        extensions.all(|(kind, _)| kind != PRE_SHARED_KEY)
    });
    let bundle = tls.bundle.to_str().unwrap();
    let mut function = start(&endpoint, &[RETURN[0], ("SSL_CERT_FILE", bundle)]);
    for attempts in [1, 2, 2] {
        tls.advance();
        let answer = function.invoke(tls.world.request().to_string());
        assert_eq!(status(&answer), "Resynchronized");
        let record = &function.records()[0];
        assert_eq!(record["resyncMfaDeviceAttempts"], attempts, "{record}");
    }
}

/// The same where the attempt runs out of time, and where a response does not end.
#[test]
fn sessions_of_an_attempt_that_fails_are_forgotten() {
    let authority = Authority::new("an authority");
    let tls = Tls::with("stalled", &authority, authority.server(Certificate::Good));
    let bundle = tls.bundle.to_str().unwrap();
    // The first connection that resumes a session has to wait.
    let count = Arc::new(AtomicUsize::new(0));
    let waits = Arc::clone(&count);
    let endpoint = relay(&tls.iam, move |hello| {
        let mut extensions = extensions(hello).into_iter();
        if extensions.any(|(kind, _)| kind == PRE_SHARED_KEY)
            && waits.fetch_add(1, Ordering::Relaxed) == 0
        {
            std::thread::sleep(Duration::from_secs(3));
        }
        true
    });
    let mut function = start(&endpoint, &[RETURN[0], ("SSL_CERT_FILE", bundle)]);
    for expected in ["Resynchronized", "Unavailable", "Resynchronized"] {
        tls.advance();
        let request = short_of_time(&tls.world.request(), 2_000);
        assert_eq!(status(&function.invoke(request)), expected);
    }
    assert_eq!(count.load(Ordering::Relaxed), 1);

    let mut function = tls.start("SSL_CERT_FILE");
    let mut resumed = Vec::new();
    for is_cut in [false, false, true, false] {
        if is_cut {
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n<Resync".to_vec();
            for _ in 0..3 {
                tls.iam.inject(Fault::Bytes(answer.clone()));
            }
        }
        resumed.push(tls.is_resumed(&mut function));
    }
    assert_eq!(resumed, [false, true, true, false]);
}

/// What a proxy says in IAM's place may be about the session that the function resumed.
#[test]
fn sessions_are_forgotten_after_an_answer_that_is_not_iams() {
    for head in ["400 Bad", "403 No", "302 Found", "200 OK"] {
        let tls = Tls::new(&format!("not-iams-{}", &head[..3]), Certificate::Good);
        let mut function = tls.start("SSL_CERT_FILE");
        let mut resumed = Vec::new();
        for is_of_proxy in [false, true, false] {
            if is_of_proxy {
                let answer = format!("HTTP/1.1 {head}\r\ncontent-length: 6\r\n\r\n<html>");
                tls.iam.inject(Fault::Bytes(answer.into_bytes()));
            }
            resumed.push(tls.is_resumed(&mut function));
        }
        assert_eq!(resumed, [false, true, false], "{head}");
    }
}

/// Sessions of IAM and of STS do not push each other out.
#[test]
fn sessions_of_both_services_are_resumed() {
    let authority = Authority::new("an authority");
    let iam = Iam::start_tls(authority.server(Certificate::Good), NOW);
    let tls = authority.server(Certificate::Good);
    let sts = Sts::start_tls(
        tls,
        &iam,
        "an-access-key-id",
        "a-secret-access-key",
        "a-session-token",
    );
    let (account, role) = ("111122223333", "member");
    sts.set_role(Role::of_member(account, role));
    let device = Device::new([7; 20], 0);
    let serial_number = format!("arn:aws:iam::{account}:mfa/alice");
    iam.register_in(account, "alice", &serial_number, &device);
    let bundle = file("two-servers", authority.pem());
    let sts_endpoint = sts.endpoint().replace("127.0.0.1", "localhost");
    let settings = [
        RETURN[0],
        ("SSL_CERT_FILE", bundle.to_str().unwrap()),
        ("AWS_ENDPOINT_URL_STS", &sts_endpoint),
        ("MEMBER_ROLE_NAME", role),
        ("MEMBER_ACCOUNTS", account),
    ];
    let mut function = start(&iam.endpoint(), &settings);
    for _ in 0..2 {
        iam.advance(120);
        let [first, second] = device.two_codes(iam.now());
        let request = json!({
            "userName": "alice",
            "serialNumber": serial_number,
            "authenticationCode1": first,
            "authenticationCode2": second,
        });
        assert_eq!(
            status(&function.invoke(request.to_string())),
            "Resynchronized"
        );
    }
    for requests in [iam.requests(), sts.requests()] {
        let resumed: Vec<bool> = requests.iter().map(|request| request.is_resumed).collect();
        assert_eq!(resumed, [false, true]);
    }
}

/// A server without the post-quantum key exchange does not keep the function from offering it.
#[test]
fn every_connection_offers_the_post_quantum_key_exchange() {
    let authority = Authority::new("an authority");
    let server = authority.server_with_key_exchanges(&[NamedGroup::X25519]);
    let tls = Tls::with("no-post-quantum", &authority, server);
    let shares: Arc<Mutex<Vec<bool>>> = Arc::default();
    let seen = Arc::clone(&shares);
    let endpoint = relay(&tls.iam, move |hello| {
        let group = u16::from(NamedGroup::X25519MLKEM768).to_be_bytes();
        let is_share = |(kind, share): &(u16, &[u8])| *kind == KEY_SHARE && share[2..4] == group;
        seen.lock()
            .unwrap()
            .push(extensions(hello).iter().any(is_share));
        true
    });
    let bundle = tls.bundle.to_str().unwrap();
    let mut function = start(&endpoint, &[RETURN[0], ("SSL_CERT_FILE", bundle)]);
    for _ in 0..2 {
        tls.advance();
        let answer = function.invoke(tls.world.request().to_string());
        assert_eq!(status(&answer), "Resynchronized");
    }
    assert_eq!(*shares.lock().unwrap(), [true, true]);
}
