//! The frame that charts share: margins, gridlines, labels at the right, and marks as they are added.

use super::days::Days;
use super::ink::{Dash, Ink, Look};
use super::labels::{cut, spread, width_of};
use super::scene::{Anchor, Chart, Form, Mark, Point, Shape, Table, Target};
use super::ticks::{Axis, Linear};
use crate::analysis::Colour;
use crate::model::Date;

/// Where a chart may draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canvas {
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// Today, for labels of days.
    pub today: Date,
}

impl Canvas {
    /// Whether there is only a phone's width.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.width < 420.0
    }
}

/// A label beside the drawing, at the height of what it names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SideLabel {
    pub(super) at: f64,
    pub(super) text: String,
    pub(super) strong: bool,
    pub(super) ink: Ink,
}

/// A label of two lines above the drawing, at the head of a vertical line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TopLabel {
    pub(super) at: f64,
    pub(super) lines: [String; 2],
    pub(super) look: Look,
    pub(super) strong: bool,
}

/// A chart being drawn.
#[derive(Debug)]
pub(super) struct Plot {
    pub(super) canvas: Canvas,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) foot: f64,
    /// The map of values, once there is an axis.
    pub(super) y: Linear,
    chart: Chart,
}

/// The height of a label.
const LINE: f64 = 14.0;

impl Plot {
    /// A frame with room for the given labels at the right and for days or names at the foot.
    pub(super) fn new(canvas: Canvas, title: &str, side: &[&str]) -> Self {
        let widest = side.iter().map(|text| width_of(text)).fold(0.0, f64::max);
        let room = if widest > 0.0 { (widest + 10.0).min(canvas.width * 0.3) } else { 8.0 };
        let foot = canvas.height - 24.0;
        let chart = Chart {
            title: title.to_owned(),
            unit: String::new(),
            caption: String::new(),
            colour: None,
            size: (canvas.width, canvas.height),
            shapes: Vec::new(),
            marks: Vec::new(),
            table: Table::default(),
        };
        let y = Linear { domain: (0.0, 1.0), range: (foot, 12.0) };
        Self { canvas, left: 34.0, right: canvas.width - room, top: 12.0, foot, y, chart }
    }

    /// Leaves room above the drawing.
    pub(super) fn head(mut self, room: f64) -> Self {
        self.top += room;
        self
    }

    /// The horizontal axis of values: gridlines as faint as can be, the zero a little less.
    pub(super) fn values(&mut self, low: f64, high: f64, whole: bool, words: &dyn Fn(&Axis, f64) -> String) {
        let count = ((self.foot - self.top) / 55.0).round().max(2.0) as usize;
        let axis = Axis::around(low, high, count, whole);
        let said: Vec<String> = axis.ticks.iter().map(|tick| words(&axis, *tick)).collect();
        let widest = said.iter().map(|text| width_of(text)).fold(0.0, f64::max);
        self.left = (widest + 10.0).max(24.0);
        self.y = Linear { domain: axis.domain(), range: (self.foot, self.top) };
        for (tick, text) in axis.ticks.iter().zip(said) {
            let at = self.y.at(*tick);
            if tick.abs() > axis.step / 2.0 {
                self.line((self.left, at), (self.right, at), Look::line(Ink::Line, 1.0, Dash::Solid));
            }
            self.text((self.left - 8.0, at + 4.0), Anchor::End, text, Ink::Quiet, false);
        }
    }

    /// The base line, drawn after what stands on it.
    pub(super) fn base(&mut self) {
        let at = self.y.at(0.0);
        self.line((self.left, at), (self.right, at), Look::line(Ink::Edge, 1.0, Dash::Solid));
    }

    /// Days along the foot. `inset` keeps the first and last day away from the edges.
    pub(super) fn days(&mut self, span: (Date, Date), inset: f64) -> Days {
        let days = Days { span, range: (self.left + inset, self.right - inset) };
        let ticks = Days { span, range: (self.left, self.right) }.ticks(self.canvas.today);
        let last = ticks.len().saturating_sub(1);
        for (place, tick) in ticks.into_iter().enumerate() {
            let (x, anchor) = match place {
                0 => (self.left, Anchor::Start),
                n if n == last => (self.right, Anchor::End),
                _ => (days.at(tick.day), Anchor::Middle),
            };
            self.text((x, self.foot + 18.0), anchor, tick.label, Ink::Quiet, false);
        }
        days
    }

    /// Names of bands along the foot, every second or third where they would touch, cut where long.
    /// Returns where each band begins, and how wide it is.
    pub(super) fn bands(&mut self, names: &[String]) -> (Vec<f64>, f64) {
        let width = (self.right - self.left) / names.len().max(1) as f64;
        let widest = names.iter().map(|name| width_of(name)).fold(0.0, f64::max).min(72.0);
        let every = ((widest + 8.0) / width).ceil().max(1.0) as usize;
        let mut starts = Vec::with_capacity(names.len());
        for (place, name) in names.iter().enumerate() {
            let start = self.left + width * place as f64;
            starts.push(start);
            // Counted from the last, which matters most.
            if (names.len() - 1 - place).is_multiple_of(every) {
                let room = (width * every as f64 - 6.0).max(24.0);
                let text = cut(name, room);
                let half = width_of(&text) / 2.0;
                let middle = (start + width / 2.0).clamp(half, (self.canvas.width - half).max(half));
                self.text((middle, self.foot + 18.0), Anchor::Middle, text, Ink::Quiet, false);
            }
        }
        (starts, width)
    }

