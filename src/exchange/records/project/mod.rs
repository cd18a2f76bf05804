//! Schedules of Microsoft Project (XML, "MSPDI") to milestones, tasks and dependencies.
//!
//! Tasks nest by their outline level, in the file's order; blank rows and the row of the project
//! itself are no tasks. A link's type is 0 FF, 1 FS, 2 SF, 3 SS; its lag is in tenths of a minute.

mod task;

use super::xml::{self, Lines, child, child_text};
use super::{
    FileAnswers, FileKind, FileReading, FileRefusal, FileRemark, Ground, counted, head, one_line, short,
};
use crate::command::{
    FileBatch, FileContent, ImportBatch, ImportedDependency, ImportedItem, ImportedMilestone, ImportedMove,
    ImportedPerson, ImportedStatus, ScheduleBatch,
};
use crate::model::order::{self, InOrder};
use crate::model::{Category, Date, DependencyType, ItemKind, Priority, SourceSystem, Timestamp};
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use task::{Link, Task, minutes_text};

const WHAT: &str = "the schedule (in Microsoft Project: Save As, type “XML Format”)";

/// The statuses that tasks get by how much of them is complete.
const STATUSES: [(&str, Category); 4] = [
    ("To do", Category::ToDo),
    ("In progress", Category::InProgress),
    ("Done", Category::Done),
    ("Cancelled", Category::Cancelled),
];

/// What tasks keep beside their fields, by its name on screen.
const EXTRAS: [&str; 8] = [
    "Start",
    "Baseline start",
    "Baseline finish",
    "Duration",
    "Work",
    "Percent complete",
    "WBS",
    "Resources",
];

/// Whether a file is a schedule of Microsoft Project.
#[must_use]
pub fn recognise_project(bytes: &[u8]) -> bool {
    let head = head(bytes);
    root_of(&head) == Some("Project")
        && (head.contains("schemas.microsoft.com/project") || head.contains("<Task"))
}

/// The name of the first element, without its namespace's prefix.
pub(super) fn root_of(head: &str) -> Option<&str> {
    let mut rest = head.trim_start();
    loop {
        rest = rest.get(rest.find('<')?..)?;
        let end = match rest {
            comment if comment.starts_with("<!--") => comment.find("-->")? + 3,
            other if other.starts_with("<?") || other.starts_with("<!") => other.find('>')? + 1,
            _ => break,
        };
        rest = rest.get(end..)?;
    }
    let name = rest.get(1..)?.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
    Some(name.rsplit(':').next().unwrap_or(name))
}

/// Reads a schedule.
///
/// # Errors
/// [`FileRefusal`] where it is no schedule, or holds no task.
pub fn read(bytes: Vec<u8>, ground: Ground<'_>, answers: &FileAnswers) -> Result<FileReading, FileRefusal> {
    let text = xml::text_of(bytes, WHAT)?;
    let document = xml::parse(&text, WHAT)?;
    let root = document.root_element();
    if root.tag_name().name() != "Project" {
        let what =
            format!("This XML is no schedule: its first element is “{}”.", short(root.tag_name().name()));
        return Err(FileRefusal::new(&what, &format!("Choose {WHAT}.")));
    }
    let lines = Lines::new(&text);
    let mut reader = Reader { ground, answers, remarks: Vec::new(), people: People::default(), blank: 0 };
    let tasks = reader.tasks(root, &lines);
    if tasks.is_empty() {
        let advice = "Check that tasks were saved with it, and export it again.";
        return Err(FileRefusal::new("This schedule holds no task.", advice));
    }
    let name = name_of(&document, &tasks);
    Ok(reader.finish(root, &name, tasks))
}

/// The project's title: its own, the name of its summary task, or the file's name in it.
fn name_of(document: &Document<'_>, tasks: &[Task]) -> String {
    let root = document.root_element();
    let summary = tasks.iter().find(|t| t.uid == "0" || t.level == 0).map(|t| t.name.clone());
    let file = child_text(root, "Name");
    let file = file.trim_end_matches(".mpp").trim_end_matches(".xml");
    let names = [one_line(child_text(root, "Title")), summary.unwrap_or_default(), one_line(file)];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| "Schedule".to_owned())
}

