//! What is said in the morning, and what came of it: stand-ups, blockers, actions, decisions, changes.

use super::days::{Days, back, plus};
use super::ground::Ground;
use crate::model::{
    Action, ActionState, Blocker, ChangeRequest, ChangeState, Choice, Currency, Date, Decision,
    DecisionState, Link, LinkKind, MilestoneId, Money, Parked, PersonId, Priority, Ref, StandUp, StandUpLine,
    Timestamp,
};
use std::sync::Arc;

pub(super) fn tell(ground: &mut Ground, days: &Days<'_>) {
    blockers(ground, days);
    actions(ground, days);
    decisions(ground, days);
    changes(ground, days);
    chain(ground);
    stand_ups(ground, days);
}

/// The keys go on behind the highest number of a kind.
fn numbered(ground: &mut Ground, prefix: &str, number: u32) -> String {
    if let Some(settings) = Arc::get_mut(&mut ground.program.settings) {
        let last = settings.last_numbers.entry(prefix.to_owned()).or_insert(0);
        *last = (*last).max(number);
    }
    [prefix, "-", &number.to_string()].concat()
}

fn milestone(ground: &Ground, name: &str) -> Option<MilestoneId> {
    ground.program.milestones.values().find(|m| m.name == name).map(|m| m.id)
}

/// Number, title, team, who is held up, item, said, who clears it, needed in, cleared.
type Said =
    (u32, &'static str, usize, &'static str, &'static str, i64, &'static str, Option<i64>, Option<i64>);

#[rustfmt::skip]
static BLOCKERS: [Said; 6] = [
    (12, "No GPU quota on staging", 0, "Priya", "SRCH-341", -3, "Jonas", Some(1), None),
    (13, "Waits for the rate limits, PLT-96", 2, "Aiko", "MOB-118", -2, "Jonas", Some(4), None),
    (14, "A sample order with discounts is missing", 3, "Ewa", "NOR-77", -2, "Ewa", Some(0), None),
    (15, "Nobody free to review SRCH-329", 0, "Lena", "", -1, "Mira", None, None),
    (11, "Keys of the event bus are with security", 1, "Dana", "", -9, "Carlos", None, Some(-5)),
    (10, "Test devices are out of storage", 2, "Nia", "", -14, "Aiko", None, Some(-12)),
];

fn blockers(ground: &mut Ground, days: &Days<'_>) {
    for (number, title, team, person, item, raised, owner, needed, cleared) in BLOCKERS {
        let at = days.at(days.worked(raised), 9 * 60 + 25);
        let team = ground.teams.get(team).copied();
        let item = ground.item(item);
        let project = item.and_then(|id| ground.program.items.get(&id)).map(|i| i.project);
        let blocker = Blocker {
            id: ground.id(),
            key: numbered(ground, "B", number),
            title: title.to_owned(),
            project: project
                .or_else(|| Some(ground.project(if team == ground.teams.last().copied() { 3 } else { 0 }))),
            team,
            person: ground.person(person),
            item,
            raised: days.worked(raised),
            owner: ground.person(owner),
            needed_by: needed.map(|n| days.day(n)),
            cleared: cleared.map(|n| days.worked(n)),
            created: at,
            updated: cleared.map_or(at, |n| days.at(days.worked(n), 9 * 60 + 20)),
            ..Blocker::default()
        };
        ground.program.put(blocker.into());
    }
}

/// Number, title, project, who, made, due, another team waits for it (its place), priority.
type Agreed = (u32, &'static str, usize, &'static str, i64, i64, Option<usize>, Option<Priority>);

