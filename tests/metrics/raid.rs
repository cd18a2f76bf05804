//! Triggers that watch the model, what a risk becomes, the register, and the clock of escalations.

use crate::support::*;
use gluework::analysis::escalation::{clock, draft, next_step, overdue};
use gluework::analysis::risk::register::{Filter, Kind, counts, end_named, lines};
use gluework::analysis::risk::{
    as_incident, as_issue, assumption_as_issue, assumption_as_risk, firing, late, seen,
};
use gluework::analysis::today::{NeedKind, needs};
use gluework::analysis::{Context, Facts, Scope};
use gluework::command::{Change, Command, RiskEdit, apply};
use gluework::exchange::document::{html_fragment, markdown, plain};
use gluework::json::Json;
use gluework::model::*;
use gluework::report::documents;

/// Applies a command at a moment.
fn run(program: &mut Program, when: &str, seed: u64, command: Command) -> Change {
    apply(program, command, Stamp { at: at(when), seed }).unwrap()
}

/// A closed sprint of a team in which so many points were done.
fn closed(b: &mut Builder, team: TeamId, start: &str, end: &str, points: i64) {
    let done = end.to_owned();
    let sprint = b.sprint(Some(team), start, end, &[]);
    b.item_with(&[(start, TODO), (&done, DONE)], |i| {
        i.estimate = Some(Points::whole(points));
        (i.team, i.sprint) = (Some(team), Some(sprint));
    });
}

fn watched(b: &mut Builder, watch: Watch) -> RiskId {
    b.risk(3, 4, |r| {
        r.watch = Some(watch);
        r.owner = None;
        r.state = RiskState::Accepted;
    })
}

// [RD3]
#[test]
fn a_velocity_under_its_limit_fires_once_and_raises_the_risk() {
    let mut b = Builder::new();
    let team = b.team("Search");
    for (start, end, points) in
        [("2026-01-05", "2026-01-16", 47), ("2026-01-19", "2026-01-30", 36), ("2026-02-02", "2026-02-13", 40)]
    {
        closed(&mut b, team, start, end, points);
    }
    let risk = watched(&mut b, Watch::VelocityUnder(team, Points::whole(40)));
    // (47 + 36 + 40) / 3 = 123 / 3 = 41, not under 40.
    let before = b.ask("2026-02-16", |ctx| firing(&Facts::new(ctx)));
    assert_eq!(before, []);
    closed(&mut b, team, "2026-02-16", "2026-02-27", 34);
    // Of the last three: (36 + 40 + 34) / 3 = 110 / 3 = 36.7, under 40.
    let found = b.ask("2026-03-02", |ctx| firing(&Facts::new(ctx)));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].risk, risk);
    assert_eq!(found[0].why, "Velocity of Search is 36.7 pt over 3 sprints, under 40 pt");
    let raise = || Command::EditRisk(risk, RiskEdit::Raise(day("2026-03-02"), found[0].why.clone()));
    let program = &mut b.program;
    run(program, "2026-03-02 09:00", 1, raise());
    let raised = program.risks[&risk].clone();
    // One step more likely, 3 × 4 = 12 to 4 × 4 = 16; open again, to be reviewed that day, with the reason.
    assert_eq!((raised.residual.value(), raised.state), (16, RiskState::Open));
    assert_eq!((raised.raised, raised.review), (Some(at("2026-03-02 09:00")), Some(day("2026-03-02"))));
    assert_eq!(raised.scores.last().map(|s| s.why.as_str()), Some(found[0].why.as_str()));
    // Another tab that raises it too changes nothing, and it does not fire again.
    assert!(run(program, "2026-03-02 09:01", 2, raise()).is_empty());
    assert_eq!(b.ask("2026-03-02", |ctx| firing(&Facts::new(ctx))), []);
    let today = b.ask("2026-03-02", |ctx| needs(ctx, Scope::default()));
    let need = today.iter().find(|n| n.kind == NeedKind::Trigger).unwrap();
    assert!(need.why.starts_with("Velocity of Search is 36.7 pt") && need.why.ends_with("Raised 2 Mar"));
    // Told to watch again, it would.
    run(&mut b.program, "2026-03-02 10:00", 3, Command::EditRisk(risk, RiskEdit::WatchAgain));
    assert_eq!(b.ask("2026-03-02", |ctx| firing(&Facts::new(ctx))).len(), 1);
}

