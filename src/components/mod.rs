//! Parts that views are made of. They know the design, not the program's rules.

mod chart;
mod dialog;
mod edit;
mod icon;
mod menu;
mod pointer;
mod segmented;
mod signs;
mod sized;
mod table;
mod window;

pub use chart::{Cursor, Open, chart_view, sparkline, still, twin};
pub use dialog::dialog;
pub use edit::{Choice, commit_on_enter, date_input, select, text_input, title_input};
pub use icon::icon;
pub use menu::{Menu, MenuItem, MenuState, menu_layer};
pub use pointer::follow_pointer;
pub use segmented::segmented;
pub use signs::{avatar, mark, priority_sign, ring, status_mark};
pub use sized::sized;
pub use table::table_head;
pub use window::{Viewport, Windowed, windowed};
