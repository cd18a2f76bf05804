//! Places in the app, as the address's hash names them.

use std::collections::BTreeMap;
use std::fmt;

/// A page of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Where am I in the day, what needs me now.
    Today,
    /// What teams say in the morning.
    Standups,
    /// What comes next, in order.
    Backlog,
    /// Goals, initiatives and milestones over time.
    Roadmap,
    /// Series, agendas and outcomes.
    Meetings,
    /// Who cares, and who answers for what.
    Stakeholders,
    /// All clients, and each of them: contracts, deliverables, service.
    Clients,
    /// Risks, assumptions, issues, dependencies.
    Risks,
    /// Incidents, minute by minute.
    WarRoom,
    /// The board.
    Board,
    /// Actions, decisions, change requests.
    Actions,
    /// The figures.
    Metrics,
    /// The status report.
    Reports,
    /// Looking back.
    Retros,
    /// Closing the day, planning the next.
    Tomorrow,
    /// Import, export, recovery points, settings.
    Data,
    /// The preview of an import under way.
    Import,
    /// An address that names no page.
    Unknown,
}

impl View {
    /// The word in the address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Standups => "standups",
            Self::Backlog => "backlog",
            Self::Roadmap => "roadmap",
            Self::Meetings => "meetings",
            Self::Stakeholders => "stakeholders",
            Self::Clients => "clients",
            Self::Risks => "risks",
            Self::WarRoom => "war-room",
            Self::Board => "board",
            Self::Actions => "actions",
            Self::Metrics => "metrics",
            Self::Reports => "reports",
            Self::Retros => "retros",
            Self::Tomorrow => "tomorrow",
            Self::Data => "data",
            Self::Import => "import",
            Self::Unknown => "unknown",
        }
    }

    /// The word that people read.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Standups => "Stand-ups",
            Self::Backlog => "Backlog",
            Self::Roadmap => "Roadmap",
            Self::Meetings => "Meetings",
            Self::Stakeholders => "Stakeholders",
            Self::Clients => "Clients",
            Self::Risks => "Risks",
            Self::WarRoom => "War room",
            Self::Board => "Board",
            Self::Actions => "Actions",
            Self::Metrics => "Metrics",
            Self::Reports => "Reports",
            Self::Retros => "Retros",
            Self::Tomorrow => "Tomorrow",
            Self::Data => "Data",
            Self::Import => "Import",
            Self::Unknown => "Not found",
        }
    }

    const ALL: [Self; 17] = [
        Self::Today,
        Self::Standups,
        Self::Backlog,
        Self::Roadmap,
        Self::Meetings,
        Self::Stakeholders,
        Self::Clients,
        Self::Risks,
        Self::WarRoom,
        Self::Board,
        Self::Actions,
        Self::Metrics,
        Self::Reports,
        Self::Retros,
        Self::Tomorrow,
        Self::Data,
        Self::Import,
    ];
}

/// A page with its filters and chosen record: everything that a link must bring back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The page.
    pub view: View,
    /// Named values, such as `project=SRCH` or `item=SRCH-341`. Keys, not ids: a link must work
    /// after an import on another machine.
    pub params: BTreeMap<String, String>,
}

impl Route {
    /// A page without parameters.
    #[must_use]
    pub const fn to(view: View) -> Self {
        Self { view, params: BTreeMap::new() }
    }

    /// The same place with a parameter set; an empty value takes it away.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if value.is_empty() {
            self.params.remove(name);
        } else {
            self.params.insert(name.to_owned(), value.to_owned());
        }
        self
    }

    /// A parameter's value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.params.get(name).map(String::as_str)
    }

    /// Reads what stands after the `#`. An empty address is Today.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let hash = hash.trim_start_matches(['#', '/']);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let view = if path.is_empty() {
            View::Today
        } else {
            View::ALL.into_iter().find(|v| v.path() == path).unwrap_or(View::Unknown)
        };
        let params = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (decode(name), decode(value)))
            .collect();
        Self { view, params }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.view.path())?;
        for (n, (name, value)) in self.params.iter().enumerate() {
            let mark = if n == 0 { '?' } else { '&' };
            write!(f, "{mark}{}={}", encode(name), encode(value))?;
        }
        Ok(())
    }
}

fn encode(text: &str) -> String {
    String::from(js_sys::encode_uri_component(text))
}

fn decode(text: &str) -> String {
    // A hand-written address may hold a stray `%`: then the text is meant as it stands.
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from)
}