// [RD3]
#[test]
fn what_occurred_is_past_and_what_cannot_be_computed_does_not_fire() {
    let mut b = Builder::new();
    let team = b.team("New");
    watched(&mut b, Watch::VelocityUnder(team, Points::whole(40)));
    let milestone = b.milestone("Beta", "2026-04-01", None);
    let beta = Watch::ConfidenceUnder(milestone, 50);
    watched(&mut b, beta.clone());
    let dependency = dependency(&mut b, "2026-03-01", Some("2026-03-05"));
    let past = watched(&mut b, Watch::DependencyLate(dependency));
    let mut risk = (*b.program.risks[&past]).clone();
    risk.state = RiskState::Occurred;
    b.program.put(risk.into());
    b.ask("2026-02-16", |ctx| {
        assert_eq!(firing(&Facts::new(ctx)), []);
        // Nothing is left to do: the trials all reach it.
        let beta = seen(&Facts::new(ctx), &beta);
        assert_eq!((beta.came, beta.words.as_str()), (false, "Confidence of Beta is >99 %, not under 50 %"));
    });
}

// [RD3]
#[test]
fn a_milestone_past_its_day_with_work_left_has_no_confidence() {
    let mut b = Builder::new();
    let milestone = b.milestone("Beta", "2026-03-01", None);
    b.item(&[("2026-02-01", TODO)]);
    let risk = watched(&mut b, Watch::ConfidenceUnder(milestone, 50));
    let found = b.ask("2026-03-02", |ctx| firing(&Facts::new(ctx)));
    assert_eq!((found[0].risk, found[0].why.as_str()), (risk, "Confidence of Beta is <1 %, under 50 %"));
}

fn dependency(b: &mut Builder, needed: &str, promised: Option<&str>) -> DependencyId {
    let id = DependencyId::from(b.id());
    let record = Dependency {
        id,
        title: "Quota".into(),
        giver: Ref::External("Provider".into()),
        needer: Ref::Project(b.project),
        kind: DependencyType::FinishToStart,
        state: DependencyState::Committed,
        needed_by: Some(day(needed)),
        committed_by: promised.map(day),
        ..Json::blank()
    };
    b.program.put(record.into());
    id
}

// [RD4]
#[test]
fn a_dependency_is_late_when_promised_too_late_or_overdue() {
    let mut b = Builder::new();
    let told = |b: &Builder, id: DependencyId, today: &str| {
        let seen = late(&b.program.dependencies[&id], day(today));
        (seen.came, seen.words)
    };
    // 24 to 29 March: 5 days.
    let behind = dependency(&mut b, "2026-03-24", Some("2026-03-29"));
    let words = "Quota is promised for 29 Mar, 5 days after it is needed".to_owned();
    assert_eq!(told(&b, behind, "2026-03-20"), (true, words));
    // 24 to 27 March: 3 days, whatever was promised.
    assert_eq!(told(&b, behind, "2026-03-27"), (true, "Quota was needed by 24 Mar, 3 days ago".to_owned()));
    let good = dependency(&mut b, "2026-03-24", Some("2026-03-24"));
    assert_eq!(told(&b, good, "2026-03-24"), (false, "Quota is promised for 24 Mar, in time".to_owned()));
    let asked = dependency(&mut b, "2026-03-24", None);
    assert!(!told(&b, asked, "2026-03-24").0);
    assert!(told(&b, asked, "2026-03-25").0);
}

/// The links "leads to" of a record.
fn leads(program: &Program, from: &Ref) -> Vec<Ref> {
    let mut found = Vec::new();
    program.each_link(&mut |at, link| {
        if at == *from && link.kind == LinkKind::LeadsTo {
            found.push(link.to.clone());
        }
    });
    found
}

