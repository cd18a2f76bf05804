//! The risk register: twelve open ones, and closed ones by which the exposure fell.

use super::days::Days;
use super::ground::Ground;
use crate::model::{
    Currency, Link, LinkKind, Money, Ref, Response, Risk, RiskId, RiskState, Score, ScoreChange,
};
use std::sync::Arc;

/// Number, title, category, project, inherent and residual (probability, impact), percent and loss
/// in thousands (0 = not set), owner, days since it was raised, days until review, plan, trigger.
type Line = (
    u32,
    &'static str,
    &'static str,
    usize,
    [u8; 4],
    (u8, i64),
    &'static str,
    i64,
    i64,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
static OPEN: [Line; 12] = [
    (12, "Query latency above 300 ms at peak", "Technical", 0, [5, 4, 4, 4], (70, 120), "Mira", -95, -2,
        "Cache the head queries, quantise the vectors", "p95 above 280 ms in the load test"),
    (7, "Kestrel misses its November SLA", "Commercial", 2, [4, 5, 4, 4], (80, 120), "Sara", -120, 1,
        "Second person on call, weekly call with the bank", "Attainment below 93 % at mid-month"),
    (19, "Staging cannot hold the index", "Resource", 0, [4, 3, 4, 3], (60, 60), "Mira", -2, 0,
        "Two extra GPU nodes", "Index larger than 80 GB"),
    (21, "iOS review delays December", "Timeline", 0, [4, 3, 3, 3], (50, 60), "Aiko", -21, 6,
        "Submit a week early", "Review takes more than three days"),
    (4, "Only one person knows the indexer", "Resource", 0, [3, 5, 2, 4], (30, 150), "Jonas", -150, 7,
        "Pairing every Tuesday, runbook", "Absence of more than a week"),
    (15, "Voice vendor raises the price per call", "Commercial", 0, [3, 3, 3, 2], (40, 100), "Carlos", -88, 5,
        "Second offer, price cap in the contract", "Notice of a new price list"),
    (9, "Holiday traffic hides regressions", "Quality", 0, [3, 3, 3, 2], (40, 55), "Tomás", -110, 14,
        "Compare with last year's peak, not last week", "Alerts muted during campaigns"),
    (23, "Consent rules differ by market", "Legal", 0, [2, 4, 2, 3], (25, 60), "Carlos", -34, 13,
        "Strictest rule everywhere", "A regulator's letter"),
    (18, "Nordvik changes its order format", "Dependency", 3, [3, 2, 2, 2], (30, 40), "Ewa", -84, 12,
        "Adapter with versioned mapping", "A new field in the test files"),
    (16, "Sprint 25 short of a mobile tester", "Resource", 0, [3, 2, 2, 2], (0, 0), "Aiko", -30, 15,
        "Borrow from Client services", "Leave approved for two weeks"),
    (22, "Search logs kept longer than agreed", "Legal", 0, [2, 4, 2, 2], (25, 60), "Carlos", -40, 18,
        "Delete after 30 days, by job", "Audit sample older than 30 days"),
    (11, "Euro to dollar moves against us", "Cost", 1, [1, 4, 1, 4], (0, 0), "Ewa", -100, 25,
        "Accepted; reviewed each quarter", "Rate below 1.02"),
];

/// Number, title, category, project, percent, loss in thousands, owner, raised, closed, occurred.
type Closed = (u32, &'static str, &'static str, usize, u8, i64, &'static str, i64, i64, bool);

#[rustfmt::skip]
static CLOSED: [Closed; 7] = [
    (2, "Event bus migration loses messages", "Technical", 0, 65, 80, "Jonas", -160, -21, false),
    (3, "Product owner of Mobile leaves", "Resource", 0, 40, 75, "Ewa", -155, -90, true),
    (5, "Vector store licence unclear", "Legal", 0, 60, 100, "Carlos", -145, -35, false),
    (6, "Kestrel's test environment is late", "Dependency", 2, 45, 100, "Hugo", -140, -49, false),
    (8, "Peak load unknown for the new index", "Technical", 0, 80, 100, "Mira", -130, -63, false),
    (10, "Design agency misses the app redesign", "Timeline", 0, 60, 50, "Aiko", -105, -14, true),
    (13, "Nordvik stock feed has wrong warehouses", "Quality", 3, 43, 100, "Hugo", -92, -28, false),
];

pub(super) fn register(ground: &mut Ground, days: &Days<'_>) {
    for line in &OPEN {
        let (number, title, category, project, scores, (percent, loss), owner, raised, review, plan, trigger) =
            *line;
        let [a, b, c, d] = scores;
        let (inherent, residual) = (Score { probability: a, impact: b }, Score { probability: c, impact: d });
        let mut risk = blank(ground, days, number, title, raised);
        (risk.category, risk.project) = (category.to_owned(), Some(ground.project(project)));
        (risk.inherent, risk.residual) = (inherent, residual);
        if loss > 0 {
            risk.probability = Some(percent);
            risk.loss = Some(Money::whole(loss * 1000, Currency::EUR));
        }
        (risk.plan, risk.trigger) = (plan.to_owned(), trigger.to_owned());
        risk.owner = ground.person(owner);
        risk.review = Some(days.day(review));
        (risk.state, risk.response) = match number {
            11 => (RiskState::Accepted, Response::Accept),
            15 => (RiskState::Owned, Response::Transfer),
            4 | 9 | 22 => (RiskState::Mitigated, Response::Mitigate),
            16 => (RiskState::Open, Response::Mitigate),
            _ => (RiskState::Owned, Response::Mitigate),
        };
        if number == 12 {
            // It went up again after the last rehearsal.
            let calmer = Score { probability: 3, impact: 4 };
            risk.scores.push(ScoreChange {
                at: days.at(days.worked(-40), 660),
                residual: calmer,
                ..crate::json::Json::blank()
            });
            risk.scores.push(ScoreChange {
                at: days.at(days.worked(-5), 690),
                residual,
                ..crate::json::Json::blank()
            });
        } else if inherent != residual {
            let at = days.at(days.worked(raised / 2), 11 * 60);
            risk.scores.push(ScoreChange { at, residual, ..crate::json::Json::blank() });
        }
        if let Some(first) = risk.scores.first_mut() {
            first.residual = inherent;
        }
        risk.updated = risk.scores.last().map_or(risk.created, |change| change.at);
        if number == 19 {
            risk.notes = "If the full vector index does not fit on staging, the load test cannot run and \
                          the next release loses its evidence."
                .to_owned();
        }
        ground.program.put(risk.into());
    }
    for (number, title, category, project, percent, loss, owner, raised, closed, occurred) in
        CLOSED.iter().copied()
    {
        let mut risk = blank(ground, days, number, title, raised);
        (risk.category, risk.project) = (category.to_owned(), Some(ground.project(project)));
        (risk.probability, risk.loss) = (Some(percent), Some(Money::whole(loss * 1000, Currency::EUR)));
        risk.owner = ground.person(owner);
        risk.state = if occurred { RiskState::Occurred } else { RiskState::Resolved };
        let at = days.at(days.worked(closed), 15 * 60);
        if !occurred {
            risk.residual = Score { probability: 1, impact: 3 };
            risk.scores.push(ScoreChange { at, residual: risk.residual, ..crate::json::Json::blank() });
        }
        (risk.closed, risk.updated) = (Some(at), at);
        ground.program.put(risk.into());
    }
    if let Some(settings) = Arc::get_mut(&mut ground.program.settings) {
        settings.last_numbers.insert("R".to_owned(), 23);
    }
    chain(ground);
}

fn blank(ground: &mut Ground, days: &Days<'_>, number: u32, title: &str, raised: i64) -> Risk {
    let at = days.at(days.worked(raised), 10 * 60);
    let score = Score { probability: 4, impact: 3 };
    Risk {
        id: ground.id::<RiskId>(),
        key: format!("R-{number}"),
        title: title.to_owned(),
        notes: String::new(),
        category: String::new(),
        project: None,
        inherent: score,
        residual: score,
        scores: vec![ScoreChange { at, residual: score, ..crate::json::Json::blank() }],
        probability: None,
        loss: None,
        response: Response::Mitigate,
        plan: String::new(),
        trigger: String::new(),
        owner: None,
        state: RiskState::Owned,
        review: None,
        closed: None,
        tags: Vec::new(),
        links: Vec::new(),
        created: at,
        updated: at,
        ..crate::json::Json::blank()
    }
}

/// From the blocked item to the risk, and from the risk to what it threatens.
fn chain(ground: &mut Ground) {
    let risk_by =
        |ground: &Ground, key: &str| ground.program.risks.values().find(|r| r.key == key).map(|r| r.id);
    let pairs = [("SRCH-341", "R-19"), ("NOR-77", "R-18"), ("KES-214", "R-7"), ("MOB-118", "R-21")];
    for (key, risk) in pairs {
        let (Some(item), Some(risk)) = (ground.item(key), risk_by(ground, risk)) else { continue };
        // Nobody shares the records yet, so none has to be copied.
        if let Some(item) = ground.program.items.get_mut(&item).and_then(Arc::get_mut) {
            item.links.push(Link { kind: LinkKind::LeadsTo, to: Ref::Risk(risk) });
        }
    }
    let threatened = ground.program.milestones.values().find(|m| m.name == "Load test ready").map(|m| m.id);
    let staging = risk_by(ground, "R-19");
    if let Some((milestone, risk)) = threatened.zip(staging)
        && let Some(risk) = ground.program.risks.get_mut(&risk).and_then(Arc::get_mut)
    {
        let to = Ref::Milestone(milestone);
        risk.links.push(Link { kind: LinkKind::Relates, to });
    }
}
