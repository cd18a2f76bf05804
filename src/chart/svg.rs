//! A chart as a tree of SVG elements, and the same as the text of a file of its own.

use super::ink::{Ink, Look, Theme};
use super::labels::wrap;
use super::scene::{Anchor, Chart, Form, Point, Shape};

/// An element of SVG: the page makes a DOM node of it, an export a tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its name.
    pub tag: &'static str,
    /// Its attributes.
    pub attributes: Vec<(&'static str, String)>,
    /// What is in it.
    pub children: Vec<Node>,
    /// The text in it.
    pub text: String,
}

impl Node {
    fn new(tag: &'static str) -> Self {
        Self { tag, attributes: Vec::new(), children: Vec::new(), text: String::new() }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    fn at(self, name: &'static str, value: f64) -> Self {
        self.with(name, tenths(value))
    }
}

/// A number with at most one decimal: tenths of a pixel are fine enough.
fn tenths(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

fn hundredths(value: f64) -> String {
    let parts = (value * 100.0).round() as i64;
    format!("{}.{:02}", parts / 100, parts % 100)
}

/// The shapes as elements; neighbours of the same look share a group. Without a theme the colours are
/// names that the page's style sheet knows.
#[must_use]
pub fn nodes(shapes: &[Shape], theme: Option<Theme>) -> Vec<Node> {
    let mut groups: Vec<(Look, Node)> = Vec::new();
    for shape in shapes {
        let is_text = matches!(shape.form, Form::Text(..));
        if groups.last().is_none_or(|(look, _)| *look != shape.look) {
            groups.push((shape.look, group(shape.look, is_text, theme)));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.children.push(element(&shape.form));
        }
    }
    groups.into_iter().map(|(_, node)| node).collect()
}

fn group(look: Look, is_text: bool, theme: Option<Theme>) -> Node {
    let mut node = Node::new("g").with("fill", look.fill.colour(theme));
    if look.opacity < 1.0 {
        node = node.with("fill-opacity", hundredths(look.opacity));
    }
    if look.stroke != Ink::None {
        node = node.with("stroke", look.stroke.colour(theme)).with("stroke-width", tenths(look.width));
        if is_text {
            // A halo: the letters stand above it.
            node = node.with("paint-order", "stroke").with("stroke-linejoin", "round");
        }
        if !look.dash.lengths().is_empty() {
            node = node.with("stroke-dasharray", look.dash.lengths());
        }
    }
    node
}

fn element(form: &Form) -> Node {
    match form {
        Form::Path(points, closed) => Node::new("path").with("d", path(points, *closed)),
        Form::Box(left, top, width, height) => Node::new("rect")
            .at("x", *left)
            .at("y", *top)
            .at("width", width.max(0.0))
            .at("height", height.max(0.0)),
        // One element for all of them, however many.
        Form::Dots(middles, radius) => Node::new("path").with("d", discs(middles, *radius)),
        Form::Hatch(left, top, width, height) => {
            Node::new("path").with("d", hatch(*left, *top, *width, *height))
        }
        Form::Text((x, y), anchor, text, strong) => {
            let mut node = Node::new("text").at("x", *x).at("y", *y);
            match anchor {
                Anchor::Start => {}
                Anchor::Middle => node = node.with("text-anchor", "middle"),
                Anchor::End => node = node.with("text-anchor", "end"),
            }
            if *strong {
                node = node.with("font-weight", "500");
            }
            node.text.clone_from(text);
            node
        }
    }
}

fn path(points: &[Point], closed: bool) -> String {
    let mut data = String::new();
    for (place, (x, y)) in points.iter().enumerate() {
        data.push(if place == 0 { 'M' } else { 'L' });
        data.push_str(&tenths(*x));
        data.push(' ');
        data.push_str(&tenths(*y));
    }
    if closed {
        data.push('Z');
    }
    data
}

fn discs(middles: &[Point], radius: f64) -> String {
    // Rounded once: arcs that do not fit their ends would bulge.
    let radius = (radius * 10.0).round() / 10.0;
    let (r, d) = (tenths(radius), tenths(radius * 2.0));
    let mut data = String::new();
    for (x, y) in middles {
        data.push_str(&format!(
            "M{} {}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0",
            tenths(x - radius),
            tenths(*y)
        ));
    }
    data
}

/// Lines from the lower left to the upper right, each cut at the edges of the box.
fn hatch(left: f64, top: f64, width: f64, height: f64) -> String {
    const APART: f64 = 5.0;
    let mut data = String::new();
    let mut offset = APART;
    while offset < width + height {
        let from = ((offset - height).max(0.0), offset.min(height));
        let to = (offset.min(width), (offset - width).max(0.0));
        // From the point on the left or lower edge to the one on the upper or right edge.
        data.push_str(&path(&[(left + from.0, top + from.1), (left + to.0, top + to.1)], false));
        offset += APART;
    }
    data
}

/// The chart as the text of an SVG file: title, unit, drawing and caption, in one theme's colours.
#[must_use]
pub fn standalone(chart: &Chart, theme: Theme) -> String {
    const SIDE: f64 = 16.0;
    const TOP: f64 = 56.0;
    const LINE: f64 = 16.0;
    let (width, height) = chart.size;
    let unit = wrap(&chart.unit, width * 0.95);
    let caption = wrap(&chart.caption, width * 0.95);
    let top = TOP + LINE * unit.len().saturating_sub(1) as f64;
    let foot = top + height + LINE * caption.len() as f64 + SIDE;
    let whole = (width + 2.0 * SIDE, foot);
    let text = |at: Point, words: &str, ink, strong| Shape {
        look: Look::fill(ink),
        form: Form::Text(at, Anchor::Start, words.to_owned(), strong),
    };
    let mut title = Node::new("g").with("font-size", "15").with("font-weight", "600");
    title.children = nodes(&[text((SIDE, 26.0), &chart.title, Ink::Strong, false)], Some(theme));
    let mut words = Vec::new();
    for (line, n) in unit.iter().zip(0..) {
        words.push(text((SIDE, 44.0 + LINE * f64::from(n)), line, Ink::Quiet, false));
    }
    for (line, n) in caption.iter().zip(1..) {
        words.push(text((SIDE, top + height + LINE * f64::from(n)), line, Ink::Body, false));
    }
    let back = Shape { look: Look::fill(Ink::Page), form: Form::Box(0.0, 0.0, whole.0, whole.1) };
    let mut drawing = Node::new("g").with("transform", format!("translate({SIDE} {})", tenths(top)));
    drawing.children = nodes(&chart.shapes, Some(theme));
    let mut root = Node::new("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .at("width", whole.0)
        .at("height", whole.1)
        .with("viewBox", format!("0 0 {} {}", tenths(whole.0), tenths(whole.1)))
        .with("font-family", "Inter, system-ui, 'Segoe UI', Roboto, sans-serif")
        .with("font-size", "11")
        .with("role", "img");
    for (tag, said) in [("title", &chart.title), ("desc", &chart.caption)] {
        let mut node = Node::new(tag);
        node.text.clone_from(said);
        root.children.push(node);
    }
    root.children.extend(nodes(&[back], Some(theme)));
    root.children.push(title);
    root.children.extend(nodes(&words, Some(theme)));
    root.children.push(drawing);
    let mut text = String::new();
    write(&root, &mut text);
    text.push('\n');
    text
}

fn write(node: &Node, text: &mut String) {
    text.push('<');
    text.push_str(node.tag);
    for (name, value) in &node.attributes {
        text.push_str(&format!(" {name}=\""));
        escape(value, text);
        text.push('"');
    }
    if node.children.is_empty() && node.text.is_empty() {
        text.push_str("/>");
        return;
    }
    text.push('>');
    escape(&node.text, text);
    for child in &node.children {
        if matches!(node.tag, "svg" | "g") {
            text.push('\n');
        }
        write(child, text);
    }
    text.push_str(&format!("</{}>", node.tag));
}

/// Writes text so that no reader takes it for markup; what XML cannot hold is left out.
fn escape(words: &str, text: &mut String) {
    for c in words.chars() {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => text.push(' '),
            c => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Table;
    use super::*;
    use proptest::prelude::*;

    fn chart(title: &str) -> Chart {
        Chart {
            title: title.to_owned(),
            unit: "items".into(),
            caption: "So it is.".into(),
            colour: None,
            size: (100.0, 50.0),
            shapes: vec![Shape { look: Look::fill(Ink::Red), form: Form::Hatch(0.0, 0.0, 8.0, 20.0) }],
            marks: Vec::new(),
            table: Table::default(),
        }
    }

    #[test]
    fn a_hatch_stays_in_its_box() {
        assert_eq!(hatch(0.0, 0.0, 8.0, 12.0), "M0 5L5 0M0 10L8 2M3 12L8 7");
    }

    proptest! {
        // Whatever a title holds, the file is well-formed XML and gives the title back.
        #[test]
        fn any_title_is_safe(title in "\\PC{0,40}") {
            let text = standalone(&chart(&title), Theme::Light);
            let document = roxmltree::Document::parse(&text).unwrap();
            let said = document.descendants().find(|n| n.has_tag_name("title")).unwrap();
            prop_assert_eq!(said.text().unwrap_or(""), title.replace(['\u{fffe}', '\u{ffff}'], ""));
        }
    }
}