// [RD5]
#[test]
fn a_risk_that_occurs_becomes_an_issue_or_an_incident_in_one_step() {
    let mut b = Builder::new();
    let id = b.risk(4, 5, |r| {
        r.event = "The index does not fit".into();
        r.effect = "No load test".into();
        r.loss = Some(eur(60_000));
    });
    let before = b.program.clone();
    let command = b.ask("2026-03-02", |ctx| as_issue(ctx, &ctx.program.risks[&id]));
    let change = run(&mut b.program, "2026-03-02 09:00", 1, command);
    assert_eq!(change.label, format!("R-{} occurred and became an issue", id.number()));
    let issue = b.program.issues.values().next().unwrap();
    assert_eq!((issue.title.as_str(), issue.impact.as_str()), ("The index does not fit", "No load test"));
    assert_eq!((issue.severity, issue.loss), (Some(Priority::Urgent), Some(eur(60_000))));
    assert_eq!(leads(&b.program, &Ref::Risk(id)), [Ref::Issue(issue.id)]);
    let risk = &b.program.risks[&id];
    assert_eq!((risk.state, risk.closed), (RiskState::Occurred, Some(at("2026-03-02 09:00"))));
    // One undo takes all of it back.
    for slot in change.before {
        b.program.put(slot);
    }
    assert_eq!(b.program.issues.len() + b.program.incidents.len(), 0);
    assert_eq!(b.program.risks, before.risks);
    let command = b.ask("2026-03-02", |ctx| as_incident(ctx, &ctx.program.risks[&id]));
    run(&mut b.program, "2026-03-02 09:00", 2, command);
    let incident = b.program.incidents.values().next().unwrap();
    // Impact 5 of 5 is severity 1.
    assert_eq!((incident.severity, incident.timeline.len()), (1, 1));
    assert_eq!(leads(&b.program, &Ref::Risk(id)), [Ref::Incident(incident.id)]);
    assert_eq!(gluework::model::check(&b.program), vec![]);
}

// [RD5]
#[test]
fn an_assumption_that_does_not_hold_becomes_a_risk_or_an_issue_in_one_step() {
    for as_risk in [true, false] {
        let mut b = Builder::new();
        let record = Assumption {
            title: "The vendor keeps its price".into(),
            project: Some(b.project),
            impact: "Calls cost more".into(),
            ..Assumption::default()
        };
        run(&mut b.program, "2026-03-01", 1, Command::add(record));
        let id = *b.program.assumptions.keys().next().unwrap();
        let command = b.ask("2026-03-02", |ctx| {
            let record = &ctx.program.assumptions[&id];
            if as_risk { assumption_as_risk(ctx, record) } else { assumption_as_issue(ctx, record) }
        });
        run(&mut b.program, "2026-03-02 09:00", 2, command);
        let record = &b.program.assumptions[&id];
        assert_eq!((record.state, record.closed), (AssumptionState::Invalid, Some(day("2026-03-02"))));
        let made = if as_risk {
            let risk = b.program.risks.values().next().unwrap();
            assert_eq!(risk.notes, "Calls cost more");
            Ref::Risk(risk.id)
        } else {
            Ref::Issue(b.program.issues.values().next().unwrap().id)
        };
        assert_eq!(leads(&b.program, &Ref::Assumption(id)), [made]);
        assert_eq!(gluework::model::check(&b.program), vec![]);
    }
}

