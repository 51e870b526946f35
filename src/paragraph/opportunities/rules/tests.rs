//! The line ends of texts without word spaces, as tables.

use std::collections::BTreeSet;
use std::io::Read;

use flate2::read::GzDecoder;

use super::*;
use crate::design::{Design, ParRole};
use crate::lang::LangTag;
use crate::paragraph::text;

/// Returns a text with a bar at each place where a line may end.
fn marked(text: &str, lang: &str, breaks: LineBreak, korean: KoreanBreak) -> String {
    let design = Design::bundled(&LangTag::parse(lang).expect("a tag"));
    let collected = text::plain(text, &design.style(ParRole::Body).text, None);
    let mut places: Vec<usize> =
        find(&collected, LineRules { breaks, korean }).iter().map(|found| found.at).collect();
    places.sort_unstable();
    places.dedup();
    let mut out = text.to_owned();
    places.iter().rev().for_each(|at| out.insert(*at, '|'));
    out
}

/// JLReq 3.1.7 (line start), 3.1.8 (line end), 3.1.10 (what is not divided), and CLReq 3.1.7.
#[test]
fn lines_of_japanese_and_chinese_neither_begin_nor_end_with_forbidden_marks() {
    for (lang, expected) in [
        ("ja", "猫|は、|犬|だ。|次"),
        ("ja", "彼|は|「そ|う」|と|言|っ|た"),
        ("ja", "表|（上）|を|見|る"),
        ("ja", "『一|二』|（三）"),
        ("ja", "人々|は"),
        ("ja", "本|当？|は|い！|次"),
        ("ja", "ア・|イ・|ウ"),
        ("ja", "静|か……|に"),
        ("ja", "価|格|は|100|円"),
        ("ja", "Git|は|速|い"),
        ("zh", "他|说：|“你|好。”|然|后"),
        ("zh", "《红|楼|梦》、|《西|游|记》"),
        ("zh-Hant", "他|說：|「你|好。」|然|後"),
    ] {
        let text = expected.replace('|', "");
        assert_eq!(marked(&text, lang, LineBreak::Normal, KoreanBreak::Words), expected);
    }
}

#[test]
fn small_kana_begin_a_line_unless_the_rules_are_strict() {
    let of = |breaks| marked("ラッコー々が", "ja", breaks, KoreanBreak::Words);
    assert_eq!(of(LineBreak::Strict), "ラッ|コー々|が");
    assert_eq!(of(LineBreak::Normal), "ラ|ッ|コ|ー々|が");
    assert_eq!(of(LineBreak::Loose), "ラ|ッ|コ|ー|々|が");
}

#[test]
fn korean_breaks_between_words_or_between_syllables() {
    let of = |korean| marked("나는 “책을” 읽는다. Git은 (끝)", "ko", LineBreak::Normal, korean);
    assert_eq!(of(KoreanBreak::Words), "나는 |“책을” |읽는다. |Git은 |(끝)");
    assert_eq!(of(KoreanBreak::Syllables), "나|는 |“책|을” |읽|는|다. |Git|은 |(끝)");
}

/// Words of the Universal Declaration of Human Rights, and a sentence with a sign of repetition.
#[test]
fn words_of_scripts_without_spaces_are_found_by_dictionary() {
    let table = [
        ("th", "มนุษย์|ทั้ง|หลาย|เกิด|มา|มี|อิสระ|และ|เสมอ|ภาค|กัน"),
        ("th", "เด็ก ๆ |ไป|โรงเรียน"),
        ("lo", "ມະນຸດ|ທຸກຄົນ|ເກີດ|ມາ"),
        ("km", "មនុស្ស|ទាំងអស់|កើតមក|មាន|សេរីភាព"),
        ("my", "လူ|တိုင်း|သည်"),
    ];
    let found = table.map(|(lang, expected)| {
        marked(&expected.replace('|', ""), lang, LineBreak::Normal, KoreanBreak::Words)
    });
    assert_eq!(found, table.map(|(_, expected)| expected));
}

/// Returns the tests of a file of Unicode: a text each, with the byte offsets of its breaks.
fn unicode_tests(compressed: &[u8]) -> Vec<(String, Vec<usize>)> {
    let mut file = String::new();
    GzDecoder::new(compressed).read_to_string(&mut file).expect("a compressed text");
    let lines = file.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let tests = lines.filter(|line| !line.is_empty()).map(|line| {
        let (mut text, mut breaks) = (String::new(), Vec::new());
        for part in line.split_whitespace() {
            match part {
                "÷" => breaks.push(text.len()),
                "×" => {}
                code => text.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32)),
            }
        }
        (text, breaks)
    });
    tests.collect()
}

/// Returns how many tests of a file pass, of how many.
fn share(compressed: &[u8], passes: impl Fn(&str, &[usize]) -> bool) -> (usize, usize) {
    let tests = unicode_tests(compressed);
    (tests.iter().filter(|(text, breaks)| passes(text, breaks)).count(), tests.len())
}

#[test]
fn line_ends_are_those_of_unicode_annex_14_but_for_what_is_listed() {
    let file = include_bytes!("../../../../tests/unicode/LineBreakTest-15.1.txt.gz");
    let style = Design::bundled(&LangTag::english()).style(ParRole::Body).text;
    let rules = LineRules { breaks: LineBreak::Strict, korean: KoreanBreak::Syllables };
    let passes = |text: &str, breaks: &[usize]| {
        let collected = text::plain(text, &style, None);
        let found: BTreeSet<usize> = find(&collected, rules).iter().map(|found| found.at).collect();
        // Positions are those of the text without the characters that only affect line ends.
        let clean = |at: usize| text[..at].chars().filter(|c| !is_dropped(*c)).map(char::len_utf8).sum();
        let inner = breaks.iter().copied().filter(|at| *at > 0 && *at < text.len());
        found == inner.map(clean).collect()
    };
    assert_eq!(share(file, passes), (10_175, 10_274));
    // A Khmer colon begins no line even behind a space, and an end that the author has set is no opportunity.
    let is_listed = |text: &str| text.contains(['\u{17D6}', LINE_END]);
    assert_eq!(share(file, |text, breaks| is_listed(text) || passes(text, breaks)), (10_274, 10_274));
}

#[test]
fn characters_are_those_of_unicode_annex_29() {
    let file = include_bytes!("../../../../tests/unicode/GraphemeBreakTest-17.0.txt.gz");
    assert_eq!(share(file, |text, breaks| character_ends(text) == breaks), (766, 766));
}
