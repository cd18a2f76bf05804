//! Records that differ, as the members of their JSON: cheap to find, one code for every kind.

use super::words::Names;
use crate::json::{Value, from_text, to_text};
use crate::model::{Difference, Program, ProjectId, Ref, Table, WorkItem};
use std::sync::Arc;

/// The members of a record, each with its value as written.
#[derive(Debug, Default)]
pub(super) struct Members {
    text: String,
    /// Where the name and the value of each member stand in the text.
    spans: Vec<(usize, usize, usize, usize)>,
}

impl Members {
    /// Reads compact JSON of an object; of anything else there are no members.
    pub(super) fn new(text: String) -> Self {
        let mut spans = Vec::new();
        let bytes = text.as_bytes();
        let mut at = 1;
        while bytes.get(at) == Some(&b'"') {
            let name_end = value_end(bytes, at);
            // Behind the colon.
            let end = value_end(bytes, name_end + 1);
            spans.push((at + 1, name_end.saturating_sub(1), name_end + 1, end));
            at = end + 1;
        }
        Self { text, spans }
    }

    /// The value of a member, as written.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        self.raw_from(&mut 0, name)
    }

    /// The same, looked for from a place on: two states of a record have their members in one order.
    fn raw_from(&self, hint: &mut usize, name: &str) -> Option<&str> {
        let (before, behind) = self.spans.split_at_checked(*hint)?;
        let mut order = behind.iter().chain(before);
        let place = order.position(|s| self.text.get(s.0..s.1) == Some(name))?;
        *hint = (*hint + place) % self.spans.len().max(1) + 1;
        let span = self.spans.get(*hint - 1)?;
        self.text.get(span.2..span.3)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.spans.iter().filter_map(|s| self.text.get(s.0..s.1))
    }

    /// The value of a member; null where it is not there.
    pub(super) fn value(&self, name: &str) -> Value {
        self.raw(name).and_then(|raw| from_text(raw).ok()).unwrap_or_default()
    }
}

/// Behind the value that begins at a place of compact JSON.
fn value_end(bytes: &[u8], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0_u32);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += 1;
                while let Some(byte) = bytes.get(at) {
                    match byte {
                        b'\\' => at += 1,
                        b'"' => break,
                        _ => {}
                    }
                    at += 1;
                }
                if depth == 0 {
                    return at + 1;
                }
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' | b':' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    at
}

/// One record in two programs.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) kind: &'static str,
    pub(super) before: Option<Members>,
    pub(super) after: Option<Members>,
    /// Fields that differ and were not written, as their length is that of all others together.
    long: Vec<&'static str>,
}

impl Pair {
    fn new(difference: Difference) -> Self {
        let Difference { kind, before, after } = difference;
        Self { kind, before: before.map(Members::new), after: after.map(Members::new), long: Vec::new() }
    }

