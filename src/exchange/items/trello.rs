//! Trello's boards: cards, whose lists are their statuses, and the actions that moved them.

use super::cells;
use super::document::{Document, moment, not_read, text_at, whole};
use super::field::Field;
use super::gather::{Days, Gathered};
use super::raw::{RawComment, RawItem};
use super::reading::Severity;
use super::{categories, dates::RawDate};
use crate::command::ImportedMove;
use crate::json::Value;
use crate::model::order::InOrder;
use crate::model::{Category, Points, Timestamp};
use std::collections::HashMap;

/// As many actions as Trello writes into an export at most.
const MOST_ACTIONS: usize = 1000;

/// The status of a card that was archived before it was done.
const ARCHIVED: &str = "Archived";

/// What is to be known of a board to read its cards.
#[derive(Debug, Default)]
pub(super) struct Board {
    lists: HashMap<String, (String, bool)>,
    members: HashMap<String, String>,
    labels: HashMap<String, String>,
    /// Custom fields by id: names, and the options by id.
    fields: HashMap<String, String>,
    options: HashMap<String, String>,
    checklists: HashMap<String, (usize, usize)>,
    /// By card: when it came into a list, and into which, from which.
    moves: HashMap<String, Vec<(Timestamp, String, String)>>,
    comments: HashMap<String, Vec<RawComment>>,
    archived: HashMap<String, Timestamp>,
    /// Letters of the board's name: cards are called by these and their number.
    prefix: String,
}

impl Board {
    pub(super) fn of(document: &Document, gathered: &mut Gathered) -> Self {
        gathered.manner.days = Days::Local;
        let name = document.value("name").map(|n| text_at(&n, &[])).unwrap_or_default();
        let mut board = Self { prefix: initials(&name), ..Self::default() };
        gathered.source = Some((name.clone(), name));
        for list in document.values("lists") {
            let closed = list.get("closed") == Some(&Value::Bool(true));
            board.lists.insert(text_at(&list, &["id"]), (text_at(&list, &["name"]), closed));
        }
        for member in document.values("members") {
            let name = [text_at(&member, &["fullName"]), text_at(&member, &["username"])];
            board.members.insert(
                text_at(&member, &["id"]),
                name.into_iter().find(|n| !n.is_empty()).unwrap_or_default(),
            );
        }
        for label in document.values("labels") {
            let name = [text_at(&label, &["name"]), text_at(&label, &["color"])];
            board.labels.insert(
                text_at(&label, &["id"]),
                name.into_iter().find(|n| !n.is_empty()).unwrap_or_default(),
            );
        }
        for field in document.values("customFields") {
            for option in field.get("options").map(Value::list).unwrap_or_default() {
                board.options.insert(text_at(option, &["id"]), text_at(option, &["value", "text"]));
            }
            board.fields.insert(text_at(&field, &["id"]), text_at(&field, &["name"]));
        }
        for checklist in document.values("checklists") {
            let items = checklist.get("checkItems").map(Value::list).unwrap_or_default();
            let done = items.iter().filter(|i| text_at(i, &["state"]) == "complete").count();
            let sums = board.checklists.entry(text_at(&checklist, &["idCard"])).or_default();
            *sums = (sums.0 + done, sums.1 + items.len());
        }
        let actions = document.values("actions");
        for action in &actions {
            board.action(action);
        }
        for moves in board.moves.values_mut() {
            moves.order_by_key(|(at, _, _)| *at);
        }
        if actions.len() >= MOST_ACTIONS {
            let text = format!(
                "The file holds the board's last {} actions; what happened before is not in it",
                actions.len()
            );
            gathered.remark(1, Severity::Remark, text);
        }
        board
    }

