//! An OIDC issuer, as far as an API's JWT authorizer asks: a discovery document, one key, and
//! tokens that are signed with it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::cloud::command;

/// The issuer; it listens until the test's process ends.
pub struct Issuer {
    pub url: String,
    key: PathBuf,
}

impl Issuer {
    /// Starts it with a new key, kept in `directory`.
    pub fn start(directory: &Path) -> Self {
        let key = new_key(directory, "issuer.pem");
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free loopback port");
        let address = listener.local_addr().expect("a bound address");
        let url = format!("http://{address}");
        let discovery = json!({"issuer": url, "jwks_uri": format!("{url}/keys")});
        let keys = json!({"keys": [{
            "kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1",
            "n": modulus(&key),
            "e": "AQAB",
        }]});
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                // Whoever asks and goes away is not told.
                drop(serve(stream, &discovery, &keys));
            }
        });
        Self { url, key }
    }

    /// A token with these claims.
    pub fn token(&self, claims: &Value) -> String {
        sign(claims, &self.key)
    }

    /// A token with these claims that somebody else signed.
    pub fn forged_token(&self, claims: &Value) -> String {
        let directory = self.key.parent().expect("a directory");
        sign(claims, &new_key(directory, "forger.pem"))
    }
}

fn serve(mut stream: TcpStream, discovery: &Value, keys: &Value) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for header in lines {
        if header?.is_empty() {
            break;
        }
    }
    let body = match request.split(' ').nth(1) {
        Some("/.well-known/openid-configuration") => discovery.to_string(),
        Some("/keys") => keys.to_string(),
        _ => return stream.write_all(b"HTTP/1.1 404 \r\ncontent-length: 0\r\n\r\n"),
    };
    write!(
        stream,
        "HTTP/1.1 200 \r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n{body}",
        body.len()
    )
}

fn new_key(directory: &Path, name: &str) -> PathBuf {
    let key = directory.join(name);
    let made = command("openssl")
        .args(["genrsa", "-out"])
        .arg(&key)
        .arg("2048")
        .stderr(Stdio::null())
        .status();
    assert!(made.is_ok_and(|status| status.success()), "a new key");
    key
}

fn modulus(key: &Path) -> String {
    let output = command("openssl")
        .args(["rsa", "-noout", "-modulus", "-in"])
        .arg(key)
        .output()
        .expect("openssl runs");
    let text = String::from_utf8(output.stdout).expect("text");
    let digits = text.trim().strip_prefix("Modulus=").expect("a modulus");
    let bytes: Vec<u8> = (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).expect("a hexadecimal number"))
        .collect();
    URL_SAFE_NO_PAD.encode(bytes)
}

fn sign(claims: &Value, key: &Path) -> String {
    let header = json!({"alg": "RS256", "typ": "JWT", "kid": "1"});
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", part(&header), part(claims));
    let mut openssl = command("openssl")
        .args(["dgst", "-sha256", "-sign"])
        .arg(key)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("openssl runs");
    let mut input = openssl.stdin.take().expect("a pipe was asked for");
    input.write_all(text.as_bytes()).expect("openssl reads");
    drop(input);
    let output = openssl.wait_with_output().expect("openssl ends");
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(output.stdout))
}
