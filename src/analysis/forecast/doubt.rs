//! What to know where a forecast looks further ahead than its history can tell.
//!
//! What is not known of a team's pace adds to what chance does: the spread should be wider by the root
//! of 1 + (days ahead ÷ days of history). Resampling does not see that, so its dates are over-confident
//! where the history is short beside what lies ahead.

/// Days ahead for 100 days of history, and in how many of 100 cases the 85 % date of one team held:
/// measured by `examples/calibration.rs` (work for some 49 days; every day alike; 2,000 cases a row),
/// with 60 and 30 days of history. With 120 days (41 ahead for 100) it was 82, with 250 days 83, which
/// is what the date says within a point or two.
const MEASURED: [(u32, u32); 2] = [(82, 79), (163, 76)];
/// From where on a measured row is the nearest, halfway between it and the one before.
const FROM: [u32; 2] = [60, 120];

/// A sentence with a space before it; nothing where the history is long enough. Teams forecast jointly
/// need none: the latest of several is not over-confident (90 of 100 with 30 days of history).
pub(super) fn doubt(history: u32, ahead: i64, teams: usize) -> String {
    let ahead = u32::try_from(ahead).unwrap_or(0);
    let share = ahead.saturating_mul(100) / history.max(1);
    let row = FROM.iter().zip(MEASURED).rev().find(|(from, _)| share >= **from);
    let Some((_, (measured, held))) = row.filter(|_| teams < 2) else { return String::new() };
    let most = if share > measured * 3 / 2 { "at most" } else { "about" };
    // Below 41 days ahead for 100, the date held as it says; in tens of days.
    let enough = (ahead * 5 / 2).div_ceil(10) * 10;
    format!(
        " {history} days of history are few for {ahead} days ahead: so drawn, an 85 % date held in {most} {held} of 100 \
         test cases. Draw from {enough} days or more, or take the 95 % date where it matters."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_history_says_how_often_its_date_held() {
        assert!(doubt(60, 49, 1).starts_with(" 60 days of history are few for 49 days ahead"));
        assert!(doubt(60, 49, 1).contains("about 79 of 100"));
        assert!(doubt(60, 49, 1).contains("Draw from 130 days or more"));
        assert!(doubt(30, 49, 1).contains("about 76 of 100"));
        assert!(doubt(30, 90, 1).contains("at most 76 of 100"));
        // Few days ahead, a long history, or several teams.
        assert_eq!([doubt(60, 20, 1), doubt(120, 49, 1), doubt(30, 49, 3)], [""; 3]);
    }
}
