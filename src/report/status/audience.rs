//! Who reads a report, and what they see: one table of rules.

use super::SectionKind;

/// Who reads the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Those who do the work: everything.
    Team,
    /// Those who decide: one page, no single items but achievements, risks and blockers.
    Executive,
    /// The customer: no money, no names of people, nothing of other clients or projects.
    Client,
}

impl Audience {
    /// All audiences.
    pub const ALL: [Self; 3] = [Self::Team, Self::Executive, Self::Client];

    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Team => "Team",
            Self::Executive => "Executive",
            Self::Client => "Client",
        }
    }

    /// Reads `team` (or `internal`), `executive` or `client`, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("internal") {
            return Some(Self::Team);
        }
        Self::ALL.into_iter().find(|a| a.name().eq_ignore_ascii_case(text))
    }

    /// Whether the audience sees it.
    #[must_use]
    pub fn sees(self, matter: Matter) -> bool {
        let row = RULES.iter().find(|(of, _)| *of == matter);
        row.is_some_and(|(_, [team, executive, client])| match self {
            Self::Team => *team,
            Self::Executive => *executive,
            Self::Client => *client,
        })
    }

    /// Whether a report for this audience never has the section.
    #[must_use]
    pub fn leaves_out(self, kind: SectionKind) -> bool {
        match kind {
            SectionKind::Cost => !self.sees(Matter::CostDetail),
            SectionKind::Escalations => !self.sees(Matter::Escalations),
            SectionKind::Decisions => !self.sees(Matter::Decisions),
            SectionKind::Goals => !self.sees(Matter::Goals),
            _ => false,
        }
    }
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// Names of people.
    Names,
    /// Amounts of money, anywhere.
    Money,
    /// The cost section.
    CostDetail,
    /// The words of those who do the work: reasons of blocks, plans of risks, notes; colours that were
    /// computed where another was set by hand.
    InternalWords,
    /// Other clients and projects, also by name.
    Others,
    /// Escalations within the company.
    Escalations,
    /// Decisions that are waited for within the company.
    Decisions,
    /// Goals of the program.
    Goals,
    /// Single items that are neither finished nor blocked.
    SingleItems,
    /// The numbers behind a figure.
    Workings,
    /// Who changed and who owns what.
    Owners,
}

impl Matter {
    /// The words that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Names => "Names of people",
            Self::Money => "Money",
            Self::CostDetail => "Cost figures beyond the variance",
            Self::InternalWords => {
                "Internal words: reasons of blocks, plans of risks, notes, computed colours"
            }
            Self::Others => "Other clients and projects",
            Self::Escalations => "Escalations",
            Self::Decisions => "Decisions needed",
            Self::Goals => "Goals",
            Self::SingleItems => "Single items in progress",
            Self::Workings => "Numbers behind the figures",
            Self::Owners => "Changes of owners",
        }
    }
}

/// For each matter whether team, executives and client see it.
pub const RULES: [(Matter, [bool; 3]); 11] = [
    (Matter::Names, [true, true, false]),
    (Matter::Money, [true, true, false]),
    (Matter::CostDetail, [true, false, false]),
    (Matter::InternalWords, [true, true, false]),
    (Matter::Others, [true, true, false]),
    (Matter::Escalations, [true, true, false]),
    (Matter::Decisions, [true, true, false]),
    (Matter::Goals, [true, true, false]),
    (Matter::SingleItems, [true, false, true]),
    (Matter::Workings, [true, false, false]),
    (Matter::Owners, [true, false, false]),
];
