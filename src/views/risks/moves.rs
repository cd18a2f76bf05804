//! Moving a risk within the matrix: by keys, by drag, or by the menu that is their twin.

use super::*;
use web_sys::HtmlElement;

/// A step in the matrix: more or less likely, more or less impact.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Likelier,
    Unlikelier,
    Worse,
    Milder,
}

impl Step {
    pub(super) fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowUp" => Some(Self::Likelier),
            "ArrowDown" => Some(Self::Unlikelier),
            "ArrowRight" => Some(Self::Worse),
            "ArrowLeft" => Some(Self::Milder),
            _ => None,
        }
    }

    /// The field beside; none over the edge.
    pub(super) fn from(self, score: Score) -> Option<Score> {
        let Score { probability, impact } = score;
        let next = match self {
            Self::Likelier => Score { probability: probability + 1, impact },
            Self::Unlikelier => Score { probability: probability.saturating_sub(1), impact },
            Self::Worse => Score { probability, impact: impact + 1 },
            Self::Milder => Score { probability, impact: impact.saturating_sub(1) },
        };
        next.is_valid().then_some(next)
    }
}

/// The word of a part of a score.
pub(super) fn word(list: [&'static str; 5], part: u8) -> &'static str {
    list.get(usize::from(part.saturating_sub(1))).copied().unwrap_or("")
}

/// `Likely, high impact, score 16`.
pub(super) fn field_words(score: Score) -> String {
    format!(
        "{}, {} impact, score {}",
        word(Score::PROBABILITIES, score.probability),
        word(Score::IMPACTS, score.impact).to_lowercase(),
        score.value()
    )
}

fn shown(risk: &Risk, inherent: bool) -> Score {
    if inherent { risk.inherent } else { risk.residual }
}

/// The threats that stand in a field, of those that the page shows.
pub(super) fn in_cell(desk: Desk, score: Score) -> Vec<RiskId> {
    desk.frame.app.workbench.with_untracked(|p| {
        let scope = untrack(|| desk.frame.app.scope());
        let inherent = desk.inherent.get_untracked();
        let open = p.risks.values().filter(|r| r.state.is_open() && !r.opportunity);
        let here = open.filter(|r| figures::in_scope(r, scope) && shown(r, inherent) == score);
        let mut here: Vec<_> = here.map(|r| (r.key.len(), r.key.clone(), r.id)).collect();
        here.order();
        here.into_iter().map(|(_, _, id)| id).collect()
    })
}

/// Scores a risk anew and says so.
pub(super) fn place(app: App, id: RiskId, score: Score, inherent: bool) -> bool {
    let edit = if inherent { RiskEdit::Inherent(score) } else { RiskEdit::Residual(score) };
    let Some(label) = app.workbench.dispatch(Command::EditRisk(id, edit)) else { return false };
    let colour = untrack(|| band_of(app, score)).name();
    let label = format!("{label}, {}", colour.to_lowercase());
    app.say(label.clone());
    app.toasts.say_with_undo(label);
    true
}

/// One of the field's risks is moved: the only one, the one whose panel is open, or the one that a menu
/// asks for.
pub(super) fn choose(
    desk: Desk,
    from: Score,
    anchor: &HtmlElement,
    then: impl Fn(RiskId) + Clone + Send + Sync + 'static,
) {
    let app = desk.frame.app;
    let here = in_cell(desk, from);
    let open = untrack(|| app.param("risk"));
    let name = |id: RiskId| {
        app.workbench.with_untracked(|p| p.risks.get(&id).map(|r| (r.key.clone(), r.title.clone())))
    };
    let of_panel = here.iter().find(|id| name(**id).map(|n| n.0) == open && open.is_some());
    match (here.as_slice(), of_panel) {
        ([], _) => app.say("No risk stands here"),
        ([one], _) => then(*one),
        (_, Some(open)) => then(*open),
        (several, None) => {
            let lines = several.iter().filter_map(|id| {
                let (id, then) = (*id, then.clone());
                let (key, title) = name(id)?;
                Some(MenuItem::new(format!("{key} {title}"), move || then(id)))
            });
            desk.frame.menu.open_at(anchor, "Move which risk?", lines.collect());
        }
    }
}

/// "Move R-19 to…": the fields around, the inherent score and the target.
pub(super) fn move_menu(frame: Frame, id: RiskId, inherent: bool, anchor: &HtmlElement) {
    let app = frame.app;
    let Some(risk) = app.workbench.with_untracked(|p| p.risks.get(&id).cloned()) else { return };
    let now = shown(&risk, inherent);
    let hint = |score: Score| {
        let colour = untrack(|| band_of(app, score));
        format!("{} {}", score.value(), colour.name())
    };
    let mut items: Vec<MenuItem> = [
        (Step::Likelier, "More likely"),
        (Step::Unlikelier, "Less likely"),
        (Step::Worse, "More impact"),
        (Step::Milder, "Less impact"),
    ]
    .into_iter()
    .map(|(step, label)| match step.from(now) {
        Some(score) => {
            let to = if matches!(step, Step::Likelier | Step::Unlikelier) {
                word(Score::PROBABILITIES, score.probability)
            } else {
                word(Score::IMPACTS, score.impact)
            };
            MenuItem::new(format!("{label}: {}", to.to_lowercase()), move || {
                place(app, id, score, inherent);
            })
            .hint(hint(score))
        }
        None => MenuItem::new(label, || ()).unless(Some("at the edge".to_owned())),
    })
    .collect();
    if !inherent {
        let there = |score: Score| (score == now).then(|| "here now".to_owned());
        let to = risk.inherent;
        items.push(
            MenuItem::new("Back to the inherent score", move || {
                place(app, id, to, false);
            })
            .hint(hint(to))
            .unless(there(to))
            .apart(),
        );
        if let Some(to) = risk.target {
            items.push(
                MenuItem::new("To the target score", move || {
                    place(app, id, to, false);
                })
                .hint(hint(to))
                .unless(there(to)),
            );
        }
    }
    frame.menu.open_at(anchor, format!("Move {} to…", risk.key), items);
}
