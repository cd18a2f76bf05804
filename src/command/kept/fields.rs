//! Changes of single fields and of single entries of lists, so that what others change beside them stays.

use crate::command::tx::Tx;
use crate::json::{Value, json_choice};
use crate::model::EntryId;

/// What becomes of one field of a record, in the record's JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldEdit {
    /// The field's new value.
    Set(String, Value),
    /// The field is empty now.
    Clear(String),
    /// An entry of the field's list is new or changed; entries are known by their `id`.
    Put(String, Value),
    /// The entry with this `id` is gone from the field's list.
    Drop(String, String),
}

json_choice! {
    FieldEdit = FieldEdit::Clear(String::new());
    "set" Set(first, second),
    "clear" Clear(value),
    "put" Put(first, second),
    "drop" Drop(first, second),
}

/// What a change may not touch: the change itself sees to these.
const OWN: [&str; 4] = ["id", "key", "created", "updated"];

/// The text of an id that is still to be given.
const BLANK: &str = "000000000000";

fn id_of(entry: &Value) -> Option<&str> {
    entry.get("id").and_then(Value::as_text)
}

/// The ids of a list's entries; none where not all of them have one.
fn ids(list: &[Value]) -> Option<Vec<&str>> {
    list.iter().map(id_of).collect()
}

/// What leads from one state of a record to another.
#[must_use]
pub fn revision(before: &Value, after: &Value) -> Vec<FieldEdit> {
    let (Value::Object(old), Value::Object(new)) = (before, after) else { return Vec::new() };
    let mut edits = Vec::new();
    for (name, value) in new {
        if OWN.contains(&name.as_str()) || old.get(name) == Some(value) {
            continue;
        }
        match entries(name, old.get(name).map(Value::list).unwrap_or_default(), value) {
            Some(some) => edits.extend(some),
            None => edits.push(FieldEdit::Set(name.clone(), value.clone())),
        }
    }
    for (name, value) in old.iter().filter(|(name, _)| !new.contains_key(*name)) {
        if OWN.contains(&name.as_str()) {
            continue;
        }
        match ids(value.list()).filter(|ids| !ids.is_empty()) {
            Some(ids) => edits.extend(ids.into_iter().map(|id| FieldEdit::Drop(name.clone(), id.to_owned()))),
            None => edits.push(FieldEdit::Clear(name.clone())),
        }
    }
    edits
}

/// The edits of single entries, where the order of those that stay is the same and new ones stand last.
fn entries(name: &str, old: &[Value], new: &Value) -> Option<Vec<FieldEdit>> {
    let Value::List(new) = new else { return None };
    let (old_ids, new_ids) = (ids(old)?, ids(new)?);
    // The usual change adds or touches an entry; long lists are not searched for each of their entries then.
    let all_stay = new_ids.starts_with(&old_ids);
    if !all_stay {
        let kept: Vec<&str> = old_ids.iter().copied().filter(|id| new_ids.contains(id)).collect();
        if !new_ids.starts_with(&kept) {
            return None;
        }
    }
    let mut edits = Vec::new();
    for gone in old_ids.iter().filter(|id| !all_stay && !new_ids.contains(id)) {
        edits.push(FieldEdit::Drop(name.to_owned(), (*gone).to_owned()));
    }
    let changed = |place: usize, entry: &Value| {
        id_of(entry) == Some(BLANK) || old.get(place) != Some(entry) && !old.contains(entry)
    };
    for (_, entry) in new.iter().enumerate().filter(|(place, entry)| changed(*place, entry)) {
        edits.push(FieldEdit::Put(name.to_owned(), entry.clone()));
    }
    Some(edits)
}

impl FieldEdit {
    /// Makes the change in a record's JSON.
    pub(super) fn apply(self, record: &mut Value) {
        let Value::Object(members) = record else { return };
        let (Self::Set(name, _) | Self::Clear(name) | Self::Put(name, _) | Self::Drop(name, _)) = &self;
        if OWN.contains(&name.as_str()) {
            return;
        }
        match self {
            Self::Set(name, value) => {
                members.insert(name, value);
            }
            Self::Clear(name) => {
                members.remove(&name);
            }
            Self::Put(name, entry) => {
                let list = members.entry(name).or_insert_with(|| Value::List(Vec::new()));
                let Value::List(list) = list else { return };
                let named = id_of(&entry).filter(|id| *id != BLANK);
                match list.iter_mut().find(|old| named.is_some() && id_of(old) == named) {
                    Some(old) => *old = entry,
                    None => list.push(entry),
                }
            }
            Self::Drop(name, id) => {
                if let Some(Value::List(list)) = members.get_mut(&name) {
                    list.retain(|entry| id_of(entry) != Some(&id));
                }
            }
        }
    }
}

/// Gives ids to entries that have none yet, at any depth.
pub(super) fn name_entries(tx: &mut Tx<'_>, value: &mut Value) {
    match value {
        Value::List(parts) => {
            for part in parts {
                if let Value::Object(members) = part
                    && members.get("id").and_then(Value::as_text) == Some(BLANK)
                {
                    members.insert("id".to_owned(), Value::Text(tx.new_id::<EntryId>().to_string()));
                }
                name_entries(tx, part);
            }
        }
        Value::Object(members) => members.values_mut().for_each(|member| name_entries(tx, member)),
        _ => {}
    }
}
