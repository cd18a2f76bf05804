//! What meetings need, and the readiness of a sprint, on a small program.

use super::*;
use crate::analysis::meetings::agenda_of_days;
use crate::analysis::{Colour, Context, Facts, Scope};
use crate::json::Json;
use crate::model::{
    Action, Block, Choice, Date, Decision, DecisionState, Meeting, MeetingZone, Points, Program, Project,
    Sprint, SprintState, Status, Team, Timestamp, WorkItem, Workflow, Zone,
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn at(zone: &Zone, on: &str) -> Timestamp {
    Timestamp(zone.start_of(day(on)).0 + 17 * 3_600_000)
}

fn program() -> Program {
    let mut program = Program::default();
    let statuses = [(1, "Backlog", crate::model::Category::ToDo), (2, "Ready", crate::model::Category::ToDo)];
    let workflow = Workflow {
        id: 1.into(),
        statuses: statuses
            .map(|(id, name, category)| Status {
                id: id.into(),
                name: name.into(),
                category,
                wip_limit: None,
                policy: String::new(),
            })
            .into(),
        ..Json::blank()
    };
    program.put(workflow.into());
    program.put(Project { id: 1.into(), name: "Shop".into(), workflow: 1.into(), ..Json::blank() }.into());
    program.put(Team { id: 1.into(), name: "Search".into(), ..Json::blank() }.into());
    let sprint = Sprint {
        id: 5.into(),
        name: "Search 25".into(),
        team: Some(1.into()),
        start: Some(day("2025-11-24")),
        end: Some(day("2025-12-05")),
        state: SprintState::Planned,
        ..Json::blank()
    };
    program.put(sprint.into());
    let item = |id: u64, status: u64, points: Option<i64>, blocked: bool| WorkItem {
        id: id.into(),
        key: format!("S-{id}"),
        kind: crate::model::ItemKind::Story,
        title: "x".into(),
        project: 1.into(),
        team: Some(1.into()),
        sprint: Some(5.into()),
        status: status.into(),
        estimate: points.map(Points::whole),
        blocked: blocked.then(|| Block { since: Timestamp(0), reason: "No key".into() }),
        ..Json::blank()
    };
    for item in [item(11, 2, Some(3), false), item(12, 2, Some(5), true), item(13, 1, None, false)] {
        program.put(item.into());
    }
    program
}

// [EV7]
#[test]
fn each_question_of_readiness_is_answered_from_the_model() {
    let mut program = program();
    let zone = Zone::utc();
    let asked = |program: &Program| {
        let ctx = Context { program, zone: &zone, now: at(&zone, "2025-11-20") };
        let all = readiness(&Facts::new(&ctx), Scope::default());
        assert_eq!(all.len(), 1);
        all[0].checks.iter().map(|c| (c.name, c.colour, c.text.clone(), c.behind.len())).collect::<Vec<_>>()
    };
    let row = |name, colour, text: &str, behind| (name, colour, text.to_owned(), behind);
    assert_eq!(
        asked(&program),
        [
            row("Refined", Colour::Amber, "2 of 3 refined", 1),
            row("Estimated", Colour::Amber, "2 of 3 estimated", 1),
            row("Unblocked", Colour::Amber, "1 item is blocked", 1),
            row("Capacity", Colour::Unknown, "No closed sprint to learn a velocity from", 1),
            row("Goal", Colour::Amber, "No goal yet, begins 24 Nov", 1),
        ]
    );
    for id in [11, 12, 13] {
        program.put(crate::model::Slot::Item(id.into(), None));
    }
    assert_eq!(asked(&program)[0], row("Refined", Colour::Unknown, "Nothing is planned into it yet", 0));
}

// [EV8]
#[test]
fn a_meeting_says_what_it_needs_and_why() {
    let mut program = program();
    let zone = Zone::utc();
    let meeting = Meeting {
        id: 1.into(),
        title: "Program steering".into(),
        start: "2025-11-21T14:00:00".parse().unwrap(),
        minutes: 60,
        zone: MeetingZone::Program,
        ..Json::blank()
    };
    program.put(meeting.clone().into());
    let shop = Meeting {
        id: 2.into(),
        title: "Shop weekly".into(),
        project: Some(1.into()),
        start: "2025-11-21T15:00:00".parse().unwrap(),
        ..meeting
    };
    program.put(shop.into());
    let decision = Decision {
        id: 1.into(),
        key: "D-1".into(),
        title: "Rent?".into(),
        decider: "Steering".into(),
        state: DecisionState::Wanted,
        needed_by: Some(day("2025-11-21")),
        ..Decision::default()
    };
    program.put(decision.clone().into());
    let action = Action {
        id: 1.into(),
        key: "A-1".into(),
        title: "Ask".into(),
        project: Some(1.into()),
        due: Some(day("2025-11-20")),
        ..Action::default()
    };
    program.put(action.into());
    let needed = |program: &Program| {
        let ctx = Context { program, zone: &zone, now: at(&zone, "2025-11-20") };
        let on = day("2025-11-21");
        let dates = agenda_of_days(program, &zone, &|_| None, on, on);
        let texts = |m: &Ahead| m.needs.iter().map(|n| (n.colour, n.text.clone())).collect::<Vec<_>>();
        ahead(&ctx, &dates).iter().map(texts).collect::<Vec<_>>()
    };
    let no_agenda = (Colour::Amber, "No agenda yet".to_owned());
    let wanted = (Colour::Red, "1 decision wanted, no options written yet: D-1".to_owned());
    let owed = (Colour::Amber, "1 action is still open and due by then: A-1".to_owned());
    assert_eq!(needed(&program), [vec![wanted, no_agenda.clone()], vec![owed, no_agenda]]);
    let options = vec![Choice { text: "Yes".into(), ..Choice::default() }];
    program.put(Decision { options, needed_by: None, ..decision }.into());
    assert_eq!(needed(&program)[0][1], (Colour::Green, "1 decision wanted, options ready: D-1".to_owned()));
}

// [EV8]
#[test]
fn a_need_names_all_its_records_or_says_how_many_more_there_are() {
    let zone = Zone::utc();
    let mut program = Program::default();
    program.put(
        Meeting {
            id: 1.into(),
            title: "Search steering".into(),
            project: Some(1.into()),
            start: "2025-11-21T14:00:00".parse().unwrap(),
            minutes: 60,
            zone: MeetingZone::Program,
            ..Json::blank()
        }
        .into(),
    );
    let mut said = |open: u64| {
        let action = Action {
            id: open.into(),
            key: format!("A-{open}"),
            title: "Ask".into(),
            project: Some(1.into()),
            due: Some(day("2025-11-20")),
            ..Action::default()
        };
        program.put(action.into());
        let ctx = Context { program: &program, zone: &zone, now: at(&zone, "2025-11-20") };
        let on = day("2025-11-21");
        let dates = agenda_of_days(&program, &zone, &|_| None, on, on);
        ahead(&ctx, &dates)[0].needs[0].text.clone()
    };
    let lead = "actions are still open and due by then:";
    assert_eq!([said(1), said(2), said(3)][2], format!("3 {lead} A-1, A-2, A-3"));
    assert_eq!(said(4), format!("4 {lead} A-1, A-2, A-3 and 1 more"));
    assert_eq!(said(5), format!("5 {lead} A-1, A-2, A-3 and 2 more"));
}
