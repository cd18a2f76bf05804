//! What this browser remembers apart from the program: theme, single-key shortcuts, the last export.

use crate::model::Timestamp;
use crate::platform::{local_storage::Browser, page};
use crate::storage::KeyValue;

const THEME: &str = "gluework/theme";
const EXPORTED: &str = "gluework/exported";
const SINGLE_KEYS: &str = "gluework/single-keys";

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All choices.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    const fn stored(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// The chosen theme. Where storage cannot be read, the system's.
#[must_use]
pub fn theme() -> Theme {
    let stored = Browser.get(THEME).ok().flatten();
    Theme::ALL.into_iter().find(|t| t.stored() == stored.as_deref()).unwrap_or(Theme::System)
}

/// Applies and remembers a theme. A preference that cannot be stored still holds for this visit.
pub fn set_theme(theme: Theme) {
    page::set_root_attribute("data-theme", theme.stored());
    let _ = match theme.stored() {
        Some(word) => Browser.set(THEME, word),
        None => Browser.remove(THEME),
    };
}

/// Whether keys without a modifier do something (WCAG 2.1.4 asks for a way to turn them off).
#[must_use]
pub fn single_keys() -> bool {
    Browser.get(SINGLE_KEYS).ok().flatten().as_deref() != Some("off")
}

/// Turns keys without a modifier on or off.
pub fn set_single_keys(on: bool) {
    let _ = if on { Browser.remove(SINGLE_KEYS) } else { Browser.set(SINGLE_KEYS, "off") };
}

/// Remembers that a snapshot left this browser, at this moment and revision.
pub fn note_export(at: Timestamp, revision: u64) {
    // Forgetting it costs a reminder too early.
    let _ = Browser.set(EXPORTED, &format!("{} {revision}", at.0));
}

/// When the last snapshot left, and at which revision.
#[must_use]
pub fn last_export() -> Option<(Timestamp, u64)> {
    let text = Browser.get(EXPORTED).ok().flatten()?;
    let (at, revision) = text.split_once(' ')?;
    Some((Timestamp(at.parse().ok()?), revision.parse().ok()?))
}

/// True once per browser and name. Where storage cannot be written, never.
pub(super) fn first_time(name: &str) -> bool {
    let key = format!("gluework/once/{name}");
    Browser.get(&key).is_ok_and(|done| done.is_none()) && Browser.set(&key, "yes").is_ok()
}
