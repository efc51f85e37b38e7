//! A server of the AWS Query protocol, and the faults that it can be told to show in place of an
//! answer.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::{NamedGroup, ServerConfig};
use time::formatting::Formattable;
use time::{OffsetDateTime, PrimitiveDateTime, format_description};

use crate::http::{self, Request, Server, Stream};
use crate::lock;

/// A fault: what the server does with a request instead of answering it correctly.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Answers with an error document.
    Error {
        /// The HTTP status code.
        http_status: u16,
        /// The service's error code.
        code: String,
        /// The service's text.
        message: String,
    },
    /// Sends these bytes and closes the connection.
    Bytes(Vec<u8>),
    /// Closes the connection without executing the request or answering.
    Close,
    /// Executes the request, and then does this.
    AfterRunning(Box<Fault>),
    /// Never answers.
    Hang,
    /// Sends an answer, and after a pause unsolicited bytes, on a connection that stays open.
    AnswerThen {
        /// The answer.
        answer: Vec<u8>,
        /// How long it waits.
        pause: Duration,
        /// What it sends then.
        later: Vec<u8>,
    },
    /// Sends a head and then a chunk again and again, until the function closes the connection.
    Endless {
        /// The beginning of the answer.
        head: Vec<u8>,
        /// What follows, over and over.
        chunk: Vec<u8>,
        /// How long it waits before each.
        pause: Duration,
    },
}

impl Fault {
    /// An error document.
    #[must_use]
    pub fn error(http_status: u16, code: &str, message: &str) -> Self {
        Self::Error {
            http_status,
            code: code.to_owned(),
            message: message.to_owned(),
        }
    }

    /// This fault, after the request was executed.
    #[must_use]
    pub fn after_running(self) -> Self {
        Self::AfterRunning(Box::new(self))
    }
}

/// A request as the service received it: the parameters of the Query protocol, `Action` among them.
pub type Call = BTreeMap<String, String>;

/// How a request came.
#[derive(Debug, Clone)]
pub struct ReceivedRequest {
    /// The `Authorization` header.
    pub authorization: String,
    /// The key exchange of the connection, if it is one of TLS.
    pub key_exchange: Option<NamedGroup>,
    /// Whether the connection resumed a TLS session.
    pub is_resumed: bool,
}

/// An answer: the HTTP status and the document.
pub(crate) type Response = (u16, String);

/// What the server has seen, and what it does next.
#[derive(Debug, Default)]
struct Traffic {
    /// For the requests to come: how long to wait, and what to do then in place of an answer.
    script: VecDeque<(Duration, Option<Fault>)>,
    calls: Vec<Call>,
    requests: Vec<ReceivedRequest>,
    /// How many requests there have been.
    served: usize,
    connections: usize,
    /// How far the service's wall clock is ahead, in seconds.
    skew: i64,
}

/// The server of one service.
#[derive(Debug)]
pub struct QueryServer {
    scheme: &'static str,
    server: Server,
    traffic: Arc<Mutex<Traffic>>,
}

impl QueryServer {
    /// Starts a server whose requests `answer` executes, by its wall clock. Its documents are in the
    /// XML namespace `namespace`.
    pub(crate) fn start(
        tls: Option<Arc<ServerConfig>>,
        namespace: &'static str,
        answer: impl Fn(&Request, &Context) -> Response + Send + Sync + 'static,
    ) -> Self {
        let scheme = if tls.is_some() { "https" } else { "http" };
        let traffic = Arc::new(Mutex::new(Traffic::default()));
        let shared = Arc::clone(&traffic);
        let server = Server::start(move |stream| {
            lock(&shared).connections += 1;
            let stream = Stream::new(stream, tls.as_ref());
            // The function reports a connection that breaks.
            drop(stream.and_then(|stream| serve(stream, &shared, namespace, &answer)));
        });
        Self {
            scheme,
            server,
            traffic,
        }
    }

    /// The value for the variable that names the service's endpoint.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("{}://{}", self.scheme, self.server.address())
    }

    /// Injects a fault into the next request that has none yet.
    pub fn inject(&self, fault: Fault) {
        self.delay(Duration::ZERO, Some(fault));
    }

    /// Delays the next such request, and then injects the fault, if there is one.
    pub fn delay(&self, wait: Duration, fault: Option<Fault>) {
        lock(&self.traffic).script.push_back((wait, fault));
    }

    /// Forgets the faults that were injected and not used.
    pub fn clear_faults(&self) {
        lock(&self.traffic).script.clear();
    }

    /// Sets the service's wall clock, which dates answers and checks signatures, ahead of this
    /// machine's.
    pub fn skew(&self, seconds: i64) {
        lock(&self.traffic).skew = seconds;
    }

    /// The requests since this was last asked.
    #[must_use]
    pub fn take_calls(&self) -> Vec<Call> {
        std::mem::take(&mut lock(&self.traffic).calls)
    }

    /// The requests so far.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.traffic).calls.clone()
    }

    /// How each request so far came.
    #[must_use]
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        lock(&self.traffic).requests.clone()
    }

    /// How many connections there have been.
    #[must_use]
    pub fn connections(&self) -> usize {
        lock(&self.traffic).connections
    }
}

