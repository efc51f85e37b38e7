//! What the settings of both functions have in common: the error for an invalid value, and the rules
//! for a URL.

use std::fmt;
use std::net::IpAddr;

use http::Uri;

/// An environment variable with a value that it does not accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    variable: &'static str,
    accepts: &'static str,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "environment variable {} is not valid: it accepts {}",
            self.variable, self.accepts
        )
    }
}

impl std::error::Error for ConfigError {}

impl ConfigError {
    /// The error for a variable, with what it accepts.
    #[must_use]
    pub fn new(variable: &'static str, accepts: &'static str) -> Self {
        Self { variable, accepts }
    }
}

/// Checks that no variable has a character that nobody sees, or one that is not Unicode: it would
/// name another claim, group or file than the one that is shown.
///
/// # Errors
/// The first variable that has one.
pub fn check_characters(
    variables: &[&'static str],
    lookup: impl Fn(&str) -> Option<String>,
) -> Result<(), ConfigError> {
    let is_readable = |c: char| {
        !matches!(
            c,
            // Soft hyphen; marks of the direction and of joining; separators; fillers; tags; the
            // replacement of what is not Unicode.
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
                | '\u{ffa0}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e007f}'
        )
    };
    for variable in variables {
        if lookup(variable).is_some_and(|value| !value.chars().all(is_readable)) {
            let accepts = "visible Unicode characters only";
            return Err(ConfigError::new(variable, accepts));
        }
    }
    Ok(())
}

/// Whether a URL names this machine.
#[must_use]
pub fn is_loopback(url: &Uri) -> bool {
    let host = url.host().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse();
    host == "localhost" || address.is_ok_and(|address: IpAddr| address.is_loopback())
}

/// The host and the port of a URL that names no user and password, and no port that is out of
/// range.
#[must_use]
pub fn host_and_port(url: &Uri) -> Option<String> {
    let host = url.host().filter(|host| !host.is_empty())?;
    let host_and_port = match url.port_u16() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    (url.authority()?.as_str() == host_and_port).then_some(host_and_port)
}