#[derive(Default)]
struct People {
    /// By the resource's number: name and mail address.
    resources: HashMap<String, (String, String)>,
    /// By the task's number, in the file's order.
    of_task: HashMap<String, Vec<String>>,
}

struct Reader<'a> {
    ground: Ground<'a>,
    answers: &'a FileAnswers,
    remarks: Vec<FileRemark>,
    people: People,
    blank: usize,
}

impl Reader<'_> {
    fn remark(&mut self, line: u64, not_read: bool, text: String) {
        self.remarks.push(FileRemark { line, not_read, text });
    }

    fn tasks(&mut self, root: Node<'_, '_>, lines: &Lines) -> Vec<Task> {
        let mut tasks = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let names = task::attribute_names(root);
        let nodes = child(root, "Tasks").into_iter().flat_map(|tasks| tasks.children());
        for node in nodes.filter(|node| node.is_element() && node.tag_name().name() == "Task") {
            let line = lines.of(node);
            if child_text(node, "IsNull") == "1" {
                self.blank += 1;
                continue;
            }
            match Task::read(node, line, &names, lines) {
                Ok(task) if seen.contains(&task.uid) => {
                    self.remark(
                        line,
                        true,
                        format!("Task number {} occurs twice. The first one counts", short(&task.uid)),
                    );
                }
                Ok(task) => {
                    seen.insert(task.uid.clone());
                    self.remarks.extend(task.remarks.iter().cloned());
                    tasks.push(task);
                }
                Err(why) => self.remark(line, true, why),
            }
        }
        tasks
    }

    fn resources(&mut self, root: Node<'_, '_>) {
        let elements = |holder: &str, name: &'static str| {
            let nodes = child(root, holder).into_iter().flat_map(|holder| holder.children());
            nodes.filter(move |node| node.is_element() && node.tag_name().name() == name).collect::<Vec<_>>()
        };
        for node in elements("Resources", "Resource") {
            let name = one_line(child_text(node, "Name"));
            // Machines and material are no people.
            if !name.is_empty() && child_text(node, "Type") != "0" && child_text(node, "IsNull") != "1" {
                let mail = child_text(node, "EmailAddress").to_owned();
                self.people.resources.insert(child_text(node, "UID").to_owned(), (name, mail));
            }
        }
        for node in elements("Assignments", "Assignment") {
            let (task, resource) = (child_text(node, "TaskUID"), child_text(node, "ResourceUID"));
            if self.people.resources.contains_key(resource) {
                self.people.of_task.entry(task.to_owned()).or_default().push(resource.to_owned());
            }
        }
    }

    fn finish(mut self, root: Node<'_, '_>, name: &str, tasks: Vec<Task>) -> FileReading {
        self.resources(root);
        let mut batch = self.empty_batch(name);
        let mut milestones = Vec::new();
        let parents = parents(&tasks);
        for task in tasks.iter().filter(|task| task.is_work()) {
            if task.milestone {
                milestones.extend(self.milestone(task));
            } else if !self.answers.milestones_only {
                let item = self.item(task, parents.get(&task.uid), &mut batch);
                batch.items.push(item);
            }
        }
        let taken: BTreeSet<&str> = milestones
            .iter()
            .map(|m: &ImportedMilestone| m.uid.as_str())
            .chain(batch.items.iter().map(|i| i.key.as_str()))
            .collect();
        let dependencies = self.dependencies(&tasks, &taken);
        let mut headers: BTreeSet<&str> = EXTRAS.into_iter().collect();
        headers.extend(tasks.iter().flat_map(|t| t.attributes.iter().map(|(name, _)| name.as_str())));
        batch.extra_headers = headers.into_iter().map(str::to_owned).collect();
        let mut found = vec![
            counted(batch.items.len(), "task"),
            counted(milestones.len(), "milestone"),
            match dependencies.len() {
                1 => "1 dependency".to_owned(),
                many => format!("{many} dependencies"),
            },
        ];
        if self.blank > 0 {
            found.push(format!("{} passed over", counted(self.blank, "blank row")));
        }
        self.remarks.order_by_key(|r| r.line);
        let schedule = ScheduleBatch { items: batch, milestones, dependencies };
        FileReading {
            kind: FileKind::Project,
            found,
            batch: FileBatch {
                system: SourceSystem::MsProject,
                source: name.to_owned(),
                project: self.answers.project,
                project_name: self.answers.project_name.clone().unwrap_or_else(|| name.to_owned()),
                content: FileContent::Schedule(Box::new(schedule)),
                ..FileBatch::default()
            },
            day_order: None,
            assumed_currency: None,
            remarks: self.remarks,
        }
    }

    fn empty_batch(&self, name: &str) -> ImportBatch {
        let fields = ["Title", "Type", "Status", "Priority", "Owner", "Parent", "Due", "Notes"];
        ImportBatch {
            system: SourceSystem::MsProject,
            source: name.to_owned(),
            statuses: STATUSES.map(|(name, category)| ImportedStatus { name: name.into(), category }).into(),
            fields: order::set(fields.map(str::to_owned)),
            ..ImportBatch::default()
        }
    }

    fn milestone(&mut self, task: &Task) -> Option<ImportedMilestone> {
        let Some(due) = task.finish.or(task.start) else {
            self.remark(task.line, true, format!("Milestone “{}” has no date", short(&task.name)));
            return None;
        };
        let reached = task.actual_finish.or_else(|| (task.percent >= 100).then_some(due));
        Some(ImportedMilestone {
            line: task.line,
            uid: task.uid.clone(),
            name: task.name.clone(),
            due: due.date(),
            baseline: task.baseline_finish.or(task.baseline_start).map(|at| at.date()),
            reached: reached.map(|at| at.date()),
            notes: task.notes.clone(),
        })
    }

    fn item(&self, task: &Task, parent: Option<&String>, batch: &mut ImportBatch) -> ImportedItem {
        let resources = self.people.of_task.get(&task.uid).map(Vec::as_slice).unwrap_or_default();
        let people: Vec<&(String, String)> =
            resources.iter().filter_map(|uid| self.people.resources.get(uid)).collect();
        let owner = people.first().map(|(name, mail)| {
            let account = Some(mail.clone()).filter(|mail| !mail.is_empty());
            let known = batch.people.iter().position(|p| p.name == *name && p.account == account);
            known.unwrap_or_else(|| {
                batch.people.push(ImportedPerson { name: name.clone(), account });
                batch.people.len() - 1
            })
        });
        let at = |local: chrono::NaiveDateTime| self.ground.zone.moment(local);
        let created = task.created.into_iter().chain(task.actual_start).min().map(at);
        let status = match task.percent {
            _ if !task.active => "Cancelled",
            100.. => "Done",
            1.. => "In progress",
            _ if task.actual_start.is_some() => "In progress",
            _ => "To do",
        };
        ImportedItem {
            key: task.uid.clone(),
            line: task.line,
            title: task.name.clone(),
            kind: Some(if task.summary { ItemKind::Epic } else { ItemKind::Task }),
            status: status.to_owned(),
            priority: task.priority.map(priority),
            owner,
            parents: parent.cloned().into_iter().collect(),
            due: task.finish.map(|at| at.date()),
            notes: task.notes.clone(),
            extra: extra(task, &people),
            created,
            resolved: (status == "Done").then_some(task.actual_finish).flatten().map(at),
            moves: moves(task, status, created, &at),
            ..ImportedItem::default()
        }
    }

    fn dependencies(&mut self, tasks: &[Task], taken: &BTreeSet<&str>) -> Vec<ImportedDependency> {
        let by_uid: HashMap<&str, &Task> = tasks.iter().map(|t| (t.uid.as_str(), t)).collect();
        let mut all = Vec::new();
        let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
        for task in tasks.iter().filter(|t| taken.contains(t.uid.as_str())) {
            for link in &task.links {
                if !seen.insert((&link.giver, &task.uid)) {
                    self.remark(
                        link.line,
                        true,
                        format!("“{}” is linked twice to the same task", short(&task.name)),
                    );
                    continue;
                }
                let giver = by_uid.get(link.giver.as_str()).copied();
                if !link.elsewhere && !taken.contains(link.giver.as_str()) {
                    let known = giver.is_some() && self.answers.milestones_only;
                    if !known {
                        let text = format!(
                            "“{}” waits for task {}, which is not in this file",
                            short(&task.name),
                            short(&link.giver)
                        );
                        self.remark(link.line, true, text);
                    }
                    continue;
                }
                all.push(dependency(task, giver, link));
            }
        }
        all
    }
}

