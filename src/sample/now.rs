//! What is going on today: the cards on the board that the story is about, and the day's plan.

use super::days::{Days, ahead, back, plus, working_days};
use super::draft::{BACKLOG, CANCELLED, DOING, DONE, Draft, Home, READY, REVIEW, TEST, Work};
use super::ground::{Ground, SPRINTS, sprint_dates};
use crate::model::{
    Commitment, Date, ItemKind, Link, LinkKind, PlanEntry, Points, Priority, Ref, WorkItemId,
};
use std::sync::Arc;

/// Key, kind, title, points, priority, owner, the column it is in, days since it was begun, and
/// whether the running sprint committed to it.
type Card = (u32, char, &'static str, i64, Priority, &'static str, usize, i64, bool);

#[rustfmt::skip]
static SEARCH: [Card; 7] = [
    (352, 's', "Typo-tolerant matching for brands", 5, Priority::High, "", READY, 0, false),
    (349, 't', "Label 500 queries for the relevance set", 5, Priority::Low, "Lena", READY, 0, true),
    (341, 's', "Vector index rebuild on staging", 8, Priority::Urgent, "Priya", DOING, 9, false),
    (345, 'b', "Empty result page flashes twice", 2, Priority::Medium, "Tomás", DOING, 3, false),
    (338, 's', "Rank by stock and margin", 5, Priority::High, "Mira", DOING, 6, true),
    (329, 's', "Explain the order of results for merchandisers", 5, Priority::High, "Lena", REVIEW, 7, true),
    (333, 'b', "Facet count wrong after filter", 3, Priority::High, "Tomás", TEST, 5, true),
];

#[rustfmt::skip]
static PLATFORM: [Card; 4] = [
    (104, 't', "Rotate keys of the event bus", 2, Priority::Medium, "Dana", READY, 0, true),
    (96, 's', "Rate limits for the ranking API", 8, Priority::Urgent, "Jonas", DOING, 14, false),
    (99, 't', "Latency budget per service", 3, Priority::Medium, "Dana", DOING, 4, true),
    (101, 's', "Feature flags by market", 5, Priority::Medium, "Jonas", REVIEW, 2, true),
];

#[rustfmt::skip]
static MOBILE: [Card; 4] = [
    (124, 's', "Recent searches on Android", 3, Priority::Medium, "Sara", READY, 0, true),
    (118, 's', "Search suggestions on iOS", 5, Priority::High, "Aiko", DOING, 8, true),
    (121, 'b', "Voice button hidden by the keyboard", 2, Priority::Medium, "Nia", DOING, 2, true),
    (115, 't', "Voice permission text", 2, Priority::Low, "Aiko", TEST, 3, true),
];

#[rustfmt::skip]
static KESTREL: [Card; 2] = [
    (214, 'b', "Payment e-mails delayed", 3, Priority::Urgent, "Sara", REVIEW, 2, false),
    (209, 'b', "Statements missing for closed accounts", 2, Priority::High, "Hugo", DOING, 3, false),
];

#[rustfmt::skip]
static NORDVIK: [Card; 2] = [
    (81, 's', "Stock feed for the second warehouse", 5, Priority::Medium, "Hugo", DOING, 4, false),
    (77, 'b', "Order export misses discounts", 3, Priority::High, "Ewa", DOING, 6, false),
];

pub(super) fn story(ground: &mut Ground, days: &Days<'_>, work: &mut Work) {
    cards(ground, days, work, ground.home("SRCH", 0, 0), 0, &SEARCH);
    cards(ground, days, work, ground.home("PLT", 0, 1), 1, &PLATFORM);
    cards(ground, days, work, ground.home("MOB", 0, 2), 2, &MOBILE);
    cards(ground, days, work, ground.home("KES", 2, 3), 3, &KESTREL);
    cards(ground, days, work, ground.home("NOR", 3, 3), 3, &NORDVIK);
    slow(ground, days, work);
    details(ground, days, work);
}

fn kind(letter: char) -> ItemKind {
    match letter {
        'b' => ItemKind::Bug,
        't' => ItemKind::Task,
        _ => ItemKind::Story,
    }
}

