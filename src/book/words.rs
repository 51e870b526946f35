//! The words that the program adds to a book, by language.

use crate::lang::LangTag;

/// Languages by column.
pub(super) const LANGUAGES: [&str; 6] = ["en", "de", "fr", "es", "it", "ko"];

/// Returns whether there are words in a language.
pub(super) fn is_known(lang: &LangTag) -> bool {
    LANGUAGES.contains(&lang.primary())
}

/// Returns the column of a language, or that of English for an unknown language.
pub(super) fn column(lang: &LangTag) -> usize {
    LANGUAGES.iter().position(|known| *known == lang.primary()).unwrap_or(0)
}

/// Defines the words with all their forms in one place, so that no word can be incomplete.
macro_rules! words {
    ($($(#[$doc:meta])* $word:ident: $forms:expr;)*) => {
        /// A word that the program adds to a book.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Word {
            $($(#[$doc])* $word,)*
        }

        impl Word {
            /// Returns the word in each of [`LANGUAGES`].
            const fn forms(self) -> [&'static str; LANGUAGES.len()] {
                match self {
                    $(Self::$word => $forms,)*
                }
            }
        }
    };
}

words! {
    /// The contents.
    Contents: ["Contents", "Inhalt", "Table des matières", "Índice", "Indice", "차례"];
    /// The list of figures.
    Figures: ["Figures", "Abbildungsverzeichnis", "Table des figures", "Índice de figuras", "Indice delle figure", "그림 차례"];
    /// The list of tables.
    Tables: ["Tables", "Tabellenverzeichnis", "Liste des tableaux", "Índice de tablas", "Indice delle tabelle", "표 차례"];
    /// The list of listings.
    Listings: ["Listings", "Listingverzeichnis", "Liste des extraits de code", "Índice de listados", "Indice dei listati", "코드 차례"];
    /// The list of theorems.
    Theorems: ["Theorems", "Verzeichnis der Sätze", "Liste des théorèmes", "Índice de teoremas", "Indice dei teoremi", "정리 차례"];
    /// The list of equations.
    Equations: ["Equations", "Gleichungsverzeichnis", "Liste des équations", "Índice de ecuaciones", "Indice delle equazioni", "수식 차례"];
    /// The list of abbreviations.
    Abbreviations: ["Abbreviations", "Abkürzungsverzeichnis", "Liste des abréviations", "Lista de abreviaturas", "Elenco delle abbreviazioni", "약어"];
    /// Chapter.
    Chapter: ["Chapter", "Kapitel", "Chapitre", "Capítulo", "Capitolo", "장"];
    /// Part.
    Part: ["Part", "Teil", "Partie", "Parte", "Parte", "부"];
    /// Appendix.
    Appendix: ["Appendix", "Anhang", "Annexe", "Apéndice", "Appendice", "부록"];
    /// Section.
    Section: ["Section", "Abschnitt", "Section", "Sección", "Sezione", "절"];
    /// Figure.
    Figure: ["Figure", "Abbildung", "Figure", "Figura", "Figura", "그림"];
    /// Table.
    Table: ["Table", "Tabelle", "Tableau", "Tabla", "Tabella", "표"];
    /// A block of code with a number.
    Listing: ["Listing", "Listing", "Extrait", "Listado", "Listato", "코드"];
    /// Equation.
    Equation: ["Equation", "Gleichung", "Équation", "Ecuación", "Equazione", "식"];
    /// A theorem.
    Theorem: ["Theorem", "Satz", "Théorème", "Teorema", "Teorema", "정리"];
    /// A lemma.
    Lemma: ["Lemma", "Lemma", "Lemme", "Lema", "Lemma", "보조정리"];
    /// A proposition.
    Proposition: ["Proposition", "Proposition", "Proposition", "Proposición", "Proposizione", "명제"];
    /// A corollary.
    Corollary: ["Corollary", "Korollar", "Corollaire", "Corolario", "Corollario", "따름정리"];
    /// A conjecture.
    Conjecture: ["Conjecture", "Vermutung", "Conjecture", "Conjetura", "Congettura", "추측"];
    /// A hypothesis.
    Hypothesis: ["Hypothesis", "Hypothese", "Hypothèse", "Hipótesis", "Ipotesi", "가설"];
    /// A definition.
    Definition: ["Definition", "Definition", "Définition", "Definición", "Definizione", "정의"];
    /// An example.
    Example: ["Example", "Beispiel", "Exemple", "Ejemplo", "Esempio", "예"];
    /// An exercise.
    Exercise: ["Exercise", "Aufgabe", "Exercice", "Ejercicio", "Esercizio", "연습문제"];
    /// A problem.
    Problem: ["Problem", "Problem", "Problème", "Problema", "Problema", "문제"];
    /// A solution.
    Solution: ["Solution", "Lösung", "Solution", "Solución", "Soluzione", "풀이"];
    /// A remark.
    Remark: ["Remark", "Bemerkung", "Remarque", "Observación", "Osservazione", "참고"];
    /// A proof.
    Proof: ["Proof", "Beweis", "Démonstration", "Demostración", "Dimostrazione", "증명"];
    /// Added to the caption of a table on its later pages.
    Continued: ["continued", "Fortsetzung", "suite", "continuación", "segue", "계속"];
    /// The index.
    Index: ["Index", "Register", "Index", "Índice alfabético", "Indice analitico", "찾아보기"];
    /// Notes at the end of a chapter.
    Notes: ["Notes", "Anmerkungen", "Notes", "Notas", "Note", "주"];
    /// The running head of a page with the notes to a page, whose number replaces `{}`.
    NotesToPage: ["Notes to page {}", "Anmerkungen zu Seite {}", "Notes de la page {}", "Notas de la página {}", "Note a pagina {}", "{}쪽의 주"];
    /// The same for several pages.
    NotesToPages: ["Notes to pages {}", "Anmerkungen zu den Seiten {}", "Notes des pages {}", "Notas de las páginas {}", "Note alle pagine {}", "{}쪽의 주"];
    /// Cover.
    Cover: ["Cover", "Umschlag", "Couverture", "Cubierta", "Copertina", "표지"];
    /// Title page.
    TitlePage: ["Title page", "Titelseite", "Page de titre", "Portada", "Frontespizio", "속표지"];
    /// Half-title.
    HalfTitle: ["Half-title", "Schmutztitel", "Faux-titre", "Anteportada", "Occhiello", "반표제지"];
    /// Copyright page.
    Copyright: ["Copyright", "Impressum", "Mentions légales", "Créditos", "Colophon", "판권"];
    /// The beginning of the text, among landmarks.
    Beginning: ["Beginning", "Textanfang", "Début du texte", "Comienzo", "Inizio", "본문"];
    /// Landmarks.
    Landmarks: ["Landmarks", "Wegmarken", "Repères", "Puntos de referencia", "Punti di riferimento", "주요 위치"];
    /// The link from a note back to the text.
    Back: ["Back to the text", "Zurück zum Text", "Retour au texte", "Volver al texto", "Torna al testo", "본문으로"];
    /// The heading of a note box.
    Note: ["Note", "Hinweis", "Remarque", "Nota", "Nota", "참고"];
    /// The heading of a tip.
    Tip: ["Tip", "Tipp", "Conseil", "Consejo", "Consiglio", "도움말"];
    /// The heading of an important remark.
    Important: ["Important", "Wichtig", "Important", "Importante", "Importante", "중요"];
    /// The heading of a warning.
    Warning: ["Warning", "Warnung", "Avertissement", "Advertencia", "Avvertenza", "경고"];
    /// The heading of a caution.
    Caution: ["Caution", "Vorsicht", "Attention", "Precaución", "Attenzione", "주의"];
    /// Edited by.
    EditedBy: ["Edited by", "Herausgegeben von", "Édité par", "Editado por", "A cura di", "엮음"];
    /// Translated by.
    TranslatedBy: ["Translated by", "Übersetzt von", "Traduit par", "Traducido por", "Traduzione di", "옮김"];
    /// Illustrated by.
    IllustratedBy: ["Illustrated by", "Illustriert von", "Illustré par", "Ilustrado por", "Illustrazioni di", "그림"];
    /// The word between the last two names of a list.
    And: ["and", "und", "et", "y", "e", "·"];
    /// The word before the number of a book in a series.
    InSeries: ["Book", "Band", "tome", "volumen", "volume", "권"];
    /// An edition as an e-book.
    EBook: ["e-book", "E-Book", "livre numérique", "libro electrónico", "e-book", "전자책"];
    /// A printed edition.
    Printed: ["print", "Druckausgabe", "imprimé", "impreso", "a stampa", "종이책"];
    /// The statement of a licence, whose name replaces `{}`.
    LicensedUnder: ["Licensed under {}", "Lizenziert unter {}", "Sous licence {}", "Con licencia {}", "Distribuito con licenza {}", "{} 라이선스에 따라 이용 가능"];
    /// The statement of publication; the year replaces `{year}` and the publisher `{}`.
    Published: ["Published in {year} by {}", "Erschienen {year} bei {}", "Publié en {year} par {}", "Publicado en {year} por {}", "Pubblicato nel {year} da {}", "{}, {year}"];
    /// The faces of a book, whose names replace `{}`.
    SetIn: ["Set in {}", "Gesetzt in {}", "Composé en {}", "Compuesto en {}", "Composto in {}", "본문 서체: {}"];
    /// The program that made a book, whose name replaces `{}`.
    MadeWith: ["Made with {}", "Hergestellt mit {}", "Réalisé avec {}", "Hecho con {}", "Realizzato con {}", "{}로 제작"];
    /// The word before a contributor of another kind.
    With: ["With", "Mit", "Avec", "Con", "Con", "함께"];
    /// Licence.
    Licence: ["Licence", "Lizenz", "Licence", "Licencia", "Licenza", "이용 허락"];
    /// Dedication.
    Dedication: ["Dedication", "Widmung", "Dédicace", "Dedicatoria", "Dedica", "헌사"];
    /// Epigraph.
    Epigraph: ["Epigraph", "Motto", "Épigraphe", "Epígrafe", "Epigrafe", "제사"];
    /// The list of the pages of the printed edition.
    Pages: ["Pages of the printed edition", "Seiten der gedruckten Ausgabe", "Pages de l’édition imprimée", "Páginas de la edición impresa", "Pagine dell’edizione a stampa", "인쇄판 쪽"];
    /// Page.
    Page: ["Page", "Seite", "Page", "Página", "Pagina", "쪽"];
    /// A long description of a picture.
    Description: ["Description", "Beschreibung", "Description", "Descripción", "Descrizione", "설명"];
    /// Other books of an author, whose name replaces `{}`.
    AlsoBy: ["Also by {}", "Weitere Bücher von {}", "Du même auteur", "Otros libros de {}", "Altri libri di {}", "{}의 다른 책"];
    /// Other books, if no author is known.
    OtherBooks: ["Other books", "Weitere Bücher", "Autres livres", "Otros libros", "Altri libri", "다른 책"];
    /// A task that is done.
    Done: ["done", "erledigt", "fait", "hecho", "fatto", "완료"];
    /// A task that is not done.
    NotDone: ["not done", "offen", "à faire", "pendiente", "da fare", "미완료"];
}

/// Returns a word in a language, or in English for an unknown language.
pub fn word(word: Word, lang: &LangTag) -> &'static str {
    // American spelling of the one word that differs.
    if word == Word::Licence && lang.primary() == "en" && lang.region() == Some("US") {
        return "License";
    }
    word.forms()[column(lang)]
}

/// The plurals of the words for what is numbered.
const PLURALS: &[(Word, [&str; LANGUAGES.len()])] = &[
    (Word::Chapter, ["Chapters", "Kapitel", "Chapitres", "Capítulos", "Capitoli", "장"]),
    (Word::Part, ["Parts", "Teile", "Parties", "Partes", "Parti", "부"]),
    (Word::Appendix, ["Appendices", "Anhänge", "Annexes", "Apéndices", "Appendici", "부록"]),
    (Word::Section, ["Sections", "Abschnitte", "Sections", "Secciones", "Sezioni", "절"]),
    (Word::Figure, ["Figures", "Abbildungen", "Figures", "Figuras", "Figure", "그림"]),
    (Word::Table, ["Tables", "Tabellen", "Tableaux", "Tablas", "Tabelle", "표"]),
    (Word::Listing, ["Listings", "Listings", "Extraits", "Listados", "Listati", "코드"]),
    (Word::Equation, ["Equations", "Gleichungen", "Équations", "Ecuaciones", "Equazioni", "식"]),
    (Word::Theorem, ["Theorems", "Sätze", "Théorèmes", "Teoremas", "Teoremi", "정리"]),
    (Word::Lemma, ["Lemmas", "Lemmata", "Lemmes", "Lemas", "Lemmi", "보조정리"]),
    (
        Word::Proposition,
        ["Propositions", "Propositionen", "Propositions", "Proposiciones", "Proposizioni", "명제"],
    ),
    (Word::Corollary, ["Corollaries", "Korollare", "Corollaires", "Corolarios", "Corollari", "따름정리"]),
    (Word::Conjecture, ["Conjectures", "Vermutungen", "Conjectures", "Conjeturas", "Congetture", "추측"]),
    (Word::Hypothesis, ["Hypotheses", "Hypothesen", "Hypothèses", "Hipótesis", "Ipotesi", "가설"]),
    (Word::Definition, ["Definitions", "Definitionen", "Définitions", "Definiciones", "Definizioni", "정의"]),
    (Word::Example, ["Examples", "Beispiele", "Exemples", "Ejemplos", "Esempi", "예"]),
    (Word::Exercise, ["Exercises", "Aufgaben", "Exercices", "Ejercicios", "Esercizi", "연습문제"]),
    (Word::Problem, ["Problems", "Probleme", "Problèmes", "Problemas", "Problemi", "문제"]),
    (Word::Solution, ["Solutions", "Lösungen", "Solutions", "Soluciones", "Soluzioni", "풀이"]),
    (Word::Remark, ["Remarks", "Bemerkungen", "Remarques", "Observaciones", "Osservazioni", "참고"]),
    (Word::Note, ["Notes", "Hinweise", "Remarques", "Notas", "Note", "참고"]),
    (Word::Proof, ["Proofs", "Beweise", "Démonstrations", "Demostraciones", "Dimostrazioni", "증명"]),
];

/// Returns the plural of a word for what is numbered; `None` for any other word.
fn plural(name: Word, lang: &LangTag) -> Option<&'static str> {
    PLURALS.iter().find(|(known, _)| *known == name).map(|(_, forms)| forms[column(lang)])
}

/// Returns the plural of a word for what is numbered: `Solutions`.
pub(super) fn several(name: Word, lang: &LangTag) -> &'static str {
    plural(name, lang).unwrap_or_else(|| word(name, lang))
}

