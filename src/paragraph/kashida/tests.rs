//! Tests of the places where joins are lengthened.

use super::*;

/// Returns the text with `|` where the join of each word is best lengthened, of those that letters have.
fn best(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_inclusive(' ') {
        let joins = word.char_indices().skip(1).filter(|(at, c)| {
            let before = word[..*at].chars().rev().find(|c| !is_mark(*c));
            let joins_on = before.map(get_joining_type);
            let is_joined = matches!(joins_on, Some(JoiningType::DualJoining | JoiningType::JoinCausing));
            is_joined && !is_mark(*c) && !stands_alone(*c)
        });
        let ranked = joins.filter_map(|(at, _)| rank(word, at).map(|(_, rank)| (rank, Reverse(at))));
        match ranked.min() {
            Some((_, Reverse(at))) => out += &format!("{}|{}", &word[..at], &word[at..]),
            None => out += word,
        }
    }
    out
}

#[test]
fn joins_are_lengthened_where_calligraphers_prefer_it() {
    let expected = [
        ("بسم", "بس|م"),
        ("المدرسة", "المدرس|ة"),
        ("الكتاب", "الكت|اب"),
        ("محمد", "محم|د"),
        ("الكبير", "الكب|ير"),
        ("العربي", "العرب|ي"),
        ("شخص", "ش|خص"),
        ("هذه", "ه|ذه"),
        ("قلب", "قل|ب"),
        ("من", "م|ن"),
        ("شيء", "ش|يء"),
    ];
    for (word, marked) in expected {
        assert_eq!(best(word), marked);
    }
}

#[test]
fn marks_are_not_letters() {
    assert_eq!(best("مُحَمَّد"), "مُحَمَّ|د");
    assert_eq!(best("بِسْمِ"), "بِسْ|مِ");
}

#[test]
fn the_name_of_god_is_not_changed_and_a_written_sign_is_preferred() {
    assert_eq!(best("الله"), "الله");
    assert_eq!(best("والله"), "والله");
    assert_eq!(best("كتـاب"), "كتـ|اب");
}
