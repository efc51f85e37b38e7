//! An IAM that keeps MFA devices and really checks their codes (TOTP, RFC 6238), behind the wire
//! protocol of the real one: the AWS Query protocol, with answers as the IAM API Reference shows
//! them.
//!
//! Its clock stands still until [`Iam::advance`] moves it, so no test waits for a code. AWS does
//! not document how far a device may have drifted to be resynchronized; here it is two hours.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::{NamedGroup, ServerConfig};
use time::formatting::Formattable;
use time::{OffsetDateTime, PrimitiveDateTime, format_description};
use totp_rs::{Builder, Totp};

use crate::http::{self, Request, Server, Stream};
use crate::lock;

/// How long a device shows a code, in seconds.
pub const STEP: i64 = 30;

/// How many steps away from IAM's clock a resynchronization searches for the codes.
const SEARCHED_STEPS: i64 = 2 * 3600 / STEP;

/// A TOTP device, which shows codes by a clock of its own.
#[derive(Debug, Clone)]
pub struct Device {
    totp: Totp,
    /// How far its clock is ahead of IAM's, in seconds.
    drift: i64,
}

impl Device {
    /// A device with a 160-bit secret, whose clock is `drift` seconds ahead of IAM's.
    #[must_use]
    pub fn new(secret: [u8; 20], drift: i64) -> Self {
        let totp = Builder::new().with_secret(secret).build();
        Self {
            totp: totp.expect("the defaults are RFC 6238's"),
            drift,
        }
    }

    /// The code that the device shows when IAM's clock says `time`.
    #[must_use]
    pub fn code(&self, time: i64) -> String {
        code_of_step(&self.totp, (time + self.drift).div_euclid(STEP))
    }

    /// The code shown before the one of `time`, and that one.
    #[must_use]
    pub fn two_codes(&self, time: i64) -> [String; 2] {
        [self.code(time - STEP), self.code(time)]
    }
}

/// An event with `codes` in the place of its placeholders, as JSON values or in a body that is text.
#[must_use]
pub fn with_codes(event: &str, placeholders: &[String; 2], codes: &[String; 2]) -> String {
    let pairs = placeholders.iter().zip(codes);
    let pairs = pairs.filter(|(placeholder, _)| !placeholder.is_empty());
    pairs.fold(event.to_owned(), |event, (placeholder, code)| {
        event
            .replace(&format!("\"{placeholder}\""), &format!("\"{code}\""))
            .replace(&format!("\"{placeholder}\\\""), &format!("\"{code}\\\""))
    })
}

fn code_of_step(totp: &Totp, step: i64) -> String {
    totp.generate((step * STEP).unsigned_abs()).to_string()
}

/// What IAM knows of a device.
#[derive(Debug)]
struct Registered {
    totp: Totp,
    /// How many steps ahead IAM assumes the device to be.
    offset: i64,
    /// The newest step whose code was used: IAM accepts a code once.
    used: i64,
}

impl Registered {
    /// Whether `code` is accepted for a sign-in: the code of the assumed step, or of one beside it.
    fn sign_in(&mut self, now: i64, code: &str) -> bool {
        let expected = now.div_euclid(STEP) + self.offset;
        self.search(expected - 1..=expected + 1, &[code])
            .inspect(|&step| self.used = step)
            .is_some()
    }

    fn resync(&mut self, now: i64, codes: &[&str; 2]) -> bool {
        let step = now.div_euclid(STEP);
        let Some(first) = self.search(step - SEARCHED_STEPS..=step + SEARCHED_STEPS, codes) else {
            return false;
        };
        self.used = first + 1;
        self.offset = self.used - step;
        true
    }

    /// The first step that starts a run of `codes`, all of them unused.
    fn search(&self, mut steps: RangeInclusive<i64>, codes: &[&str]) -> Option<i64> {
        steps.find(|&first| {
            first > self.used
                && (first..)
                    .zip(codes)
                    .all(|(step, code)| code_of_step(&self.totp, step) == *code)
        })
    }
}

/// A fault: what the server does with a request instead of answering it correctly.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Answers with an error document.
    Error {
        /// The HTTP status code.
        http_status: u16,
        /// IAM's error code.
        code: String,
        /// IAM's text.
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

/// A request as IAM received it: the parameters of the Query protocol, `Action` among them.
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
    /// Whether the connection had early data.
    pub has_early_data: bool,
}

