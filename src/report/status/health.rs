//! The summary and the status colours.

use super::{Block, Cell, Desk, Span, Written, clean, heads, paragraph};
use crate::analysis::rag::health_of;
use crate::analysis::words::count;
use crate::analysis::{Colour, Dimension};
use crate::model::order::InOrder;
use crate::model::{Project, ProjectId};
use crate::report::text::{blocks, long, overall, sentence, short};
use std::sync::Arc;

/// The colours that the audience sees.
pub(super) struct Seen<'a> {
    /// The worst of all that follow.
    pub(super) overall: Colour,
    /// Per project; one only, where the report is about one.
    projects: Vec<(&'a Arc<Project>, Colour, Vec<Dimension>)>,
}

impl Seen<'_> {
    /// The overall colour in words.
    pub(super) fn words(&self) -> String {
        let dimensions = || self.projects.iter().flat_map(|(_, _, all)| all);
        let unknown = dimensions().filter(|d| d.shown == Colour::Unknown).count();
        overall(self.overall, unknown, dimensions().count())
    }
}

/// Reads the colours, without those that the audience must not know of: a client's overall colour
/// is not decided by money.
pub(super) fn read<'a>(desk: &Desk<'_, 'a>) -> Seen<'a> {
    let wanted = |id: &ProjectId| desk.scope.project.is_none_or(|p| p == *id);
    let mut projects = Vec::new();
    for project in desk.facts.ctx.program.projects.values().filter(|p| wanted(&p.id)) {
        let mut dimensions = health_of(desk.facts, Some(project.id)).dimensions;
        if desk.is_client() {
            dimensions.retain(|d| d.key != "cost");
        }
        let worst = dimensions.iter().map(|d| d.shown).max().unwrap_or(Colour::Unknown);
        projects.push((project, worst, dimensions));
    }
    projects.order_by(|a, b| (b.1, &a.0.name, a.0.id).cmp(&(a.1, &b.0.name, b.0.id)));
    Seen { overall: projects.first().map_or(Colour::Unknown, |p| p.1), projects }
}

/// The dimension that decides: the first with the worst colour.
fn deciding(dimensions: &[Dimension], worst: Colour) -> Option<&Dimension> {
    dimensions.iter().find(|d| d.shown == worst)
}

/// What the shown colour rests on: the reason of whoever set it, else the computed one.
fn reason(dimension: &Dimension) -> String {
    clean(dimension.set_by_hand.as_ref().map_or(&dimension.reason, |by_hand| &by_hand.reason))
}

/// The user's own words, else two computed sentences.
pub(super) fn summary(desk: &Desk<'_, '_>, seen: &Seen<'_>) -> Written {
    if let (Some(_), [(project, ..)]) = (desk.scope.project, seen.projects.as_slice()) {
        let own = blocks(&project.summary);
        if !own.is_empty() {
            return (own.len(), own);
        }
    }
    let text = format!("{} {}", stand(desk, seen), pace(desk));
    (1, vec![paragraph(text)])
}

fn stand(desk: &Desk<'_, '_>, seen: &Seen<'_>) -> String {
    let name = if desk.is_named_after_a_project() { "The program".to_owned() } else { desk.name() };
    let worst = seen.projects.first();
    match (seen.overall, worst) {
        (Colour::Unknown, _) | (_, None) => format!("The status of {name} cannot be computed yet."),
        (Colour::Green, Some((_, _, dimensions))) if desk.scope.project.is_some() => {
            match dimensions.iter().filter(|d| d.shown == Colour::Unknown).count() {
                0 => format!("{name} is green in every dimension."),
                unknown => format!("{name} is green; {unknown} of {} cannot be computed.", dimensions.len()),
            }
        }
        (Colour::Green, _) => {
            let (green, all) = (seen.projects.iter().filter(|p| p.1 == Colour::Green), seen.projects.len());
            let caveat = unknown(seen).map(|caveat| format!("; {caveat}")).unwrap_or_default();
            let all = count(all, "project", "projects");
            format!("{name} is green in {} of {all}{caveat}.", green.count())
        }
        (colour, Some((project, _, dimensions))) => {
            let word = colour.name().to_lowercase();
            let of = if desk.scope.project.is_some() {
                String::new()
            } else {
                format!(" in {}", clean(&project.name))
            };
            match deciding(dimensions, colour) {
                Some(d) => {
                    let why =
                        format!("{name} is {word} because of {}{of}: {}", d.name.to_lowercase(), reason(d));
                    // The first stands for all: that there are others is said.
                    let all = seen.projects.iter().flat_map(|(_, _, all)| all).filter(|d| d.shown == colour);
                    match all.count().saturating_sub(1) {
                        0 => sentence(&why),
                        n => format!(
                            "{} {} {} {word}, too.",
                            sentence(&why),
                            count(n, "other dimension", "other dimensions"),
                            be(n)
                        ),
                    }
                }
                None => format!("{name} is {word}."),
            }
        }
    }
}

