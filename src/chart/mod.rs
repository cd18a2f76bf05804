//! Charts: pure drawings of the analysis' series, with everything that is said about them.
//!
//! A [`Chart`] is data: shapes in pixels with colours by role, the marks that can be pointed at and the
//! records behind them, a caption, and the same values as a table. From one and the same chart come the
//! drawing on the page ([`nodes`]), a picture of its own ([`standalone`]) and a table file ([`csv`]).
//! Nothing here knows the browser.

mod csv;
mod days;
pub mod draw;
pub mod gallery;
mod ink;
mod labels;
mod plot;
mod scene;
mod svg;
mod ticks;

pub use csv::csv;
pub use days::{DayTick, Days};
pub use ink::{Dash, Ink, Look, Theme};
pub use labels::{cut, spread, width_of, wrap};
pub use plot::Canvas;
pub use scene::{Anchor, Cell, Chart, Form, Mark, Point, Row, Shape, Table, Target, Way};
pub use svg::{Node, nodes, standalone};
pub use ticks::{Axis, Linear, plain};
