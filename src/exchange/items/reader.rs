//! Reads the files of one import in slices, so that the page stays responsive.

use super::document::{Document, Shape};
use super::finish::Finish;
use super::gather::Gathered;
use super::jira_xml::Feed;
use super::reading::{Answers, Reading, Severity};
use super::recognise::{Sniffed, not_text, sniff, unknown_json};
use super::refusal::{Refusal, RefusalKind as Kind};
use super::table::Table;
use crate::exchange::text::{Decoded, Decoder, NotText};
use crate::model::{SourceSystem, Zone};
use std::sync::Arc;

/// A file of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    /// Its name, for words only: formats are recognised by content.
    pub name: String,
    /// All its bytes.
    pub bytes: Arc<Vec<u8>>,
}

impl Input {
    /// A file with its name and bytes.
    #[must_use]
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), bytes: Arc::new(bytes) }
    }
}

/// How far a reader has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Rows, issues or cards read so far.
    pub rows_done: usize,
    /// How much is done, from 0 to 1.
    pub fraction: f64,
    /// There is nothing left to do: call [`Reader::finish`].
    pub finished: bool,
}

/// What one file is read by.
enum Part {
    Table(Box<Table>),
    Json(Box<Document>),
    Feed(Feed),
}

impl Part {
    fn system(&self) -> Option<SourceSystem> {
        match self {
            Self::Table(table) => Some(table.system()),
            Self::Json(document) => document.shape.filter(|s| *s != Shape::Empty).map(Shape::system),
            Self::Feed(_) => Some(SourceSystem::Jira),
        }
    }

    fn has_items(&self) -> bool {
        match self {
            Self::Json(document) => document.shape.is_some_and(Shape::has_items),
            _ => true,
        }
    }

    fn fraction(&self) -> f64 {
        match self {
            Self::Table(table) => table.fraction(),
            Self::Json(document) => document.fraction(),
            Self::Feed(feed) => feed.fraction(),
        }
    }

    fn begin(&mut self, gathered: &mut Gathered) {
        match self {
            Self::Table(table) => {
                gathered.manner = table.manner();
                table.begin(gathered);
            }
            Self::Json(document) => document.begin(gathered),
            Self::Feed(_) => {}
        }
    }

    fn step(&mut self, max: usize, gathered: &mut Gathered) -> Result<bool, Refusal> {
        match self {
            Self::Table(table) => Ok(table.step(max, gathered)),
            Self::Json(document) => document.step(max, gathered),
            Self::Feed(feed) => feed.step(max, gathered),
        }
    }

    fn end(self, gathered: &mut Gathered) {
        match self {
            Self::Table(table) => table.end(gathered),
            Self::Json(document) => document.end(gathered),
            Self::Feed(_) => {}
        }
    }
}

/// What a reader is at.
enum Stage {
    /// Decoding, the next file last: its bytes, or what is decoded of it.
    Decode(Vec<Result<Decoder, Arc<Vec<u8>>>>, Vec<Part>),
    /// Finding the parts of JSON files.
    Outline(Vec<Part>),
    /// Reading them, the next file last.
    Read(Vec<Part>, Box<Gathered>, bool),
    /// Putting everything together.
    Finish(Box<Finish>),
    /// It went wrong.
    Failed(Refusal),
}

/// Reads files step by step. Dropping it cancels the reading; nothing else is touched.
pub struct Reader {
    files: Vec<String>,
    zone: Zone,
    answers: Answers,
    stage: Stage,
    rows: usize,
    all_parts: usize,
    broken: Vec<(usize, usize)>,
}

impl Reader {
    /// Opens files. What they are is found out in the first steps.
    #[must_use]
    pub fn new(inputs: Vec<Input>, zone: Zone, answers: Answers) -> Self {
        let files = inputs.iter().map(|input| input.name.clone()).collect();
        let all_parts = inputs.len().max(1);
        let inputs = inputs.into_iter().map(|input| Err(input.bytes)).rev().collect();
        let stage = Stage::Decode(inputs, Vec::new());
        Self { files, zone, answers, stage, rows: 0, all_parts, broken: Vec::new() }
    }