fn cards(ground: &mut Ground, days: &Days<'_>, work: &mut Work, home: Home, team: usize, list: &[Card]) {
    let (start, _) = sprint_dates(days, SPRINTS - 1);
    let sprint = ground.sprint(team, SPRINTS - 1);
    let mut committed = Vec::new();
    for (number, letter, title, points, priority, owner, column, age, in_commitment) in list.iter().copied() {
        // A card of age n was begun n - 1 days before today.
        let begun = if age == 0 { days.yesterday() } else { days.worked(1 - age).min(days.yesterday()) };
        let mut draft = Draft::new(ground.id(), home, kind(letter), title, begun);
        draft.number = Some(number);
        draft.points = Some(points);
        draft.priority = priority;
        draft.owner = if owner.is_empty() { None } else { ground.person(owner) };
        if sprint.is_some() {
            // The load test waits for the index, its sizes and the relevance set.
            draft.release =
                if matches!(number, 341 | 329 | 349) { ground.rehearsal } else { ground.next_release() };
            draft.goal = ground.goals.get(if team == 2 { 2 } else { 0 }).copied();
        } else {
            draft.labels.push(if letter == 'b' { "support" } else { "contract" }.to_owned());
            draft.goal = ground.goals.get(if home.prefix == "KES" { 4 } else { 5 }).copied();
        }
        if letter == 'b' {
            // Defects are taken up on the day they are found.
            draft.to(begun, READY);
        } else {
            draft.created = back(plus(begun, -16));
            draft.to(back(plus(begun, -3)), READY);
        }
        if sprint.is_some() {
            if in_commitment {
                draft.sprint(ahead(start), sprint);
                committed.push(Commitment { item: draft.id, estimate: Some(Points::whole(points)) });
            } else {
                draft.sprint(ahead(plus(start, 2)).max(draft.created), sprint);
            }
        }
        if column >= DOING {
            let path = working_days(begun, days.yesterday());
            let at = |part: usize| path.get(path.len() * part / 3).copied().unwrap_or(begun);
            draft.to(begun, DOING);
            if column >= REVIEW {
                draft.to(at(1), REVIEW);
            }
            if column >= TEST {
                draft.to(at(2), TEST);
            }
        }
        work.drafts.push(draft);
    }
    let sprint = sprint.and_then(|id| ground.program.sprints.get_mut(&id));
    if let Some(sprint) = sprint.and_then(Arc::get_mut) {
        sprint.commitment.get_or_insert_default().extend(committed);
    }
}

/// The slowest of the last months, an epic, what was cancelled, and one without a history.
fn slow(ground: &mut Ground, days: &Days<'_>, work: &mut Work) {
    let (search, platform) = (ground.home("SRCH", 0, 0), ground.home("PLT", 0, 1));
    let lines = [
        (search, 318, 's', "Index warm-up after deploy", "Priya", 10, 17, 9),
        (platform, 88, 't', "Event bus migration", "Jonas", 8, 14, 6),
        (search, 309, 's', "Brand synonyms", "Lena", 11, 13, 5),
    ];
    for (home, number, letter, title, owner, place, age, day) in lines {
        let team = usize::from(home.prefix == "PLT");
        let (start, end) = sprint_dates(days, place);
        let done = ahead(plus(start, day)).min(back(end));
        let begun = ahead(plus(done, 1 - age));
        let created = back(plus(begun, -20));
        let mut draft = Draft::new(ground.id(), home, kind(letter), title, created);
        // Without an estimate they leave the velocities as they are; someone forgot.
        (draft.number, draft.owner) = (Some(number), ground.person(owner));
        draft.release = ground.releases.iter().find(|(_, date)| *date >= done).map(|(id, _)| *id);
        draft.to(back(plus(begun, -1)), READY).sprint(begun.max(ahead(start)), ground.sprint(team, place));
        let path = working_days(begun, done);
        let stopped = path.get(3).copied().unwrap_or(begun);
        draft.through(&path, &mut super::days::Dice::new(u64::from(number)));
        draft.block(stopped, "Environment down").unblock(path.get(5).copied().unwrap_or(done));
        work.drafts.push(draft);
    }
    for (number, title, ago) in [(290, "Rank by weather", -30), (301, "Voice filter for prices", -18)] {
        let created = days.worked(ago - 40);
        let mut draft = Draft::new(ground.id(), search, ItemKind::Story, title, created);
        (draft.number, draft.points) = (Some(number), Some(5));
        draft.to(days.worked(ago - 6), DOING).to(days.worked(ago), CANCELLED);
        draft.comments.push((days.worked(ago), "Mira Okafor", "Closed: no effect in the test."));
        work.drafts.push(draft);
    }
    let mut imported =
        Draft::new(ground.id(), platform, ItemKind::Task, "Move DNS records", days.worked(-52));
    (imported.number, imported.points, imported.without_history) = (Some(61), Some(2), true);
    imported.to(days.worked(-31), DONE);
    work.drafts.push(imported);

    let mut epic = Draft::new(ground.id(), search, ItemKind::Epic, "Semantic ranking", days.worked(-96));
    (epic.number, epic.release) = (Some(300), None);
    epic.priority = Priority::High;
    epic.to(days.worked(-60), DOING);
    let epic_id = epic.id;
    work.drafts.push(epic);
    for draft in work.drafts.iter_mut().filter(|d| d.home.prefix == "SRCH") {
        if matches!(draft.number, Some(329 | 338 | 341 | 352)) {
            draft.parent = Some(epic_id);
        }
    }
}

