//! The severities: what each means and what it asks for.

/// What a severity means and asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Severity {
    /// 1 the worst to 4.
    pub level: u8,
    /// As people call it, such as `SEV 1`.
    pub name: &'static str,
    /// When it is the right one.
    pub meaning: &'static str,
    /// Minutes between updates to stakeholders.
    pub update_every: u32,
    /// Minutes within which somebody takes it on.
    pub acknowledge_within: u32,
}

/// All of them, the worst first.
pub static SEVERITIES: [Severity; 4] = [
    Severity {
        level: 1,
        name: "SEV 1",
        meaning: "Users cannot do what they came for, or money or data is at stake. Everybody needed drops other work.",
        update_every: 30,
        acknowledge_within: 15,
    },
    Severity {
        level: 2,
        name: "SEV 2",
        meaning: "An important part fails or is slow for many, and there is a way around it.",
        update_every: 60,
        acknowledge_within: 30,
    },
    Severity {
        level: 3,
        name: "SEV 3",
        meaning: "A part fails for few, or for many without hindering them. Worked on in office hours.",
        update_every: 240,
        acknowledge_within: 120,
    },
    Severity {
        level: 4,
        name: "SEV 4",
        meaning: "A flaw that nobody is held up by, watched so that it does not grow.",
        update_every: 1440,
        acknowledge_within: 480,
    },
];

/// The severity of a level; beyond the scale, the nearest.
#[must_use]
pub fn severity(level: u8) -> &'static Severity {
    let [first, second, third, fourth] = &SEVERITIES;
    match level {
        0 | 1 => first,
        2 => second,
        3 => third,
        _ => fourth,
    }
}
