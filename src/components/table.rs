//! Tables.

use crate::dom::prelude::*;

/// The head row of a table. A name that begins with `#` heads a column of numbers, one that begins
/// with `-` is for screen readers only.
pub fn table_head(names: &[&'static str]) -> El {
    let cells = names
        .iter()
        .map(|name| {
            let head = el("th").attr("scope", "col");
            match (name.strip_prefix('#'), name.strip_prefix('-')) {
                (Some(number), _) => head.class("num").child(number),
                (_, Some(hidden)) => head.child(el("span").class("sr-only").child(hidden)),
                _ => head.child(*name),
            }
        })
        .collect_view();
    el("thead").child(el("tr").child(cells))
}