/// Returns what is before and behind several numbers, in the word order of the language: `Figures 3 and 4`, `제3–4장`.
pub(super) fn around_numbers(name: Word, lang: &LangTag) -> (String, &'static str) {
    let text = plural(name, lang).unwrap_or_else(|| word(name, lang));
    if counts_first(name, lang) { ("제".to_owned(), text) } else { (format!("{text}\u{A0}"), "") }
}

/// Returns what is before and behind one number.
fn around_number(name: Word, lang: &LangTag) -> (String, &'static str) {
    let text = word(name, lang);
    if counts_first(name, lang) { ("제".to_owned(), text) } else { (format!("{text}\u{A0}"), "") }
}

/// Returns whether the language has a number before this word.
fn counts_first(name: Word, lang: &LangTag) -> bool {
    lang.primary() == "ko" && matches!(name, Word::Chapter | Word::Part | Word::Section)
}

/// Returns what a reference shows of the page of its target, in print: ` on p. 12`.
pub fn on_page(page: &str, lang: &LangTag) -> String {
    let (before, behind) = match lang.primary() {
        "de" => (" auf S.\u{A0}", ""),
        "fr" => (" p.\u{A0}", ""),
        "es" => (" en la p.\u{A0}", ""),
        "it" => (" a p.\u{A0}", ""),
        "ko" => (" (", "쪽)"),
        _ => (" on p.\u{A0}", ""),
    };
    format!("{before}{page}{behind}")
}

