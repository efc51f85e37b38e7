//! The few general categories of Unicode that the rules of a request need. A library has all of them, in
//! tables of 40 KB; a test holds these to it.

/// The digits for zero. The digits of a script follow each other from zero to nine (The Unicode
/// Standard, section 4.6).
#[rustfmt::skip]
const ZEROS: [char; 77] = [
    '\u{30}', '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}',
    '\u{b66}', '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}',
    '\u{f20}', '\u{1040}', '\u{1090}', '\u{17e0}', '\u{1810}', '\u{1946}', '\u{19d0}', '\u{1a80}',
    '\u{1a90}', '\u{1b50}', '\u{1bb0}', '\u{1c40}', '\u{1c50}', '\u{a620}', '\u{a8d0}', '\u{a900}',
    '\u{a9d0}', '\u{a9f0}', '\u{aa50}', '\u{abf0}', '\u{ff10}', '\u{104a0}', '\u{10d30}', '\u{10d40}',
    '\u{11066}', '\u{110f0}', '\u{11136}', '\u{111d0}', '\u{112f0}', '\u{11450}', '\u{114d0}', '\u{11650}',
    '\u{116c0}', '\u{116d0}', '\u{116da}', '\u{11730}', '\u{118e0}', '\u{11950}', '\u{11bf0}', '\u{11c50}',
    '\u{11d50}', '\u{11da0}', '\u{11de0}', '\u{11f50}', '\u{16130}', '\u{16a60}', '\u{16ac0}', '\u{16b50}',
    '\u{16d70}', '\u{1ccf0}', '\u{1d7ce}', '\u{1d7d8}', '\u{1d7e2}', '\u{1d7ec}', '\u{1d7f6}', '\u{1e140}',
    '\u{1e2f0}', '\u{1e4f0}', '\u{1e5f1}', '\u{1e950}', '\u{1fbf0}',
];

/// The value of a decimal digit of any script (general category Nd).
pub fn digit_value(c: char) -> Option<u32> {
    let next = ZEROS.partition_point(|zero| *zero <= c);
    let zero = ZEROS.get(next.checked_sub(1)?)?;
    Some(u32::from(c) - u32::from(*zero)).filter(|value| *value < 10)
}

/// Whether a character is a hyphen or a dash (general category Pd).
#[rustfmt::skip]
pub fn is_dash(c: char) -> bool {
    matches!(c, '\u{2d}' | '\u{58a}' | '\u{5be}' | '\u{1400}' | '\u{1806}' | '\u{2010}'..='\u{2015}' | '\u{2e17}' | '\u{2e1a}' | '\u{2e3a}'..='\u{2e3b}' | '\u{2e40}' | '\u{2e5d}' | '\u{301c}' | '\u{3030}' | '\u{30a0}' | '\u{fe31}'..='\u{fe32}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{10d6e}' | '\u{10ead}')
}

/// Whether a character formats a text without being seen (general category Cf).
#[rustfmt::skip]
pub fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

    use super::*;

    #[test]
    fn the_categories_are_those_of_unicode() {
        let mut last_digit = None;
        for c in '\0'..=char::MAX {
            let category = c.general_category();
            assert_eq!(
                is_dash(c),
                category == GeneralCategory::DashPunctuation,
                "{c:?}"
            );
            assert_eq!(is_format(c), category == GeneralCategory::Format, "{c:?}");
            let digit = digit_value(c);
            assert_eq!(
                digit.is_some(),
                category == GeneralCategory::DecimalNumber,
                "{c:?}"
            );
            // After nine comes another script or none.
            let follows = last_digit.is_some_and(|last: u32| last < 9);
            assert_eq!(digit.is_some_and(|digit| digit > 0), follows, "{c:?}");
            last_digit = digit;
        }
    }
}
