//! The integrity check: what would make views or figures lie.

use super::cost::Phase;
use super::id::WorkItemId;
use super::item::{Parent, WorkItem};
use super::meeting::Meeting;
use super::order::InOrder;
use super::program::Program;
use super::reference::Link;
use super::risk::Watch;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One broken rule, in words that name the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, such as `SRCH-341` or `projects/0000000000a1`.
    pub place: String,
    /// What is wrong, as half a sentence.
    pub what: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

struct Checker<'a> {
    program: &'a Program,
    statuses: HashSet<super::id::StatusId>,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    #[inline(never)]
    fn say(&mut self, place: &str, what: String) {
        self.problems.push(Problem { place: place.to_owned(), what });
    }

    fn report(&mut self, place: &str, what: impl AsRef<str>) {
        self.say(place, what.as_ref().to_owned());
    }

    /// Apart from the look-up, which is compiled for each table.
    #[inline(never)]
    fn unknown(&mut self, place: &str, what: &str) {
        self.report(place, format!("its {what} is not in the program"));
    }

    /// Reports a reference to a record that is not there.
    fn known<Id: Ord, R>(&mut self, place: &str, what: &str, id: Option<&Id>, table: &BTreeMap<Id, R>) {
        if id.is_some_and(|id| !table.contains_key(id)) {
            self.unknown(place, what);
        }
    }

    /// Reports records that stand under another id than their own; one function for all tables.
    #[inline(never)]
    fn moved(&mut self, table: &str, ids: &mut dyn Iterator<Item = u64>) {
        for id in ids {
            self.report(&format!("{table}/{}", WorkItemId::from(id)), "its id differs from its place");
        }
    }

    fn links(&mut self, place: &str, links: &[Link]) {
        for link in links {
            if !link.to.is_known(self.program) {
                self.report(place, "it links to a record that is not in the program");
            }
        }
    }

    fn item(&mut self, item: &WorkItem) {
        let (place, program) = (item.key.as_str(), self.program);
        if !self.statuses.contains(&item.status) {
            self.report(place, "its status is in no workflow");
        }
        self.known(place, "project", Some(&item.project), &program.projects);
        self.known(place, "owner", item.owner.as_ref(), &program.people);
        self.known(place, "team", item.team.as_ref(), &program.teams);
        self.known(place, "sprint", item.sprint.as_ref(), &program.sprints);
        self.known(place, "release", item.release.as_ref(), &program.releases);
        self.known(place, "goal", item.goal.as_ref(), &program.goals);
        if let Some(Parent::Item(parent)) = &item.parent {
            self.known(place, "parent", Some(parent), &program.items);
        }
        self.links(place, &item.links);
    }

    fn meeting(&mut self, meeting: &Meeting) {
        let (place, program) = (meeting.title.as_str(), self.program);
        self.known(place, "project", meeting.project.as_ref(), &program.projects);
        self.known(place, "team", meeting.team.as_ref(), &program.teams);
        for person in meeting.attendees.iter().chain(&meeting.organizer).filter_map(|a| a.person.as_ref()) {
            self.known(place, "attendee", Some(person), &program.people);
        }
    }

    /// Dependencies, tests and their runs.
    fn others(&mut self) {
        let program = self.program;
        for dependency in program.dependencies.values() {
            let place = &dependency.title;
            self.known(place, "owner", dependency.owner.as_ref(), &program.people);
            for (what, side) in [("giving side", &dependency.giver), ("needing side", &dependency.needer)] {
                if !side.is_known(program) {
                    self.unknown(place, what);
                }
            }
        }
        for test in program.tests.values() {
            if test.about.as_ref().is_some_and(|about| !about.is_known(program)) {
                self.report(&test.name, "it is for a record that is not in the program");
            }
        }
        let mut numbers: HashSet<(&str, u32)> = HashSet::new();
        for run in program.test_runs.values() {
            let place = format!("test_runs/{}", run.id);
            self.known(&place, "project", run.project.as_ref(), &program.projects);
            self.known(&place, "release", run.release.as_ref(), &program.releases);
            if run.failures.iter().any(|f| !program.tests.contains_key(&f.test)) {
                self.unknown(&place, "failing test");
            }
            if !numbers.insert((&run.series, run.number)) {
                self.report(&place, "another run of its series has its number");
            }
            self.links(&place, &run.links);
        }
    }

    /// Records that are kept in the shared way: what they mention is there.
    fn kept(&mut self) {
        let program = self.program;
        let mut lost: Vec<(String, &'static str)> = Vec::new();
        program.each_kept(&mut |record| {
            record.mention(&mut |to| {
                if !to.is_known(program) {
                    let place = if record.key().is_empty() { record.title() } else { record.key() };
                    lost.push((place.to_owned(), to.kind()));
                }
            });
        });
        for (place, kind) in lost {
            self.unknown(&place, &kind.replace('_', " "));
        }
    }

    fn hierarchy(&mut self) {
        let parent_of = |id: &WorkItemId| match self.program.items.get(id)?.parent {
            Some(Parent::Item(parent)) => Some(parent),
            _ => None,
        };
        let mut safe: BTreeSet<WorkItemId> = BTreeSet::new();
        let mut looped = Vec::new();
        for id in self.program.items.keys() {
            let mut path = BTreeSet::new();
            let mut at = Some(*id);
            while let Some(here) = at {
                if safe.contains(&here) {
                    break;
                }
                if !path.insert(here) {
                    looped.push(here);
                    break;
                }
                at = parent_of(&here);
            }
            safe.extend(path);
        }
        for id in looped {
            let key = self.program.items.get(&id).map(|i| i.key.clone()).unwrap_or_default();
            self.report(&key, "it is its own ancestor");
        }
    }
}

