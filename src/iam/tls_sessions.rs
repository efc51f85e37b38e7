//! The TLS sessions that later connections resume: the one part of a connection that outlives it.

use rustls::NamedGroup;
use rustls::client::{
    ClientSessionMemoryCache, ClientSessionStore, Tls12ClientSessionValue, Tls13ClientSessionValue,
};
use rustls::pki_types::ServerName;

/// For how many servers sessions are kept. The function calls one of IAM and one of STS.
const MAX_SERVERS: usize = 8;

/// Sessions, which a failed connection ends.
#[derive(Debug)]
pub struct TlsSessions(ClientSessionMemoryCache);

impl TlsSessions {
    pub fn new() -> Self {
        Self(ClientSessionMemoryCache::new(MAX_SERVERS))
    }

    /// Forgets the sessions of a server. A server or a proxy may refuse a connection because of the
    /// session that it should resume; rustls would offer the next one.
    pub fn forget(&self, host: &str) {
        if let Ok(name) = ServerName::try_from(host.to_owned()) {
            self.remove_tls12_session(&name);
            while self.take_tls13_ticket(&name).is_some() {}
        }
    }
}

impl ClientSessionStore for TlsSessions {
    /// A server without the post-quantum key exchange must not keep the function from offering it.
    fn set_kx_hint(&self, _: ServerName<'static>, _: NamedGroup) {}

    fn kx_hint(&self, _: &ServerName<'_>) -> Option<NamedGroup> {
        None
    }

    fn set_tls12_session(&self, name: ServerName<'static>, session: Tls12ClientSessionValue) {
        self.0.set_tls12_session(name, session);
    }

    fn tls12_session(&self, name: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        self.0.tls12_session(name)
    }

    fn remove_tls12_session(&self, name: &ServerName<'static>) {
        self.0.remove_tls12_session(name);
    }

    fn insert_tls13_ticket(&self, name: ServerName<'static>, ticket: Tls13ClientSessionValue) {
        self.0.insert_tls13_ticket(name, ticket);
    }

    fn take_tls13_ticket(&self, name: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        self.0.take_tls13_ticket(name)
    }
}
