//! The series of charts as JSON: each with its words, its numbers and the records behind them.

use gluework::analysis::{Group, Notes, Series};
use gluework::model::{Points, Program, WorkItemId};
use serde_json::{Value as Json, json};

/// Names items by their keys.
pub(crate) struct Keys<'a>(pub(crate) &'a Program);

impl Keys<'_> {
    fn one(&self, id: WorkItemId) -> Json {
        self.0.items.get(&id).map_or(Json::Null, |item| item.key.as_str().into())
    }

    pub(crate) fn all(&self, ids: &[WorkItemId]) -> Json {
        ids.iter().map(|id| self.one(*id)).collect()
    }

    fn group(&self, group: &Group) -> Json {
        json!({ "count": group.count, "what": group.what, "items": self.all(&group.items) })
    }

    fn notes(&self, notes: &Notes) -> Json {
        json!({
            "title": notes.title,
            "caption": notes.caption,
            "window": notes.window.map(|(from, to)| [from.to_string(), to.to_string()]),
            "formula": notes.formula,
            "formula_note": notes.formula_note,
            "population": notes.population.iter().map(|(label, n)| json!({ "label": label, "count": n })).collect::<Json>(),
            "left_out": notes.left_out.iter().map(|g| self.group(g)).collect::<Json>(),
            "remarks": notes.remarks.iter().map(|g| self.group(g)).collect::<Json>(),
        })
    }

    /// The words of a series with its numbers.
    fn series(&self, notes: &Notes, numbers: Json) -> Json {
        let mut all = self.notes(notes);
        if let (Some(all), Json::Object(numbers)) = (all.as_object_mut(), numbers) {
            all.extend(numbers);
        }
        all
    }
}

fn money(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}

fn percentiles(usual: Option<gluework::analysis::flow::Percentiles>) -> Json {
    usual.map_or(Json::Null, |p| json!({ "50": p.p50, "85": p.p85, "95": p.p95 }))
}

fn marks<T: ToString>(marks: &[(u32, T)]) -> Json {
    marks.iter().map(|(percent, at)| json!({ "percent": percent, "at": at.to_string() })).collect()
}

/// All captions, in the order in which the series are printed.
pub(crate) fn captions(all: &Series) -> Vec<(&str, &str)> {
    let mut notes = vec![&all.velocity.notes];
    notes.extend(all.burn.as_ref().map(|burn| &burn.notes));
    notes.extend([
        &all.scatter.notes,
        &all.histogram.notes,
        &all.ageing.notes,
        &all.cfd.notes,
        &all.throughput.notes,
        &all.net_flow.notes,
        &all.blocked.notes,
        &all.efficiency.notes,
        &all.leakage.notes,
        &all.attainment.notes,
    ]);
    notes.extend(all.curve.as_ref().ok().map(|curve| &curve.notes));
    notes.extend([
        &all.risk.notes,
        &all.goals.notes,
        &all.when.notes,
        &all.how_many.notes,
        &all.milestones.notes,
    ]);
    notes.into_iter().map(|notes| (notes.title.as_str(), notes.caption.as_str())).collect()
}