fn details(ground: &mut Ground, days: &Days<'_>, work: &mut Work) {
    let id_of = |work: &Work, prefix: &str, number: u32| {
        work.drafts.iter().find(|d| d.home.prefix == prefix && d.number == Some(number)).map(|d| d.id)
    };
    let stuck = (id_of(work, "SRCH", 341), id_of(work, "MOB", 118));
    let rebuild_parts = stuck.0.map_or_else(Vec::new, |parent| parts(ground, days, parent));
    for draft in &mut work.drafts {
        match (draft.home.prefix, draft.number) {
            ("SRCH", Some(341)) => {
                draft.block(days.worked(-3), "No GPU quota on staging. Platform owns it, no date yet.");
                draft.notes = "Rebuild the whole vector index on staging, with last week's catalogue.\n\n\
                               - Snapshot of the catalogue\n- Rebuild with the new model\n- Compare recall";
                draft.comments = vec![
                    (days.worked(-3), "Priya Nair", "The job stops at 40 %: no GPU left in the quota."),
                    (days.yesterday(), "Jonas Weber", "Asked for two nodes. No answer yet."),
                ];
            }
            ("MOB", Some(118)) => {
                draft.block(days.worked(-2), "Waits for PLT-96");
            }
            ("PLT", Some(96)) => {
                let to = stuck.1.map(Ref::Item);
                draft.links.extend(to.map(|to| Link { kind: LinkKind::Blocks, to }));
            }
            ("NOR", Some(77)) => {
                draft.block(days.worked(-2), "Waiting for the client: a sample order with discounts");
            }
            _ => {}
        }
    }
    work.drafts.extend(rebuild_parts);
}

/// Sub-tasks of the blocked card.
fn parts(ground: &mut Ground, days: &Days<'_>, parent: WorkItemId) -> Vec<Draft> {
    let home = ground.home("SRCH", 0, 0);
    let titles = [
        ("Snapshot the catalogue", DONE),
        ("Rebuild with the new model", BACKLOG),
        ("Compare recall before and after", BACKLOG),
    ];
    let made = titles.map(|(title, status)| {
        let mut draft = Draft::new(ground.id(), home, ItemKind::Subtask, title, days.worked(-8));
        (draft.parent, draft.owner) = (Some(parent), ground.person("Priya"));
        if status == DONE {
            draft.to(days.worked(-7), DOING).to(days.worked(-5), DONE);
        }
        draft
    });
    made.into()
}

/// Today's plan: what was carried over, and what is new.
pub(super) fn plan(ground: &mut Ground, days: &Days<'_>) {
    let risk = |ground: &Ground, key: &str| {
        ground.program.risks.values().find(|r| r.key == key).map(|r| Ref::Risk(r.id))
    };
    let gpu = risk(ground, "R-19");
    let latency = risk(ground, "R-12");
    let discount = ground.item("NOR-77").map(Ref::Item);
    let project = Some(Ref::Project(ground.project(0)));
    let earlier: Date = back(plus(days.yesterday(), -1));
    let lines = [
        (days.yesterday(), "Prepare the voice-search options for steering", 30, None, true),
        (days.today, "Answer the GPU quota escalation", 10, gpu, false),
        (days.today, "Weekly report to the executives", 25, project, false),
        (days.today, "Ask Nordvik for the discount sample", 5, discount, false),
        (earlier, "Agree the load-test window with Platform", 15, latency, false),
    ];
    for (day, text, minutes, about, done) in lines {
        let at = days.at(day.min(days.yesterday()), 17 * 60 + 5);
        let entry = PlanEntry {
            id: ground.id(),
            day,
            text: text.to_owned(),
            minutes: Some(minutes),
            about,
            done: done.then_some(days.today),
            created: at,
            updated: at,
            ..crate::json::Json::blank()
        };
        ground.program.put(entry.into());
    }
}
