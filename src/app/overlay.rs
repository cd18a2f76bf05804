//! What floats over the page: one thing at a time.

use crate::model::Ref;
use std::sync::Arc;

/// A question before something that replaces or deletes.
#[derive(Clone)]
pub struct Confirm {
    /// The question.
    pub title: String,
    /// What will happen and what stays safe.
    pub text: String,
    /// The verb on the button.
    pub verb: String,
    /// Something is replaced or deleted.
    pub danger: bool,
    /// What the verb does.
    pub action: Arc<dyn Fn() + Send + Sync>,
}

/// The dialog on screen.
#[derive(Clone)]
pub enum Overlay {
    /// Search over records and commands.
    Palette,
    /// Adding an item by one line.
    QuickAdd,
    /// The keys.
    Keys,
    /// Adding a risk, for the item with this key if it comes from one.
    NewRisk(Option<String>),
    /// Opening an incident, from this record if it comes of one.
    NewIncident(Option<Ref>),
    /// What the severities of incidents mean.
    Severities,
    /// A question.
    Confirm(Confirm),
}
