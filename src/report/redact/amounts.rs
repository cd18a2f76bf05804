//! Amounts of money in running text: a number beside a currency, or a number that is one of the
//! program's own amounts.

use crate::model::order;
use crate::model::{Currency, Money, Program};
use std::collections::BTreeSet;

const AMOUNT: &str = "(amount withheld)";

/// Codes and words of currencies that texts use, besides the program's own.
const WORDS: [&str; 28] = [
    "eur", "usd", "gbp", "chf", "jpy", "pln", "sek", "nok", "dkk", "czk", "huf", "inr", "cny", "aud", "cad",
    "brl", "mxn", "euro", "euros", "dollar", "dollars", "pound", "pounds", "francs", "yen", "kr", "zł",
    "cents",
];

/// Words between a number and its currency.
const SCALES: [&str; 11] =
    ["k", "m", "mn", "bn", "mio", "tsd", "thousand", "million", "millions", "billion", "grand"];

/// What is known of the program's money.
pub(super) struct Amounts {
    codes: BTreeSet<String>,
    /// The program's amounts in hundredths, without their sign.
    known: BTreeSet<u64>,
}

impl Amounts {
    pub(super) fn new(program: &Program) -> Self {
        let mut all: Vec<Money> = program.projects.values().filter_map(|p| p.budget).collect();
        all.extend(program.packages.values().map(|p| p.budget));
        all.extend(program.costs.values().map(|c| c.amount));
        all.extend(program.risks.values().filter_map(|r| r.loss));
        all.extend(program.risks.values().filter_map(|r| r.exposure()));
        let home = program.settings.currency;
        let code = |c: Currency| c.code().to_lowercase();
        let codes = all.iter().map(|m| m.currency).chain([home]).map(code);
        Self {
            codes: order::set(codes.chain(WORDS.map(str::to_owned))),
            known: order::set(all.iter().map(|m| m.amount.unsigned_abs())),
        }
    }

    /// The text with every amount replaced.
    pub(super) fn redact(&self, text: &str) -> String {
        let mut parts = parts(text);
        let mut at = 0;
        while at < parts.len() {
            if let Some((first, last)) = self.amount(&parts, at) {
                parts.splice(first..=last, [AMOUNT.to_owned()]);
                at = first;
            }
            at += 1;
        }
        parts.concat()
    }

    /// First and last part of the amount whose number stands here.
    fn amount(&self, parts: &[String], at: usize) -> Option<(usize, usize)> {
        let number = parts.get(at).filter(|part| part.starts_with(|c: char| c.is_ascii_digit()))?;
        let part = |place: Option<usize>| place.and_then(|p| parts.get(p)).map(String::as_str);
        let is_gap = |text: Option<&str>| text.is_some_and(|t| t.trim().is_empty());
        // Before it: a currency, or an amount that this one ends the range of.
        let mut first = at;
        let mut before = at.checked_sub(1);
        if is_gap(part(before)) {
            before = before.and_then(|b| b.checked_sub(1));
        }
        let mut is_money = part(before).is_some_and(|text| self.is_currency(text));
        if is_money {
            first = before.unwrap_or(at);
        } else if part(before)
            .is_some_and(|text| matches!(text, "-" | "–" | "—" | "/" | "to" | "and" | "or" | "+"))
        {
            let mut range = before.and_then(|b| b.checked_sub(1));
            if is_gap(part(range)) {
                range = range.and_then(|r| r.checked_sub(1));
            }
            if part(range) == Some(AMOUNT) {
                is_money = true;
            }
        }
        // After it: a scale, then a currency.
        let mut last = at;
        let mut scaled = at;
        for _ in 0..2 {
            let mut after = last.max(scaled) + 1;
            if is_gap(part(Some(after))) {
                after += 1;
            }
            let Some(text) = part(Some(after)) else { break };
            if self.is_currency(text) {
                (is_money, last) = (true, after);
                break;
            }
            let lowered = text.to_lowercase();
            if scaled == at && SCALES.contains(&lowered.as_str()) {
                scaled = after;
            } else {
                // "9k€" or "9kEUR" in one word.
                if SCALES
                    .iter()
                    .any(|s| lowered.strip_prefix(s).is_some_and(|rest| self.codes.contains(rest)))
                {
                    (is_money, last) = (true, after);
                }
                break;
            }
        }
        (is_money || self.is_known(number)).then_some((first, last.max(if is_money { scaled } else { last })))
    }

    fn is_currency(&self, text: &str) -> bool {
        matches!(
            text,
            "$" | "¢"
                | "£"
                | "¤"
                | "¥"
                | "₹"
                | "€"
                | "₽"
                | "₺"
                | "₴"
                | "₩"
                | "₪"
                | "₿"
                | "฿"
                | "₫"
                | "₦"
        ) || self.codes.contains(&text.to_lowercase())
    }

    /// One of the program's amounts; years and other short numbers are left alone.
    fn is_known(&self, number: &str) -> bool {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let Ok(value) = digits.parse::<u64>() else { return false };
        let grouped = digits.len() < number.chars().count();
        let is_long = digits.len() > 4 || (digits.len() == 4 && grouped);
        // With or without cents at its end.
        is_long && (self.known.contains(&value) || self.known.contains(&value.saturating_mul(100)))
    }
}

/// The text cut into numbers, words, runs of spaces and single marks.
fn parts(text: &str) -> Vec<String> {
    #[derive(PartialEq, Clone, Copy)]
    enum Kind {
        Number,
        Word,
        Gap,
        Mark,
    }
    let letters: Vec<char> = text.chars().collect();
    let mut parts: Vec<String> = Vec::new();
    let mut last = Kind::Mark;
    for (at, letter) in letters.iter().enumerate() {
        let next_is_digit = letters.get(at + 1).is_some_and(char::is_ascii_digit);
        let kind = match letter {
            c if c.is_ascii_digit() => Kind::Number,
            ' ' if last == Kind::Number && parts.last().is_some_and(|p| groups(p, &letters, at)) => {
                Kind::Number
            }
            ',' | '.' | '\'' | '’' | '_' | '\u{a0}' | '\u{202f}' if last == Kind::Number && next_is_digit => {
                Kind::Number
            }
            c if c.is_whitespace() => Kind::Gap,
            c if c.is_alphabetic() => Kind::Word,
            _ => Kind::Mark,
        };
        match parts.last_mut() {
            Some(part) if kind == last && kind != Kind::Mark => part.push(*letter),
            _ => parts.push(letter.to_string()),
        }
        last = kind;
    }
    parts
}

/// Whether the space at a place parts thousands, as in "1 200": three digits follow, no more, and at
/// most three or whole groups stand before it.
fn groups(number: &str, letters: &[char], at: usize) -> bool {
    let digits = letters.iter().skip(at + 1).take_while(|c| c.is_ascii_digit()).count();
    let first = number.split(' ').next().map_or(0, str::len);
    digits == 3 && first <= 3 && number.chars().all(|c| c.is_ascii_digit() || c == ' ')
}
