//! The JSON of what records are made of: numbers, texts, lists, tables.

use super::{Json, Read, Reader, Writer};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Json for bool {
    fn blank() -> Self {
        false
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        *self = from.peek() == Some(b't');
        match from.peek() {
            Some(b't') => from.word("true"),
            Some(b'f') => from.word("false"),
            _ => from.fail("true or false is expected"),
        }
    }

    fn write(&self, to: &mut Writer) {
        to.raw(if *self { "true" } else { "false" });
    }

    fn left_out(&self) -> bool {
        !self
    }
}

macro_rules! unsigned {
    ($($Number:ty)*) => {$(
        impl Json for $Number {
            fn blank() -> Self {
                0
            }

            fn read(&mut self, from: &mut Reader<'_>) -> Read {
                // The reader keeps to the limit.
                *self = from.unsigned(<$Number>::MAX as u64)? as $Number;
                Ok(())
            }

            fn write(&self, to: &mut Writer) {
                to.digits(*self as u64, 1);
            }
        }
    )*};
}

unsigned! { u8 u16 u32 u64 usize }

impl Json for i64 {
    fn blank() -> Self {
        0
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        *self = from.signed()?;
        Ok(())
    }

    fn write(&self, to: &mut Writer) {
        to.number(*self);
    }
}

impl Json for String {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        *self = from.text()?.into_owned();
        Ok(())
    }

    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn left_out(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Json> Json for Option<T> {
    fn blank() -> Self {
        None
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        *self = None;
        if from.null()? { Ok(()) } else { self.insert(T::blank()).read(from) }
    }

    fn write(&self, to: &mut Writer) {
        match self {
            Some(value) => value.write(to),
            None => to.raw("null"),
        }
    }

    fn left_out(&self) -> bool {
        self.is_none()
    }
}

impl<T: Json> Json for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        from.list(&mut |_, from| {
            let mut part = T::blank();
            part.read(from)?;
            self.push(part);
            Ok(())
        })
    }

    fn write(&self, to: &mut Writer) {
        list(&mut self.iter(), to);
    }

    fn left_out(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Json + Ord> Json for BTreeSet<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        from.list(&mut |_, from| {
            let mut part = T::blank();
            part.read(from)?;
            self.insert(part);
            Ok(())
        })
    }

    fn write(&self, to: &mut Writer) {
        list(&mut self.iter(), to);
    }

    fn left_out(&self) -> bool {
        self.is_empty()
    }
}

fn list<'a, T: Json + 'a>(parts: &mut dyn Iterator<Item = &'a T>, to: &mut Writer) {
    to.open('[');
    for part in parts {
        to.item();
        part.write(to);
    }
    to.close(']');
}

/// Names must have a text as their JSON form: texts and ids.
impl<Name: Json + Ord, T: Json> Json for BTreeMap<Name, T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        from.members(&mut |from| {
            from.peek();
            let place = from.place();
            let (mut name, mut value) = (Name::blank(), T::blank());
            from.member(&mut name, &mut value)?;
            // Two records under one id would otherwise silently become one.
            if self.insert(name, value).is_some() { from.name_again(place) } else { Ok(()) }
        })
    }

    fn write(&self, to: &mut Writer) {
        to.open('{');
        for (name, value) in self {
            to.item();
            name.write(to);
            to.colon();
            value.write(to);
        }
        to.close('}');
    }

    fn left_out(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Json> Json for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        (**self).read(from)
    }

    fn write(&self, to: &mut Writer) {
        (**self).write(to);
    }
}

impl<T: Json> Json for Arc<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        // A blank one is not shared yet.
        match Self::get_mut(self) {
            Some(value) => value.read(from),
            None => from.skip(),
        }
    }

    fn write(&self, to: &mut Writer) {
        (**self).write(to);
    }
}

macro_rules! pairs {
    ($($Number:ty)*) => {$(
        impl Json for ($Number, $Number) {
            fn blank() -> Self {
                (0, 0)
            }

            fn read(&mut self, from: &mut Reader<'_>) -> Read {
                from.list_of(2, &mut |at, from| if at == 0 { self.0.read(from) } else { self.1.read(from) })
            }

            fn write(&self, to: &mut Writer) {
                list(&mut [self.0, self.1].iter(), to);
            }
        }
    )*};
}

pairs! { u8 u16 }

impl Json for [bool; 7] {
    fn blank() -> Self {
        [false; 7]
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        from.list_of(7, &mut |at, from| match self.get_mut(at) {
            Some(place) => place.read(from),
            None => Ok(()),
        })
    }

    fn write(&self, to: &mut Writer) {
        list(&mut self.iter(), to);
    }
}
