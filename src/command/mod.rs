//! Every change of a program: a serialisable [`Command`], applied by the pure function [`apply`].

mod backlog;
mod catalogue;
mod files;
mod history;
mod import;
mod item;
mod kept;
mod ledger;
mod plan;
mod pointing;
mod records;
mod risk;
mod settings;
mod tx;

pub use backlog::{BacklogEdit, SplitPart};
pub use catalogue::{CatalogueEdit, ProjectDraft};
pub(crate) use files::uid_of;
pub use files::{
    CalendarBatch, CostBatch, FileBatch, FileChange, FileContent, FilePlan, FileRecord, ImportedCost,
    ImportedDependency, ImportedMeeting, ImportedMilestone, ImportedTest, ProjectChoice, ScheduleBatch,
    TestBatch, UnknownProject, plan_file,
};
pub use history::{History, Step};
pub use import::{
    ConflictChoice, Created, FieldChange, ImportBatch, ImportPlan, ImportedItem, ImportedLink, ImportedMove,
    ImportedPerson, ImportedSprint, ImportedStatus, PersonChoice, PreparedImport, plan_import,
};
pub use item::{ItemDraft, ItemEdit, Place};
pub use kept::{FieldEdit, revision};
pub use ledger::LedgerEdit;
pub use plan::PlanEdit;
pub use records::RecordEdit;
pub use risk::{RiskDraft, RiskEdit};
pub use settings::SettingsEdit;

use crate::json::{Json, json_choice};
use crate::model::{
    LinkKind, PlanEntryId, Program, Ref, RiskId, SessionId, SessionOutcome, Slot, Stamp, WorkItemId,
};
use std::sync::Arc;
use tx::Tx;

/// One change that a user can ask for. Its JSON form is what the journal keeps.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Adds a work item.
    AddItem(Box<ItemDraft>),
    /// Changes one field of an item.
    EditItem(WorkItemId, ItemEdit),
    /// Puts an item into a status and a place in its column.
    MoveItem(WorkItemId, Place),
    /// Takes an item out of the program.
    DeleteItem(WorkItemId),
    /// Adds a risk.
    AddRisk(Box<RiskDraft>),
    /// Changes one field of a risk.
    EditRisk(RiskId, RiskEdit),
    /// Takes a risk out of the program.
    DeleteRisk(RiskId),
    /// Changes the day's plan.
    Plan(PlanEntryId, PlanEdit),
    /// Adds a line to the day's plan.
    AddPlan {
        /// The day it is planned for.
        day: crate::model::Date,
        /// One line.
        text: String,
        /// How long it should take.
        minutes: Option<u32>,
        /// The record it is about.
        about: Option<Ref>,
    },
    /// Changes a fact of the whole program.
    Settings(SettingsEdit),
    /// Changes teams, people, projects, workflows, sprints, releases, milestones or money.
    Catalogue(Box<CatalogueEdit>),
    /// Changes releases, packages, costs, service levels or absences: what trackers do not tell.
    Ledger(Box<LedgerEdit>),
    /// Changes meetings, dependencies, test runs, milestones or costs.
    Record(Box<RecordEdit>),
    /// Adds a record of a kind that is kept in the shared way; its id and key are given by the change.
    Add {
        /// The record, with an id of zero.
        record: Box<Slot>,
        /// The record that gave rise to it, which is linked to it.
        from: Option<Ref>,
    },
    /// Changes fields of such a record.
    Revise {
        /// Its place.
        place: Box<Slot>,
        /// What becomes of which field.
        edits: Vec<FieldEdit>,
    },
    /// Takes such a record away, and what links to it.
    Remove(Box<Slot>),
    /// Links a record to another.
    Link {
        /// Where the link starts.
        from: Ref,
        /// How the two stand to each other.
        kind: LinkKind,
        /// Where it leads.
        to: Ref,
    },
    /// Takes a link away.
    Unlink {
        /// Where the link starts.
        from: Ref,
        /// How the two stand to each other.
        kind: LinkKind,
        /// Where it leads.
        to: Ref,
    },
    /// Writes down what came out of a meeting, with the record that is made of it, as one change.
    Conclude {
        /// The date of the meeting.
        session: SessionId,
        /// What came out; its id and the record made are given by the change.
        outcome: Box<SessionOutcome>,
        /// The addition of the record; none for a note.
        make: Option<Box<Command>>,
    },
    /// Changes the order of the backlog, or makes items out of others.
    Backlog(Box<BacklogEdit>),
    /// Several changes as one: all of them, or none.
    Together {
        /// What the user did; the last change's words where it is empty.
        label: String,
        /// The changes, in order.
        commands: Vec<Command>,
    },
    /// Applies an import as one change.
    Import(Box<ImportBatch>),
    /// Applies a calendar, a schedule, a test report or a table of costs as one change.
    ImportFile(Box<FileBatch>),
    /// Puts another program in place of this one.
    Replace {
        /// What the user did, such as `Snapshot restored`.
        label: String,
        /// The program to put in place.
        program: Box<Program>,
    },
    /// Undo and redo: puts records back, if they are still as expected.
    Restore {
        /// What is undone or redone.
        label: String,
        /// The state the places must be in.
        expected: Vec<Slot>,
        /// The state to put them in.
        wanted: Vec<Slot>,
        /// The seed of the command that is undone or redone. When the order of tabs changes what that
        /// one did, this one is made anew.
        step: Option<u64>,
        /// It is redone, not undone.
        again: bool,
    },
}

