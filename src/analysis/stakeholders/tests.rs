//! The map, contacts and RACI, by hand-worked tables.

use super::*;
use crate::model::{Contact, EntryId, PersonId, RaciRole, RaciRow, Timestamp};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

// [SH1]
#[test]
fn four_and_five_are_high() {
    let named = |influence, interest| Quadrant::of(influence, interest).name();
    assert_eq!(named(5, 4), "Manage closely");
    assert_eq!(named(4, 3), "Keep satisfied");
    assert_eq!(named(3, 5), "Keep informed");
    assert_eq!(named(3, 3), "Monitor");
}

// [SH2]
#[test]
fn a_contact_is_due_every_so_many_days_after_the_last() {
    // Added on 1 Jan 1970 (moment 0), to be spoken to every 14 days.
    let mut someone = Stakeholder { every: Some(14), created: Timestamp(0), ..Stakeholder::default() };
    let plan = |s: &Stakeholder, today| contact_plan(s, &Zone::utc(), day(today));
    let first = plan(&someone, "1970-01-10");
    assert_eq!((first.last, first.next, first.late), (None, Some(day("1970-01-15")), -5));
    assert_eq!(plan_words(&first), "in 5 days");
    let talk = |on: &str| Contact { id: EntryId::from(0), day: day(on), ..Contact::default() };
    // The newest counts, in whatever order they stand.
    someone.contacts = vec![talk("2025-11-06"), talk("2025-10-20")];
    let late = plan(&someone, "2025-11-23");
    assert_eq!((late.next, late.late), (Some(day("2025-11-20")), 3));
    assert_eq!(plan_words(&late), "3 days late");
    assert_eq!(plan_words(&plan(&someone, "2025-11-20")), "today");
    someone.every = None;
    assert_eq!(plan_words(&plan(&someone, "2025-11-23")), "No plan");
}

// [SH4]
#[test]
fn a_row_has_one_accountable_and_somebody_responsible() {
    let (ada, ben) = (Who::Person(PersonId::from(1)), Who::Person(PersonId::from(2)));
    let row = RaciRow::default();
    assert_eq!(gaps(&row), [Gap::NoAccountable, Gap::NoResponsible]);
    let row = with_role(&row, ada, Some(RaciRole::Accountable));
    let row = with_role(&row, ben, Some(RaciRole::Accountable));
    assert_eq!(gaps(&row), [Gap::SeveralAccountable(2), Gap::NoResponsible]);
    let row = with_role(&row, ben, Some(RaciRole::Responsible));
    assert_eq!(gaps(&row), []);
    assert_eq!(
        (role_of(&row, ada), role_of(&row, ben)),
        (Some(RaciRole::Accountable), Some(RaciRole::Responsible))
    );
    let row = with_role(&row, ada, None);
    assert_eq!(gaps(&row), [Gap::NoAccountable]);
    // Round and round: nothing, R, A, C, I, nothing.
    let mut role = None;
    let letters: Vec<&str> = (0..5)
        .map(|_| {
            role = next_role(role);
            role.map_or("", RaciRole::name)
        })
        .collect();
    assert_eq!(letters, ["Responsible", "Accountable", "Consulted", "Informed", ""]);
}

#[test]
fn initials_are_of_the_first_and_last_name() {
    assert_eq!(initials("Ewa Nowak"), "EN");
    assert_eq!(initials("Maria de la Cruz"), "MC");
    assert_eq!(initials("steering"), "S");
}
