//! Smart punctuation, language by language.

use super::pass::NARROW_SPACE;
use super::*;

fn set(lang: &str, text: &str) -> String {
    let atoms = text
        .char_indices()
        .map(|(i, c)| Atom::new(AtomKind::Char(c, Interpretation::Markup), i..i + c.len_utf8()));
    let lang = LangTag::parse(lang).expect("a good tag");
    let text: String = smarten(atoms.collect(), &lang).iter().filter_map(Atom::char).collect();
    // The narrow no-break space is shown as `_`.
    text.replace(NARROW_SPACE, "_")
}

#[test]
fn each_language_has_its_quotation_marks() {
    for (lang, expected) in [
        ("en-US", "“A ‘b’ c” d’e"),
        ("en-GB", "“A ‘b’ c” d’e"),
        ("de", "„A ‚b‘ c“ d’e"),
        ("de-CH", "«A ‹b› c» d’e"),
        ("fr", "«_A “b” c_» d’e"),
        ("fr-CA", "«_A “b” c_» d’e"),
        ("es", "«A “b” c» d’e"),
        ("it", "«A “b” c» d’e"),
        ("ko", "“A ‘b’ c” d’e"),
        ("nl", "“A ‘b’ c” d’e"),
        ("pl", "„A «b» c” d’e"),
        ("pt-BR", "“A ‘b’ c” d’e"),
        ("pt", "“A ‘b’ c” d’e"),
        ("fr-CH", "«A ‹b› c» d’e"),
        ("it-CH", "«A ‹b› c» d’e"),
        ("nb", "«A ‘b’ c» d’e"),
        ("nn", "«A ‘b’ c» d’e"),
        ("fi", "”A ’b’ c” d’e"),
        ("is", "„A ‚b‘ c“ d’e"),
        ("sk", "„A ‚b‘ c“ d’e"),
        ("sl", "„A ‚b‘ c“ d’e"),
        ("hr", "„A ‘b’ c” d’e"),
        ("bs", "„A ‘b’ c” d’e"),
        ("sr", "„A ’b’ c” d’e"),
        ("sr-Latn", "„A ’b’ c” d’e"),
        ("bg", "„A ‚b‘ c“ d’e"),
        ("mk", "„A ‚b‘ c“ d’e"),
        ("uk", "«A „b“ c» d’e"),
        ("be", "«A „b“ c» d’e"),
        ("ro", "„A «b» c” d’e"),
        ("hu", "„A »b« c” d’e"),
        ("el", "«A “b” c» d’e"),
        ("tr", "“A ‘b’ c” d’e"),
        ("az", "“A ‘b’ c” d’e"),
        ("et", "„A ‚b‘ c“ d’e"),
        ("lv", "„A “b” c” d’e"),
        ("lt", "„A ‚b‘ c“ d’e"),
        ("ca", "«A “b” c» d’e"),
        ("eu", "«A “b” c» d’e"),
        ("gl", "«A “b” c» d’e"),
        ("cy", "‘A “b” c’ d’e"),
        ("ga", "“A ‘b’ c” d’e"),
        ("sq", "«A “b” c» d’e"),
        ("la", "“A ‘b’ c” d’e"),
        ("eo", "“A ‘b’ c” d’e"),
        ("id", "“A ‘b’ c” d’e"),
        ("ms", "“A ‘b’ c” d’e"),
        ("vi", "“A ‘b’ c” d’e"),
        ("th", "“A ‘b’ c” d’e"),
        ("km", "“A ‘b’ c” d’e"),
        ("hi", "“A ‘b’ c” d’e"),
        ("bn", "“A ‘b’ c” d’e"),
        ("ta", "“A ‘b’ c” d’e"),
        ("te", "“A ‘b’ c” d’e"),
        ("mr", "“A ‘b’ c” d’e"),
        ("ur", "”A ’b‘ c“ d’e"),
        ("fa", "«A ‹b› c» d’e"),
        ("ar", "«A ”b“ c» d’e"),
        ("he", "”A ’b’ c” d’e"),
        ("hy", "«A «b» c» d’e"),
        ("ka", "„A «b» c“ d’e"),
        ("zh", "“A ‘b’ c” d’e"),
        ("zh-Hant", "「A 『b』 c」 d’e"),
        ("zh-HK", "「A 『b』 c」 d’e"),
        ("sw", "“A ‘b’ c” d’e"),
        ("af", "“A ‘b’ c” d’e"),
        ("pt-PT", "«A “b” c» d’e"),
        ("sv", "”A ’b’ c” d’e"),
        ("da", "»A ›b‹ c« d’e"),
        ("ru", "«A „b“ c» d’e"),
        ("cs", "„A ‚b‘ c“ d’e"),
        ("ja", "「A 『b』 c」 d’e"),
        ("tlh", "“A ‘b’ c” d’e"),
    ] {
        assert_eq!(set(lang, "\"A 'b' c\" d'e"), expected, "{lang}");
    }
}

