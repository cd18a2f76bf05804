//! What other trackers than Jira call their columns.

use super::Meaning;
use crate::exchange::items::field::Field;

/// A column's meaning, as a constant.
#[derive(Clone, Copy)]
pub(super) enum Says {
    As(Field),
    Inward(&'static str),
    Outward(&'static str),
}

use Says::{As, Inward, Outward};

/// Meaning, then the headers in lower case, `|` between.
type Names = &'static [(Says, &'static str)];

/// Azure DevOps: field names as query results show them.
pub(super) const AZURE: Names = &[
    (As(Field::Key), "id"),
    (As(Field::Type), "work item type"),
    (As(Field::Title), "title"),
    (As(Field::Owner), "assigned to"),
    (As(Field::Status), "state"),
    (As(Field::Labels), "tags"),
    (As(Field::Team), "area path"),
    (As(Field::Sprint), "iteration path"),
    (As(Field::Priority), "priority"),
    (As(Field::Estimate), "story points|effort|size|estimate"),
    (As(Field::Created), "created date"),
    (As(Field::Updated), "changed date"),
    (As(Field::Resolved), "closed date"),
    (As(Field::Started), "activated date"),
    (As(Field::CategoryChanged), "state change date"),
    (As(Field::Due), "due date|target date"),
    (As(Field::ParentKey), "parent"),
    (As(Field::Notes), "description"),
    (As(Field::ProjectName), "team project"),
    (As(Field::AffectedRelease), "found in|found in build"),
    (As(Field::Release), "integrated in|integrated in build"),
    (As(Field::Blocked), "blocked"),
    (As(Field::Resolution), "resolved reason"),
];

/// Linear: its exports of 17, 25 and 34 columns.
pub(super) const LINEAR: Names = &[
    (As(Field::Key), "id"),
    (As(Field::Team), "team"),
    (As(Field::Title), "title"),
    (As(Field::Notes), "description|issue description"),
    (As(Field::Status), "status"),
    (As(Field::Estimate), "estimate"),
    (As(Field::Priority), "priority"),
    (As(Field::Owner), "assignee"),
    (As(Field::Labels), "labels"),
    (As(Field::Sprint), "cycle name"),
    (As(Field::SprintStart), "cycle start"),
    (As(Field::SprintEnd), "cycle end"),
    (As(Field::Created), "created"),
    (As(Field::Updated), "updated"),
    (As(Field::Started), "started"),
    (As(Field::Resolved), "completed"),
    (As(Field::Cancelled), "canceled|cancelled"),
    (As(Field::Due), "due date"),
    (As(Field::ParentKey), "parent issue"),
    (As(Field::Id), "uuid"),
    (As(Field::Url), "url"),
    (Outward("Relates"), "related to"),
    (Inward("Blocks"), "blocked by"),
    (Outward("Blocks"), "blocking|blocks"),
    (Outward("Duplicate"), "duplicate of"),
];

/// Asana: the export of a project.
pub(super) const ASANA: Names = &[
    (As(Field::Key), "task id"),
    (As(Field::Title), "name|task name"),
    (As(Field::Created), "created at"),
    (As(Field::Resolved), "completed at"),
    (As(Field::Updated), "last modified"),
    (As(Field::Status), "section/column"),
    (As(Field::Owner), "assignee"),
    (As(Field::OwnerId), "assignee email"),
    (As(Field::Due), "due date"),
    (As(Field::Labels), "tags"),
    (As(Field::Notes), "notes"),
    (As(Field::ProjectName), "projects"),
    (As(Field::ParentTitle), "parent task"),
    (Inward("Blocks"), "blocked by (dependencies)|blocked by"),
    (Outward("Blocks"), "blocking (dependencies)|blocking"),
    (As(Field::Priority), "priority"),
    (As(Field::Estimate), "story points|points|estimate"),
    (As(Field::Sprint), "sprint"),
    (As(Field::Type), "task type|type"),
];

/// Trello: the table that boards of paid workspaces export.
pub(super) const TRELLO: Names = &[
    (As(Field::Key), "card id"),
    (As(Field::Title), "card name"),
    (As(Field::Url), "card url"),
    (As(Field::Notes), "card description"),
    (As(Field::Labels), "labels"),
    (As(Field::Owner), "members"),
    (As(Field::Due), "due date"),
    (As(Field::Status), "list name"),
    (As(Field::ProjectName), "board name"),
    (As(Field::Updated), "last activity date"),
    (As(Field::Estimate), "story points|points|estimate"),
];

/// Tables of no known tracker: what a column's name suggests. Only proposed, never taken unasked.
pub(super) const ANY: Names = &[
    (
        As(Field::Key),
        "id|key|number|no|no.|nr|nr.|#|ticket|ticket id|issue id|issue key|task id|item id|work item id|ref|reference|code|ключ|код|chiave|sleutel",
    ),
    (
        As(Field::Title),
        "title|name|summary|task|task name|item|subject|issue|story|feature|headline|what|titel|aufgabe|título|titulo|resumen|tarea|tâche|titre|тема|сводка|название|задача|riepilogo|samenvatting|titolo",
    ),
    (As(Field::Status), "status|state|stage|column|list|progress|phase|estado|statut|état|статус|stato"),
    (
        As(Field::Type),
        "type|kind|issue type|item type|category|work item type|typ|tipo|тип задачи|тип запроса|тип",
    ),
    (
        As(Field::Owner),
        "assignee|owner|assigned to|responsible|who|assigned|person|verantwortlich|responsable|responsável|исполнитель|assegnatario|toegewezen persoon",
    ),
    (As(Field::Estimate), "estimate|points|story points|size|effort|sp"),
    (
        As(Field::Priority),
        "priority|prio|importance|priorität|prioridad|priorité|приоритет|priorità|prioriteit",
    ),
    (As(Field::Sprint), "sprint|iteration|cycle"),
    (As(Field::Team), "team|squad|group|equipo|équipe"),
    (
        As(Field::Created),
        "created|created at|created date|creation date|date created|opened|erstellt|создано|creato|aangemaakt",
    ),
    (
        As(Field::Updated),
        "updated|updated at|last updated|modified|last modified|changed|обновлено|aggiornato|bijgewerkt",
    ),
    (As(Field::Started), "started|started at|start date|start"),
    (
        As(Field::Resolved),
        "resolved|completed|completed at|closed|closed at|done|done date|finished|completion date|end date",
    ),
    (
        As(Field::Due),
        "due|due date|deadline|target date|fällig|vencimiento|échéance|срок исполнения|scadenza",
    ),
    (As(Field::Labels), "labels|tags|label|tag|метки|etichette"),
    (As(Field::Release), "release|version|fix version|milestone"),
    (As(Field::ParentKey), "parent|parent id|parent key|epic|parent task"),
    (
        As(Field::Notes),
        "notes|description|details|comment|comments|beschreibung|descripción|описание|descrizione|beschrijving",
    ),
    (As(Field::Url), "url|link|address"),
];

/// What a header means by these names.
pub(super) fn look_up(names: Names, header: &str) -> Meaning {
    let header = header.trim().to_lowercase();
    let found = names.iter().find(|(_, known)| known.split('|').any(|name| name == header));
    match found {
        Some((As(field), _)) => Meaning::Field(*field),
        Some((Inward(kind), _)) => Meaning::Inward((*kind).to_owned()),
        Some((Outward(kind), _)) => Meaning::Outward((*kind).to_owned()),
        None => Meaning::Unknown,
    }
}
