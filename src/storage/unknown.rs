//! Fields that this version does not know: found when reading, put back when exporting.
//!
//! A field is remembered by its JSON pointer within the program. Records are keyed by id, so a pointer
//! stays true while records come and go; within the lists of a record it names a place in the list.

use crate::json::Value;
use std::collections::BTreeMap;

/// Puts the unknown fields back into the program's JSON, which must be without its `unknown` table.
/// Nothing known is overwritten, and what belonged to a record that is gone goes with it.
pub(crate) fn merge_unknown(program: &mut Value, unknown: &BTreeMap<String, Value>) {
    for (pointer, value) in unknown {
        let Some((holder, name)) = pointer.rsplit_once('/') else { continue };
        if let Some(Value::Object(members)) = program.pointer_mut(holder) {
            members.entry(name.replace("~1", "/").replace("~0", "~")).or_insert_with(|| value.clone());
        }
    }
}
