//! What is around the function where no other IAM is named: the IAM inside this program, a user
//! whose device has drifted, and the event.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use simulator::event::{capitalized, field, request};
use simulator::iam::{ACCOUNT, Device, Iam, STEP, with_codes};
use simulator::lambda::Event;
use simulator::sts::{Role, Sts};

use crate::invocation::{Invocation, invoke};
use crate::settings;
use crate::{Failure, Report};

/// Another account, and the role in it that the function assumes.
const MEMBER: &str = "111122223333";
const MEMBER_ROLE: &str = "resync-mfa-device-member";

/// How far the device's clock is off, in seconds.
const DRIFT: i64 = -47 * 60;

/// The simulation before the invocation, as a scenario changes it.
#[derive(Debug)]
pub struct Simulation {
    pub iam: Iam,
    /// Where the function looks for IAM.
    pub endpoint: String,
    /// The device in the user's hand.
    pub device: Device,
    /// What IAM knows: the serial numbers of the user's devices; `None`: no such user.
    pub known: Option<Vec<String>>,
    pub user_name: String,
    pub serial_number: String,
    pub account: String,
    /// How long the function has.
    pub time: Duration,
    /// Settings of the function beside the usual ones.
    pub settings: Vec<(&'static str, String)>,
    /// The account of the user.
    user_account: &'static str,
    /// What lets the function into another account than its own.
    sts: Option<Sts>,
    event: String,
}

impl Simulation {
    /// The user and the device of the event. The codes that the device shows take the place of the
    /// event's.
    pub fn new(event: String, account: &str) -> Self {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = since_1970.map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(0));
        let iam = Iam::start(now);
        let mut simulation = Self {
            endpoint: iam.endpoint(),
            iam,
            device: Device::new(*b"the local run's key.", DRIFT),
            known: None,
            user_name: String::new(),
            serial_number: String::new(),
            account: account.to_owned(),
            time: Duration::from_secs(15),
            settings: Vec::new(),
            user_account: ACCOUNT,
            sts: None,
            event,
        };
        simulation.decode_body();
        simulation.user_name = simulation.field("userName").unwrap_or("alice".to_owned());
        simulation.serial_number = simulation
            .field("serialNumber")
            .unwrap_or("GAHT31415926".to_owned());
        simulation.known = Some(vec![simulation.serial_number.clone()]);
        let codes = simulation.device.two_codes(now);
        simulation.set_codes(&codes);
        simulation
    }

    pub fn set_codes(&mut self, codes: &[String; 2]) {
        let placeholders = ["authenticationCode1", "authenticationCode2"]
            .map(|name| self.field(name).unwrap_or_default());
        self.event = with_codes(&self.event, &placeholders, codes);
    }

    /// A field of the request, if it is a string.
    pub fn field(&self, name: &str) -> Option<String> {
        let event: Value = serde_json::from_str(&self.event).unwrap_or_default();
        field(&request(&event), name).as_str().map(str::to_owned)
    }

    /// Sets a field of the request, or removes it, in either spelling.
    pub fn set_field(&mut self, name: &str, value: Option<&str>) {
        let edit = |request: &mut Map<String, Value>| {
            request.remove(&capitalized(name));
            request.remove(name);
            if let Some(value) = value {
                request.insert(name.to_owned(), json!(value));
            }
        };
        self.edit_event(|event| {
            let body = event.get("body").and_then(Value::as_str);
            match body.and_then(|body| serde_json::from_str(body).ok()) {
                None => edit(event),
                Some(mut request) => {
                    edit(&mut request);
                    event.insert("body".to_owned(), json!(Value::Object(request).to_string()));
                }
            }
        });
    }

    /// Moves the user to a member account, whose role trusts the function if `is_set_up`.
    pub fn move_to_member(&mut self, is_set_up: bool) {
        let sts = Sts::start(&self.iam, settings::KEY, settings::KEY, "");
        if is_set_up {
            sts.set_role(Role::of_member(MEMBER, MEMBER_ROLE));
        }
        self.settings.extend([
            ("AWS_ENDPOINT_URL_STS", sts.endpoint()),
            ("MEMBER_ROLE_NAME", MEMBER_ROLE.to_owned()),
            ("MEMBER_ACCOUNTS", MEMBER.to_owned()),
        ]);
        self.sts = Some(sts);
        self.user_account = MEMBER;
        self.serial_number = format!("arn:aws:iam::{MEMBER}:mfa/{}", self.user_name);
        self.known = Some(vec![self.serial_number.clone()]);
        self.set_field("accountId", Some(MEMBER));
        self.set_field("serialNumber", None);
    }

