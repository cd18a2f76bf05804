//! What an item is linked to, both ways.

use super::*;

/// What a link's other end is called, and how to open it.
pub(super) fn describe(program: &Program, to: &Ref) -> (&'static str, String, String) {
    match crate::analysis::chain::called(program, to) {
        Some(called) => (crate::views::phrases::kind_icon(to), called.title, called.key),
        None => ("link", "Deleted".to_owned(), String::new()),
    }
}

pub(in crate::views) fn link_word(kind: &LinkKind, outward: bool) -> String {
    match (kind, outward) {
        (LinkKind::Blocks, true) => "Blocks".into(),
        (LinkKind::Blocks, false) => "Waits for".into(),
        (LinkKind::LeadsTo, true) => "Leads to".into(),
        (LinkKind::LeadsTo, false) => "Comes from".into(),
        (LinkKind::Relates, _) => "Relates to".into(),
        (LinkKind::Duplicates, true) => "Duplicates".into(),
        (LinkKind::Duplicates, false) => "Duplicated by".into(),
        (LinkKind::Other(name), _) => name.clone(),
    }
}

pub(super) fn links(app: App, id: WorkItemId, item: Item) -> AnyView {
    let rows = move || {
        let own = item.with(|i| i.as_ref().map(|i| i.links.clone()).unwrap_or_default());
        app.with(|p| {
            let mut rows: Vec<(String, Ref, Option<Link>)> =
                own.into_iter().map(|l| (link_word(&l.kind, true), l.to.clone(), Some(l))).collect();
            for other in p.items.values().filter(|o| o.id != id) {
                for link in other.links.iter().filter(|l| l.to == Ref::Item(id)) {
                    rows.push((link_word(&link.kind, false), Ref::Item(other.id), None));
                }
            }
            for risk in p.risks.values() {
                for link in risk.links.iter().filter(|l| l.to == Ref::Item(id)) {
                    rows.push((link_word(&link.kind, false), Ref::Risk(risk.id), None));
                }
            }
            for child in p.items.values().filter(|o| o.parent == Some(Parent::Item(id))) {
                rows.push(("Holds".into(), Ref::Item(child.id), None));
            }
            rows.into_iter()
                .map(|(word, to, own)| {
                    let (sign, title, key) = describe(p, &to);
                    (word, to, own, sign, title, key)
                })
                .collect::<Vec<_>>()
        })
    };
    let list = move || {
        rows()
            .into_iter()
            .map(|(word, to, own, sign, title, key)| {
                let open_key = key.clone();
                let name = match &to {
                    Ref::Item(_) => el("button")
                        .class("link")
                        .on_click(move |_| app.open_item_key(&open_key))
                        .child(title)
                        .into_any(),
                    Ref::Risk(_) => el("button")
                        .class("link")
                        .on_click(move |_| app.open_risk_key(&open_key))
                        .child(title)
                        .into_any(),
                    _ => el("span").class("strong").child(title).into_any(),
                };
                let remove = own.map(|link| {
                    let label = format!("Take the link to {key} away");
                    el("button")
                        .class("icon-button reveal")
                        .attr("aria-label", label)
                        .on_click(move |_| edit(app, id, ItemEdit::Unlink(link.clone())))
                        .child(icon("close"))
                });
                el("li")
                    .child(icon(sign))
                    .child(
                        el("span")
                            .child(name)
                            .child(" ")
                            .child(el("span").class("key").child(key))
                            .child(el("div").class("quiet").child(word)),
                    )
                    .child(remove)
            })
            .collect_view()
    };
    let kind = RwSignal::new("blocks".to_owned());
    let add = move |text: String| {
        let key = text.trim().to_uppercase();
        let found = app.workbench.with_untracked(|p| p.item_by_key(&key).map(|i| i.id));
        let Some(other) = found else {
            if !key.is_empty() {
                app.toasts.say(format!("There is no item {key} here. No link was made."));
            }
            return;
        };
        let (from, to, kind) = match kind.get_untracked().as_str() {
            "waits" => (other, id, LinkKind::Blocks),
            "relates" => (id, other, LinkKind::Relates),
            "leads" => (id, other, LinkKind::LeadsTo),
            _ => (id, other, LinkKind::Blocks),
        };
        app.workbench
            .dispatch_aloud(Command::EditItem(from, ItemEdit::Link(Link { kind, to: Ref::Item(to) })));
    };
    let kinds = || {
        vec![
            Choice::new("blocks", "Blocks"),
            Choice::new("waits", "Waits for"),
            Choice::new("leads", "Leads to"),
            Choice::new("relates", "Relates to"),
        ]
    };
    many(vec![
        el("ul").class("chain").child(list).into_any(),
        el("div")
            .class("row")
            .child(select("Kind of link", "small", kinds, move || kind.get(), move |v| kind.set(v)))
            .child(
                el("input")
                    .class("input small grow")
                    .attr("aria-label", "Key of the other item")
                    .attr("placeholder", "Key, such as PLT-96")
                    .on_change(move |event| {
                        add(event_target_value(&event));
                        if let Some(input) =
                            event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok())
                        {
                            input.set_value("");
                        }
                    }),
            )
            .into_any(),
    ])
    .into_any()
}