#[derive(Debug, Default)]
struct IamState {
    now: i64,
    /// By user name in lower case, then by serial number.
    users: BTreeMap<String, BTreeMap<String, Registered>>,
    /// For the requests to come: how long to wait, and what to do then in place of an answer.
    script: VecDeque<(Duration, Option<Fault>)>,
    calls: Vec<Call>,
    requests: Vec<ReceivedRequest>,
    /// How many requests there have been.
    served: usize,
    connections: usize,
    /// The only access key that is accepted; `None` accepts any.
    access_key_id: Option<String>,
    /// How far IAM's wall clock is ahead, in seconds.
    skew: i64,
}

/// The server.
#[derive(Debug)]
pub struct Iam {
    scheme: &'static str,
    server: Server,
    state: Arc<Mutex<IamState>>,
}

impl Iam {
    /// Starts it, with its clock at `now`, in seconds since 1970.
    #[must_use]
    pub fn start(now: i64) -> Self {
        Self::over(None, now)
    }

    /// Starts one that speaks TLS.
    #[must_use]
    pub fn start_tls(tls: Arc<ServerConfig>, now: i64) -> Self {
        Self::over(Some(tls), now)
    }

    fn over(tls: Option<Arc<ServerConfig>>, now: i64) -> Self {
        let scheme = if tls.is_some() { "https" } else { "http" };
        let state = Arc::new(Mutex::new(IamState {
            now,
            ..IamState::default()
        }));
        let shared = Arc::clone(&state);
        let server = Server::start(move |stream| {
            lock(&shared).connections += 1;
            // The function reports a connection that breaks.
            drop(Stream::new(stream, tls.as_ref()).and_then(|stream| serve(stream, &shared)));
        });
        Self {
            scheme,
            server,
            state,
        }
    }

    /// The value for `AWS_ENDPOINT_URL_IAM`.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("{}://{}", self.scheme, self.server.address())
    }

    /// Registers a device for a user. IAM assumes that its clock is right.
    pub fn register(&self, user_name: &str, serial_number: &str, device: &Device) {
        let registered = Registered {
            totp: device.totp.clone(),
            offset: 0,
            used: 0,
        };
        lock(&self.state)
            .users
            .entry(user_name.to_ascii_lowercase())
            .or_default()
            .insert(serial_number.to_owned(), registered);
    }

    /// What IAM's clock says, in seconds since 1970.
    #[must_use]
    pub fn now(&self) -> i64 {
        lock(&self.state).now
    }

    /// Adds a user without a device.
    pub fn add_user(&self, user_name: &str) {
        let user_name = user_name.to_ascii_lowercase();
        lock(&self.state).users.entry(user_name).or_default();
    }

    /// Advances the clock.
    pub fn advance(&self, seconds: i64) {
        lock(&self.state).now += seconds;
    }

    /// Whether AWS accepts this code for a sign-in.
    #[must_use]
    pub fn sign_in(&self, user_name: &str, serial_number: &str, code: &str) -> bool {
        let mut state = lock(&self.state);
        let now = state.now;
        state
            .device(user_name, serial_number)
            .is_some_and(|device| device.sign_in(now, code))
    }

    /// Injects a fault into the next request that has none yet.
    pub fn inject(&self, fault: Fault) {
        self.delay(Duration::ZERO, Some(fault));
    }

    /// Delays the next such request, and then injects the fault, if there is one.
    pub fn delay(&self, wait: Duration, fault: Option<Fault>) {
        lock(&self.state).script.push_back((wait, fault));
    }

    /// Forgets the faults that were injected and not used.
    pub fn clear_faults(&self) {
        lock(&self.state).script.clear();
    }

    /// Accepts only this access key.
    pub fn accept_only(&self, access_key_id: &str) {
        lock(&self.state).access_key_id = Some(access_key_id.to_owned());
    }

    /// Sets IAM's wall clock, which dates answers and checks signatures, ahead of this machine's.
    pub fn skew(&self, seconds: i64) {
        lock(&self.state).skew = seconds;
    }

    /// The requests since this was last asked.
    #[must_use]
    pub fn take_calls(&self) -> Vec<Call> {
        std::mem::take(&mut lock(&self.state).calls)
    }

    /// The requests so far.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.state).calls.clone()
    }

    /// How each request so far came.
    #[must_use]
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        lock(&self.state).requests.clone()
    }

    /// How many connections there have been.
    #[must_use]
    pub fn connections(&self) -> usize {
        lock(&self.state).connections
    }
}

