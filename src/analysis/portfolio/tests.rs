//! Figures of clients, worked by hand.

use super::*;
use crate::analysis::{Context, Facts};
use crate::model::{
    Contract, ContractForm, Currency, Date, Deliverable, DeliverableState, Effort, Points, Satisfaction,
    SatisfactionKind, Timestamp, Zone, parse_day,
};

fn day(text: &str) -> Date {
    parse_day(text).unwrap()
}

fn euros(whole: i64) -> Option<Money> {
    Some(Money::whole(whole, Currency::EUR))
}

/// The sample on Thursday 20 November 2025.
fn sample<T>(look: impl FnOnce(&Context<'_>) -> T) -> T {
    let (today, zone) = (day("2025-11-20"), Zone::utc());
    let program = crate::sample::program(today, &zone);
    let now = Timestamp(zone.start_of(today).0 + 9 * 3_600_000);
    look(&Context { program: &program, zone: &zone, now })
}

// [LN2]
#[test]
fn nps_is_the_share_of_promoters_minus_the_share_of_detractors() {
    let table: [(&[u8], Option<f64>); 6] = [
        (&[], None),
        (&[9, 10], Some(100.0)),
        (&[7, 8], Some(0.0)),
        (&[0, 6], Some(-100.0)),
        (&[9, 9, 7, 6], Some(25.0)),
        (&[10, 8, 8, 3, 2], Some(-20.0)),
    ];
    for (scores, expected) in table {
        assert_eq!(nps(scores), expected, "{scores:?}");
    }
}

// [LN2]
#[test]
fn answers_count_for_half_a_year_and_the_half_year_before_is_compared() {
    let mut program = Program::default();
    let client = ClientId::from(7);
    // Day 180 is the first of the window; the day before it belongs to the half year before.
    let today = day("2026-06-30");
    for (number, (text, kind, score)) in [
        ("2026-06-30", SatisfactionKind::Csat, 5),
        ("2026-01-02", SatisfactionKind::Csat, 4),
        ("2026-01-01", SatisfactionKind::Csat, 2),
        ("2025-07-06", SatisfactionKind::Csat, 3),
        ("2025-07-05", SatisfactionKind::Csat, 1),
        ("2026-07-01", SatisfactionKind::Csat, 1),
        ("2026-06-01", SatisfactionKind::Nps, 9),
        ("2026-06-01", SatisfactionKind::Nps, 5),
    ]
    .into_iter()
    .enumerate()
    {
        let id = (number as u64 + 1).into();
        let answer =
            Satisfaction { id, client: Some(client), day: day(text), kind, score, ..Satisfaction::default() };
        program.put(answer.into());
    }
    let said = voice(&program, client, today);
    assert_eq!((said.csat, said.csat_count, said.csat_before), (Some(4.5), 2, Some(2.5)));
    assert_eq!((said.nps, said.nps_count, said.nps_before), (Some(0.0), 2, None));
    assert_eq!(voice(&program, ClientId::from(8), today), Voice::default());
}

// [LN3]
#[test]
fn months_of_a_retainer_begin_on_the_day_of_its_first() {
    for (from, to, expected) in [
        ("2026-01-01", "2026-12-31", 12),
        ("2026-01-15", "2026-02-14", 1),
        ("2026-01-15", "2026-02-15", 2),
        ("2026-01-15", "2026-01-15", 1),
        ("2026-01-15", "2026-01-14", 0),
        ("2025-11-10", "2026-01-09", 2),
    ] {
        assert_eq!(months_begun(day(from), day(to)), expected, "{from} to {to}");
    }
}

// [LN3] [LN4]
#[test]
fn a_contract_says_what_it_is_worth_has_earned_and_how_much_of_its_hours_is_used() {
    let mut program = Program::default();
    let client = Some(ClientId::from(1));
    let plain = || Contract { client, title: "It".into(), ..Contract::default() };
    let start = Some(day("2026-01-01"));
    let contracts = [
        Contract {
            form: ContractForm::TimeAndMaterial,
            rate: euros(100),
            hours: Some(Points::whole(40)),
            ..plain()
        },
        Contract { form: ContractForm::TimeAndMaterial, rate: euros(100), ..plain() },
        Contract {
            form: ContractForm::Retainer,
            value: euros(2000),
            hours: Some(Points::whole(10)),
            start,
            ..plain()
        },
        Contract { form: ContractForm::FixedPrice, value: euros(9000), ..plain() },
        Contract { form: ContractForm::FixedPrice, ..plain() },
    ];
    for (number, contract) in (1_u64..).zip(contracts) {
        program.put(Contract { id: number.into(), ..contract }.into());
    }
    for (number, contract, text, hours) in [
        (1, 1, "2026-02-27", 30),
        (2, 1, "2026-03-02", 8),
        (3, 3, "2026-02-27", 9),
        (4, 3, "2026-03-02", 11),
        (5, 1, "2026-03-11", 9),
    ] {
        let effort = Effort {
            id: number.into(),
            contract: Some(contract.into()),
            day: day(text),
            hours: Points::whole(hours),
            ..Effort::default()
        };
        program.put(effort.into());
    }
    let zone = Zone::utc();
    let now = Timestamp(zone.start_of(day("2026-03-10")).0 + 1);
    let facts = Facts::new(&Context { program: &program, zone: &zone, now });
    let lines = contract_lines(&facts, ClientId::from(1));
    let by = |id: u64| lines.iter().find(|l| l.record.id.number() == id).unwrap();
    assert_eq!((by(1).worth.clone(), by(1).earned.clone()), (Ok(400_000), Ok(380_000)));
    assert_eq!(
        (by(1).share, by(1).colour, by(1).hours.as_str()),
        (Some(95.0), Colour::Amber, "38 of 40 h, 95 %")
    );
    assert_eq!(by(2).worth, Err("“It” is paid by the hour without agreed hours".to_owned()));
    assert_eq!(by(2).hours, "no hours agreed and none booked");
    // January, February and March have begun; hours are this month's.
    assert_eq!((by(3).worth.clone(), by(3).earned.clone()), (Ok(600_000), Ok(600_000)));
    assert_eq!((by(3).hours.as_str(), by(3).colour), ("11 of 10 h this month, 110 %", Colour::Red));
    assert_eq!(
        (by(4).worth.clone(), by(4).earned.clone()),
        (Ok(900_000), Err("“It” names no project".to_owned()))
    );
    assert_eq!(by(5).worth, Err("“It” has no price yet".to_owned()));
    assert!(margin(&facts, ClientId::from(1), &lines).is_err());
}

// [LN5]
#[test]
fn a_deliverable_is_judged_by_its_day_its_criteria_and_what_the_client_said() {
    let today = day("2026-03-10");
    let mut program = Program::default();
    let client = Some(ClientId::from(1));
    let rows = [
        (1, DeliverableState::Doing, Some("2026-03-03"), Colour::Amber, "7 days late"),
        (2, DeliverableState::Doing, Some("2026-03-02"), Colour::Red, "8 days late"),
        (3, DeliverableState::Doing, Some("2026-03-17"), Colour::Green, "due in 7 days"),
        (4, DeliverableState::Planned, None, Colour::Unknown, "no day was promised"),
        (
            5,
            DeliverableState::Submitted,
            Some("2026-03-09"),
            Colour::Amber,
            "with the client, 1 day after its day",
        ),
        (6, DeliverableState::Rejected, Some("2026-03-30"), Colour::Red, "rejected: no remark was kept"),
    ];
    for (number, state, due, ..) in rows {
        let due = due.map(day);
        program.put(Deliverable { id: number.into(), client, state, due, ..Deliverable::default() }.into());
    }
    let lines = deliverable_lines(&program, ClientId::from(1), today);
    for (number, _, _, colour, why) in rows {
        let line = lines.iter().find(|l| l.record.id.number() == number).unwrap();
        assert_eq!((line.colour, line.why.as_str()), (colour, why));
    }
    assert_eq!(next_deliverable(&lines).unwrap().record.id.number(), 2, "the earliest day comes first");
    assert_eq!(lines.last().unwrap().record.id.number(), 4, "what has no day comes last");
}

// [LN1]
#[test]
fn every_figure_of_the_portfolio_has_a_reason_and_nothing_unknown_is_a_number() {
    sample(|ctx| {
        let lines = portfolio(ctx);
        assert_eq!(lines.iter().map(|l| l.name.as_str()).collect::<Vec<_>>(), ["Kestrel Bank", "Nordvik"]);
        for line in &lines {
            let facts = [
                &line.health,
                &line.next,
                &line.levels,
                &line.worth,
                &line.margin,
                &line.effort,
                &line.csat,
                &line.nps,
                &line.changes,
            ];
            for fact in facts {
                assert!(!fact.value.is_empty() && !fact.why.is_empty(), "{fact:?}");
                assert!(fact.is_computed(), "{fact:?}");
            }
        }
    });
    let mut program = Program::default();
    let client = crate::model::Client { id: 1.into(), name: "New".into(), ..crate::json::Json::blank() };
    program.put(client.into());
    let zone = Zone::utc();
    let ctx = Context { program: &program, zone: &zone, now: Timestamp(0) };
    let line = portfolio(&ctx).remove(0);
    for fact in [
        &line.health,
        &line.next,
        &line.levels,
        &line.worth,
        &line.margin,
        &line.effort,
        &line.csat,
        &line.nps,
    ] {
        assert_eq!(fact.value, "n/a", "{fact:?}");
        assert!(!fact.why.is_empty());
    }
    assert_eq!((line.changes.value.as_str(), line.changes.why.as_str()), ("0", "0 in all"));
}