#[rustfmt::skip]
static OPEN: [Agreed; 9] = [
    (58, "Agree the load-test window with Platform", 0, "Mira", -8, 0, None, None),
    (60, "Second offer for the voice vendor", 0, "Carlos", -6, 5, None, None),
    (61, "Ask Platform for 2 GPU nodes", 0, "Jonas", -3, -2, None, Some(Priority::Urgent)),
    (62, "Write the rollback note for the rebuild", 0, "Priya", -2, 1, None, None),
    (63, "Rate limits documented for Mobile and Search", 0, "Jonas", -5, 4, Some(2), Some(Priority::High)),
    (64, "Ask Nordvik for a sample order with discounts", 3, "Ewa", -2, 0, None, Some(Priority::High)),
    (65, "Name a second person on call for Kestrel", 2, "Sara", -7, -1, None, Some(Priority::High)),
    (66, "Borrow two devices for the voice test", 0, "Nia", -1, 6, None, None),
    (68, "Relevance set handed to the merchandisers", 0, "Lena", -4, 8, Some(3), None),
];

#[rustfmt::skip]
static CLOSED: [(u32, &str, usize, &str, i64, i64); 4] = [
    (55, "Ask the landlord for the staging room", 0, "Dana", -20, -13),
    (56, "Send the consent rules to Legal", 0, "Carlos", -18, -11),
    (57, "Call with Kestrel about late e-mails", 2, "Sara", -12, -6),
    (59, "Free storage on the test devices", 0, "Aiko", -14, -12),
];

fn actions(ground: &mut Ground, days: &Days<'_>) {
    for (number, title, project, owner, made, due, waiting, priority) in OPEN {
        let at = days.at(days.worked(made), 9 * 60 + 40);
        let of_project = ground.project(project);
        let client = ground.program.projects.get(&of_project).and_then(|p| p.client);
        let action = Action {
            id: ground.id(),
            key: numbered(ground, "A", number),
            title: title.to_owned(),
            project: Some(of_project),
            client,
            for_team: waiting.and_then(|place| ground.teams.get(place).copied()),
            goal: (number == 61 || number == 63).then(|| ground.goals.first().copied()).flatten(),
            owner: ground.person(owner),
            due: Some(days.day(due)),
            state: if number == 63 { ActionState::Doing } else { ActionState::Open },
            priority,
            deliverable: waiting.is_some(),
            created: at,
            updated: at,
            ..Action::default()
        };
        ground.program.put(action.into());
    }
    for (number, title, project, owner, made, closed) in CLOSED {
        let at = days.at(days.worked(made), 9 * 60 + 40);
        let action = Action {
            id: ground.id(),
            key: numbered(ground, "A", number),
            title: title.to_owned(),
            project: Some(ground.project(project)),
            owner: ground.person(owner),
            due: Some(days.worked(closed)),
            state: ActionState::Done,
            closed: Some(days.worked(closed)),
            created: at,
            updated: days.at(days.worked(closed), 16 * 60),
            ..Action::default()
        };
        ground.program.put(action.into());
    }
    numbered(ground, "A", 68);
}

fn choice(ground: &mut Ground, text: &str, cost: i64, days: i64, note: &str) -> Choice {
    Choice {
        id: ground.id(),
        text: text.to_owned(),
        cost: (cost != 0).then(|| Money::whole(cost, Currency::EUR)),
        days: (days != 0).then_some(days),
        note: note.to_owned(),
    }
}