/// Returns the title of a list of an author's other books.
pub fn also_by(author: &str, lang: &LangTag) -> String {
    if author.is_empty() {
        return word(Word::OtherBooks, lang).to_owned();
    }
    word(Word::AlsoBy, lang).replace("{}", author)
}

/// Returns a word with its number, in the word order of the language: `Figure 3`, `제3장`.
pub fn numbered(name: Word, number: &str, lang: &LangTag) -> String {
    let (before, behind) = around_number(name, lang);
    format!("{before}{number}{behind}")
}

/// Returns what separates the name at `index` of a list from the name before it: `, ` or ` and `. `name` is the
/// name at `index`.
pub fn before_name(index: usize, count: usize, name: &str, lang: &LangTag) -> String {
    if index + 1 < count || lang.primary() == "ko" {
        return ", ".to_owned();
    }
    let first = name.to_lowercase();
    // The words are changed before a similar vowel: `Ana e Isabel`, `Ada ed Emma`.
    let and = match lang.primary() {
        "es" if first.starts_with(['i', 'í']) => "e",
        "it" if first.starts_with('e') => "ed",
        _ => word(Word::And, lang),
    };
    // American English has a comma before the last of three names or more.
    let comma = if count > 2 && lang.primary() == "en" && lang.region() == Some("US") { "," } else { "" };
    format!("{comma} {and} ")
}

