//! The kinds of status report: how far back each looks, which sections it has, in which order.

use super::{Audience, SectionKind};
use SectionKind as S;

/// A kind of status report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Everything, every week.
    Weekly,
    /// At the end of a sprint.
    Sprint,
    /// For the steering committee.
    Monthly,
    /// For the customer.
    Client,
    /// For executives, on one page.
    OnePage,
    /// All projects.
    Portfolio,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Weekly, Self::Sprint, Self::Monthly, Self::Client, Self::OnePage, Self::Portfolio];

    /// The words that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weekly => "Weekly",
            Self::Sprint => "Sprint",
            Self::Monthly => "Monthly",
            Self::Client => "Client",
            Self::OnePage => "One page",
            Self::Portfolio => "Portfolio",
        }
    }

    /// The word in records and addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Sprint => "sprint",
            Self::Monthly => "monthly",
            Self::Client => "client",
            Self::OnePage => "one_page",
            Self::Portfolio => "portfolio",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Who reads it, as a rule.
    #[must_use]
    pub const fn audience(self) -> Audience {
        match self {
            Self::Weekly | Self::Sprint => Audience::Team,
            Self::Monthly | Self::OnePage | Self::Portfolio => Audience::Executive,
            Self::Client => Audience::Client,
        }
    }

    /// Days that it looks back without a report before it; the reporting interval is given.
    #[must_use]
    pub const fn days(self, interval: u16) -> u64 {
        match self {
            Self::Sprint => 14,
            Self::Monthly => 30,
            _ => interval as u64,
        }
    }

    /// Its sections in their order; the others are left out until they are asked for.
    #[must_use]
    pub const fn sections(self) -> &'static [SectionKind] {
        match self {
            Self::Weekly => &SectionKind::ALL,
            Self::Sprint => &[
                S::Summary,
                S::Progress,
                S::Achievements,
                S::Goals,
                S::Changes,
                S::Metrics,
                S::Risks,
                S::Next,
            ],
            Self::Monthly => &[
                S::Summary,
                S::Status,
                S::Decisions,
                S::Changes,
                S::Milestones,
                S::Goals,
                S::Risks,
                S::Escalations,
                S::ChangeRequests,
                S::Metrics,
                S::Cost,
            ],
            Self::Client => &[
                S::Summary,
                S::Status,
                S::Changes,
                S::Milestones,
                S::Achievements,
                S::Risks,
                S::Incidents,
                S::ChangeRequests,
                S::Service,
                S::Next,
            ],
            Self::OnePage => {
                &[S::Summary, S::Status, S::Decisions, S::Changes, S::Milestones, S::Progress, S::Risks]
            }
            Self::Portfolio => &[
                S::Summary,
                S::Status,
                S::Decisions,
                S::Changes,
                S::Milestones,
                S::Escalations,
                S::Risks,
                S::Metrics,
            ],
        }
    }
}