fn decisions(ground: &mut Ground, days: &Days<'_>) {
    let voice = vec![
        choice(
            ground,
            "Drop it and come back in spring",
            0,
            -6,
            "The release keeps its date; shoppers lose little",
        ),
        choice(ground, "Ship to one market", 9_000, 0, "Half the tests; the vendor's price is open"),
        choice(ground, "Keep it for all markets", 24_000, 8, "December moves behind the holiday freeze"),
    ];
    let rows = [
        (
            31,
            "Drop voice search from December?",
            0,
            "Carlos",
            "Steering",
            DecisionState::Wanted,
            -6,
            0,
            "",
            voice,
        ),
        (
            30,
            "Strictest consent rule in all markets",
            0,
            "Carlos",
            "Legal",
            DecisionState::Decided,
            -16,
            -7,
            "Yes: one rule everywhere until the regulators have answered.",
            Vec::new(),
        ),
        (
            29,
            "Pilot the one-page checkout with logged-in shoppers only",
            1,
            "Ewa",
            "Steering",
            DecisionState::Decided,
            -24,
            -15,
            "Yes. Guests follow in the second month.",
            Vec::new(),
        ),
        (
            28,
            "Statements of Kestrel as PDF/A",
            2,
            "Sara",
            "Kestrel steering",
            DecisionState::Decided,
            -40,
            -33,
            "Agreed, as change CR-3.",
            Vec::new(),
        ),
    ];
    for (number, title, project, owner, decider, state, made, day, outcome, options) in rows {
        let at = days.at(days.worked(made), 14 * 60);
        let decided = (state == DecisionState::Decided).then(|| days.worked(day));
        let of_project = ground.project(project);
        let decision = Decision {
            id: ground.id(),
            key: numbered(ground, "D", number),
            title: title.to_owned(),
            project: Some(of_project),
            client: ground.program.projects.get(&of_project).and_then(|p| p.client),
            owner: ground.person(owner),
            decider: decider.to_owned(),
            needed_by: Some(days.day(day)),
            options,
            state,
            outcome: outcome.to_owned(),
            decided,
            created: at,
            updated: decided.map_or(at, |day| days.at(day, 15 * 60)),
            ..Decision::default()
        };
        ground.program.put(decision.into());
    }
}

fn changes(ground: &mut Ground, days: &Days<'_>) {
    let euros = |amount: i64| (amount != 0).then(|| Money::whole(amount, Currency::EUR));
    let rows = [
        (
            5,
            "Rehearse with last year's peak",
            0,
            "Load test ready",
            "Mira",
            "Steering",
            "A second rehearsal with the traffic of last year's busiest hour",
            (2, 5, 7, 18_000, 0),
            ChangeState::Assessed,
            -4,
            4,
        ),
        (
            4,
            "Two more countries in the first release",
            3,
            "Orders certified by Nordvik",
            "Ewa",
            "Nordvik steering",
            "Finland and Iceland: tax rules, addresses, two carriers",
            (6, 21, 21, 18_000, 26_000),
            ChangeState::Proposed,
            -5,
            12,
        ),
        (
            3,
            "Statements as PDF/A",
            2,
            "Portal accepted by the bank",
            "Sara",
            "Kestrel steering",
            "Archive format for all statements",
            (2, 8, 0, 6_000, 9_500),
            ChangeState::Accepted,
            -41,
            -33,
        ),
        (
            2,
            "Weather in the ranking",
            0,
            "",
            "Lena",
            "Steering",
            "Rank by the weather of the shopper's town",
            (3, 13, 10, 0, 0),
            ChangeState::Rejected,
            -60,
            -52,
        ),
    ];
    for (number, title, project, moves, owner, decider, scope, effect, state, made, day) in rows {
        let (items, points, later, cost, price) = effect;
        let at = days.at(days.worked(made), 11 * 60);
        let of_project = ground.project(project);
        let decided = (!state.is_open()).then(|| days.worked(day));
        let change = ChangeRequest {
            id: ground.id(),
            key: numbered(ground, "CR", number),
            title: title.to_owned(),
            project: Some(of_project),
            client: ground.program.projects.get(&of_project).and_then(|p| p.client),
            requester: if price == 0 { "Product" } else { "The client" }.to_owned(),
            owner: ground.person(owner),
            scope: scope.to_owned(),
            items: Some(items),
            points: Some(points * 100),
            days: (later != 0).then_some(later),
            milestone: milestone(ground, moves),
            cost: euros(cost),
            price: euros(price),
            decider: decider.to_owned(),
            needed_by: Some(days.day(day)),
            state,
            decided,
            created: at,
            updated: decided.map_or(at, |day| days.at(day, 15 * 60)),
            ..ChangeRequest::default()
        };
        ground.program.put(change.into());
    }
}

