//! One task of a schedule, as its element has it.

use super::super::xml::{Lines, child, child_text};
use super::super::{FileRemark, one_line, short};
use crate::model::{DependencyType, LocalTime};
use roxmltree::Node;
use std::collections::HashMap;

/// A link to the task that has to come first.
pub(super) struct Link {
    pub(super) line: u64,
    /// Its number; with the path of its schedule where that is another one.
    pub(super) giver: String,
    pub(super) elsewhere: bool,
    pub(super) kind: DependencyType,
    /// Minutes.
    pub(super) lag: i64,
}

/// A task; times are wall time of the program's zone.
pub(super) struct Task {
    pub(super) line: u64,
    pub(super) uid: String,
    pub(super) name: String,
    pub(super) level: u32,
    pub(super) milestone: bool,
    pub(super) summary: bool,
    /// A stand-in for a task of another schedule.
    external: bool,
    pub(super) active: bool,
    pub(super) percent: u32,
    pub(super) priority: Option<u32>,
    pub(super) start: Option<LocalTime>,
    pub(super) finish: Option<LocalTime>,
    pub(super) actual_start: Option<LocalTime>,
    pub(super) actual_finish: Option<LocalTime>,
    pub(super) baseline_start: Option<LocalTime>,
    pub(super) baseline_finish: Option<LocalTime>,
    pub(super) created: Option<LocalTime>,
    /// Minutes.
    pub(super) duration: Option<i64>,
    pub(super) work: Option<i64>,
    pub(super) wbs: String,
    pub(super) notes: String,
    pub(super) links: Vec<Link>,
    /// Custom fields, by name.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) remarks: Vec<FileRemark>,
}

/// The names of custom fields, by their number.
pub(super) fn attribute_names(root: Node<'_, '_>) -> HashMap<String, String> {
    let mut names = HashMap::new();
    let all = child(root, "ExtendedAttributes").into_iter().flat_map(|holder| holder.children());
    for node in all.filter(Node::is_element) {
        let (alias, name) = (one_line(child_text(node, "Alias")), one_line(child_text(node, "FieldName")));
        let name = if alias.is_empty() { name } else { alias };
        if !name.is_empty() {
            names.insert(child_text(node, "FieldID").to_owned(), name);
        }
    }
    names
}

fn time(text: &str) -> Option<LocalTime> {
    // Some writers add a zone or parts of a second, which say nothing here.
    text.get(..19).unwrap_or(text).parse().ok()
}

/// `PT8H0M0S` in minutes.
fn minutes(text: &str) -> Option<i64> {
    let (mut seconds, mut number) = (0_i64, String::new());
    let rest = text.strip_prefix('P')?;
    let (days, rest) = rest.split_once('T').unwrap_or((rest, ""));
    for (part, units) in
        [(days, [('D', 86_400), ('W', 604_800), ('-', 0)]), (rest, [('H', 3600), ('M', 60), ('S', 1)])]
    {
        for c in part.chars() {
            if c.is_ascii_digit() || c == '.' {
                number.push(c);
                continue;
            }
            let (_, unit) = units.iter().find(|(letter, _)| *letter == c)?;
            let whole = number.split('.').next().unwrap_or_default().parse::<i64>().ok()?;
            seconds = seconds.checked_add(whole.checked_mul(*unit)?)?;
            number.clear();
        }
    }
    number.is_empty().then_some(seconds / 60)
}

