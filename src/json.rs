//! Single members of a JSON text, read without building a tree of it.
//!
//! An event may be 6 MB long and may hold a million values. Only the members that are asked for
//! are kept, each as a part of the text.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Calls `member` with the name and the value of each member of an object, in order, and returns
/// serde's error where `json` is not an object.
pub fn for_each_member<'a>(
    json: &'a str,
    member: impl FnMut(&str, &'a RawValue),
) -> Result<(), serde_json::Error> {
    struct Members<F>(F);

    impl<'de, F: FnMut(&str, &'de RawValue)> Visitor<'de> for Members<F> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
            while let Some((name, value)) = map.next_entry::<Cow<'_, str>, &RawValue>()? {
                (self.0)(&name, value);
            }
            Ok(())
        }
    }

    let mut deserializer = serde_json::Deserializer::from_str(json);
    deserializer.deserialize_map(Members(member))?;
    deserializer.end()
}

/// The members of an object that have these names; of several with one name, the last. An absent
/// value, one that is not an object, and an object with a name that is not text have no members.
pub fn members<'a, const N: usize>(
    object: Option<&'a RawValue>,
    names: [&str; N],
) -> [Option<&'a RawValue>; N] {
    let mut found = [None; N];
    let json = object.map_or("", RawValue::get);
    let read = for_each_member(json, |name, value| {
        for (wanted, found) in names.iter().zip(&mut found) {
            if *wanted == name {
                *found = Some(value);
            }
        }
    });
    // A name with half a surrogate pair in it ends the reading. What follows it must not be hidden.
    if read.is_ok() { found } else { [None; N] }
}

/// One member of an object, as [`members`] finds it.
pub fn member<'a>(object: Option<&'a RawValue>, name: &str) -> Option<&'a RawValue> {
    let [member] = members(object, [name]);
    member
}

/// A value that deserializes as `T`, such as a string. A string with half a surrogate pair in it
/// is not text.
pub fn value<'a, T: Deserialize<'a>>(value: Option<&'a RawValue>) -> Option<T> {
    serde_json::from_str(value?.get()).ok()
}

/// Whether a value is an object.
pub fn is_object(value: Option<&RawValue>) -> bool {
    value.is_some_and(|value| value.get().starts_with('{'))
}

/// Whether a value is an object with a member other than `null`.
pub fn has_members(object: Option<&RawValue>) -> bool {
    let mut found = false;
    let json = object.map_or("", RawValue::get);
    drop(for_each_member(json, |_, value| {
        found |= value.get() != "null";
    }));
    found
}

/// Whether a value is an array with a string in it that `is_match` accepts.
pub fn has_element(array: &RawValue, is_match: impl FnMut(&str) -> bool) -> bool {
    struct Elements<F>(F);

    impl<'de, F: FnMut(&str) -> bool> Visitor<'de> for Elements<F> {
        type Value = bool;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an array")
        }

        fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<bool, A::Error> {
            while let Some(element) = elements.next_element::<&RawValue>()? {
                if value::<String>(Some(element)).is_some_and(|text| (self.0)(&text)) {
                    while elements.next_element::<IgnoredAny>()?.is_some() {}
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }

    let mut deserializer = serde_json::Deserializer::from_str(array.get());
    deserializer
        .deserialize_seq(Elements(is_match))
        .unwrap_or(false)
}
