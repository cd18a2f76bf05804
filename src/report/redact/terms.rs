//! Names of people, of other clients and of other projects, found in running text.

use crate::model::order::{self, InOrder};
use crate::model::{Client, Person, Program, ProjectId};
use crate::report::clean;
use std::collections::{BTreeMap, BTreeSet};

/// Names that are ordinary words too: they are found only as they are spelled.
const WORDS: [&str; 40] = [
    "amber",
    "art",
    "banks",
    "best",
    "bill",
    "black",
    "brown",
    "chase",
    "christian",
    "day",
    "dean",
    "drew",
    "faith",
    "fields",
    "frank",
    "gene",
    "grace",
    "grant",
    "gray",
    "green",
    "hand",
    "hope",
    "joy",
    "king",
    "lead",
    "long",
    "mark",
    "may",
    "miles",
    "page",
    "pat",
    "price",
    "reed",
    "rich",
    "rose",
    "rush",
    "white",
    "will",
    "wood",
    "young",
];

/// Endings of company names that people leave out.
const FORMS: [&str; 22] = [
    "gmbh",
    "ag",
    "kg",
    "se",
    "ltd",
    "limited",
    "inc",
    "corp",
    "corporation",
    "llc",
    "llp",
    "plc",
    "co",
    "company",
    "group",
    "holding",
    "sa",
    "s.a",
    "bv",
    "b.v",
    "oy",
    "ab",
];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What stands where something was taken out.
const PERSON: &str = "(name withheld)";
const CLIENT: &str = "(another client)";
const PROJECT: &str = "(another project)";

struct Term {
    /// In lower case.
    letters: Vec<char>,
    /// As it is spelled, where only that counts.
    exact: Option<Vec<char>>,
    /// The term is the start of a record's key, such as `SRCH-`; digits must follow.
    key: bool,
    instead: &'static str,
}

/// All terms to look for, by their first letter, the longest first.
pub(super) struct Terms {
    by_letter: BTreeMap<char, Vec<Term>>,
}

impl Terms {
    /// What a client of this project must not read. Parts of the project's own name and of its
    /// client's name are theirs to read, whoever else is called the same.
    pub(super) fn new(program: &Program, project: ProjectId) -> Self {
        let own_project = program.projects.get(&project);
        let own_client = own_project.and_then(|p| p.client);
        let mut terms = Self { by_letter: BTreeMap::new() };
        for person in program.people.values() {
            terms.add_person(person);
        }
        for client in program.clients.values().filter(|c| Some(c.id) != own_client) {
            terms.add_client(client);
        }
        for other in program.projects.values().filter(|p| p.id != project) {
            terms.add(&other.name, false, false, PROJECT);
        }
        for prefix in foreign_prefixes(program, project) {
            terms.add(&format!("{prefix}-"), false, true, PROJECT);
        }
        let own: String = own_project
            .map(|p| p.name.as_str())
            .into_iter()
            .chain(own_client.and_then(|c| program.clients.get(&c)).map(|c| c.name.as_str()))
            .map(|name| format!(" {} ", clean(name).chars().map(lower).collect::<String>()))
            .collect();
        for list in terms.by_letter.values_mut() {
            list.retain(|t| t.key || !own.contains(&format!(" {} ", t.letters.iter().collect::<String>())));
            list.order_by_key(|t| std::cmp::Reverse(t.letters.len()));
        }
        terms
    }

    fn add(&mut self, text: &str, exact: bool, key: bool, instead: &'static str) {
        let text = clean(text);
        let letters: Vec<char> = text.chars().map(lower).collect();
        let Some(first) = letters.first().copied() else { return };
        let exact = exact.then(|| text.chars().collect());
        self.by_letter.entry(first).or_default().push(Term { letters, exact, key, instead });
    }

    fn add_person(&mut self, person: &Person) {
        let name = clean(&person.name);
        self.add(&name, false, false, PERSON);
        for alias in &person.aliases {
            self.add(alias, false, false, PERSON);
        }
        // First and last names stand alone in running text; one or two letters are too common.
        for part in name.split([' ', '.', '_', '-']).filter(|part| part.chars().count() > 2) {
            self.add(part, WORDS.contains(&part.to_lowercase().as_str()), false, PERSON);
        }
    }