    /// Works on at most `max` more rows, issues or cards.
    pub fn step(&mut self, max: usize) -> Progress {
        let stage = std::mem::replace(&mut self.stage, Stage::Outline(Vec::new()));
        self.stage = match self.advance(stage, max) {
            Ok(stage) => stage,
            Err(refusal) => Stage::Failed(refusal),
        };
        let (fraction, finished) = match &self.stage {
            Stage::Decode(..) | Stage::Outline(_) => (0.0, false),
            Stage::Read(parts, ..) => {
                let done = (self.all_parts - parts.len()) as f64 + parts.last().map_or(0.0, Part::fraction);
                (done / self.all_parts as f64 * 0.8, false)
            }
            Stage::Finish(finish) if !finish.is_ready() => (0.8 + finish.fraction() * 0.2, false),
            _ => (1.0, true),
        };
        Progress { rows_done: self.rows, fraction, finished }
    }

    fn advance(&mut self, stage: Stage, max: usize) -> Result<Stage, Refusal> {
        match stage {
            Stage::Decode(mut inputs, mut parts) => {
                let place = parts.len();
                let Some(input) = inputs.pop() else { return Ok(Stage::Outline(parts)) };
                let no_text = |why: NotText| self.blame(not_text(&why), place);
                let mut decoder = match input {
                    Err(bytes) => Decoder::new(bytes).map_err(no_text)?,
                    Ok(decoder) => decoder,
                };
                if decoder.step(max.saturating_mul(5000)).map_err(no_text)? {
                    inputs.push(Ok(decoder));
                } else {
                    let decoded = decoder.finish().map_err(no_text)?;
                    if decoded.broken > 0 {
                        self.broken.push((place, decoded.broken));
                    }
                    let part = open(decoded, &self.answers).map_err(|refusal| self.blame(refusal, place))?;
                    parts.push(part);
                }
                Ok(Stage::Decode(inputs, parts))
            }
            Stage::Outline(mut parts) => {
                for (place, part) in parts.iter_mut().enumerate() {
                    if let Part::Json(document) = part
                        && document.shape.is_none()
                    {
                        let blame = |refusal: Refusal| self.blame(refusal, place);
                        if document.outline(max.saturating_mul(2000)).map_err(blame)? {
                            return Ok(Stage::Outline(parts));
                        }
                        if document.recognise().is_none() {
                            return Err(self.blame(unknown_json(), place));
                        }
                        return Ok(Stage::Outline(parts));
                    }
                }
                self.begin(parts)
            }
            Stage::Read(mut parts, mut gathered, begun) => {
                let place = self.all_parts - parts.len();
                let Some(part) = parts.last_mut() else {
                    super::azure::take_revised(&mut gathered);
                    return Ok(Stage::Finish(Box::new(Finish::new(*gathered))));
                };
                gathered.file = place;
                if !begun {
                    part.begin(&mut gathered);
                }
                let more = part.step(max, &mut gathered).map_err(|refusal| self.blame(refusal, place))?;
                self.rows = gathered.rows;
                if !more && let Some(part) = parts.pop() {
                    part.end(&mut gathered);
                }
                Ok(Stage::Read(parts, gathered, more))
            }
            Stage::Finish(mut finish) => {
                finish.step(max);
                Ok(Stage::Finish(finish))
            }
            failed @ Stage::Failed(_) => Ok(failed),
        }
    }

    fn blame(&self, refusal: Refusal, place: usize) -> Refusal {
        match self.files.get(place).filter(|_| self.files.len() > 1) {
            Some(name) => refusal.of_file(name),
            None => refusal,
        }
    }

