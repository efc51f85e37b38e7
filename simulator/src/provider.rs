//! An OpenID provider, which asks nobody for a password: whoever comes chooses who to be. Authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636).

use std::collections::BTreeMap;
use std::io;
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use rcgen::{KeyPair, PKCS_RSA_SHA256};
use serde_json::{Value, json};

use crate::html::{escape, page};
use crate::http::{self, Request, Server};
use crate::lock;

const KEY_ID: &str = "local";

/// How long a token is valid, in seconds.
const LIFETIME: u64 = 3600;

/// Somebody who can sign in.
#[derive(Debug, Clone)]
pub struct Person {
    /// What the sign-in page calls them.
    pub name: &'static str,
    /// What they are there to show.
    pub description: &'static str,
    /// Their claims.
    pub claims: Value,
}

/// The server.
#[derive(Debug)]
pub struct Provider {
    server: Server,
    state: Arc<ProviderState>,
}

#[derive(Debug)]
struct ProviderState {
    client_id: String,
    people: Vec<Person>,
    key: EncodingKey,
    /// What each authorization code that was not used yet stands for.
    grants: Mutex<BTreeMap<String, Grant>>,
}

#[derive(Debug)]
struct Grant {
    claims: Value,
    nonce: String,
    code_challenge: String,
    redirect_uri: String,
}

type Parameters = BTreeMap<String, String>;

impl Provider {
    /// Starts it, for one client.
    #[must_use]
    pub fn start(client_id: &str, people: Vec<Person>) -> Self {
        let pem = KeyPair::generate_for(&PKCS_RSA_SHA256).expect("a key");
        let pem = pem.serialize_pem();
        let state = ProviderState {
            client_id: client_id.to_owned(),
            people,
            key: EncodingKey::from_rsa_pem(pem.as_bytes()).expect("the key in PEM"),
            grants: Mutex::default(),
        };
        let listener = Server::free_port();
        let issuer = format!("http://{}", listener.local_addr().expect("a bound address"));
        let state = Arc::new(state);
        let shared = Arc::clone(&state);
        let server = Server::bind(listener, move |stream| {
            // The browser notices a connection that breaks.
            drop(shared.serve(stream, &issuer));
        });
        Self { server, state }
    }

    /// The issuer's URL.
    #[must_use]
    pub fn issuer(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// A token with these claims and no others.
    #[must_use]
    pub fn sign(&self, claims: &Value) -> String {
        self.state.sign(claims).expect("a signature")
    }
}

impl ProviderState {
    fn serve(&self, mut stream: TcpStream, issuer: &str) -> io::Result<()> {
        while let Some(request) = http::read_request(&mut stream)? {
            let (code, headers, body) = self.respond(&request, issuer);
            let mut all = vec![("access-control-allow-origin", "*")];
            all.extend(headers.iter().map(|(name, value)| (*name, value.as_str())));
            http::write_response(&mut stream, code, &all, body.as_bytes())?;
        }
        Ok(())
    }

