//! The rest of the RAID register: assumptions, issues, more dependencies, and how the missing GPU quota
//! went from the blocked card over an action and a risk to an escalation and a decision.

use super::days::Days;
use super::ground::Ground;
use crate::model::{
    Action, Assumption, AssumptionState, Choice, Currency, Decision, Dependency, DependencyState,
    DependencyType, Escalation, EscalationEntry, EscalationMove, EscalationState, Issue, IssueState, Ladder,
    LadderStep, Link, LinkKind, Money, Points, Priority, Ref, Risk, Score, Slot, Timestamp, Watch,
};
use std::sync::Arc;

pub(super) fn register(ground: &mut Ground, days: &Days<'_>) {
    risks(ground);
    assumptions(ground, days);
    issues(ground, days);
    dependencies(ground, days);
    let ladders = ladders(ground, days);
    escalations(ground, days, ladders);
    closed_ones(ground, days, ladders);
}

/// The risk with this key, to change: nobody shares the records yet, so none has to be copied.
fn risk<'g>(ground: &'g mut Ground, key: &str) -> Option<&'g mut Risk> {
    let id = ground.program.risks.values().find(|r| r.key == key).map(|r| r.id)?;
    ground.program.risks.get_mut(&id).and_then(Arc::get_mut)
}

fn risk_ref(ground: &Ground, key: &str) -> Option<Ref> {
    ground.program.risks.values().find(|r| r.key == key).map(|r| Ref::Risk(r.id))
}

/// Links one record to another, where both are there.
fn link(ground: &mut Ground, from: Option<Ref>, to: Option<Ref>) {
    let (Some(from), Some(to)) = (from, to) else { return };
    let Some(mut slot) = from.slot(&ground.program) else { return };
    let new = Link { kind: LinkKind::LeadsTo, to };
    if let Some(links) = slot.links_mut()
        && !links.contains(&new)
    {
        links.push(new);
        ground.program.put(slot);
    }
}

fn set_number(ground: &mut Ground, prefix: &str, number: u32) {
    if let Some(settings) = Arc::get_mut(&mut ground.program.settings) {
        let last = settings.last_numbers.entry(prefix.to_owned()).or_default();
        *last = (*last).max(number);
    }
}

/// Key, target (probability, impact), days lost, cause, event, effect.
type Wording = (&'static str, (u8, u8), u32, &'static str, &'static str, &'static str);

#[rustfmt::skip]
static WORDING: [Wording; 9] = [
    ("R-12", (2, 4), 10, "the new index reads more vectors for each query", "answers take longer than 300 ms at peak", "shoppers leave before they see a result"),
    ("R-7", (2, 4), 0, "one person alone is on call for the portal", "two outages in one night stay open too long", "the November SLA is missed and credits are due"),
    ("R-19", (2, 3), 5, "Platform has no GPU quota left on staging", "the full vector index does not fit on staging", "the load test cannot run and the next release loses its evidence"),
    ("R-21", (2, 3), 14, "the app uses the microphone in a new way", "Apple's review takes more than three days", "the app ships after the shops freeze for Christmas"),
    ("R-4", (1, 4), 15, "only Jonas has worked on the indexer", "he is away when it breaks", "the index stands still until he is back"),
    ("R-15", (2, 2), 0, "the price list of the voice vendor ends with the year", "the price per call goes up", "voice search costs more than it earns"),
    ("R-9", (2, 2), 3, "alerts are muted during campaigns", "a regression hides in the holiday traffic", "it is found by customers first"),
    ("R-23", (1, 3), 6, "each market reads the consent rules its own way", "a regulator objects in one of them", "search logs cannot be used there"),
    ("R-18", (1, 2), 4, "Nordvik renews its ERP in winter", "the order format changes without notice", "orders are refused until the adapter follows"),
];

