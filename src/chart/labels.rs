//! Labels that never overlap: how wide a text is, and places pushed apart.

use crate::model::order::InOrder;

/// About how wide a text of 11 pixels is, a tenth more than in the face it was drawn in, since the
/// reader's may be wider.
#[must_use]
pub fn width_of(text: &str) -> f64 {
    text.chars().map(width_of_char).sum()
}

fn width_of_char(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 3.5,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' => 10.2,
        'A'..='Z' | '−' | '+' | '=' | '€' | '£' | '$' => 7.9,
        _ if c.is_ascii() => 6.8,
        // Accented letters are as wide as plain ones, other scripts up to twice as wide.
        '\u{a0}'..='\u{24f}' => 7.2,
        _ => 11.0,
    }
}

/// Shortens a text to a width, with an ellipsis.
#[must_use]
pub fn cut(text: &str, width: f64) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let mut left = width - 8.0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            left -= width_of_char(*c);
            left >= 0.0
        })
        .collect();
    format!("{}…", kept.trim_end())
}

/// Breaks a text into lines of at most so many pixels, at its spaces.
#[must_use]
pub fn wrap(text: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width_of(line) + width_of(word) + 3.5 <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Moves places apart until each is at least `gap` from the next, as little as possible, within `low`
/// and `high`. Where all cannot fit, those that come last in the list are left out (`None`): so name
/// the important ones first.
#[must_use]
pub fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<Option<f64>> {
    let room = if gap > 0.0 { ((high - low).max(0.0) / gap).floor() as usize + 1 } else { wanted.len() };
    let mut order: Vec<(f64, usize)> = wanted.iter().copied().take(room).zip(0..).collect();
    order.order_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    // Neighbours that touch form a block, which stands where its labels wish on average.
    struct Block {
        sum: f64,
        number: f64,
    }
    let start = |block: &Block| {
        let length = (block.number - 1.0) * gap;
        (block.sum / block.number).min(high - length).max(low)
    };
    let mut blocks: Vec<Block> = Vec::new();
    for (at, _) in &order {
        blocks.push(Block { sum: *at, number: 1.0 });
        while let [.., before, last] = blocks.as_mut_slice() {
            if start(before) + before.number * gap <= start(last) + 1e-9 {
                break;
            }
            // A label's wish, told as the wish of the block's first label.
            before.sum += last.sum - last.number * before.number * gap;
            before.number += last.number;
            blocks.pop();
        }
    }
    let mut places = vec![None; wanted.len()];
    let mut names = order.iter();
    for block in &blocks {
        let first = start(block);
        for n in 0..block.number as usize {
            if let Some(place) = names.next().and_then(|(_, name)| places.get_mut(*name)) {
                *place = Some(first + n as f64 * gap);
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_stands_apart_stays() {
        assert_eq!(spread(&[10.0, 50.0, 90.0], 14.0, 0.0, 100.0), [Some(10.0), Some(50.0), Some(90.0)]);
    }

    #[test]
    fn what_touches_moves_to_both_sides() {
        assert_eq!(spread(&[50.0, 50.0], 14.0, 0.0, 100.0), [Some(43.0), Some(57.0)]);
        assert_eq!(spread(&[99.0, 100.0], 14.0, 0.0, 100.0), [Some(86.0), Some(100.0)]);
    }

    #[test]
    fn what_has_no_room_is_left_out() {
        let places = spread(&[5.0, 5.0, 5.0], 10.0, 0.0, 10.0);
        assert_eq!(places, [Some(0.0), Some(10.0), None]);
    }

    #[test]
    fn texts_are_cut_and_wrapped() {
        assert_eq!(cut("Index warm-up after deploy", 80.0), "Index warm…");
        assert_eq!(cut("Short", 80.0), "Short");
        assert_eq!(wrap("one two three", 50.0), ["one two", "three"]);
    }

    proptest! {
        // Labels never overlap, stay inside, keep their order, and are only left out for want of room.
        #[test]
        fn labels_never_overlap(wanted in proptest::collection::vec(-50.0_f64..350.0, 0..40), gap in 1.0_f64..30.0) {
            let places = spread(&wanted, gap, 0.0, 300.0);
            let mut kept: Vec<(f64, f64)> =
                wanted.iter().zip(&places).filter_map(|(w, p)| p.map(|p| (*w, p))).collect();
            kept.sort_by(|a, b| a.1.total_cmp(&b.1));
            for pair in kept.windows(2) {
                prop_assert!(pair[1].1 - pair[0].1 >= gap - 1e-6);
                prop_assert!(pair[0].0 <= pair[1].0);
            }
            prop_assert!(kept.iter().all(|(_, p)| *p >= -1e-6 && *p <= 300.0 + 1e-6));
            let room = (300.0 / gap).floor() as usize + 1;
            prop_assert_eq!(kept.len(), wanted.len().min(room));
        }
    }
}
