//! What statuses count as: from the export's category, else guessed from the name.

use crate::model::Category;

/// Jira's categories as exports of many languages write them, in lower case; REST keys too.
const NAMES: &[(Category, &str)] = &[
    (
        Category::ToDo,
        "to do|todo|new|por hacer|tareas por hacer|pendiente|itens pendentes|tarefas pendentes|a fazer|pendente|\
         à faire|do zrobienia|zu erledigen|aufgaben|offen|к выполнению|сделать|da fare|da completare|te doen|taken",
    ),
    (
        Category::InProgress,
        "in progress|indeterminate|en curso|en progreso|em andamento|em progresso|en cours|w toku|in arbeit|\
         in bearbeitung|в работе|в процессе|in corso|actief|in uitvoering|mee bezig",
    ),
    (
        Category::Done,
        "done|complete|completed|listo|hecho|finalizado|finalizada|finalizadas|itens concluídos|concluído|concluida|\
         concluída|feito|terminé|terminé(e)|terminée|terminés|fini|gotowe|zrobione|ukończone|fertig|erledigt|готово|\
         выполнено|completato|completata|completate|gereed|voltooid|klaar",
    ),
];

/// Words, or beginnings of words, in the names of statuses that end work without delivering it.
const CANCELLED: &str = "cancel abort abandon reject declin withdraw withdrawn obsolet duplicat invalid discard dropped \
    won't wont rechaz descart anulad cancelad rejeit annul rejet refus odrzuc anulow porzuc abgebroch verworf \
    abgelehn storniert отмен отклон annull rifiut scartat geannul afgewez";

/// Beginnings of words in the names of finished statuses.
const DONE: &str = "done closed close complete completed resolved released finished deployed shipped accepted \
    delivered live listo hech finaliz cerrad resuelt complet conclu fechad resolvid entregu terminé fermé résolu livré \
    gotow zamkni zakończ rozwiąza fertig erledigt geschlossen abgeschlossen gelöst готов закрыт решен выполнен \
    chius completat gesloten voltooid gereed klaar";

/// Beginnings of words in the names of statuses where work is going on.
const IN_PROGRESS: &str = "progress review test testing qa uat develop development dev doing implement coding building \
    build staging verify verified verification analysis analyzing investigating waiting blocked hold merge approval \
    working started active curso progreso revisi prueba desarrollo espera andamento desenvolv teste valida cours \
    développ attente toku recenz arbeit bearbeitung prüfung warte работ провер тест corso attesa uitvoering";

/// Beginnings of words in the names of statuses where work has not begun.
const TO_DO: &str = "todo open opened reopened new backlog selected ready created planned proposed pending draft \
    triage queued refined idea hacer pendient abiert nuev fazer pendent abert nov faire ouvert nouveau zrobienia otwart \
    now offen neu geplant открыт нов выполнению fare apert nuov doen nieuw";

/// The category that an export's own category cell names.
pub(super) fn named(cell: &str) -> Option<Category> {
    let cell = cell.trim().to_lowercase();
    NAMES.iter().find(|(_, names)| names.split('|').any(|n| n.trim() == cell)).map(|(c, _)| *c)
}

/// The category that Azure DevOps names so. `Resolved` is work that still has to be verified.
pub(super) fn azure(word: &str) -> Option<Category> {
    match word {
        "Proposed" => Some(Category::ToDo),
        "InProgress" | "Resolved" => Some(Category::InProgress),
        "Completed" => Some(Category::Done),
        "Removed" => Some(Category::Cancelled),
        _ => None,
    }
}

fn any_word(name: &str, beginnings: &str, exact_below: usize) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty());
    words.any(|word| {
        beginnings.split_whitespace().any(|b| {
            // Short beginnings would match too much: they stand for whole words.
            if b.chars().count() <= exact_below { word == b } else { word.starts_with(b) }
        })
    })
}

/// Whether a status's name says that its work ended without being delivered.
pub(super) fn sounds_cancelled(name: &str) -> bool {
    let name = name.to_lowercase().replace('’', "'");
    any_word(&name, CANCELLED, 4) || name.contains("not doing") || name.contains("not do ")
}

/// A status's category by its name alone; none where the name says nothing.
pub(super) fn by_name(name: &str) -> Option<Category> {
    if let Some(category) = named(name) {
        return Some(category);
    }
    let lower = name.to_lowercase();
    if sounds_cancelled(name) {
        return Some(Category::Cancelled);
    }
    let begins = |words: &[&str]| words.iter().any(|w| lower.starts_with(w));
    // What waits to be worked on names the work that comes next: "Ready for Test", "To be tested".
    if begins(&["ready for", "ready to", "to be ", "to do", "not ", "selected"]) {
        return Some(Category::ToDo);
    }
    for (category, words) in
        [(Category::InProgress, IN_PROGRESS), (Category::Done, DONE), (Category::ToDo, TO_DO)]
    {
        if any_word(&lower, words, 4) {
            return Some(category);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn category_cells_of_every_language_are_known() {
        for (cell, category) in [
            ("To Do", Category::ToDo),
            ("Por hacer", Category::ToDo),
            ("Itens Pendentes", Category::ToDo),
            ("À faire", Category::ToDo),
            ("Do zrobienia", Category::ToDo),
            ("En curso", Category::InProgress),
            ("Em andamento", Category::InProgress),
            ("En cours", Category::InProgress),
            ("In Bearbeitung", Category::InProgress),
            ("Listo", Category::Done),
            ("Itens concluídos", Category::Done),
            ("Terminé", Category::Done),
            ("Fertig", Category::Done),
        ] {
            assert_eq!(named(cell), Some(category), "{cell}");
        }
        assert_eq!(named("Deploy"), None);
    }

    #[test]
    fn names_are_guessed_where_no_category_is_given() {
        for (name, category) in [
            ("Open", Some(Category::ToDo)),
            ("Reopened", Some(Category::ToDo)),
            ("Backlog", Some(Category::ToDo)),
            ("Selected for Development", Some(Category::ToDo)),
            ("Tareas por hacer", Some(Category::ToDo)),
            ("Code Review", Some(Category::InProgress)),
            ("Test in UAT", Some(Category::InProgress)),
            ("Verified - UAT", Some(Category::InProgress)),
            ("Waiting for client", Some(Category::InProgress)),
            ("Closed", Some(Category::Done)),
            ("Finalizada", Some(Category::Done)),
            ("Cancelled", Some(Category::Cancelled)),
            ("Won’t Do", Some(Category::Cancelled)),
            ("Aborted", Some(Category::Cancelled)),
            ("Odrzucone", Some(Category::Cancelled)),
            ("Quux", None),
        ] {
            assert_eq!(by_name(name), category, "{name}");
        }
    }
}
