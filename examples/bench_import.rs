//! Times an import of a large Jira export, natively, and prints a table. Judges nothing.
//!
//! `cargo run --release --example bench_import -- [ROWS] [-o FILE]`: with `-o` the generated export is
//! written instead, for measurements in a browser.

#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::indexing_slicing, missing_docs)]

use gluework::command::{PreparedImport, plan_import};
use gluework::exchange::items::{self, Answers, Input, Reader};
use gluework::model::{Program, Stamp, Timestamp, Zone};
use std::fmt::Write;
use std::time::Instant;

/// A Jira Cloud export with the quirks of real ones: repeated headers, line ends within cells,
/// reciprocal links, parents by id, several sprints, comments, time in status, empty columns.
fn export(rows: usize) -> String {
    let mut text = String::from(
        "\u{feff}Summary,Issue key,Issue id,Issue Type,Status,Status Category,Project key,Project name,Priority,Resolution,\
         Assignee,Assignee Id,Created,Updated,Resolved,Due date,Labels,Labels,Labels,Description,Sprint,Sprint,Sprint,\
         Custom field (Story Points),Custom field (Story point estimate),Inward issue link (Blocks),\
         Outward issue link (Blocks),Comment,Comment,Parent,Parent key,Custom field (Flagged),Custom field (Team name),\
         Custom field ([CHART] Time in Status),Custom field (Asset type),Custom field (Asset type),Custom field (Asset type)\n",
    );
    let statuses =
        [("To Do", "To Do"), ("In Progress", "In Progress"), ("Review", "In Progress"), ("Done", "Done")];
    for n in 1..=rows {
        let (status, category) = statuses[n % 4];
        let done = n % 4 == 3;
        let (day, month) = (n % 28 + 1, ["Jan", "Feb", "Mar", "Apr"][n % 4]);
        let _ = writeln!(
            text,
            "\"Item {n}, with a comma\",SRCH-{n},{id},{kind},{status},{category},SRCH,Search,{priority},{resolution},\
             Person {person},712020:{person},{day:02}/{month}/24 3:04 PM,{day:02}/Jun/24 9:00 AM,{resolved},\
             {due},web,,api,\"First line\r\nsecond \"\"quoted\"\" line of item {n}; and some more words to fill the cell\",\
             Search {sprint},Search {next},,{points}.0,,{inward},{outward},\"{day:02}/{month}/24 4:00 PM;712020:{person};Looks good; really\",,\
             {parent},{parent_key},{flag},,{times},,laptop,",
            id = 10_000 + n,
            kind = ["Story", "Bug", "Task", "Sub-task"][n % 4],
            priority = ["Highest", "High", "Medium", "Low"][n / 4 % 4],
            resolution = if done { "Done" } else { "" },
            person = n % 60,
            resolved = if done { format!("{day:02}/Jun/24 9:00 AM") } else { String::new() },
            due = if n % 5 == 0 { format!("{day:02}/Jul/24 12:00 AM") } else { String::new() },
            sprint = n % 40,
            next = n % 40 + 1,
            points = n % 13,
            inward = if n > 1 && n % 3 == 0 { format!("SRCH-{}", n - 1) } else { String::new() },
            outward = if n % 3 == 2 && n < rows { format!("SRCH-{}", n + 1) } else { String::new() },
            parent = if n % 4 == 3 { (10_000 + n - n % 4).to_string() } else { String::new() },
            parent_key = if n % 4 == 3 && n > 4 { format!("SRCH-{}", n - n % 4) } else { String::new() },
            flag = if n % 50 == 0 { "Impediment" } else { "" },
            times = if done {
                "10000_*:*_1_*:*_3600000_*|*_3_*:*_1_*:*_7200000_*|*_10001_*:*_1_*:*_0"
            } else {
                ""
            },
        );
    }
    text
}

/// Seconds that the processor worked for this process, to a hundredth; others may be busy on the same
/// machine, so this tells more than the clock. 0 where the system does not say.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 =
        behind_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    ticks as f64 / 100.0
}

fn now() -> (Instant, f64) {
    (Instant::now(), processor())
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let rows = args.first().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let text = export(rows);
    if let Some(path) = args.iter().position(|a| a == "-o").and_then(|at| args.get(at + 1)) {
        return std::fs::write(path, text).unwrap_or_else(|error| eprintln!("{path}: {error}"));
    }
    println!("{rows} rows, {:.1} MB", text.len() as f64 / 1e6);
    println!("{:<44} {:>10} {:>14} {:>18}", "", "s", "processor, s", "longest step, ms");
    let row = |what: &str, from: (Instant, f64), longest: f64| {
        let (since, busy) = (from.0.elapsed().as_secs_f64(), processor() - from.1);
        println!("{what:<44} {since:>10.2} {busy:>14.2} {:>18.1}", longest * 1e3);
    };

    let from = now();
    let input = Input::new("export.csv", text.into_bytes());
    let mut reader = Reader::new(vec![input.clone()], Zone::utc(), Answers::default());
    let mut longest = from.0.elapsed().as_secs_f64();
    loop {
        let step = Instant::now();
        let finished = reader.step(50).finished;
        longest = longest.max(step.elapsed().as_secs_f64());
        if finished {
            break;
        }
    }
    let step = Instant::now();
    let Ok(reading) = reader.finish() else { return };
    longest = longest.max(step.elapsed().as_secs_f64());
    row("read", from, longest);

    // As the page does it: worked out in slices, shown, and then put in place at once.
    let mut program = Program::default();
    let middle = now();
    let mut longest = 0.0_f64;
    let mut prepared = PreparedImport::new(&program, Stamp { at: Timestamp(1_800_000_000_000), seed: 1 });
    loop {
        let step = Instant::now();
        let more = prepared.step(&reading.batch, 50);
        longest = longest.max(step.elapsed().as_secs_f64());
        if !more {
            break;
        }
    }
    row("prepared: plan, records, journal entry", middle, longest);
    let last = now();
    let done = prepared.put(&mut program, &reading.batch);
    row("put in place", last, last.0.elapsed().as_secs_f64());
    row("the import, from bytes to program", from, 0.0);
    let created = prepared.plan().created.len();
    drop(prepared);
    let (Ok(again), Ok(_)) = (items::read(input.bytes.to_vec(), &Zone::utc(), &Answers::default()), done)
    else {
        return;
    };
    let from = now();
    let same = plan_import(&program, &again.batch);
    row("plan of the same file again", from, from.0.elapsed().as_secs_f64());
    println!("{} created, then {} unchanged; {} remarks", created, same.unchanged, again.remarks.len());
}
