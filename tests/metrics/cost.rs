//! Earned value. The textbook case is worked out by hand in the comments.

use crate::support::*;
use gluework::analysis::cost::{EacForm, EarnedValue, earned_value};
use gluework::analysis::{Colour, Facts, Scope, Value, all_figures, headline};
use gluework::model::*;

/// Four packages of €10,000 (BAC 40,000), as of 20 June 2026.
/// - A, 1 to 10 June, 0/100, finished: PV 10,000, EV 10,000.
/// - B, 11 to 20 June, 50/50, begun: PV 10,000, EV 5,000.
/// - C, 16 to 25 June, share of estimate, 3 of 12 points done: PV 5/10 = 5,000, EV 3/12 = 2,500.
/// - D, 1 to 10 July, 0/100: PV 0, EV 0.
///
/// PV 25,000, EV 17,500, AC 20,000. CV −2,500, SV −7,500, CPI 0.875, SPI 0.7.
/// EAC typical 40,000 ÷ 0.875 = 45,714.29; atypical 20,000 + 40,000 − 17,500 = 42,500;
/// composite 20,000 + 22,500 ÷ 0.6125 = 56,734.69. TCPI 22,500 ÷ 20,000 = 1.125.
fn textbook() -> Builder {
    let mut b = Builder::new();
    b.package(eur(10_000), "2026-06-01", "2026-06-10", |p| p.finished = Some(day("2026-06-09")));
    b.package(eur(10_000), "2026-06-11", "2026-06-20", |p| {
        p.rule = EarnRule::FiftyFifty;
        p.began = Some(day("2026-06-12"));
    });
    b.package(eur(10_000), "2026-06-16", "2026-06-25", |p| {
        p.rule = EarnRule::EstimateShare;
        p.scope = Some(PackageScope::Label("c".into()));
    });
    b.package(eur(10_000), "2026-07-01", "2026-07-10", |_| {});
    for (points, last) in [(3, DONE), (9, DOING), (50, CANCELLED)] {
        b.item_with(&[("2026-06-15", TODO), ("2026-06-17", last)], |i| {
            i.estimate = Some(Points::whole(points));
            i.labels = vec!["c".into()];
        });
    }
    b.cost(eur(12_000), "2026-06-05");
    b.cost(eur(9_000), "2026-06-20");
    b.cost(eur(-1_000), "2026-06-20");
    b.cost(eur(77_000), "2026-06-21");
    b
}

fn sums(b: &Builder, today: &str) -> EarnedValue {
    b.ask(today, |ctx| earned_value(&Facts::new(ctx), None, Currency::EUR, ctx.today()))
}

#[test]
fn the_textbook_case_agrees_with_hand_arithmetic() {
    let all = sums(&textbook(), "2026-06-20");
    let euros = |value: i64| value as f64 / 100.0;
    assert_eq!([all.bac, all.pv, all.ev, all.ac].map(euros), [40_000.0, 25_000.0, 17_500.0, 20_000.0]);
    assert_eq!((euros(all.cv()), euros(all.sv())), (-2_500.0, -7_500.0));
    assert_eq!((all.cpi(), all.spi()), (Ok(0.875), Ok(0.7)));
    assert_eq!(all.eac(EacForm::Typical).map(euros), Ok(45_714.29));
    assert_eq!(all.eac(EacForm::Atypical).map(euros), Ok(42_500.0));
    assert_eq!(all.eac(EacForm::Composite).map(euros), Ok(56_734.69));
    assert_eq!(all.etc(EacForm::Typical).map(euros), Ok(25_714.29));
    assert_eq!(all.vac(EacForm::Typical).map(euros), Ok(-5_714.29));
    assert_eq!(all.tcpi(), Ok(1.125));
    assert!((all.cv_percent().unwrap() + 14.285_714).abs() < 1e-6);
}

#[test]
fn the_headline_reads_as_people_write_it() {
    textbook().ask("2026-06-20", |ctx| {
        let [.., cost] = headline(ctx, Scope::default());
        assert_eq!(cost.display, "−€2.5k");
        assert_eq!(cost.detail, "CPI 0.88, −14.3 %");
        assert_eq!(cost.formula[1], "€18k − €20k = −€2.5k");
        assert_eq!(cost.colour, Some(Colour::Amber));
        assert_eq!(cost.sentence, "The work done cost €2.5k more than was budgeted for it.");
    });
}

