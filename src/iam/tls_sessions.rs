//! The TLS sessions that later connections resume: the one part of a connection that outlives it.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use hyper::body::{Body, Frame, SizeHint};
use rustls::NamedGroup;
use rustls::client::{
    ClientSessionMemoryCache, ClientSessionStore, Tls12ClientSessionValue, Tls13ClientSessionValue,
};
use rustls::pki_types::ServerName;

/// How many sessions are kept: rustls keeps eight for a server, and the function calls one of IAM and
/// one of STS.
const MAX_SESSIONS: usize = 8 * 4;

/// Sessions, which an attempt that fails ends.
#[derive(Debug)]
pub struct TlsSessions(ClientSessionMemoryCache);

impl TlsSessions {
    pub fn new() -> Self {
        Self(ClientSessionMemoryCache::new(MAX_SESSIONS))
    }

    /// Forgets the sessions of a server. A server or a proxy may refuse a connection because of the
    /// session that it should resume; rustls would offer the next one.
    fn forget(&self, host: &str) {
        // A URI has brackets around an IPv6 address.
        let name = host.trim_start_matches('[').trim_end_matches(']');
        if let Ok(name) = ServerName::try_from(name.to_owned()) {
            self.remove_tls12_session(&name);
            while self.take_tls13_ticket(&name).is_some() {}
        }
    }
}

/// Forgets the sessions of a server when it is dropped, unless the attempt ended well: also where the
/// SDK drops the attempt, because its time is over.
#[derive(Debug)]
pub struct SessionGuard {
    sessions: Arc<TlsSessions>,
    host: String,
    keeps: bool,
}

impl SessionGuard {
    pub fn new(sessions: &Arc<TlsSessions>, host: &str) -> Self {
        Self {
            sessions: Arc::clone(sessions),
            host: host.to_owned(),
            keeps: false,
        }
    }
}

impl Drop for SessionGuard {
    fn drop(&mut self) {
        if !self.keeps {
            self.sessions.forget(&self.host);
        }
    }
}

/// The body of a response, with the guard of its connection: at its end, the attempt ended well.
#[derive(Debug)]
pub struct GuardedBody<B> {
    pub body: B,
    pub guard: SessionGuard,
    /// Whether the head of the response is one after which the sessions are kept.
    pub is_good: bool,
}

impl<B: Body + Unpin> Body for GuardedBody<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        let has_failed = matches!(frame, Some(Err(_)));
        let is_end = frame.is_none() || self.body.is_end_stream();
        self.guard.keeps |= self.is_good && is_end && !has_failed;
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
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
