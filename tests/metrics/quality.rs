//! Defect leakage.

use crate::support::*;
use gluework::analysis::{Colour, Scope, all_figures, headline};
use gluework::model::*;

fn defect(b: &mut Builder, created: &str, release: Option<ReleaseId>, change: impl FnOnce(&mut WorkItem)) {
    b.item_with(&[(created, TODO)], |i| {
        i.kind = ItemKind::Bug;
        i.defect = Some(Defect { release, phase: None, invalid: false });
        change(i);
    });
}

fn invalid(item: &mut WorkItem) {
    item.defect.as_mut().unwrap().invalid = true;
}

/// 3 found after, 17 before, 6 invalid (4 of them raised after), 2 cancelled, 1 without a release.
fn example() -> Builder {
    let mut b = Builder::new();
    let release = Some(b.release("2026.1", "2026-02-01"));
    for _ in 0..3 {
        defect(&mut b, "2026-02-10", release, |_| {});
    }
    for _ in 0..16 {
        defect(&mut b, "2026-01-10", release, |_| {});
    }
    // On the day itself counts as before.
    defect(&mut b, "2026-02-01", release, |_| {});
    for n in 0..5 {
        defect(&mut b, if n < 4 { "2026-02-12" } else { "2026-01-12" }, release, invalid);
    }
    defect(&mut b, "2026-01-13", release, |i| {
        i.links.push(Link { kind: LinkKind::Duplicates, to: Ref::External("A-1".into()) });
    });
    for _ in 0..2 {
        defect(&mut b, "2026-01-14", release, |i| i.status = status(CANCELLED));
    }
    defect(&mut b, "2026-02-14", None, |_| {});
    b
}

#[test]
fn leakage_is_l_of_l_plus_f_not_of_all_raised() {
    let b = example();
    b.ask("2026-06-01", |ctx| {
        let [_, _, leakage, _] = headline(ctx, Scope::default());
        // Ours: 3 ÷ (3 + 17) = 15 %. The rival form, 3 ÷ (28 raised − 6 withdrawn), would be 13.6 %.
        assert_eq!(leakage.value.number(), Some(15.0));
        assert_eq!((leakage.caption.as_str(), leakage.detail.as_str()), ("2026.1", "3 of 20"));
        assert!(leakage.formula_note.contains("Not the form"));
        assert_eq!(leakage.colour, Some(Colour::Amber));
    });
}

#[test]
fn invalid_duplicate_cancelled_and_nameless_defects_are_in_neither_sum_and_said() {
    let b = example();
    b.ask("2026-06-01", |ctx| {
        let [_, _, leakage, _] = headline(ctx, Scope::default());
        assert_eq!(group(&leakage.left_out, "Invalid or a duplicate"), 6);
        assert_eq!(group(&leakage.left_out, "Cancelled"), 2);
        assert_eq!(group(&leakage.left_out, "Names no release"), 1);
        assert_eq!(leakage.population.last().unwrap().1, 20);
    });
}

#[test]
fn removal_efficiency_is_one_minus_leakage() {
    let b = example();
    b.ask("2026-06-01", |ctx| {
        let removal = figure(all_figures(ctx, Scope::default()), "Defect removal");
        assert_eq!(removal.value.number(), Some(85.0));
    });
}

#[test]
fn a_release_younger_than_30_days_is_marked_immature() {
    let b = example();
    for (today, immature) in [("2026-03-02", 1), ("2026-03-03", 0)] {
        b.ask(today, |ctx| {
            let [_, _, leakage, _] = headline(ctx, Scope::default());
            assert_eq!(group(&leakage.remarks, "Immature"), immature, "{today}");
        });
    }
}

#[test]
fn the_phase_set_by_hand_wins_over_the_day() {
    let mut b = Builder::new();
    let release = Some(b.release("2026.1", "2026-02-01"));
    defect(&mut b, "2026-02-10", release, |i| {
        i.defect.as_mut().unwrap().phase = Some(DefectPhase::BeforeRelease);
    });
    b.ask("2026-06-01", |ctx| assert_eq!(headline(ctx, Scope::default())[2].value.number(), Some(0.0)));
}

#[test]
fn no_defect_at_all_is_not_computable_rather_than_zero() {
    let mut b = Builder::new();
    b.ask("2026-06-01", |ctx| {
        let [_, _, leakage, _] = headline(ctx, Scope::default());
        assert_eq!(leakage.display, "n/a");
        assert!(leakage.sentence.starts_with("No release"), "{}", leakage.sentence);
    });
    b.release("2026.1", "2026-02-01");
    b.ask("2026-06-01", |ctx| {
        assert!(headline(ctx, Scope::default())[2].sentence.contains("2026.1"));
    });
}
