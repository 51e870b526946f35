//! Tests of indexes: that every page number is that of a page with the word, the order of the entries, what is written
//! for the e-book, and what is reported.

use std::collections::{BTreeMap, BTreeSet};

use pressmark::find::named;
use pressmark::internals::layout::{Layer, Page, PlacedKind};

use crate::support::{Press, YAML, entries};

/// A reproducible sequence of numbers (D. E. Knuth, *MMIX*, 1999: the constants of its generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }
}

/// A line of a page: its distance from the head and from the left, and its words.
type Line = (i64, i64, String);

/// Returns the lines of text and notes of a page: items with one baseline, from left to right, parted at wide gaps.
fn lines(page: &Page) -> Vec<Line> {
    let mut items: Vec<(i64, i64, i64, String)> = Vec::new();
    for item in &page.items {
        if let (PlacedKind::Glyphs(run), Layer::Text | Layer::Note) = (&item.kind, item.layer) {
            let width: i64 = run.glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
            items.push((item.y.to_sp(), item.x.to_sp(), item.x.to_sp() + width, run.text.to_string()));
        }
    }
    items.sort();
    let mut lines: Vec<(Line, i64)> = Vec::new();
    for (y, x, end, text) in items {
        match lines.last_mut() {
            Some(((last, _, words), reached)) if *last == y && x - *reached < 12 * 65_536 => {
                words.push_str(&text);
                *reached = end;
            }
            _ => lines.push(((y, x, text), end)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

/// Returns the middle between the leftmost and the rightmost beginning of a line.
fn middle(page: &[Line]) -> i64 {
    let begins = || page.iter().map(|line| line.1);
    i64::midpoint(begins().min().unwrap_or(0), begins().max().unwrap_or(0))
}

/// A laid-out book: the label and the lines of each page before the index, and the lines of the pages of the index.
struct Laid {
    text: Vec<(String, Vec<Line>)>,
    index: Vec<Vec<Line>>,
}

fn laid(press: &Press) -> Laid {
    let loaded = pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a project");
    let layout = loaded.layout().value.expect("a book").layouts.remove(0);
    let pages: Vec<(String, Vec<Line>)> =
        layout.pages.pages.iter().map(|page| (page.folio.label(), lines(page))).collect();
    let begins = pages
        .iter()
        .position(|(_, lines)| lines.iter().any(|line| line.2.trim() == "INDEX" || line.2.trim() == "Index"));
    let begins = begins.expect("an index");
    let without_title =
        |lines: &[Line]| lines.iter().filter(|line| !line.2.eq_ignore_ascii_case("index")).cloned().collect();
    let index = pages[begins..].iter().map(|(_, lines)| without_title(lines)).collect();
    Laid { text: pages[..begins].to_vec(), index }
}

/// Returns the entries of the index in reading order: each is a text without its turn-over lines being parted.
fn index_text(index: &[Vec<Line>]) -> Vec<String> {
    let mut all: Vec<(i64, String)> = Vec::new();
    for page in index {
        let middle = middle(page);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for line in page {
            if line.1 <= middle { left.push(line) } else { right.push(line) }
        }
        for column in [left, right] {
            let edge = column.iter().map(|line| line.1).min().unwrap_or(0);
            all.extend(column.into_iter().map(|line| (line.1 - edge, line.2.trim().to_owned())));
        }
    }
    let mut entries: Vec<String> = Vec::new();
    for (indent, text) in all {
        match entries.last_mut() {
            Some(last) if indent > 6 * 65_536 => *last = format!("{last} {text}"),
            _ => entries.push(text),
        }
    }
    entries
}

/// A book of twelve chapters with 300 marks of 60 words, in text, notes, headings, lists, tables and the preface.
fn marked_book() -> (Press, usize) {
    let mut numbers = Numbers(20_261_127);
    let words: Vec<String> = (0..60)
        .map(|n| {
            format!(
                "{}qz{}",
                char::from(b'a' + u8::try_from(n % 26).expect("a letter")),
                char::from(b'a' + u8::try_from(n / 26).expect("a letter")).to_string().repeat(1 + n % 3)
            )
        })
        .collect();
    let filler =
        ["lamp", "water", "winter", "harbour", "candle", "window", "garden", "letter", "mountain", "river"];
    let mut marks = 0;
    let mut files = Vec::new();
    let mut mark = |numbers: &mut Numbers| {
        marks += 1;
        format!("[{}]{{.index}}", words[numbers.below(words.len())])
    };
    let sentence = |numbers: &mut Numbers, length: usize| {
        let some: Vec<&str> = (0..length).map(|_| filler[numbers.below(filler.len())]).collect();
        some.join(" ")
    };
    for chapter in 0..12 {
        let mut text = format!(
            "# Chapter {chapter} {}\n\n",
            if chapter % 3 == 0 { mark(&mut numbers) } else { String::new() }
        );
        for paragraph in 0..8 {
            text += &format!(
                "{} {} {} {} {}",
                sentence(&mut numbers, 60),
                mark(&mut numbers),
                sentence(&mut numbers, 70),
                mark(&mut numbers),
                sentence(&mut numbers, 40)
            );
            if paragraph % 4 == 1 {
                text += &format!(".^[A note with {} in it.]", mark(&mut numbers));
            }
            text += "\n\n";
            if paragraph == 3 {
                text += &format!(
                    "## A section {}\n\n- {} {}\n- {}\n\n| a | b |\n|---|---|\n| {} | x |\n\n",
                    mark(&mut numbers),
                    sentence(&mut numbers, 4),
                    mark(&mut numbers),
                    mark(&mut numbers),
                    mark(&mut numbers)
                );
            }
        }
        files.push((format!("c{chapter:02}.md"), text));
    }
    let mut preface = "# Preface\n\n".to_owned();
    while marks < 300 {
        marks += 1;
        preface += &format!("{} [{}]{{.index}}\n\n", sentence(&mut numbers, 90), words[marks % words.len()]);
    }
    files.push(("preface.md".to_owned(), preface));
    let names: Vec<&str> =
        files.iter().map(|(name, _)| name.as_str()).filter(|name| *name != "preface.md").collect();
    let yaml = YAML.replace("[one.md]", &format!("{{ front: [preface.md], body: [{}] }}", names.join(", ")));
    // The patterns of British English divide some of these words.
    let yaml = yaml.replace("en-GB", "en-US") + "generate: [index]\n";
    let mut all = vec![("book.yaml", yaml.as_str())];
    all.extend(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    (Press::with(&all), marks)
}

#[test]
fn every_page_number_is_that_of_a_page_with_the_word_and_none_is_missing() {
    let (press, marks) = marked_book();
    assert!(marks >= 300, "{marks}");
    let book = laid(&press);
    // The pages on which each word stands, in the text and in notes.
    let mut standing: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (label, lines) in &book.text {
        let text: String = lines.iter().flat_map(|line| [line.2.as_str(), " "]).collect();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.contains("qz")) {
            standing.entry(word.to_owned()).or_default().insert(label.clone());
        }
    }
    let mut listed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut locators = 0;
    for entry in index_text(&book.index) {
        let Some((word, pages)) = entry.split_once(", ").filter(|(word, _)| word.contains("qz")) else {
            continue;
        };
        for page in pages.split(", ") {
            locators += 1;
            let page = page.split('n').next().expect("a page").trim();
            assert!(
                listed.entry(word.to_owned()).or_default().insert(page.to_owned())
                    || entry.contains(&format!("{page}n")),
                "{entry}"
            );
        }
    }
    assert!(locators > 220, "{locators}");
    assert_eq!(listed, standing);
    assert!(listed.values().flatten().any(|page| page.contains(['v', 'i', 'x'])), "pages of the preface");
}

#[test]
fn the_columns_of_an_index_are_level_and_in_order() {
    let (press, _) = marked_book();
    let book = laid(&press);
    for page in &book.index {
        let middle = middle(page);
        let foot =
            |is_left: bool| page.iter().filter(|line| (line.1 <= middle) == is_left).map(|line| line.0).max();
        let (Some(left), Some(right)) = (foot(true), foot(false)) else { continue };
        assert!((left - right).abs() <= 12 * 65_536, "{left} {right}");
    }
    let entries = index_text(&book.index);
    let words: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry.split_once(", "))
        .map(|(word, _)| word)
        .filter(|word| word.contains("qz"))
        .collect();
    let mut sorted = words.clone();
    sorted.sort_unstable();
    assert_eq!((words.len(), words), (60, sorted));
}

#[test]
fn entries_have_the_order_and_the_letters_of_the_language() {
    let cases: [(&str, &[&str]); 9] = [
        ("en", &["1984", "A", "Æneid", "apple", "Z", "zebra"]),
        ("de", &["A", "Affe", "Äpfel", "Apfelbaum", "O", "Ofen", "öffnen"]),
        ("fr", &["C", "cote", "coté", "côte", "côté", "O", "œuvre", "ogre"]),
        ("es", &["N", "nube", "Ñ", "ñandú", "O", "oso"]),
        ("it", &["C", "città", "cittadino", "E", "è", "era"]),
        ("sv", &["Z", "zon", "Å", "ål", "Ä", "ärta", "Ö", "öga"]),
        ("da", &["Z", "zone", "Æ", "ære", "Ø", "øl", "Å", "ål", "Aarhus"]),
        ("cs", &["C", "cena", "Č", "čas", "H", "hora", "Ch", "chata", "I", "ibis"]),
        ("ko", &["ㄱ", "가방", "까치", "ㄴ", "나무", "ㅎ", "하늘"]),
    ];
    for (lang, expected) in cases {
        let text: Vec<String> = expected
            .iter()
            .rev()
            .filter(|word| {
                word.chars().count() > 2
                    || **word == "ål"
                    || **word == "øl"
                    || **word == "è"
                    || lang == "ko" && !('ㄱ'..='ㅎ').contains(&word.chars().next().expect("a letter"))
            })
            .map(|word| format!("[{word}]{{.index}}"))
            .collect();
        let yaml = YAML.replace("en-GB", lang);
        let text = format!("# Eins\n\n{}.\n", text.join(" "));
        let press = Press::with(&[("book.yaml", &yaml), ("one.md", &text)]);
        let run = press.run(&["build", "--format", "epub"]);
        assert_eq!(run.code, 0, "{lang}: {}", run.err);
        let document = of_index(&press);
        let found: Vec<String> = document
            .split("<b>")
            .flat_map(|part| part.split("index-term\">"))
            .filter_map(|part| part.split('<').next())
            .filter(|part| !part.trim().is_empty() && !part.contains("xml"))
            .map(str::to_owned)
            .collect();
        let found: Vec<&str> =
            found.iter().map(String::as_str).skip_while(|text| !expected.contains(text)).collect();
        assert_eq!(found, expected, "{lang}");
    }
}

/// Returns the document of the index in the e-book.
fn of_index(press: &Press) -> String {
    let books = press.books();
    let bytes = &books["a-small-book.epub"];
    let (_, index) =
        entries(bytes).into_iter().find(|(name, _)| name.ends_with("/index.xhtml")).expect("an index");
    String::from_utf8(index).expect("UTF-8")
}

#[test]
fn ranges_notes_and_cross_references_are_shown_as_in_print() {
    let text = "# One\n\n[]{.index entry=\"grid\" range=open}Some [type]{.index entry=\"type!metal; !!!\"} words.^[A [note]{.index}.]\n\n\
        <a data-type=\"indexterm\" data-primary=\"ink\" data-secondary=\"red\" id=\"ink\"></a>Ink. \\index{paper@\\emph{Paper}|textbf}Paper.\n\n\
        ::: pagebreak\n:::\n\nMore[]{.index entry=\"grid\" range=close} words.<a data-type=\"indexterm\" data-startref=\"ink\"></a>\n\n\
        ::: {.index entry=\"blocks\"}\nA.\n\n::: pagebreak\n:::\n\nB.\n:::\n\n[leading]{.index see=grid} [rules]{.index see-also=\"grid; ink!red\"}\n";
    let press = Press::with(&[("book.yaml", YAML), ("one.md", text)]);
    let run = press.run(&["build"]);
    assert_eq!((run.code, run.err.contains("warning")), (0, false), "{}", run.err);
    let text = plain(&of_index(&press));
    for expected in [
        "blocks, 2–3",
        "grid, 1–2",
        "ink",
        "red, 1–2",
        "leading. See grid",
        "note, 1n1",
        "Paper, 1",
        "rules, 3. See also grid; ink: red",
        "type",
        "metal, 1",
        "!, 1",
    ] {
        assert!(text.lines().any(|line| line == expected), "{expected}\n{text}");
    }
}

/// Returns the text of a document, an entry a line.
fn plain(document: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in document.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    text
}

#[test]
fn an_e_book_without_pages_numbers_the_places() {
    let text = "# One\n\n[a]{.index} [b]{.index} x [a]{.index}\n";
    let press = Press::with(&[("book.yaml", YAML), ("one.md", text)]);
    assert_eq!(press.run(&["build", "--format", "epub"]).code, 0);
    let text = plain(&of_index(&press));
    assert!(text.contains("\na, 1, 2\n") && text.contains("\nb, 1\n"), "{text}");
}

#[test]
fn places_of_the_e_book_alone_and_rules_of_many_levels_are_not_lost() {
    let text = "# One\n\n[a]{.index}\n\n::: only-epub\n[a]{.index} [b]{.index}\n:::\n";
    let deep = format!("{}y", "x!".repeat(200));
    let yaml = format!("{YAML}index: {{ entries: {{ \"{deep}\": {{ see: a, spellings: b }} }} }}\n");
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", text)]);
    let run = press.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("a rule for an index entry with more than 3 levels"), "{}", run.err);
    let text = plain(&of_index(&press));
    assert!(text.contains("\na, 1, [1]\n") && text.contains("\nb, [1]\n"), "{text}");
}

#[test]
fn indexes_with_names_have_their_titles_and_rules() {
    let yaml = format!(
        "{YAML}index: {{ titles: {{ people: \"Index of *People*\" }}, entries: {{ lanterns: {{ see: lamp }} }} }}\n"
    );
    let rules = "lamp: { spellings: [Lamp, lamps], see-also: oil }\noil: { see-also: lamp }\nHale: { index: people, sort: Zale }\n";
    let text =
        "# One\n\n[Lamp]{.index} [lamps]{.index} [Hale]{.index index=people} [Reid]{.index index=people}\n";
    let press = Press::with(&[("book.yaml", &yaml), ("index.yaml", rules), ("one.md", text)]);
    let run = press.run(&["build", "--format", "epub"]);
    assert_eq!((run.code, run.err.contains("warning")), (0, false), "{}", run.err);
    let index = plain(&of_index(&press));
    assert!(index.contains("\nlamp, 1, 2. See also oil\nlanterns. See lamp\n"), "{index}");
    let books = press.books();
    let bytes = &books["a-small-book.epub"];
    let people =
        entries(bytes).into_iter().find(|(name, _)| name.ends_with("/index-people.xhtml")).expect("an index");
    let people = String::from_utf8(people.1).expect("UTF-8");
    assert!(people.contains("<h1>Index of <em>People</em></h1>"), "{people}");
    assert!(plain(&people).contains("R\n\nReid, 1\n"), "{}", plain(&people));
}

#[test]
fn marks_that_lead_nowhere_are_reported_with_what_to_write() {
    let text = "# One\n\n[]{.index} [a]{.index see=grud} [grid]{.index} [Grid]{.index}\n\n\
        []{.index entry=x range=open} []{.index entry=y range=close} [b]{.index mention=main range=begin}\n\n\
        []{.index entry=\"c!d!e!f\"} [grid]{.index see=a}\n";
    let yaml = format!(
        "{YAML}index: {{ sort: letters, titles: {{ people: P }}, entries: {{ grod: {{ sort: g }} }} }}\n"
    );
    let run = Press::with(&[("book.yaml", &yaml), ("one.md", text)]).run(&["check"]);
    for expected in [
        "a mark of the index without an entry",
        "did you mean `grid`?",
        "which differ only in case",
        "the range of the index entry `x` has no end",
        "the range of the index entry `y` ends here, but has no beginning",
        "`mention` of `main` ignored",
        "`range`, `begin`",
        "has more than 3 levels",
        "has page numbers, and refers to another entry for them",
        "did you mean `letter`?",
        "the text has no marks of the index `people`",
        "no mark has the index entry `grod`",
    ] {
        assert!(run.err.contains(expected), "{expected}\n{}", run.err);
    }
    let yaml = format!("{YAML}generate: [contents]\n");
    let run = Press::with(&[("book.yaml", &yaml), ("one.md", "# One\n\n[a]{.index}\n")]).run(&["check"]);
    assert!(run.err.contains("W0433") && run.err.contains("add `index` to `generate`"), "{}", run.err);
    let yaml = format!("{YAML}generate: [index, \"index:people\"]\n");
    let run = Press::with(&[("book.yaml", &yaml), ("one.md", "# One\n\n[a]{.index}\n")]).run(&["check"]);
    assert!(run.err.contains("the text has no marks of the index `people`"), "{}", run.err);
}
