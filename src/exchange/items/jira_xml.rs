//! Jira's XML export (RSS): read item by item, each a small document of its own.

use super::categories;
use super::cells;
use super::dates::RawDate;
use super::field::Field;
use super::gather::Gathered;
use super::html;
use super::raw::{RawComment, RawItem};
use super::reading::Severity;
use super::refusal::{Refusal, RefusalKind as Kind};
use crate::model::{ItemKind, Points};
use roxmltree::{Document, Node};

/// An XML export that is read item by item.
pub(super) struct Feed {
    text: String,
    at: usize,
    line: u64,
}

/// No item of a real export nests deeper; the parser's stack is bounded by this.
const DEEPEST: usize = 60;

/// Whether a text is Jira's RSS: an `rss` element behind whatever comments.
pub(super) fn is_feed(head: &str) -> bool {
    let mut rest = head.trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else {
            return rest.starts_with("<rss");
        };
        let Some(at) = rest.find(end) else { return false };
        rest = rest.get(at + end.len()..).unwrap_or_default().trim_start();
    }
}

impl Feed {
    /// # Errors
    /// [`Refusal`] when there is no item.
    pub(super) fn open(text: String) -> Result<Self, Refusal> {
        let mut feed = Self { text, at: 0, line: 1 };
        if feed.peek().is_none() {
            return Err(Refusal::new(
                Kind::HeaderOnly,
                "This XML export holds no issue: nothing to import.",
                "Check the filter in Jira and export again.",
            ));
        }
        Ok(feed)
    }

    pub(super) fn fraction(&self) -> f64 {
        self.at as f64 / self.text.len().max(1) as f64
    }

    /// Where the next item begins: behind comments and texts that are only quoted.
    fn peek(&mut self) -> Option<usize> {
        let mut from = self.at;
        loop {
            let rest = self.text.get(from..)?;
            let at = rest.find('<')?;
            let here = rest.get(at..)?;
            let skip = |end: &str| here.find(end).map(|n| from + at + n + end.len());
            from = if here.starts_with("<!--") {
                skip("-->")?
            } else if here.starts_with("<![CDATA[") {
                skip("]]>")?
            } else if here.starts_with("<item>") || here.starts_with("<item ") {
                return Some(from + at);
            } else {
                from + at + 1
            };
        }
    }

    /// The end of the item that begins at a byte.
    fn end_of(&self, start: usize) -> Option<usize> {
        let mut from = start + 1;
        loop {
            let rest = self.text.get(from..)?;
            let at = rest.find('<')?;
            let here = rest.get(at..)?;
            if here.starts_with("</item>") {
                return Some(from + at + "</item>".len());
            }
            from =
                if here.starts_with("<![CDATA[") { from + at + here.find("]]>")? + 3 } else { from + at + 1 };
        }
    }

    /// Reads at most `max` items; false when there are no more.
    ///
    /// # Errors
    /// [`Refusal`] when the file ends within an item or an item is no XML.
    pub(super) fn step(&mut self, max: usize, gathered: &mut Gathered) -> Result<bool, Refusal> {
        for _ in 0..max.max(1) {
            let Some(start) = self.peek() else {
                if !self.text.trim_end().ends_with("</rss>") {
                    return Err(cut(self.line));
                }
                return Ok(false);
            };
            let between = self.text.as_bytes().get(self.at..start).unwrap_or_default();
            self.line += between.iter().filter(|b| **b == b'\n').count() as u64;
            let Some(end) = self.end_of(start) else { return Err(cut(self.line)) };
            let part = self.text.get(start..end).unwrap_or_default();
            let document = if depth_of(part) > DEEPEST {
                Err("it nests too deeply".to_owned())
            } else {
                Document::parse(part).map_err(|error| error.to_string())
            };
            match document {
                Ok(document) => item(document.root_element(), self.line, gathered),
                Err(why) => {
                    let mut refusal = Refusal::new(
                        Kind::BrokenFormat,
                        &format!("The issue that begins on line {} is no XML: {why}.", self.line),
                        "Export it from Jira again; if it was edited by hand, mend that place.",
                    );
                    refusal.line = Some(self.line);
                    return Err(refusal);
                }
            }
            self.line += part.bytes().filter(|b| *b == b'\n').count() as u64;
            self.at = end;
        }
        Ok(true)
    }
}

fn cut(line: u64) -> Refusal {
    let mut refusal = Refusal::new(
        Kind::CutOff,
        &format!("This XML file ends in the middle, behind line {line}: its download was cut off."),
        "Export it again and choose the new file.",
    );
    refusal.line = Some(line);
    refusal
}