    fn action(&mut self, action: &Value) {
        let Some(at) = moment(&text_at(action, &["date"])) else { return };
        let Some(data) = action.get("data") else { return };
        let card = text_at(data, &["card", "id"]);
        if card.is_empty() {
            return;
        }
        match text_at(action, &["type"]).as_str() {
            "updateCard" if data.get("listAfter").is_some() => {
                let list = |side: &str| {
                    self.list_name(&text_at(data, &[side, "id"]), &text_at(data, &[side, "name"]))
                };
                let change = (at, list("listBefore"), list("listAfter"));
                self.moves.entry(card).or_default().push(change);
            }
            "updateCard" if data.get("card").and_then(|c| c.get("closed")) == Some(&Value::Bool(true)) => {
                let last = self.archived.entry(card).or_insert(at);
                *last = at.max(*last);
            }
            "createCard" | "copyCard" | "convertToCardFromCheckItem" | "moveCardToBoard" | "emailCard" => {
                let list = self.list_name(&text_at(data, &["list", "id"]), &text_at(data, &["list", "name"]));
                self.moves.entry(card).or_default().push((at, String::new(), list));
            }
            "commentCard" => {
                let text = cells::clean(data.get("text").and_then(Value::as_text).unwrap_or_default());
                let comment = RawComment {
                    date: RawDate::parse(&text_at(action, &["date"])),
                    author: text_at(action, &["memberCreator", "fullName"]),
                    text: text.trim().to_owned(),
                };
                if !comment.text.is_empty() {
                    self.comments.entry(card).or_default().push(comment);
                }
            }
            _ => {}
        }
    }

    /// A list's name now; the action's own where the list is gone.
    fn list_name(&self, id: &str, then: &str) -> String {
        self.lists.get(id).map_or(then, |(name, _)| name).to_owned()
    }

    /// Says what the board had beside its cards.
    pub(super) fn end(self, gathered: &mut Gathered) {
        if gathered.rows == 0 {
            gathered.remark(1, Severity::Remark, "The board has no cards".to_owned());
        }
    }
}

/// Up to four first letters of a name: `What would it be` → `WWIB`.
pub(super) fn initials(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let letters: String =
        words.take(4).filter_map(|w| w.chars().next()).flat_map(char::to_uppercase).collect();
    if letters.is_empty() { "CARD".to_owned() } else { letters }
}

/// The moment that the first eight hexadecimal digits of an id tell.
pub(super) fn born(id: &str) -> Option<Timestamp> {
    if id.len() != 24 || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let seconds = i64::from_str_radix(id.get(..8)?, 16).ok()?;
    Some(Timestamp(seconds * 1000))
}

/// Reads one card.
pub(super) fn card(value: &Value, board: &Board, line: u64, gathered: &mut Gathered) {
    gathered.rows += 1;
    let (id, title) = (text_at(value, &["id"]), text_at(value, &["name"]));
    if id.is_empty() || title.is_empty() {
        return not_read(gathered, line, "A card without an id or a name. It is not read");
    }
    for (field, name) in [
        (Field::Title, "name"),
        (Field::Status, "idList"),
        (Field::Notes, "desc"),
        (Field::Labels, "idLabels"),
        (Field::Owner, "idMembers"),
        (Field::Due, "due"),
        (Field::Comment, "actions"),
        (Field::Url, "url"),
    ] {
        gathered.feed(field, name);
    }
    let mut raw = RawItem::default();
    raw.item.line = line;
    let number = text_at(value, &["idShort"]);
    raw.item.shown = Some(format!("{}-{number}", board.prefix)).filter(|_| !number.is_empty());
    raw.item.title = title;
    raw.item.url = Some(text_at(value, &["url"])).filter(|url| cells::is_address(url));
    raw.item.created = born(&id);
    let notes = value.get("desc").and_then(Value::as_text).unwrap_or_default();
    raw.item.notes = cells::clean(notes).trim_end().to_owned();
    let list = text_at(value, &["idList"]);
    let (status, _) = board.lists.get(&list).cloned().unwrap_or((list, false));
    let archived = value.get("closed") == Some(&Value::Bool(true));
    let finished = categories::by_name(&status).is_some_and(Category::is_finished);
    raw.item.status = if archived && !finished { ARCHIVED.to_owned() } else { status.clone() };
    if archived {
        raw.keep("closed", "Yes");
        gathered.extra("closed");
        if !finished {
            raw.keep("list", &status);
            gathered.extra("list");
            raw.category = Some(Category::Cancelled);
        }
    }
    raw.set_date(Field::Due, &text_at(value, &["due"]));
    raw.set_date(Field::Updated, &text_at(value, &["dateLastActivity"]));
    if value.get("dueComplete") == Some(&Value::Bool(true)) {
        raw.keep("dueComplete", "Yes");
        gathered.extra("dueComplete");
    }
    labels(value, board, &mut raw);
    members(value, board, &mut raw, gathered);
    if let Some((done, all)) = board.checklists.get(&id).filter(|(_, all)| *all > 0) {
        raw.keep("checklists", &format!("{done} of {all} done"));
        gathered.extra("checklists");
    }
    custom(value, board, &mut raw, gathered, line);
    raw.comments = board.comments.get(&id).cloned().unwrap_or_default();
    raw.item.moves = moves(&raw, board, &id, archived && !finished);
    raw.item.key = id;
    gathered.take(raw);
}

