//! Names of people and of books in lists: what is between them, and around the number of a book in a series.

use super::{PLACE, Word, Words, around, word};

/// Returns the title of a list of an author's other books.
pub fn also_by(author: &str, words: &Words) -> String {
    if author.is_empty() {
        return word(Word::OtherBooks, words).to_owned();
    }
    word(Word::AlsoBy, words).replace(PLACE, author)
}

/// Returns what separates the name at `index` of a list from the name before it: `, ` or ` and `. `name` is the
/// name at `index`.
pub fn before_name(index: usize, count: usize, name: &str, words: &Words) -> String {
    let mut between = word(Word::Names, words).split(PLACE).skip(1);
    let (next, last) = (between.next().unwrap_or_default(), between.next().unwrap_or_default());
    if index + 1 < count {
        return next.to_owned();
    }
    let first = name.to_lowercase();
    let begins = |vowels: &str| first.starts_with(|c| vowels.contains(c));
    // The words are changed before a vowel: `Ana e Isabel`, `Ada ed Emma`.
    match words.lang.primary() {
        "es" if begins("ií") => " e ".to_owned(),
        "it" if begins("e") => " ed ".to_owned(),
        "cy" if begins("aeiouwyâêîôûŵŷ") => " ac ".to_owned(),
        // American English has a comma before the last of three names or more.
        "en" if count == 2 => last.trim_start_matches(',').to_owned(),
        _ => last.to_owned(),
    }
}

/// Returns names as a list: `A, B and C`.
pub fn list_of_names(names: &[&str], words: &Words) -> String {
    let mut list = String::new();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            list.push_str(&before_name(index, names.len(), name, words));
        }
        list.push_str(name);
    }
    list
}

/// Returns the number of a book in a series, as it is after the name of the series: `, Book 3`. A number that has
/// words of its own keeps them.
pub fn after_series(number: &str, words: &Words) -> String {
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return format!(", {number}");
    }
    let (before, behind) = around("", Some(word(Word::InSeries, words)));
    let separator = if matches!(words.lang.primary(), "ja" | "ko" | "zh") { " " } else { ", " };
    format!("{separator}{before}{}{behind}", words.digits().write(number))
}
