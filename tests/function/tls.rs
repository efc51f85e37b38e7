//! Whom the function trusts: whoever is in its place of IAM gets no code without a good certificate.

use std::io::Read;
use std::net::TcpListener;
use std::path::PathBuf;

use support::iam::Iam;
use support::lambda::Function;
use support::tls::{Authority, Certificate};

use crate::{NOW, RETURN, World, start, status};

/// A world whose IAM speaks TLS, and the authority's certificate in a file.
struct Tls {
    world: World,
    iam: Iam,
    bundle: PathBuf,
}

impl Tls {
    fn new(name: &str, certificate: Certificate) -> Self {
        let authority = Authority::new("an authority");
        let world = World::new();
        let iam = Iam::start_tls(authority.server(certificate), NOW);
        iam.register(crate::USER, crate::SERIAL, &world.device);
        let bundle = file(name, authority.pem());
        Self { world, iam, bundle }
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
            tls.iam.advance(120);
            tls.world.iam.advance(120);
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
        let told = record["iamErrorMessage"].as_str().unwrap();
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
        let told = record["iamErrorMessage"].as_str().unwrap();
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

/// The second connection is cheap: the TLS session of the first is resumed.
#[test]
fn a_tls_session_is_resumed() {
    let tls = Tls::new("resumed", Certificate::Good);
    let mut function = tls.start("SSL_CERT_FILE");
    for _ in 0..3 {
        tls.iam.advance(120);
        tls.world.iam.advance(120);
        let mut request = tls.world.request();
        request.as_object_mut().unwrap().remove("serialNumber");
        assert_eq!(
            status(&function.invoke(request.to_string())),
            "Resynchronized"
        );
    }
    assert_eq!(tls.iam.connections(), 6);
    assert_eq!(tls.iam.resumptions(), [false, true, true, true, true, true]);
}

/// RFC 8446, section 4.2.1: the extension lists the versions on offer.
#[test]
fn nothing_older_than_tls_1_2_is_offered() {
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
    let versions = [0x00, 0x2b, 0x00, 0x05, 0x04, 0x03, 0x04, 0x03, 0x03];
    let hello = hello.join().unwrap();
    let offered = hello.windows(versions.len()).any(|bytes| bytes == versions);
    assert!(offered, "{hello:02x?}");
}
