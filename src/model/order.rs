//! Sorting and gathering in order, compiled once.
//!
//! The standard library's sorts are written anew into the program for every type and every
//! comparison, at about four thousand bytes each. Here only a comparison of two places is:
//! the sort itself never sees what it sorts. The same goes for filling sets and maps, which the
//! library does by sorting first.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Lists that can be put in order. All of it is stable: equals stay as they stood.
pub trait InOrder<T> {
    /// Ascending.
    fn order(&mut self)
    where
        T: Ord;

    /// Ascending by what a comparison says.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Ascending by a key.
    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> InOrder<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let swaps = swaps(self.len(), &mut |a, b| match (self.get(a as usize), self.get(b as usize)) {
            (Some(a), Some(b)) => compare(a, b).is_gt(),
            _ => false,
        });
        for (a, b) in swaps {
            self.swap(a as usize, b as usize);
        }
    }

    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }
}

/// A merge sort of places: the exchanges, one after the other, that put a list in order.
fn swaps(len: usize, follows: &mut dyn FnMut(u32, u32) -> bool) -> Vec<(u32, u32)> {
    let places = 1..u32::try_from(len).unwrap_or(u32::MAX);
    // Most lists are in order already, such as the history of an item: nothing to do, nothing to allocate.
    if !places.into_iter().any(|place| follows(place - 1, place)) {
        return Vec::new();
    }
    let mut order: Vec<u32> = (0..u32::try_from(len).unwrap_or(u32::MAX)).collect();
    let mut merged = Vec::with_capacity(len);
    let mut width = 1;
    while width < len {
        merged.clear();
        for pair in order.chunks(width * 2) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            // Parts of it often are in order, too.
            if let (Some(a), Some(b)) = (left.last(), right.first())
                && follows(*a, *b)
            {
                while let (Some((a, rest_left)), Some((b, rest_right))) =
                    (left.split_first(), right.split_first())
                {
                    if follows(*a, *b) {
                        merged.push(*b);
                        right = rest_right;
                    } else {
                        merged.push(*a);
                        left = rest_left;
                    }
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    // Along each cycle of the order, every exchange brings one element home.
    let mut swaps = Vec::new();
    for start in 0..len as u32 {
        let mut here = start;
        while let Some(slot) = order.get_mut(here as usize) {
            let from = std::mem::replace(slot, here);
            if from == start || from == here {
                break;
            }
            swaps.push((here, from));
            here = from;
        }
    }
    swaps
}

/// Puts numbers in ascending order. For thousands that lie close together: it counts instead of
/// comparing.
pub fn ascending(numbers: &mut [i64]) {
    let (least, most) = numbers.iter().fold((i64::MAX, i64::MIN), |(a, b), n| (a.min(*n), b.max(*n)));
    let close = i64::try_from(numbers.len()).unwrap_or(i64::MAX).saturating_mul(4);
    let Some(span) = most.checked_sub(least).filter(|span| (0..close).contains(span)) else {
        numbers.order();
        return;
    };
    let mut counts = vec![0_usize; span as usize + 1];
    for number in numbers.iter() {
        if let Some(count) = counts.get_mut((number - least) as usize) {
            *count += 1;
        }
    }
    let mut slots = numbers.iter_mut();
    for (number, count) in (least..).zip(counts) {
        for slot in slots.by_ref().take(count) {
            *slot = number;
        }
    }
}

/// The same for counts.
pub fn ascending_counts(counts: &mut [u32]) {
    let mut numbers: Vec<i64> = counts.iter().copied().map(i64::from).collect();
    ascending(&mut numbers);
    for (slot, number) in counts.iter_mut().zip(numbers) {
        *slot = u32::try_from(number).unwrap_or(u32::MAX);
    }
}

/// A set of all that an iterator gives.
pub fn set<T: Ord>(all: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for one in all {
        set.insert(one);
    }
    set
}

/// A map of all pairs that an iterator gives; of two with the same key the later stays.
pub fn map<K: Ord, V>(all: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in all {
        map.insert(key, value);
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(list in prop::collection::vec((0_u8..20, any::<u16>()), 0..300)) {
            let (mut ours, mut theirs) = (list.clone(), list);
            ours.order_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            ours.order_by(|a, b| b.cmp(a));
            theirs.sort_by(|a, b| b.cmp(a));
            prop_assert_eq!(&ours, &theirs);
            ours.order();
            theirs.sort();
            prop_assert_eq!(&ours, &theirs);
        }

        #[test]
        fn counted_numbers_ascend(
            small in prop::collection::vec(-20_i64..50, 0..200),
            large in prop::collection::vec(any::<i64>(), 0..50),
        ) {
            for mut list in [small, large] {
                let mut expected = list.clone();
                expected.sort_unstable();
                ascending(&mut list);
                prop_assert_eq!(list, expected);
            }
        }
    }
}
