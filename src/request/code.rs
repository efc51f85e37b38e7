//! The codes of a device, as people type, paste and export them.
//!
//! The page reads them in the same way (`portal/page/codes.js`).

use std::fmt;
use std::iter;

use unicode_normalization::UnicodeNormalization;

use crate::unicode::{digit_value, is_dash, is_format};
use crate::violation::ViolationKind;

/// A code that the device showed: six ASCII digits (`authenticationCodeType`), a secret.
///
/// It implements neither `Display` nor `Serialize`, and its `Debug` hides the digits.
/// [`AuthenticationCode::expose`] is the only way to them.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthenticationCode(String);

impl AuthenticationCode {
    /// Takes six decimal digits of any script, after NFKC. White space, hyphens, dashes and format
    /// characters are dropped, and so is an apostrophe in front, which spreadsheets write. (NFKD
    /// comes to the same for these characters, and needs fewer tables.)
    ///
    /// # Errors
    /// [`ViolationKind::NotSixDigits`].
    pub fn parse(typed: &str) -> Result<Self, ViolationKind> {
        let mut characters = typed.nfkd().filter(|&c| !is_ignored(c)).peekable();
        characters.next_if(|c| matches!(c, '\'' | '\u{2019}'));
        let digit = |c| digit_value(c).and_then(|digit| char::from_digit(digit, 10));
        // The seventh shows that there are too many.
        let code: Option<String> = characters.take(7).map(digit).collect();
        code.filter(|code| code.len() == 6)
            .map(Self)
            .ok_or(ViolationKind::NotSixDigits)
    }

    /// The digits, to send them to IAM.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AuthenticationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthenticationCode(******)")
    }
}

fn is_ignored(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || is_format(c)
}

/// What a character of a text may be as a part of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A digit, by its value.
    Digit(u32),
    /// A letter, or a number that is no digit.
    Letter,
    /// Anything else, which may stand between the digits of a code.
    Mark,
}

/// The parts that a character stands for, after NFKC: of a few characters there are several.
pub fn parts(c: char) -> impl Iterator<Item = Part> {
    iter::once(c).nfkd().map(|c| match digit_value(c) {
        Some(digit) => Part::Digit(digit),
        None if c.is_alphanumeric() => Part::Letter,
        None => Part::Mark,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(typed: &str, code: &str) {
        let parsed = AuthenticationCode::parse(typed);
        assert_eq!(
            parsed.as_ref().map(AuthenticationCode::expose),
            Ok(code),
            "{typed:?}"
        );
    }

    /// The rows of `portal/tests/browser/parts.test.js`.
    #[test]
    fn codes_as_people_type_and_paste_them() {
        for typed in [
            "123456",
            " 123 456 ",
            "123-456",
            "123\u{2013}456",
            "123\u{2011}456",
            "\u{a0}123\u{202f}456\u{200b}\u{feff}",
            "123456\r\n",
            "12\t34\n56",
            "\u{200f}123456\u{202c}",
            "'123456",
            "\u{2019}123456",
            "１２３４５６",
            "١٢٣٤٥٦",
            "۱۲۳۴۵۶",
            "१२३४५६",
            "①②③④⑤⑥",
            "𝟏𝟐𝟑𝟒𝟓𝟔",
            "\u{116db}\u{116dc}\u{116dd}\u{116de}\u{116df}\u{116e0}",
        ] {
            reads(typed, "123456");
        }
        reads("000000", "000000");
        reads("٠٩٠٩٠٩", "090909");
    }

    #[test]
    fn what_is_no_code() {
        for typed in [
            "",
            " - ",
            "'",
            "12345",
            "1234567",
            "12345x",
            "123.456",
            "+12345",
            "123'456",
            "''123456",
            "12345\u{0}",
            "一二三四五六",
            "½12345",
            "123456 654321",
        ] {
            assert_eq!(
                AuthenticationCode::parse(typed),
                Err(ViolationKind::NotSixDigits),
                "{typed:?}"
            );
        }
    }
}