    /// Whether names of a few bands would touch in one line, so that they want two.
    pub(super) fn is_narrow(&self, names: &[String]) -> bool {
        let widest = names.iter().map(|name| width_of(name)).fold(0.0, f64::max);
        (widest + 8.0) * names.len() as f64 > self.right - self.left
    }

    /// The same where each name matters, such as those of statuses: where they would touch, every other
    /// one stands a line lower, for which the caller has made room.
    pub(super) fn bands_in_two_lines(&mut self, names: &[String]) -> (Vec<f64>, f64) {
        let width = (self.right - self.left) / names.len().max(1) as f64;
        let lines = if self.is_narrow(names) { 2 } else { 1 };
        let mut starts = Vec::with_capacity(names.len());
        for (place, name) in names.iter().enumerate() {
            let start = self.left + width * place as f64;
            starts.push(start);
            let text = cut(name, (width * lines as f64 - 6.0).max(24.0));
            let half = width_of(&text) / 2.0;
            let middle = (start + width / 2.0).clamp(half, (self.canvas.width - half).max(half));
            let below = if place % lines == 1 { 14.0 } else { 0.0 };
            self.text((middle, self.foot + 18.0 + below), Anchor::Middle, text, Ink::Quiet, false);
        }
        (starts, width)
    }

    /// Labels at the right, pushed apart where they would touch.
    pub(super) fn beside(&mut self, mut labels: Vec<SideLabel>) {
        use crate::model::order::InOrder;
        // Labels of one height keep their order.
        for (label, n) in labels.iter_mut().zip(0..) {
            label.at += f64::from(n) * 1e-6;
        }
        // The ones that matter first: what finds no room is left out from the end.
        labels.order_by_key(|label| !label.strong);
        let wanted: Vec<f64> = labels.iter().map(|label| label.at).collect();
        let places = spread(&wanted, LINE, self.top - 4.0, self.foot);
        let room = self.canvas.width - self.right - 8.0;
        for (label, at) in labels.into_iter().zip(places) {
            let Some(at) = at else { continue };
            let text = cut(&label.text, room);
            self.text((self.right + 8.0, at + 4.0), Anchor::Start, text, label.ink, label.strong);
        }
    }

    /// Vertical lines with their labels above the drawing, the labels pushed apart.
    pub(super) fn above(&mut self, mut labels: Vec<TopLabel>) {
        use crate::model::order::InOrder;
        labels.order_by_key(|label| !label.strong);
        let widest = labels.iter().flat_map(|l| &l.lines).map(|text| width_of(text)).fold(0.0, f64::max);
        let half = widest / 2.0;
        let wanted: Vec<f64> = labels.iter().map(|label| label.at).collect();
        let places = spread(&wanted, widest + 8.0, half, self.canvas.width - half);
        for (label, x) in labels.into_iter().zip(places) {
            self.line((label.at, self.top - 8.0), (label.at, self.foot), label.look);
            let Some(x) = x else { continue };
            let ink = if label.strong { Ink::Strong } else { Ink::Quiet };
            for (text, line) in label.lines.into_iter().zip(0..) {
                let y = self.top - 26.0 + LINE * f64::from(line);
                self.text((x, y), Anchor::Middle, text, ink, label.strong);
            }
        }
    }

    pub(super) fn shape(&mut self, look: Look, form: Form) {
        self.chart.shapes.push(Shape { look, form });
    }

    pub(super) fn line(&mut self, from: Point, to: Point, look: Look) {
        self.shape(look, Form::Path(vec![from, to], false));
    }

    pub(super) fn text(
        &mut self,
        at: Point,
        anchor: Anchor,
        text: impl Into<String>,
        ink: Ink,
        strong: bool,
    ) {
        self.shape(Look::fill(ink), Form::Text(at, anchor, text.into(), strong));
    }

    /// A text over other marks: with a halo in the page's colour.
    pub(super) fn text_above(&mut self, at: Point, anchor: Anchor, text: impl Into<String>, ink: Ink) {
        let look = Look::both(ink, Ink::Page, 3.0);
        self.shape(look, Form::Text(at, anchor, text.into(), true));
    }

    /// A bracket that stands for a distance, such as the work in progress.
    pub(super) fn bracket(&mut self, x: f64, top: f64, foot: f64) {
        let look = Look::line(Ink::Strong, 1.5, Dash::Solid);
        self.line((x, top), (x, foot), look);
        self.line((x - 4.0, top), (x + 4.0, top), look);
        self.line((x - 4.0, foot), (x + 4.0, foot), look);
    }

    /// Notes what can be pointed at.
    pub(super) fn mark(&mut self, place: (f64, f64, f64, f64), name: String, behind: Vec<Target>) {
        self.chart.marks.push(Mark { place, name, behind });
    }

    /// The finished chart.
    pub(super) fn done(
        mut self,
        unit: String,
        caption: String,
        colour: Option<Colour>,
        table: Table,
    ) -> Chart {
        self.chart.unit = unit;
        self.chart.caption = caption;
        self.chart.colour = colour;
        self.chart.table = table;
        self.chart
    }
}
