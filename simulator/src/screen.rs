//! A page that shows people's devices, for the local run: the code on each, and whether AWS accepts
//! it for a sign-in.

use std::collections::BTreeMap;
use std::io;
use std::net::TcpStream;
use std::sync::{Arc, Mutex};

use crate::html::{escape, page};
use crate::http::{self, Server};
use crate::iam::{Device, Iam, STEP};
use crate::lock;

/// Somebody's device.
#[derive(Debug)]
pub struct Shown {
    /// The account of the IAM user.
    pub account: &'static str,
    /// The IAM user.
    pub user_name: &'static str,
    /// The device, as IAM knows it.
    pub serial_number: String,
    /// The device itself.
    pub device: Device,
}

/// The server.
#[derive(Debug)]
pub struct Screen {
    server: Server,
}

struct ScreenState {
    iam: Arc<Iam>,
    shown: Mutex<Vec<Shown>>,
    /// What AWS said to the last sign-in with each device.
    sign_ins: Mutex<BTreeMap<usize, String>>,
}

impl Screen {
    /// Starts it. The devices are registered with this IAM.
    #[must_use]
    pub fn start(iam: Arc<Iam>, shown: Vec<Shown>) -> Self {
        let state = Arc::new(ScreenState {
            iam,
            shown: Mutex::new(shown),
            sign_ins: Mutex::default(),
        });
        let server = Server::start(move |stream| {
            // The browser notices a connection that breaks.
            drop(state.serve(stream));
        });
        Self { server }
    }

    /// The address of the page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.server.address())
    }
}

impl ScreenState {
    fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        while let Some(request) = http::read_request(&mut stream)? {
            let number_after = |start| request.path.strip_prefix(start)?.parse::<usize>().ok();
            let numbers = [number_after("/sign-in/"), number_after("/set-clock/")];
            match (request.method.as_str(), request.path.as_str(), numbers) {
                ("GET", "/", _) => {
                    let headers = [("content-type", "text/html; charset=utf-8")];
                    http::write_response(&mut stream, 200, &headers, self.page().as_bytes())?;
                    continue;
                }
                ("POST", "/wait", _) => self.iam.advance(STEP),
                ("POST", _, [Some(number), _]) => self.sign_in(number),
                ("POST", _, [_, Some(number)]) => {
                    if let Some(shown) = lock(&self.shown).get_mut(number) {
                        shown.device.set_clock();
                    }
                }
                _ => {
                    http::write_response(&mut stream, 404, &[], b"")?;
                    continue;
                }
            }
            http::write_response(&mut stream, 303, &[("location", "/")], b"")?;
        }
        Ok(())
    }

    fn sign_in(&self, number: usize) {
        let all = lock(&self.shown);
        let Some(shown) = all.get(number) else {
            return;
        };
        let code = shown.device.code(self.iam.now());
        let (account, user_name) = (shown.account, shown.user_name);
        let is_accepted = self
            .iam
            .sign_in_to(account, user_name, &shown.serial_number, &code);
        let result = if is_accepted { "accepted" } else { "refused" };
        lock(&self.sign_ins).insert(number, format!("AWS {result} {code}."));
    }

    fn page(&self) -> String {
        let now = self.iam.now();
        let seconds = STEP - now.rem_euclid(STEP);
        let sign_ins = lock(&self.sign_ins);
        let devices: Vec<String> = lock(&self.shown)
            .iter()
            .enumerate()
            .map(|(number, shown)| {
                let code = shown.device.code(now);
                let (left, right) = code.split_at(3);
                let name = shown.serial_number.rsplit('/').next().unwrap_or_default();
                let sign_in = sign_ins.get(&number).map_or("", String::as_str);
                let clock = if shown.device.is_clock_right() {
                    "<p>Its date and time are automatic.</p>".to_owned()
                } else {
                    format!(
                        "<form method=\"post\" action=\"/set-clock/{number}\">\
                         <button>Set its date and time to automatic</button></form>"
                    )
                };
                format!(
                    "<h2>{}, {}</h2><p class=\"code\">{left} {right}</p>\
                     <form method=\"post\" action=\"/sign-in/{number}\">\
                     <button>Sign in to AWS with this code</button> <output>{sign_in}</output></form>{clock}",
                    escape(shown.user_name),
                    escape(name),
                )
            })
            .collect();
        let body = format!(
            "<meta http-equiv=\"refresh\" content=\"2\">\
             <p>These devices are simulated. Their clocks have drifted, until you set them to automatic.</p>{}\
             <h2>Next codes in {seconds} seconds</h2>\
             <form method=\"post\" action=\"/wait\"><button>Do not wait for them</button></form>",
            devices.concat()
        );
        page("The devices", &body)
    }
}
