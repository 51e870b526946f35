//! The words that the book itself says, by language.

use super::block::{Block, GroupRole, box_title};
use super::role::Role;
use crate::lang::LangTag;

/// A word of the house.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Word {
    /// Contents.
    Contents,
    /// The list of figures.
    Figures,
    /// The list of tables.
    Tables,
    /// Chapter.
    Chapter,
    /// Part.
    Part,
    /// Appendix.
    Appendix,
    /// Section.
    Section,
    /// Figure.
    Figure,
    /// Table.
    Table,
    /// A block of code with a label.
    Listing,
    /// Equation.
    Equation,
    /// What stands on a later page of the same table.
    Continued,
    /// Notes at the end of a chapter.
    Notes,
    /// Cover.
    Cover,
    /// Title page.
    TitlePage,
    /// Half-title.
    HalfTitle,
    /// Copyright page.
    Copyright,
    /// Beginning of the text, among landmarks.
    Beginning,
    /// Landmarks.
    Landmarks,
    /// Back to the text, from a note.
    Back,
    /// A note apart.
    Note,
    /// A tip.
    Tip,
    /// Something important.
    Important,
    /// A warning.
    Warning,
    /// A caution.
    Caution,
    /// Edited by.
    EditedBy,
    /// Translated by.
    TranslatedBy,
    /// Illustrated by.
    IllustratedBy,
    /// With (a contributor of another kind).
    With,
    /// Licence.
    Licence,
    /// Dedication.
    Dedication,
    /// Epigraph.
    Epigraph,
    /// Pages of the printed edition.
    Pages,
    /// Page.
    Page,
    /// A description of a picture at length.
    Description,
    /// Other books of an author, who stands at `{}`.
    AlsoBy,
    /// Other books, where no author is named.
    OtherBooks,
    /// A task that is done.
    Done,
    /// A task that is not done.
    NotDone,
}

/// Languages by column.
const LANGUAGES: [&str; 6] = ["en", "de", "fr", "es", "it", "ko"];

