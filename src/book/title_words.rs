//! The words with which authors number and name divisions, by language.

use super::role::Role;
use super::words::column;
use crate::lang::LangTag;

/// Words for numbered divisions, in lower case: in the languages of [`words`](super::words) and in some
/// more.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "chapter", "ch", "chap", "part", "book", "appendix", "section", "lesson", "lecture", "act", "scene",
    "canto", "volume", "kapitel", "kap", "teil", "buch", "anhang", "abschnitt", "akt", "szene",
    "gesang", "chapitre", "partie", "livre", "annexe", "acte", "scène", "chant", "tome", "capítulo",
    "parte", "libro", "apéndice", "acto", "escena", "capitolo", "appendice", "atto", "scena",
    "hoofdstuk", "deel", "boek", "bijlage", "kapittel", "del", "bok", "rozdział", "część", "księga",
    "kapitola", "část", "díl", "глава", "часть", "книга", "розділ", "частина", "bölüm", "kısım",
    "fejezet", "rész", "luku", "osa", "capítol", "livro", "capitol", "partea", "κεφάλαιο", "μέρος",
    "luận", "chương", "phần",
];

/// Those of them that name a part.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "part", "book", "volume", "teil", "buch", "partie", "livre", "tome", "parte", "libro", "deel",
    "boek", "del", "bok", "część", "księga", "část", "díl", "часть", "книга", "частина", "kısım",
    "rész", "osa", "livro", "partea", "μέρος", "phần",
];

/// Returns whether the first word of a title is one for numbered divisions: Chapter, Teil.
pub(super) fn is_counted_word(first: &str) -> bool {
    COUNTED.contains(&first.to_lowercase().as_str())
}

/// Returns whether a word names a part: Part, Buch.
pub(super) fn is_part_word(first: &str) -> bool {
    PARTS.contains(&first.to_lowercase().as_str())
}

/// Titles that name a role, in lower case, by the columns of [`words::column`](column).
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

/// Returns the role that a title in lower case names in a language.
pub(super) fn titled(title: &str, lang: &LangTag) -> Option<Role> {
    let column = column(lang);
    TITLES.iter().find(|(_, names)| names[column].contains(&title)).map(|(role, _)| *role)
}
