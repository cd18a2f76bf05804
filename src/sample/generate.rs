//! Large programs of any size, to measure and to try things at scale.

use super::days::{Days, Dice, ahead, back, plus, working_days};
use super::draft::{DONE, Draft, READY, Work};
use super::ground::{Ground, SPRINTS, sprint_dates};
use super::streams::mixed;
use super::teams::{priority, size};
use super::{money, risks, words};
use crate::model::{Commitment, Date, ItemKind, Points, Program, WorkItemId, Zone};

/// A program of this many items with about six status changes each, over several teams and projects.
/// The same arguments give the same program to the byte.
#[must_use]
pub fn generate(items: usize, seed: u64, today: Date, zone: &Zone) -> Program {
    let days = Days::new(today, zone);
    let mut dice = Dice::new(seed);
    let mut ground = Ground::lay(&days);
    let mut work = Work::default();
    let titles = [
        ("SRCH", 0, 0, mixed(words::SEARCH, words::SEARCH_BUGS)),
        ("PLT", 0, 1, mixed(words::PLATFORM, words::PLATFORM_BUGS)),
        ("MOB", 0, 2, mixed(words::MOBILE, words::MOBILE_BUGS)),
        ("KES", 2, 3, mixed(words::KESTREL, words::KESTREL_BUGS)),
        ("NOR", 3, 3, mixed(words::NORDVIK, words::NORDVIK_BUGS)),
        ("CHK", 1, 1, mixed(words::CHECKOUT, words::CHECKOUT_BUGS)),
    ];
    const MARKETS: [&str; 9] = ["SE", "DK", "NO", "FI", "DE", "PL", "NL", "ES", "PT"];
    let mut epics: Vec<WorkItemId> = Vec::new();
    let mut commitments = vec![vec![Vec::new(); SPRINTS]; 3];
    for number in 0..items {
        let place = dice.below(10) as usize;
        // Four in ten are Search's, two Platform's, and one each of the others'.
        let stream = [0, 0, 0, 0, 1, 1, 2, 3, 4, 5].get(place).copied().unwrap_or(0);
        let Some((prefix, project, team, list)) = titles.get(stream) else { continue };
        let Some((kind, title)) = list.get(dice.below(list.len() as i64) as usize).cloned() else { continue };
        let home = ground.home(prefix, *project, *team);
        let market = dice.pick(&MARKETS).unwrap_or_default();
        let kind = if number % 60 == 0 { ItemKind::Epic } else { kind };
        let sprint = dice.below(SPRINTS as i64 + 1) as usize;
        let (start, _) = sprint_dates(&days, sprint.min(SPRINTS - 1));
        let mut draft = Draft::new(
            ground.id(),
            home,
            kind,
            &format!("{title} ({market})"),
            back(plus(start, -3 - dice.below(60))),
        );
        draft.priority = priority(&mut dice);
        draft.owner = dice.pick(&ground.members(*team));
        draft.points = (dice.below(12) > 0).then(|| size(&draft.kind, &mut dice));
        draft.labels.push(market.to_lowercase());
        if draft.kind == ItemKind::Epic {
            epics.push(draft.id);
        } else {
            draft.parent = dice.pick(epics.get(epics.len().saturating_sub(6)..).unwrap_or_default());
        }
        draft.release = dice.pick(&ground.releases).map(|(id, _)| id);
        let begun = ahead(plus(start, dice.below(10))).min(days.yesterday());
        let done = ahead(plus(begun, dice.below(12))).min(days.yesterday());
        // The last fourteenth is backlog.
        if sprint < SPRINTS {
            draft.to(back(plus(start, -1)), READY);
            if let Some(id) = ground.sprint(*team, sprint) {
                draft.sprint(ahead(start), Some(id));
                let estimate = draft.points.map(Points::whole);
                if let Some(list) = commitments.get_mut(*team).and_then(|t| t.get_mut(sprint)) {
                    list.push(Commitment { item: draft.id, estimate });
                }
            }
            let path = working_days(begun, done);
            draft.through(&path, &mut dice);
            if dice.below(3) == 0 {
                // Opened again and finished anew.
                let again = working_days(done, ahead(plus(done, 2)).min(days.yesterday()));
                draft.through(&again, &mut dice);
            }
            if dice.below(20) == 0 {
                draft.to(days.yesterday(), READY).to(days.yesterday(), DONE);
            }
        }
        work.drafts.push(draft);
    }
    for (team, sprints) in commitments.into_iter().enumerate() {
        for (place, commitment) in sprints.into_iter().enumerate() {
            if let Some(id) = ground.sprint(team, place) {
                ground.commit(id, commitment);
            }
        }
    }
    ground.settle(&days, work);
    money::book(&mut ground, &days);
    risks::register(&mut ground, &days);
    // It is for measuring, not the sample that goes away in one click.
    std::sync::Arc::make_mut(&mut ground.program.settings).sample = false;
    ground.program
}