/// Sprints, flow and quality.
fn work(keys: &Keys<'_>, all: &Series) -> Json {
    let points = |points: Points| points.as_f64();
    let velocity = all.velocity.bars.iter().map(|bar| {
        let outcome = &bar.outcome;
        json!({
            "sprint": bar.name, "end": bar.end.map(|d| d.to_string()), "counted": bar.counted,
            "committed": outcome.committed.map(points), "completed": points(outcome.completed),
            "added": keys.all(&outcome.added), "removed": keys.all(&outcome.removed),
            "carried_over": keys.all(&outcome.carried_over), "unestimated": keys.all(&outcome.unestimated),
        })
    });
    let amount = |a: gluework::analysis::sprints::Amount| json!({ "points": points(a.points), "items": a.items, "unestimated": a.unestimated });
    let burn = all.burn.as_ref().map(|burn| {
        let days = burn.days.iter().map(|d| {
            json!({
                "day": d.day.to_string(), "scope": amount(d.scope), "done": amount(d.done),
                "remaining": amount(d.remaining), "finished": keys.all(&d.finished),
                "added": keys.all(&d.added), "removed": keys.all(&d.removed),
            })
        });
        let numbers =
            json!({ "start": amount(burn.start), "days": days.collect::<Json>(), "ideal": burn.ideal });
        keys.series(&burn.notes, numbers)
    });
    let dots = all.scatter.dots.iter();
    let dots =
        dots.map(|d| json!({ "item": keys.one(d.item), "finish": d.finish.to_string(), "days": d.days }));
    let bars = all.histogram.bars.iter();
    let bars = bars.map(|b| json!({ "from": b.from, "to": b.to, "items": keys.all(&b.items) }));
    let lanes = all.ageing.lanes.iter().map(|lane| {
        let dots = lane.dots.iter().map(|d| json!({ "item": keys.one(d.item), "age": d.age, "old": d.old }));
        json!({ "workflow": lane.name, "usual": percentiles(lane.usual), "items": dots.collect::<Json>() })
    });
    let lines = all.cfd.cfd.lines.iter().map(|line| json!({ "status": line.name, "counts": line.counts }));
    let steps = all.throughput.bars.iter().map(|b| {
        json!({ "from": b.from.to_string(), "to": b.to.to_string(), "items": keys.all(&b.items), "complete": b.complete })
    });
    let weeks = all.net_flow.weeks.iter().map(|w| {
        json!({ "from": w.from.to_string(), "started": keys.all(&w.started), "ended": keys.all(&w.ended), "net": w.net() })
    });
    let reasons = all.blocked.reasons.iter();
    let reasons = reasons.map(|r| json!({ "reason": r.reason, "days": r.days, "items": keys.all(&r.items) }));
    let worked =
        all.efficiency.items.iter().map(|w| json!({ "item": keys.one(w.item), "percent": w.percent() }));
    let releases = all.leakage.releases.iter().map(|r| {
        json!({
            "release": r.name, "released": r.released.to_string(), "before": keys.all(&r.before),
            "after": keys.all(&r.after), "invalid": keys.all(&r.invalid), "leakage": r.leakage,
            "removal": r.removal, "rival": r.rival, "immature": r.immature,
        })
    });
    json!({
        "velocity": keys.series(&all.velocity.notes, json!({ "mean": all.velocity.mean, "sprints": velocity.collect::<Json>() })),
        "burn": burn,
        "scatter": keys.series(&all.scatter.notes, json!({ "percentiles": percentiles(all.scatter.percentiles), "items": dots.collect::<Json>() })),
        "histogram": keys.series(&all.histogram.notes, json!({ "bars": bars.collect::<Json>() })),
        "ageing": keys.series(&all.ageing.notes, json!({ "workflows": lanes.collect::<Json>() })),
        "cfd": keys.series(&all.cfd.notes, json!({
            "days": all.cfd.cfd.days.iter().map(|d| Json::from(d.to_string())).collect::<Json>(), "lines": lines.collect::<Json>(),
        })),
        "throughput": keys.series(&all.throughput.notes, json!({ "mean": all.throughput.mean, "steps": steps.collect::<Json>() })),
        "net_flow": keys.series(&all.net_flow.notes, json!({ "net": all.net_flow.net, "weeks": weeks.collect::<Json>() })),
        "blocked": keys.series(&all.blocked.notes, json!({ "days": all.blocked.days, "reasons": reasons.collect::<Json>() })),
        "efficiency": keys.series(&all.efficiency.notes, json!({ "percent": all.efficiency.percent, "items": worked.collect::<Json>() })),
        "leakage": keys.series(&all.leakage.notes, json!({ "releases": releases.collect::<Json>() })),
    })
}