#[rustfmt::skip]
const WORDS: &[(Word, [&str; 6])] = &[
    (Word::Contents, ["Contents", "Inhalt", "Table des matières", "Índice", "Indice", "차례"]),
    (Word::Figures, ["Figures", "Abbildungsverzeichnis", "Table des figures", "Índice de figuras", "Indice delle figure", "그림 차례"]),
    (Word::Tables, ["Tables", "Tabellenverzeichnis", "Liste des tableaux", "Índice de tablas", "Indice delle tabelle", "표 차례"]),
    (Word::Chapter, ["Chapter", "Kapitel", "Chapitre", "Capítulo", "Capitolo", "장"]),
    (Word::Part, ["Part", "Teil", "Partie", "Parte", "Parte", "부"]),
    (Word::Appendix, ["Appendix", "Anhang", "Annexe", "Apéndice", "Appendice", "부록"]),
    (Word::Section, ["Section", "Abschnitt", "Section", "Sección", "Sezione", "절"]),
    (Word::Figure, ["Figure", "Abbildung", "Figure", "Figura", "Figura", "그림"]),
    (Word::Table, ["Table", "Tabelle", "Tableau", "Tabla", "Tabella", "표"]),
    (Word::Listing, ["Listing", "Listing", "Extrait", "Listado", "Listato", "코드"]),
    (Word::Equation, ["Equation", "Gleichung", "Équation", "Ecuación", "Equazione", "식"]),
    (Word::Continued, ["continued", "Fortsetzung", "suite", "continuación", "segue", "계속"]),
    (Word::Notes, ["Notes", "Anmerkungen", "Notes", "Notas", "Note", "주"]),
    (Word::Cover, ["Cover", "Umschlag", "Couverture", "Cubierta", "Copertina", "표지"]),
    (Word::TitlePage, ["Title page", "Titelseite", "Page de titre", "Portada", "Frontespizio", "속표지"]),
    (Word::HalfTitle, ["Half-title", "Schmutztitel", "Faux-titre", "Anteportada", "Occhiello", "반표제지"]),
    (Word::Copyright, ["Copyright", "Impressum", "Mentions légales", "Créditos", "Colophon", "판권"]),
    (Word::Beginning, ["Beginning", "Textanfang", "Début du texte", "Comienzo", "Inizio", "본문"]),
    (Word::Landmarks, ["Landmarks", "Wegmarken", "Repères", "Puntos de referencia", "Punti di riferimento", "주요 위치"]),
    (Word::Back, ["Back to the text", "Zurück zum Text", "Retour au texte", "Volver al texto", "Torna al testo", "본문으로"]),
    (Word::Note, ["Note", "Hinweis", "Remarque", "Nota", "Nota", "참고"]),
    (Word::Tip, ["Tip", "Tipp", "Conseil", "Consejo", "Consiglio", "도움말"]),
    (Word::Important, ["Important", "Wichtig", "Important", "Importante", "Importante", "중요"]),
    (Word::Warning, ["Warning", "Warnung", "Avertissement", "Advertencia", "Avvertenza", "경고"]),
    (Word::Caution, ["Caution", "Vorsicht", "Attention", "Precaución", "Attenzione", "주의"]),
    (Word::EditedBy, ["Edited by", "Herausgegeben von", "Édité par", "Editado por", "A cura di", "엮음"]),
    (Word::TranslatedBy, ["Translated by", "Übersetzt von", "Traduit par", "Traducido por", "Traduzione di", "옮김"]),
    (Word::IllustratedBy, ["Illustrated by", "Illustriert von", "Illustré par", "Ilustrado por", "Illustrazioni di", "그림"]),
    (Word::With, ["With", "Mit", "Avec", "Con", "Con", "함께"]),
    (Word::Licence, ["Licence", "Lizenz", "Licence", "Licencia", "Licenza", "이용 허락"]),
    (Word::Dedication, ["Dedication", "Widmung", "Dédicace", "Dedicatoria", "Dedica", "헌사"]),
    (Word::Epigraph, ["Epigraph", "Motto", "Épigraphe", "Epígrafe", "Epigrafe", "제사"]),
    (Word::Pages, ["Pages of the printed edition", "Seiten der gedruckten Ausgabe", "Pages de l’édition imprimée", "Páginas de la edición impresa", "Pagine dell’edizione a stampa", "인쇄판 쪽"]),
    (Word::Page, ["Page", "Seite", "Page", "Página", "Pagina", "쪽"]),
    (Word::Description, ["Description", "Beschreibung", "Description", "Descripción", "Descrizione", "설명"]),
    (Word::AlsoBy, ["Also by {}", "Weitere Bücher von {}", "Du même auteur", "Otros libros de {}", "Altri libri di {}", "{}의 다른 책"]),
    (Word::OtherBooks, ["Other books", "Weitere Bücher", "Autres livres", "Otros libros", "Altri libri", "다른 책"]),
    (Word::Done, ["done", "erledigt", "fait", "hecho", "fatto", "완료"]),
    (Word::NotDone, ["not done", "offen", "à faire", "pendiente", "da fare", "미완료"]),
];

/// A word in a language; English where the language is not among those known.
pub fn word(word: Word, lang: &LangTag) -> &'static str {
    let column = LANGUAGES.iter().position(|known| *known == lang.primary()).unwrap_or(0);
    let row = WORDS.iter().find(|(known, _)| *known == word).map(|(_, words)| words);
    let text = row.map_or("", |words| words[column]);
    // American spelling of the one word that differs.
    if word == Word::Licence && lang.primary() == "en" && lang.region() == Some("US") {
        "License"
    } else {
        text
    }
}

/// The title of a list of an author's other books.
pub fn also_by(author: &str, lang: &LangTag) -> String {
    if author.is_empty() {
        return word(Word::OtherBooks, lang).to_owned();
    }
    word(Word::AlsoBy, lang).replace("{}", author)
}

/// `Figure 3`, `그림 3`: a word with its number, as the language puts them.
pub fn numbered(name: Word, number: &str, lang: &LangTag) -> String {
    let text = word(name, lang);
    let counted_first = lang.primary() == "ko" && matches!(name, Word::Chapter | Word::Part | Word::Section);
    if counted_first { format!("제{number}{text}") } else { format!("{text}\u{A0}{number}") }
}