json_choice! {
    Command = Command::DeleteItem(Json::blank());
    "add_item" AddItem(value),
    "edit_item" EditItem(first, second),
    "move_item" MoveItem(first, second),
    "delete_item" DeleteItem(value),
    "add_risk" AddRisk(value),
    "edit_risk" EditRisk(first, second),
    "delete_risk" DeleteRisk(value),
    "plan" Plan(first, second),
    "add_plan" AddPlan { day !, text !, minutes ?, about ? },
    "settings" Settings(value),
    "catalogue" Catalogue(value),
    "ledger" Ledger(value),
    "record" Record(value),
    "add" Add { record !, from ? },
    "revise" Revise { place !, edits ! },
    "remove" Remove(value),
    "link" Link { from !, kind !, to ! },
    "unlink" Unlink { from !, kind !, to ! },
    "conclude" Conclude { session !, outcome !, make ? },
    "backlog" Backlog(value),
    "together" Together { label ?, commands ! },
    "import" Import(value),
    "import_file" ImportFile(value),
    "replace" Replace { label !, program ! },
    "restore" Restore { label !, expected !, wanted !, step ?, again ? },
}

/// What a command did: enough to undo it, redo it and tell the user.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What happened, as a short sentence without a full stop: `SRCH-338 moved to Review`.
    pub label: String,
    /// The touched places before.
    pub before: Vec<Slot>,
    /// The same places after.
    pub after: Vec<Slot>,
}

impl Change {
    /// Nothing differs between before and after.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.before == self.after
    }
}

/// Why a command was not applied. The program is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected(pub String);

impl std::fmt::Display for Rejected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Rejected {}

/// Applies a command. Deterministic: the same program, command and stamp give the same result.
///
/// # Errors
/// [`Rejected`] with the reason in the user's words; the program is then unchanged.
pub fn apply(program: &mut Program, command: Command, stamp: Stamp) -> Result<Change, Rejected> {
    let mut tx = Tx::new(program, stamp);
    match run(&mut tx, command) {
        Ok(label) => Ok(tx.commit(label)),
        Err(rejected) => {
            tx.roll_back();
            Err(rejected)
        }
    }
}

