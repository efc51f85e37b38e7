//! The check of a request's signature ("AWS Signature Version 4 for API requests" in the IAM User
//! Guide).

use std::fmt::Write as _;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign};

use crate::http::Request;

/// Credentials that a service knows.
#[derive(Debug, Clone)]
pub struct AccessKey {
    pub id: String,
    pub secret: String,
    /// Of temporary credentials.
    pub token: String,
}

/// The parts of an `Authorization` header.
pub struct Signature<'a> {
    pub access_key_id: &'a str,
    /// The date, the region, the service and `aws4_request`.
    scope: &'a str,
    signed_headers: &'a str,
    hex: &'a str,
}

impl<'a> Signature<'a> {
    /// The signature of a request to `service`; `None` where there is none for it.
    pub fn parse(request: &'a Request, service: &str) -> Option<Self> {
        let header = request.header("authorization")?;
        let fields = header.strip_prefix("AWS4-HMAC-SHA256 ")?;
        let field = |name: &str| {
            let mut fields = fields.split(',').map(str::trim);
            fields.find_map(|field| field.strip_prefix(name))
        };
        let (access_key_id, scope) = field("Credential=")?.split_once('/')?;
        let [_, region, signed_service, "aws4_request"] = scope.split('/').collect::<Vec<_>>()[..]
        else {
            return None;
        };
        let is_of_region = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let is_region = !region.is_empty() && region.chars().all(is_of_region);
        (signed_service == service && is_region).then_some(Self {
            access_key_id,
            scope,
            signed_headers: field("SignedHeaders=")?,
            hex: field("Signature=")?,
        })
    }

    /// Whether the request was signed with this key.
    pub fn is_of(&self, key: &AccessKey, request: &Request) -> bool {
        let headers: String = self
            .signed_headers
            .split(';')
            .map(|name| (name, request.header(name).unwrap_or_default().trim()))
            .flat_map(|(name, value)| [name, ":", value, "\n"])
            .collect();
        let canonical = format!(
            "{}\n{}\n\n{headers}\n{}\n{}",
            request.method,
            request.path,
            self.signed_headers,
            hex(digest(&SHA256, &request.body).as_ref())
        );
        let text = format!(
            "AWS4-HMAC-SHA256\n{}\n{}\n{}",
            request.header("x-amz-date").unwrap_or_default(),
            self.scope,
            hex(digest(&SHA256, canonical.as_bytes()).as_ref())
        );
        let hmac = |key: &[u8], text: &str| {
            let tag = sign(&Key::new(HMAC_SHA256, key), text.as_bytes());
            tag.as_ref().to_vec()
        };
        let secret = format!("AWS4{}", key.secret).into_bytes();
        let signing_key = self
            .scope
            .split('/')
            .fold(secret, |key, part| hmac(&key, part));
        hex(&hmac(&signing_key, &text)) == self.hex
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        write!(text, "{byte:02x}").unwrap_or_default();
        text
    })
}