fn dependency(task: &Task, giver: Option<&Task>, link: &Link) -> ImportedDependency {
    use DependencyType::{FinishToFinish, FinishToStart, StartToFinish, StartToStart};
    let day = |at: Option<chrono::NaiveDateTime>| at.map(|at| at.date());
    let from_finish = matches!(link.kind, FinishToStart | FinishToFinish);
    let to_start = matches!(link.kind, FinishToStart | StartToStart);
    let promised: Option<Date> = giver.and_then(|g| day(if from_finish { g.finish } else { g.start }));
    let delivered = giver.is_some_and(|g| g.percent >= 100 || (!from_finish && g.actual_start.is_some()));
    debug_assert!(matches!(link.kind, FinishToStart | FinishToFinish | StartToFinish | StartToStart));
    ImportedDependency {
        line: link.line,
        giver: link.giver.clone(),
        needer: task.uid.clone(),
        kind: link.kind,
        lag: link.lag,
        needed_by: day(if to_start { task.start } else { task.finish }),
        committed_by: promised,
        delivered,
        title: giver.map_or_else(|| one_line(&link.giver), |g| g.name.clone()),
    }
}

/// The task above each: the nearest before it on a lower level that is work, by number.
fn parents(tasks: &[Task]) -> HashMap<String, String> {
    let mut open: Vec<&Task> = Vec::new();
    let mut parents = HashMap::new();
    for task in tasks {
        while open.last().is_some_and(|last| last.level >= task.level) {
            open.pop();
        }
        if let Some(parent) = open.last() {
            parents.insert(task.uid.clone(), parent.uid.clone());
        }
        if task.is_work() && !task.milestone {
            open.push(task);
        }
    }
    parents
}

