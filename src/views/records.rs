//! From a link to a record to where it is seen.

use crate::app::App;
use crate::model::Ref;

/// What opens the record; none where no view shows its kind.
pub(super) fn opener(app: App, to: &Ref) -> Option<Box<dyn Fn()>> {
    match to {
        Ref::Item(id) => {
            let id = *id;
            app.workbench.with_untracked(|p| p.items.contains_key(&id)).then_some(())?;
            Some(Box::new(move || app.open_item(id)))
        }
        Ref::Risk(id) => {
            let key = app.workbench.with_untracked(|p| p.risks.get(id).map(|r| r.key.clone()))?;
            Some(Box::new(move || app.open_risk_key(&key)))
        }
        _ => None,
    }
}