// [RD6]
#[test]
fn the_register_filters_and_orders_its_lists() {
    let mut b = Builder::new();
    let owner = PersonId::from(b.id());
    b.program.put(Person { id: owner, name: "Mira".into(), ..Json::blank() }.into());
    let a = b.risk(4, 4, |r| r.category = "Resource".into());
    let c = b.risk(2, 3, |r| {
        r.owner = Some(owner);
        r.review = Some(day("2026-03-01"));
    });
    let gone = b.risk(5, 5, |r| r.state = RiskState::Resolved);
    let ids = |ctx: &Context<'_>, filter: &Filter, order: &str| -> Vec<Ref> {
        lines(ctx, Kind::Risks, filter, order).into_iter().map(|l| l.to).collect()
    };
    b.ask("2026-03-18", |ctx| {
        let all = Filter::default();
        assert_eq!(ids(ctx, &all, ""), [Ref::Risk(a), Ref::Risk(c)]);
        let with_closed = Filter { closed: true, ..Filter::default() };
        assert_eq!(ids(ctx, &with_closed, ""), [Ref::Risk(a), Ref::Risk(c), Ref::Risk(gone)]);
        let resolved = Filter { state: "resolved".into(), ..Filter::default() };
        assert_eq!(ids(ctx, &resolved, ""), [Ref::Risk(gone)]);
        let mine = Filter { owner: Some(Some(owner)), ..Filter::default() };
        assert_eq!(ids(ctx, &mine, ""), [Ref::Risk(c)]);
        let nobody = Filter { owner: Some(None), ..Filter::default() };
        assert_eq!(ids(ctx, &nobody, ""), [Ref::Risk(a)]);
        let resource = Filter { category: "Resource".into(), ..Filter::default() };
        assert_eq!(ids(ctx, &resource, ""), [Ref::Risk(a)]);
        let cell = Filter { cell: Some(Score { probability: 2, impact: 3 }), ..Filter::default() };
        assert_eq!(ids(ctx, &cell, ""), [Ref::Risk(c)]);
        // What is not set comes last, either way.
        for order in ["review", "-review", "owner", "-owner"] {
            assert_eq!(ids(ctx, &all, order), [Ref::Risk(c), Ref::Risk(a)], "{order}");
        }
        assert_eq!(ids(ctx, &all, "residual"), [Ref::Risk(c), Ref::Risk(a)]);
        assert_eq!(ids(ctx, &all, "-residual"), [Ref::Risk(a), Ref::Risk(c)]);
        assert_eq!(counts(ctx, Scope::default()), [2, 0, 0, 0, 0]);
        assert_eq!(counts(ctx, Scope::project(ProjectId::from(9))), [0, 0, 0, 0, 0]);
    });
    let team = b.team("Platform");
    assert_eq!(end_named(&b.program, " platform "), Ref::Team(team));
    assert_eq!(end_named(&b.program, "ALPHA"), Ref::Project(b.project));
    assert_eq!(end_named(&b.program, "Nordvik  IT"), Ref::External("Nordvik IT".into()));
}

/// A program with a ladder of two steps, 4 hours and a day, and a sent escalation.
fn escalated(b: &mut Builder) -> EscalationId {
    let step = |who: &str, minutes| LadderStep { who: who.into(), minutes, ..Json::blank() };
    let ladder = Ladder {
        title: "Program".into(),
        steps: vec![step("Jonas", 240), step("Ewa", 1440)],
        ..Ladder::default()
    };
    run(&mut b.program, "2026-03-02 08:00", 1, Command::add(ladder));
    let record = Escalation { title: "No quota".into(), ask: "Two nodes".into(), ..Escalation::default() };
    run(&mut b.program, "2026-03-02 08:30", 2, Command::add(record));
    *b.program.escalations.keys().next().unwrap()
}

fn set(b: &mut Builder, id: EscalationId, when: &str, seed: u64, change: impl FnOnce(&mut Escalation)) {
    let before = (*b.program.escalations[&id]).clone();
    let mut after = before.clone();
    change(&mut after);
    run(&mut b.program, when, seed, Command::revise(before, after));
}