    /// The later state, or the earlier where it is gone.
    fn last(&self) -> Option<&Members> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// A text of the record.
    pub(super) fn text(&self, field: &str) -> String {
        match self.last().map(|m| m.value(field)) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        }
    }

    pub(super) fn id(&self) -> String {
        self.text("id")
    }

    /// What people call it, without its key.
    pub(super) fn name(&self) -> String {
        let names = ["title", "name", "text", "what", "summary", "note"];
        names.iter().map(|field| self.text(field)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// The record as a link names it; the words for kinds are the same there.
    pub(super) fn about(&self) -> Option<Ref> {
        let id = self.id();
        let plain = id.bytes().all(|b| b.is_ascii_alphanumeric());
        let text = ["{\"", self.kind, "\":\"", &id, "\"}"].concat();
        if plain { from_text(&text).ok() } else { None }
    }

    pub(super) fn project(&self, names: &Names<'_>) -> Option<ProjectId> {
        if self.kind == "project" {
            return self.id().parse().ok();
        }
        match self.text("project").parse() {
            Ok(project) => Some(project),
            Err(_) => names.project_of(self.kind, self.last()?),
        }
    }

    /// The value of a field before and after.
    pub(super) fn values(&self, field: &str) -> (Value, Value) {
        let value = |m: &Option<Members>| m.as_ref().map(|m| m.value(field)).unwrap_or_default();
        (value(&self.before), value(&self.after))
    }

    /// The names of the fields that differ.
    pub(super) fn differing(&self) -> Vec<String> {
        let (Some(before), Some(after)) = (&self.before, &self.after) else { return Vec::new() };
        let (mut was, mut is) = (0, 0);
        let gone = before.names().filter(|name| after.raw_from(&mut is, name).is_none());
        let value = |s: &(usize, usize, usize, usize)| (after.text.get(s.0..s.1), after.text.get(s.2..s.3));
        let changed = after
            .spans
            .iter()
            .map(value)
            .filter_map(|(name, value)| name.filter(|name| before.raw_from(&mut was, name) != value));
        changed.chain(gone).chain(self.long.iter().copied()).map(str::to_owned).collect()
    }
}

/// The items that differ. There are many, and most of an item is its history: what is long is compared,
/// but not written.
fn items(before: &Program, after: &Program, all: &mut Vec<Pair>) {
    let text_of = |item: &Arc<WorkItem>| {
        to_text(&WorkItem { history: Vec::new(), comments: Vec::new(), ..(**item).clone() })
    };
    let pair = |before: Option<&Arc<WorkItem>>, after: Option<&Arc<WorkItem>>| {
        let (was, is) = (before.map(text_of), after.map(text_of));
        let mut pair = Pair::new(Difference { kind: "item", before: was, after: is });
        if let (Some(before), Some(after)) = (before, after) {
            if before.history != after.history {
                pair.long.push("history");
            }
            if before.comments != after.comments {
                pair.long.push("comments");
            }
        }
        pair
    };
    for (id, old) in &before.items {
        match after.items.get(id) {
            Some(new) if Arc::ptr_eq(old, new) || old == new => {}
            new => all.push(pair(Some(old), new)),
        }
    }
    let new = after.items.iter().filter(|(id, _)| !before.items.contains_key(id));
    all.extend(new.map(|(_, item)| pair(None, Some(item))));
}

/// All records that differ; the settings and what this version does not know count as one each.
pub(super) fn pairs(before: &Program, after: &Program) -> Vec<Pair> {
    let mut all = Vec::new();
    items(before, after, &mut all);
    // What is not an item is little, and one code for all kinds.
    let without = |program: &Program| Program { items: Table::new(), ..program.clone() };
    all.extend(without(before).differences(&without(after)).into_iter().map(Pair::new));
    let mut one = |kind: &'static str, before: String, after: String| {
        if before != after {
            all.push(Pair::new(Difference { kind, before: Some(before), after: Some(after) }));
        }
    };
    one("settings", to_text(&*before.settings), to_text(&*after.settings));
    // Pointers are names like any other here.
    one("unknown", to_text(&before.unknown), to_text(&after.unknown));
    all
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_in_text_without_reading_it() {
        let text = r#"{"a":"x\"},{","list":[1,{"b":"]"}],"n":-1.5,"o":{"p":[]},"last":true}"#;
        let members = Members::new(text.to_owned());
        assert_eq!(members.names().collect::<Vec<_>>(), ["a", "list", "n", "o", "last"]);
        assert_eq!(members.raw("a"), Some(r#""x\"},{""#));
        assert_eq!(members.raw("list"), Some(r#"[1,{"b":"]"}]"#));
        assert_eq!(members.raw("n"), Some("-1.5"));
        assert_eq!(members.raw("o"), Some(r#"{"p":[]}"#));
        assert_eq!(members.raw("last"), Some("true"));
        assert_eq!(members.raw("p"), None);
        assert_eq!(Members::new("{}".to_owned()).names().count(), 0);
    }
}
