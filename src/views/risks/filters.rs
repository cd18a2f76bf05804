//! Which list, and which lines of it: everything in the address.

use super::*;

/// What is asked for.
pub(super) fn filter(app: App) -> Filter {
    let owner =
        app.param("owner").map(|name| app.with(|p| p.people.values().find(|x| x.name == name).map(|x| x.id)));
    Filter {
        scope: app.scope(),
        owner,
        category: app.param("category").unwrap_or_default(),
        state: app.param("state").unwrap_or_default(),
        text: app.param("find").unwrap_or_default(),
        closed: app.param("closed").is_some(),
        cell: app.param("cell").and_then(|cell| cell_of(&cell)),
        inherent: app.param("score").as_deref() == Some("inherent"),
    }
}

/// `4x3` as a score.
pub(super) fn cell_of(text: &str) -> Option<Score> {
    let (probability, impact) = text.split_once('x')?;
    let score = Score { probability: probability.parse().ok()?, impact: impact.parse().ok()? };
    score.is_valid().then_some(score)
}

/// Names in the address that belong to one list only: they go when another list is chosen.
const OF_LIST: [&str; 6] = ["category", "state", "sort", "cell", "closed", "find"];

fn choose(app: App, kind: Kind) {
    let mut route = app.route.get_untracked();
    for name in OF_LIST {
        route = route.with(name, "");
    }
    let word = if kind == Kind::Risks { "" } else { kind.word() };
    app.go(route.with("list", word).with("risk", "").with("record", "").with("item", ""));
}

pub(super) fn toolbar(desk: Desk, counts: Memo<[usize; 5]>) -> AnyView {
    let app = desk.frame.app;
    let tabs = Kind::ALL
        .into_iter()
        .enumerate()
        .map(|(place, kind)| {
            let count = move || counts.with(|c| c.get(place).copied().unwrap_or(0));
            el("button")
                .attr("aria-pressed", move || if desk.kind.get() == kind { "true" } else { "false" })
                .on_click(move |_| {
                    desk.ticked.update(BTreeSet::clear);
                    choose(app, kind);
                })
                .child(kind.names().0)
                .child(" ")
                .child(el("span").class("num").child(count))
        })
        .collect_view();
    let active = move || {
        let names = ["owner", "category", "state", "find", "closed"];
        names.iter().filter(|name| app.param(name).is_some()).count()
    };
    let open = RwSignal::new(untrack(active) > 0);
    many(vec![
        el("div")
            .class("toolbar")
            .child(
                el("div")
                    .class("segmented lists")
                    .attr("role", "group")
                    .attr("aria-label", "List")
                    .child(tabs),
            )
            .child(move || {
                app.param("cell").map(|cell| {
                    let words = cell.replace('x', " × ");
                    el("span").class("chip active").child(format!("Probability × impact: {words}")).child(
                        el("button")
                            .attr("aria-label", "Show all cells")
                            .on_click(move |_| app.set_param("cell", ""))
                            .child(icon("close")),
                    )
                })
            })
            .child(el("span").class("push"))
            .child(move || {
                (desk.kind.get() == Kind::Risks).then(|| {
                    segmented(
                        "Score shown",
                        &[(false, "Residual"), (true, "Inherent")],
                        move || desk.inherent.get(),
                        move |inherent| app.set_param("score", if inherent { "inherent" } else { "" }),
                    )
                })
            })
            .child(
                el("button")
                    .class("button plain")
                    .attr("aria-expanded", move || if open.get() { "true" } else { "false" })
                    .on_click(move |_| open.update(|o| *o = !*o))
                    .child(icon("filter"))
                    .child(move || match active() {
                        0 => "Filter".to_owned(),
                        n => format!("Filter, {n} active"),
                    }),
            )
            .into_any(),
        (move || open.get().then(|| conditions(desk))).into_any(),
    ])
}

fn conditions(desk: Desk) -> AnyView {
    let app = desk.frame.app;
    let value = move |name: &'static str| move || app.param(name).unwrap_or_default();
    let named = |any: &str, none: Option<&str>, names: Vec<(String, String)>| {
        let mut choices = vec![Choice::new("", any)];
        choices.extend(none.map(|none| Choice::new("none", none)));
        choices.extend(names.into_iter().map(|(value, label)| Choice::new(value, label)));
        choices
    };
    let owners = move || {
        let mut names: Vec<String> = app.with(|p| p.people.values().map(|x| x.name.clone()).collect());
        names.order();
        named("Any owner", Some("No owner"), names.into_iter().map(|n| (n.clone(), n)).collect())
    };
    let categories = move || {
        let names = app.analyse(|ctx| register::categories(ctx, desk.kind.get()));
        named("Any category", None, names.into_iter().map(|n| (n.clone(), n)).collect())
    };
    let states = move || {
        let all = register::states(desk.kind.get());
        named("Any state", None, all.into_iter().map(|(w, n)| (w.to_owned(), n.to_owned())).collect())
    };
    let clear = move |_| {
        let mut route = app.route.get_untracked();
        for name in ["owner", "category", "state", "find", "closed"] {
            route = route.with(name, "");
        }
        app.go(route);
    };
    let has_category = move || !matches!(desk.kind.get(), Kind::Dependencies | Kind::Escalations);
    el("div")
        .class("toolbar conditions")
        .attr("role", "group")
        .attr("aria-label", "Filter")
        .child(
            el("input")
                .class("input small")
                .attr("type", "search")
                .attr("aria-label", "Find in the register")
                .attr("placeholder", "Find")
                .on_input(move |event| app.set_param("find", &event_target_value(&event)))
                .prop("value", value("find")),
        )
        .child(select("Owner", "small", owners, value("owner"), move |v| app.set_param("owner", &v)))
        .child(move || {
            has_category().then(|| {
                select("Category", "small", categories, value("category"), move |v| {
                    app.set_param("category", &v)
                })
            })
        })
        .child(select("State", "small", states, value("state"), move |v| app.set_param("state", &v)))
        .child(
            el("label")
                .class("row")
                .child(
                    el("input")
                        .attr("type", "checkbox")
                        .class("check")
                        .on_change(move |event| {
                            app.set_param("closed", if event_target_checked(&event) { "1" } else { "" })
                        })
                        .prop("checked", move || app.param("closed").is_some()),
                )
                .child("Closed ones too"),
        )
        .child(el("button").class("link").on_click(clear).child("Clear"))
        .into_any()
}
