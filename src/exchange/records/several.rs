//! Several files of one kind in one drop: one import.
//!
//! Test runners write one report a suite: reports whose tests differ and that began within half a
//! day are one run; others are runs of their own, the oldest first. Calendars and tables of costs
//! are taken one after the other.

use super::junit::join;
use super::{FileKind, FileReading, FileRefusal};
use crate::command::{FileBatch, FileContent, TestBatch};
use crate::model::order::InOrder;
use std::collections::HashSet;

/// Reports that began further apart are not of one run, in milliseconds.
const ONE_RUN: i64 = 12 * 3_600_000;

/// Puts files of one kind together, each with its name. One file stays as it is; none gives none.
///
/// # Errors
/// [`FileRefusal`] where they cannot be one import.
pub fn together(mut files: Vec<(String, FileReading)>) -> Result<Option<FileReading>, FileRefusal> {
    if files.len() < 2 {
        return Ok(files.pop().map(|(_, reading)| reading));
    }
    let (Some(kind), count) = (files.first().map(|(_, first)| first.kind), files.len()) else {
        return Ok(None);
    };
    if kind == FileKind::Project || files.iter().any(|(_, other)| other.kind != kind) {
        return Err(FileRefusal::new(
            "These files do not belong together.",
            "Choose one schedule at a time, and files of one kind.",
        ));
    }
    let mut found = vec![format!("{count} files")];
    let mut remarks = Vec::new();
    for (name, reading) in &mut files {
        for mut remark in std::mem::take(&mut reading.remarks) {
            remark.text = format!("{name}: {}", remark.text);
            remarks.push(remark);
        }
    }
    let readings: Vec<FileReading> = files.into_iter().map(|(_, reading)| reading).collect();
    let (day_order, assumed_currency) =
        (readings.iter().find_map(|r| r.day_order.clone()), readings.iter().find_map(|r| r.assumed_currency));
    let mut parts = if kind == FileKind::Tests { runs(readings) } else { readings };
    if parts.len() == 1 {
        return Ok(parts.pop().map(|mut only| {
            found.append(&mut only.found);
            FileReading { found, remarks, ..only }
        }));
    }
    for part in &parts {
        found.push(part.found.iter().take(3).cloned().collect::<Vec<_>>().join(", "));
    }
    let batches: Vec<FileBatch> = parts.into_iter().map(|part| part.batch).collect();
    let first = batches.first().cloned().unwrap_or_default();
    let batch = FileBatch { content: FileContent::Several(batches), ..first };
    Ok(Some(FileReading { kind, found, batch, day_order, assumed_currency, remarks }))
}

fn tests(reading: &FileReading) -> Option<&TestBatch> {
    match &reading.batch.content {
        FileContent::Tests(batch) => Some(batch),
        _ => None,
    }
}

/// The names of a run's tests, and the reports that it consists of.
type Run = (HashSet<(String, String, String)>, Vec<FileReading>);

/// Reports to runs, the oldest run first.
fn runs(mut reports: Vec<FileReading>) -> Vec<FileReading> {
    reports.order_by_key(|report| tests(report).and_then(|batch| batch.at));
    let mut groups: Vec<Run> = Vec::new();
    for report in reports {
        let Some(batch) = tests(&report) else { continue };
        let names: HashSet<_> =
            batch.tests.iter().map(|t| (t.suite.clone(), t.class.clone(), t.name.clone())).collect();
        let fits = |(known, group): &Run| {
            let first = group.first().and_then(tests);
            let near = match (first.and_then(|first| first.at), batch.at) {
                (Some(a), Some(b)) => (b.0 - a.0).abs() <= ONE_RUN,
                _ => true,
            };
            near && first.is_some_and(|first| first.series == batch.series) && names.is_disjoint(known)
        };
        match groups.iter().position(fits).and_then(|at| groups.get_mut(at)) {
            Some((known, group)) => {
                known.extend(names);
                group.push(report);
            }
            None => groups.push((names, vec![report])),
        }
    }
    groups.into_iter().filter_map(|(_, group)| join(group)).collect()
}