/// "4 of 5 dimensions cannot be computed in 2 projects": how little the colours may rest on.
fn unknown(seen: &Seen<'_>) -> Option<String> {
    let unknown =
        |(_, _, all): &(_, _, Vec<Dimension>)| all.iter().filter(|d| d.shown == Colour::Unknown).count();
    let numbers: Vec<usize> = seen.projects.iter().map(unknown).filter(|n| *n > 0).collect();
    let (least, most) = (numbers.iter().min()?, numbers.iter().max()?);
    let of = seen.projects.iter().map(|(_, _, all)| all.len()).max()?;
    let range = if least == most { most.to_string() } else { format!("{least} to {most}") };
    let projects = count(numbers.len(), "project", "projects");
    Some(format!("{range} of {of} dimensions cannot be computed in {projects}"))
}

const fn be(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// "6 items were finished since 14 November, and 2 are blocked."
fn pace(desk: &Desk<'_, '_>) -> String {
    let finished = super::done::finished(desk).len();
    let blocked = super::risks::blocked(desk).len();
    let done = if finished == 1 { "was" } else { "were" };
    let blocked = match blocked {
        0 => "none is blocked".to_owned(),
        n => format!("{n} {} blocked", be(n)),
    };
    let since = long(desk.since, desk.today);
    match finished {
        0 => format!("Nothing was finished since {since}; of the open items, {blocked}."),
        n => format!(
            "{} {done} finished since {since}; of the open ones, {blocked}.",
            count(n, "item", "items")
        ),
    }
}

fn colour(colour: Colour) -> Span {
    Span::Status(colour, colour.name().to_owned())
}

/// The overall colour of the state that the report compares with, by the dimensions that the audience sees:
/// a client's is not decided by money. None where nothing was known.
pub(super) fn before(desk: &Desk<'_, '_>) -> Option<Colour> {
    let marks = &desk.before().marks;
    let was = if desk.is_client() {
        let seen = marks.colours.keys().filter(|key| !matches!(key.as_str(), "overall" | "cost"));
        seen.filter_map(|key| marks.colour(key)).max()
    } else {
        marks.colour("overall")
    };
    was.filter(|was| *was != Colour::Unknown)
}

/// Where a colour came from: `worse, was Green`, `as before`; nothing where it was not known.
fn trend(was: Option<Colour>, is: Colour) -> Option<String> {
    let was = was.filter(|was| *was != Colour::Unknown && is != Colour::Unknown)?;
    Some(match is.cmp(&was) {
        std::cmp::Ordering::Equal => "as before".to_owned(),
        std::cmp::Ordering::Greater => format!("worse, was {}", was.name()),
        std::cmp::Ordering::Less => format!("better, was {}", was.name()),
    })
}

/// Colour, reason and limit per dimension, or a row per project.
pub(super) fn section(desk: &Desk<'_, '_>, seen: &Seen<'_>) -> Written {
    match (desk.scope.project, seen.projects.as_slice()) {
        (_, []) => {
            let text = "There is no project yet.".to_owned();
            (0, vec![paragraph(text)])
        }
        (Some(_), [(_, _, dimensions), ..]) => {
            if desk.is_client() {
                // The cost dimension.
                desk.withhold(1);
            }
            let marks = &desk.before().marks;
            let trends: Vec<_> = dimensions.iter().map(|d| trend(marks.colour(d.key), d.shown)).collect();
            let columns = Columns {
                trend: trends.iter().any(Option::is_some),
                // One page has no room for what its readers do not ask for.
                limit: desk.kind != super::Kind::OnePage,
            };
            let mut names = vec!["Dimension", "Status"];
            names.extend(columns.trend.then_some("Trend"));
            names.push("Why");
            names.extend(columns.limit.then_some("Limit"));
            let rows =
                dimensions.iter().zip(trends).map(|(d, trend)| row(desk, d, trend, &columns)).collect();
            (dimensions.len(), vec![Block::Table { head: heads(&names), rows }])
        }
        (None, projects) => (projects.len(), portfolio(desk, projects)),
    }
}

/// Which columns the table of dimensions has beside the usual ones.
struct Columns {
    trend: bool,
    limit: bool,
}

fn row(desk: &Desk<'_, '_>, d: &Dimension, trend: Option<String>, columns: &Columns) -> Vec<Cell> {
    let mut why = Vec::new();
    if let Some(by_hand) = &d.set_by_hand {
        why.push(Span::Text(sentence(&clean(&by_hand.reason))));
        let on = short(desk.facts.day(by_hand.at), desk.today);
        why.push(Span::Quiet(format!("Set by hand on {on}.")));
        if d.stale {
            why.push(Span::Status(Colour::Unknown, "Stale".to_owned()));
            why.push(Span::Quiet("as it is older than the reporting interval.".to_owned()));
        }
        // That others computed another colour is for those inside: the client reads the reason that was given.
        if desk.is_client() {
            why.truncate(1);
            desk.withhold(1);
        } else {
            why.push(Span::Quiet("Computed:".to_owned()));
            why.push(colour(d.computed));
            why.push(Span::Quiet(sentence(&clean(&d.reason))));
        }
    } else {
        why.push(Span::Text(clean(&d.reason)));
    }
    let mut row = vec![Span::Strong(d.name.to_owned()).into(), colour(d.shown).into()];
    if columns.trend {
        row.push(Cell::from(trend.map(Span::Quiet).into_iter().collect::<Vec<_>>()).tight());
    }
    row.push(why.into());
    if columns.limit {
        row.push(Cell::from(Span::Quiet(d.limit.clone())).tight());
    }
    row
}

/// `Cost and Quality, too.`: the other dimensions of the same colour; empty where there are none.
fn others(dimensions: &[Dimension], first: &Dimension) -> String {
    let same = dimensions.iter().filter(|d| d.shown == first.shown && d.key != first.key);
    let names: Vec<&str> = same.map(|d| d.name).collect();
    if names.is_empty() { String::new() } else { format!("{}, too.", names.join(" and ")) }
}

/// One row per project, the worst first, then why for those that are not green.
fn portfolio(desk: &Desk<'_, '_>, projects: &[(&Arc<Project>, Colour, Vec<Dimension>)]) -> Vec<Block> {
    let most = desk.most(usize::MAX, 10);
    let mut head = heads(&["Project", "Overall"]);
    if let Some((_, _, dimensions)) = projects.first() {
        head.extend(dimensions.iter().map(|d| d.name.to_owned()));
    }
    let row = |(project, overall, dimensions): &(&Arc<Project>, Colour, Vec<Dimension>)| {
        let was = desk.before().marks.projects.get(&project.id).and_then(|word| Colour::parse(word));
        let mut shown = vec![colour(*overall)];
        // Better only by what is not known any more is not better.
        let unknown = dimensions.iter().any(|d| d.shown == Colour::Unknown);
        let said = match (trend(was, *overall), was) {
            (Some(_), Some(was)) if unknown && *overall < was => Some(format!("was {}", was.name())),
            (said, _) => said,
        };
        shown.extend(said.filter(|_| !desk.is_client()).map(Span::Quiet));
        let mut row = vec![Cell::from(Span::Strong(clean(&project.name))), shown.into()];
        row.extend(dimensions.iter().map(|d| Cell::from(colour(d.shown))));
        row
    };
    let mut blocks = vec![Block::Table { head, rows: projects.iter().take(most).map(row).collect() }];
    desk.more(projects.len(), most, &mut blocks);
    let off = |p: &&(&Arc<Project>, Colour, Vec<Dimension>)| matches!(p.1, Colour::Amber | Colour::Red);
    let why: Vec<Vec<Span>> = projects
        .iter()
        .filter(off)
        .filter_map(|(project, overall, dimensions)| {
            let d = deciding(dimensions, *overall)?;
            let by_hand = if d.set_by_hand.is_some() { ", set by hand" } else { "" };
            Some(vec![
                Span::Strong(format!("{}:", clean(&project.name))),
                colour(*overall),
                Span::Text(sentence(&format!("{}{by_hand}: {}", d.name, reason(d)))),
                Span::Quiet(others(dimensions, d)),
            ])
        })
        .collect();
    let (all, most) = (why.len(), desk.most(usize::MAX, 5));
    if all > 0 {
        blocks.push(Block::Bullets(why.into_iter().take(most).collect()));
        desk.more(all, most, &mut blocks);
    }
    blocks
}