/// Whether a word of a text names what a label counts: `Table`, `tables`, `Fig.`.
pub(super) fn names(written: &str, name: Word, lang: &LangTag) -> bool {
    let short: &[&str] = match name {
        Word::Figure => &["fig.", "figs.", "abb."],
        Word::Table => &["tab.", "tbl.", "tabs."],
        Word::Section => &["sec.", "sect.", "secs.", "§", "§§"],
        Word::Chapter => &["ch.", "chap.", "kap.", "chs."],
        _ => &[],
    };
    let written = written.to_lowercase();
    let whole = [word(name, lang).to_lowercase(), word(name, &LangTag::english()).to_lowercase()];
    short.contains(&written.as_str())
        || whole.iter().any(|whole| written == *whole || written.strip_suffix(['s', 'n', 'e']) == Some(whole))
}

/// Words that authors count divisions by, in small letters: of the languages that the book has words
/// of, and of some more.
const COUNTED: &[&str] = &[
    "chapter",
    "ch",
    "chap",
    "part",
    "book",
    "appendix",
    "section",
    "lesson",
    "lecture",
    "act",
    "scene",
    "canto",
    "volume",
    "kapitel",
    "kap",
    "teil",
    "buch",
    "anhang",
    "abschnitt",
    "akt",
    "szene",
    "gesang",
    "chapitre",
    "partie",
    "livre",
    "annexe",
    "acte",
    "scène",
    "chant",
    "tome",
    "capítulo",
    "parte",
    "libro",
    "apéndice",
    "acto",
    "escena",
    "capitolo",
    "appendice",
    "atto",
    "scena",
    "hoofdstuk",
    "deel",
    "boek",
    "bijlage",
    "kapittel",
    "del",
    "bok",
    "rozdział",
    "część",
    "księga",
    "kapitola",
    "část",
    "díl",
    "глава",
    "часть",
    "книга",
    "розділ",
    "частина",
    "bölüm",
    "kısım",
    "fejezet",
    "rész",
    "luku",
    "osa",
    "capítol",
    "livro",
    "capitol",
    "partea",
    "κεφάλαιο",
    "μέρος",
    "luận",
    "chương",
    "phần",
];

/// Those among them that name a part.
const PARTS: &[&str] = &[
    "part",
    "book",
    "volume",
    "teil",
    "buch",
    "partie",
    "livre",
    "tome",
    "parte",
    "libro",
    "deel",
    "boek",
    "del",
    "bok",
    "część",
    "księga",
    "část",
    "díl",
    "часть",
    "книга",
    "частина",
    "kısım",
    "rész",
    "osa",
    "livro",
    "partea",
    "μέρος",
    "phần",
];

/// Whether a title's first word says that the author counts: Chapter, Teil.
pub(super) fn is_counted_word(first: &str) -> bool {
    COUNTED.contains(&first.to_lowercase().as_str())
}

/// Whether a word names a part: Part, Buch.
pub(super) fn is_part_word(first: &str) -> bool {
    PARTS.contains(&first.to_lowercase().as_str())
}

