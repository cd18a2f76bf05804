//! What is simulated side by side: one stream a team, and the items that wait for others.

use super::history;
use crate::analysis::Scope;
use crate::analysis::facts::{Facts, ItemFacts};
use crate::analysis::tally::Tally;
use crate::analysis::time::Window;
use crate::model::order::InOrder;
use crate::model::{Category, LinkKind, ProjectId, Ref, ReleaseId, TeamId, WorkItemId};

/// One team's work.
pub(super) struct Stream {
    /// Its daily throughput.
    pub(super) history: Vec<u32>,
    /// Items that must be finished; none where it is simulated only because others wait for it.
    pub(super) left: u32,
    /// What people call it, and those items.
    pub(super) name: String,
    pub(super) items: Vec<WorkItemId>,
}

/// An item that others wait for, or that waits.
pub(super) struct Linked {
    /// The stream that it is in.
    pub(super) stream: usize,
    /// Which one of the stream it is, from 1: items in progress first, then by rank.
    pub(super) place: u32,
    /// What it waits for, as places in the plan's list, all before its own.
    pub(super) waits: Vec<usize>,
    /// Part of the work that is asked about; else only others wait for it.
    pub(super) counts: bool,
}

/// All that one forecast simulates.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) streams: Vec<Stream>,
    /// Each after all that it waits for.
    pub(super) linked: Vec<Linked>,
    /// Items left.
    pub(super) remaining: usize,
    /// Items without a team, counted with the largest.
    pub(super) without_team: Vec<WorkItemId>,
    /// Items that wait for others.
    pub(super) waiting: Vec<WorkItemId>,
    /// Items of others that they wait for.
    pub(super) outside: Vec<WorkItemId>,
    /// Items that wait for each other in a circle.
    pub(super) circular: Vec<WorkItemId>,
}

/// Whose stream an item is in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Crew {
    /// A team that has work in the scope; none stands for work without a team.
    Inside(Option<TeamId>),
    /// A team beside the scope that something in it waits for.
    Team(TeamId),
    /// Work beside the scope that has no team: its project's.
    Project(ProjectId),
}

