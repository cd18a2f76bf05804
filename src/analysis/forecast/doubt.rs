//! What to know where a short window makes a forecast look surer than it is.

/// Days of history, and in how many of 100 cases the 85 % date of one team held: measured on generated
/// teams whose future is known, by `examples/calibration.rs` (every day alike, 2,000 cases a row). At
/// 120 days it was 83, at 250 days 84, which is what the date says within a point or two.
const MEASURED: [(u32, u32); 2] = [(30, 77), (60, 79)];
/// From so many days on, the date holds as it says.
const ENOUGH: u32 = 120;

/// A sentence with a space before it; nothing where the window is long enough. Teams forecast jointly
/// need none: the latest of several is not over-confident (90 of 100 at 30 days).
pub(super) fn doubt(days: u32, teams: usize) -> String {
    let measured = MEASURED.iter().rev().find(|(window, _)| *window <= days).or(MEASURED.first());
    let Some((_, held)) = measured.filter(|_| days < ENOUGH && teams < 2) else { return String::new() };
    let most = if days < 30 { "at most" } else { "about" };
    format!(
        " {days} days of history are few: so drawn, an 85 % date held in {most} {held} of 100 test cases. Draw from \
         {ENOUGH} days or more, or take the 95 % date where it matters."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_windows_say_how_often_their_date_held() {
        assert!(doubt(20, 1).contains("at most 77 of 100"));
        assert!(doubt(45, 1).contains("about 77 of 100"));
        assert!(doubt(60, 1).starts_with(" 60 days of history are few"));
        assert!(doubt(119, 1).contains("about 79 of 100"));
        assert_eq!((doubt(120, 1), doubt(30, 3)), (String::new(), String::new()));
    }
}
