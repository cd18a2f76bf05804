//! Names the members that a reader did not know. A second pass over the text, but a rare one: knowing
//! each pointer while reading would cost every reader of every program.

use super::{Json, Read, Reader, Value};
use std::collections::BTreeMap;

/// The unknown members by JSON pointer; `places` are where their names begin, ascending.
pub(super) fn named(text: &str, places: &[usize]) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    if !places.is_empty() {
        let mut search = Search { places, pointer: String::new(), found: &mut found };
        // The text was read once already, so this cannot stop.
        let _ = search.within(&mut Reader::new(text));
    }
    found
}

struct Search<'a> {
    places: &'a [usize],
    pointer: String,
    found: &'a mut BTreeMap<String, Value>,
}

impl Search<'_> {
    fn within(&mut self, reader: &mut Reader<'_>) -> Read {
        let length = self.pointer.len();
        match reader.peek() {
            Some(b'{') => reader.members(&mut |reader| {
                reader.peek();
                let place = reader.place();
                self.pointer.push('/');
                push_escaped(&mut self.pointer, &reader.name()?);
                match self.places.split_first() {
                    Some((first, rest)) if *first == place => {
                        self.places = rest;
                        let mut value = Value::Null;
                        value.read(reader)?;
                        self.found.insert(self.pointer.clone(), value);
                    }
                    _ => self.within(reader)?,
                }
                self.pointer.truncate(length);
                Ok(())
            }),
            Some(b'[') => reader.list(&mut |at, reader| {
                self.pointer.push('/');
                self.pointer.push_str(&at.to_string());
                self.within(reader)?;
                self.pointer.truncate(length);
                Ok(())
            }),
            _ => reader.skip(),
        }
    }
}

/// `~` and `/` have a meaning in JSON pointers (RFC 6901).
fn push_escaped(pointer: &mut String, name: &str) {
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}