/// Makes the change, or says why not; what was changed until then is rolled back by the caller.
fn run(tx: &mut Tx<'_>, command: Command) -> Result<String, Rejected> {
    match command {
        Command::AddItem(draft) => item::add(tx, *draft),
        Command::EditItem(id, edit) => item::edit(tx, id, edit),
        Command::MoveItem(id, place) => item::place(tx, id, place),
        Command::DeleteItem(id) => item::delete(tx, id),
        Command::AddRisk(draft) => risk::add(tx, *draft),
        Command::EditRisk(id, edit) => risk::edit(tx, id, edit),
        Command::DeleteRisk(id) => risk::delete(tx, id),
        Command::Plan(id, edit) => plan::edit(tx, id, edit),
        Command::AddPlan { day, text, minutes, about } => plan::add(tx, day, &text, minutes, about),
        Command::Settings(edit) => settings::edit(tx, edit),
        Command::Catalogue(edit) => catalogue::edit(tx, *edit),
        Command::Ledger(edit) => ledger::edit(tx, *edit),
        Command::Record(edit) => records::edit(tx, *edit),
        Command::Import(batch) => import::apply(tx, &batch),
        Command::ImportFile(batch) => files::apply(tx, &batch),
        Command::Replace { label, program } => {
            tx.put(Slot::Whole(program));
            Ok(label)
        }
        Command::Restore { label, expected, wanted, .. } => restore(tx, label, &expected, wanted),
        Command::Add { record, from } => kept::add(tx, *record, from.as_ref()),
        Command::Revise { place, edits } => kept::revise(tx, &place, edits),
        Command::Remove(place) => kept::remove(tx, &place),
        Command::Link { from, kind, to } => kept::link(tx, &from, &kind, &to),
        Command::Unlink { from, kind, to } => kept::unlink(tx, &from, &kind, &to),
        Command::Conclude { session, outcome, make } => {
            kept::conclude(tx, session, *outcome, make.map(|make| *make))
        }
        Command::Backlog(edit) => backlog::change(tx, *edit),
        Command::Together { label, commands } => kept::together(tx, label, commands),
    }
}

fn restore(tx: &mut Tx<'_>, label: String, expected: &[Slot], wanted: Vec<Slot>) -> Result<String, Rejected> {
    if expected.iter().any(|slot| !as_expected(&tx.program().slot(slot), slot)) {
        return Err(Rejected(format!("“{label}” cannot be undone: it was changed again since")));
    }
    let mut returned = Vec::new();
    for mut slot in wanted {
        if matches!(
            (&slot, tx.program().slot(&slot)),
            (Slot::Item(_, Some(_)), Slot::Item(_, None)) | (Slot::Risk(_, Some(_)), Slot::Risk(_, None))
        ) {
            returned.push(slot.clone());
        }
        if let Slot::Settings(settings) = &mut slot {
            let untouched =
                expected.iter().any(|e| matches!(e, Slot::Settings(e) if e == &tx.program().settings));
            if !untouched {
                Arc::make_mut(settings).last_numbers.clone_from(&tx.program().settings.last_numbers);
            }
        }
        tx.put(slot);
    }
    give_own_keys(tx, returned);
    Ok(label)
}

/// Records that come back get new keys where theirs were given to others meanwhile: undoing an addition
/// frees its key again, and another tab may take it before the addition is made once more.
fn give_own_keys(tx: &mut Tx<'_>, returned: Vec<Slot>) {
    for slot in returned {
        match slot {
            Slot::Item(id, Some(item)) if holders(tx.program(), &item.key) > 1 => {
                let mut item = item;
                Arc::make_mut(&mut item).key = tx.new_key(prefix(&item.key).as_str());
                tx.put(Slot::Item(id, Some(item)));
            }
            Slot::Risk(id, Some(risk)) if holders(tx.program(), &risk.key) > 1 => {
                let mut risk = risk;
                Arc::make_mut(&mut risk).key = tx.new_key(prefix(&risk.key).as_str());
                tx.put(Slot::Risk(id, Some(risk)));
            }
            _ => {}
        }
    }
}

/// How many items and risks have this key.
fn holders(program: &Program, key: &str) -> usize {
    program.items.values().filter(|item| item.key == key).count()
        + program.risks.values().filter(|risk| risk.key == key).count()
}

fn prefix(key: &str) -> String {
    key.rsplit_once('-').map_or(key, |(prefix, _)| prefix).to_owned()
}

/// The numbers given to keys may have gone on, in this tab or another: they are never taken back, and
/// do not keep anything else from being undone.
fn as_expected(now: &Slot, expected: &Slot) -> bool {
    match (now, expected) {
        (Slot::Settings(now), Slot::Settings(expected)) if now != expected => {
            let mut now = (**now).clone();
            now.last_numbers.clone_from(&expected.last_numbers);
            now == **expected
        }
        _ => now == expected,
    }
}