/// An upper bound of how deep elements nest.
fn depth_of(part: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for (at, _) in part.match_indices('<') {
        match part.as_bytes().get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) => {
                let rest = part.get(at + 1..).unwrap_or_default();
                let end = rest.find(['<', '>']).unwrap_or(0);
                if end == 0 || rest.as_bytes().get(end - 1) != Some(&b'/') {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
            }
        }
    }
    deepest
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|c| c.has_tag_name(name))
}

/// All text below a node.
fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect()
}

fn text(node: Node<'_, '_>, name: &str) -> String {
    node.children().find(|c| c.has_tag_name(name)).map(|c| cells::one_line(&text_of(c))).unwrap_or_default()
}

/// Reads one issue.
fn item<'a>(node: Node<'a, 'a>, line: u64, gathered: &mut Gathered) {
    gathered.rows += 1;
    let mut raw = RawItem::default();
    raw.item.line = line;
    raw.item.key = text(node, "key");
    raw.item.title = text(node, "summary");
    if raw.item.key.is_empty() || raw.item.title.is_empty() {
        let what = "An issue without a key or a summary. It is not read";
        return gathered.remark(line, Severity::NotRead, what.to_owned());
    }
    for (name, field) in [
        ("summary", Field::Title),
        ("key", Field::Key),
        ("type", Field::Type),
        ("status", Field::Status),
        ("priority", Field::Priority),
        ("resolution", Field::Resolution),
        ("assignee", Field::Owner),
        ("created", Field::Created),
        ("updated", Field::Updated),
        ("resolved", Field::Resolved),
        ("due", Field::Due),
        ("labels", Field::Labels),
        ("description", Field::Notes),
        ("fixVersion", Field::Release),
        ("version", Field::AffectedRelease),
        ("comments", Field::Comment),
        ("parent", Field::Parent),
        ("link", Field::Url),
    ] {
        gathered.feed(field, name);
    }
    let attribute = |name: &str, key: &str| {
        child(node, name).and_then(|c| c.attribute(key)).unwrap_or_default().to_owned()
    };
    raw.item.id = Some(attribute("key", "id")).filter(|id| !id.is_empty());
    raw.item.url = Some(text(node, "link")).filter(|url| cells::is_address(url));
    raw.item.kind = Some(text(node, "type")).filter(|kind| !kind.is_empty()).map(|kind| cells::kind(&kind));
    raw.item.status = text(node, "status");
    raw.category = categories::named(&attribute("statusCategory", "key"));
    raw.project_key = attribute("project", "key");
    raw.project_name = text(node, "project");
    let priority = text(node, "priority");
    raw.item.priority = cells::priority(&priority);
    if raw.item.priority.is_none() && !priority.is_empty() {
        raw.keep("priority", &priority);
        gathered.extra("priority");
        gathered.remark(line, Severity::Remark, format!("Priority “{priority}” is not known. Kept as text"));
    }
    raw.resolution = text(node, "resolution");
    if attribute("assignee", "accountid") != "-1" && attribute("assignee", "username") != "-1" {
        raw.owner = text(node, "assignee");
        raw.owner_id = [attribute("assignee", "accountid"), attribute("assignee", "username")]
            .into_iter()
            .find(|id| !id.is_empty())
            .unwrap_or_default();
    }
    for field in [Field::Created, Field::Updated, Field::Resolved, Field::Due] {
        let name = match field {
            Field::Created => "created",
            Field::Updated => "updated",
            Field::Resolved => "resolved",
            _ => "due",
        };
        let cell = text(node, name);
        if raw.set_date(field, &cell) {
            raw.keep(name, &cell);
            gathered.extra(name);
            let what = format!("Date “{}” is not a date. Kept as text", cells::short(&cell));
            gathered.remark_in(line, Some(name), Severity::Remark, what);
        }
    }
    raw.item.release = Some(text(node, "fixVersion")).filter(|name| !name.is_empty());
    let affected = text(node, "version");
    if raw.item.kind == Some(ItemKind::Bug) {
        raw.item.affected_release = Some(affected).filter(|name| !name.is_empty());
        raw.item.invalid = cells::is_invalid(&raw.resolution);
    } else if !affected.is_empty() {
        raw.keep("version", &affected);
        gathered.extra("version");
    }
    if let Some(description) = child(node, "description") {
        raw.item.notes = html::to_text(&text_of(description)).trim_end().to_owned();
    }
    for label in
        child(node, "labels").into_iter().flat_map(|l| l.children()).filter(|l| l.has_tag_name("label"))
    {
        raw.label(&text_of(label));
    }
    if let Some(parent) = child(node, "parent") {
        raw.parent(&text_of(parent));
        raw.parent(parent.attribute("id").unwrap_or_default());
    }
    for comment in child(node, "comments").into_iter().flat_map(|c| c.children()) {
        if comment.has_tag_name("comment") {
            raw.comments.push(RawComment {
                date: RawDate::parse(comment.attribute("created").unwrap_or_default()),
                author: comment.attribute("author").unwrap_or_default().to_owned(),
                text: html::to_text(&text_of(comment)).trim().to_owned(),
            });
        }
    }
    raw.comments.retain(|comment| !comment.text.is_empty());
    links(node, &mut raw, gathered);
    custom(node, &mut raw, gathered, line);
    for name in ["environment", "component", "reporter", "timeoriginalestimate", "timespent"] {
        let all: Vec<String> = node
            .children()
            .filter(|c| c.has_tag_name(name))
            .map(|c| html::to_text(&text_of(c)))
            .filter(|text| !text.is_empty())
            .collect();
        if !all.is_empty() {
            gathered.extra(name);
            raw.item.extra.insert(name.to_owned(), all);
        }
    }
    let attached = child(node, "attachments").into_iter().flat_map(|a| a.children());
    let attached: Vec<String> = attached.filter_map(|a| a.attribute("name").map(str::to_owned)).collect();
    if !attached.is_empty() {
        gathered.extra("attachments");
        raw.item.extra.insert("attachments".to_owned(), attached);
    }
    gathered.take(raw);
}

