//! Takes the codes of a request out of any text before that text is logged or answered.
//!
//! The codes are known from the moment the fields of a request are read, whether or not the
//! request turns out to be valid or its sender to be authorized. Only six digits are a code: if
//! any text in a code field counted, callers could erase their own name from the log by typing it
//! as a code.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use crate::request::{Part, parts};

/// What stands in the place of a code.
const MASK: &str = "******";

/// The most that is logged or answered of any text from outside, in bytes. The longest ARN of a
/// session is shorter. CloudWatch takes 256 KB a line.
const MAX_TEXT_BYTES: usize = 1024;

/// The codes that a request holds, in whichever of its code fields and however often: a set, so that
/// a request with very many is read as quickly as one with two.
#[derive(Default)]
pub struct SentCodes(HashSet<u32>);

impl fmt::Debug for SentCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SentCodes(…)")
    }
}

impl SentCodes {
    /// Adds what is in a code field, if it is a code: six digits, and nothing else but marks such
    /// as spaces, hyphens and line breaks.
    pub fn add(&mut self, typed: &str) {
        let mut code = 0;
        let mut count = 0;
        for part in typed.chars().flat_map(parts) {
            match part {
                Part::Mark => {}
                Part::Letter => return,
                Part::Digit(_) if count == 6 => return,
                Part::Digit(digit) => {
                    code = code * 10 + digit;
                    count += 1;
                }
            }
        }
        if count == 6 {
            self.0.insert(code);
        }
    }

    /// A text from outside as it may be logged and answered: without codes, and not too long.
    pub fn sanitize<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let head = &text[..text.floor_char_boundary(4 * MAX_TEXT_BYTES)];
        let redacted = self.redact(head);
        if head.len() == text.len() {
            return truncate(redacted);
        }
        // The cut may have left the start of a code, with marks in it.
        let kept = redacted.trim_end_matches(|c: char| !c.is_alphabetic());
        truncate(Cow::Owned(format!("{kept}…")))
    }

    /// `text` with [`MASK`] in the place of each code.
    ///
    /// A code is found with spaces, hyphens and other marks between its digits, and with digits
    /// and marks in percent-encoding, as numeric character references of HTML and XML, or as
    /// Unicode escapes of JSON. It is not found in another representation: base64, hexadecimal,
    /// words, escapes within escapes, or with letters between the digits,
    /// as in markup.
    pub fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.0.is_empty() {
            return Cow::Borrowed(text);
        }
        // Either reading may hide a code from the other: `%918273` has an escape in it.
        let mut found = self.find(text, |_| None);
        found.extend(self.find(text, unescape));
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        found.sort_unstable_by_key(|range| range.start);
        let mut redacted = String::new();
        let mut copied = 0;
        for range in found {
            // Codes may overlap.
            if range.start >= copied {
                redacted.push_str(&text[copied..range.start]);
                redacted.push_str(MASK);
            }
            copied = copied.max(range.end);
        }
        redacted.push_str(&text[copied..]);
        Cow::Owned(redacted)
    }

    /// Where the codes are in `text`, in which `unescape` reads the escape sequences.
    fn find(
        &self,
        text: &str,
        unescape: impl Fn(&str) -> Option<(char, usize)>,
    ) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        // The last six digits since the last letter: their value, and where each begins.
        let mut code = 0;
        let mut starts = [0; 6];
        let mut count = 0;
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let (character, length) = unescape(&text[at..]).unwrap_or((first, first.len_utf8()));
            for part in parts(character) {
                match part {
                    Part::Digit(digit) => {
                        code = code % 100_000 * 10 + digit;
                        starts[count % 6] = at;
                        count += 1;
                    }
                    Part::Letter => count = 0,
                    Part::Mark => continue,
                }
                if count >= 6 && self.0.contains(&code) {
                    let start = starts[count % 6];
                    match found.last_mut() {
                        Some(last) if last.end > start => last.end = at + length,
                        Some(_) | None => found.push(start..at + length),
                    }
                }
            }
            at += length;
        }
        found
    }
}

/// A text of at most [`MAX_TEXT_BYTES`], with an ellipsis at the end if it was longer.
fn truncate(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.len() <= MAX_TEXT_BYTES {
        return text;
    }
    let end = text.floor_char_boundary(MAX_TEXT_BYTES - '…'.len_utf8());
    Cow::Owned(format!("{}…", &text[..end]))
}

