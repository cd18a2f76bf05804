//! What Jira calls its columns, in the languages whose exports are read without asking.

use super::Meaning;
use crate::exchange::items::field::Field;
use std::collections::HashMap;

/// Languages of header rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Language {
    English,
    Spanish,
    Portuguese,
    French,
    Polish,
    German,
}

impl Language {
    const ALL: [Self; 6] =
        [Self::English, Self::Spanish, Self::Portuguese, Self::French, Self::Polish, Self::German];

    /// The language's English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Spanish",
            Self::Portuguese => "Portuguese",
            Self::French => "French",
            Self::Polish => "Polish",
            Self::German => "German",
        }
    }
}

/// Whether a name holds bare, within `Custom field (…)`, or both.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Bare,
    Custom,
    Both,
}

struct Row(Field, Where, [&'static str; 6]);

/// Field, where it holds, then its headers by language, in lower case, `|` between.
#[rustfmt::skip]
const HEADERS: &[Row] = &[
    Row(Field::Title, Where::Bare, ["summary", "resumen", "resumo", "résumé", "podsumowanie", "zusammenfassung"]),
    Row(Field::Key, Where::Bare, ["issue key|key|work item key", "clave de incidencia|clave de la incidencia|clave", "chave da item|chave do item|chave da incidência|chave do ticket|chave", "clé de ticket|clé du ticket|clé de demande|clé", "klucz zgłoszenia|klucz", "vorgangsschlüssel|schlüssel"]),
    Row(Field::Id, Where::Bare, ["issue id|work item id", "id de la incidencia|id de incidencia", "id da item|id do item|id da incidência", "id de ticket|id du ticket|id. de ticket", "id. zgłoszenia|id zgłoszenia|identyfikator zgłoszenia", "vorgangs-id|vorgangs-id.|id des vorgangs"]),
    Row(Field::Type, Where::Bare, ["issue type|work type|work item type", "tipo de incidencia|tipo de actividad", "tipo de item|tipo da item|tipo do item|tipo de incidência", "type de ticket|type de demande", "typ zgłoszenia", "vorgangstyp"]),
    Row(Field::Status, Where::Bare, ["status", "estado", "status|situação", "état|statut", "status|stan", "status"]),
    Row(Field::StatusCategory, Where::Bare, ["status category", "categoría de estado|categoría del estado", "categoria do status|categoria de status", "catégorie d'état|catégorie de l'état|catégorie de statut", "kategoria statusu", "statuskategorie"]),
    Row(Field::CategoryChanged, Where::Bare, ["status category changed", "categoría de estado cambiada|categoría de estado modificada|cambio de categoría de estado", "categoria do status alterada|categoria de status alterada|alteração da categoria do status", "catégorie d'état modifiée|changement de catégorie d'état|catégorie d'état changée", "kategoria statusu zmieniona|zmieniono kategorię statusu|zmiana kategorii statusu", "statuskategorie geändert|änderung der statuskategorie"]),
    Row(Field::ProjectKey, Where::Bare, ["project key", "clave del proyecto|clave de proyecto", "chave do projeto", "clé de projet|clé du projet", "klucz projektu", "projektschlüssel"]),
    Row(Field::ProjectName, Where::Bare, ["project name|project", "nombre del proyecto|proyecto", "nome do projeto|projeto", "nom du projet|nom de projet|projet", "nazwa projektu|projekt", "projektname|projekt"]),
    Row(Field::Priority, Where::Bare, ["priority", "prioridad", "prioridade", "priorité", "priorytet", "priorität"]),
    Row(Field::Resolution, Where::Bare, ["resolution", "resolución", "resolução", "résolution", "rozwiązanie", "lösung"]),
    Row(Field::Owner, Where::Bare, ["assignee", "persona asignada|responsable|asignado a", "responsável|atribuído a", "personne assignée|responsable|attribution", "osoba przypisana|przypisana osoba|przypisany", "zugewiesene person|bearbeiter|zugewiesen an"]),
    Row(Field::OwnerId, Where::Bare, ["assignee id", "id de la persona asignada|id de persona asignada", "id do responsável|id responsável", "id de la personne assignée|id de personne assignée|id personne assignée", "id osoby przypisanej", "id der zugewiesenen person|zugewiesene person - id"]),
    Row(Field::Created, Where::Bare, ["created|created date", "creada|creado", "criado|criada|criado em", "création|créé|créée|date de création", "utworzono|utworzone|data utworzenia", "erstellt|erstellungsdatum"]),
    Row(Field::Updated, Where::Bare, ["updated", "actualizada|actualizado", "atualizado|atualizado(a)|atualizada|atualizado em", "mise à jour|mis à jour|date de mise à jour", "zaktualizowano|zaktualizowane|data aktualizacji", "aktualisiert|aktualisierungsdatum"]),
    Row(Field::Resolved, Where::Bare, ["resolved|resolution date", "resuelta|resuelto", "resolvido|resolvido(a)|resolvida", "résolu|résolue|résolution le|date de résolution", "rozwiązane|rozwiązano|data rozwiązania", "erledigt|gelöst|lösungsdatum"]),
    Row(Field::Due, Where::Bare, ["due date|due", "fecha de vencimiento|fecha límite|vencimiento", "data limite|data de vencimento|data de entrega|prazo", "date d'échéance|échéance|date limite", "termin|data ukończenia|termin wykonania", "fälligkeitsdatum|fällig|fälligkeit|fällig am"]),
    Row(Field::Labels, Where::Bare, ["labels", "etiquetas", "etiquetas|categorias|rótulos", "étiquettes", "etykiety", "stichwörter|labels|stichworte"]),
    Row(Field::Notes, Where::Bare, ["description", "descripción", "descrição", "description", "opis", "beschreibung"]),
    Row(Field::Release, Where::Bare, ["fix version/s|fix versions|fix version", "versiones correctoras|versión correctora|versiones de corrección|corregir en versión/es|versión(es) correctora(s)|versiones corregidas|corregir versiones", "versões corrigidas|versão corrigida|versões de correção|corrigir versões|correção na versão|versão/ões de correção", "version(s) corrigée(s)|versions corrigées|versions de correction|version(s) corrigées|corrigé dans la version", "wersje naprawcze|wersja naprawcza|naprawione w wersji|poprawione wersje|wersje poprawki|wersja docelowa", "lösungsversion(en)|lösungsversionen|lösungsversion|korrekturversion(en)|behoben in version"]),
    Row(Field::AffectedRelease, Where::Bare, ["affects version/s|affects versions|affects version|affected versions", "afecta a la(s) versión(es)|versiones afectadas|afecta a las versiones|versión/es afectada/s", "versões afetadas|afeta as versões|afeta a versão|versão/ões afetadas", "affecte la/les version(s)|versions affectées|affecte les versions|version(s) affectée(s)", "dotyczy wersji|wersje, których dotyczy|wersje, których to dotyczy", "betrifft version(en)|betroffene versionen|betrifft versionen|betrifft version"]),
    Row(Field::Sprint, Where::Both, ["sprint", "sprint", "sprint", "sprint", "sprint", "sprint"]),
    Row(Field::Estimate, Where::Both, ["story points|story point estimate|points", "puntos de historia|story points|estimación de puntos de historia|estimación de story points|puntos de la historia", "pontos de história|story points|estimativa de pontos de história|estimativa de story points|pontos da história|estimativa de story point", "story points|points de story|points d'histoire|estimation des story points|estimation de story points|estimation en story points|points de récit", "punkty scenariusza|story points|punkty historii|szacowanie punktów scenariusza|szacowane punkty scenariusza|szacunkowa liczba punktów scenariusza", "story points|story-points|story point-schätzung|story-point-schätzung|schätzung der story points|story point schätzung"]),
    Row(Field::Comment, Where::Bare, ["comment|comments", "comentario|comentarios", "comentário|comentários|comentar", "commentaire|commentaires", "komentarz|komentarze", "kommentar|kommentare"]),
    Row(Field::ParentKey, Where::Bare, ["parent key", "clave principal|clave de principal|clave del elemento principal|clave padre", "chave pai|chave do pai|chave principal|chave da item pai", "clé parente|clé parent|clé du parent|clé du ticket parent", "klucz elementu nadrzędnego|klucz nadrzędny|klucz nadrzędnego", "übergeordneter schlüssel|schlüssel des übergeordneten elements|übergeordneter vorgangsschlüssel|schlüssel des übergeordneten vorgangs"]),
    Row(Field::Parent, Where::Bare, ["parent", "principal|padre|elemento principal", "pai|principal|item pai", "parent|ticket parent", "element nadrzędny|nadrzędny|nadrzędne", "übergeordnet|übergeordnetes element|übergeordneter vorgang"]),
    Row(Field::ParentId, Where::Bare, ["parent id", "id principal|id del principal|id de principal|id padre", "id pai|id do pai|id principal", "id parent|id du parent", "id elementu nadrzędnego|id. elementu nadrzędnego|id nadrzędne", "übergeordnete id|übergeordneter id|id des übergeordneten vorgangs|id des übergeordneten elements"]),
    Row(Field::EpicLink, Where::Both, ["epic link", "enlace de epic|enlace de epopeya|vínculo de epic|enlace épico|vínculo de epopeya", "link do épico|link épico|link da épica|link do epic", "lien d'epic|lien de l'epic|lien epic|lien d'épopée|lien de l'épopée", "łącze epiku|łącze epickie|link epika|łącze do epiku|link do epiku", "epos-verknüpfung|epic-verknüpfung|epos-link|epic-link|epic-link"]),
    Row(Field::Blocked, Where::Both, ["flagged|impediment", "marcada|marcado|con marca|señalado|señalada", "sinalizado|sinalizada|marcado|marcada", "signalé|marqué|signalée|marquée|indicateur", "oflagowane|oznaczone flagą|oflagowany|oznaczone", "markiert|gekennzeichnet|mit markierung|hindernis"]),
    Row(Field::TimeInStatus, Where::Custom, ["[chart] time in status", "[chart] time in status|[chart] tiempo en estado", "[chart] time in status", "[chart] time in status", "[chart] time in status", "[chart] time in status"]),
    Row(Field::Team, Where::Both, ["team", "equipo", "equipe|time", "équipe", "zespół", "team"]),
    Row(Field::Rank, Where::Custom, ["rank", "clasificación|rango", "classificação", "classement|rang", "ranga|ranking", "rang"]),
];

/// What trackers put around the names of custom fields.
const CUSTOM: &[&str] = &[
    "custom field",
    "campo personalizado",
    "champs personnalisés",
    "champ personnalisé",
    "pole niestandardowe",
    "benutzerdefinierte felder",
    "benutzerdefiniertes feld",
    "настраиваемое поле",
    "пользовательское поле",
    "campo personalizzato",
    "aangepast veld",
];

/// `Inward issue link (…)`: the keys that stand in the way of this row, for `Blocks`.
const INWARD: &[&str] = &[
    "inward issue link",
    "inward work item link",
    "enlace a la incidencia interna",
    "enlace de incidencia entrante",
    "link de entrada da item",
    "link de entrada do item",
    "link de item de entrada",
    "link do item de entrada",
    "lien du ticket entrant",
    "lien de ticket entrant",
    "wewnętrzne łącze zgłoszenia",
    "wewnętrzne łącze do zgłoszenia",
    "eingehende vorgangsverknüpfung",
    "eingehender vorgangslink",
    "eingehender link zu vorgang",
    "verknüpfung zu eingehendem vorgang",
];

/// `Outward issue link (…)`: the keys that this row stands in the way of, for `Blocks`.
const OUTWARD: &[&str] = &[
    "outward issue link",
    "outward work item link",
    "enlace de incidencia saliente",
    "enlace a la incidencia externa",
    "link de saída da item",
    "link de saída do item",
    "link de item de saída",
    "link do item de saída",
    "lien du ticket sortant",
    "lien de ticket sortant",
    "zewnętrzne łącze do zgłoszenia",
    "zewnętrzne łącze zgłoszenia",
    "ausgehende vorgangsverknüpfung",
    "ausgehender vorgangslink",
    "ausgehender link zu vorgang",
    "verknüpfung zu ausgehendem vorgang",
];

/// The names of all languages, by lower-case header.
pub(super) struct Dictionary(HashMap<&'static str, (Field, Where, u8)>);

impl Dictionary {
    pub(super) fn new() -> Self {
        let mut names = HashMap::with_capacity(600);
        for row in HEADERS {
            for (language, headers) in row.2.iter().enumerate() {
                for header in headers.split('|') {
                    names.entry(header).or_insert((row.0, row.1, 0)).2 |= 1 << language;
                }
            }
        }
        Self(names)
    }

    /// What a header means, and the languages (as bits) that use the word.
    pub(super) fn look_up(&self, header: &str) -> (Meaning, u8) {
        // The type of a link is free text: it keeps its case.
        let original = header;
        let link_type = || {
            let inner = original.trim().strip_suffix(')').and_then(|h| h.split_once(" ("));
            inner.map(|(_, inner)| inner.trim().to_owned()).unwrap_or_default()
        };
        let header = original.trim().to_lowercase().replace('’', "'");
        let (base, inner) = match header.strip_suffix(')').and_then(|h| h.split_once(" (")) {
            Some((base, inner)) => (base.trim(), Some(inner.trim())),
            None => (header.as_str(), None),
        };
        if let Some(inner) = inner {
            if INWARD.contains(&base) {
                return (Meaning::Inward(link_type()), 0);
            }
            if OUTWARD.contains(&base) {
                return (Meaning::Outward(link_type()), 0);
            }
            if CUSTOM.contains(&base) {
                return match self.0.get(inner) {
                    Some((field, place, _)) if *place != Where::Bare => (Meaning::Field(*field), 0),
                    _ => (Meaning::Unknown, 0),
                };
            }
        }
        match self.0.get(header.as_str()) {
            Some((field, place, languages)) if *place != Where::Custom => {
                (Meaning::Field(*field), *languages)
            }
            _ => (Meaning::Unknown, 0),
        }
    }
}

/// The language that most of the known headers are in; English where it is among several.
pub(super) fn language_of(found: &[u8]) -> Option<Language> {
    let mut best = None;
    for (place, language) in Language::ALL.into_iter().enumerate() {
        let count = found.iter().filter(|bits| **bits & (1 << place) != 0).count();
        if count > best.map_or(0, |(most, _)| most) {
            best = Some((count, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_every_language_are_known() {
        let dictionary = Dictionary::new();
        for (header, field) in [
            ("Summary", Field::Title),
            ("Klucz zgłoszenia", Field::Key),
            ("Chave da item", Field::Key),
            ("Catégorie d’état", Field::StatusCategory),
            ("Zugewiesene Person", Field::Owner),
            ("Campo personalizado (Story point estimate)", Field::Estimate),
            ("Champs personnalisés (Story Points)", Field::Estimate),
            ("Custom field ([CHART] Time in Status)", Field::TimeInStatus),
            ("Fix Version/s", Field::Release),
            ("Clave principal", Field::ParentKey),
        ] {
            assert_eq!(dictionary.look_up(header).0, Meaning::Field(field), "{header}");
        }
        assert_eq!(
            dictionary.look_up("Wewnętrzne łącze zgłoszenia (Blocks )").0,
            Meaning::Inward("Blocks".into())
        );
        // A custom field that only shares its name with a standard one is another column.
        for header in ["Custom field (Status)", "Custom field (Category)", "Rank", "Nonsense"] {
            assert_eq!(dictionary.look_up(header).0, Meaning::Unknown, "{header}");
        }
    }
}
