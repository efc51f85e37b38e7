//! MFA devices that show codes (TOTP, RFC 6238), and what IAM knows of each.

use std::ops::RangeInclusive;

use totp_rs::{Builder, Totp};

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

    /// Sets the clock right, as a phone does whose date and time are set to automatic.
    pub fn set_clock(&mut self) {
        self.drift = 0;
    }

    /// Whether its clock is that of IAM.
    #[must_use]
    pub fn is_clock_right(&self) -> bool {
        self.drift == 0
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
pub(crate) struct Registered {
    totp: Totp,
    /// How many steps ahead IAM assumes the device to be.
    offset: i64,
    /// The newest step whose code was used: IAM accepts a code once.
    used: i64,
}

impl Registered {
    /// What IAM knows of a device that is new: it assumes that its clock is right.
    pub fn new(device: &Device) -> Self {
        Self {
            totp: device.totp.clone(),
            offset: 0,
            used: 0,
        }
    }

    /// Whether `code` is accepted for a sign-in: the code of the assumed step, or of one beside it.
    pub fn sign_in(&mut self, now: i64, code: &str) -> bool {
        let expected = now.div_euclid(STEP) + self.offset;
        self.search(expected - 1..=expected + 1, &[code])
            .inspect(|&step| self.used = step)
            .is_some()
    }

    /// Whether `codes` are consecutive codes of the device; IAM then knows how far its clock is off.
    pub fn resync(&mut self, now: i64, codes: &[&str; 2]) -> bool {
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
