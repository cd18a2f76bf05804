//! The RAID register: risks, assumptions, issues, dependencies and escalations as lines of one table,
//! filtered and ordered.

mod lines;

use crate::analysis::{Colour, Context, Scope};
use crate::model::order::InOrder;
use crate::model::{Date, Money, PersonId, Program, ProjectId, Ref, Score};

/// One of the five lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// What may happen.
    #[default]
    Risks,
    /// What the plan takes for granted.
    Assumptions,
    /// What has happened and hurts.
    Issues,
    /// What one side needs from another.
    Dependencies,
    /// What others are asked for.
    Escalations,
}

impl Kind {
    /// All, in the order of the register.
    pub const ALL: [Self; 5] =
        [Self::Risks, Self::Assumptions, Self::Issues, Self::Dependencies, Self::Escalations];

    /// The word in an address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Risks => "risks",
            Self::Assumptions => "assumptions",
            Self::Issues => "issues",
            Self::Dependencies => "dependencies",
            Self::Escalations => "escalations",
        }
    }

    /// What people read: of many, and of one.
    #[must_use]
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Risks => ("Risks", "Risk"),
            Self::Assumptions => ("Assumptions", "Assumption"),
            Self::Issues => ("Issues", "Issue"),
            Self::Dependencies => ("Dependencies", "Dependency"),
            Self::Escalations => ("Escalations", "Escalation"),
        }
    }

    /// The list that a word of an address names; risks for any other.
    #[must_use]
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.word() == word).unwrap_or_default()
    }

    /// The columns beside key and title: word in an address, heading, whether it holds numbers.
    #[must_use]
    pub const fn columns(self) -> &'static [(&'static str, &'static str, bool)] {
        match self {
            Self::Risks => &[
                ("category", "Category", false),
                ("inherent", "Inherent", true),
                ("residual", "Residual", false),
                ("exposure", "Exposure", true),
                ("owner", "Owner", false),
                ("review", "Review", false),
            ],
            Self::Assumptions => &[
                ("category", "Category", false),
                ("impact", "If it does not hold", false),
                ("owner", "Owner", false),
                ("validate", "Validate by", false),
                ("state", "State", false),
            ],
            Self::Issues => &[
                ("category", "Category", false),
                ("severity", "Severity", false),
                ("cost", "Cost", true),
                ("owner", "Owner", false),
                ("due", "Due", false),
                ("state", "State", false),
            ],
            Self::Dependencies => &[
                ("from", "From", false),
                ("for", "For", false),
                ("needed", "Needed by", false),
                ("promised", "Committed by", false),
                ("late", "Late", false),
                ("owner", "Owner", false),
                ("state", "State", false),
            ],
            Self::Escalations => &[
                ("about", "About", false),
                ("to", "To", false),
                ("sent", "Sent", false),
                ("answer", "Answer by", false),
                ("state", "State", false),
            ],
        }
    }
}

/// One value of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// Words with a colour.
    Mark(Colour, String, i64),
    /// A score without a colour.
    Score(Score),
    /// An amount; none where it is not set.
    Money(Option<Money>),
    /// A day, and by how many days it is past where that matters: 0 = today.
    Day(Option<Date>, Option<i64>),
    /// A person, with the name.
    Person(Option<PersonId>, String),
}

impl Value {
    /// What lines are ordered by; what is not set comes last either way.
    fn rank(&self) -> (bool, i64, String) {
        let number = |n: i64| (false, n, String::new());
        let nothing = (true, 0, String::new());
        match self {
            Self::Text(text) | Self::Person(_, text) if text.is_empty() => nothing,
            Self::Text(text) | Self::Person(_, text) => (false, 0, text.to_lowercase()),
            Self::Mark(_, _, rank) => number(*rank),
            Self::Score(score) => number(i64::from(score.value())),
            Self::Money(money) => money.map_or(nothing, |m| number(m.amount)),
            Self::Day(day, _) => day.map_or(nothing, |d| number((d - Date::default()).num_days())),
        }
    }
}

/// One record as a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The record.
    pub to: Ref,
    /// What people call it; may be empty.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What to say beside the title, such as `Occurred` or `Opportunity`.
    pub aside: String,
    /// Its category, for the filter.
    pub category: String,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// Its state: in an address, and for people.
    pub state: (&'static str, &'static str),
    /// It is still to be watched or done.
    pub open: bool,
    /// The score that the matrix shows; none for other kinds than threats.
    pub score: Option<Score>,
    /// The projects that it is about; none for the whole program.
    pub projects: Vec<ProjectId>,
    /// The values of the columns.
    pub values: Vec<Value>,
    /// The usual order: the smallest first.
    usual: (bool, i64, i64),
}

/// Which lines are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this project (team is not asked).
    pub scope: Scope,
    /// Of this owner; `Some(None)` = without one.
    pub owner: Option<Option<PersonId>>,
    /// Of this category; empty = any.
    pub category: String,
    /// In this state, by its word; empty = any that is open.
    pub state: String,
    /// With these words in key or title.
    pub text: String,
    /// Closed ones, too.
    pub closed: bool,
    /// Standing in this field of the matrix.
    pub cell: Option<Score>,
    /// The matrix shows inherent scores.
    pub inherent: bool,
}

