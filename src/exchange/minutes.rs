//! The minutes of a meeting as text: Markdown, and HTML for what takes rich text.

use crate::analysis::agenda::Minutes;

/// Markdown. What people wrote stands as text: its signs do nothing.
#[must_use]
pub fn minutes_markdown(minutes: &Minutes) -> String {
    let mut text = ["# ", &plain(&minutes.title), "\n"].concat();
    for part in &minutes.parts {
        let aside = if part.aside.is_empty() { String::new() } else { [" (", &part.aside, ")"].concat() };
        text.push_str(&["\n## ", &plain(&part.head), &aside, "\n\n"].concat());
        for line in &part.lines {
            text.push_str(&["- ", &plain(line), "\n"].concat());
        }
    }
    text
}

fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

/// A fragment of HTML. What people wrote is text in it, never markup.
#[must_use]
pub fn minutes_html(minutes: &Minutes) -> String {
    let mut html = ["<h1>", &escaped(&minutes.title), "</h1>"].concat();
    for part in &minutes.parts {
        let aside = if part.aside.is_empty() { String::new() } else { [" (", &part.aside, ")"].concat() };
        html.push_str(&["<h2>", &escaped(&part.head), &escaped(&aside), "</h2><ul>"].concat());
        for line in &part.lines {
            html.push_str(&["<li>", &escaped(line), "</li>"].concat());
        }
        html.push_str("</ul>");
    }
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::agenda::Part;

    // [MS6]
    #[test]
    fn minutes_are_text_in_every_form() {
        let part = |head: &str, aside: &str, line: &str| Part {
            head: head.into(),
            aside: aside.into(),
            lines: vec![line.into()],
        };
        let minutes = Minutes {
            title: "Search steering, 20 Nov".into(),
            parts: vec![
                part("Decisions", "", "D-33 Rent <b>two</b> nodes."),
                part("Open actions", "6 of 5 min", "Said *twice*"),
            ],
        };
        assert_eq!(
            minutes_markdown(&minutes),
            "# Search steering, 20 Nov\n\n## Decisions\n\n- D-33 Rent \\<b\\>two\\</b\\> nodes.\n\n\
             ## Open actions (6 of 5 min)\n\n- Said \\*twice\\*\n"
        );
        assert_eq!(
            minutes_html(&minutes),
            "<h1>Search steering, 20 Nov</h1><h2>Decisions</h2><ul><li>D-33 Rent &lt;b&gt;two&lt;/b&gt; \
             nodes.</li></ul><h2>Open actions (6 of 5 min)</h2><ul><li>Said *twice*</li></ul>"
        );
    }
}