#[test]
fn earned_value_never_follows_the_money_spent() {
    let mut b = Builder::new();
    b.package(eur(10_000), "2026-06-01", "2026-06-10", |_| {});
    b.cost(eur(9_999), "2026-06-02");
    let all = sums(&b, "2026-06-20");
    assert_eq!((all.ev, all.ac), (0, 999_900));
}

#[test]
fn zero_denominators_are_not_computable_with_the_reason() {
    let nothing = EarnedValue { bac: 100, ..EarnedValue::default() };
    assert!(nothing.cpi().is_err() && nothing.spi().is_err() && nothing.cv_percent().is_err());
    assert!(nothing.eac(EacForm::Typical).is_err() && nothing.eac(EacForm::Composite).is_err());
    assert_eq!(nothing.eac(EacForm::Atypical), Ok(100));
    let spent = EarnedValue { bac: 100, ac: 100, pv: 100, ..EarnedValue::default() };
    assert!(spent.tcpi().unwrap_err().0.contains("nothing is left"));
    assert!(spent.eac(EacForm::Typical).unwrap_err().0.starts_with("Nothing was earned"));
    let mut b = Builder::new();
    b.package(eur(10_000), "2026-07-01", "2026-07-10", |_| {});
    b.ask("2026-06-20", |ctx| {
        let cpi = figure(all_figures(ctx, Scope::default()), "Cost performance");
        assert_eq!(cpi.display, "n/a");
        assert!(cpi.sentence.starts_with("Nothing was spent"));
    });
}

#[test]
fn two_currencies_never_add_up() {
    let mut b = textbook();
    b.cost(Money::whole(5, Currency::parse("USD").unwrap()), "2026-06-02");
    b.ask("2026-06-20", |ctx| {
        let [.., cost] = headline(ctx, Scope::default());
        assert_eq!(
            cost.value,
            Value::NotComputable(
                "Amounts are in EUR and USD; they do not add up without a rate. Enter one under Limits and methods."
                    .into()
            )
        );
    });
}

// [FG15]
#[test]
fn with_a_rate_of_the_users_they_do_and_it_is_said() {
    let mut b = textbook();
    let usd = Currency::parse("USD").unwrap();
    b.cost(Money::whole(1_000, usd), "2026-06-02");
    b.package(Money::whole(2_000, usd), "2026-07-01", "2026-07-10", |_| {});
    b.settings(|s| {
        s.rates.insert("USD".into(), 925_000);
    });
    b.ask("2026-06-20", |ctx| {
        // AC 20,000 + 925, so CV −3,425; BAC 40,000 + 1,850.
        let cost = headline(ctx, Scope::default())[3].clone();
        assert_eq!(cost.value, Value::Money(eur(-3_425)));
        assert_eq!(group(&cost.remarks, "USD at your rate: 1 USD = 0.925 EUR"), 2);
        let atypical = figure(all_figures(ctx, Scope::default()), "Estimate at completion, atypical");
        // AC + BAC − EV = 20,925 + 41,850 − 17,500.
        assert_eq!(atypical.value, Value::Money(eur(45_275)));
    });
    let settings = |rate| {
        let mut s = Settings::default();
        s.rates.insert("USD".into(), rate);
        s.converted(Money { amount: -105, currency: usd })
    };
    // Half a cent goes away from zero; a rate of nothing is none.
    assert_eq!((settings(100_000), settings(0)), (Some(-11), None));
}

#[test]
fn projects_roll_up_and_can_be_asked_apart() {
    let mut b = textbook();
    let alpha = b.project;
    let beta = b.add_project(2, "Beta");
    b.project = beta;
    b.package(eur(1_000), "2026-06-01", "2026-06-10", |p| p.finished = Some(day("2026-06-10")));
    b.ask("2026-06-20", |ctx| {
        let cv = |scope| headline(ctx, scope)[3].value.number();
        assert_eq!(cv(Scope::project(alpha)), Some(-2_500.0));
        assert_eq!(cv(Scope::project(beta)), Some(1_000.0));
        assert_eq!(cv(Scope::default()), Some(-1_500.0));
    });
}