/// In the order in which a team takes its work.
fn queue(items: &mut [&ItemFacts<'_>]) {
    items.order_by_key(|f| (f.category != Category::InProgress, f.item.rank, f.id));
}

/// Gathers the open work of a scope (or of one release in it) with what it waits for.
///
/// # Errors
/// The sentence that says why a team's throughput cannot be drawn from.
pub(super) fn plan(
    facts: &Facts<'_>,
    scope: Scope,
    release: Option<ReleaseId>,
    window: Window,
) -> Result<Plan, String> {
    let mut plan = Plan::default();
    let mut crews: Tally<Crew, Vec<&ItemFacts<'_>>> = Tally::new();
    for item in facts.of(scope).filter(|f| f.is_open() && (release.is_none() || f.item.release == release)) {
        crews.change(Crew::Inside(item.item.team), |items| items.push(item));
        plan.remaining += 1;
    }
    let mut crews = crews.pairs();
    house_the_homeless(&mut crews, &mut plan);
    let links = Links::new(facts);
    let beside = links.beside(facts, &mut crews);
    plan.outside = beside;
    for (crew, items) in &mut crews {
        queue(items);
        let (of_crew, name, left) = match *crew {
            Crew::Inside(team) => (Scope { team: team.or(scope.team), ..scope }, team.is_some(), items.len()),
            Crew::Team(team) => (Scope::team(team), true, 0),
            Crew::Project(project) => (Scope::project(project), true, 0),
        };
        let name = if name { of_crew.name(facts.ctx.program) } else { "The work".to_owned() };
        let items = items.iter().take(left).map(|f| f.id).collect();
        let left = u32::try_from(left).unwrap_or(u32::MAX);
        plan.streams.push(Stream { history: history(facts, of_crew, window, &name)?, left, name, items });
    }
    links.lay(&crews, &mut plan);
    Ok(plan)
}

/// Items without a team go to the largest team, as somebody has to do them.
fn house_the_homeless(crews: &mut Vec<(Crew, Vec<&ItemFacts<'_>>)>, plan: &mut Plan) {
    let largest = crews
        .iter()
        .filter(|(crew, _)| *crew != Crew::Inside(None))
        .max_by_key(|(crew, items)| (items.len(), std::cmp::Reverse(*crew)))
        .map(|(crew, _)| *crew);
    let place = crews.iter().position(|(crew, _)| *crew == Crew::Inside(None));
    if let (Some(largest), Some(place)) = (largest, place) {
        let (_, homeless) = crews.remove(place);
        plan.without_team = homeless.iter().map(|f| f.id).collect();
        if let Some((_, items)) = crews.iter_mut().find(|(crew, _)| *crew == largest) {
            items.extend(homeless);
        }
    }
}

/// Which open item waits for which other.
struct Links {
    /// The one that waits and the one that it waits for, in the order of the former.
    pairs: Vec<(WorkItemId, WorkItemId)>,
}

impl Links {
    fn new(facts: &Facts<'_>) -> Self {
        let mut pairs = Vec::new();
        for blocker in facts.items.iter().filter(|f| f.is_open() && !f.item.links.is_empty()) {
            for link in blocker.item.links.iter().filter(|l| l.kind == LinkKind::Blocks) {
                if let Ref::Item(waits) = link.to
                    && waits != blocker.item.id
                    && facts.get(waits).is_some_and(ItemFacts::is_open)
                {
                    pairs.push((waits, blocker.item.id));
                }
            }
        }
        pairs.order();
        pairs.dedup();
        Self { pairs }
    }

    /// What an item waits for.
    fn of(&self, item: WorkItemId) -> impl Iterator<Item = WorkItemId> + '_ {
        let first = self.pairs.partition_point(|(waits, _)| *waits < item);
        self.pairs
            .iter()
            .skip(first)
            .take_while(move |(waits, _)| *waits == item)
            .map(|(_, blocker)| *blocker)
    }

    /// Adds what the work waits for beside the scope: to the team's own stream where it has one, else
    /// the whole queue of the team that has it. Returns those items.
    fn beside<'f, 'a>(
        &self,
        facts: &'f Facts<'a>,
        crews: &mut Vec<(Crew, Vec<&'f ItemFacts<'a>>)>,
    ) -> Vec<WorkItemId> {
        let mut found = Vec::new();
        if self.pairs.is_empty() {
            return found;
        }
        let mut known: Vec<WorkItemId> =
            crews.iter().flat_map(|(_, items)| items.iter().map(|f| f.id)).collect();
        known.order();
        let mut open = known.clone();
        while let Some(item) = open.pop() {
            for blocker in self.of(item) {
                let Err(place) = known.binary_search(&blocker) else { continue };
                known.insert(place, blocker);
                open.push(blocker);
                let Some(blocker) = facts.get(blocker) else { continue };
                found.push(blocker.id);
                let inside = Crew::Inside(blocker.item.team);
                if let Some((_, items)) = crews.iter_mut().find(|(crew, _)| *crew == inside) {
                    items.push(blocker);
                    continue;
                }
                let (crew, scope) = match blocker.item.team {
                    Some(team) => (Crew::Team(team), Scope::team(team)),
                    None => (Crew::Project(blocker.item.project), Scope::project(blocker.item.project)),
                };
                if !crews.iter().any(|(other, _)| *other == crew) {
                    crews.push((crew, facts.of(scope).filter(|f| f.is_open()).collect()));
                }
            }
        }
        crews.order_by_key(|(crew, _)| *crew);
        found
    }

    /// Puts the linked items into an order in which each follows what it waits for.
    fn lay(&self, crews: &[(Crew, Vec<&ItemFacts<'_>>)], plan: &mut Plan) {
        if self.pairs.is_empty() {
            return;
        }
        // Item, stream, place, whether it counts.
        let mut all: Vec<(WorkItemId, usize, u32, bool)> = Vec::new();
        for (stream, (crew, items)) in crews.iter().enumerate() {
            let counts = matches!(crew, Crew::Inside(_));
            for (place, item) in (1..).zip(items) {
                all.push((item.id, stream, place, counts));
            }
        }
        all.order_by_key(|(id, ..)| *id);
        let find = |id: WorkItemId| all.binary_search_by_key(&id, |(id, ..)| *id).ok();
        let mut waits: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
        let mut is_linked = vec![false; all.len()];
        for (waiting, blocker) in &self.pairs {
            if let (Some(waiting), Some(blocker)) = (find(*waiting), find(*blocker))
                && let Some(list) = waits.get_mut(waiting)
            {
                list.push(blocker);
                for end in [waiting, blocker] {
                    if let Some(mark) = is_linked.get_mut(end) {
                        *mark = true;
                    }
                }
            }
        }
        let waiting = waits.iter().zip(&all).filter(|(w, (.., counts))| *counts && !w.is_empty());
        plan.waiting = waiting.map(|(_, (id, ..))| *id).collect();
        // Rounds: whatever waits for nothing that is still to be laid. What remains waits in a circle.
        let mut at: Vec<Option<usize>> = vec![None; all.len()];
        let mut left: Vec<usize> = (0..all.len()).filter(|n| is_linked.get(*n) == Some(&true)).collect();
        while !left.is_empty() {
            let is_free = |n: &usize| {
                waits.get(*n).is_none_or(|w| w.iter().all(|b| at.get(*b).copied().flatten().is_some()))
            };
            let (mut free, rest): (Vec<usize>, Vec<usize>) = left.iter().partition(|n| is_free(n));
            let circle = free.is_empty();
            if circle {
                plan.circular = rest.iter().filter_map(|n| all.get(*n)).map(|(id, ..)| *id).collect();
                free.clone_from(&rest);
            }
            // Ready ones by their turn in the queue.
            free.order_by_key(|n| all.get(*n).map(|(id, _, place, _)| (*place, *id)));
            for n in &free {
                let Some((_, stream, place, counts)) = all.get(*n) else { continue };
                let known = waits.get(*n).into_iter().flatten().filter_map(|b| at.get(*b).copied().flatten());
                let linked =
                    Linked { stream: *stream, place: *place, waits: known.collect(), counts: *counts };
                if let Some(slot) = at.get_mut(*n) {
                    *slot = Some(plan.linked.len());
                }
                plan.linked.push(linked);
            }
            left = if circle { Vec::new() } else { rest };
        }
    }
}
