//! Whatever a figure says can be checked: its working is there, and leads to the records.

use gluework::analysis::{Compared, Context, Figure, Request, Target, Value};
use gluework::model::{Program, Timestamp, Zone};

fn sample_figures() -> (Program, Vec<Figure>) {
    let today = "2026-03-20".parse().unwrap();
    let program = gluework::sample::program(today, &Zone::utc());
    let zone = Zone::utc();
    let ctx = Context { program: &program, zone: &zone, now: Timestamp(zone.start_of(today).0 + 43_200_000) };
    let figures: Vec<Figure> = Request::default()
        .open(&ctx, &[])
        .figures()
        .into_iter()
        .map(|Compared { figure, .. }| figure)
        .collect();
    (program, figures)
}

fn is_there(program: &Program, target: &Target) -> bool {
    match target {
        Target::Item(id) => program.items.contains_key(id),
        Target::Risk(id) => program.risks.contains_key(id),
        Target::Sprint(id) => program.sprints.contains_key(id),
        Target::Release(id) => program.releases.contains_key(id),
        Target::Milestone(id) => program.milestones.contains_key(id),
        Target::Package(id) => program.packages.contains_key(id),
        Target::Project(id) => program.projects.contains_key(id),
        Target::Incident(id) => program.incidents.contains_key(id),
    }
}

// [FG13]
#[test]
fn every_figure_has_its_formula_population_and_the_records_behind_it() {
    let (program, figures) = sample_figures();
    let computed: Vec<&Figure> = figures.iter().filter(|f| f.value.is_computed()).collect();
    assert!(computed.len() > 25, "{}", computed.len());
    for figure in computed {
        let name = &figure.name;
        assert!(!figure.formula.is_empty() && !figure.sentence.is_empty(), "{name}");
        assert!(!figure.population.is_empty(), "{name} says nothing of its population");
        assert!(figure.window.is_none_or(|(from, to)| from <= to), "{name}");
        let to: Vec<&Target> = figure.behind.iter().flat_map(|row| &row.to).collect();
        // "How many" rests on days, which are no records.
        let records = to.len() + figure.counted.len();
        assert!(records > 0 || name.starts_with("How many"), "nothing is behind {name}");
        assert!(to.into_iter().all(|target| is_there(&program, target)), "{name}");
        assert!(figure.counted.iter().all(|id| program.items.contains_key(id)), "{name}");
        for group in figure.left_out.iter().chain(&figure.remarks) {
            assert!(group.items.is_empty() || group.items.len() == group.count, "{name}: {}", group.what);
        }
    }
}

// [FG13]
#[test]
fn what_is_counted_is_what_the_population_says() {
    let (_, figures) = sample_figures();
    for name in [
        "Cycle time",
        "Lead time",
        "Throughput",
        "Work in progress",
        "Age of work",
        "Blocked",
        "Flow eff",
        "Defect",
    ] {
        let figure = figures.iter().find(|f| f.name.starts_with(name)).unwrap();
        assert!(matches!(figure.value, Value::NotComputable(_)) || !figure.counted.is_empty(), "{name}");
        let counted = figure.population.last().map(|(_, count)| *count);
        assert_eq!(counted, Some(figure.counted.len() as u64), "{name}: {:?}", figure.population);
    }
}

// [FG13]
#[test]
fn a_figure_that_cannot_be_computed_says_why() {
    let (program, zone) = (Program::default(), Zone::utc());
    let ctx = Context { program: &program, zone: &zone, now: Timestamp(1_774_000_000_000) };
    for Compared { figure, .. } in Request::default().open(&ctx, &[]).figures() {
        match &figure.value {
            Value::NotComputable(why) => {
                assert!(why.ends_with('.') && figure.display == "n/a", "{}", figure.name)
            }
            value => assert!(value.number() == Some(0.0), "{}: {value:?} of nothing", figure.name),
        }
    }
}