fn labels(value: &Value, board: &Board, raw: &mut RawItem) {
    let ids = value.get("idLabels").map(Value::list).unwrap_or_default();
    for id in ids.iter().filter_map(Value::as_text) {
        if let Some(label) = board.labels.get(id) {
            raw.label(label);
        }
    }
    for label in value.get("labels").map(Value::list).unwrap_or_default() {
        let name = text_at(label, &["name"]);
        raw.label(if name.is_empty() { "" } else { &name });
    }
}

fn members(value: &Value, board: &Board, raw: &mut RawItem, gathered: &mut Gathered) {
    let ids = value.get("idMembers").map(Value::list).unwrap_or_default();
    let known: Vec<(&str, &String)> =
        ids.iter().filter_map(Value::as_text).filter_map(|id| Some((id, board.members.get(id)?))).collect();
    if let Some((id, name)) = known.first() {
        (raw.owner, raw.owner_id) = ((*name).clone(), (*id).to_owned());
    }
    if known.len() > 1 {
        // A card has several members; here an item has one owner.
        let all: Vec<&str> = known.iter().map(|(_, name)| name.as_str()).collect();
        raw.keep("members", &all.join(", "));
        gathered.extra("members");
    }
}

/// Values of custom fields: texts, whatever they stand for.
fn custom(value: &Value, board: &Board, raw: &mut RawItem, gathered: &mut Gathered, line: u64) {
    let picked = gathered.answers.columns.get(Field::Estimate.name()).cloned();
    for item in value.get("customFieldItems").map(Value::list).unwrap_or_default() {
        let id = text_at(item, &["idCustomField"]);
        let name = board.fields.get(&id).cloned().unwrap_or(id);
        let held = ["text", "number", "date", "checked"].map(|kind| text_at(item, &["value", kind]));
        let chosen = board.options.get(&text_at(item, &["idValue"])).cloned().unwrap_or_default();
        let Some(text) = held.into_iter().chain([chosen]).find(|text| !text.is_empty()) else { continue };
        let is_estimate = match &picked {
            Some(header) => *header == name,
            None => matches!(
                name.to_lowercase().as_str(),
                "story points" | "points" | "estimate" | "story point estimate" | "size" | "sp"
            ),
        };
        if is_estimate && raw.item.estimate.is_none() {
            gathered.feed(Field::Estimate, &name);
            raw.item.estimate = Points::parse(&whole(&text));
            if raw.item.estimate.is_some() {
                continue;
            }
            let what = format!("“{}” is not a number of points. Kept as text", cells::short(&text));
            gathered.remark_in(line, Some(&name), Severity::Remark, what);
        }
        gathered.extra(&name);
        raw.keep(&name, &text);
    }
}

/// The card's way through the lists, as far as the actions tell it.
fn moves(raw: &RawItem, board: &Board, id: &str, ended: bool) -> Vec<ImportedMove> {
    let known = board.moves.get(id).map(Vec::as_slice).unwrap_or_default();
    let Some((first_at, before, after)) = known.first() else { return Vec::new() };
    let created = raw.item.created.unwrap_or(*first_at).min(*first_at);
    let born = if before.is_empty() { after } else { before };
    let mut moves = vec![ImportedMove { status: born.clone(), at: created, derived: false }];
    for (at, _, to) in known {
        moves.push(ImportedMove { status: to.clone(), at: *at, derived: false });
    }
    if ended && let Some(at) = board.archived.get(id) {
        moves.push(ImportedMove { status: ARCHIVED.to_owned(), at: *at, derived: false });
    }
    moves.dedup_by(|later, earlier| later.status == earlier.status);
    moves
}