/// The record with a key.
fn keyed(ground: &Ground, key: &str) -> Option<Ref> {
    if let Some(risk) = ground.program.risks.values().find(|r| r.key == key) {
        return Some(Ref::Risk(risk.id));
    }
    let mut found = ground.item(key).map(Ref::Item);
    ground.program.each_kept(&mut |record| {
        if record.key() == key {
            found = Some(record.reference());
        }
    });
    found
}

/// What led to what.
fn chain(ground: &mut Ground) {
    let pairs = [
        ("B-12", "A-61"),
        ("A-61", "R-19"),
        ("B-14", "A-64"),
        ("R-12", "A-58"),
        ("R-15", "A-60"),
        ("R-7", "A-65"),
        ("B-10", "A-59"),
        ("A-60", "D-31"),
        ("D-28", "CR-3"),
        ("R-12", "CR-5"),
    ];
    for (from, to) in pairs {
        let (Some(from), Some(to)) = (keyed(ground, from), keyed(ground, to)) else { continue };
        link(ground, &from, to);
    }
}

fn link(ground: &mut Ground, from: &Ref, to: Ref) {
    let Some(mut slot) = from.slot(&ground.program) else { return };
    if let Some(links) = slot.links_mut() {
        links.push(Link { kind: LinkKind::LeadsTo, to });
        ground.program.put(slot);
    }
}

