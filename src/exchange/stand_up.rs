//! The summary of a stand-up as text: plain for chat, Markdown, and HTML for what takes rich text.

use crate::analysis::stand_up::Summary;

/// Plain text, as chat shows it.
#[must_use]
pub fn summary_plain(summary: &Summary) -> String {
    written(summary, "", "- ", &|text| text.to_owned())
}

/// Markdown. What people wrote stands as text: its signs do nothing.
#[must_use]
pub fn summary_markdown(summary: &Summary) -> String {
    written(summary, "**", "- ", &|text| {
        let mut safe = String::with_capacity(text.len());
        for letter in text.chars() {
            if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
                safe.push('\\');
            }
            safe.push(letter);
        }
        safe
    })
}

fn written(summary: &Summary, bold: &str, bullet: &str, safe: &dyn Fn(&str) -> String) -> String {
    let mut text = [bold, &safe(&summary.title), bold, "\n"].concat();
    for part in &summary.parts {
        let n = part.lines.len().to_string();
        text.push_str(&["\n", bold, &safe(&part.head), " (", &n, ")", bold, "\n"].concat());
        for line in &part.lines {
            text.push_str(&[bullet, &safe(line), "\n"].concat());
        }
    }
    text
}

/// A fragment of HTML. What people wrote is text in it, never markup.
#[must_use]
pub fn summary_html(summary: &Summary) -> String {
    let mut html = ["<p><strong>", &escaped(&summary.title), "</strong></p>"].concat();
    for part in &summary.parts {
        let n = part.lines.len().to_string();
        html.push_str(&["<p><strong>", &escaped(&part.head), " (", &n, ")</strong></p><ul>"].concat());
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
    use crate::analysis::stand_up::Part;

    // [SU6]
    #[test]
    fn a_summary_is_text_in_every_form() {
        let summary = Summary {
            title: "Search stand-up, Thu 20 Nov".into(),
            parts: vec![Part { head: "Blocked".into(), lines: vec!["SRCH-341: <b>no</b> *quota*.".into()] }],
        };
        assert_eq!(
            summary_plain(&summary),
            "Search stand-up, Thu 20 Nov\n\nBlocked (1)\n- SRCH-341: <b>no</b> *quota*.\n"
        );
        assert_eq!(
            summary_markdown(&summary),
            "**Search stand-up, Thu 20 Nov**\n\n**Blocked (1)**\n- SRCH-341: \\<b\\>no\\</b\\> \\*quota\\*.\n"
        );
        assert_eq!(
            summary_html(&summary),
            "<p><strong>Search stand-up, Thu 20 Nov</strong></p><p><strong>Blocked (1)</strong></p>\
             <ul><li>SRCH-341: &lt;b&gt;no&lt;/b&gt; *quota*.</li></ul>"
        );
    }
}
