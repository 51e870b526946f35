//! Tests of letters, plays, verse, epigraphs and anthologies on the page and in the e-book.

use pressmark::find::named;
use pressmark::internals::layout::{Layer, Page, PlacedKind};
use pressmark::internals::units::Length;

use crate::support::{Press, YAML, entries};

/// A run of words: its text, its left end, its baseline, and whether it is text of the book.
struct Run {
    text: String,
    x: Length,
    end: Length,
    y: Length,
    is_text: bool,
}

/// Returns the runs of the text layer of each page.
fn pages(files: &[(&str, &str)]) -> Vec<Vec<Run>> {
    let press = Press::with(files);
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let pages: Vec<Page> = loaded.layout().value.expect("a book").layouts.remove(0).pages.pages;
    let runs = |page: &Page| {
        let of_text = page.items.iter().filter(|item| item.layer == Layer::Text);
        let run = |item: &pressmark::internals::layout::PageItem| {
            let PlacedKind::Glyphs(run) = &item.kind else { return None };
            let (x, y, is_text) = (item.x, item.y, item.owner.is_some());
            Some(Run { text: run.text.to_string(), x, end: x + run.width(), y, is_text })
        };
        of_text.filter_map(run).collect()
    };
    pages.iter().map(runs).collect()
}

/// Returns the runs of the page with a chapter of this text, in a design.
fn chapter(text: &str, design: &str) -> Vec<Run> {
    let yaml = format!("{YAML}generate: []\ndesign: {{ {design} }}\n");
    pages(&[("book.yaml", &yaml), ("one.md", &format!("# One\n\n{text}\n"))]).remove(0)
}

/// Returns the first run that begins with these words.
#[track_caller]
fn find<'r>(runs: &'r [Run], words: &str) -> &'r Run {
    let found = runs.iter().find(|run| run.text.starts_with(words));
    found.unwrap_or_else(|| panic!("{words}: {:?}", runs.iter().map(|run| &run.text).collect::<Vec<_>>()))
}

/// Returns the document of a chapter in the e-book.
fn xhtml(files: &[(&str, &str)], name: &str) -> String {
    let press = Press::with(files);
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let (_, bytes) = entries(&book).into_iter().find(|(path, _)| path.ends_with(name)).expect("the document");
    String::from_utf8(bytes).expect("UTF-8")
}

const LEADING: Length = Length::pt(14);

const LETTER: &str =
    "::: letter\nSeoul, 5 May\n\nDear Ada,\n\nWords that are a letter.\n\nYours,\n\nBen\n:::";

#[test]
fn half_a_line_is_above_and_below_the_salutation_and_above_the_closing() {
    let runs = chapter(LETTER, "theme: classic, text: { leading: 14pt }");
    let y = |words: &str| find(&runs, words).y;
    let half = LEADING / 2;
    assert_eq!(y("Dear") - y("Seoul"), LEADING + half);
    assert_eq!(y("Words") - y("Dear"), LEADING + half);
    assert_eq!(y("Yours") - y("Words"), LEADING + half);
    assert_eq!(y("Ben") - y("Yours"), LEADING);
    // The date and the closing end where the text of the letter may end.
    let end = |words: &str| find(&runs, words).end;
    let apart = end("Ben") - end("Seoul");
    assert!(apart.to_sp().abs() < Length::pt(1).to_sp(), "{apart}");
    assert!(find(&runs, "Seoul").x > find(&runs, "Dear").x + Length::pt(80));
    let essay = chapter(LETTER, "theme: essay");
    assert_eq!(find(&essay, "Seoul").x, find(&essay, "Dear").x);
}

