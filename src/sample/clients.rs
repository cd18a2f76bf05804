//! What was agreed with the two clients, what they got, what was worked, and what they say.

use super::days::{Days, back};
use super::ground::Ground;
use crate::model::{
    ChangeRequest, ChangeState, Client, ClientId, Contract, ContractForm, ContractId, Criterion, Currency,
    Date, Deliverable, DeliverableState, Effort, EntryId, Money, Points, Satisfaction, SatisfactionKind,
};
use std::sync::Arc;

use DeliverableState::{Accepted, Doing, Planned, Rejected, Submitted};
use SatisfactionKind::{Csat, Nps};

/// Project, title, form, price, hourly rate, hours, days from today to first and last day.
type Agreed = (usize, &'static str, ContractForm, Option<i64>, Option<i64>, i64, [i64; 2]);

#[rustfmt::skip]
static CONTRACTS: [Agreed; 3] = [
    (2, "Portal, phase 2", ContractForm::FixedPrice, Some(186_000), None, 1_340, [-172, 110]),
    (2, "Support and service report", ContractForm::Retainer, Some(4_200), None, 40, [-172, 193]),
    (3, "Order integration", ContractForm::TimeAndMaterial, None, Some(112), 1_100, [-165, 128]),
];

/// Contract, title, milestone, owner, days to due, submitted, accepted, state, remark, criteria (`+` holds).
type Promised = (
    usize,
    &'static str,
    &'static str,
    &'static str,
    i64,
    [Option<i64>; 2],
    DeliverableState,
    &'static str,
    &'static [&'static str],
);

#[rustfmt::skip]
static DELIVERABLES: [Promised; 11] = [
    (0, "Sign-in with the bank's identities", "", "Hugo", -125, [Some(-128), Some(-121)], Accepted, "",
     &["+Single sign-on for staff and customers", "+Sessions end after 15 minutes"]),
    (0, "Report on the security findings", "Security findings closed", "Hugo", -40, [Some(-37), Some(-33)], Accepted,
     "Accepted; two low findings move to phase 3.", &["+No high finding is open", "+Retest by the bank's own team"]),
    (0, "Statements and exports", "", "Hugo", -3, [Some(-5), None], Submitted, "",
     &["+Ten years of statements in under 5 seconds", "+PDF/A as in CR-3", "+Export as CSV and XLSX"]),
    (0, "Accessibility statement", "", "Ewa", -9, [Some(-12), None], Rejected,
     "two pages fail with a screen reader, payments and limits",
     &["+Audit by an outside expert", "No finding of level A or AA"]),
    (0, "Portal for business customers", "Portal accepted by the bank", "Hugo", 34, [None, None], Doing, "",
     &["+Four-eyes approval of payments", "+Roles and limits", "Load test with 2,000 users", "Penetration test"]),
    (0, "Operations manual", "", "Ewa", 70, [None, None], Planned, "",
     &["Reviewed by the bank's operations", "Restore was rehearsed"]),
    (2, "Specification of the order interface", "", "Ewa", -95, [Some(-99), Some(-94)], Accepted, "",
     &["+Signed by both architects"]),
    (2, "Orders from Norway and Sweden", "", "Ewa", -1, [Some(-2), None], Submitted, "",
     &["+All carriers", "+A week in parallel without a difference"]),
    (2, "Orders from Denmark and Iceland", "", "Ewa", 6, [None, None], Doing, "",
     &["+Tax rules checked", "Sample orders with discounts pass", "A week in parallel without a difference"]),
    (2, "Operations handover", "", "Hugo", 19, [None, None], Planned, "", &["Runbook", "Two shadowed weeks"]),
    (2, "Certification in four countries", "Orders certified by Nordvik", "Ewa", 110, [None, None], Planned, "",
     &["Certificate of each country"]),
];

/// Contract, who, hours a week.
static WORKED: [(usize, &str, i64); 6] =
    [(0, "Hugo", 28), (0, "Carlos", 12), (0, "Ewa", 12), (1, "Hugo", 8), (2, "Ewa", 18), (2, "Carlos", 14)];

