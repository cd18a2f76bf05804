//! What marks are drawn with: roles of the design instead of colours, and the colours that a theme
//! gives them. The page resolves a role through its style sheet, an exported file through this table.

/// A colour by its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// None.
    None,
    /// The page behind everything.
    Page,
    /// Hairlines.
    Line,
    /// The base line.
    Edge,
    /// Grey areas: what is done.
    Grey,
    /// Titles and what matters.
    Strong,
    /// Text that explains.
    Body,
    /// Labels.
    Quiet,
    /// One of five categories, from 1.
    Cat(u8),
    /// One of five steps from faint to strong, from 1.
    Step(u8),
    /// Good.
    Green,
    /// Watch.
    Amber,
    /// Act.
    Red,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on white.
    Light,
    /// Light on black.
    Dark,
}

/// A role with its name in the style sheet and its two colours there.
type Row = (Ink, &'static str, &'static str, &'static str);

/// Held against style/tokens.css by a test.
const TABLE: [Row; 21] = [
    (Ink::Page, "var(--page)", "#ffffff", "#121417"),
    (Ink::Line, "var(--line)", "#e3e6ea", "#262b31"),
    (Ink::Edge, "var(--edge)", "#cdd2d9", "#3a414a"),
    (Ink::Grey, "var(--chosen)", "#e6e9ed", "#272c33"),
    (Ink::Strong, "var(--text-1)", "#16191d", "#eceef1"),
    (Ink::Body, "var(--text-2)", "#474e59", "#b6bdc7"),
    (Ink::Quiet, "var(--text-3)", "#636b77", "#929aa6"),
    (Ink::Cat(1), "var(--cat-1)", "#2957cc", "#86a9fa"),
    (Ink::Cat(2), "var(--cat-2)", "#b65c20", "#d4702b"),
    (Ink::Cat(3), "var(--cat-3)", "#17a17e", "#3fe3ba"),
    (Ink::Cat(4), "var(--cat-4)", "#8f3d8f", "#edc0ed"),
    (Ink::Cat(5), "var(--cat-5)", "#34373d", "#8b929c"),
    (Ink::Step(1), "var(--ord-1)", "#e4ebfa", "#1a2540"),
    (Ink::Step(2), "var(--ord-2)", "#bfd0f4", "#24386a"),
    (Ink::Step(3), "var(--ord-3)", "#8face9", "#345199"),
    (Ink::Step(4), "var(--ord-4)", "#5c82da", "#4f74cb"),
    (Ink::Step(5), "var(--ord-5)", "#2957cc", "#86a9fa"),
    (Ink::Green, "var(--green-mark)", "#10876f", "#5fd4b4"),
    (Ink::Amber, "var(--amber-mark)", "#bd840a", "#efbb45"),
    (Ink::Red, "var(--red-mark)", "#a8241c", "#f0655c"),
    (Ink::None, "none", "none", "none"),
];

impl Ink {
    /// The colour: of the page's style sheet, or resolved for a theme.
    #[must_use]
    pub fn colour(self, theme: Option<Theme>) -> &'static str {
        let row = TABLE.iter().find(|row| row.0 == self);
        row.map_or("currentColor", |(_, name, light, dark)| match theme {
            None => *name,
            Some(Theme::Light) => light,
            Some(Theme::Dark) => dark,
        })
    }
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dash {
    /// Not at all.
    Solid,
    /// Dots: 50 %.
    Dotted,
    /// Dashes: 85 %, and ghosts of a plan.
    Dashed,
    /// Fine dots: 95 %.
    Fine,
}

impl Dash {
    /// The lengths of marks and gaps; none for a solid line.
    #[must_use]
    pub const fn lengths(self) -> &'static str {
        match self {
            Self::Solid => "",
            Self::Dotted => "2 3",
            Self::Dashed => "6 3",
            Self::Fine => "1 3",
        }
    }
}

/// How a shape is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Inside.
    pub fill: Ink,
    /// Its line.
    pub stroke: Ink,
    /// How wide the line is, in pixels.
    pub width: f64,
    /// How the line is broken.
    pub dash: Dash,
    /// How opaque its inside is, 0 to 1.
    pub opacity: f64,
}

impl Look {
    /// An area without a line.
    #[must_use]
    pub const fn fill(ink: Ink) -> Self {
        Self { fill: ink, stroke: Ink::None, width: 0.0, dash: Dash::Solid, opacity: 1.0 }
    }

    /// A line without an inside.
    #[must_use]
    pub const fn line(ink: Ink, width: f64, dash: Dash) -> Self {
        Self { fill: Ink::None, stroke: ink, width, dash, opacity: 1.0 }
    }

    /// An area with a line around.
    #[must_use]
    pub const fn both(fill: Ink, stroke: Ink, width: f64) -> Self {
        Self { fill, stroke, width, dash: Dash::Solid, opacity: 1.0 }
    }

    /// The same, less opaque.
    #[must_use]
    pub const fn opaque(mut self, share: f64) -> Self {
        self.opacity = share;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exported_colours_are_those_of_the_style_sheet() {
        let tokens = include_str!("../../style/tokens.css");
        let (light, dark) = tokens.split_once("data-theme=\"dark\"] {").unwrap();
        let dark = dark.split_once("data-theme=\"dark\"] {").map_or(dark, |(_, rest)| rest);
        for (ink, name, in_light, in_dark) in TABLE {
            if ink == Ink::None {
                continue;
            }
            let token = name.trim_start_matches("var(").trim_end_matches(')');
            for (sheet, colour) in [(light, in_light), (dark, in_dark)] {
                assert!(sheet.contains(&format!("{token}: {colour};")), "{token}: {colour}");
            }
        }
    }
}
