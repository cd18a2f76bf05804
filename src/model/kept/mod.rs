//! Records that share one way of being added, revised, linked and taken away.
//!
//! [`kept!`] declares such a record: the struct with what all of them have (id, key, title, notes,
//! tags, links, created, updated), its JSON, what it mentions, and [`Kept`]. [`part!`] declares what
//! such a record is made of, [`words!`] a choice among words.

mod mentions;

pub(crate) use mentions::Mentions;

use super::reference::{Link, Ref};
use super::time::Timestamp;
use crate::json::Value;

/// What is the same for all these records. Object-safe, so that commands exist once for all kinds.
pub trait Kept {
    /// What people call such a record, such as `Action`.
    fn noun(&self) -> &'static str;
    /// What its key begins with, such as `A`; empty where such records have no keys.
    fn prefix(&self) -> &'static str;
    /// The record as the end of a link.
    fn reference(&self) -> Ref;
    /// The id's number; zero for one that is not kept yet.
    fn number(&self) -> u64;
    /// What people call it, such as `A-61`; empty where such records have no keys.
    fn key(&self) -> &str;
    /// One line.
    fn title(&self) -> &str;
    /// When it was made.
    fn created(&self) -> Timestamp;
    /// Links that start here; none where such records have no links.
    fn links(&self) -> &[Link];
    /// The same, to change; none where such records have no links.
    fn links_mut(&mut self) -> Option<&mut Vec<Link>>;
    /// Gives a new record its id, key and moment.
    fn begin(&mut self, number: u64, key: String, at: Timestamp);
    /// Puts its title.
    fn set_title(&mut self, title: String);
    /// Notes when it last changed.
    fn touch(&mut self, at: Timestamp);
    /// Names each record that this one mentions.
    fn mention(&self, to: &mut dyn FnMut(&Ref));
    /// Leads what mentions `gone` to `instead`, or to nothing. Says whether anything changed.
    fn redirect(&mut self, gone: &Ref, instead: Option<&Ref>) -> bool;
    /// The record as JSON of any shape.
    fn to_value(&self) -> Value;
    /// Takes the record from JSON of any shape.
    ///
    /// # Errors
    /// What is wrong, in words.
    fn take_value(&mut self, value: &Value) -> Result<(), String>;
}

/// Declares records; see the module.
macro_rules! kept {
    ($($(#[$doc:meta])* $Record:ident($noun:literal, $prefix:literal, $Ref:ident, $Id:ty) {
        $($(#[$field_doc:meta])* $field:ident: $Type:ty, $mark:tt;)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $Record {
            /// Names the record.
            pub id: $Id,
            /// What people call it; unique in the program. Empty where such records have no keys.
            pub key: String,
            /// One line.
            pub title: String,
            $($(#[$field_doc])* pub $field: $Type,)*
            /// Markdown.
            pub notes: String,
            /// Free words to filter by.
            pub tags: Vec<String>,
            /// Links that start here.
            pub links: Vec<$crate::model::Link>,
            /// When the record was made.
            pub created: $crate::model::Timestamp,
            /// When it last changed.
            pub updated: $crate::model::Timestamp,
        }

        $crate::json::json_record! {
            $Record { id !, key ?, title !, $($field $mark,)* notes ?, tags ?, links ?, created !, updated ! }
        }

        impl Default for $Record {
            fn default() -> Self {
                $crate::json::Json::blank()
            }
        }

        impl $crate::model::kept::Kept for $Record {
            fn noun(&self) -> &'static str {
                $noun
            }

            fn prefix(&self) -> &'static str {
                $prefix
            }

            fn reference(&self) -> $crate::model::Ref {
                $crate::model::Ref::$Ref(self.id)
            }

            fn number(&self) -> u64 {
                self.id.number()
            }

            fn key(&self) -> &str {
                &self.key
            }

            fn title(&self) -> &str {
                &self.title
            }

            fn created(&self) -> $crate::model::Timestamp {
                self.created
            }

            fn links(&self) -> &[$crate::model::Link] {
                &self.links
            }

            fn links_mut(&mut self) -> Option<&mut Vec<$crate::model::Link>> {
                Some(&mut self.links)
            }

            fn begin(&mut self, number: u64, key: String, at: $crate::model::Timestamp) {
                (self.id, self.key, self.created, self.updated) = (number.into(), key, at, at);
            }

            fn set_title(&mut self, title: String) {
                self.title = title;
            }

            fn touch(&mut self, at: $crate::model::Timestamp) {
                self.updated = at;
            }

            fn mention(&self, to: &mut dyn FnMut(&$crate::model::Ref)) {
                $($crate::model::kept::Mentions::mention(&self.$field, to);)*
                $crate::model::kept::Mentions::mention(&self.links, to);
            }

            fn redirect(&mut self, gone: &$crate::model::Ref, instead: Option<&$crate::model::Ref>) -> bool {
                let mut changed = false;
                $(changed |= $crate::model::kept::Mentions::redirect(&mut self.$field, gone, instead);)*
                changed | $crate::model::kept::Mentions::redirect(&mut self.links, gone, instead)
            }

            fn to_value(&self) -> $crate::json::Value {
                $crate::json::to_value(self)
            }

            fn take_value(&mut self, value: &$crate::json::Value) -> Result<(), String> {
                *self = $crate::json::from_value(value).map_err(|fault| fault.to_string())?;
                Ok(())
            }
        }
    )*};
}

/// Declares what records are made of: a struct, its JSON and what it mentions.
macro_rules! part {
    ($($(#[$doc:meta])* $Part:ident { $($(#[$field_doc:meta])* $field:ident: $Type:ty, $mark:tt;)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $Part {
            $($(#[$field_doc])* pub $field: $Type,)*
        }

        $crate::json::json_record! { $Part { $($field $mark,)* } }

        impl Default for $Part {
            fn default() -> Self {
                $crate::json::Json::blank()
            }
        }

        impl $crate::model::kept::Mentions for $Part {
            fn mention(&self, to: &mut dyn FnMut(&$crate::model::Ref)) {
                $($crate::model::kept::Mentions::mention(&self.$field, to);)*
            }

            fn redirect(&mut self, gone: &$crate::model::Ref, instead: Option<&$crate::model::Ref>) -> bool {
                let mut changed = false;
                $(changed |= $crate::model::kept::Mentions::redirect(&mut self.$field, gone, instead);)*
                changed
            }
        }
    )*};
}

/// Declares a choice among words: the one in JSON, the variant, the one that people read.
macro_rules! words {
    ($($(#[$doc:meta])* $Choice:ident {
        $($(#[$variant_doc:meta])* $word:literal $Variant:ident $name:literal,)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Choice {
            $($(#[$variant_doc])* $Variant,)*
        }

        $crate::json::json_words! { $Choice { $($word $Variant),* } }

        impl $Choice {
            /// All of them, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),*];

            /// The word that people read.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$Variant => $name,)*
                }
            }

            /// The word in JSON and addresses.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$Variant => $word,)*
                }
            }

            /// The one with this word in JSON and addresses.
            #[must_use]
            pub fn of(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.word() == word)
            }
        }

        impl $crate::model::kept::Mentions for $Choice {}
    )*};
}

pub(crate) use {kept, part, words};