/// Project, kind, days from today, score, who.
#[rustfmt::skip]
static SAID: [(usize, SatisfactionKind, i64, u8, &str); 26] = [
    (2, Csat, -196, 5, "Head of digital banking"), (2, Csat, -188, 4, "Service manager"),
    (2, Nps, -190, 9, "Head of digital banking"), (2, Nps, -190, 8, "Service manager"),
    (2, Nps, -190, 9, "Security officer"),
    (2, Csat, -120, 4, "Head of digital banking"), (2, Csat, -70, 4, "Service manager"),
    (2, Csat, -33, 4, "Security officer"), (2, Csat, -12, 3, "Service manager"),
    (2, Csat, -6, 3, "Head of digital banking"),
    (2, Nps, -98, 9, "Head of digital banking"), (2, Nps, -98, 7, "Service manager"),
    (2, Nps, -8, 8, "Security officer"), (2, Nps, -8, 6, "Service manager"),
    (3, Csat, -185, 4, "Order desk"), (3, Nps, -185, 8, "Head of supply chain"),
    (3, Nps, -185, 7, "Order desk"),
    (3, Csat, -94, 5, "Head of supply chain"), (3, Csat, -60, 4, "Order desk"),
    (3, Csat, -30, 5, "Order desk"), (3, Csat, -9, 4, "Head of supply chain"),
    (3, Nps, -92, 9, "Head of supply chain"), (3, Nps, -92, 8, "Order desk"),
    (3, Nps, -5, 10, "Head of supply chain"), (3, Nps, -5, 9, "Order desk"),
    (3, Nps, -5, 8, "Architect"),
];

/// Project, zone, months and days.
type Closed = (usize, &'static str, &'static [(u32, u32)]);

pub(super) fn agree(ground: &mut Ground, days: &Days<'_>) {
    let contracts = contracts(ground, days);
    deliverables(ground, days, &contracts);
    efforts(ground, days, &contracts);
    said(ground, days);
    change(ground, days);
    calendars(ground, days);
}

fn client(ground: &Ground, project: usize) -> Option<ClientId> {
    ground.program.projects.get(&ground.project(project)).and_then(|p| p.client)
}

fn contracts(ground: &mut Ground, days: &Days<'_>) -> Vec<(ContractId, usize)> {
    let mut all = Vec::new();
    for (project, title, form, value, rate, hours, [start, end]) in CONTRACTS.iter().copied() {
        let euros = |whole: Option<i64>| whole.map(|whole| Money::whole(whole, Currency::EUR));
        let id: ContractId = ground.id();
        let contract = Contract {
            id,
            title: title.to_owned(),
            client: client(ground, project),
            project: Some(ground.project(project)),
            form,
            value: euros(value),
            rate: euros(rate),
            hours: Some(Points::whole(hours)),
            start: Some(days.day(start)),
            end: Some(days.day(end)),
            created: ground.began,
            updated: ground.began,
            ..Contract::default()
        };
        ground.program.put(contract.into());
        all.push((id, project));
    }
    all
}

fn deliverables(ground: &mut Ground, days: &Days<'_>, contracts: &[(ContractId, usize)]) {
    for (number, row) in (1..).zip(DELIVERABLES.iter().copied()) {
        let (of, title, milestone, owner, due, [submitted, accepted], state, remark, criteria) = row;
        let Some((contract, project)) = contracts.get(of).copied() else { continue };
        let last = accepted.or(submitted).unwrap_or(-6);
        let criteria = criteria.iter().map(|text| {
            let (met, text) = text.strip_prefix('+').map_or((false, *text), |text| (true, text));
            Criterion { id: ground.id::<EntryId>(), text: text.to_owned(), met }
        });
        let criteria: Vec<Criterion> = criteria.collect();
        let deliverable = Deliverable {
            id: ground.id(),
            key: format!("DL-{number}"),
            title: title.to_owned(),
            client: client(ground, project),
            project: Some(ground.project(project)),
            contract: Some(contract),
            milestone: ground
                .program
                .milestones
                .values()
                .find(|m| !milestone.is_empty() && m.name == milestone)
                .map(|m| m.id),
            owner: ground.person(owner),
            due: Some(days.worked(due)),
            criteria,
            state,
            submitted: submitted.map(|day| days.worked(day)),
            accepted: accepted.map(|day| days.worked(day)),
            remark: remark.to_owned(),
            created: ground.began,
            updated: days.at(days.worked(last.min(-1)), 15 * 60),
            ..Deliverable::default()
        };
        ground.program.put(deliverable.into());
        if let Some(settings) = Arc::get_mut(&mut ground.program.settings) {
            settings.last_numbers.insert("DL".to_owned(), number);
        }
    }
}

