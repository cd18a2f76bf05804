//! The meaning of single cells: types, priorities, resolutions, comments, keys.

use crate::model::{ItemKind, LinkKind, Points, Priority};

/// Issue types by lower-case name: en, es, pt, fr, pl, de.
const KINDS: &[(&str, ItemKind)] = &[
    ("epic|epos|epik|épica|epica|épico|épopée|epopeya|эпик", ItemKind::Epic),
    (
        "feature|new feature|función|nueva función|característica|funcionalidade|recurso|nova funcionalidade|\
         fonctionnalité|nouvelle fonctionnalité|funkcja|nowa funkcja|funktion|neue funktion|merkmal",
        ItemKind::Feature,
    ),
    (
        "story|user story|product backlog item|requirement|historia|historia de usuario|história|história do usuário|récit|histoire|\
         histoire utilisateur|user story|historyjka|scenariusz|opowieść|история",
        ItemKind::Story,
    ),
    ("task|tarea|tarefa|tâche|zadanie|aufgabe|задача", ItemKind::Task),
    ("bug|defect|error|fallo|defecto|erro|defeito|bogue|anomalie|błąd|usterka|fehler|ошибка", ItemKind::Bug),
    (
        "sub-task|subtask|subtarea|sub-tarea|subtarefa|sous-tâche|sous tâche|podzadanie|unteraufgabe|\
         technical task|подзадача",
        ItemKind::Subtask,
    ),
    ("spike|research|investigación|investigação|recherche", ItemKind::Spike),
];

/// Priorities by lower-case name.
const PRIORITIES: &[(&str, Priority)] = &[
    (
        "highest|blocker|critical|urgent|immediate|p0|p1|más alta|la más alta|crítica|bloqueadora|bloqueante|urgente|\
         mais alta|altíssima|muito alta|crítico|bloqueador|la plus élevée|le plus élevé|très haute|bloquante|bloquant|\
         critique|najwyższy|krytyczny|blokujący|blokada|höchste|höchster|kritisch|blocker",
        Priority::Urgent,
    ),
    (
        "high|major|p2|alta|alto|mayor|maior|haute|élevée|élevé|majeure|majeur|wysoki|poważny|ważny|hoch|hohe|schwer",
        Priority::High,
    ),
    (
        "medium|normal|moderate|p3|media|medio|média|médio|moyenne|moyen|normale|średni|normalny|mittel|mittlere",
        Priority::Medium,
    ),
    (
        "low|lowest|minor|trivial|p4|p5|baja|más baja|la más baja|menor|baixa|baixo|mais baixa|muito baixa|basse|\
         faible|la plus basse|la plus faible|mineure|mineur|triviale|niski|najniższy|drobny|trywialny|niedrig|\
         niedrigste|geringste|gering|unwesentlich",
        Priority::Low,
    ),
];

/// Resolutions of defects that were none, or nobody's: in no quality figure.
const INVALID: &str = "duplicate|won't fix|wont fix|won't do|cannot reproduce|can't reproduce|invalid|not a bug|\
    not a problem|works as designed|works for me|rejected|declined|duplicado|duplicada|no se arreglará|no se hará|\
    no se puede reproducir|inválido|não será corrigido|não será feito|não é possível reproduzir|doublon|\
    ne sera pas corrigé|ne sera pas fait|impossible à reproduire|invalide|duplikat|nie zostanie naprawione|\
    nie zostanie zrobione|nie można odtworzyć|nieprawidłowe|wird nicht behoben|wird nicht erledigt|\
    nicht reproduzierbar|ungültig";

fn find<'a, T>(table: &'a [(&str, T)], cell: &str) -> Option<&'a T> {
    let cell = cell.trim().to_lowercase();
    table.iter().find(|(names, _)| names.split('|').any(|n| n.trim() == cell)).map(|(_, value)| value)
}

/// The kind of an issue type's name; a team's own type keeps its name.
pub(super) fn kind(cell: &str) -> ItemKind {
    find(KINDS, cell).cloned().unwrap_or_else(|| ItemKind::Other(cell.trim().to_owned()))
}

/// The priority of that name; none where the name is a team's own.
pub(super) fn priority(cell: &str) -> Option<Priority> {
    find(PRIORITIES, cell).copied()
}

/// Whether a resolution says that a defect was none.
pub(super) fn is_invalid(cell: &str) -> bool {
    let cell = cell.trim().to_lowercase().replace('’', "'");
    INVALID.split('|').any(|name| name == cell)
}

/// Whether a resolution says that nothing is resolved.
pub(super) fn is_unresolved(cell: &str) -> bool {
    let cell = cell.trim().to_lowercase();
    ["", "unresolved", "sin resolver", "não resolvido", "non résolu", "nierozwiązane", "nicht erledigt"]
        .contains(&cell.as_str())
}

/// The kind of link that a link type's name stands for. Names are free text.
pub(super) fn link_kind(name: &str) -> LinkKind {
    match name.trim().to_lowercase().as_str() {
        "blocks" | "blocker" | "bloquea" | "bloqueia" | "bloque" | "blokuje" | "blockiert" => {
            LinkKind::Blocks
        }
        "relates" | "related" | "relates to" | "relación" | "relacionado" | "relaciona" => LinkKind::Relates,
        "duplicate" | "duplicates" | "duplicado" | "doublon" | "duplikat" => LinkKind::Duplicates,
        _ => LinkKind::Other(name.trim().to_owned()),
    }
}

