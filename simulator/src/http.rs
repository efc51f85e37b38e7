//! As much of HTTP/1.1 as the servers need, over sockets that a fault can be injected into.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustls::{HandshakeKind, NamedGroup, ServerConfig, ServerConnection, StreamOwned};

/// A complete request.
#[derive(Debug)]
pub struct Request {
    pub method: String,
    pub path: String,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }
}

/// A connection, with or without TLS.
#[derive(Debug)]
pub enum Stream {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Stream {
    /// Accepts a connection; the TLS handshake takes place with the first bytes.
    pub fn new(stream: TcpStream, tls: Option<&Arc<ServerConfig>>) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        Ok(match tls {
            None => Self::Plain(stream),
            Some(config) => {
                let server = ServerConnection::new(Arc::clone(config)).map_err(io::Error::other)?;
                Self::Tls(Box::new(StreamOwned::new(server, stream)))
            }
        })
    }

    /// The key exchange that the handshake agreed on, where there has been one.
    pub fn key_exchange(&self) -> Option<NamedGroup> {
        match self {
            Self::Plain(_) => None,
            Self::Tls(stream) => Some(stream.conn.negotiated_key_exchange_group()?.name()),
        }
    }

    /// Whether the handshake resumed a TLS session.
    pub fn is_resumed(&self) -> bool {
        match self {
            Self::Plain(_) => false,
            Self::Tls(stream) => stream.conn.handshake_kind() == Some(HandshakeKind::Resumed),
        }
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(buffer),
            Self::Tls(stream) => stream.read(buffer),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.write(bytes),
            Self::Tls(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.flush(),
            Self::Tls(stream) => stream.flush(),
        }
    }
}

/// A listener with a thread for each connection. Dropping it stops accepting connections.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
}

impl Server {
    /// A listener on a free port of the loopback interface.
    #[must_use]
    pub fn free_port() -> TcpListener {
        TcpListener::bind(("127.0.0.1", 0)).expect("a free loopback port")
    }

    pub fn start(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        Self::bind(Self::free_port(), serve)
    }

    pub fn bind(listener: TcpListener, serve: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let address = listener.local_addr().expect("a bound address");
        let stopped = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stopped);
        let serve = Arc::new(serve);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let serve = Arc::clone(&serve);
                thread::spawn(move || serve(stream));
            }
        });
        Self { address, stopped }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        // Wakes the thread that accepts.
        drop(TcpStream::connect(self.address));
    }
}

/// Reads the next request of a connection; `None` at its end.
pub fn read_request(stream: &mut impl Read) -> io::Result<Option<Request>> {
    let mut received = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut head = httparse::Request::new(&mut headers);
        let parsed = head
            .parse(&received)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        if let httparse::Status::Complete(body_start) = parsed {
            let headers: Vec<(String, String)> = head
                .headers
                .iter()
                .map(|header| {
                    let value = String::from_utf8_lossy(header.value).into_owned();
                    (header.name.to_owned(), value)
                })
                .collect();
            let mut request = Request {
                method: head.method.unwrap_or_default().to_owned(),
                path: head.path.unwrap_or_default().to_owned(),
                headers,
                body: Vec::new(),
            };
            let length = request
                .header("content-length")
                .map_or(Ok(0), str::parse)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
            request.body = received.split_off(body_start);
            let mut rest = vec![0; length - request.body.len()];
            stream.read_exact(&mut rest)?;
            request.body.append(&mut rest);
            return Ok(Some(request));
        }
        match stream.read(&mut buffer)? {
            0 => return Ok(None),
            count => received.extend_from_slice(&buffer[..count]),
        }
    }
}

/// Writes a response whose connection stays open.
pub fn write_response(
    stream: &mut impl Write,
    status: u16,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<()> {
    let mut response = Vec::new();
    let length = body.len();
    write!(
        response,
        "HTTP/1.1 {status} \r\ncontent-length: {length}\r\n"
    )?;
    for (name, value) in headers {
        write!(response, "{name}: {value}\r\n")?;
    }
    response.extend_from_slice(b"\r\n");
    response.extend_from_slice(body);
    stream.write_all(&response)?;
    stream.flush()
}

/// The body of a `GET` of an `http://` URL, if the status is 200. The request is of version 1.0, for
/// which a server sends no chunks: the body has the length that the response says, or ends with the
/// connection.
pub fn get(url: &str) -> io::Result<Vec<u8>> {
    let invalid = || io::Error::from(io::ErrorKind::InvalidData);
    let address = url.strip_prefix("http://").ok_or_else(invalid)?;
    let (authority, path) = address.split_once('/').unwrap_or((address, ""));
    let mut stream = TcpStream::connect(authority)?;
    write!(stream, "GET /{path} HTTP/1.0\r\nhost: {authority}\r\n\r\n")?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    if line.split(' ').nth(1) != Some("200") {
        return Err(invalid());
    }
    let mut length = u64::MAX;
    while line != "\r\n" {
        line.clear();
        reader.read_line(&mut line)?;
        let header = line.to_ascii_lowercase();
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().map_err(|_| invalid())?;
        }
        if line.is_empty() {
            return Err(invalid());
        }
    }
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body)?;
    Ok(body)
}
