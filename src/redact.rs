//! Takes the codes of a request out of any text before that text is logged or answered.
//!
//! The codes are known from the moment the fields of a request are read, whether or not the
//! request turns out to be valid or its sender to be authorized. Only six digits are a code: if
//! any text in a code field counted, callers could erase their own name from the log by typing it
//! as a code.

use std::borrow::Cow;
use std::ops::Range;

use crate::request::AuthenticationCode;

/// What stands in the place of a code.
const MASK: &str = "******";

/// The codes that a request holds, in whichever of its code fields and however often.
#[derive(Debug, Default)]
pub struct SentCodes(Vec<AuthenticationCode>);

impl SentCodes {
    /// Adds what is in a code field, if it is a code.
    pub fn add(&mut self, typed: &str) {
        if let Ok(code) = AuthenticationCode::parse(typed)
            && !self.0.contains(&code)
        {
            self.0.push(code);
        }
    }

    /// `text` with [`MASK`] in the place of each code.
    ///
    /// A code is found with spaces, hyphens and other marks between its digits, and with digits
    /// and marks in percent-encoding, as character references of HTML and XML, or as escapes of
    /// JSON. It is not found in another representation, such as base64.
    pub fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.0.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut redacted = String::new();
        let mut copied = 0;
        for found in self.find(text) {
            // Two codes may overlap.
            if found.start >= copied {
                redacted.push_str(&text[copied..found.start]);
                redacted.push_str(MASK);
            }
            copied = copied.max(found.end);
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        redacted.push_str(&text[copied..]);
        Cow::Owned(redacted)
    }

    /// Where the codes are in `text`, by where they begin.
    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        // The digits since the last letter, with where each stands.
        let mut digits: Vec<(u8, Range<usize>)> = Vec::new();
        let mut at = 0;
        while let Some((symbol, length)) = symbol(&text[at..]) {
            match symbol {
                Symbol::Digit(digit) => digits.push((digit, at..at + length)),
                Symbol::Mark => {}
                Symbol::Letter => digits.clear(),
            }
            if let (Symbol::Digit(_), Some(last)) = (symbol, digits.len().checked_sub(6)) {
                let is_code = |code: &AuthenticationCode| {
                    let code = code.expose().bytes();
                    code.eq(digits[last..].iter().map(|(digit, _)| *digit))
                };
                if self.0.iter().any(is_code) {
                    found.push(digits[last].1.start..at + length);
                }
                digits.remove(0);
            }
            at += length;
        }
        found
    }
}

/// What a part of a text stands for.
#[derive(Debug, Clone, Copy)]
enum Symbol {
    /// An ASCII digit.
    Digit(u8),
    /// A character that may stand between the digits of a code.
    Mark,
    /// A letter, which ends a run of digits.
    Letter,
}

/// The first symbol of a text and its length in bytes; `None` at the end.
fn symbol(text: &str) -> Option<(Symbol, usize)> {
    let (character, length) = escaped(text).or_else(|| {
        let first = text.chars().next()?;
        Some((first, first.len_utf8()))
    })?;
    let symbol = match character {
        '0'..='9' => Symbol::Digit(character as u8),
        c if c.is_alphanumeric() => Symbol::Letter,
        _ => Symbol::Mark,
    };
    Some((symbol, length))
}

/// The ASCII character that an escape sequence at the start of a text stands for, and the length
/// of the sequence.
fn escaped(text: &str) -> Option<(char, usize)> {
    let hexadecimal = |prefix: &str, digits: usize| {
        let number = text.strip_prefix(prefix)?.get(..digits)?;
        let character = u8::from_str_radix(number, 16).ok()?;
        Some((char::from(character), prefix.len() + digits))
    };
    let reference = |prefix: &str, radix: u32| {
        let rest = text.strip_prefix(prefix)?;
        let length = rest.bytes().take(7).position(|byte| byte == b';')?;
        let character = u8::from_str_radix(&rest[..length], radix).ok()?;
        Some((char::from(character), prefix.len() + length + 1))
    };
    match text.as_bytes().first()? {
        b'%' => hexadecimal("%25", 2).or_else(|| hexadecimal("%", 2)),
        b'\\' => hexadecimal("\\u00", 2).or_else(|| hexadecimal("\\x", 2)),
        b'&' => reference("&#x", 16).or_else(|| reference("&#", 10)),
        _ => None,
    }
}