/// Titles that name a role, in small letters, by language as in [`LANGUAGES`].
#[rustfmt::skip]
const TITLES: &[(Role, [&[&str]; 6])] = &[
    (Role::Foreword, [&["foreword"], &["geleitwort", "zum geleit"], &["avant-propos"], &["prólogo del editor"], &["presentazione"], &["추천사"]]),
    (Role::Preface, [&["preface"], &["vorwort"], &["préface"], &["prefacio"], &["prefazione"], &["머리말", "서문"]]),
    (Role::Acknowledgments, [&["acknowledgments", "acknowledgements"], &["danksagung", "dank"], &["remerciements"], &["agradecimientos"], &["ringraziamenti"], &["감사의 말", "감사의 글"]]),
    (Role::Introduction, [&["introduction"], &["einleitung", "einführung"], &["introduction"], &["introducción"], &["introduzione"], &["들어가며", "서론"]]),
    (Role::Prologue, [&["prologue"], &["prolog"], &["prologue"], &["prólogo"], &["prologo"], &["프롤로그"]]),
    (Role::Interlude, [&["interlude"], &["zwischenspiel", "intermezzo"], &["interlude", "intermède"], &["interludio"], &["interludio", "intermezzo"], &["막간"]]),
    (Role::Epilogue, [&["epilogue"], &["epilog"], &["épilogue"], &["epílogo"], &["epilogo"], &["에필로그"]]),
    (Role::Conclusion, [&["conclusion"], &["schluss", "schlusswort", "fazit"], &["conclusion"], &["conclusión"], &["conclusione"], &["결론", "나가며"]]),
    (Role::Afterword, [&["afterword"], &["nachwort"], &["postface"], &["epílogo del autor", "posfacio"], &["postfazione"], &["후기", "맺음말"]]),
    (Role::Appendix, [&["appendix"], &["anhang"], &["annexe", "appendice"], &["apéndice", "anexo"], &["appendice"], &["부록"]]),
    (Role::Glossary, [&["glossary"], &["glossar"], &["glossaire"], &["glosario"], &["glossario"], &["용어집"]]),
    (Role::Bibliography, [&["bibliography", "works cited"], &["bibliographie", "literaturverzeichnis"], &["bibliographie"], &["bibliografía"], &["bibliografia"], &["참고 문헌", "참고문헌"]]),
    (Role::Colophon, [&["colophon"], &["kolophon"], &["colophon"], &["colofón"], &["colophon"], &["간기"]]),
    (Role::AboutTheAuthor, [&["about the author", "about the authors"], &["über den autor", "über die autorin"], &["à propos de l’auteur", "à propos de l’autrice"], &["sobre el autor", "sobre la autora"], &["sull’autore", "sull’autrice"], &["지은이 소개"]]),
];

/// The role that a title in small letters names in a language.
pub(super) fn titled(title: &str, lang: &LangTag) -> Option<Role> {
    let column = LANGUAGES.iter().position(|known| *known == lang.primary()).unwrap_or(0);
    TITLES.iter().find(|(_, names)| names[column].contains(&title)).map(|(role, _)| *role)
}

/// The name of a division that shows no title.
pub fn of_role(role: Role, lang: &LangTag) -> Option<&'static str> {
    let name = match role {
        Role::HalfTitle => Word::HalfTitle,
        Role::TitlePage => Word::TitlePage,
        Role::Copyright => Word::Copyright,
        Role::Contents => Word::Contents,
        Role::Figures => Word::Figures,
        Role::Tables => Word::Tables,
        Role::Dedication => Word::Dedication,
        Role::Epigraph => Word::Epigraph,
        _ => return None,
    };
    Some(word(name, lang))
}

/// The word at the head of a group that has no name of its own.
pub fn of_group(role: GroupRole, blocks: &[Block]) -> Option<Word> {
    if box_title(blocks).is_some() {
        return None;
    }
    match role {
        GroupRole::Note => Some(Word::Note),
        GroupRole::Tip => Some(Word::Tip),
        GroupRole::Important => Some(Word::Important),
        GroupRole::Warning => Some(Word::Warning),
        GroupRole::Caution => Some(Word::Caution),
        GroupRole::Plain
        | GroupRole::Epigraph
        | GroupRole::Dedication
        | GroupRole::Letter
        | GroupRole::Drama
        | GroupRole::Aside
        | GroupRole::Centred
        | GroupRole::Right
        | GroupRole::Keep
        | GroupRole::OnlyEpub
        | GroupRole::OnlyPdf => None,
    }
}

/// What stands before a contributor's name, by MARC relator code.
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
    fn numbers_stand_where_the_language_puts_them() {
        let of = |name, tag| numbered(name, "3", &LangTag::parse(tag).expect("a tag"));
        assert_eq!(of(Word::Figure, "en-GB"), "Figure\u{A0}3");
        assert_eq!(of(Word::Table, "de-AT"), "Tabelle\u{A0}3");
        assert_eq!(of(Word::Chapter, "ko"), "제3장");
        assert_eq!(of(Word::Figure, "xx"), "Figure\u{A0}3");
    }
}