/// Microsoft Project counts from 0 to 1000; 500 is the middle.
fn priority(number: u32) -> Priority {
    match number {
        0..=499 => Priority::Low,
        500 => Priority::Medium,
        501..=899 => Priority::High,
        _ => Priority::Urgent,
    }
}

/// What the schedule says of a task's way: when it was made, begun and finished.
fn moves(
    task: &Task,
    status: &str,
    created: Option<Timestamp>,
    at: &dyn Fn(chrono::NaiveDateTime) -> Timestamp,
) -> Vec<ImportedMove> {
    let (Some(created), Some(start)) = (created, task.actual_start) else { return Vec::new() };
    let step = |status: &str, at: Timestamp| ImportedMove { status: status.to_owned(), at, derived: false };
    let mut moves = vec![step("To do", created), step("In progress", at(start))];
    match (status, task.actual_finish) {
        ("Done", Some(finish)) => moves.push(step("Done", at(finish.max(start)))),
        ("In progress", _) => {}
        // When it came to its status is not known, so nothing is told.
        _ => return Vec::new(),
    }
    moves
}

fn extra(task: &Task, people: &[&(String, String)]) -> BTreeMap<String, Vec<String>> {
    let mut extra = BTreeMap::new();
    let mut keep = |name: &str, value: String| {
        if !value.is_empty() {
            extra.insert(name.to_owned(), vec![value]);
        }
    };
    let day = |at: Option<chrono::NaiveDateTime>| at.map(|at| at.date().to_string()).unwrap_or_default();
    keep("Start", day(task.start));
    keep("Baseline start", day(task.baseline_start));
    keep("Baseline finish", day(task.baseline_finish));
    keep("Duration", task.duration.map(minutes_text).unwrap_or_default());
    keep("Work", task.work.filter(|work| *work > 0).map(minutes_text).unwrap_or_default());
    keep("Percent complete", if task.percent > 0 { task.percent.to_string() } else { String::new() });
    keep("WBS", task.wbs.clone());
    if people.len() > 1 {
        let names: Vec<&str> = people.iter().map(|(name, _)| name.as_str()).collect();
        keep("Resources", names.join(", "));
    }
    for (name, value) in &task.attributes {
        keep(name, value.clone());
    }
    extra
}