/// Returns names as a list: `A, B and C`.
pub fn list_of_names(names: &[&str], lang: &LangTag) -> String {
    let mut list = String::new();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            list.push_str(&before_name(index, names.len(), name, lang));
        }
        list.push_str(name);
    }
    list
}

/// Returns the number of a book in a series, as it is after the name of the series: `, Book 3`. A number that has
/// words of its own keeps them.
pub fn after_series(number: &str, lang: &LangTag) -> String {
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return format!(", {number}");
    }
    let word = word(Word::InSeries, lang);
    if lang.primary() == "ko" { format!(" {number}{word}") } else { format!(", {word}\u{A0}{number}") }
}

/// Returns a label with the colon that separates it from what it is a label of.
pub fn with_colon(label: &str, lang: &LangTag) -> String {
    let space = if lang.primary() == "fr" { "\u{A0}" } else { "" };
    format!("{label}{space}:")
}

/// Common abbreviations of words, in any language.
const SHORT: [(Word, &[&str]); 4] = [
    (Word::Figure, &["fig.", "figs.", "abb."]),
    (Word::Table, &["tab.", "tbl.", "tabs."]),
    (Word::Section, &["sec.", "sect.", "secs.", "§", "§§"]),
    (Word::Chapter, &["ch.", "chap.", "kap.", "chs."]),
];

