//! The register as a table: a heading orders it, a row opens its record, a tick takes it into a bulk
//! edit.

use super::moves::move_menu;
use super::*;
use crate::analysis::risk::register::Value;
use crate::platform::page;
use web_sys::{HtmlElement, KeyboardEvent};

pub(super) fn table(desk: Desk) -> AnyView {
    let app = desk.frame.app;
    let body = move || {
        let today = app.today();
        desk.lines.get().into_iter().map(|line| row(desk, line, today)).collect_view()
    };
    let caption = move || format!("{}, ordered", desk.kind.get().names().0);
    el("div")
        .class("inset risk-table")
        .child(
            el("table")
                .class("table register")
                .child(el("caption").class("sr-only").child(caption))
                .child(move || head(desk))
                .child(el("tbody").child(body)),
        )
        .child(move || desk.lines.with(Vec::is_empty).then(|| nothing(desk)))
        .into_any()
}

fn nothing(desk: Desk) -> AnyView {
    let kind = desk.kind.get();
    let (many_word, one) = kind.names();
    let words = match kind {
        Kind::Risks => "A risk is what may happen and would hurt. A blocked card becomes one in one step.",
        Kind::Assumptions => {
            "An assumption is what the plan takes for granted. Give it a day by which it must be known."
        }
        Kind::Issues => "An issue has happened and hurts. A risk that occurs becomes one in one step.",
        Kind::Dependencies => "A dependency is what one side needs from another, and by when.",
        Kind::Escalations => {
            "An escalation asks others for what the team cannot solve. Any record leads to one."
        }
    };
    el("div")
        .class("content empty")
        .child(el("h2").child(format!("No {} here", many_word.to_lowercase())))
        .child(el("p").child(words))
        .child(el("button").class("button").on_click(move |_| add(desk)).child(icon("plus")).child(one))
        .into_any()
}

fn head(desk: Desk) -> AnyView {
    let kind = desk.kind.get();
    let all_ticked = move || {
        desk.lines.with(|lines| {
            !lines.is_empty() && desk.ticked.with(|ticked| lines.iter().all(|l| ticked.contains(&l.to)))
        })
    };
    let tick = el("th").class("tick").attr("scope", "col").child(
        el("input")
            .attr("type", "checkbox")
            .class("check")
            .attr("aria-label", "Select all shown")
            .on_change(move |event| {
                let all = if event_target_checked(&event) {
                    desk.lines.with_untracked(|lines| lines.iter().map(|l| l.to.clone()).collect())
                } else {
                    BTreeSet::new()
                };
                desk.ticked.set(all);
            })
            .prop("checked", all_ticked),
    );
    let mut cells = vec![tick.into_any()];
    if kind != Kind::Dependencies {
        cells.push(heading(desk, "key", "Key", false));
    }
    cells.push(heading(desk, "title", kind.names().1, false));
    for (word, name, number) in kind.columns() {
        cells.push(heading(desk, word, name, *number));
    }
    el("thead").child(el("tr").child(cells)).into_any()
}

fn heading(desk: Desk, word: &'static str, name: &'static str, number: bool) -> AnyView {
    let app = desk.frame.app;
    let now = move || {
        let sort = app.param("sort").unwrap_or_default();
        match sort.strip_prefix('-') {
            Some(of) if of == word => "descending",
            None if sort == word => "ascending",
            _ => "none",
        }
    };
    // Once up, once down, then the usual order again.
    let turn = move |_| {
        let next = match untrack(now) {
            "none" => word.to_owned(),
            "ascending" => format!("-{word}"),
            _ => String::new(),
        };
        app.set_param("sort", &next);
    };
    el("th")
        .attr("scope", "col")
        .class(if number { format!("num col-{word}") } else { format!("col-{word}") })
        .attr("aria-sort", now)
        .child(el("button").class("sort").on_click(turn).child(name).child(move || match now() {
            "ascending" => " ↑",
            "descending" => " ↓",
            _ => "",
        }))
        .into_any()
}

/// The parameter and the value that open a record's panel.
fn is_chosen(app: App, to: &Ref, key: &str) -> bool {
    match to {
        Ref::Risk(_) => app.param("risk").as_deref() == Some(key),
        other => app.param("record").is_some() && app.open_record().as_ref() == Some(other),
    }
}

fn open(desk: Desk, to: &Ref, key: &str) {
    let app = desk.frame.app;
    match to {
        Ref::Risk(_) => {
            app.go(app.route.get_untracked().with("item", "").with("record", "").with("risk", key))
        }
        other => app.open_ref(other),
    }
}