impl Filter {
    fn holds(&self, line: &Line) -> bool {
        let text = self.text.trim().to_lowercase();
        in_project(&line.projects, self.scope)
            && (self.closed || line.open || line.state.0 == self.state)
            && self.owner.is_none_or(|owner| line.owner == owner)
            && (self.category.is_empty() || line.category == self.category)
            && (self.state.is_empty() || line.state.0 == self.state)
            && self.cell.is_none_or(|cell| line.score == Some(cell))
            && (text.is_empty()
                || line.key.to_lowercase().contains(&text)
                || line.title.to_lowercase().contains(&text))
    }
}

fn in_project(projects: &[ProjectId], scope: Scope) -> bool {
    scope.project.is_none_or(|project| projects.contains(&project))
}

/// The lines of a list that a filter lets through, in an order: the word of a column, with `-` before
/// it for the highest first; empty for the usual order.
#[must_use]
pub fn lines(ctx: &Context<'_>, kind: Kind, filter: &Filter, order: &str) -> Vec<Line> {
    let mut all = lines::all(ctx, kind, filter.inherent);
    all.retain(|line| filter.holds(line));
    let (down, word) = order.strip_prefix('-').map_or((false, order), |word| (true, word));
    let column = kind.columns().iter().position(|(name, ..)| *name == word);
    let by_key = word == "key" || word == "title";
    if column.is_none() && !by_key {
        all.order_by_key(|line| (line.usual, natural(&line.key), line.title.clone()));
        return all;
    }
    let rank = |line: &Line| match column.and_then(|at| line.values.get(at)) {
        Some(value) => value.rank(),
        None if word == "key" => (line.key.is_empty(), natural(&line.key).1, natural(&line.key).0),
        None => (line.title.is_empty(), 0, line.title.to_lowercase()),
    };
    all.order_by(|a, b| {
        let (a_rank, b_rank) = (rank(a), rank(b));
        let set = a_rank.0.cmp(&b_rank.0);
        let value = (a_rank.1, &a_rank.2).cmp(&(b_rank.1, &b_rank.2));
        let value = if down { value.reverse() } else { value };
        set.then(value).then_with(|| natural(&a.key).cmp(&natural(&b.key)))
    });
    all
}

/// A key's letters and number, so that R-9 comes before R-12.
fn natural(key: &str) -> (String, i64) {
    let (letters, number) = key.rsplit_once('-').unwrap_or((key, ""));
    (letters.to_owned(), number.parse().unwrap_or(0))
}

/// How many open records each list holds, in the order of [`Kind::ALL`].
#[must_use]
pub fn counts(ctx: &Context<'_>, scope: Scope) -> [usize; 5] {
    Kind::ALL.map(|kind| {
        let all = lines::all(ctx, kind, false);
        all.iter().filter(|line| line.open && in_project(&line.projects, scope)).count()
    })
}

/// The categories in use in a list, in the order of the alphabet.
#[must_use]
pub fn categories(ctx: &Context<'_>, kind: Kind) -> Vec<String> {
    let mut all: Vec<String> = lines::all(ctx, kind, false).into_iter().map(|l| l.category).collect();
    all.retain(|category| !category.is_empty());
    all.order();
    all.dedup();
    all
}

/// The states of a kind of record: in an address, and for people.
#[must_use]
pub fn states(kind: Kind) -> Vec<(&'static str, &'static str)> {
    lines::states(kind)
}

/// The projects that the end of a dependency belongs to.
fn projects_of(program: &Program, to: &Ref) -> Option<ProjectId> {
    match to {
        Ref::Item(id) => program.items.get(id).map(|i| i.project),
        Ref::Milestone(id) => program.milestones.get(id).map(|m| m.project),
        Ref::Project(id) => Some(*id),
        _ => None,
    }
}

/// The end of a dependency that a text means: a team, project, milestone or item by its name or key, in
/// any case; a name outside the program for anything else.
#[must_use]
pub fn end_named(program: &Program, text: &str) -> Ref {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is = |name: &str| name.to_lowercase() == text.to_lowercase();
    let team = || program.teams.values().find(|t| is(&t.name)).map(|t| Ref::Team(t.id));
    let project =
        || program.projects.values().find(|p| is(&p.name) || is(&p.prefix)).map(|p| Ref::Project(p.id));
    let milestone = || {
        let mut all: Vec<_> = program.milestones.values().filter(|m| is(&m.name)).collect();
        // The next one of several with a name.
        all.order_by_key(|m| (m.reached.is_some(), m.due, m.id));
        all.first().map(|m| Ref::Milestone(m.id))
    };
    let item = || program.items.values().find(|i| is(&i.key)).map(|i| Ref::Item(i.id));
    team().or_else(project).or_else(milestone).or_else(item).unwrap_or(Ref::External(text))
}