/// Returns whether a word of the text is a name of the kind of thing that a label numbers: `Table`, `tables`, `Fig.`.
pub(super) fn names(written: &str, name: Word, lang: &LangTag) -> bool {
    let short = SHORT.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, short)| short);
    let written = written.to_lowercase();
    let english = LangTag::english();
    let whole = [word(name, lang).to_lowercase(), word(name, &english).to_lowercase()];
    let several = [plural(name, lang), plural(name, &english)];
    several.into_iter().flatten().any(|several| several.to_lowercase() == written)
        || short.contains(&written.as_str())
        || whole.iter().any(|whole| written == *whole || written.strip_suffix(['s', 'n', 'e']) == Some(whole))
}

/// Returns the words before a contributor's name, by MARC relator code.
pub fn by_relator(code: &str, lang: &LangTag) -> &'static str {
    let name = match code {
        "edt" => Word::EditedBy,
        "trl" => Word::TranslatedBy,
        "ill" => Word::IllustratedBy,
        _ => Word::With,
    };
    word(name, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_where_the_language_puts_them() {
        let of = |name, tag| numbered(name, "3", &LangTag::parse(tag).expect("a tag"));
        assert_eq!(of(Word::Figure, "en-GB"), "Figure\u{A0}3");
        assert_eq!(of(Word::Table, "de-AT"), "Tabelle\u{A0}3");
        assert_eq!(of(Word::Chapter, "ko"), "제3장");
        assert_eq!(of(Word::Figure, "xx"), "Figure\u{A0}3");
    }

    #[test]
    fn names_are_listed_as_the_language_lists_them() {
        let of = |names: &[&str], tag| list_of_names(names, &LangTag::parse(tag).expect("a tag"));
        assert_eq!(of(&["A", "B"], "en-GB"), "A and B");
        assert_eq!(
            [of(&["A", "B", "C"], "en"), of(&["A", "B", "C"], "en-US")],
            ["A, B and C", "A, B, and C"]
        );
        assert_eq!(
            [of(&["Ana", "Isabel"], "es"), of(&["Ada", "Emma"], "it")],
            ["Ana e Isabel", "Ada ed Emma"]
        );
        assert_eq!(
            [of(&["A", "B"], "de"), of(&["A", "B"], "ko"), of(&["A"], "fr")],
            ["A und B", "A, B", "A"]
        );
    }

    #[test]
    fn the_number_in_a_series_has_its_word() {
        let of = |number, tag| after_series(number, &LangTag::parse(tag).expect("a tag"));
        assert_eq!([of("3", "en"), of("2.5", "de")], [", Book\u{A0}3", ", Band\u{A0}2.5"]);
        assert_eq!([of("Prequel", "en"), of("3", "ko")], [", Prequel", " 3권"]);
    }
}
