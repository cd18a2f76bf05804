//! Snapshots: the whole program as JSON.