fn risks(ground: &mut Ground) {
    for (key, (probability, impact), lost, cause, event, effect) in WORDING {
        let Some(risk) = risk(ground, key) else { continue };
        risk.target = Some(Score { probability, impact });
        risk.loss_days = (lost > 0).then_some(lost);
        (risk.cause, risk.event, risk.effect) = (cause.to_owned(), event.to_owned(), effect.to_owned());
    }
    if let Some(risk) = risk(ground, "R-19") {
        // Cause, event and effect say it now.
        risk.notes.clear();
    }
    let load_test = ground.program.milestones.values().find(|m| m.name == "Load test ready").map(|m| m.id);
    if let Some(risk) = risk(ground, "R-12") {
        risk.watch = load_test.map(|id| Watch::ConfidenceUnder(id, 50));
        let why = "Confidence of Load test ready is 46 %, under 50 %";
        if let Some(last) = risk.scores.last_mut() {
            (risk.raised, risk.raised_why, last.why) = (Some(last.at), why.to_owned(), why.to_owned());
        }
    }
    let search = ground.teams.first().copied();
    if let Some(risk) = risk(ground, "R-4") {
        risk.watch = search.map(|team| Watch::VelocityUnder(team, Points::whole(40)));
    }
    let certificate =
        ground.program.dependencies.values().find(|d| d.title == "Certificate for orders").map(|d| d.id);
    if let Some(risk) = risk(ground, "R-18") {
        risk.watch = certificate.map(Watch::DependencyLate);
    }
}

/// Number, title, category, project, owner, days until it must be known, what follows if it does not hold.
type Assumed = (u32, &'static str, &'static str, Option<usize>, &'static str, i64, &'static str);

#[rustfmt::skip]
static ASSUMPTIONS: [Assumed; 6] = [
    (2, "Staging gets last week's catalogue every Monday", "Technical", Some(0), "Priya", -1, "The load test runs on old data and proves nothing"),
    (3, "Apple's rules for microphones stay as they are", "Timeline", Some(0), "Aiko", 6, "The app needs a new permission text and a second review"),
    (4, "The voice vendor keeps its price until June", "Commercial", Some(0), "Carlos", 11, "Voice search costs a third more a call"),
    (5, "Kestrel accepts the portal with its own test data", "Commercial", Some(2), "Hugo", 14, "Acceptance waits for data that we would have to make"),
    (6, "Nordvik's second warehouse opens in January", "Dependency", Some(3), "Hugo", 25, "The stock feed is built and not used"),
    (7, "No team is cut before the peak season ends", "Resource", None, "Alex", 40, "Plans of all teams shrink by the people who go"),
];

fn assumptions(ground: &mut Ground, days: &Days<'_>) {
    let at = days.at(days.worked(-60), 10 * 60);
    for (number, title, category, project, owner, validate, impact) in ASSUMPTIONS {
        let record = Assumption {
            id: ground.id(),
            key: format!("AS-{number}"),
            title: title.to_owned(),
            project: project.map(|place| ground.project(place)),
            owner: ground.person(owner),
            validate_by: Some(days.day(validate)),
            category: category.to_owned(),
            impact: impact.to_owned(),
            created: at,
            updated: at,
            ..Assumption::default()
        };
        ground.program.put(record.into());
    }
    let closed = days.worked(-20);
    let record = Assumption {
        id: ground.id(),
        key: "AS-1".to_owned(),
        title: "The old index can run beside the new one for a month".to_owned(),
        project: Some(ground.project(0)),
        owner: ground.person("Jonas"),
        validate_by: Some(closed),
        category: "Technical".to_owned(),
        impact: "The switch has to happen in one night".to_owned(),
        state: AssumptionState::Valid,
        closed: Some(closed),
        created: at,
        updated: days.at(closed, 15 * 60),
        ..Assumption::default()
    };
    ground.program.put(record.into());
    set_number(ground, "AS", 7);
}

