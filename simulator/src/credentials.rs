//! An endpoint of the container credentials provider, whose credentials change (AWS SDKs and Tools Reference Guide, "Container credential provider").

use std::sync::{Arc, Mutex};

use serde_json::json;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::http::{self, Server};
use crate::lock;

/// The server.
#[derive(Debug)]
pub struct Credentials {
    server: Server,
    current: Arc<Mutex<(String, OffsetDateTime)>>,
}

impl Credentials {
    /// Starts it, with credentials that expire after `seconds`.
    #[must_use]
    pub fn start(access_key_id: &str, seconds: i64) -> Self {
        let current = Arc::new(Mutex::new(credentials(access_key_id, seconds)));
        let shared = Arc::clone(&current);
        let server = Server::start(move |mut stream| {
            while let Ok(Some(_)) = http::read_request(&mut stream) {
                let (access_key_id, expiration) = lock(&shared).clone();
                let document = json!({
                    "AccessKeyId": access_key_id,
                    "SecretAccessKey": "a-secret-access-key",
                    "Token": "a-session-token",
                    "Expiration": expiration.format(&Rfc3339).expect("a time"),
                });
                let headers = [("content-type", "application/json")];
                let body = document.to_string();
                if http::write_response(&mut stream, 200, &headers, body.as_bytes()).is_err() {
                    return;
                }
            }
        });
        Self { server, current }
    }

    /// The value for `AWS_CONTAINER_CREDENTIALS_FULL_URI`.
    #[must_use]
    pub fn uri(&self) -> String {
        format!("http://{}/credentials", self.server.address())
    }

    /// Returns other credentials from now on.
    pub fn rotate(&self, access_key_id: &str, seconds: i64) {
        *lock(&self.current) = credentials(access_key_id, seconds);
    }
}

fn credentials(access_key_id: &str, seconds: i64) -> (String, OffsetDateTime) {
    let expiration = OffsetDateTime::now_utc() + time::Duration::seconds(seconds);
    (access_key_id.to_owned(), expiration)
}
