//! (being built)

/// Mounts the application.
pub fn start() {}
