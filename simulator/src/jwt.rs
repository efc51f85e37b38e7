//! The JWT authorizer of an HTTP API (API Gateway Developer Guide, "Control access to HTTP APIs with
//! JWT authorizers"), for issuers of this machine.

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Map, Value};

use crate::gateway::Authorizer;
use crate::http;

/// Accepts the tokens of one issuer for one audience.
#[derive(Debug)]
pub struct JwtAuthorizer {
    issuer: String,
    audience: String,
}

impl JwtAuthorizer {
    /// An authorizer of this issuer, an `http://` URL, and this audience.
    #[must_use]
    pub fn new(issuer: &str, audience: &str) -> Self {
        Self {
            issuer: issuer.to_owned(),
            audience: audience.to_owned(),
        }
    }

    /// The keys, by the issuer's discovery document. They are not cached.
    fn keys(&self) -> Option<JwkSet> {
        let base = self.issuer.trim_end_matches('/');
        let document = http::get(&format!("{base}/.well-known/openid-configuration")).ok()?;
        let document: Value = serde_json::from_slice(&document).ok()?;
        let keys = http::get(document["jwks_uri"].as_str()?).ok()?;
        serde_json::from_slice(&keys).ok()
    }
}

impl Authorizer for JwtAuthorizer {
    fn claims(&self, token: &str) -> Option<Value> {
        let kid = decode_header(token).ok()?.kid?;
        let key = DecodingKey::from_jwk(self.keys()?.find(&kid)?).ok()?;
        let mut validation = Validation::new(Algorithm::RS256);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        validation.validate_nbf = true;
        validation.leeway = 0;
        let claims: Map<String, Value> = decode(token, &key, &validation).ok()?.claims;
        let strings = claims.into_iter().map(|(name, value)| (name, text(value)));
        Some(Value::Object(strings.collect()))
    }
}

/// A claim as API Gateway writes it: always a string, with a list as `[a b]`.
fn text(claim: Value) -> Value {
    Value::String(match claim {
        Value::String(text) => text,
        Value::Array(items) => {
            let items = items.into_iter().map(text);
            let items: Vec<String> = items
                .map(|item| item.as_str().unwrap_or_default().to_owned())
                .collect();
            format!("[{}]", items.join(" "))
        }
        other => other.to_string(),
    })
}
