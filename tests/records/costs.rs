//! Tables of costs: every trap of their form, and what imports again do.

use super::*;
use gluework::command::{ConflictChoice, ProjectChoice};
use gluework::exchange::records::cost;
use gluework::model::{CostEntry, Currency};

fn plain() -> FileReading {
    read_with(&fixture("cost/plain.csv"), &FileAnswers::default())
}

fn amounts(program: &Program) -> Vec<String> {
    let mut all: Vec<&CostEntry> = program.costs.values().map(|c| &**c).collect();
    all.sort_by_key(|c| (c.date, c.amount, c.note.clone()));
    let project = |c: &CostEntry| program.projects[&c.project].name.clone();
    all.iter().map(|c| format!("{} {} {} {}", c.date, project(c), c.amount, c.note)).collect()
}

// [FI5]
#[test]
fn costs_of_unknown_projects_wait_for_an_answer() {
    let mut reading = plain();
    assert_eq!(reading.found, ["9 rows", "5 costs"]);
    assert_eq!(
        remarks(&reading),
        [
            "7: Date “soon” is not a date (not read)",
            "9: Currency “EURO” is not a code of three letters (not read)",
            "10: The row has no amount (not read)",
            "8: Amount “five” is not a number (not read)",
        ]
    );
    let mut program = small::program();
    let plan = bring(&mut program, &reading.batch, 1);
    let asked: Vec<_> = plan.unknown_projects.iter().map(|u| (u.name.as_str(), u.records)).collect();
    assert_eq!(asked, [("Kestrel", 1), ("", 1)]);
    // Two equal rows are two costs; a refund is negative; two currencies stay two.
    assert_eq!(
        amounts(&program),
        [
            "2026-02-01 AI Search €1,200.50 Contractors",
            "2026-02-01 AI Search €1,200.50 Contractors",
            "2026-02-03 AI Search −$20 Refund",
        ]
    );
    reading.batch.projects.insert("Kestrel".into(), ProjectChoice::New);
    reading.batch.projects.insert(String::new(), ProjectChoice::LeaveOut);
    let plan = bring(&mut program, &reading.batch, 2);
    assert_eq!((plan.new_projects.as_slice(), plan.left_out), (&["Kestrel".to_owned()][..], 1));
    assert_eq!(amounts(&program)[3], "2026-02-04 Kestrel €99.90 Licences, yearly");
    // The answer is remembered.
    let plan = bring(&mut program, &plain().batch, 3);
    assert_eq!((plan.created.len(), plan.unknown_projects.len(), plan.unchanged), (0, 1, 4));
}

// [FI2]
#[test]
fn a_newer_table_updates_and_never_doubles() {
    let mut program = small::program();
    bring(&mut program, &plain().batch, 1);
    changes_nothing(&mut program, &plain().batch);
    let text = String::from_utf8(fixture("cost/plain.csv")).unwrap();
    let newer = text.replacen("\"1,200.50\"", "1300", 1) + "2026-02-09,AI Search,7,EUR,New\n";
    let plan = bring(&mut program, &read_text(&newer).batch, 2);
    assert_eq!((plan.created.len(), plan.updated.len()), (1, 1));
    assert_eq!((plan.updated[0].here.as_str(), plan.updated[0].file.as_str()), ("€1,200.50", "€1,300"));
    assert_eq!(program.costs.len(), 4);
    // Changed by hand and in the table: kept, and shown.
    let mut mine = (**program.costs.values().find(|c| c.amount.amount == 130_000).unwrap()).clone();
    mine.amount.amount = 1;
    program.put(mine.into());
    let mut newest = read_text(&newer.replacen("1300", "1400", 1)).batch;
    let plan = plan_file(&program, &newest);
    assert_eq!((plan.updated.len(), plan.conflicts.len()), (0, 1));
    newest.choose(&plan.conflicts[0].key, plan.conflicts[0].field, ConflictChoice::TakeFile);
    bring(&mut program, &newest, 3);
    assert!(program.costs.values().any(|c| c.amount.amount == 140_000));
}

