//! What changed between two programs: nothing is missed, nothing is invented, and the past is what it was.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use gluework::analysis::Scope;
use gluework::analysis::changes::{Change, What, as_of, changes, lines, lines_of, summary};
use gluework::command::{CatalogueEdit, Command, ItemEdit, RiskEdit, apply};
use gluework::exchange::snapshot;
use gluework::model::{Date, MilestoneId, Points, Program, Ref, Score, Stamp, Timestamp, WorkItemId, Zone};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::{Arc, LazyLock};

fn today() -> Date {
    Date::from_ymd_opt(2026, 11, 20).unwrap()
}

static SAMPLE: LazyLock<Program> = LazyLock::new(|| gluework::sample::program(today(), &Zone::utc()));

const NOW: i64 = 1_795_200_000_000;

fn tree(program: &Program) -> Value {
    let mut all: Value = serde_json::from_str(&snapshot::write(program, Timestamp(0))).unwrap();
    all["program"].take()
}

/// Every field that differs, found by another JSON library: kind of table, id, field.
fn fields_that_differ(before: &Program, after: &Program) -> Vec<(String, String, String)> {
    let (before, after) = (tree(before), tree(after));
    let mut found = Vec::new();
    let nothing = serde_json::Map::new();
    let tables = before.as_object().unwrap().keys().chain(after.as_object().unwrap().keys());
    let mut tables: Vec<&String> = tables.collect();
    tables.sort();
    tables.dedup();
    for table in tables {
        let table_of = |of: &Value| of.get(table).and_then(Value::as_object).cloned();
        let (was, is) = (table_of(&before).unwrap_or_default(), table_of(&after).unwrap_or_default());
        if ["settings", "unknown"].contains(&table.as_str()) {
            for field in was.keys().chain(is.keys()).filter(|f| was.get(*f) != is.get(*f)) {
                found.push((table.clone(), String::new(), field.clone()));
            }
            continue;
        }
        for id in was.keys().chain(is.keys().filter(|id| !was.contains_key(*id))) {
            let record =
                |of: &serde_json::Map<String, Value>| of.get(id).map(|r| r.as_object().unwrap().clone());
            let (was, is) = (record(&was), record(&is));
            if was.is_none() || is.is_none() {
                found.push((table.clone(), id.clone(), "*".into()));
            }
            let (was, is) = (was.unwrap_or(nothing.clone()), is.unwrap_or(nothing.clone()));
            for field in was.keys().chain(is.keys()).filter(|f| was.get(*f) != is.get(*f)) {
                found.push((table.clone(), id.clone(), field.clone()));
            }
        }
    }
    found
}

/// Holds the changes against what differs: each is accounted for once, and no more than that.
fn account(before: &Program, after: &Program) -> Vec<Change> {
    let all = changes(before, after);
    let differing = fields_that_differ(before, after);
    for (table, id, field) in &differing {
        let covers = |c: &&Change| {
            (c.id == *id || ["settings", "unknown"].contains(&c.kind))
                && c.covers.iter().any(|covered| covered == "*" || covered == field)
        };
        assert!(all.iter().any(|c| covers(&c)), "{table} {id} {field} is not accounted for");
    }
    for change in &all {
        assert!(!change.covers.is_empty(), "{change:?}");
        for covered in &change.covers {
            let is = |(_, id, field): &&(String, String, String)| *id == change.id && field == covered;
            assert!(differing.iter().any(|d| is(&d)), "{covered} does not differ: {change:?}");
        }
    }
    all
}

fn due_on(program: &Program, id: MilestoneId, due: Date) -> Command {
    let mut milestone = (*program.milestones[&id]).clone();
    milestone.due = due;
    Command::Catalogue(Box::new(CatalogueEdit::PutMilestone(Box::new(milestone))))
}

/// A program that differs from the sample in whatever a seed says, through commands and beside them.
fn disturbed(seeds: &[u64]) -> Program {
    let mut program = SAMPLE.clone();
    for (n, seed) in seeds.iter().enumerate() {
        let stamp = Stamp { at: Timestamp(NOW + n as i64 * 60_000), seed: *seed };
        let item = *program.items.keys().nth(*seed as usize % program.items.len()).unwrap();
        let risk = *program.risks.keys().nth(*seed as usize % program.risks.len()).unwrap();
        let statuses = &program.workflow_of(program.items[&item].project).unwrap().statuses;
        let status = statuses[*seed as usize / 7 % statuses.len()].id;
        let command = match seed % 9 {
            0 => Command::EditItem(item, ItemEdit::Title(format!("Another title {seed}"))),
            1 => Command::EditItem(item, ItemEdit::Status(status)),
            2 => Command::EditItem(item, ItemEdit::Estimate(Some(Points::whole((*seed % 13) as i64)))),
            3 => Command::DeleteItem(item),
            4 => {
                let probability = (seed / 11 % 5) as u8 + 1;
                Command::EditRisk(risk, RiskEdit::Residual(Score { probability, impact: 3 }))
            }
            5 => Command::DeleteRisk(risk),
            6 => Command::Catalogue(Box::new(CatalogueEdit::AddTeam(format!("Team {seed}")))),
            7 => {
                // All at once: one item's content under the other's id.
                let other = *program.items.keys().nth(*seed as usize / 3 % program.items.len()).unwrap();
                let mut swapped = (*program.items[&other]).clone();
                swapped.id = item;
                program.items.insert(item, Arc::new(swapped));
                continue;
            }
            _ => {
                let milestone =
                    *program.milestones.keys().nth(*seed as usize % program.milestones.len()).unwrap();
                let due = today() + chrono::Days::new(seed % 40);
                due_on(&program, milestone, due)
            }
        };
        let _ = apply(&mut program, command, stamp);
    }
    program
}