// [RD7]
#[test]
fn the_clock_of_an_escalation_follows_its_ladder() {
    let mut b = Builder::new();
    let id = escalated(&mut b);
    // A draft has its ladder and who is asked first, but no clock.
    let record = b.program.escalations[&id].clone();
    assert_eq!((record.to.as_str(), record.ladder.is_some(), record.respond_by), ("Jonas", true, None));
    set(&mut b, id, "2026-03-02 10:00", 3, |e| e.state = EscalationState::Sent);
    let record = b.program.escalations[&id].clone();
    // 10:00 and 240 minutes = 14:00.
    assert_eq!(
        (record.sent, record.respond_by),
        (Some(at("2026-03-02 10:00")), Some(at("2026-03-02 14:00")))
    );
    let words = |b: &Builder, now: &str| {
        b.ask_in(&Zone::utc(), at(now), |ctx| {
            let clock = clock(ctx, &ctx.program.escalations[&id]);
            (clock.words, clock.overdue.map(|o| (o.since, o.what)))
        })
    };
    // 12:30 to 14:00 is 90 minutes: 1 h, rounded down.
    assert_eq!(words(&b, "2026-03-02 12:30"), ("Answer due in 1 h".to_owned(), None));
    // 14:00 to 17:20 is 3 h 20 min: 3 h over.
    let since = Some((at("2026-03-02 14:00"), "no answer from Jonas".to_owned()));
    assert_eq!(words(&b, "2026-03-02 17:20"), ("No answer, 3 h over".to_owned(), since));
    let late = b.ask_in(&Zone::utc(), at("2026-03-02 17:20"), |ctx| {
        let need = needs(ctx, Scope::default()).into_iter().find(|n| n.kind == NeedKind::Escalation);
        let need = need.unwrap();
        assert_eq!((need.when.as_str(), need.key.as_str()), ("3 h over", "E-1"));
        assert_eq!(need.why, "No answer from Jonas. Two nodes");
        assert_eq!(next_step(ctx.program, &record).map(|(n, s)| (n, s.who.as_str())), Some((1, "Ewa")));
        overdue(ctx, Scope::default())
    });
    assert_eq!((late.len(), late[0].since), (1, at("2026-03-02 14:00")));
    // The next step: a day from then on, and the trail says why.
    set(&mut b, id, "2026-03-02 17:30", 4, |e| e.step = 1);
    let record = b.program.escalations[&id].clone();
    assert_eq!((record.to.as_str(), record.respond_by), ("Ewa", Some(at("2026-03-03 17:30"))));
    assert_eq!(next_step(&b.program, &record), None);
    // Taken on, only the day of the decision counts: none is set, so nothing is overdue.
    set(&mut b, id, "2026-03-03 09:00", 5, |e| e.state = EscalationState::Acknowledged);
    assert_eq!(words(&b, "2026-03-09 09:00"), (String::new(), None));
    set(&mut b, id, "2026-03-03 09:10", 6, |e| e.needed_by = Some(day("2026-03-04")));
    assert_eq!(words(&b, "2026-03-04 23:00"), ("Decision due today".to_owned(), None));
    // The day ends at 24:00: 5 March 10:00 is 10 h over.
    assert_eq!(words(&b, "2026-03-05 10:00").0, "No decision, 10 h over");
    set(&mut b, id, "2026-03-05 10:05", 7, |e| {
        (e.state, e.outcome) = (EscalationState::Decided, "Two nodes for two weeks".into());
    });
    assert_eq!(words(&b, "2026-03-09 09:00"), (String::new(), None));
    let record = b.program.escalations[&id].clone();
    let trail: Vec<_> =
        record.trail.iter().map(|e| (e.what.name(), e.to.as_str(), e.text.as_str())).collect();
    let expected = [
        ("Sent", "Jonas", ""),
        ("Moved up", "Ewa", "No answer from Jonas"),
        ("Acknowledged", "Ewa", ""),
        ("Decided", "Ewa", "Two nodes for two weeks"),
    ];
    assert_eq!(trail, expected);
    assert_eq!(gluework::model::check(&b.program), vec![]);
}

