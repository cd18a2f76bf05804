//! JSON of any shape, for what has no type: migrations and fields of other versions.

use super::{Json, Read, Reader, Writer};
use std::collections::BTreeMap;

/// A JSON value. Members are kept by name, so written text is canonical.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written, so that nothing of it is lost.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object.
    Object(BTreeMap<String, Value>),
}

impl Value {
    /// The member of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.get(name),
            _ => None,
        }
    }

    /// The parts of a list; none of anything else.
    #[must_use]
    pub fn list(&self) -> &[Self] {
        match self {
            Self::List(parts) => parts,
            _ => &[],
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What a JSON pointer (RFC 6901) names.
    pub fn pointer_mut(&mut self, pointer: &str) -> Option<&mut Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(self, |value, name| match value {
            Self::Object(members) => members.get_mut(&name.replace("~1", "/").replace("~0", "~")),
            Self::List(parts) => parts.get_mut(name.parse::<usize>().ok()?),
            _ => None,
        })
    }
}

impl Json for Value {
    fn blank() -> Self {
        Self::Null
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        *self = match from.peek() {
            Some(b'{') => {
                let mut members = BTreeMap::new();
                from.members(&mut |from| {
                    from.peek();
                    let place = from.place();
                    let name = from.name()?;
                    if !from.is_lenient() && members.contains_key(name.as_ref()) {
                        return from.twice(place, &name);
                    }
                    let mut value = Self::Null;
                    value.read(from)?;
                    members.insert(name.into_owned(), value);
                    Ok(())
                })?;
                Self::Object(members)
            }
            Some(b'[') => {
                let mut parts = Vec::new();
                parts.read(from)?;
                Self::List(parts)
            }
            Some(b'"') => Self::Text(from.text()?.into_owned()),
            Some(b'n') => {
                from.word("null")?;
                Self::Null
            }
            Some(b't' | b'f') => {
                let mut is = false;
                is.read(from)?;
                Self::Bool(is)
            }
            _ => Self::Number(from.number()?.to_owned()),
        };
        Ok(())
    }

    fn write(&self, to: &mut Writer) {
        match self {
            Self::Null => to.raw("null"),
            Self::Bool(is) => is.write(to),
            Self::Number(number) => to.raw(number),
            Self::Text(text) => to.text(text),
            Self::List(parts) => parts.write(to),
            Self::Object(members) => members.write(to),
        }
    }
}
