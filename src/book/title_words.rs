//! The words with which authors number and name divisions, by language.

use super::role::Role;
use crate::words::{Word, Words, is_title, word};

/// Words for numbered divisions, in lower case: in some languages.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "chapter", "ch", "chap", "part", "book", "appendix", "section", "lesson", "lecture", "act", "scene",
    "canto", "volume", "kapitel", "kap", "teil", "buch", "anhang", "abschnitt", "akt", "szene",
    "gesang", "chapitre", "partie", "livre", "annexe", "acte", "scène", "chant", "tome", "capítulo",
    "parte", "libro", "apéndice", "acto", "escena", "capitolo", "appendice", "atto", "scena",
    "hoofdstuk", "deel", "boek", "bijlage", "kapittel", "del", "bok", "rozdział", "część", "księga",
    "kapitola", "část", "díl", "глава", "часть", "книга", "розділ", "частина", "bölüm", "kısım",
    "fejezet", "rész", "luku", "osa", "capítol", "livro", "capitol", "partea", "κεφάλαιο", "μέρος",
    "luận", "chương", "phần", "poglavje", "poglavlje", "glava", "dio", "deo", "поглавље", "део", "дел",
    "поглавје", "раздзел", "частка", "capitolul", "fəsil", "hissə", "peatükk", "nodaļa", "daļa", "skyrius",
    "dalis", "kapitulua", "pennod", "rhan", "caibidil", "cuid", "kapitulli", "pjesa", "caput", "liber",
    "pars", "ĉapitro", "parto", "bab", "bagian", "bahagian", "sura", "sehemu", "hoofstuk", "kafli",
    "hluti", "բաժին", "գլուխ", "մաս", "თავი", "ნაწილი", "פרק", "חלק", "الفصل", "فصل", "الباب", "باب",
    "الجزء", "جزء", "القسم", "بخش", "حصہ", "अध्याय", "प्रकरण", "भाग", "खंड", "অধ্যায়", "পর্ব", "খণ্ড",
    "அத்தியாயம்", "பகுதி", "అధ్యాయం", "భాగం", "บทที่", "ภาคที่", "ជំពូក", "ជំពូកទី", "ភាគ", "ភាគទី",
];

/// Those of them that name a part.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "part", "book", "volume", "teil", "buch", "partie", "livre", "tome", "parte", "libro", "deel",
    "boek", "del", "bok", "część", "księga", "část", "díl", "часть", "книга", "частина", "kısım",
    "rész", "osa", "livro", "partea", "μέρος", "phần", "dio", "deo", "део", "дел", "частка", "hissə", "daļa",
    "dalis", "rhan", "cuid", "pjesa", "liber", "pars", "parto", "bagian", "bahagian", "sehemu", "hluti",
    "մաս", "ნაწილი", "חלק", "الجزء", "جزء", "بخش", "حصہ", "भाग", "खंड", "পর্ব", "খণ্ড", "பகுதி", "భాగం",
    "ภาคที่", "ភាគ", "ភាគទី",
];

/// Returns whether the first word of a title is one for numbered divisions: Chapter, Teil.
pub(super) fn is_counted_word(first: &str) -> bool {
    COUNTED.contains(&first.to_lowercase().as_str())
}

/// Returns whether a word names a part: Part, Buch.
pub(super) fn is_part_word(first: &str) -> bool {
    PARTS.contains(&first.to_lowercase().as_str())
}

/// The roles that titles name.
const TITLED: [Role; 14] = [
    Role::Foreword,
    Role::Preface,
    Role::Acknowledgments,
    Role::Introduction,
    Role::Prologue,
    Role::Interlude,
    Role::Epilogue,
    Role::Conclusion,
    Role::Afterword,
    Role::Appendix,
    Role::Glossary,
    Role::Bibliography,
    Role::Colophon,
    Role::AboutTheAuthor,
];

/// Returns the role that a title in lower case names in a language.
pub(super) fn titled(title: &str, words: &Words) -> Option<Role> {
    let names = |role: &Role| {
        if *role == Role::Appendix {
            word(Word::Appendix, words).to_lowercase() == title || is_title(title, "annex", words.lang())
        } else {
            is_title(title, role.name(), words.lang())
        }
    };
    TITLED.into_iter().find(names)
}