// [RD8]
#[test]
fn the_note_says_what_since_when_impact_options_recommendation_ask_and_by_when() {
    let mut b = Builder::new();
    let milestone = b.milestone("Load test", "2026-03-25", None);
    let id = b.risk(4, 3, |r| {
        r.key = "R-19".into();
        r.title = "Staging cannot hold the index".into();
        (r.cause, r.event, r.effect) =
            ("there is no quota".into(), "the index does not fit".into(), "no test".into());
        (r.probability, r.loss, r.loss_days) = (Some(60), Some(eur(60_000)), Some(5));
        r.plan = "Two GPU nodes".into();
        r.created = at("2026-03-16");
        r.links = vec![Link { kind: LinkKind::Relates, to: Ref::Milestone(milestone) }];
    });
    let (record, text) = b.ask("2026-03-18", |ctx| {
        let record = draft(ctx, &Ref::Risk(id));
        (record.clone(), plain(&documents::escalation(ctx, &record)))
    });
    assert_eq!(record.what, "Because there is no quota, the index does not fit, so that no test.");
    assert_eq!((record.since, record.needed_by), (Some(day("2026-03-16")), Some(day("2026-03-25"))));
    // 60 % of 60,000 = 36,000; 60 % of 5 = 3 days.
    let impact = "It threatens Load test (25 Mar). Exposure 60 % of €60k = €36k, and 60 % of 5 days = 3 days. \
                  Score 12, probability × impact.";
    assert_eq!(record.impact, impact);
    let options: Vec<_> = record.options.iter().map(|o| (o.text.as_str(), o.cost, o.days)).collect();
    let nothing = ("Do nothing", Some(eur(36_000)), Some(3));
    assert_eq!(options, [("Mitigate: Two GPU nodes", None, None), nothing]);
    assert_eq!(record.recommendation, "Mitigate, as planned.");
    assert_eq!(record.ask, "Decide how to respond to R-19.");
    for part in [
        &record.what,
        &record.impact,
        "16 Mar",
        "25 Mar",
        "Two GPU nodes",
        &record.recommendation,
        &record.ask,
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    // Nothing that people wrote acts in Markdown or in rich text.
    let hostile = b.ask("2026-03-18", |ctx| {
        let record = Escalation { what: "<img src=x> **now** [a](b)".into(), ..draft(ctx, &Ref::Risk(id)) };
        let note = documents::escalation(ctx, &record);
        (markdown(&note), html_fragment(&note))
    });
    assert!(hostile.0.contains("\\<img src=x\\> \\*\\*now\\*\\* \\[a\\](b)"), "{}", hostile.0);
    assert!(hostile.1.contains("&lt;img src=x&gt; **now** [a](b)"), "{}", hostile.1);
}

#[test]
fn doing_nothing_about_a_risk_without_a_loss_is_not_estimated() {
    let mut b = Builder::new();
    let id = b.risk(4, 3, |r| r.probability = Some(60));
    let note =
        |b: &Builder| b.ask("2026-03-18", |ctx| draft(ctx, &Ref::Risk(id)).options.pop().unwrap().note);
    assert_eq!(note(&b), "Not estimated: the risk has no loss yet");
    let mut change = |probability, loss| {
        let mut risk = (*b.program.risks[&id]).clone();
        (risk.probability, risk.loss) = (probability, loss);
        b.program.put(risk.into());
        note(&b)
    };
    assert_eq!(change(None, None), "Not estimated: the risk has no probability and no loss yet");
    assert_eq!(change(None, Some(eur(9))), "Not estimated: the risk has no probability yet");
    assert_eq!(change(Some(60), Some(eur(9))), "What is to be expected then: probability × loss");
}

// [RD7]
#[test]
fn a_clients_ladder_comes_before_a_projects_and_that_before_the_programs() {
    let mut b = Builder::new();
    let client = ClientId::from(7);
    b.program.put(Client { id: client, name: "Bank".into(), ..Json::blank() }.into());
    let project = b.project;
    let mut add = |seed, title: &str, project, client| {
        let record = Ladder { title: title.into(), project, client, ..Ladder::default() };
        run(&mut b.program, "2026-03-02", seed, Command::add(record));
    };
    add(1, "Program", None, None);
    let named = |p: &Program, project, client| {
        ladder_for(p, project, client).and_then(|id| p.ladders.get(&id)).map(|l| l.title.clone())
    };
    add(2, "Bank", None, Some(client));
    add(3, "Alpha", Some(project), None);
    assert_eq!(named(&b.program, None, None).as_deref(), Some("Program"));
    assert_eq!(named(&b.program, Some(project), None).as_deref(), Some("Alpha"));
    assert_eq!(named(&b.program, Some(project), Some(client)).as_deref(), Some("Bank"));
    assert_eq!(named(&b.program, Some(ProjectId::from(9)), None).as_deref(), Some("Program"));
}