/// `8 h`, `2 h 30 min`.
pub(super) fn minutes_text(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

impl Task {
    /// Work of this schedule: neither the project's own row nor a stand-in.
    pub(super) fn is_work(&self) -> bool {
        self.uid != "0" && self.level > 0 && !self.external
    }

    /// Reads a task, or says why it is none.
    pub(super) fn read(
        node: Node<'_, '_>,
        line: u64,
        names: &HashMap<String, String>,
        lines: &Lines,
    ) -> Result<Self, String> {
        let text = |name: &str| child_text(node, name);
        let flag = |name: &str| text(name) == "1";
        let uid = text("UID").to_owned();
        if uid.is_empty() {
            return Err("A task without a number (UID)".into());
        }
        let mut remarks = Vec::new();
        let mut remark = |text: String| remarks.push(FileRemark { line, not_read: false, text });
        let mut name = one_line(text("Name"));
        // The project's own row may have no name.
        if name.is_empty() && uid != "0" {
            name = format!("Task {}", short(&uid));
            remark("A task without a name".into());
        }
        let mut date = |names: [&str; 2]| {
            let found = names.map(text).into_iter().find(|text| !text.is_empty())?;
            let read = time(found);
            if read.is_none() {
                remark(format!("“{}” is not a date. It is left out", short(found)));
            }
            read
        };
        let (start, finish) = (date(["Start", "ManualStart"]), date(["Finish", "ManualFinish"]));
        let (actual_start, actual_finish) = (date(["ActualStart", ""]), date(["ActualFinish", ""]));
        let created = date(["CreateDate", ""]);
        let baseline =
            node.children().find(|c| c.tag_name().name() == "Baseline" && child_text(*c, "Number") == "0");
        let of_baseline = |name: &str| baseline.and_then(|b| time(child_text(b, name)));
        let duration = minutes(text("Duration"));
        let summary = flag("Summary");
        let level = text("OutlineLevel").parse().unwrap_or(u32::from(uid != "0"));
        let milestone = flag("Milestone") || (text("Milestone").is_empty() && duration == Some(0));
        let mut task = Self {
            line,
            name,
            level,
            milestone: milestone && !summary,
            summary,
            external: flag("ExternalTask"),
            active: text("Active") != "0",
            percent: text("PercentComplete").parse().unwrap_or(0),
            priority: text("Priority").parse().ok(),
            start,
            finish,
            actual_start,
            actual_finish,
            baseline_start: of_baseline("Start"),
            baseline_finish: of_baseline("Finish"),
            created,
            duration,
            work: minutes(text("Work")),
            wbs: text("WBS").to_owned(),
            notes: text("Notes").to_owned(),
            links: Vec::new(),
            attributes: attributes(node, names),
            uid,
            remarks: Vec::new(),
        };
        for link in node.children().filter(|c| c.tag_name().name() == "PredecessorLink") {
            match Link::read(link, lines.of(link)) {
                Ok((link, odd)) => {
                    let odd = odd.map(|text| FileRemark { line: link.line, not_read: false, text });
                    remarks.extend(odd);
                    task.links.push(link);
                }
                Err(text) => remarks.push(FileRemark { line: lines.of(link), not_read: true, text }),
            }
        }
        task.remarks = remarks;
        Ok(task)
    }
}

fn attributes(node: Node<'_, '_>, names: &HashMap<String, String>) -> Vec<(String, String)> {
    let all = node.children().filter(|c| c.tag_name().name() == "ExtendedAttribute");
    all.filter_map(|c| {
        let value = one_line(child_text(c, "Value"));
        let name = names.get(child_text(c, "FieldID"))?;
        (!value.is_empty()).then(|| (name.clone(), value))
    })
    .collect()
}

impl Link {
    /// Reads a link, with what is odd about it; or says why it is none.
    fn read(node: Node<'_, '_>, line: u64) -> Result<(Self, Option<String>), String> {
        let uid = child_text(node, "PredecessorUID");
        if uid.is_empty() {
            return Err("A link without the number of its task".into());
        }
        let kind = match child_text(node, "Type") {
            "0" => DependencyType::FinishToFinish,
            "1" | "" => DependencyType::FinishToStart,
            "2" => DependencyType::StartToFinish,
            "3" => DependencyType::StartToStart,
            other => return Err(format!("A link of type {}, which is not known", short(other))),
        };
        let tenths: i64 = child_text(node, "LinkLag").parse().unwrap_or(0);
        // Formats 19, 20, 51 and 52: the lag is a share of the other task's duration.
        let share = matches!(child_text(node, "LagFormat"), "19" | "20" | "51" | "52") && tenths != 0;
        let odd = share.then(|| "A lag in percent is not read. It counts as none".to_owned());
        let path = child_text(node, "CrossProjectName");
        let elsewhere = child_text(node, "CrossProject") == "1" && !path.is_empty();
        let giver = if elsewhere { one_line(path) } else { uid.to_owned() };
        Ok((Self { line, giver, elsewhere, kind, lag: if share { 0 } else { tenths / 10 } }, odd))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read() {
        for (text, expected) in [
            ("PT8H0M0S", Some(480)),
            ("PT0H0M0S", Some(0)),
            ("PT1H30M0S", Some(90)),
            ("PT0H0M59.5S", Some(0)),
            ("P1DT1H", Some(1500)),
            ("", None),
            ("8h", None),
            ("PT99999999999999999999H", None),
        ] {
            assert_eq!(minutes(text), expected, "{text}");
        }
        assert_eq!([30, 480, 510].map(minutes_text), ["30 min", "8 h", "8 h 30 min"]);
    }
}
