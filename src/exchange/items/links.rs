//! Each link once, on the item that it starts from; on the other where that one is not in the files.

use super::cells;
use super::raw::RawItem;
use crate::command::ImportedLink;
use crate::model::LinkKind;
use std::collections::HashMap;

/// The links of all items, as far as they were gone through.
#[derive(Debug, Default)]
pub(super) struct Links(Vec<Vec<ImportedLink>>);

impl Links {
    pub(super) fn begin(&mut self, items: usize) {
        self.0 = vec![Vec::new(); items];
    }

    /// Goes through the links of one item.
    pub(super) fn take(&mut self, at: usize, items: &mut [Box<RawItem>], by_key: &HashMap<String, usize>) {
        let Some(raw) = items.get_mut(at) else { return };
        let (links, own) = (std::mem::take(&mut raw.links), raw.item.key.clone());
        for link in links {
            let kind = cells::link_kind(&link.kind);
            let there = by_key.get(&link.other).copied();
            let (holder, link) = match (link.inward, there) {
                (true, Some(there)) => (there, ImportedLink { kind, other: own.clone(), inward: false }),
                (inward, _) => (at, ImportedLink { kind, other: link.other, inward }),
            };
            if link.kind == LinkKind::Relates && self.is_told(holder, &link, items, by_key) {
                continue;
            }
            if let Some(list) = self.0.get_mut(holder).filter(|list| !list.contains(&link)) {
                list.push(link);
            }
        }
    }

    /// Whether the other item holds this link already: a link without a direction is told by both.
    fn is_told(
        &self,
        holder: usize,
        link: &ImportedLink,
        items: &[Box<RawItem>],
        by_key: &HashMap<String, usize>,
    ) -> bool {
        let Some(key) = items.get(holder).map(|raw| &raw.item.key) else { return false };
        let there = by_key.get(&link.other).and_then(|at| self.0.get(*at));
        there.is_some_and(|list| list.iter().any(|known| known.kind == link.kind && known.other == *key))
    }

    /// The links that one item holds.
    pub(super) fn of(&mut self, at: usize) -> Vec<ImportedLink> {
        self.0.get_mut(at).map(std::mem::take).unwrap_or_default()
    }
}