/// A line a person, contract and week, on its last working day.
fn efforts(ground: &mut Ground, days: &Days<'_>, contracts: &[(ContractId, usize)]) {
    for week in (0..24).rev() {
        let day = days.worked(-2 - week * 7);
        for (place, (of, who, hours)) in WORKED.iter().copied().enumerate() {
            let Some((contract, project)) = contracts.get(of).copied() else { continue };
            // Weeks differ a little, always in the same way.
            let more = (week * 5 + i64::try_from(place).unwrap_or(0) * 3) % 5 - 2;
            let at = days.at(day, 16 * 60 + 30);
            let effort = Effort {
                id: ground.id(),
                client: client(ground, project),
                project: Some(ground.project(project)),
                contract: Some(contract),
                person: ground.person(who),
                day,
                hours: Points::hundredths(hours * 100 + more * 50),
                created: at,
                updated: at,
                ..Effort::default()
            };
            ground.program.put(effort.into());
        }
    }
}

fn said(ground: &mut Ground, days: &Days<'_>) {
    for (project, kind, offset, score, by) in SAID.iter().copied() {
        let day = days.worked(offset);
        let at = days.at(day, 14 * 60);
        let answer = Satisfaction {
            id: ground.id(),
            client: client(ground, project),
            project: Some(ground.project(project)),
            day,
            kind,
            score,
            by: by.to_owned(),
            created: at,
            updated: at,
            ..Satisfaction::default()
        };
        ground.program.put(answer.into());
    }
}

/// What the bank asks for beside the contract.
fn change(ground: &mut Ground, days: &Days<'_>) {
    let at = days.at(days.worked(-3), 11 * 60);
    let change = ChangeRequest {
        id: ground.id(),
        key: "CR-6".to_owned(),
        title: "Approve payments with the bank's own app".to_owned(),
        project: Some(ground.project(2)),
        client: client(ground, 2),
        requester: "Head of digital banking".to_owned(),
        owner: ground.person("Hugo"),
        scope: "Second factor by the bank's app instead of a text message".to_owned(),
        items: Some(4),
        points: Some(1_300),
        days: Some(14),
        cost: Some(Money::whole(11_000, Currency::EUR)),
        price: Some(Money::whole(16_500, Currency::EUR)),
        decider: "Kestrel steering".to_owned(),
        needed_by: Some(days.day(9)),
        state: ChangeState::Assessed,
        created: at,
        updated: at,
        ..ChangeRequest::default()
    };
    ground.program.put(change.into());
    if let Some(settings) = Arc::get_mut(&mut ground.program.settings) {
        let last = settings.last_numbers.entry("CR".to_owned()).or_insert(0);
        *last = (*last).max(6);
    }
}

/// Days on which the clients do not work, and their zones.
fn calendars(ground: &mut Ground, days: &Days<'_>) {
    use chrono::Datelike;
    let year = days.today.year();
    let rows: [Closed; 2] = [
        (2, "Europe/London", &[(1, 1), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)]),
        (3, "Europe/Oslo", &[(1, 1), (5, 1), (5, 17), (12, 24), (12, 25)]),
    ];
    for (project, zone, holidays) in rows {
        let Some(id) = client(ground, project) else { continue };
        if let Some(client) = ground.program.clients.get_mut(&id).and_then(Arc::get_mut) {
            let client: &mut Client = client;
            client.zone = Some(zone.to_owned());
            let all = [year, year + 1].into_iter().flat_map(|year| {
                holidays.iter().filter_map(move |(month, day)| Date::from_ymd_opt(year, *month, *day))
            });
            client.holidays = crate::model::order::set(all.filter(|day| back(*day) == *day));
        }
    }
}
