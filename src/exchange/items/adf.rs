//! Atlassian's document format (descriptions of Jira Cloud's REST API, version 3) to plain text.

use crate::json::Value;

/// The text of a document, a block a line. Its depth is bounded by the JSON reader's.
pub(super) fn to_text(document: &Value) -> String {
    let mut out = String::new();
    node(document, 0, &mut out);
    super::cells::clean(out.trim())
}

fn attribute<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get("attrs")?.get(name)?.as_text()
}

fn line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn node(value: &Value, depth: usize, out: &mut String) {
    let kind = value.get("type").and_then(Value::as_text).unwrap_or_default();
    let children = value.get("content").map(Value::list).unwrap_or_default();
    match kind {
        "text" => out.push_str(value.get("text").and_then(Value::as_text).unwrap_or_default()),
        "hardBreak" => out.push('\n'),
        "mention" | "emoji" | "status" | "placeholder" => {
            let text = attribute(value, "text").or_else(|| attribute(value, "shortName"));
            out.push_str(text.unwrap_or_default());
        }
        "inlineCard" | "blockCard" | "embedCard" => out.push_str(attribute(value, "url").unwrap_or_default()),
        "date" => {
            let moment = attribute(value, "timestamp").and_then(|t| t.parse::<i64>().ok());
            let text = moment.map(|m| crate::model::Timestamp(m).to_string());
            out.push_str(text.as_deref().and_then(|t| t.get(..10)).unwrap_or_default());
        }
        "media" | "mediaInline" => out.push_str(attribute(value, "alt").unwrap_or("(picture)")),
        "rule" => {
            line(out);
            out.push_str("---\n");
        }
        "listItem" | "taskItem" | "decisionItem" => {
            line(out);
            out.push_str(&"  ".repeat(depth.saturating_sub(1).min(8)));
            out.push_str("- ");
            children.iter().for_each(|child| node(child, depth, out));
        }
        "bulletList" | "orderedList" | "taskList" | "decisionList" => {
            line(out);
            children.iter().for_each(|child| node(child, depth + 1, out));
            line(out);
        }
        "paragraph" => {
            if !out.ends_with("- ") {
                line(out);
            }
            children.iter().for_each(|child| node(child, depth, out));
            line(out);
        }
        "heading" | "codeBlock" | "blockquote" | "panel" | "table" | "tableRow" | "expand"
        | "nestedExpand" => {
            line(out);
            children.iter().for_each(|child| node(child, depth, out));
            line(out);
        }
        "tableCell" | "tableHeader" => {
            children.iter().for_each(|child| node(child, depth, out));
            while out.ends_with('\n') {
                out.pop();
            }
            out.push(' ');
        }
        _ => children.iter().for_each(|child| node(child, depth, out)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_lists_and_inline_parts_become_lines() {
        let text = r#"{"type":"doc","version":1,"content":[
            {"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Why"}]},
            {"type":"paragraph","content":[{"type":"text","text":"Ask "},{"type":"mention","attrs":{"text":"@Ada"}},
             {"type":"hardBreak"},{"type":"inlineCard","attrs":{"url":"https://example.org"}}]},
            {"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"one"}]},
             {"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"deep"}]}]}]}]},
             {"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"two"}]}]}]},
            {"type":"mystery","content":[{"type":"text","text":"kept"}]}]}"#;
        let value = crate::json::lenient(text, 0).unwrap();
        assert_eq!(to_text(&value), "Why\nAsk @Ada\nhttps://example.org\n- one\n  - deep\n- two\nkept");
    }
}