/// `SRCH-341`: letters, then digits after the last hyphen.
pub(super) fn looks_like_key(key: &str) -> bool {
    key.rsplit_once('-').is_some_and(|(project, number)| {
        project.starts_with(|c: char| c.is_ascii_alphabetic())
            && project.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// A cell without control characters but tab and line break; CRLF becomes LF.
pub(super) fn clean(cell: &str) -> String {
    if !cell.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
        return cell.to_owned();
    }
    cell.replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// A cell as one line: white space of any kind is one space.
pub(super) fn one_line(cell: &str) -> String {
    clean(cell).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `date;author;body`: split at the first two semicolons, as bodies hold more of them.
pub(super) fn comment(cell: &str) -> Option<(&str, &str, &str)> {
    let mut parts = cell.splitn(3, ';');
    Some((parts.next()?, parts.next()?, parts.next()?))
}

/// One status's part of `[CHART] Time in Status`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TimeIn {
    /// The tracker's number of the status.
    pub(super) status: String,
    /// How often the status was entered.
    pub(super) count: u32,
    /// Milliseconds in it, over all visits.
    pub(super) millis: i64,
}

/// Reads `statusId_*:*_count_*:*_ms_*|*_…`; none when any part is not of that shape.
pub(super) fn time_in_status(cell: &str) -> Option<Vec<TimeIn>> {
    cell.trim()
        .split("_*|*_")
        .map(|part| {
            let mut pieces = part.split("_*:*_");
            let (status, count, millis) = (pieces.next()?, pieces.next()?, pieces.next()?);
            let millis = millis.parse::<i64>().ok().filter(|m| (0..=1_000_000_000_000_000).contains(m))?;
            Some(TimeIn { status: status.trim().to_owned(), count: count.parse().ok()?, millis })
        })
        .collect()
}

/// A cell as a message shows it.
pub(super) fn short(cell: &str) -> String {
    let mut characters = cell.chars();
    let head: String = characters.by_ref().take(40).collect();
    if characters.next().is_some() { format!("{head}…") } else { head }
}

/// Whether a text is a web address that a link may lead to.
pub(super) fn is_address(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://"))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Whether a flag's cell says no.
pub(super) fn is_no(cell: &str) -> bool {
    matches!(cell.trim().to_lowercase().as_str(), "no" | "false" | "0" | "n" | "nein" | "non" | "não" | "nie")
}

/// The last part of a path such as `Web\\Release 2\\Sprint 7`; a bare root names no part of its own.
pub(super) fn last_of_path(path: &str) -> Option<String> {
    let (_, last) = path.trim_matches('\\').rsplit_once('\\')?;
    Some(last.trim().to_owned()).filter(|name| !name.is_empty())
}

/// The first part of such a path.
pub(super) fn first_of_path(path: &str) -> &str {
    path.trim_matches('\\').split('\\').next().unwrap_or_default().trim()
}

/// Azure DevOps counts priorities from 1, the most urgent, to 4.
pub(super) fn azure_priority(number: &str) -> Option<Priority> {
    match number.trim().trim_end_matches(".0") {
        "0" | "1" => Some(Priority::Urgent),
        "2" => Some(Priority::High),
        "3" => Some(Priority::Medium),
        "4" => Some(Priority::Low),
        _ => None,
    }
}

/// `2,5`: points as half of the world writes them.
pub(super) fn comma_points(cell: &str) -> Option<Points> {
    let (whole, part) = cell.split_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits(whole) && digits(part) && part.len() < 3 {
        Points::parse(&format!("{whole}.{part}"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_every_language_are_known() {
        for (cell, expected) in [
            ("Story", ItemKind::Story),
            ("Historia", ItemKind::Story),
            ("Subtarea", ItemKind::Subtask),
            ("Sub-task", ItemKind::Subtask),
            ("Błąd", ItemKind::Bug),
            ("Tâche", ItemKind::Task),
            ("New Feature", ItemKind::Feature),
            ("Incident", ItemKind::Other("Incident".into())),
        ] {
            assert_eq!(kind(cell), expected, "{cell}");
        }
    }

    #[test]
    fn priorities_fold_into_four() {
        for (cell, expected) in [
            ("Highest", Some(Priority::Urgent)),
            ("Blocker", Some(Priority::Urgent)),
            ("Critical", Some(Priority::Urgent)),
            ("Major", Some(Priority::High)),
            ("Średni", Some(Priority::Medium)),
            ("Minor", Some(Priority::Low)),
            ("Lowest", Some(Priority::Low)),
            ("Trivial", Some(Priority::Low)),
            ("Someday", None),
        ] {
            assert_eq!(priority(cell), expected, "{cell}");
        }
    }

    #[test]
    fn comments_split_at_the_first_two_semicolons() {
        assert_eq!(comment("12/Jan/21;ada;a; b; c"), Some(("12/Jan/21", "ada", "a; b; c")));
        assert_eq!(comment("no author"), None);
    }

    #[test]
    fn time_in_status_is_read_or_refused_whole() {
        let read = time_in_status("1_*:*_2_*:*_500_*|*_3_*:*_1_*:*_0").unwrap();
        assert_eq!(read[0], TimeIn { status: "1".into(), count: 2, millis: 500 });
        assert_eq!(read.len(), 2);
        assert_eq!(time_in_status("1_*:*_x_*:*_500"), None);
        assert_eq!(time_in_status(""), None);
    }

    #[test]
    fn control_characters_go_and_line_breaks_stay() {
        assert_eq!(clean("a\r\nb\u{0}\u{7}\tc\rd"), "a\nb\tc\nd");
        assert_eq!(one_line(" a\r\n b "), "a b");
    }
}
