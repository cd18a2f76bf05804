//! From drafts to records: numbers, the defects' releases, the agreed scope.

use super::days::{Days, plus};
use super::draft::{DONE, Draft, Work};
use super::ground::Ground;
use crate::model::order::InOrder;
use crate::model::{ItemKind, Points, ScopeBaseline};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Ground {
    /// Numbers the drafts and makes records of them.
    pub(super) fn settle(&mut self, days: &Days<'_>, work: Work) {
        let mut drafts = work.drafts;
        drafts.order_by_key(|draft| draft.created);
        self.assign_defects(&mut drafts, days);
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        for prefix in ["SRCH", "PLT", "MOB", "KES", "NOR", "CHK"] {
            let named: Vec<u32> =
                drafts.iter().filter(|d| d.home.prefix == prefix).filter_map(|d| d.number).collect();
            let plain = drafts.iter().filter(|d| d.home.prefix == prefix && d.number.is_none()).count();
            // Count up to just beyond the newest that the story names.
            let highest = named.iter().max().copied().unwrap_or(40);
            let all = u32::try_from(plain + named.len()).unwrap_or(0);
            let mut next = highest.saturating_sub(all.saturating_sub(4)).max(1);
            let ours = drafts.iter_mut().filter(|d| d.home.prefix == prefix);
            for draft in ours.filter(|d| d.number.is_none()) {
                while named.contains(&next) {
                    next += 1;
                }
                draft.number = Some(next);
                next += 1;
            }
            numbers.insert(prefix.to_owned(), next.max(highest));
        }
        let statuses = std::mem::take(&mut self.statuses);
        for draft in drafts {
            let number = draft.number.unwrap_or(0);
            self.program.put(draft.finish(number, &statuses, days).into());
        }
        self.statuses = statuses;
        if let Some(settings) = Arc::get_mut(&mut self.program.settings) {
            settings.last_numbers = numbers;
        }
        self.baseline(days);
    }

    /// A defect belongs to the release being prepared when it was found; one a release is found by users.
    fn assign_defects(&self, drafts: &mut [Draft], days: &Days<'_>) {
        let product = self.project(0);
        for draft in drafts.iter_mut().filter(|d| d.home.project == product) {
            if let Some(defect) = &mut draft.defect {
                let next = self.releases.iter().find(|(_, date)| *date >= draft.created);
                defect.release = next.map(|(id, _)| *id);
            }
        }
        for (id, date) in self.releases.iter().filter(|(_, date)| *date < days.today) {
            let last = plus(*date, 28);
            let found = drafts.iter_mut().find(|d| {
                d.defect.as_ref().is_some_and(|defect| !defect.invalid)
                    && d.home.project == product
                    && d.created > *date
                    && d.created <= last
            });
            if let Some(defect) = found.and_then(|d| d.defect.as_mut()) {
                defect.release = Some(*id);
            }
        }
    }

    /// The scope agreed eleven weeks ago: 4 % less than now.
    fn baseline(&mut self, days: &Days<'_>) {
        let id = self.project(0);
        let cancelled = self.statuses.get(DONE + 1).copied();
        let scope = self.program.items.values().filter(|item| {
            item.project == id && item.kind != ItemKind::Epic && Some(item.status) != cancelled
        });
        let (items, points) = scope.fold((0_i64, 0_i64), |(items, points), item| {
            (items + 1, points + item.estimate.map_or(0, Points::to_hundredths))
        });
        if let Some(project) = self.program.projects.get_mut(&id).and_then(Arc::get_mut) {
            project.baseline = Some(ScopeBaseline {
                date: days.worked(-80),
                items: u32::try_from(items * 1000 / 1042).unwrap_or(0),
                points: Points::whole(points * 10 / 1042),
            });
        }
    }
}