    /// Sets the method of an HTTP event.
    pub fn set_method(&mut self, method: &str) {
        self.edit_event(|event| {
            if let Some(of_event) = event.get_mut("httpMethod") {
                *of_event = json!(method);
            }
            let context = &mut event["requestContext"];
            if context["http"].is_object() {
                context["http"]["method"] = json!(method);
            } else {
                context["httpMethod"] = json!(method);
            }
        });
    }

    pub fn is_http(&self) -> bool {
        let event: Value = serde_json::from_str(&self.event).unwrap_or_default();
        event["requestContext"].is_object()
    }

    /// Makes text of a body in base64, so that its codes can be replaced.
    fn decode_body(&mut self) {
        let event: Value = serde_json::from_str(&self.event).unwrap_or_default();
        let body = event["body"].as_str().unwrap_or_default();
        if event["isBase64Encoded"] == true
            && let Ok(body) = STANDARD.decode(body)
            && let Ok(text) = String::from_utf8(body)
        {
            self.edit_event(|event| {
                event.insert("body".to_owned(), json!(text));
                event.insert("isBase64Encoded".to_owned(), json!(false));
            });
        }
    }

    fn edit_event(&mut self, edit: impl FnOnce(&mut Map<String, Value>)) {
        if let Ok(Value::Object(mut event)) = serde_json::from_str(&self.event) {
            edit(&mut event);
            self.event = format!("{:#}", Value::Object(event));
        }
    }

    /// Tells IAM what it knows.
    pub fn register(&self) {
        if self.known.is_some() {
            self.iam.add_user(&self.user_name);
        }
        for serial_number in self.known.iter().flatten() {
            let (account, user_name) = (self.user_account, &self.user_name);
            self.iam
                .register_in(account, user_name, serial_number, &self.device);
        }
    }

    /// Invokes the function on the event.
    pub fn invoke(&self, bootstrap: &Path) -> Result<Invocation, Failure> {
        let mut settings = settings::for_embedded_iam(&self.endpoint);
        let own = self.settings.iter();
        settings.extend(own.map(|(name, value)| ((*name).to_owned(), value.clone())));
        let event = Event {
            time: self.time,
            function_arn: settings::arn(&settings["AWS_REGION"], &self.account),
            ..Event::from(self.event.as_str())
        };
        invoke(bootstrap, &settings, event)
    }

    /// Invokes the function on the event. Reports what happens, and whether the user can sign in
    /// before and after it.
    pub fn report(&self, bootstrap: &Path) -> Result<Report, Failure> {
        let has_device = self
            .known
            .as_ref()
            .is_some_and(|known| known.contains(&self.serial_number));
        let before = self.sign_in();
        let invocation = self.invoke(bootstrap)?;
        let middle = format!(
            "Event sent:\n{}\n\n{}",
            self.event.trim_end(),
            invocation.report()
        );
        let text = if has_device {
            self.iam.advance(STEP);
            format!(
                "The clock of {}'s device is {} minutes behind.\n{before}\n\n{middle}\n\
                 The device shows a new code.\n{}\n",
                self.user_name,
                -DRIFT / 60,
                self.sign_in()
            )
        } else {
            middle
        };
        Ok(Report {
            text,
            is_success: invocation.is_success(),
        })
    }

    /// Signs in with the code that the device shows; returns what came of it.
    fn sign_in(&self) -> String {
        let code = self.device.code(self.iam.now());
        let (account, user_name) = (self.user_account, &self.user_name);
        let is_accepted = self
            .iam
            .sign_in_to(account, user_name, &self.serial_number, &code);
        let result = if is_accepted { "accepted" } else { "refused" };
        format!("Sign-in with code {code}: {result}.")
    }
}