    /// All files are known now: they have to be of one tracker, and some of them have to hold items.
    fn begin(&mut self, mut parts: Vec<Part>) -> Result<Stage, Refusal> {
        let systems: Vec<(usize, SourceSystem)> =
            parts.iter().enumerate().filter_map(|(at, part)| Some((at, part.system()?))).collect();
        let system = systems.first().map_or(SourceSystem::Jira, |(_, system)| *system);
        if systems.iter().any(|(_, other)| *other != system) {
            let list: Vec<String> = systems
                .iter()
                .map(|(at, s)| {
                    format!("{} ({})", self.files.get(*at).map_or("a file", String::as_str), s.name())
                })
                .collect();
            return Err(Refusal::new(
                Kind::Mixed,
                &format!("These files come from different trackers: {}.", list.join(", ")),
                "Choose the files of one tracker at a time.",
            ));
        }
        if !parts.iter().any(Part::has_items) {
            let what = match parts.iter().find_map(|part| match part {
                Part::Json(document) => document.shape,
                _ => None,
            }) {
                Some(Shape::JiraStatuses) => "This is Jira's list of statuses, without any issue.",
                Some(Shape::JiraFields) => "This is Jira's list of fields, without any issue.",
                Some(Shape::AzureStates) => {
                    "This is a list of states and their categories, without any work item."
                }
                Some(Shape::AzureIterations) => "This is a list of iterations, without any work item.",
                Some(Shape::AzureQuery) => {
                    "This is the result of a query: it names work items by id, without any of their fields."
                }
                _ => "This file holds an empty list: nothing to import.",
            };
            return Err(Refusal::new(
                Kind::HeaderOnly,
                what,
                "Choose the file with the items; this one can be dropped together with it.",
            ));
        }
        let mut gathered = Gathered::new(system, self.zone.clone(), self.answers.clone(), self.files.clone());
        if system == SourceSystem::Csv {
            let name = self.files.first().map(|name| stem(name)).unwrap_or_default();
            gathered.source = Some((name.clone(), name)).filter(|(name, _)| !name.is_empty());
        }
        for (place, characters) in &self.broken {
            gathered.file = *place;
            let text = format!("{characters} characters of the file are broken; it may have been cut off");
            gathered.remark(1, Severity::Remark, text);
        }
        parts.reverse();
        Ok(Stage::Read(parts, Box::new(gathered), false))
    }

    /// Reads what is left and puts everything together.
    ///
    /// # Errors
    /// [`Refusal`] when a file turned out to be broken, or the files do not belong together.
    pub fn finish(mut self) -> Result<Reading, Refusal> {
        while !self.step(10_000).finished {}
        match self.stage {
            Stage::Finish(finish) => Ok(finish.reading()),
            Stage::Failed(refusal) => Err(refusal),
            _ => Err(unknown_json()),
        }
    }
}

/// What a decoded file is read by.
fn open(decoded: Decoded, answers: &Answers) -> Result<Part, Refusal> {
    Ok(match sniff(decoded) {
        Sniffed::Json(decoded) => Part::Json(Box::new(Document::new(decoded.text))),
        Sniffed::Feed(decoded) => Part::Feed(Feed::open(decoded.text)?),
        Sniffed::Table(decoded) => Part::Table(Box::new(Table::open(decoded.text, &answers.columns)?)),
        Sniffed::Other(recognised) => return Err(recognised.refusal().unwrap_or_else(unknown_json)),
    })
}

/// A file's name without its ending, a copy's number and a date: what a source is called.
fn stem(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let name =
        name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '-' | '_' | '.'));
    name.trim().to_owned()
}

/// Reads a whole file at once.
///
/// # Errors
/// As [`Reader::finish`].
pub fn read(bytes: Vec<u8>, zone: &Zone, answers: &Answers) -> Result<Reading, Refusal> {
    read_all(vec![Input::new("", bytes)], zone, answers)
}

/// Reads the files of one import at once.
///
/// # Errors
/// As [`Reader::finish`].
pub fn read_all(inputs: Vec<Input>, zone: &Zone, answers: &Answers) -> Result<Reading, Refusal> {
    Reader::new(inputs, zone.clone(), answers.clone()).finish()
}