#[test]
fn quotes_open_and_close_where_they_should() {
    for (text, expected) in [
        ("\"Wait--\" she said.", "“Wait–” she said."),
        ("She said---\"no.\"", "She said—“no.”"),
        ("(\"a\") [\"b\"] \"c\", \"d\"; \"e\"?", "(“a”) [“b”] “c”, “d”; “e”?"),
        ("\"'A,' he said, 'b.'\"", "“‘A,’ he said, ‘b.’”"),
        ("\"No end of this", "“No end of this"),
        ("no start of this\"", "no start of this”"),
        ("'Tis 'twas rock 'n' roll", "’Tis ’twas rock ’n’ roll"),
        ("the '90s and '06, dogs' tails", "the ’90s and ’06, dogs’ tails"),
        ("'dogs' tails'", "‘dogs’ tails’"),
        ("5'10\" and 6' 2\" tall, 1990's", "5'10\" and 6' 2\" tall, 1990’s"),
        ("“It's” already", "“It’s” already"),
        ("\"a\" \"b\"", "“a” “b”"),
        ("\"\"", "“”"),
    ] {
        assert_eq!(set("en", text), expected, "{text}");
    }
}

#[test]
fn quotes_in_a_row_open_and_close_together() {
    let nested =
        "'\"Go,\" he said, \"now,\" and left,' she told me. '\"To be\" is a verb.' He said '\"yes\"'.";
    for (lang, expected) in [
        ("en", "‘“Go,” he said, “now,” and left,’ she told me. ‘“To be” is a verb.’ He said ‘“yes”’."),
        ("de", "‚„Go,“ he said, „now,“ and left,‘ she told me. ‚„To be“ is a verb.‘ He said ‚„yes“‘."),
        ("de-CH", "‹«Go,» he said, «now,» and left,› she told me. ‹«To be» is a verb.› He said ‹«yes»›."),
        (
            "fr",
            "“«_Go,_» he said, «_now,_» and left,” she told me. “«_To be_» is a verb.” He said “«_yes_»”.",
        ),
        ("sv", "’”Go,” he said, ”now,” and left,’ she told me. ’”To be” is a verb.’ He said ’”yes”’."),
        ("da", "›»Go,« he said, »now,« and left,‹ she told me. ›»To be« is a verb.‹ He said ›»yes«‹."),
        ("ru", "„«Go,» he said, «now,» and left,“ she told me. „«To be» is a verb.“ He said „«yes»“."),
        ("pl", "«„Go,” he said, „now,” and left,» she told me. «„To be” is a verb.» He said «„yes”»."),
        (
            "ja",
            "『「Go,」 he said, 「now,」 and left,』 she told me. 『「To be」 is a verb.』 He said 『「yes」』.",
        ),
    ] {
        assert_eq!(set(lang, nested), expected, "{lang}");
    }
    assert_eq!(set("de", "\"Er sagte: 'Nein.'\""), "„Er sagte: ‚Nein.‘“");
    assert_eq!(set("fr", "\"'Non', dit-il.\""), "«_“Non”, dit-il._»");
}

#[test]
fn quotes_open_and_close_beside_ellipses_dashes_and_brackets() {
    for (text, expected) in [
        ("...\"Go\" he said", "…“Go” he said"),
        ("\"...and then\"", "“…and then”"),
        ("'...and then,' he said", "‘…and then,’ he said"),
        ("\"He said, '...no'\"", "“He said, ‘…no’”"),
        ("\"Well...\" he said", "“Well…” he said"),
        ("\"Well...\"", "“Well…”"),
        ("'--and then,' he said", "‘–and then,’ he said"),
        ("'Wait--' he said, 'no--'", "‘Wait–’ he said, ‘no–’"),
        ("('a') ['b'] (\"'c'\")", "(‘a’) [‘b’] (“‘c’”)"),
        ("I---'no,' he said---'yes'", "I—‘no,’ he said—‘yes’"),
        ("(\"\") (\"...\")", "(“”) (“…”)"),
    ] {
        assert_eq!(set("en", text), expected, "{text}");
    }
}

