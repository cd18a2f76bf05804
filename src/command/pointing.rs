//! What points at a record that goes away: nothing may dangle.

use super::tx::Tx;
use crate::model::{Link, Ref, Slot, Watch};

/// The links with those to `gone` led elsewhere, or left out; none when nothing changes.
fn led(links: &[Link], gone: &Ref, instead: Option<&Ref>) -> Option<Vec<Link>> {
    if !links.iter().any(|link| link.to == *gone) {
        return None;
    }
    let kept = links.iter().filter_map(|link| match (link.to == *gone, instead) {
        (false, _) => Some(link.clone()),
        (true, Some(to)) => Some(Link { kind: link.kind.clone(), to: to.clone() }),
        (true, None) => None,
    });
    Some(kept.collect())
}

/// What a risk's trigger looks at.
const fn watched(watch: &Watch) -> Ref {
    match watch {
        Watch::VelocityUnder(team, _) => Ref::Team(*team),
        Watch::ConfidenceUnder(milestone, _) => Ref::Milestone(*milestone),
        Watch::DependencyLate(dependency) => Ref::Dependency(*dependency),
    }
}

/// Leads every link and every side of a dependency that names `gone` to `instead`, outside of work
/// items. Without `instead`, links are left out, and dependencies that have lost a side go too.
pub(super) fn redirect(tx: &mut Tx<'_>, gone: &Ref, instead: Option<&Ref>) {
    let mut slots: Vec<Slot> = Vec::new();
    let program = tx.program();
    macro_rules! lead {
        ($($table:ident)*) => {$(
            for record in program.$table.values() {
                if let Some(links) = led(&record.links, gone, instead) {
                    let mut record = (**record).clone();
                    record.links = links;
                    slots.push(record.into());
                }
            }
        )*};
    }
    lead!(test_runs);
    for record in program.risks.values() {
        let links = led(&record.links, gone, instead);
        let blind = record.watch.as_ref().is_some_and(|watch| watched(watch) == *gone);
        if links.is_some() || blind {
            let mut risk = (**record).clone();
            risk.links = links.unwrap_or(risk.links);
            if blind {
                risk.watch = None;
            }
            slots.push(risk.into());
        }
    }
    // Dependencies have sides beside their links: they follow below.
    let mut touched: Vec<Ref> = Vec::new();
    program.each_kept(&mut |record| {
        let mut names = false;
        record.mention(&mut |to| names |= to == gone);
        let to = record.reference();
        if names && !matches!(to, Ref::Dependency(_)) {
            touched.push(to);
        }
    });
    for place in touched {
        if let Some(mut slot) = place.slot(program)
            && slot.kept_mut().is_some_and(|record| record.redirect(gone, instead))
        {
            slots.push(slot);
        }
    }
    for entry in program.plan.values().filter(|entry| entry.about.as_ref() == Some(gone)) {
        let mut entry = (**entry).clone();
        entry.about = instead.cloned();
        slots.push(entry.into());
    }
    for record in program.dependencies.values() {
        let mut dependency = (**record).clone();
        if let Some(links) = led(&dependency.links, gone, instead) {
            dependency.links = links;
        }
        let sides = [&mut dependency.giver, &mut dependency.needer];
        let lost = sides.into_iter().fold(false, |lost, side| match instead {
            Some(instead) if side == gone => {
                *side = instead.clone();
                lost
            }
            _ => lost || side == gone,
        });
        if lost {
            slots.push(Slot::Dependency(record.id, None));
        } else if dependency != **record {
            slots.push(dependency.into());
        }
    }
    for record in program.tests.values().filter(|test| test.about.as_ref() == Some(gone)) {
        let mut test = (**record).clone();
        test.about = instead.cloned();
        slots.push(test.into());
    }
    for slot in slots {
        tx.put(slot);
    }
}

/// Takes links to `gone` out of work items, or leads them elsewhere.
pub(super) fn redirect_items(tx: &mut Tx<'_>, gone: &Ref, instead: Option<&Ref>) {
    let found = |item: &crate::model::WorkItem| {
        let links = led(&item.links, gone, instead)?;
        let mut item = item.clone();
        item.links = links;
        Some(item)
    };
    let items: Vec<_> = tx.program().items.values().filter_map(|item| found(item)).collect();
    for item in items {
        tx.put(item);
    }
}