    fn add_client(&mut self, client: &Client) {
        let name = clean(&client.name);
        self.add(&name, false, false, CLIENT);
        let mut words: Vec<&str> = name.split(' ').collect();
        while words.len() > 1 {
            let last = words.last().map_or("", |w| w.trim_end_matches(['.', ',']));
            if !FORMS.contains(&last.to_lowercase().as_str()) {
                break;
            }
            words.pop();
            self.add(words.join(" ").trim_end_matches([',', ' ']), false, false, CLIENT);
        }
    }

    /// The text with every term replaced.
    pub(super) fn redact(&self, text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let lowered: Vec<char> = letters.iter().copied().map(lower).collect();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(letter) = letters.get(at) {
            match self.find(&letters, &lowered, at) {
                Some((length, instead)) => {
                    // Two parts of one name in a row are one gap.
                    if !out.ends_with(&format!("{instead} ")) {
                        out.push_str(instead);
                    } else {
                        out.pop();
                    }
                    at += length;
                }
                None => {
                    out.push(*letter);
                    at += 1;
                }
            }
        }
        out
    }

    /// The longest term that stands here, and what to say instead.
    fn find(&self, letters: &[char], lowered: &[char], at: usize) -> Option<(usize, &'static str)> {
        let terms = self.by_letter.get(lowered.get(at)?)?;
        terms.iter().find_map(|term| {
            let mut end = at + term.letters.len();
            if lowered.get(at..end)? != term.letters.as_slice() {
                return None;
            }
            if term.exact.as_ref().is_some_and(|exact| letters.get(at..end) != Some(exact.as_slice())) {
                return None;
            }
            let before = at.checked_sub(1).and_then(|place| letters.get(place)).copied();
            if before.is_some_and(is_word) && needs_edge(*term.letters.first()?) {
                return None;
            }
            if term.key {
                let digits = letters.iter().skip(end).take_while(|c| c.is_ascii_digit()).count();
                return (digits > 0).then_some((end + digits - at, term.instead));
            }
            if is_date(lowered, at, end) {
                return None;
            }
            if needs_edge(*term.letters.last()?) {
                // "Okafors" as well as "Okafor's".
                let next = |place: usize| letters.get(place).copied().is_some_and(is_word);
                if next(end) {
                    if lowered.get(end) != Some(&'s') || next(end + 1) {
                        return None;
                    }
                    end += 1;
                }
            }
            Some((end - at, term.instead))
        })
    }
}

/// Prefixes of keys that only other projects' items have.
fn foreign_prefixes(program: &Program, project: ProjectId) -> BTreeSet<String> {
    let prefix = |key: &str| key.rsplit_once('-').map(|(prefix, _)| clean(prefix).to_lowercase());
    let of = |own: bool| program.items.values().filter(move |i| (i.project == project) == own);
    let mut foreign = order::set(of(false).filter_map(|i| prefix(&i.key)));
    foreign.extend(program.projects.values().filter(|p| p.id != project).map(|p| p.prefix.to_lowercase()));
    for own in of(true).filter_map(|i| prefix(&i.key)) {
        foreign.remove(&own);
    }
    foreign.remove("");
    foreign
}

/// One letter for one letter, so that places stay the same; without its accent, which people leave out when
/// they type a name: `Tomás` is found as `Tomas`, too.
fn lower(letter: char) -> char {
    let letter = letter.to_lowercase().next().unwrap_or(letter);
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric()
}

/// Scripts without upper and lower case run words together, so a name has no edge there.
fn needs_edge(letter: char) -> bool {
    letter.is_lowercase() || letter.is_uppercase() || letter.is_ascii_digit()
}

/// "17 Jan" is a day, whoever is called Jan.
fn is_date(lowered: &[char], at: usize, end: usize) -> bool {
    let word: String = lowered.get(at..end).into_iter().flatten().collect();
    let before = |back: usize| at.checked_sub(back).and_then(|place| lowered.get(place));
    MONTHS.contains(&word.as_str()) && before(1) == Some(&' ') && before(2).is_some_and(char::is_ascii_digit)
}