/// Who, what they did, what they will do.
type Words = (&'static str, &'static str, &'static str);

#[rustfmt::skip]
static TODAY: [(usize, &[Words]); 3] = [
    (0, &[
        ("Mira", "Merged ranking by stock, reviewed for Lena, SRCH-338", "Finish ranking by stock and margin, SRCH-338"),
        ("Priya", "Prepared the rebuild scripts, SRCH-341", "Waiting. Writes the rollback note meanwhile, SRCH-341"),
    ]),
    (1, &[
        ("Jonas", "Asked the provider for two nodes again; limits for one client, PLT-96", "Limits for all clients, PLT-96"),
        ("Dana", "Budget for three of seven services, PLT-99", "The other four, PLT-99"),
        ("Yusuf", "Cost report of October", "Flags by market with Jonas, PLT-101"),
    ]),
    (2, &[
        ("Aiko", "Suggestions from the cache, MOB-118", "Permission text to the translators, MOB-115"),
        ("Nia", "Found the button below the keyboard, MOB-121", "Fix for small phones, MOB-121"),
        ("Sara", "", ""),
    ]),
];

#[rustfmt::skip]
static YESTERDAY: [(usize, &[Words]); 4] = [
    (0, &[
        ("Mira", "Margin in the ranking, SRCH-338", "Merge ranking by stock, SRCH-338"),
        ("Priya", "Rebuild stopped at 40 %, SRCH-341", "Prepare the rebuild scripts, SRCH-341"),
        ("Tomás", "Facet count on staging, SRCH-333", "Fix the facet count, SRCH-333; then the double flash, SRCH-345"),
        ("Lena", "Explanations for sizes, SRCH-329", "Explanations for colours, SRCH-329"),
    ]),
    (1, &[
        ("Jonas", "Limits per client designed, PLT-96", "First client behind the limit, PLT-96"),
        ("Dana", "Measured the first services, PLT-99", "Budget for three services, PLT-99"),
        ("Yusuf", "", "Cost report of October"),
    ]),
    (2, &[
        ("Aiko", "Suggestions wait for PLT-96", "Suggestions from the cache, MOB-118"),
        ("Nia", "Voice test on six phones", "Look into the hidden button, MOB-121"),
        ("Sara", "Recent searches sketched, MOB-124", "With Kestrel for half the day"),
    ]),
    (3, &[
        ("Hugo", "Statements of closed accounts, KES-209", "Second warehouse for Nordvik, NOR-81"),
        ("Ewa", "Asked Nordvik for a sample order, NOR-77", "Steering papers for Kestrel"),
    ]),
];

#[rustfmt::skip]
static BEFORE: [(usize, &[Words]); 2] = [
    (0, &[
        ("Mira", "Stock feed read, SRCH-338", "Margin in the ranking, SRCH-338"),
        ("Priya", "Snapshot of the catalogue", "Rebuild on staging, SRCH-341"),
        ("Tomás", "Found the wrong facet count", "Facet count on staging, SRCH-333"),
        ("Lena", "Query log of the week", "Explanations for sizes, SRCH-329"),
    ]),
    (2, &[
        ("Aiko", "Suggestions on the list, MOB-118", "Suggestions while typing, MOB-118"),
        ("Nia", "Voice on Android 14", "Voice test on six phones"),
    ]),
];

fn stand_ups(ground: &mut Ground, days: &Days<'_>) {
    // On a day off, too: whoever opens the sample on a Sunday sees a morning at work.
    let (today, yesterday) = (days.today, days.yesterday());
    let before = back(plus(yesterday, -1));
    for (day, all) in [(before, &BEFORE[..]), (yesterday, &YESTERDAY[..]), (today, &TODAY[..])] {
        for (team, words) in all.iter().copied() {
            let under_way = day == today && team == 0;
            stand_up(ground, days, day, team, words, under_way);
        }
    }
    // The blockers came up in the stand-up of their day, where the sample still has it.
    let pairs: Vec<(Ref, Ref)> = ground
        .program
        .blockers
        .values()
        .filter_map(|blocker| {
            let same = |s: &StandUp| s.team == blocker.team && s.day == blocker.raised;
            let stand_up = ground.program.stand_ups.values().find(|s| same(s))?;
            Some((Ref::StandUp(stand_up.id), Ref::Blocker(blocker.id)))
        })
        .collect();
    for (from, to) in pairs {
        link(ground, &from, to);
    }
}

fn stand_up(ground: &mut Ground, days: &Days<'_>, day: Date, team: usize, words: &[Words], under_way: bool) {
    const SECONDS: [u32; 4] = [100, 52, 75, 88];
    // What is of today was written down the evening before: nothing of the sample lies ahead.
    let at = days.at(day.min(days.yesterday()), 9 * 60 + 15);
    let mut lines = Vec::new();
    for ((name, did, will), seconds) in words.iter().copied().zip(SECONDS.iter().copied().cycle()) {
        let Some(person) = ground.person(name) else { continue };
        let away = did.is_empty() && will.is_empty();
        lines.push(StandUpLine {
            id: ground.id(),
            person,
            yesterday: did.to_owned(),
            today: will.to_owned(),
            blocked: String::new(),
            away,
            spoken: !(away || under_way && name == "Priya"),
            seconds: if away { 0 } else { seconds },
        });
    }
    let id = ground.id();
    let speaking: Option<PersonId> = ground.person("Priya").filter(|_| under_way);
    let parked = if under_way { parked(ground) } else { Vec::new() };
    let name = ground.teams.get(team).and_then(|id| ground.program.teams.get(id)).map(|t| t.name.clone());
    let record = StandUp {
        id,
        title: [&name.unwrap_or_default(), ", ", &crate::model::short_day(day)].concat(),
        team: ground.teams.get(team).copied(),
        day,
        lines,
        parked,
        seconds: if under_way { 372 } else { 700 + 40 * u32::try_from(team).unwrap_or(0) },
        finished: (!under_way).then(|| finished(days, day)),
        speaking,
        created: at,
        updated: at,
        ..StandUp::default()
    };
    ground.program.put(record.into());
}

fn finished(days: &Days<'_>, day: Date) -> Timestamp {
    days.at(day, 9 * 60 + 30)
}

fn parked(ground: &mut Ground) -> Vec<Parked> {
    let topics = [
        ("Which queries go into the relevance set", ["Lena", "Mira"]),
        ("Rollback plan if the rebuild fails", ["Priya", "Jonas"]),
    ];
    topics
        .into_iter()
        .map(|(text, people)| Parked {
            id: ground.id(),
            text: text.to_owned(),
            people: people.into_iter().filter_map(|name| ground.person(name)).collect(),
            done: false,
        })
        .collect()
}
