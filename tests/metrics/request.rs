//! Requests: filters, periods, comparison with the period before.

use crate::support::*;
use gluework::analysis::time::back;
use gluework::analysis::{Asked, Compared, DayCount, Period, Request, Scope, all_figures};
use gluework::model::*;
use proptest::prelude::*;

fn ask<T>(b: &Builder, today: &str, request: &Request, question: impl FnOnce(&Asked<'_>) -> T) -> T {
    b.ask(today, |ctx| question(&request.open(ctx, &[])))
}

fn compared(b: &Builder, today: &str, request: &Request, name: &str) -> Compared {
    let all = ask(b, today, request, |asked| asked.figures());
    all.into_iter().find(|c| c.figure.name.starts_with(name)).unwrap()
}

fn between(from: &str, to: &str) -> Request {
    Request { period: Period::Between(day(from), day(to)), ..Request::default() }
}

#[test]
fn the_default_request_is_what_all_figures_gives() {
    let mut b = Builder::new();
    b.item(&[("2026-03-02", DOING), ("2026-03-09", DONE)]);
    b.ask("2026-03-31", |ctx| {
        let figures: Vec<_> = Request::default().open(ctx, &[]).figures();
        assert!(figures.iter().all(|c| c.before.is_none() && c.change.is_none()));
        assert_eq!(
            figures.into_iter().map(|c| c.figure).collect::<Vec<_>>(),
            all_figures(ctx, Scope::default())
        );
    });
}

proptest! {
    // [FG3]
    #[test]
    fn the_period_before_is_as_long_and_ends_the_day_before(
        days in 1..400_u32, ago in 0..300_i64, length in 0..200_i64, which in 0..2_usize
    ) {
        let today = day("2026-03-31");
        let to = back(today, ago);
        let period = [Period::Days(days), Period::Between(back(to, length), to)][which];
        let request = Request { period, compare: true, ..Request::default() };
        ask(&Builder::new(), "2026-03-31", &request, |asked| {
            let (from, to) = asked.span();
            let (before_from, before_to) = asked.before.as_ref().unwrap().span();
            prop_assert_eq!((to - from).num_days(), (before_to - before_from).num_days());
            prop_assert_eq!(back(from, 1), before_to);
            let expected = if which == 0 { i64::from(days) } else { length + 1 };
            prop_assert_eq!((to - from).num_days() + 1, expected);
            Ok(())
        })?;
    }
}

// [FG3]
#[test]
fn a_period_in_the_past_says_what_it_would_have_said_then() {
    let mut b = Builder::new();
    b.item(&[("2026-03-02", DOING), ("2026-03-05", DONE), ("2026-03-20", DOING)]);
    b.item(&[("2026-03-03", DOING)]);
    let number =
        |request: &Request, name: &str| compared(&b, "2026-03-31", request, name).figure.value.number();
    let then = between("2026-03-01", "2026-03-10");
    assert_eq!((number(&then, "Cycle time"), number(&then, "Work in progress")), (Some(4.0), Some(1.0)));
    // By now the first is open again.
    let now = Request::default();
    assert_eq!((number(&now, "Cycle time"), number(&now, "Work in progress")), (None, Some(2.0)));
}

#[test]
fn what_was_finished_is_compared_by_the_same_working() {
    let mut b = Builder::new();
    for (start, done) in
        [("03-01", "03-04"), ("03-02", "03-05"), ("03-11", "03-12"), ("03-12", "03-13"), ("03-14", "03-14")]
    {
        b.item(&[(&format!("2026-{start} 08:00"), DOING), (&format!("2026-{done} 09:00"), DONE)]);
    }
    let request = Request { compare: true, ..between("2026-03-11", "2026-03-20") };
    let cycle = compared(&b, "2026-03-31", &request, "Cycle time");
    assert_eq!(
        cycle.figure.value.number().zip(cycle.before.and_then(|f| f.value.number())),
        Some((2.0, 4.0))
    );
    let change = cycle.change.unwrap();
    assert_eq!((change.by, change.words.as_str(), change.better), (-2.0, "−2 days", Some(true)));
    let throughput = compared(&b, "2026-03-31", &request, "Throughput").change.unwrap();
    assert_eq!((throughput.words.as_str(), throughput.better), ("+0.7", Some(true)));
    let blocked = compared(&b, "2026-03-31", &request, "Blocked time").change.unwrap();
    assert_eq!((blocked.words.as_str(), blocked.better), ("no change", None));
}

#[test]
fn forecasts_and_what_cannot_be_computed_are_not_compared() {
    let mut b = Builder::new();
    b.milestone("Launch", "2026-06-01", None);
    let request = Request { compare: true, ..Request::default() };
    assert!(compared(&b, "2026-03-31", &request, "Milestone confidence").before.is_none());
    let cycle = compared(&b, "2026-03-31", &request, "Cycle time");
    assert!(cycle.before.is_some() && cycle.change.is_none());
}

#[test]
fn one_kind_of_work_is_asked_for_everywhere_but_where_kinds_mean_nothing() {
    let mut b = Builder::new();
    b.item(&[("2026-03-02", DOING), ("2026-03-05", DONE)]);
    b.item_with(&[("2026-03-02", DOING), ("2026-03-11", DONE)], |i| {
        i.kind = ItemKind::Bug;
        i.estimate = Some(Points::whole(3));
        i.labels = vec!["c".into()];
    });
    b.item_with(&[("2026-03-02", DOING), ("2026-03-11", DONE)], |i| i.kind = ItemKind::Other("Audit".into()));
    b.package(eur(10_000), "2026-03-01", "2026-03-31", |p| {
        p.rule = EarnRule::EstimateShare;
        p.scope = Some(PackageScope::Label("c".into()));
    });
    b.cost(eur(9_000), "2026-03-02");
    let of = |kind| Request { kind, ..Request::default() };
    let cycle = |kind| compared(&b, "2026-03-31", &of(kind), "Cycle time").figure;
    assert_eq!(cycle(Some(ItemKind::Story)).value.number(), Some(4.0));
    assert_eq!(cycle(Some(ItemKind::Other("Audit".into()))).population[2].1, 1);
    assert_eq!(cycle(None).population[2].1, 3);
    let cost = |kind| compared(&b, "2026-03-31", &of(kind), "Cost variance").figure.value;
    assert_eq!(cost(Some(ItemKind::Story)), cost(None));
    ask(&b, "2026-03-31", &of(Some(ItemKind::Bug)), |asked| {
        let series = asked.series();
        assert_eq!(series.scatter.dots.len(), 1);
        assert_eq!(series.curve.unwrap().sums.ev, 1_000_000);
    });
}

#[test]
fn of_one_kind_only_its_own_items_were_committed_to() {
    let mut b = Builder::new();
    let bug = b.item_with(&[("2026-03-01", TODO), ("2026-03-05", DONE)], |i| {
        i.kind = ItemKind::Bug;
        i.estimate = Some(Points::whole(2));
    });
    let story = b.item_with(&[("2026-03-01", TODO)], |i| i.estimate = Some(Points::whole(8)));
    let sprint = b.sprint(None, "2026-03-02", "2026-03-13", &[(bug, 2), (story, 8)]);
    for id in [bug, story] {
        let mut item = (*b.program.items[&id]).clone();
        item.sprint = Some(sprint);
        b.program.put(item.into());
    }
    let say_do = |kind| {
        compared(&b, "2026-03-31", &Request { kind, ..Request::default() }, "Say-do").figure.value.number()
    };
    assert_eq!((say_do(None), say_do(Some(ItemKind::Bug))), (Some(20.0), Some(100.0)));
}

#[test]
fn the_last_sprints_begin_with_the_first_day_of_the_earliest() {
    let mut b = Builder::new();
    for (start, end) in
        [("2026-02-02", "2026-02-13"), ("2026-02-16", "2026-02-27"), ("2026-03-02", "2026-03-13")]
    {
        b.sprint(None, start, end, &[]);
    }
    let span = |sprints, today: &str| {
        let request = Request { period: Period::Sprints(sprints), ..Request::default() };
        ask(&b, today, &request, |asked| asked.span())
    };
    assert_eq!(span(2, "2026-03-05"), (day("2026-02-16"), day("2026-03-05")));
    assert_eq!(span(9, "2026-03-05"), (day("2026-02-02"), day("2026-03-05")));
    let none = Request { period: Period::Sprints(2), ..Request::default() };
    assert_eq!(ask(&Builder::new(), "2026-03-31", &none, |asked| asked.span()).0, day("2026-01-31"));
}

#[test]
fn working_days_are_one_switch_for_the_whole_answer() {
    let mut b = Builder::new();
    b.item(&[("2026-03-06 09:00", DOING), ("2026-03-09 09:00", DONE)]);
    let request = Request { count: DayCount::Working, ..Request::default() };
    ask(&b, "2026-03-31", &request, |asked| {
        let (figures, series) = (asked.figures(), asked.series());
        assert_eq!(figures[1].figure.value.number(), Some(2.0));
        assert_eq!((series.scatter.dots[0].days, series.scatter.count), (2, DayCount::Working));
        assert_eq!((series.histogram.count, series.ageing.count), (DayCount::Working, DayCount::Working));
    });
}

#[test]
fn a_period_the_wrong_way_round_or_in_the_future_is_put_right() {
    let b = Builder::new();
    assert_eq!(
        ask(&b, "2026-03-31", &between("2026-03-20", "2026-03-11"), |asked| asked.span()),
        (day("2026-03-11"), day("2026-03-20"))
    );
    assert_eq!(
        ask(&b, "2026-03-31", &between("2026-03-20", "2027-01-01"), |asked| asked.span()),
        (day("2026-03-20"), day("2026-03-31"))
    );
    assert_eq!(
        ask(&b, "2026-03-31", &between("2027-01-01", "2027-02-01"), |asked| asked.span()),
        (day("2026-03-31"), day("2026-03-31"))
    );
    let long = ask(&b, "2026-03-31", &between("1926-03-20", "2026-03-31"), |asked| asked.span());
    assert_eq!((long.1 - long.0).num_days(), 3_649);
}

// [FG16]
#[test]
fn how_many_is_asked_by_any_day_ahead() {
    let mut b = Builder::new();
    for n in 0..60 {
        let done = back(day("2026-03-31"), n).to_string();
        b.item(&[(&format!("{done} 08:00"), DOING), (&done, DONE)]);
    }
    let ask = |by: Option<&str>| {
        b.ask("2026-03-31", |ctx| {
            let asked = Request { by: by.map(day), ..Request::default() }.open(ctx, &[]);
            let (chart, figures) = (asked.how_many_chart(), asked.forecasts());
            let figure = &figures.iter().find(|f| f.figure.name.starts_with("How many")).unwrap().figure;
            (chart.by.to_string(), figure.value.number().unwrap(), figure.name.clone())
        })
    };
    let said = |day: &str, items: f64, name: &str| (day.to_owned(), items, name.to_owned());
    assert_eq!(ask(None), said("2026-04-30", 30.0, "How many items in 30 days?"));
    assert_eq!(ask(Some("2026-04-10")), said("2026-04-10", 10.0, "How many items in 10 days?"));
    // Yesterday is no day ahead.
    assert_eq!(ask(Some("2026-03-01")), said("2026-04-01", 1.0, "How many items in 1 day?"));
}