/// The character that an escape sequence at the start of a text stands for, and the length of the
/// sequence. A byte in percent-encoding that is not ASCII is a part of a character, and here a space.
fn unescape(text: &str) -> Option<(char, usize)> {
    let (prefix, radix, digit_count, suffix) = [
        ("%", 16, 2..=2, ""),
        ("\\u", 16, 4..=4, ""),
        ("&#x", 16, 1..=8, ";"),
        ("&#X", 16, 1..=8, ";"),
        ("&#", 10, 1..=8, ";"),
    ]
    .into_iter()
    .find(|(prefix, ..)| text.starts_with(prefix))?;
    let rest = &text[prefix.len()..];
    let digits = rest.bytes().take(*digit_count.end());
    let length = digits
        .take_while(|&byte| char::from(byte).is_digit(radix))
        .count();
    let code = u32::from_str_radix(&rest[..length], radix).ok()?;
    let is_whole = digit_count.contains(&length) && rest[length..].starts_with(suffix);
    let character = char::from_u32(code).filter(|c| prefix != "%" || c.is_ascii());
    let character = character.unwrap_or(' ');
    is_whole.then_some((character, prefix.len() + length + suffix.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(fields: &[&str]) -> SentCodes {
        let mut codes = SentCodes::default();
        for field in fields {
            codes.add(field);
        }
        codes
    }

    #[test]
    fn six_digits_in_a_code_field_are_a_code() {
        for field in [
            "918273",
            "918 273",
            "918-273",
            " 9-1-8-2-7-3\r\n",
            "'918273",
            "９１８２７３",
            "٩١٨٢٧٣",
        ] {
            assert_eq!(sent(&[field]).redact("918273"), MASK, "{field}");
        }
        for field in [
            "", "91827", "9182730", "918273a", "a918273", "alice", "918½73",
        ] {
            let codes = sent(&[field]);
            assert_eq!(codes.redact("918273 0918270 91827"), "918273 0918270 91827");
        }
    }

    #[test]
    fn each_code_is_masked_and_nothing_else() {
        let codes = sent(&["918273", "645546", "182734", "000007", "999999"]);
        for (text, redacted) in [
            ("", ""),
            ("7 is not 000007.", "7 is not ******."),
            (
                "The codes 918273 and 645546!",
                "The codes ****** and ******!",
            ),
            ("918273645546", "************"),
            // Two codes that overlap.
            ("9182734.", "******."),
            ("1234567890918273", "1234567890******"),
            ("999999 or 999998", "****** or 999998"),
            ("123456 918274 546645", "123456 918274 546645"),
            ("91827 (3)", "******)"),
            ("\u{201c}918\u{a0}273\u{201d}", "\u{201c}******\u{201d}"),
            ("٩١٨ ２73.", "******."),
            ("918a273", "918a273"),
            ("918ü273", "918ü273"),
        ] {
            assert_eq!(codes.redact(text), redacted);
        }
    }

    #[test]
    fn a_code_is_found_in_escape_sequences() {
        let codes = sent(&["918273"]);
        for text in [
            "%39%31%38%32%37%33",
            "%3918273",
            "918%20273",
            "918%E9273",
            "\\u0039\\u0031\\u0038\\u0032\\u0037\\u0033",
            "&#57;&#49;&#56;&#50;&#55;&#51;",
            "&#x39;&#x31;&#x38;&#x32;&#x37;&#x33;",
            "&#X39;&#X31;&#X38;&#X32;&#X37;&#X33;",
            "\\u0669\\u0661\\u0668\\u0662\\u0667\\u0663",
            "&#1641;&#1633;&#1640;&#1634;&#1639;&#1635;",
            "918\\u2011273",
            "918&#160;273",
        ] {
            let quoted = format!("Value '{text}' is not valid");
            assert_eq!(
                codes.redact(&quoted),
                "Value '******' is not valid",
                "{text}"
            );
        }
        // No escape sequences, or not whole.
        for text in [
            "918%2zz273",
            "918&b2;273",
            "918&#x20 273a",
            "%39%31%38%32%37%",
            "918%",
        ] {
            assert_eq!(codes.redact(text), text);
        }
    }
}