impl IamState {
    fn device(&mut self, user_name: &str, serial_number: &str) -> Option<&mut Registered> {
        self.users
            .get_mut(&user_name.to_ascii_lowercase())?
            .get_mut(serial_number)
    }
}

/// An answer: the HTTP status and the document.
type Response = (u16, String);

fn serve(mut stream: Stream, state: &Mutex<IamState>) -> std::io::Result<()> {
    while let Some(request) = http::read_request(&mut stream)? {
        let received = ReceivedRequest {
            authorization: request
                .header("authorization")
                .unwrap_or_default()
                .to_owned(),
            key_exchange: stream.key_exchange(),
            is_resumed: stream.is_resumed(),
            has_early_data: stream.has_early_data(),
        };
        let (request_id, (wait, fault)) = {
            let mut state = lock(state);
            state.calls.push(parameters(&request));
            state.requests.push(received);
            state.served += 1;
            let request_id = format!("00000000-0000-4000-8000-{:012x}", state.served);
            (request_id, state.script.pop_front().unwrap_or_default())
        };
        std::thread::sleep(wait);
        let run = || answer(&request, &mut lock(state), &request_id);
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
            }) => error(http_status, &code, &message, &request_id),
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
        let date = wall_clock(lock(state).skew)
            .format(&http_date())
            .unwrap_or_default();
        let headers = [
            ("date", date.as_str()),
            ("x-amzn-requestid", request_id.as_str()),
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

/// Whether the time of a signature differs from IAM's clock by more than five minutes.
fn is_skewed(request: &Request, skew: i64) -> bool {
    let format =
        format_description::parse_borrowed::<2>("[year][month][day]T[hour][minute][second]Z")
            .expect("a format");
    let signed = request
        .header("x-amz-date")
        .and_then(|date| PrimitiveDateTime::parse(date, &format).ok());
    signed.is_none_or(|signed| {
        (wall_clock(skew) - signed.assume_utc()).abs() > time::Duration::minutes(5)
    })
}

fn parameters(request: &Request) -> Call {
    form_urlencoded::parse(&request.body).into_owned().collect()
}

fn answer(request: &Request, state: &mut IamState, request_id: &str) -> Response {
    let refuse =
        |http_status, code: &str, message: &str| error(http_status, code, message, request_id);
    let signed = request.header("authorization").is_some_and(|value| {
        value.starts_with("AWS4-HMAC-SHA256 ") && value.contains("/iam/aws4_request")
    });
    if !signed {
        let message = "Request is missing Authentication Token";
        return refuse(403, "MissingAuthenticationToken", message);
    }
    let by_good_key = state.access_key_id.as_ref().is_none_or(|key| {
        request
            .header("authorization")
            .is_some_and(|value| value.contains(&format!("Credential={key}/")))
    });
    if !by_good_key {
        let message = "The security token included in the request is invalid";
        return refuse(403, "InvalidClientTokenId", message);
    }
    if is_skewed(request, state.skew) {
        let message = "Signature expired: its time is not the current time";
        return refuse(403, "SignatureDoesNotMatch", message);
    }
    let parameters = parameters(request);
    match (
        parameters.get("Version").map(String::as_str),
        parameters.get("Action").map(String::as_str),
    ) {
        (Some("2010-05-08"), Some("ResyncMFADevice")) => {
            resync_mfa_device(&parameters, state, request_id)
        }
        (Some("2010-05-08"), Some("ListMFADevices")) => {
            list_mfa_devices(&parameters, state, request_id)
        }
        (version, action) => {
            let message = format!("Could not find operation {action:?} for version {version:?}");
            refuse(400, "InvalidAction", &message)
        }
    }
}

fn parameter<'a>(parameters: &'a Call, name: &str) -> &'a str {
    parameters.get(name).map(String::as_str).unwrap_or_default()
}

fn no_such_user(user_name: &str, request_id: &str) -> Response {
    let message = format!("The user with name {user_name} cannot be found.");
    error(404, "NoSuchEntity", &message, request_id)
}