#[test]
fn schedule_variance_shows_days_late_as_spi_forgets_them() {
    let mut b = Builder::new();
    b.package(eur(10_000), "2026-06-01", "2026-06-10", |p| {
        p.rule = EarnRule::FiftyFifty;
        p.began = Some(day("2026-06-01"));
        p.finished = Some(day("2026-06-20"));
    });
    let detail =
        |today| b.ask(today, |ctx| figure(all_figures(ctx, Scope::default()), "Schedule variance").detail);
    // Half is earned on 8 June; half was planned by the end of 5 June.
    assert_eq!(detail("2026-06-08"), "SPI 0.62, 3 days late");
    assert_eq!(detail("2026-06-15"), "SPI 0.50, 5 days past the planned end");
    assert_eq!(detail("2026-06-20"), "SPI 1.00, finished 10 days late");
    assert_eq!(detail("2026-12-31"), "SPI 1.00, finished 10 days late");
}

#[test]
fn unestimated_items_are_said_and_a_parent_holds_all_below_it() {
    let mut b = Builder::new();
    let epic = b.item_with(&[("2026-06-01", TODO)], |i| i.kind = ItemKind::Epic);
    let story = b.item_with(&[("2026-06-01", TODO)], |i| {
        i.parent = Some(Parent::Item(epic));
        i.estimate = Some(Points::whole(3));
    });
    b.item_with(&[("2026-06-01", TODO), ("2026-06-02", DONE)], |i| {
        i.parent = Some(Parent::Item(story));
        i.estimate = Some(Points::whole(1));
    });
    b.item_with(&[("2026-06-01", TODO), ("2026-06-02", DONE)], |i| i.parent = Some(Parent::Item(epic)));
    b.package(eur(1_000), "2026-06-01", "2026-06-10", |p| {
        p.rule = EarnRule::EstimateShare;
        p.scope = Some(PackageScope::Parent(epic));
    });
    let all = sums(&b, "2026-06-20");
    assert_eq!((all.ev, all.unestimated.len()), (25_000, 1));
}

/// The fence of the PMP exam books (Mulcahy, *PMP Exam Prep*): four sides of $1,000, one a day. At the
/// end of day 3 the first is done for $1,000, the second for $1,200, the third half done for $600.
fn fence() -> Builder {
    let mut b = Builder::new();
    let dollars = |units| Money::whole(units, Currency::parse("USD").unwrap());
    for (n, spent) in [(1, 1_000), (2, 1_200), (3, 600), (4, 0)] {
        let date = format!("2026-06-{n:02}");
        b.package(dollars(1_000), &date, &date, |p| {
            p.rule = EarnRule::FiftyFifty;
            p.began = (n <= 3).then(|| day(&date));
            p.finished = (n <= 2).then(|| day(&date));
        });
        if spent > 0 {
            b.cost(dollars(spent), &date);
        }
    }
    b
}

#[test]
fn the_fence_of_the_exam_books_comes_out_as_printed() {
    let b = fence();
    let usd = Currency::parse("USD").unwrap();
    let all = b.ask("2026-06-03", |ctx| earned_value(&Facts::new(ctx), None, usd, ctx.today()));
    assert_eq!((all.bac, all.pv, all.ev, all.ac), (400_000, 300_000, 250_000, 280_000));
    assert_eq!((all.cv(), all.sv()), (-30_000, -50_000));
    let thousandths = |ratio: f64| (ratio * 1_000.0).round();
    assert_eq!((thousandths(all.cpi().unwrap()), thousandths(all.spi().unwrap())), (893.0, 833.0));
    // The book rounds CPI first and prints 4,479; exactly it is 4,480.
    assert_eq!(all.eac(EacForm::Typical), Ok(448_000));
    assert_eq!((all.etc(EacForm::Typical), all.vac(EacForm::Typical)), (Ok(168_000), Ok(-48_000)));
    b.ask("2026-06-03", |ctx| {
        let late = figure(all_figures(ctx, Scope::default()), "Days late");
        assert_eq!(
            (late.value, late.detail.as_str()),
            (Value::Days(1), "SPI(t) 0.83, ends 5 Jun at this pace")
        );
    });
}