/// Every broken rule of a program; empty when it is sound.
///
/// Rules: ids in tables match their records; keys are unique; every reference resolves; a parent is
/// not below its child; scores lie in 1–5; sprints and packages do not end before they start.
#[must_use]
pub fn check(program: &Program) -> Vec<Problem> {
    let statuses: Vec<_> = program.workflows.values().flat_map(|w| &w.statuses).collect();
    let mut checker =
        Checker { program, statuses: statuses.iter().map(|s| s.id).collect(), problems: Vec::new() };
    if checker.statuses.len() != statuses.len() {
        checker.report("workflows", "two statuses have the same id");
    }

    macro_rules! ids_match {
        ($($table:ident),*) => {$(
            let mut moved = program.$table.iter().filter(|(id, record)| record.id != **id);
            checker.moved(stringify!($table), &mut moved.by_ref().map(|(id, _)| id.number()));
        )*};
    }
    ids_match!(
        people,
        teams,
        clients,
        goals,
        projects,
        workflows,
        sprints,
        releases,
        milestones,
        items,
        risks,
        packages,
        costs,
        slas,
        clocks,
        absences,
        plan,
        sources,
        meetings,
        dependencies,
        tests,
        test_runs,
        actions,
        decisions,
        changes,
        assumptions,
        issues,
        escalations,
        ladders,
        incidents,
        stand_ups,
        blockers,
        stakeholders,
        raci,
        sessions,
        retros,
        initiatives,
        experiments,
        contracts,
        deliverables,
        satisfaction,
        efforts,
        reports,
        templates,
        routines,
        checklists,
        day_notes,
        snoozes,
        filters
    );

    let mut keys: HashMap<&str, usize> = HashMap::new();
    for key in program.items.values().map(|i| &i.key).chain(program.risks.values().map(|r| &r.key)) {
        *keys.entry(key.as_str()).or_default() += 1;
    }
    let mut kept_keys: HashMap<String, usize> = HashMap::new();
    program.each_kept(&mut |record| {
        if !record.key().is_empty() {
            *kept_keys.entry(record.key().to_owned()).or_default() += 1;
        }
    });
    for (key, count) in &kept_keys {
        *keys.entry(key.as_str()).or_default() += count;
    }
    let mut doubled: Vec<_> = keys.iter().filter(|(_, n)| **n > 1).map(|(key, _)| *key).collect();
    doubled.order();
    for key in doubled {
        checker.report(key, "two records have this key");
    }

    for workflow in program.workflows.values() {
        if workflow.statuses.is_empty() {
            checker.report(&workflow.name, "the workflow has no status");
        }
    }
    for person in program.people.values() {
        checker.known(&person.name, "team", person.team.as_ref(), &program.teams);
    }
    for project in program.projects.values() {
        checker.known(&project.name, "client", project.client.as_ref(), &program.clients);
        checker.known(&project.name, "workflow", Some(&project.workflow), &program.workflows);
    }
    for goal in program.goals.values() {
        checker.known(&goal.name, "project", goal.project.as_ref(), &program.projects);
    }
    for sprint in program.sprints.values() {
        checker.known(&sprint.name, "team", sprint.team.as_ref(), &program.teams);
        checker.known(&sprint.name, "project", sprint.project.as_ref(), &program.projects);
        if sprint.start.zip(sprint.end).is_some_and(|(start, end)| end < start) {
            checker.report(&sprint.name, "it ends before it starts");
        }
    }
    for release in program.releases.values() {
        checker.known(&release.name, "project", release.project.as_ref(), &program.projects);
    }
    for milestone in program.milestones.values() {
        checker.known(&milestone.name, "project", Some(&milestone.project), &program.projects);
        checker.known(&milestone.name, "release", milestone.release.as_ref(), &program.releases);
    }
    for item in program.items.values() {
        checker.item(item);
    }
    for risk in program.risks.values() {
        checker.known(&risk.key, "project", risk.project.as_ref(), &program.projects);
        checker.known(&risk.key, "owner", risk.owner.as_ref(), &program.people);
        let watch_known = match &risk.watch {
            None => true,
            Some(Watch::VelocityUnder(team, _)) => program.teams.contains_key(team),
            Some(Watch::ConfidenceUnder(milestone, _)) => program.milestones.contains_key(milestone),
            Some(Watch::DependencyLate(dependency)) => program.dependencies.contains_key(dependency),
        };
        if !watch_known {
            checker.report(&risk.key, "its trigger watches a record that is not there");
        }
        if !risk.inherent.is_valid()
            || !risk.residual.is_valid()
            || risk.target.is_some_and(|t| !t.is_valid())
        {
            checker.report(&risk.key, "a score is not between 1 and 5");
        }
        checker.links(&risk.key, &risk.links);
    }
    for package in program.packages.values() {
        checker.known(&package.name, "project", Some(&package.project), &program.projects);
        if package.finish < package.start {
            checker.report(&package.name, "it ends before it starts");
        }
        if !Phase::are_a_plan(&package.phases, package.start, package.finish) {
            checker.report(&package.name, "its planned shares fall, or lie outside its baseline");
        }
    }
    for cost in program.costs.values() {
        let place = format!("costs/{}", cost.id);
        checker.known(&place, "project", Some(&cost.project), &program.projects);
        checker.known(&place, "package", cost.package.as_ref(), &program.packages);
    }
    if program.settings.waiting.iter().any(|status| !checker.statuses.contains(status)) {
        checker.report("settings", "a status that counts as waiting is in no workflow");
    }
    for sla in program.slas.values() {
        let mut pauses = sla.rule.iter().flat_map(|rule| &rule.pauses);
        if pauses.any(|status| !checker.statuses.contains(status)) {
            checker.report(&sla.name, "a status that pauses its clocks is in no workflow");
        }
        checker.known(&sla.name, "client", sla.client.as_ref(), &program.clients);
        checker.known(&sla.name, "project", sla.project.as_ref(), &program.projects);
    }
    for clock in program.clocks.values() {
        let place = format!("clocks/{}", clock.id);
        checker.known(&place, "service level", Some(&clock.sla), &program.slas);
        checker.known(&place, "item", clock.item.as_ref(), &program.items);
        if let Some(fault) = clock.fault() {
            checker.report(&place, fault);
        }
    }
    for absence in program.absences.values() {
        let place = format!("absences/{}", absence.id);
        checker.known(&place, "person", Some(&absence.person), &program.people);
        if absence.to < absence.from {
            checker.report(&place, "it ends before it starts");
        }
    }
    for source in program.sources.values() {
        checker.known(&source.name, "project", Some(&source.project), &program.projects);
        for team in source.teams.values() {
            checker.known(&source.name, "team", Some(team), &program.teams);
        }
        for sprint in source.sprints.values() {
            checker.known(&source.name, "sprint", Some(sprint), &program.sprints);
        }
    }
    for meeting in program.meetings.values() {
        checker.meeting(meeting);
    }
    checker.others();
    checker.kept();
    checker.hierarchy();
    checker.problems
}
