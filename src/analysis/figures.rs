//! The figures that views and the command line show.

use super::facts::Facts;
use super::request::{Asked, Request};
use super::time::Window;
use super::working::Figure;
use super::{Context, Scope, cost, flow, forecast, goals, incident, quality, risk, sla, sprints};

/// The four headline figures: velocity, cycle time, defect leakage, cost variance; over the last 60
/// calendar days where a window matters.
#[must_use]
pub fn headline(ctx: &Context<'_>, scope: Scope) -> [Figure; 4] {
    headline_in(&Facts::new(ctx), scope, Window::default())
}

/// The same over a window of one's own, from facts at hand.
#[must_use]
pub fn headline_in(facts: &Facts<'_>, scope: Scope, window: Window) -> [Figure; 4] {
    [
        sprints::figures(facts, scope).0,
        flow::cycle_time(facts, scope, window),
        quality::leakage_rate(facts, scope),
        cost::cost_variance(facts, scope),
    ]
}

/// Every figure that can be worked out from the model, the headline first, then by family: sprints,
/// flow, quality, service levels, cost, risk, goals, forecast. All work, the last 60 calendar days.
#[must_use]
pub fn all_figures(ctx: &Context<'_>, scope: Scope) -> Vec<Figure> {
    figures_of(&Request { scope, ..Request::default() }.open(ctx, &[]), true)
}

/// The figures of a request; without forecasts where nobody would read them.
pub(super) fn figures_of(asked: &Asked<'_>, forecasts: bool) -> Vec<Figure> {
    let (facts, scope, window) = (&asked.facts, asked.scope, asked.window);
    // Money and risks are not kept by the kind of work.
    let mut cost = cost::all(&asked.all, scope).into_iter();
    let (velocity, say_do) = sprints::figures_of(facts, asked.recent());
    let cycle_time = flow::duration_of(facts, scope, window, flow::Measure::Cycle, asked.cycle());
    let mut all = vec![velocity, cycle_time, quality::leakage_rate(facts, scope)];
    all.extend(cost.next());
    all.extend([
        say_do,
        flow::lead_time(facts, scope, window),
        flow::throughput(facts, scope, window),
        flow::wip(facts, scope, window, asked.ages()),
        flow::wip_age(facts, window, asked.ages()),
        flow::net_figure(facts, window, asked.net_flow()),
        flow::blocked(facts, window, asked.blocked()),
        flow::flow_efficiency(facts, asked.efficiency()),
        quality::removal_efficiency(facts, scope),
    ]);
    all.push(sla::figure(asked.attainment()));
    all.extend(incident::figures(&asked.all, scope, window));
    all.extend(cost);
    all.extend([risk::exposure(&asked.all, scope, window), risk::highest_score(&asked.all, scope)]);
    all.push(goals::figure(asked.goals()));
    if forecasts {
        all.extend(forecast::figures(
            facts,
            asked.by,
            asked.open_work(),
            asked.how_many(),
            asked.milestones(),
        ));
    }
    all
}