/// Number, title, category, project, owner, severity, loss in thousands (0 = not set), days since, days
/// until due, in work, impact, the risk that it came from.
type Hurting = (
    u32,
    &'static str,
    &'static str,
    usize,
    &'static str,
    Priority,
    i64,
    i64,
    i64,
    bool,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
static ISSUES: [Hurting; 4] = [
    (2, "The app has no product owner until January", "Resource", 0, "Ewa", Priority::High, 75, -90, 20, true, "Mobile decides by vote, which takes days", "R-3"),
    (3, "The redesign of the app comes in pieces", "Timeline", 0, "Aiko", Priority::Medium, 30, -14, 8, true, "Two screens are built twice", "R-10"),
    (4, "Relevance labels disagree between two markets", "Quality", 0, "Lena", Priority::Medium, 0, -9, 5, false, "The comparison of models waits for a third opinion", ""),
    (5, "Payment e-mails of Kestrel arrive hours late", "Technical", 2, "Sara", Priority::Urgent, 20, -2, 0, true, "Customers call the bank, and the bank calls us", ""),
];

fn issues(ground: &mut Ground, days: &Days<'_>) {
    for (number, title, category, project, owner, severity, loss, since, due, doing, impact, from) in ISSUES {
        let at = days.at(days.worked(since), 15 * 60);
        let project = ground.project(project);
        let record = Issue {
            id: ground.id(),
            key: format!("IS-{number}"),
            title: title.to_owned(),
            project: Some(project),
            client: ground.program.projects.get(&project).and_then(|p| p.client),
            owner: ground.person(owner),
            category: category.to_owned(),
            severity: Some(severity),
            impact: impact.to_owned(),
            loss: (loss > 0).then(|| Money::whole(loss * 1000, Currency::EUR)),
            due: Some(days.day(due)),
            state: if doing { IssueState::Doing } else { IssueState::Open },
            created: at,
            updated: at,
            ..Issue::default()
        };
        let (to, from) = (Ref::Issue(record.id), risk_ref(ground, from));
        ground.program.put(record.into());
        link(ground, from, Some(to));
    }
    let (at, closed) = (days.at(days.worked(-48), 9 * 60), days.worked(-41));
    let record = Issue {
        id: ground.id(),
        key: "IS-1".to_owned(),
        title: "The event bus dropped messages for an hour".to_owned(),
        project: Some(ground.project(0)),
        owner: ground.person("Jonas"),
        category: "Technical".to_owned(),
        severity: Some(Priority::High),
        impact: "Prices in the index were an hour old".to_owned(),
        state: IssueState::Resolved,
        closed: Some(closed),
        created: at,
        updated: days.at(closed, 16 * 60),
        ..Issue::default()
    };
    ground.program.put(record.into());
    set_number(ground, "IS", 5);
}

fn dependencies(ground: &mut Ground, days: &Days<'_>) {
    let at = days.at(days.worked(-45), 11 * 60);
    let item = |ground: &Ground, key: &str| ground.item(key).map(Ref::Item);
    let team = |ground: &Ground, place: usize| ground.teams.get(place).copied().map(Ref::Team);
    let all = [
        (
            "Test devices with the new iOS",
            Some(Ref::External("Workplace IT".to_owned())),
            team(ground, 2),
            -3,
            "Aiko",
        ),
        (
            "Sample order with discounts",
            Some(Ref::External("Nordvik IT".to_owned())),
            item(ground, "NOR-77"),
            1,
            "Ewa",
        ),
    ];
    for (title, giver, needer, needed, owner) in all {
        let (Some(giver), Some(needer)) = (giver, needer) else { continue };
        let record = Dependency {
            id: ground.id(),
            title: title.to_owned(),
            giver,
            needer,
            kind: DependencyType::FinishToStart,
            lag: 0,
            needed_by: Some(days.day(needed)),
            state: DependencyState::Requested,
            owner: ground.person(owner),
            created: at,
            updated: at,
            ..crate::json::Json::blank()
        };
        ground.program.put(record.into());
    }
}

/// Who is asked, their role, hours to answer.
type Rung = (&'static str, &'static str, u32);

/// The program's ladder and that of Kestrel.
type Ladders = (crate::model::LadderId, crate::model::LadderId);

fn ladders(ground: &mut Ground, days: &Days<'_>) -> Ladders {
    let at = days.at(days.worked(-150), 10 * 60);
    let program: [Rung; 3] = [
        ("Jonas Weber", "Platform lead", 4),
        ("Ewa Nowak", "Head of delivery", 24),
        ("Program steering", "", 48),
    ];
    let kestrel: [Rung; 3] = [
        ("Hugo Laurent", "Service manager", 1),
        ("Ewa Nowak", "Head of delivery", 4),
        ("Kestrel steering", "", 24),
    ];
    let client = ground.program.clients.values().find(|c| c.name.starts_with("Kestrel")).map(|c| c.id);
    let mut make = |title: &str, client, rungs: [Rung; 3]| {
        let steps = rungs.map(|(who, role, hours)| LadderStep {
            id: ground.id(),
            who: who.to_owned(),
            role: role.to_owned(),
            minutes: hours * 60,
        });
        let record = Ladder {
            id: ground.id(),
            title: title.to_owned(),
            client,
            steps: steps.into(),
            created: at,
            updated: at,
            ..Ladder::default()
        };
        let id = record.id;
        ground.program.put(record.into());
        id
    };
    (make("Program", None, program), make("Kestrel Bank", client, kestrel))
}

fn euros(amount: i64) -> Option<Money> {
    Some(Money::whole(amount, Currency::EUR))
}

fn choice(ground: &mut Ground, text: &str, cost: i64, moved: i64, note: &str) -> Choice {
    Choice {
        id: ground.id(),
        text: text.to_owned(),
        cost: (cost > 0).then(|| euros(cost)).flatten(),
        days: Some(moved),
        note: note.to_owned(),
    }
}

/// From the blocker to, E-7 and D-32. What another part of the story has made is only linked.
fn escalations(ground: &mut Ground, days: &Days<'_>, ladders: Ladders) {
    let risk = risk_ref(ground, "R-19");
    let project = Some(ground.project(0));
    let ways = |ground: &mut Ground| {
        vec![
            choice(ground, "Rent two GPU nodes for two weeks", 4_200, 0, "There by tomorrow; ends by itself"),
            choice(ground, "Test with half of the index", 0, 0, "Says little about the peak"),
            choice(ground, "Wait for the quota", 0, 5, "The release goes out without a load test"),
        ]
    };
    let options = ways(ground);
    let (asked, climbed) = (days.at(days.worked(-2), 10 * 60 + 20), days.at(days.yesterday(), 14 * 60));
    let entry = |ground: &mut Ground, at, what, to: &str, text: &str| EscalationEntry {
        id: ground.id(),
        at,
        what,
        to: to.to_owned(),
        text: text.to_owned(),
    };
    let trail = vec![
        entry(ground, asked, EscalationMove::Sent, "Jonas Weber", ""),
        entry(ground, climbed, EscalationMove::MovedUp, "Ewa Nowak", "No date from Jonas Weber"),
    ];
    let record = Escalation {
        id: ground.id(),
        key: "E-7".to_owned(),
        title: "Staging cannot hold the index".to_owned(),
        about: risk.clone(),
        project,
        owner: ground.person("Mira"),
        ladder: Some(ladders.0),
        step: 1,
        to: "Ewa Nowak".to_owned(),
        what: "Staging has no GPU quota left, so the full vector index does not fit.".to_owned(),
        since: Some(days.worked(-3)),
        impact: "It threatens Load test ready. Exposure 60 % of €60k = €36k, and 60 % of 5 days = 3 days."
            .to_owned(),
        options,
        recommendation: "Rent two nodes: €4.2k against €36k to be expected.".to_owned(),
        ask: "Release €4.2k today, or name who can.".to_owned(),
        needed_by: Some(days.day(1)),
        respond_by: Some(days.at(days.today, 14 * 60)),
        state: EscalationState::Sent,
        sent: Some(climbed),
        trail,
        created: asked,
        updated: climbed,
        ..Escalation::default()
    };
    let escalation = Ref::Escalation(record.id);
    ground.program.put(record.into());
    set_number(ground, "E", 7);

    let action = match ground.program.actions.values().find(|a| a.key == "A-61") {
        Some(action) => Ref::Action(action.id),
        None => {
            let at = days.at(days.worked(-3), 9 * 60 + 40);
            let record = Action {
                id: ground.id(),
                key: "A-61".to_owned(),
                title: "Ask Platform for 2 GPU nodes".to_owned(),
                project,
                team: ground.teams.get(1).copied(),
                owner: ground.person("Jonas"),
                due: Some(days.worked(-2)),
                created: at,
                updated: at,
                ..Action::default()
            };
            let to = Ref::Action(record.id);
            ground.program.put(record.into());
            set_number(ground, "A", 61);
            to
        }
    };
    let decision = match ground.program.decisions.values().find(|d| d.key == "D-32") {
        Some(decision) => Ref::Decision(decision.id),
        None => {
            let record = Decision {
                id: ground.id(),
                key: "D-32".to_owned(),
                title: "Rent GPU nodes for 2 weeks".to_owned(),
                project,
                owner: ground.person("Mira"),
                decider: "Program steering".to_owned(),
                needed_by: Some(days.today),
                options: ways(ground),
                created: climbed,
                updated: climbed,
                ..Decision::default()
            };
            let to = Ref::Decision(record.id);
            ground.program.put(record.into());
            set_number(ground, "D", 32);
            to
        }
    };
    let said = ground.program.blockers.values().find(|b| b.title.contains("GPU")).map(|b| Ref::Blocker(b.id));
    link(ground, said, Some(action.clone()));
    link(ground, Some(action), risk.clone());
    link(ground, risk, Some(escalation.clone()));
    link(ground, Some(escalation), Some(decision));
}

/// An earlier escalation, decided in time: what a whole trail looks like.
fn closed_ones(ground: &mut Ground, days: &Days<'_>, ladders: Ladders) {
    let moments: [Timestamp; 3] = [
        days.at(days.worked(-40), 9 * 60 + 10),
        days.at(days.worked(-40), 9 * 60 + 50),
        days.at(days.worked(-39), 11 * 60),
    ];
    let [sent, taken, decided] = moments;
    let who = "Hugo Laurent";
    let outcome = "Sara shares the nights until January; the bank was told.";
    let said = [
        (sent, EscalationMove::Sent, ""),
        (taken, EscalationMove::Acknowledged, ""),
        (decided, EscalationMove::Decided, outcome),
    ];
    let trail = said.map(|(at, what, text)| EscalationEntry {
        id: ground.id(),
        at,
        what,
        to: who.to_owned(),
        text: text.to_owned(),
    });
    let project = ground.project(2);
    let record = Escalation {
        id: ground.id(),
        key: "E-6".to_owned(),
        title: "One person on call for the portal".to_owned(),
        about: risk_ref(ground, "R-7"),
        project: Some(project),
        client: ground.program.projects.get(&project).and_then(|p| p.client),
        owner: ground.person("Sara"),
        ladder: Some(ladders.1),
        to: who.to_owned(),
        what: "One person alone is on call for the portal, for three weeks now.".to_owned(),
        since: Some(days.worked(-60)),
        impact: "A second outage in one night would break the SLA.".to_owned(),
        recommendation: "Share the nights between two people.".to_owned(),
        ask: "Name a second person on call.".to_owned(),
        needed_by: Some(days.worked(-38)),
        respond_by: Some(Timestamp(sent.0 + 3_600_000)),
        state: EscalationState::Decided,
        sent: Some(sent),
        acknowledged: Some(taken),
        decided: Some(decided),
        outcome: outcome.to_owned(),
        trail: trail.into(),
        created: sent,
        updated: decided,
        ..Escalation::default()
    };
    let to = Ref::Escalation(record.id);
    ground.program.put(Slot::from(record));
    let from = risk_ref(ground, "R-7");
    link(ground, from, Some(to));
}
