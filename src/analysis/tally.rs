//! A few values by key, in the order of the keys.

/// A short list in the order of its keys, where a map would bring a tree of its own for each pair of
/// types. Adding a key moves what follows it, so it is for keys that are few.
pub(crate) struct Tally<K, V>(Vec<(K, V)>);

impl<K: Ord, V> Tally<K, V> {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Changes the value of a key, which begins as the default.
    pub(crate) fn change(&mut self, key: K, change: impl FnOnce(&mut V))
    where
        V: Default,
    {
        let place = self.0.partition_point(|(other, _)| *other < key);
        if self.0.get(place).is_none_or(|(other, _)| *other != key) {
            self.0.insert(place, (key, V::default()));
        }
        if let Some((_, value)) = self.0.get_mut(place) {
            change(value);
        }
    }

    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        let place = self.0.partition_point(|(other, _)| other < key);
        self.0.get(place).filter(|(other, _)| other == key).map(|(_, value)| value)
    }

    /// The pairs, in the order of their keys.
    pub(crate) fn pairs(self) -> Vec<(K, V)> {
        self.0
    }
}
