//! The program's JSON: reading and writing records without a tree in between.
//!
//! Small on purpose: every record costs a table of its names and one call a field, everything else is
//! shared code that is compiled once ([D14](../../docs/decisions.md#d14)). What is read is checked
//! like this: a name occurs once in an object, numbers are within a double's range, nesting is at most
//! [`DEEPEST`], text beyond the value is refused.

mod fault;
mod kinds;
mod macros;
mod outline;
mod reader;
mod unknown;
mod value;
mod writer;

pub use fault::Fault;
pub(crate) use macros::{json_choice, json_record, json_words, may, payload};
pub use outline::{Outline, Part, Span};
pub use reader::{DEEPEST, Read, Reader, Shape, Stopped};
pub use value::Value;
pub use writer::Writer;

use std::collections::BTreeMap;

/// A value with a JSON form. Reading fills a [`Json::blank`] in place, which is much less code than
/// passing large results around.
pub trait Json {
    /// What a field holds before it is read.
    fn blank() -> Self;

    /// Takes the value from the reader's place; `self` is blank.
    ///
    /// # Errors
    /// [`Stopped`]; the reader knows why.
    fn read(&mut self, from: &mut Reader<'_>) -> Read;

    /// Writes the value.
    fn write(&self, to: &mut Writer);

    /// An optional field with this value is not written.
    fn left_out(&self) -> bool {
        false
    }
}

/// Reads a value from text; fields that its type does not know are skipped.
///
/// # Errors
/// [`Fault`] with the place.
pub fn from_text<T: Json>(text: &str) -> Result<T, Fault> {
    let mut value = T::blank();
    let mut reader = Reader::new(text);
    let outcome = value.read(&mut reader);
    reader.finish(outcome).map(|_| value)
}

/// The same, with the fields that its type does not know, by JSON pointer.
///
/// # Errors
/// [`Fault`] with the place.
pub fn from_text_keeping<T: Json>(text: &str) -> Result<(T, BTreeMap<String, Value>), Fault> {
    let mut value = T::blank();
    let mut reader = Reader::new(text);
    let outcome = value.read(&mut reader);
    let places = reader.finish(outcome)?;
    Ok((value, unknown::named(text, &places)))
}

/// Reads the value of any shape that begins at a byte of a text, as other programs may write it: of a
/// name that occurs twice the later counts, half a character becomes the sign for a broken one, and
/// control characters may stand in a text.
///
/// # Errors
/// [`Fault`] with the place in the whole text.
pub fn lenient(text: &str, start: usize) -> Result<Value, Fault> {
    let mut value = Value::Null;
    let mut reader = Reader::lenient(text, start);
    match value.read(&mut reader) {
        Ok(()) => Ok(value),
        Err(Stopped) => Err(reader.fault()),
    }
}

/// A value as compact JSON.
pub fn to_text<T: Json>(value: &T) -> String {
    let mut writer = Writer::compact();
    value.write(&mut writer);
    writer.into_text()
}

/// A value as JSON of any shape.
pub fn to_value<T: Json>(value: &T) -> Value {
    // What was just written reads back.
    from_text(&to_text(value)).unwrap_or_default()
}

/// A value from JSON of any shape; members that its type does not know are skipped.
///
/// # Errors
/// [`Fault`] with the place in the value's compact text.
pub fn from_value<T: Json>(value: &Value) -> Result<T, Fault> {
    from_text(&to_text(value))
}

/// A value as JSON for people: a member a line, two spaces a level.
pub fn to_pretty<T: Json>(value: &T) -> String {
    let mut writer = Writer::pretty();
    value.write(&mut writer);
    writer.into_text()
}

#[cfg(test)]
mod tests;