fn row(desk: Desk, line: Line, today: Date) -> AnyView {
    let app = desk.frame.app;
    let (to, key) = (line.to.clone(), line.key.clone());
    let named = if key.is_empty() { line.title.clone() } else { key.clone() };
    let place = StoredValue::new((to.clone(), key.clone()));
    let chosen = Memo::new(move |_| place.with_value(|(to, key)| is_chosen(app, to, key)));
    let ticked = {
        let to = to.clone();
        move || desk.ticked.with(|all| all.contains(&to))
    };
    let tick_to = to.clone();
    let tick = el("td").class("tick").on_click(|event| event.stop_propagation()).child(
        el("input")
            .attr("type", "checkbox")
            .class("check")
            .attr("aria-label", format!("Select {named}"))
            .on_change(move |event| {
                let on = event_target_checked(&event);
                let to = tick_to.clone();
                desk.ticked.update(|all| {
                    if on {
                        all.insert(to);
                    } else {
                        all.remove(&to);
                    }
                });
            })
            .prop("checked", ticked),
    );
    let aside = (!line.aside.is_empty())
        .then(|| many(vec![(" ").into_any(), el("span").class("quiet").child(line.aside).into_any()]));
    let columns = desk.kind.get_untracked().columns();
    let cells: Vec<AnyView> = line
        .values
        .into_iter()
        .zip(columns)
        .map(|(value, (word, name, number))| cell(app, value, word, name, *number, today))
        .collect();
    let is_risk = matches!(to, Ref::Risk(_));
    el("tr")
        .attr("tabindex", "0")
        .class(move || if chosen.get() { "chosen" } else { "" })
        .attr("data-risk", named)
        .on_click(move |_| place.with_value(|(to, key)| open(desk, to, key)))
        .on_keydown(move |event| {
            if event.target() != event.current_target() {
                return;
            }
            if is_risk && event.key().eq_ignore_ascii_case("m") && !event.ctrl_key() && !event.meta_key() {
                if let (Some(anchor), Ref::Risk(id)) =
                    (row_of(&event), place.with_value(|(to, _)| to.clone()))
                {
                    event.prevent_default();
                    event.stop_propagation();
                    move_menu(desk.frame, id, desk.inherent.get_untracked(), &anchor);
                }
                return;
            }
            row_keys(&event, || place.with_value(|(to, key)| open(desk, to, key)));
        })
        .child(tick)
        .child((!key.is_empty()).then(|| el("td").class("key").child(key.clone())))
        .child(el("td").class("strong col-title").child(line.title).child(aside))
        .child(cells)
        .into_any()
}

fn cell(app: App, value: Value, word: &str, name: &str, number: bool, today: Date) -> AnyView {
    let quiet = |text: &str| el("span").class("quiet").child(text).into_any();
    let (class, content) = match value {
        Value::Text(text) => ("", text.into_any()),
        Value::Mark(Colour::Unknown, text, _) => ("", text.into_any()),
        Value::Mark(colour, text, _) => ("", status_mark(colour, text)),
        Value::Score(score) => ("", i64::from(score.value()).into_any()),
        Value::Money(None) => ("", quiet("not set")),
        Value::Money(Some(money)) => {
            let short = crate::analysis::words::money(money);
            ("", el("span").attr("title", money.to_string()).child(short).into_any())
        }
        Value::Day(None, _) => ("num-left", quiet("not set")),
        Value::Day(Some(day), past) => {
            let (text, class) = due_words(day, past, today);
            (if class == "red" { "num-left red" } else { "num-left" }, text.into_any())
        }
        Value::Person(id, _) => {
            ("", id.and_then(|id| app.with(|p| p.people.get(&id).map(|x| avatar(x)))).into_any())
        }
    };
    el("td")
        .class(format!("{class} col-{word}{}", if number { " num" } else { "" }))
        // On a phone a line is a block: the heading stands before the value.
        .attr("data-head", name.to_owned())
        .child(content)
        .into_any()
}

fn row_of(event: &KeyboardEvent) -> Option<HtmlElement> {
    event.current_target().and_then(|t| t.dyn_into().ok())
}

/// Enter opens; arrows and J/K go from row to row; X ticks.
fn row_keys(event: &KeyboardEvent, open: impl Fn()) {
    let Some(row) = row_of(event) else { return };
    let sibling = match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            open();
            page::focus_later(".panel .title-input".into());
            return;
        }
        "x" => {
            event.prevent_default();
            if let Some(tick) = page::find_all(&row, ".check").first() {
                tick.click();
            }
            return;
        }
        "ArrowDown" | "j" => row.next_element_sibling(),
        "ArrowUp" | "k" => row.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = sibling.and_then(|s| s.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}