    fn respond(
        &self,
        request: &Request,
        issuer: &str,
    ) -> (u16, Vec<(&'static str, String)>, String) {
        let target = request.path.as_str();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let parameters = parse(query.as_bytes());
        match (request.method.as_str(), path) {
            ("GET", "/.well-known/openid-configuration") => json_response(
                200,
                &json!({
                    "issuer": issuer,
                    "authorization_endpoint": format!("{issuer}/authorize"),
                    "token_endpoint": format!("{issuer}/token"),
                    "end_session_endpoint": format!("{issuer}/logout"),
                    "jwks_uri": format!("{issuer}/jwks"),
                    "response_types_supported": ["code"],
                    "code_challenge_methods_supported": ["S256"],
                }),
            ),
            ("GET", "/jwks") => {
                let mut key = Jwk::from_encoding_key(&self.key, Algorithm::RS256).expect("a key");
                key.common.key_id = Some(KEY_ID.to_owned());
                json_response(200, &json!(JwkSet { keys: vec![key] }))
            }
            ("GET", "/authorize") => html_response(self.sign_in_page(query)),
            ("GET", "/choose") => match self.choose(&parameters, issuer) {
                Some(address) => redirect(&address),
                None => html_response(page("This is not a sign-in", "<p>Start from the page.</p>")),
            },
            ("POST", "/token") => match self.tokens(&parse(&request.body), issuer) {
                Some(tokens) => json_response(200, &tokens),
                None => json_response(400, &json!({"error": "invalid_grant"})),
            },
            ("POST", "/logout") => {
                let body = parse(&request.body);
                let address = body.get("post_logout_redirect_uri");
                match address.filter(|address| is_local(address)) {
                    Some(address) => redirect(address),
                    None => html_response(page("You are signed out", "")),
                }
            }
            _ => json_response(404, &json!({"error": "not_found"})),
        }
    }

    fn sign_in_page(&self, query: &str) -> String {
        let link = |person: &str, name: &str, description: &str| {
            format!(
                "<li><a href=\"/choose?{}&amp;person={}\">{}</a><br>{}</li>",
                escape(query),
                escape(person),
                escape(name),
                escape(description)
            )
        };
        let people = self.people.iter();
        let mut links: Vec<String> = people
            .map(|person| link(person.name, person.name, person.description))
            .collect();
        links.push(link("", "Nobody", "declines to sign in"));
        let links = links.concat();
        let body = format!(
            "<p>This sign-in is simulated: it asks for no password. Who are you?</p><ul>{links}</ul>"
        );
        page("Company sign-in", &body)
    }

    /// Where the browser goes once somebody was chosen.
    fn choose(&self, parameters: &Parameters, issuer: &str) -> Option<String> {
        let parameter = |name: &str| parameters.get(name).map(String::as_str);
        let redirect_uri = parameter("redirect_uri").filter(|uri| is_local(uri))?;
        let is_valid = parameter("client_id") == Some(&self.client_id)
            && parameter("response_type") == Some("code")
            && parameter("code_challenge_method") == Some("S256");
        if !is_valid {
            return None;
        }
        let mut answer = form_urlencoded::Serializer::new(String::new());
        answer.append_pair("state", parameter("state")?);
        answer.append_pair("iss", issuer);
        let person = parameter("person")?;
        if let Some(person) = self.people.iter().find(|other| other.name == person) {
            let grant = Grant {
                claims: person.claims.clone(),
                nonce: parameter("nonce")?.to_owned(),
                code_challenge: parameter("code_challenge")?.to_owned(),
                redirect_uri: redirect_uri.to_owned(),
            };
            let mut bytes = [0; 32];
            aws_lc_rs::rand::fill(&mut bytes).ok()?;
            let code = URL_SAFE_NO_PAD.encode(bytes);
            answer.append_pair("code", &code);
            lock(&self.grants).insert(code, grant);
        } else {
            answer.append_pair("error", "access_denied");
        }
        Some(format!("{redirect_uri}?{}", answer.finish()))
    }

    fn tokens(&self, parameters: &Parameters, issuer: &str) -> Option<Value> {
        let grant = lock(&self.grants).remove(parameters.get("code")?)?;
        let challenge = digest(&SHA256, parameters.get("code_verifier")?.as_bytes());
        let is_valid = URL_SAFE_NO_PAD.encode(challenge) == grant.code_challenge
            && parameters.get("redirect_uri") == Some(&grant.redirect_uri)
            && parameters.get("client_id") == Some(&self.client_id);
        if !is_valid {
            return None;
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
        let mut claims = json!({
            "iss": issuer,
            "aud": self.client_id,
            "nonce": grant.nonce,
            "iat": now,
            "exp": now + LIFETIME,
        });
        for (name, value) in grant.claims.as_object()? {
            claims[name] = value.clone();
        }
        let token = self.sign(&claims)?;
        Some(json!({"id_token": token, "token_type": "Bearer", "expires_in": LIFETIME}))
    }

    fn sign(&self, claims: &Value) -> Option<String> {
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(KEY_ID.to_owned());
        encode(&header, claims, &self.key).ok()
    }
}

fn parse(form: &[u8]) -> Parameters {
    form_urlencoded::parse(form).into_owned().collect()
}

/// Whether an address is on this machine: codes go nowhere else.
fn is_local(address: &str) -> bool {
    ["http://127.0.0.1:", "http://[::1]:", "http://localhost:"]
        .iter()
        .any(|start| address.starts_with(start))
}

fn json_response(code: u16, body: &Value) -> (u16, Vec<(&'static str, String)>, String) {
    let headers = vec![("content-type", "application/json".to_owned())];
    (code, headers, body.to_string())
}

fn html_response(body: String) -> (u16, Vec<(&'static str, String)>, String) {
    let headers = vec![("content-type", "text/html; charset=utf-8".to_owned())];
    (200, headers, body)
}

fn redirect(address: &str) -> (u16, Vec<(&'static str, String)>, String) {
    // 303: also after a POST, the browser gets the address.
    (303, vec![("location", address.to_owned())], String::new())
}
