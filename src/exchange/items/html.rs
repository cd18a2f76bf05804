//! HTML of descriptions to plain text. Nothing of it is ever kept as markup.

/// Elements whose text is no text of the page.
const SILENT: [&str; 4] = ["script", "style", "head", "title"];

/// Elements that begin on a line of their own.
const BLOCKS: [&str; 22] = [
    "p",
    "div",
    "br",
    "ul",
    "ol",
    "li",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
    "hr",
    "section",
    "article",
    "dl",
    "dt",
    "dd",
];

/// Named entities that descriptions hold.
const ENTITIES: [(&str, char); 26] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bull", '•'),
    ("middot", '·'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("euro", '€'),
    ("rarr", '→'),
    ("larr", '←'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
    ("eacute", 'é'),
];

/// The text of a piece of HTML, a block a line; text without any markup comes back as it is.
pub(super) fn to_text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return super::cells::clean(html);
    }
    let mut out = Text { out: String::with_capacity(html.len() / 2), gap: false, no_more: false };
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        out.words(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        rest = if rest.starts_with('&') { entity(rest, &mut out) } else { tag(rest, &mut out) };
    }
    out.words(rest);
    super::cells::clean(out.out.trim())
}

struct Text {
    out: String,
    /// White space stands between what was written and what comes.
    gap: bool,
    /// No `>` follows any more, so what looks like a tag is text.
    no_more: bool,
}

impl Text {
    fn words(&mut self, text: &str) {
        for character in text.chars() {
            self.character(character);
        }
    }

    fn character(&mut self, character: char) {
        if character.is_whitespace() {
            self.gap = true;
            return;
        }
        if self.gap && !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push(' ');
        }
        self.gap = false;
        self.out.push(character);
    }

    fn line(&mut self) {
        self.gap = false;
        while self.out.ends_with(' ') {
            self.out.pop();
        }
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }
}

/// Passes an entity, or the `&` alone where it is none.
fn entity<'a>(rest: &'a str, out: &mut Text) -> &'a str {
    let after = rest.get(1..).unwrap_or_default();
    let end = after.bytes().take(12).position(|b| b == b';');
    let found = end.and_then(|end| {
        let name = after.get(..end)?;
        let character = match name.strip_prefix('#') {
            Some(number) => {
                let hexadecimal = number.strip_prefix(['x', 'X']);
                let code = match hexadecimal {
                    Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
        };
        Some((character, end + 1))
    });
    match found {
        Some((character, length)) => {
            out.character(character);
            after.get(length..).unwrap_or_default()
        }
        None => {
            out.character('&');
            after
        }
    }
}

/// Passes a tag, a comment, or the `<` alone where it is neither.
fn tag<'a>(rest: &'a str, out: &mut Text) -> &'a str {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return comment.find("-->").map_or("", |end| comment.get(end + 3..).unwrap_or_default());
    }
    let inner = rest.get(1..).unwrap_or_default();
    let closing = inner.starts_with('/');
    let named = inner.trim_start_matches('/');
    if !named.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        out.character('<');
        return inner;
    }
    let end = if out.no_more { None } else { end_of_tag(inner) };
    let Some(end) = end else {
        // A tag that is never closed: what follows is text.
        out.no_more = true;
        out.character('<');
        return inner;
    };
    let length = named.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = named.get(..length).unwrap_or_default().to_ascii_lowercase();
    let after = inner.get(end + 1..).unwrap_or_default();
    if BLOCKS.contains(&name.as_str()) {
        // A break where a line has just begun is a blank line: editors write paragraphs so.
        let blank = name == "br" && out.out.ends_with('\n') && !out.out.ends_with("\n\n");
        out.line();
        if blank {
            out.out.push('\n');
        }
        if name == "li" && !closing {
            out.out.push_str("- ");
        }
    } else if matches!(name.as_str(), "td" | "th") {
        out.gap = true;
    }
    if !closing && SILENT.contains(&name.as_str()) {
        return behind_closing(after, &name);
    }
    after
}

/// The `>` that ends a tag: one within quotes does not, unless the quotes go on and on.
fn end_of_tag(inner: &str) -> Option<usize> {
    let mut quote = None;
    for (place, byte) in inner.bytes().enumerate().take(4096) {
        match (quote, byte) {
            (None, b'>') => return Some(place),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    inner.find('>')
}

fn behind_closing<'a>(text: &'a str, name: &str) -> &'a str {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("</")) {
        let begin = at + found + 2;
        if text.get(begin..begin + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            let after = text.get(begin..).unwrap_or_default();
            return after.find('>').map_or("", |end| after.get(end + 1..).unwrap_or_default());
        }
        at = begin;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_lines_and_entities_letters() {
        for (html, text) in [
            ("plain", "plain"),
            ("a < b & c", "a < b & c"),
            ("<div><ul><li>One </li><li>Two&nbsp;&amp;&#32;three</li> </ul> </div>", "- One\n- Two & three"),
            ("<p>a<br>b</p><p>c</p>", "a\nb\nc"),
            ("<div>a</div><div><br></div><div>b<br/></div><div>c</div>", "a\n\nb\nc"),
            ("x<script>alert(1)</script>y", "xy"),
            ("x<SCRIPT >alert('</')</ScRiPt>y", "xy"),
            ("<img src=x onerror='a>b'>after", "after"),
            ("<a href=\"javascript:x\">click</a>", "click"),
            ("<!-- <b> -->c", "c"),
            ("&lt;b&gt; &bogus; &#xD800;", "<b> &bogus; \u{fffd}"),
            ("a <unclosed", "a <unclosed"),
            ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"),
        ] {
            assert_eq!(to_text(html), text, "{html}");
        }
    }

    #[test]
    fn what_is_never_closed_costs_no_more_than_its_length() {
        // Were it the square of the length, this would not end within any patience.
        for piece in ["<a \"", "<script>", "<", "&", "</", "<!--"] {
            to_text(&piece.repeat(2_000_000 / piece.len()));
        }
    }
}