/// Service levels, money, risks, goals and forecasts.
fn promises(keys: &Keys<'_>, all: &Series) -> Json {
    let share = |s: gluework::analysis::sla::Share| json!({ "met": s.met, "breached": s.breached, "overdue": s.overdue, "running": s.running, "percent": s.attainment() });
    let levels = all.attainment.levels.iter();
    let levels = levels.map(|l| json!({ "level": l.name, "target": l.target, "share": share(l.share) }));
    let clients =
        all.attainment.clients.iter().map(|(_, name, s)| json!({ "client": name, "share": share(*s) }));
    let curve =
        match &all.curve {
            Err(why) => json!({ "not_computable": why }),
            Ok(curve) => {
                let points = curve.points.iter().map(|p| {
                json!({
                    "day": p.day.to_string(), "pv": money(p.pv), "ev": p.ev.map(money), "ac": p.ac.map(money),
                    "forecast": p.forecast.map(money),
                })
            });
                let schedule = curve.schedule.map(|s| {
                    json!({
                        "days_late": s.days_late, "spi_t": s.spi_t, "earned_to": s.earned_to.to_string(),
                        "forecast": s.forecast.map(|d| d.to_string()),
                    })
                });
                keys.series(&curve.notes, json!({
                "currency": curve.currency.code(), "bac": money(curve.bac), "eac": curve.eac.map(money),
                "form": curve.form.name(), "schedule": schedule, "points": points.collect::<Json>(),
            }))
            }
        };
    let key = |id| keys.0.risks.get(&id).map(|risk| risk.key.clone());
    let weeks = all.risk.weeks.iter().map(|w| {
        json!({ "day": w.day.to_string(), "exposure": money(w.exposure), "risks": w.risks.iter().map(|id| json!(key(*id))).collect::<Json>() })
    });
    let goals = all.goals.goals.iter().map(|g| {
        json!({ "goal": g.name, "percent": g.percent(), "done": keys.all(&g.done), "open": keys.all(&g.open), "unestimated": g.unestimated })
    });
    let when = all.when.bars.iter().map(|(day, n)| json!({ "day": day.to_string(), "trials": n }));
    let many = all.how_many.bars.iter().map(|(items, n)| json!({ "items": items, "trials": n }));
    let milestones = all.milestones.bars.iter().map(|b| {
        json!({
            "milestone": b.name, "due": b.due.to_string(), "baseline": b.baseline.map(|d| d.to_string()),
            "confidence": b.confidence.as_ref().ok(), "not_computable": b.confidence.as_ref().err(), "marks": marks(&b.marks),
        })
    });
    json!({
        "attainment": keys.series(&all.attainment.notes, json!({
            "share": share(all.attainment.share), "levels": levels.collect::<Json>(), "clients": clients.collect::<Json>(),
        })),
        "curve": curve,
        "risk": keys.series(&all.risk.notes, json!({ "currency": all.risk.currency.code(), "weeks": weeks.collect::<Json>() })),
        "goals": keys.series(&all.goals.notes, json!({ "goals": goals.collect::<Json>(), "aimless": keys.all(&all.goals.aimless) })),
        "when": keys.series(&all.when.notes, json!({ "marks": marks(&all.when.marks), "bars": when.collect::<Json>(), "items": keys.all(&all.when.items) })),
        "how_many": keys.series(&all.how_many.notes, json!({ "marks": marks(&all.how_many.marks), "bars": many.collect::<Json>() })),
        "milestones": keys.series(&all.milestones.notes, json!({ "milestones": milestones.collect::<Json>() })),
    })
}

/// Every series by its name.
pub(crate) fn json(program: &Program, all: &Series) -> Json {
    let keys = Keys(program);
    let mut both = work(&keys, all);
    if let (Some(both), Json::Object(promises)) = (both.as_object_mut(), promises(&keys, all)) {
        both.extend(promises);
    }
    both
}