// [DF1]
#[test]
fn a_program_differs_from_itself_in_nothing() {
    assert_eq!(changes(&SAMPLE, &SAMPLE), vec![]);
    let again = gluework::sample::program(today(), &Zone::utc());
    assert_eq!(changes(&SAMPLE, &again), vec![]);
    assert_eq!(summary(&[]), "No record differs");
}

// [DF1]
#[test]
fn two_quite_different_programs_are_accounted_for() {
    let other = gluework::sample::program(today() - chrono::Days::new(9), &Zone::utc());
    assert!(account(&SAMPLE, &other).len() > 100);
    assert!(!account(&Program::default(), &SAMPLE).is_empty());
    assert!(account(&SAMPLE, &Program::default()).iter().any(|c| c.what == What::Deleted));
}

// [DF1]
#[test]
fn every_field_of_every_kind_of_record_is_accounted_for() {
    // Each record takes the content of the next of its kind: whatever can differ does.
    let mut other = SAMPLE.clone();
    macro_rules! turn {
        ($($table:ident)*) => {$(
            let records: Vec<_> = other.$table.values().cloned().collect();
            let shifted = records.iter().cycle().skip(1);
            for (record, next) in records.iter().zip(shifted) {
                let mut changed = (**next).clone();
                changed.id = record.id;
                other.$table.insert(record.id, Arc::new(changed));
            }
        )*};
    }
    turn! {
        people teams clients goals projects workflows sprints releases milestones items dependencies meetings
        risks packages costs slas clocks absences tests test_runs plan sources
    }
    Arc::make_mut(&mut other.settings).name = "Another".into();
    assert!(account(&SAMPLE, &other).len() > 1_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    // [DF1]
    #[test]
    fn whatever_was_done_is_accounted_for(seeds in prop::collection::vec(any::<u64>(), 0..30)) {
        let after = disturbed(&seeds);
        account(&SAMPLE, &after);
        // Each change reads well and is said once, and lines stand for no more than there is.
        for line in lines(&changes(&SAMPLE, &after)) {
            prop_assert!(!line.label.is_empty() && !line.sentence().is_empty());
        }
        let shown: usize = lines_of(&SAMPLE, &after, Scope::default()).iter().map(|l| l.count).sum();
        let all = changes(&SAMPLE, &after).iter().filter(|c| c.weight > 0).count();
        prop_assert_eq!(shown, all);
    }

    // [DF2]
    #[test]
    fn items_are_as_they_were_at_any_moment(seeds in prop::collection::vec(any::<u64>(), 1..40), cut in 0..40_usize) {
        let edits = |seeds: &[u64], from: usize, program: &mut Program| {
            for (n, seed) in seeds.iter().enumerate() {
                let stamp = Stamp { at: Timestamp(NOW + (from + n) as i64 * 60_000), seed: *seed };
                let item = *program.items.keys().nth(*seed as usize % program.items.len()).unwrap();
                let statuses = &program.workflow_of(program.items[&item].project).unwrap().statuses;
                let status = statuses[*seed as usize / 7 % statuses.len()].id;
                let edit = match seed % 6 {
                    0 => ItemEdit::Title(format!("Another title {seed}")),
                    1 => ItemEdit::Status(status),
                    2 => ItemEdit::Estimate(Some(Points::whole((*seed % 13) as i64))),
                    3 => ItemEdit::Owner(program.people.keys().nth(*seed as usize % 7).copied()),
                    4 => ItemEdit::Due(Some(today())),
                    _ => ItemEdit::Labels(vec![format!("l{seed}"), "other".into()]),
                };
                let _ = apply(program, Command::EditItem(item, edit), stamp);
            }
        };
        let cut = cut.min(seeds.len());
        let mut then = SAMPLE.clone();
        edits(&seeds[..cut], 0, &mut then);
        let mut now = then.clone();
        edits(&seeds[cut..], cut, &mut now);
        let past = as_of(&now, Timestamp(NOW + cut as i64 * 60_000 - 1), &Zone::utc()).program;
        // When each was last written is no fact of the work.
        let bare = |items: &Program| -> Vec<(WorkItemId, gluework::model::WorkItem)> {
            let bare = |i: &Arc<gluework::model::WorkItem>| {
                let mut item = (**i).clone();
                item.updated = Timestamp(0);
                (item.id, item)
            };
            items.items.values().map(bare).collect()
        };
        prop_assert_eq!(bare(&past), bare(&then));
    }
}

// [DF2]
#[test]
fn the_past_has_nothing_that_came_later_and_says_what_it_cannot_know() {
    let zone = Zone::utc();
    let day = today() - chrono::Days::new(30);
    let at = zone.start_of(day);
    let past = as_of(&SAMPLE, at, &zone);
    assert!(past.program.items.len() < SAMPLE.items.len());
    assert!(past.program.items.values().all(|i| i.history.iter().all(|e| e.at <= at)));
    assert!(past.program.milestones.values().all(|m| m.reached.is_none_or(|r| r <= day)));
    assert!(past.unknown.iter().any(|s| s.contains("deleted since")), "{:?}", past.unknown);
    // The present is the past of now.
    let now = as_of(&SAMPLE, zone.start_of(today() + chrono::Days::new(1)), &zone).program;
    assert_eq!(
        changes(&SAMPLE, &now).iter().filter(|c| c.weight > 1).collect::<Vec<_>>(),
        Vec::<&Change>::new()
    );
    let since = changes(&past.program, &SAMPLE);
    let done = since.iter().filter(|c| c.what == What::Done).count();
    assert!(done > 10, "{done}");
    // It is compared and never loaded: a record may still link to one that came later.
    let mut problems = gluework::model::check(&past.program);
    problems.retain(|problem| !problem.what.contains("not in the program"));
    assert!(problems.is_empty(), "{problems:?}");
}

// [DF3]
#[test]
fn changes_read_as_a_director_would_say_them() {
    let mut after = SAMPLE.clone();
    let mut seed = 1;
    let mut run = |program: &mut Program, command| {
        seed += 1;
        apply(program, command, Stamp { at: Timestamp(NOW), seed }).unwrap();
    };
    let milestone = SAMPLE.milestones.values().find(|m| m.reached.is_none()).unwrap().clone();
    let due = milestone.due + chrono::Days::new(7);
    run(&mut after, due_on(&SAMPLE, milestone.id, due));
    let risk = SAMPLE.risks.values().find(|r| r.state.is_open() && r.residual.value() < 20).unwrap().clone();
    let worst = Score { probability: 5, impact: 5 };
    run(&mut after, Command::EditRisk(risk.id, RiskEdit::Residual(worst)));
    let open: Vec<WorkItemId> = SAMPLE
        .items
        .values()
        .filter(|i| SAMPLE.status(i.status).is_some_and(|s| !s.category.is_finished()))
        .map(|i| i.id)
        .take(5)
        .collect();
    for id in &open {
        let workflow = after.workflow_of(after.items[id].project).unwrap();
        let done =
            workflow.statuses.iter().find(|s| s.category == gluework::model::Category::Done).unwrap().id;
        run(&mut after, Command::EditItem(*id, ItemEdit::Status(done)));
    }
    let lines = lines_of(&SAMPLE, &after, Scope::default());
    // The delay and the risk first; five finished items are one line.
    let moved = lines.iter().find(|l| l.label == "Milestone").unwrap();
    assert_eq!((moved.name.as_str(), moved.remark.as_str()), (milestone.name.as_str(), "7 days later"));
    assert_eq!(moved.about, [Ref::Milestone(milestone.id)]);
    let up = lines.iter().find(|l| l.label == "Risk").unwrap();
    assert_eq!(
        (up.from.clone(), up.to.as_str(), up.remark.as_str()),
        (risk.residual.value().to_string(), "25", "up")
    );
    assert_eq!(up.key, risk.key);
    let done = lines.iter().find(|l| l.label == "Done").unwrap();
    assert_eq!((done.name.as_str(), done.count, done.about.len()), ("5 items finished", 5, 5));
    // The first few are named, the rest is counted; each name leads to its record.
    let named: Vec<Option<Ref>> = done.named.iter().map(|(to, _)| to.clone()).collect();
    assert_eq!((named, done.unnamed()), (done.about.iter().take(3).cloned().map(Some).collect(), 2));
    assert!(done.sentence().contains(" and 2 more)"), "{}", done.sentence());
    let place = |label| lines.iter().position(|l| l.label == label).unwrap();
    assert!(place("Milestone") < place("Done") && place("Risk") < place("Done"));
    // The other way round it is earlier, down, and open again.
    let back = lines_of(&after, &SAMPLE, Scope::default());
    assert!(back.iter().any(|l| l.remark == "7 days earlier"));
    assert!(back.iter().any(|l| l.remark == "down"));
    assert!(back.iter().any(|l| l.name == "5 items reopened"), "{back:#?}");
}