/// What an answer needs beside the request.
pub(crate) struct Context {
    pub(crate) request_id: String,
    namespace: &'static str,
    skew: i64,
}

impl Context {
    /// What the service's wall clock says.
    pub(crate) fn now(&self) -> OffsetDateTime {
        wall_clock(self.skew)
    }

    /// Whether the time of a signature differs from the service's clock by more than five minutes.
    pub(crate) fn is_skewed(&self, request: &Request) -> bool {
        let format =
            format_description::parse_borrowed::<2>("[year][month][day]T[hour][minute][second]Z")
                .expect("a format");
        let signed = request
            .header("x-amz-date")
            .and_then(|date| PrimitiveDateTime::parse(date, &format).ok());
        signed.is_none_or(|signed| {
            (self.now() - signed.assume_utc()).abs() > time::Duration::minutes(5)
        })
    }

    /// A refusal, or a failure.
    pub(crate) fn error(&self, http_status: u16, code: &str, message: &str) -> Response {
        let fault = if http_status < 500 {
            "Sender"
        } else {
            "Receiver"
        };
        let document = format!(
            "<ErrorResponse xmlns=\"{}\">\n  <Error>\n    <Type>{fault}</Type>\n    \
             <Code>{}</Code>\n    <Message>{}</Message>\n  </Error>\n  \
             <RequestId>{}</RequestId>\n</ErrorResponse>\n",
            self.namespace,
            escape(code),
            escape(message),
            self.request_id
        );
        (http_status, document)
    }

    /// The success document of an action.
    pub(crate) fn success(&self, action: &str, result: &str) -> Response {
        let document = format!(
            "<{action}Response xmlns=\"{}\">\n{result}  <ResponseMetadata>\n    \
             <RequestId>{}</RequestId>\n  </ResponseMetadata>\n</{action}Response>\n",
            self.namespace, self.request_id
        );
        (200, document)
    }
}

fn serve(
    mut stream: Stream,
    traffic: &Mutex<Traffic>,
    namespace: &'static str,
    answer: &impl Fn(&Request, &Context) -> Response,
) -> std::io::Result<()> {
    while let Some(request) = http::read_request(&mut stream)? {
        let received = ReceivedRequest {
            authorization: request
                .header("authorization")
                .unwrap_or_default()
                .to_owned(),
            key_exchange: stream.key_exchange(),
            is_resumed: stream.is_resumed(),
        };
        let (context, (wait, fault)) = {
            let mut traffic = lock(traffic);
            traffic.calls.push(parameters(&request));
            traffic.requests.push(received);
            traffic.served += 1;
            let context = Context {
                request_id: format!("00000000-0000-4000-8000-{:012x}", traffic.served),
                namespace,
                skew: traffic.skew,
            };
            (context, traffic.script.pop_front().unwrap_or_default())
        };
        std::thread::sleep(wait);
        let run = || answer(&request, &context);
        let fault = match fault {
            Some(Fault::AfterRunning(fault)) => {
                run();
                Some(*fault)
            }
            fault => fault,
        };
        let (status, document) = match fault {
            None | Some(Fault::AfterRunning(_)) => run(),
            Some(Fault::Error {
                http_status,
                code,
                message,
            }) => context.error(http_status, &code, &message),
            Some(Fault::Bytes(bytes)) => {
                stream.write_all(&bytes)?;
                return stream.flush();
            }
            Some(Fault::Close) => return Ok(()),
            Some(Fault::Hang) => {
                // Until the function gives up.
                stream.read_to_end(&mut Vec::new())?;
                return Ok(());
            }
            Some(Fault::AnswerThen {
                answer,
                pause,
                later,
            }) => {
                stream.write_all(&answer)?;
                stream.flush()?;
                std::thread::sleep(pause);
                // The function may have closed the connection.
                drop(stream.write_all(&later));
                continue;
            }
            Some(Fault::Endless { head, chunk, pause }) => {
                stream.write_all(&head)?;
                loop {
                    std::thread::sleep(pause);
                    stream.write_all(&chunk)?;
                }
            }
        };
        let date = context.now().format(&http_date()).unwrap_or_default();
        let headers = [
            ("date", date.as_str()),
            ("x-amzn-requestid", context.request_id.as_str()),
            ("content-type", "text/xml"),
        ];
        http::write_response(&mut stream, status, &headers, document.as_bytes())?;
    }
    Ok(())
}

fn wall_clock(skew: i64) -> OffsetDateTime {
    OffsetDateTime::now_utc() + time::Duration::seconds(skew)
}

/// The format of HTTP's `Date`.
fn http_date() -> impl Formattable {
    let format =
        "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT";
    format_description::parse_borrowed::<2>(format).expect("a format")
}

pub(crate) fn parameters(request: &Request) -> Call {
    form_urlencoded::parse(&request.body).into_owned().collect()
}

pub(crate) fn parameter<'a>(parameters: &'a Call, name: &str) -> &'a str {
    parameters.get(name).map(String::as_str).unwrap_or_default()
}

pub(crate) fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, c| {
        match c {
            '<' | '>' | '&' | '"' | '\'' => {
                // Writing to a string cannot fail.
                write!(escaped, "&#{};", u32::from(c)).unwrap_or_default();
            }
            c => escaped.push(c),
        }
        escaped
    })
}
