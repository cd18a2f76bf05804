//! A chart as data: what to draw, what it says, and what is behind each mark.

use super::ink::Look;
use crate::analysis::Colour;
pub use crate::analysis::Target;
use crate::model::Date;

/// A place in a chart, in pixels from its upper left corner.
pub type Point = (f64, f64);

/// At which end of a text its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// A line through points; closed, an area.
    Path(Vec<Point>, bool),
    /// A box: left, top, width, height.
    Box(f64, f64, f64, f64),
    /// Discs of one size: their middles, and the radius.
    Dots(Vec<Point>, f64),
    /// A box filled with slanting lines: more than there is room for.
    Hatch(f64, f64, f64, f64),
    /// A text; its look's fill is its colour.
    Text(Point, Anchor, String, bool),
}

/// A form with its look.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// How.
    pub look: Look,
    /// What.
    pub form: Form,
}

/// Something in a chart that can be pointed at.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Left, top, width and height of what is pointed at.
    pub place: (f64, f64, f64, f64),
    /// What it is, in words: the same for the pointer and for a screen reader.
    pub name: String,
    /// The records behind it.
    pub behind: Vec<Target>,
}

impl Mark {
    /// Its middle.
    #[must_use]
    pub fn middle(&self) -> Point {
        let (left, top, width, height) = self.place;
        (left + width / 2.0, top + height / 2.0)
    }
}

/// One value of the table twin.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A day.
    Day(Date),
    /// A number with so many decimals.
    Number(f64, u8),
    /// Nothing known.
    Blank,
}

impl Cell {
    /// A whole number.
    #[must_use]
    pub fn whole(number: impl Into<i64>) -> Self {
        Self::Number(number.into() as f64, 0)
    }
}

/// A line of the table twin.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// As many as the table has columns.
    pub cells: Vec<Cell>,
    /// The record that the row is about.
    pub target: Option<Target>,
}

/// The same data as the chart, as a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The names of the columns; `#` before a name marks one of numbers.
    pub head: Vec<String>,
    /// The lines.
    pub rows: Vec<Row>,
}

impl Table {
    /// A table without lines.
    #[must_use]
    pub fn new(head: &[&str]) -> Self {
        Self { head: head.iter().map(|name| (*name).to_owned()).collect(), rows: Vec::new() }
    }

    /// Adds a line.
    pub fn row(&mut self, target: Option<Target>, cells: Vec<Cell>) {
        self.rows.push(Row { cells, target });
    }
}

/// A drawing with everything that is said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows: "Cycle time".
    pub title: String,
    /// In which unit and of how many: "days from start to finish, 99 items finished since 22 Sep".
    pub unit: String,
    /// What it says, in a sentence or two.
    pub caption: String,
    /// The colour of what it says, where thresholds exist for it.
    pub colour: Option<Colour>,
    /// Width and height in pixels.
    pub size: Point,
    /// What to draw, from the back to the front.
    pub shapes: Vec<Shape>,
    /// What can be pointed at.
    pub marks: Vec<Mark>,
    /// Its twin.
    pub table: Table,
}

/// Which way to go from a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To the next mark at the right.
    Right,
    /// To the next mark at the left.
    Left,
    /// Up, in the same column.
    Up,
    /// Down, in the same column.
    Down,
    /// To the first one.
    First,
    /// To the last one.
    Last,
}

impl Chart {
    /// The mark that lies in a direction, so that keys walk where eyes would; none at the end.
    ///
    /// Marks one above the other make a column. Right and left lead to the next column, to its nearest
    /// mark; up and down stay in the column. So every mark can be reached.
    #[must_use]
    pub fn walk(&self, from: usize, way: Way) -> Option<usize> {
        const SAME: f64 = 0.5;
        let here = self.marks.get(from)?.middle();
        let cost = |at: Point| -> Option<(f64, f64)> {
            let (right, down) = (at.0 - here.0, at.1 - here.1);
            match way {
                Way::Right if right > SAME => Some((right, down.abs())),
                Way::Left if right < -SAME => Some((-right, down.abs())),
                Way::Down if right.abs() <= SAME && down > 0.0 => Some((down, 0.0)),
                Way::Up if right.abs() <= SAME && down < 0.0 => Some((-down, 0.0)),
                Way::First => Some((at.0, at.1)),
                Way::Last => Some((-at.0, -at.1)),
                _ => None,
            }
        };
        let mut best: Option<((f64, f64), usize)> = None;
        for (place, mark) in self.marks.iter().enumerate() {
            let Some(cost) = cost(mark.middle()) else { continue };
            let better = best.is_none_or(|(other, _)| {
                cost.0 < other.0 - SAME || ((cost.0 - other.0).abs() <= SAME && cost.1 < other.1)
            });
            if better {
                best = Some((cost, place));
            }
        }
        best.map(|(_, place)| place)
    }

    /// The mark under the pointer, or the nearest within a finger's reach.
    #[must_use]
    pub fn nearest(&self, at: Point) -> Option<usize> {
        const REACH: f64 = 14.0;
        let away = |mark: &Mark| {
            let (left, top, width, height) = mark.place;
            let dx = (left - at.0).max(at.0 - left - width).max(0.0);
            let dy = (top - at.1).max(at.1 - top - height).max(0.0);
            // Inside several, the one whose middle is nearest.
            let (x, y) = mark.middle();
            (dx * dx + dy * dy, (x - at.0).powi(2) + (y - at.1).powi(2))
        };
        let found = self.marks.iter().enumerate().map(|(place, mark)| (away(mark), place));
        let nearest = found.fold(None, |best: Option<((f64, f64), usize)>, next| match best {
            Some(best) if best.0 <= next.0 => Some(best),
            _ => Some(next),
        });
        nearest.filter(|((away, _), _)| *away <= REACH * REACH).map(|(_, place)| place)
    }
}