#[test]
fn the_parts_of_a_letter_are_marked_in_the_e_book() {
    let text = format!("# One\n\n{LETTER}\n");
    let page = xhtml(&[("book.yaml", YAML), ("one.md", &text)], "one.xhtml");
    for part in [
        "<div class=\"dateline\">\n<p>Seoul, 5 May</p>",
        "<div class=\"salutation\" epub:type=\"z3998:salutation\">\n<p>Dear Ada,</p>",
        "<div class=\"closing\" epub:type=\"z3998:valediction\">\n<p>Yours,</p>\n<p>Ben</p>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

const PLAY: &str = "::: drama\n**ADA** *(aside)*\n\nYes.\n\nAnd yes.\n\n*Exit.*\n\n**Ben**\n\nNo.\n:::";

#[test]
fn a_name_above_its_speech_has_space_above_and_is_not_parted_from_it() {
    let runs = chapter(PLAY, "theme: essay");
    let y = |words: &str| find(&runs, words).y;
    let leading = Length::milli_pt(14_500);
    assert_eq!(y("Yes") - y("ADA"), leading);
    assert_eq!(y("No") - y("Ben"), leading);
    assert_eq!(y("Ben") - y("Exit"), leading * 2);
    assert!(find(&runs, "And").x > find(&runs, "Yes").x, "later paragraphs are indented");
    // Every distance of the play from the foot of a page, a line at a time.
    for lines in 8..40 {
        let text = format!("{}{PLAY}", "Words.\n\n".repeat(lines));
        let yaml = format!("{YAML}generate: []\ndesign: {{ theme: essay }}\n");
        let pages = pages(&[("book.yaml", &yaml), ("one.md", &format!("# One\n\n{text}\n"))]);
        for (name, speech) in [("ADA", "Yes"), ("Ben", "No")] {
            let page = |words: &str| {
                pages.iter().position(|runs| runs.iter().any(|run| run.text.starts_with(words)))
            };
            assert_eq!(page(name), page(speech), "{name} with {lines} lines above");
        }
    }
}

#[test]
fn names_and_directions_of_plays_are_marked_in_the_e_book() {
    let text = format!("# One\n\n{PLAY}\n");
    let page = xhtml(&[("book.yaml", YAML), ("one.md", &text)], "one.xhtml");
    for part in [
        "<p class=\"name\"><span class=\"speaker capitals\">ADA</span> <em>(aside)</em></p>",
        "<p class=\"speech\">Yes.</p>\n<p class=\"speech later\">And yes.</p>",
        "<p class=\"direction\" epub:type=\"z3998:stage-direction\"><em>Exit.</em></p>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn the_attribution_of_a_short_epigraph_ends_where_its_longest_line_does() {
    let epigraph = |text: &str| format!("::: epigraph\n> {text}\n>\n> — Ann\n:::\n\nWords.");
    let runs = chapter(&epigraph("The longest line of three,\\\n> or two."), "theme: classic");
    let (longest, name) = (find(&runs, "The longest"), find(&runs, "—"));
    let end = runs.iter().filter(|run| run.y == name.y).map(|run| run.end).max().expect("a run");
    assert!((end - longest.end).to_sp().abs() < Length::pt(3).to_sp(), "{end} {}", longest.end);
    // A name that is longer than the epigraph begins where it does.
    let runs = chapter(&epigraph("Mind."), "theme: classic");
    assert!((find(&runs, "—").x - find(&runs, "Mind").x).to_sp().abs() < Length::pt(2).to_sp());
}

const POEM: &str = "Short\nThe longest line of the poem\n  indented\n\nand one";

#[test]
fn a_poem_is_centred_by_its_longest_line() {
    let runs = |div: &str, design: &str| {
        chapter(&format!("::: {div}\n{POEM}\n:::\n\n{}", "Words of prose. ".repeat(9)), design)
    };
    for runs in
        [runs("{.verse .centred}", "theme: essay"), runs("verse", "theme: essay, verse: { place: centre }")]
    {
        let prose = runs.iter().filter(|run| run.text.contains("prose"));
        let (left, right) = (prose.clone().map(|run| run.x).min(), prose.map(|run| run.end).max());
        let (left, right) = (left.expect("prose"), right.expect("prose"));
        let longest = find(&runs, "The longest");
        let apart = (longest.x - left) - (right - longest.end);
        assert!(apart.to_sp().abs() < Length::pt(4).to_sp(), "{apart}");
        assert_eq!(find(&runs, "Short").x, longest.x);
        assert!(find(&runs, "indented").x > longest.x);
    }
    let text = format!("# One\n\n::: verse\n{POEM}\n:::\n");
    let yaml = format!("{YAML}design: {{ verse: {{ place: centre }} }}\n");
    assert!(
        xhtml(&[("book.yaml", &yaml), ("one.md", &text)], "one.xhtml").contains("class=\"verse middle\"")
    );
}

#[test]
fn a_line_longer_than_the_measure_does_not_move_a_centred_poem() {
    let long = "And this line alone of all of them goes on and on until no page in the world would be wide enough for it.";
    let poem = |last: &str| {
        let lines = "A line of middling length in it,\nA short one,\nAnd one that is the longest of those that fit,\nA last one,\n";
        chapter(&format!("::: {{.verse .centred}}\n{lines}{last}\n:::\n"), "theme: essay")
    };
    let (plain, with_long) = (poem("The end."), poem(long));
    let fits = find(&plain, "And one").x;
    assert_eq!(find(&with_long, "And one").x, fits);
    assert_eq!(find(&with_long, "And this").x, fits);
    let turned: Vec<&Run> = with_long
        .iter()
        .filter(|run| run.x > fits + Length::pt(10) && long.contains(run.text.trim()))
        .collect();
    assert!(!turned.is_empty(), "{fits}");
    // Where many lines are too long, they have the whole measure.
    let many = chapter(&format!("::: {{.verse .centred}}\n{long}\n{long}\nShort.\n:::\n"), "theme: essay");
    assert!(find(&many, "And this").x < fits);
}

#[test]
fn lines_of_verse_are_numbered_at_the_end_of_the_measure() {
    let poem = format!("::: {{.verse numbers=2 start=9}}\n{POEM}\n:::\n");
    let runs = chapter(&poem, "theme: essay");
    let numbers: Vec<_> = runs.iter().filter(|run| !run.is_text && run.text.parse::<u32>().is_ok()).collect();
    assert_eq!(numbers.iter().map(|run| run.text.as_str()).collect::<Vec<_>>(), ["10", "12"]);
    assert_eq!(numbers[0].y, find(&runs, "The longest").y);
    assert_eq!(numbers[1].y, find(&runs, "and one").y);
    assert_eq!(numbers[0].end, numbers[1].end);
    let runs = chapter(&format!("::: verse\n{POEM}\n:::\n"), "theme: essay, verse: { numbers: 1 }");
    assert_eq!(runs.iter().filter(|run| !run.is_text && run.text.parse::<u32>().is_ok()).count(), 4);
    let page = xhtml(&[("book.yaml", YAML), ("one.md", &format!("# One\n\n{poem}"))], "one.xhtml");
    let number = "<span class=\"line-number\" aria-hidden=\"true\">10</span><span class=\"line\">The longest";
    assert!(page.contains(number) && page.contains("class=\"verse numbered\""), "{page}");
}

const ANTHOLOGY: &str = "title: Walks\nlanguage: en\nauthor: [Ann Author, Ben Writer]\npublisher: P\ndate: 2026\n\
    rights: R\ndescription: D\ngenerate: [contents]\n\
    chapters: [{ part: Low Water, page: low.md, files: [one.md, two.md] }]\n";
const LOW: &str = "::: epigraph\n> Of his bones are coral made.\n:::\n\n# Low water\n\nAn introduction.\n";
const ONE: &str =
    "---\nauthor: Ben Writer\nsubtitle: \"Notes -- in *haste*\"\n---\n\n# The Crane\n\nWords.\n";
const TWO: &str = "---\nauthor: [Ann Author, Ben Writer]\n---\n\n# The Boat\n\nWords.\n";

fn anthology() -> [(&'static str, &'static str); 4] {
    [("book.yaml", ANTHOLOGY), ("low.md", LOW), ("one.md", ONE), ("two.md", TWO)]
}

#[test]
fn a_chapter_shows_its_subtitle_and_its_author() {
    let press = Press::with(&anthology());
    let run = press.run(&["check"]);
    assert!(!run.err.contains("warning["), "{}", run.err);
    let page = xhtml(&anthology(), "one.xhtml");
    let title = "<h1>The Crane</h1>\n\
        <p class=\"subtitle\" epub:type=\"subtitle\" role=\"doc-subtitle\">Notes – in <em>haste</em></p>\n\
        <p class=\"author\">Ben Writer</p>\n</hgroup>";
    assert!(page.contains(title), "{page}");
    // Authors that are those of the book are not repeated.
    assert!(!xhtml(&anthology(), "two.xhtml").contains("class=\"author\""));
    let nav = xhtml(&anthology(), "nav.xhtml");
    assert!(nav.contains("<span class=\"below-title\">Ben Writer</span></a>"), "{nav}");
    let creators = xhtml(&anthology(), "content.opf").matches("<dc:creator").count();
    assert_eq!(creators, 2);
    let pages = pages(&anthology());
    let contents = &pages[0];
    assert!(find(contents, "Ben").y > find(contents, "1\u{2002}The Crane").y);
    let opening = pages.iter().skip(1).find(|runs| runs.iter().any(|run| run.text == "Ben Writer"));
    let opening = opening.expect("a page with the author");
    assert!(find(opening, "The Crane").y < find(opening, "Notes").y);
    assert!(find(opening, "Notes").y < find(opening, "Ben").y);
    assert!(find(opening, "Ben").y < find(opening, "W").y);
}

#[test]
fn the_running_head_of_an_author_is_that_of_the_chapter() {
    let words = "Words of an essay that has several pages. ".repeat(200);
    let yaml = format!("{ANTHOLOGY}design: {{ running-heads: {{ verso: author, recto: author }} }}\n");
    let press = Press::with(&anthology());
    press.write("book.yaml", yaml.as_bytes());
    press.write("one.md", format!("{ONE}\n{words}").as_bytes());
    press.write("two.md", format!("{TWO}\n{words}").as_bytes());
    let loaded = pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a project");
    let pages = loaded.layout().value.expect("a book").layouts.remove(0).pages.pages;
    let heads = pages.iter().flat_map(|page| &page.items).filter(|item| item.layer == Layer::Head);
    let mut heads: Vec<String> = heads
        .filter_map(|item| match &item.kind {
            PlacedKind::Glyphs(run) => Some(run.text.to_string()),
            PlacedKind::Rule { .. }
            | PlacedKind::Frame { .. }
            | PlacedKind::Stroke { .. }
            | PlacedKind::Picture { .. }
            | PlacedKind::Link { .. } => None,
        })
        .collect();
    heads.dedup();
    assert_eq!(heads, ["Ben Writer", "Ann Author, Ben Writer"]);
}

#[test]
fn the_page_of_a_part_has_a_text_and_an_epigraph() {
    let pages = pages(&anthology());
    let part: Vec<_> =
        pages.iter().skip(1).filter(|runs| runs.iter().any(|run| run.text.contains("Low water"))).collect();
    assert_eq!(part.len(), 1, "one page has the title");
    assert!(find(part[0], "Low water").y < find(part[0], "Of his bones").y);
    assert!(find(part[0], "Of his bones").y < find(part[0], "An introduction").y);
    let page = xhtml(&anthology(), "low.xhtml");
    assert!(page.contains("epub:type=\"part\"") && page.contains("An introduction."), "{page}");
}

#[test]
fn a_section_has_no_author_of_its_own() {
    let yaml = ANTHOLOGY.replace("files: [one.md, two.md]", "files: [{ file: two.md, sections: [one.md] }]");
    let press = Press::with(&anthology());
    press.write("book.yaml", yaml.as_bytes());
    let run = press.run(&["check"]);
    assert!(run.err.contains("has no effect in the head of a section"), "{}", run.err);
    assert!(run.err.contains("`author`") && run.err.contains("`subtitle`"), "{}", run.err);
}

#[test]
fn the_paragraph_below_a_by_line_has_no_indent_in_either_book() {
    let text =
        "*By Ann Author*\n\nQuiet words of the text, and more of them.\n\nZany words of the next paragraph.";
    for theme in ["novel", "technical"] {
        let runs = chapter(text, &format!("theme: {theme}, opening: {{ small-caps: none }}"));
        let left = find(&runs, "Quiet").x;
        assert_eq!(find(&runs, "By").x, left, "{theme}");
        assert!(find(&runs, "Zany").x > left, "{theme}");
        let yaml = format!("{YAML}design: {{ theme: {theme} }}\n");
        let page = xhtml(&[("book.yaml", &yaml), ("one.md", &format!("# One\n\n{text}\n"))], "one.xhtml");
        assert!(page.contains("<p class=\"above-text\"><em>By Ann Author</em></p>"), "{page}");
    }
    let css = xhtml(&[("book.yaml", YAML), ("one.md", "# One\n\nWords.\n")], ".css");
    let rule = css.split('}').find(|rule| rule.contains(".above-text + p")).expect("a rule");
    assert!(rule.contains("text-indent: 0;"), "{rule}");
    assert!(css.contains(".epigraph p { text-wrap: pretty; }"), "{css}");
}

#[test]
fn a_short_epigraph_is_balanced_and_not_justified() {
    for theme in ["poetry", "classic", "novel", "technical"] {
        let text = "::: epigraph\n> The water waits for nobody at all, and then it waits for you and me and for everybody else\n> beyond.\n>\n> — A saying\n:::\n\nWords.";
        let runs = chapter(text, &format!("theme: {theme}"));
        let from = runs.iter().position(|run| run.text.starts_with("The water")).expect("an epigraph");
        let lines: Vec<Length> = runs[from..]
            .iter()
            .take_while(|run| !run.text.contains("saying"))
            .map(|run| run.end - run.x)
            .collect();
        let longest = lines.iter().copied().max().expect("lines");
        assert!((2..=4).contains(&lines.len()), "{theme}: {lines:?}");
        assert!(lines.iter().all(|width| *width > longest.ratio(3, 5)), "{theme}: {lines:?}");
    }
}

#[test]
fn a_paragraph_after_a_formula_or_a_theorem_is_not_indented_in_either_book() {
    let text = "Words.\n\n$$ a $$\n\nQuiet words.\n\nZany words.\n\n::: theorem\nOne.\n:::\n\nYon words.";
    let runs = chapter(text, "opening: { small-caps: none }");
    let [quiet, zany, yon] = ["Quiet", "Zany", "Yon"].map(|word| find(&runs, word).x);
    assert!(zany > quiet && zany > yon, "{quiet} {zany} {yon}");
    let css = xhtml(&[("book.yaml", YAML), ("one.md", "# One\n\nWords.\n")], ".css");
    for after in [".equation + p", ".subequations + p", ".statement + p"] {
        let rule = css.split('}').find(|rule| rule.contains(after)).expect("a rule");
        assert!(rule.contains("text-indent: 0;"), "{rule}");
    }
}