fn links<'a>(node: Node<'a, 'a>, raw: &mut RawItem, gathered: &mut Gathered) {
    let Some(links) = child(node, "issuelinks") else { return };
    gathered.column("issuelinks", Vec::new(), super::ColumnUse::Field("Links"));
    for kind in links.children().filter(|c| c.has_tag_name("issuelinktype")) {
        let name = text(kind, "name");
        for (side, inward) in [("inwardlinks", true), ("outwardlinks", false)] {
            for key in child(kind, side)
                .into_iter()
                .flat_map(|l| l.descendants())
                .filter(|k| k.has_tag_name("issuekey"))
            {
                raw.link(&name, &text_of(key), inward);
            }
        }
    }
}

fn custom<'a>(node: Node<'a, 'a>, raw: &mut RawItem, gathered: &mut Gathered, line: u64) {
    for field in child(node, "customfields").into_iter().flat_map(|c| c.children()) {
        if !field.has_tag_name("customfield") {
            continue;
        }
        let name = text(field, "customfieldname");
        let key = field.attribute("key").unwrap_or_default();
        let values: Vec<String> = child(field, "customfieldvalues")
            .into_iter()
            .flat_map(|v| v.children())
            .filter(Node::is_element)
            .map(|v| html::to_text(&text_of(v)))
            .filter(|v| !v.is_empty())
            .collect();
        let lower = name.to_lowercase();
        let picked = gathered.answers.columns.get(Field::Estimate.name());
        let is_estimate = match picked {
            Some(header) => *header == name,
            None => matches!(lower.as_str(), "story points" | "story point estimate" | "points"),
        };
        let first = values.first().map(|v| cells::one_line(v));
        if key.ends_with(":gh-sprint") || lower == "sprint" {
            gathered.feed(Field::Sprint, &name);
            raw.item.sprint = values.last().map(|v| cells::one_line(v));
        } else if key.ends_with(":gh-lexo-rank") {
            gathered.feed(Field::Rank, &name);
            raw.item.rank = first;
        } else if key.ends_with(":gh-epic-link") || lower == "epic link" {
            gathered.feed(Field::EpicLink, &name);
            raw.parent(&first.unwrap_or_default());
        } else if lower == "flagged" {
            gathered.feed(Field::Blocked, &name);
            raw.item.blocked = first;
        } else if is_estimate {
            gathered.feed(Field::Estimate, &name);
            let Some(value) = first else { continue };
            raw.item.estimate = raw.item.estimate.or_else(|| Points::parse(&value));
            if raw.item.estimate.is_none() {
                let what = format!("Estimate “{}” is not a number. Kept as text", cells::short(&value));
                gathered.remark_in(line, Some(&name), Severity::Remark, what);
                raw.keep(&name, &value);
                gathered.extra(&name);
            }
        } else if !values.is_empty() {
            gathered.extra(&name);
            raw.item.extra.insert(name, values);
        }
    }
}