#[test]
fn a_table_of_another_locale_is_read() {
    let reading = read_with(&fixture("cost/plain_eu.csv"), &FileAnswers::default());
    assert_eq!(reading.day_order, None, "the 25th tells the order");
    let mut program = small::program();
    bring(&mut program, &reading.batch, 1);
    assert_eq!(
        amounts(&program),
        ["2026-04-03 AI Search €1,234.50 Miete", "2026-04-25 AI Search −€12 Gutschrift"]
    );
}

#[test]
fn an_open_order_of_day_and_month_is_asked() {
    let text = "date,project,amount\n03/04/2026,AI Search,5\n";
    let reading = read_text(text);
    let order = reading.day_order.unwrap();
    assert_eq!(
        (order.as_day_first.to_string(), order.as_month_first.to_string()),
        ("2026-04-03".into(), "2026-03-04".into())
    );
    assert_eq!(reading.assumed_currency, Some(Currency::EUR));
    let answers =
        FileAnswers { day_first: Some(false), currency: Currency::parse("CHF"), ..FileAnswers::default() };
    let reading = read_with(text.as_bytes(), &answers);
    assert_eq!((reading.day_order, reading.assumed_currency), (None, None));
    let mut program = small::program();
    bring(&mut program, &reading.batch, 1);
    let cost = program.costs.values().next().unwrap();
    assert_eq!((cost.date.to_string().as_str(), cost.amount.currency.code()), ("2026-03-04", "CHF"));
}

#[test]
fn cloud_charges_are_added_up_by_day_service_and_currency() {
    let reading = read_with(&fixture("cost/focus.csv"), &FileAnswers::default());
    assert_eq!(reading.found, ["7 rows", "3 costs", "1 of less than half a hundredth passed over"]);
    assert_eq!(
        remarks(&reading),
        ["7: Cost “oops” is not a number (not read)", "8: The row has 2 cells, the header 12 (not read)"]
    );
    let mut program = small::program();
    let plan = bring(&mut program, &reading.batch, 1);
    assert_eq!(plan.unknown_projects[0].name, "Kestrel", "a tag names the project");
    assert_eq!(
        amounts(&program),
        ["2026-02-01 AI Search −€3.25 Compute", "2026-02-02 AI Search $0.01 Object Storage"]
    );
    changes_nothing_but_questions(&mut program, &reading);
}

fn changes_nothing_but_questions(program: &mut Program, reading: &FileReading) {
    let before = program.clone();
    bring(program, &reading.batch, 70);
    assert_eq!(*program, before);
}

#[test]
fn tables_that_are_no_costs_are_told() {
    for (text, is) in [
        ("date,amount\n", true),
        ("Issue key,Summary,Date,Amount\n", false),
        ("Date,Status\n", false),
        ("BilledCost,ChargePeriodStart\n", true),
        ("{\"date\":1}", false),
        ("", false),
    ] {
        assert_eq!(cost::recognise_costs(text.as_bytes()), is, "{text}");
    }
    let read = |text: &str| cost::read(text.into(), &FileAnswers::default());
    let refusal = read("day off,price\n2026-01-01,5\n").unwrap_err();
    assert_eq!(refusal.headers, ["day off", "price"]);
    assert!(refusal.to_string().contains("Pick the columns by hand"), "{refusal}");
    let picked = [("Date".to_owned(), "day off".to_owned()), ("Amount".to_owned(), "price".to_owned())];
    let answers = FileAnswers { columns: picked.into(), ..FileAnswers::default() };
    assert!(cost::read("day off,price\n2026-01-01,5\n".into(), &answers).is_ok());
    assert!(read("date,amount\n").unwrap_err().what.contains("no cost"));
    // What was picked is kept with the import, so that the next such table need not be asked about.
    let mut reading = cost::read("day off,price\n2026-01-01,5\n".into(), &answers).unwrap();
    let mut program = small::program();
    reading.batch.project = program.projects.keys().next().copied();
    bring(&mut program, &reading.batch, 1);
    let kept: Vec<_> = program.sources.values().filter(|s| s.columns == answers.columns).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].name, "price, day off");
    assert!(bring(&mut program, &reading.batch, 2).is_empty(), "the same again changes nothing");
    assert!(
        read("date,amount,a,b;;;;\n\"2026-01-01,5,x,y\";;;;\n").unwrap_err().what.contains("spreadsheet")
    );
}