/// The Gold Card of the Defense Acquisition University writes the same estimates as what was spent and
/// what is left over an efficiency, and TCPI against whichever end is aimed at.
#[test]
fn the_estimates_agree_with_the_forms_of_the_gold_card() {
    for b in [fence(), textbook()] {
        let currency = b.program.packages.values().next().unwrap().budget.currency;
        let day = if b.program.packages.values().len() == 4 && currency == Currency::EUR {
            "2026-06-20"
        } else {
            "2026-06-03"
        };
        let all = b.ask(day, |ctx| earned_value(&Facts::new(ctx), None, currency, ctx.today()));
        let (bac, ev, ac) = (all.bac as f64, all.ev as f64, all.ac as f64);
        let (cpi, spi) = (all.cpi().unwrap(), all.spi().unwrap());
        let near =
            |ours: i64, theirs: f64| assert!((ours as f64 - theirs).abs() <= 0.5, "{ours} against {theirs}");
        near(all.eac(EacForm::Typical).unwrap(), ac + (bac - ev) / cpi);
        near(all.eac(EacForm::Composite).unwrap(), ac + (bac - ev) / (cpi * spi));
        let to_eac = (bac - ev) / (all.eac(EacForm::Typical).unwrap() as f64 - ac);
        assert!((to_eac - cpi).abs() < 1e-4, "work that goes on as it did has a TCPI to EAC of its CPI");
        assert!((all.tcpi().unwrap() - (bac - ev) / (bac - ac)).abs() < 1e-12);
    }
}

#[test]
fn the_chosen_form_decides_what_is_left_and_what_is_over() {
    let mut b = textbook();
    let values = |b: &Builder| {
        b.ask("2026-06-20", |ctx| {
            let all = all_figures(ctx, Scope::default());
            let of = |name: &str| figure(all.clone(), name);
            let chosen = all.iter().find(|f| f.caption == "The chosen form").unwrap().name.clone();
            let curve = gluework::analysis::cost::curve(&Facts::new(ctx), Scope::default()).unwrap();
            (
                chosen,
                of("Estimate to complete").value.number(),
                of("Variance at completion").value.number(),
                curve.eac,
            )
        })
    };
    let name = |form: &str| format!("Estimate at completion, {form}");
    assert_eq!(values(&b), (name("typical"), Some(25_714.29), Some(-5_714.29), Some(4_571_429)));
    b.settings(|s| s.eac = Some(EacForm::Atypical));
    assert_eq!(values(&b), (name("atypical"), Some(22_500.0), Some(-2_500.0), Some(4_250_000)));
}

// [FG12]
#[test]
fn a_phased_plan_passes_through_its_points_and_grows_evenly_between() {
    let mut b = Builder::new();
    let phases = Phase::read("2026-01-10 50 %; 2026-01-08: 10").unwrap();
    assert_eq!(Phase::words(&phases), "2026-01-08 10 %, 2026-01-10 50 %");
    b.package(eur(1_000), "2026-01-01", "2026-01-20", |p| p.phases = phases);
    let planned =
        |on: &str| b.ask(on, |ctx| earned_value(&Facts::new(ctx), None, Currency::EUR, ctx.today()).pv / 100);
    // A tenth over eight days, two fifths in two, the rest over ten.
    let days =
        ["2025-12-31", "2026-01-04", "2026-01-08", "2026-01-09", "2026-01-10", "2026-01-15", "2026-01-20"];
    assert_eq!(days.map(planned), [0, 50, 100, 300, 500, 750, 1_000]);
    assert_eq!(planned("2026-02-01"), 1_000);
    assert_eq!(["2026-01-10", "soon 5 %", "2026-01-10 x"].map(Phase::read), [None, None, None]);
    assert_eq!(Phase::read(" "), Some(Vec::new()));
}
