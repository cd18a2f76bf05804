//! Stand-ups of the sample program, looked at by hand.

use super::*;
use crate::analysis::{Colour, Facts};
use crate::model::{Zone, parse_day};

/// The sample on Thursday 20 November 2025, at twenty past nine.
fn at_work<T>(look: impl FnOnce(&Facts<'_>, TeamId, Date) -> T) -> T {
    let (today, zone) = (parse_day("2025-11-20").unwrap(), Zone::utc());
    let program = crate::sample::program(today, &zone);
    let now = Timestamp(zone.start_of(today).0 + 9 * 3_600_000 + 21 * 60_000);
    let team = program.teams.values().find(|t| t.name == "Search").unwrap().id;
    look(&Facts::new(&Context { program: &program, zone: &zone, now }), team, today)
}

fn name(program: &Program, id: PersonId) -> String {
    program.people.get(&id).unwrap().name.clone()
}

// [SU1]
#[test]
fn people_speak_in_the_order_of_last_time_and_the_team_under_way_is_first() {
    at_work(|facts, team, today| {
        let program = facts.ctx.program;
        let names: Vec<_> = roster(program, team, today).into_iter().map(|id| name(program, id)).collect();
        assert_eq!(names, ["Mira Okafor", "Priya Nair", "Tomás Ruiz", "Lena Fischer"]);
        assert_eq!(first_team(program, today), Some(team));
        let said = &previous(program, team, today).unwrap().lines;
        assert_eq!(said.first().unwrap().today, "Merge ranking by stock, SRCH-338");
        assert_eq!(days(program, team).len(), 3);
    });
}

// [SU2]
#[test]
fn what_is_over_age_or_blocked_comes_first_and_the_walk_goes_from_right_to_left() {
    at_work(|facts, team, _| {
        let key = |card: &LookAt| facts.ctx.program.items.get(&card.item).unwrap().key.clone();
        let cards = look_first(facts, team);
        let first = cards.first().unwrap();
        assert!(first.is_trouble());
        let quiet = cards.iter().position(|c| !c.is_trouble()).unwrap_or(cards.len());
        assert!(cards.iter().skip(quiet).all(|c| !c.is_trouble()));
        for part in [&cards[..quiet], &cards[quiet..]] {
            assert!(part.windows(2).all(|two| two[0].age >= two[1].age));
        }
        let gpu = cards.iter().find(|c| key(c) == "SRCH-341").unwrap();
        assert_eq!((gpu.colour, gpu.why.as_str(), gpu.age), (Colour::Red, "blocked 3 d", Some(9)));
        let walked: Vec<String> = walk(facts, team).iter().map(key).collect();
        let place = |wanted: &str| walked.iter().position(|k| k == wanted).unwrap();
        assert!(place("SRCH-333") < place("SRCH-329"), "Test stands right of Review");
        assert!(place("SRCH-329") < place("SRCH-341"), "Review stands right of In progress");
        assert!(place("SRCH-341") < place("SRCH-338"), "in a column, the blocked card comes first");
    });
}

// [SU4]
#[test]
fn keys_of_any_record_are_found_in_what_people_say() {
    at_work(|facts, _, _| {
        let program = facts.ctx.program;
        let keys = |text: &str| mentions(program, text).into_iter().map(|m| m.key).collect::<Vec<_>>();
        assert_eq!(
            keys("Waits for plt-96, then srch-338; PLT-96 again (see R-19, A-61)."),
            ["PLT-96", "SRCH-338", "R-19", "A-61"]
        );
        assert_eq!(keys("UTF-8 and COVID-19, 3-4 days, -1"), Vec::<String>::new());
        assert_eq!(
            named_item(program, "R-19 before SRCH-338"),
            program.item_by_key("SRCH-338").map(|i| i.id)
        );
    });
}

// [SU5]
#[test]
fn a_blocker_says_its_age_in_working_days_and_who_clears_it() {
    at_work(|facts, team, today| {
        let open = blockers(facts.ctx.program, team, today);
        let words: Vec<String> = open.iter().map(|b| standing(&facts.ctx, b)).collect();
        assert_eq!(
            words,
            ["3 days, with Jonas Weber, Platform, needed by 21 Nov", "1 day, with Mira Okafor"]
        );
        // On the Monday after, a weekend lies between.
        let monday = Context { now: Timestamp(facts.ctx.now.0 + 4 * 86_400_000), ..facts.ctx };
        assert_eq!(standing(&monday, &open[0]), "5 days, with Jonas Weber, Platform, was needed by 21 Nov");
        let led: Vec<_> = led_to(facts.ctx.program, &Ref::Blocker(open[0].id));
        assert!(led.iter().any(|to| matches!(to, Ref::Risk(_))), "{led:?}");
    });
}

// [SU6]
#[test]
fn the_summary_says_what_is_blocked_what_moved_and_what_is_over_age() {
    at_work(|facts, team, today| {
        let short = summary(facts, team, today, false);
        assert_eq!(short.title, "Search stand-up, Thu 20 Nov");
        let heads: Vec<_> = short.parts.iter().map(|p| p.head.as_str()).collect();
        assert_eq!((heads.first(), heads.last()), (Some(&"Blocked"), Some(&"After the stand-up")));
        let first = short.parts.first().unwrap().lines.first().unwrap();
        assert!(
            first
                .starts_with("SRCH-341, 3 days: No GPU quota on staging. With Jonas Weber, needed by 21 Nov"),
            "{first}"
        );
        assert!(!heads.contains(&"Said"));
        let whole = summary(facts, team, today, true);
        let said = whole.parts.iter().find(|p| p.head == "Said").unwrap();
        assert!(said.lines.first().unwrap().starts_with("Mira Okafor: yesterday Merged ranking by stock"));
    });
}

#[test]
fn a_clock_counts_on_from_where_it_stood() {
    let began = Timestamp(1_000_000);
    let stand_up = StandUp { seconds: 372, since: Some(began), ..StandUp::default() };
    assert_eq!(elapsed(&stand_up, Timestamp(began.0 + 8_900)), 380);
    assert_eq!(elapsed(&StandUp { since: None, ..stand_up.clone() }, Timestamp(i64::MAX)), 372);
    // A tab that was left open over night does not count the night.
    assert_eq!(elapsed(&stand_up, Timestamp(began.0 + 86_400_000)), 372 + 3_600);
}

#[test]
fn the_sprint_in_a_few_figures() {
    at_work(|facts, team, _| {
        let sprint = sprinting(facts, team).unwrap();
        assert_eq!((sprint.name.as_str(), sprint.left), ("Search 24", 3));
        let last = sprint.burn.days.last().unwrap();
        assert_eq!(sprint.done, last.done.points);
    });
}
