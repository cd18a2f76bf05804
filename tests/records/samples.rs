//! Real files, where they are beside the project; nothing of them is kept here.

use super::*;
use std::path::Path;

/// Prints a line per sample, for a check against the files by other means.
#[test]
fn every_sample_is_read() {
    for kind in ["ics", "msproject", "junit", "cost"] {
        let folder = Path::new("../shared/samples").join(kind);
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let bytes = std::fs::read(&path).unwrap();
            let reading = read_with(&bytes, &FileAnswers::default());
            let mut program = Program::default();
            let plan = bring(&mut program, &reading.batch, 1);
            println!("{}: {}", path.display(), reading.found.join(", "));
            println!(
                "  created {} meetings {} milestones {} items {} dependencies {} runs {} costs {}",
                plan.changes(),
                program.meetings.len(),
                program.milestones.len(),
                program.items.len(),
                program.dependencies.len(),
                program.test_runs.len(),
                program.costs.len()
            );
            let berlin = zone_of("Europe/Berlin").unwrap();
            let (from, to) = (at("1995-01-02T00:00:00Z"), at("2030-01-01T00:00:00Z"));
            let all = gluework::analysis::meetings::agenda(&program, &berlin, &zone_of, from, to);
            println!("  {} dates from 1995 to 2029", all.len());
            if std::env::var("GLUEWORK_DATES").is_ok() {
                for date in &all {
                    println!("DATE\t{}\t{}\t{}", date.start, date.end, date.title);
                }
            }
            for remark in remarks(&reading) {
                println!("  {remark}");
            }
            for d in program.dependencies.values() {
                println!(
                    "  {} {} {} {:?}",
                    d.title,
                    d.kind.letters(),
                    d.lag,
                    d.source.as_ref().map(|s| &s.key)
                );
            }
            changes_nothing(&mut program, &reading.batch);
        }
    }
}