/// Checks parameters against the rules of the service model; returns the first violation.
fn check(
    parameters: &Call,
    rules: &[(&str, RangeInclusive<usize>, &str)],
    request_id: &str,
) -> Result<(), Response> {
    for (name, length, others) in rules {
        let value = parameter(parameters, name);
        let allowed = |c: char| match *others {
            "" => c.is_ascii_digit(),
            others => c.is_ascii_alphanumeric() || others.contains(c),
        };
        if !length.contains(&value.len()) || !value.chars().all(allowed) {
            let message = format!(
                "1 validation error detected: Value '{value}' at '{name}' failed to satisfy \
                 constraint"
            );
            return Err(error(400, "ValidationError", &message, request_id));
        }
    }
    Ok(())
}

fn resync_mfa_device(parameters: &Call, state: &mut IamState, request_id: &str) -> Response {
    let rules = [
        ("UserName", 1..=128, "_+=,.@-"),
        ("SerialNumber", 9..=256, "_+=/:,.@-"),
        ("AuthenticationCode1", 6..=6, ""),
        ("AuthenticationCode2", 6..=6, ""),
    ];
    if let Err(answer) = check(parameters, &rules, request_id) {
        return answer;
    }
    let user_name = parameter(parameters, "UserName");
    let serial_number = parameter(parameters, "SerialNumber");
    let codes = [
        parameter(parameters, "AuthenticationCode1"),
        parameter(parameters, "AuthenticationCode2"),
    ];
    if !state.users.contains_key(&user_name.to_ascii_lowercase()) {
        return no_such_user(user_name, request_id);
    }
    let now = state.now;
    match state.device(user_name, serial_number) {
        None => {
            let message = format!("MFA device with serial number {serial_number} does not exist.");
            error(404, "NoSuchEntity", &message, request_id)
        }
        Some(device) => {
            if device.resync(now, &codes) {
                success("ResyncMFADevice", "", request_id)
            } else {
                let message = "Authentication code for device is not valid.";
                error(403, "InvalidAuthenticationCode", message, request_id)
            }
        }
    }
}

/// Two devices on a page: IAM may return fewer than the maximum.
fn list_mfa_devices(parameters: &Call, state: &IamState, request_id: &str) -> Response {
    const PAGE: usize = 2;

    if let Err(answer) = check(parameters, &[("UserName", 1..=128, "_+=,.@-")], request_id) {
        return answer;
    }
    let user_name = parameter(parameters, "UserName");
    let Some(devices) = state.users.get(&user_name.to_ascii_lowercase()) else {
        return no_such_user(user_name, request_id);
    };
    let start = parameter(parameters, "Marker").parse().unwrap_or(0);
    let members = devices.keys().skip(start).take(PAGE).map(|serial_number| {
        format!(
            "<member><UserName>{user_name}</UserName><SerialNumber>{}</SerialNumber>\
             <EnableDate>2026-01-01T00:00:00Z</EnableDate></member>",
            escape(serial_number)
        )
    });
    let members: String = members.collect();
    let next = start + PAGE;
    let more = if next < devices.len() {
        format!("<IsTruncated>true</IsTruncated><Marker>{next}</Marker>")
    } else {
        "<IsTruncated>false</IsTruncated>".to_owned()
    };
    let result = format!(
        "  <ListMFADevicesResult><MFADevices>{members}</MFADevices>{more}</ListMFADevicesResult>\n"
    );
    success("ListMFADevices", &result, request_id)
}

fn success(action: &str, result: &str, request_id: &str) -> Response {
    let document = format!(
        "<{action}Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n{result}  \
         <ResponseMetadata>\n    <RequestId>{request_id}</RequestId>\n  \
         </ResponseMetadata>\n</{action}Response>\n"
    );
    (200, document)
}

fn error(http_status: u16, code: &str, message: &str, request_id: &str) -> Response {
    let fault = if http_status < 500 {
        "Sender"
    } else {
        "Receiver"
    };
    let document = format!(
        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n  <Error>\n    \
         <Type>{fault}</Type>\n    <Code>{}</Code>\n    <Message>{}</Message>\n  </Error>\n  \
         <RequestId>{request_id}</RequestId>\n</ErrorResponse>\n",
        escape(code),
        escape(message)
    );
    (http_status, document)
}

fn escape(text: &str) -> String {
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