#[test]
fn clipped_words_begin_with_an_apostrophe() {
    for (text, expected) in [
        ("just 'cause I say so, and 'cause it's true", "just ’cause I say so, and ’cause it’s true"),
        ("'Cause I said so,\" he said", "’Cause I said so,” he said"),
        ("rock 'n' roll and Rock 'n' Roll", "rock ’n’ roll and Rock ’n’ Roll"),
        ("the 'em' dash and the word 'cause'", "the ‘em’ dash and the word ‘cause’"),
        ("'Cause and effect,' he said. 'Cause I say so", "‘Cause and effect,’ he said. ’Cause I say so"),
        ("'Tis the boys' own", "’Tis the boys’ own"),
        ("'Tis true,' he said, \"'tis so.\"", "‘Tis true,’ he said, “’tis so.”"),
        ("\"'Tis so,\" he said, 'no.'", "“’Tis so,” he said, ‘no.’"),
        ("'He said \"'tis so,\" and went.'", "‘He said “’tis so,” and went.’"),
        ("'Give 'em that,' he said", "‘Give ’em that,’ he said"),
        ("\"'Tis so,\" the '90s' end", "“’Tis so,” the ’90s’ end"),
    ] {
        assert_eq!(set("en", text), expected, "{text}");
    }
}

#[test]
fn quotes_between_letters_without_spaces_open_and_close_in_turn() {
    for (lang, text, expected) in [
        ("zh", "他说\"你好\"。我说：\"好。\"他走了", "他说“你好”。我说：“好。”他走了"),
        ("zh-TW", "他說\"我聽到'好'了\"嗎", "他說「我聽到『好』了」嗎"),
        ("ja", "彼は\"はい\"と言った。It's", "彼は「はい」と言った。It’s"),
        ("th", "เขาพูดว่า\"ใช่\"แล้ว", "เขาพูดว่า“ใช่”แล้ว"),
        ("ko", "칸에 '빌려 감'이라고 썼다. \"왜?\"라고", "칸에 ‘빌려 감’이라고 썼다. “왜?”라고"),
    ] {
        assert_eq!(set(lang, text), expected, "{lang}");
    }
}

#[test]
fn hebrew_abbreviations_have_marks_of_their_own() {
    for (text, expected) in [
        ("צה\"ל אמר \"שלום\" לג'ירפה", "צה״ל אמר ”שלום” לג׳ירפה"),
        ("עמ' 3 וד\"ר כהן", "עמ׳ 3 וד״ר כהן"),
        ("הוא אמר 'כן' ו\"לא\".", "הוא אמר ’כן’ ו”לא”."),
    ] {
        assert_eq!(set("he", text), expected, "{text}");
    }
}

#[test]
fn hyphens_and_full_stops_become_dashes_and_ellipses() {
    for (text, expected) in [
        ("a--b---c----d", "a–b—c----d"),
        ("a...b....c", "a…b….c"),
        ("a......b .......", "a……b ......."),
        ("a.b-c", "a.b-c"),
    ] {
        assert_eq!(set("en", text), expected, "{text}");
    }
}

#[test]
fn french_has_spaces_before_high_punctuation() {
    for (text, expected) in [
        ("Quoi ? Non! Si;", "Quoi_? Non_! Si_;"),
        ("Ainsi : oui. 10:30", "Ainsi_: oui. 10:30"),
        ("« Oui »", "«_Oui_»"),
        ("Quoi ?!", "Quoi_?!"),
        ("l'homme \"dit: 'non'\"", "l’homme «_dit_: “non”_»"),
    ] {
        assert_eq!(set("fr", text), expected, "{text}");
    }
    assert_eq!(set("fr-CA", "Quoi? Ainsi : oui"), "Quoi? Ainsi_: oui");
    assert_eq!(set("en", "What ? « Oui »"), "What ? « Oui »");
}

#[test]
fn addresses_stay_as_they_are() {
    assert_eq!(set("en", "http://a.b/c--d'e... \"www.f--g\""), "http://a.b/c--d'e... “www.f–g”");
    assert_eq!(set("fr", "https://a.b:80/?c!"), "https://a.b:80/?c!");
    assert_eq!(set("en", "www.a--b.c d--e"), "www.a--b.c d–e");
}
