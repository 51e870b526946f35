//! Tests that a failed build reports the cause, and leaves the books of the last good run unchanged.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::support::{Press, YAML, root};

/// The books of the last good run, before anything is damaged.
static GOOD: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let press = Press::good();
    let run = press.run(&["build", "-o", "output"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let books = press.books();
    assert_eq!(books.keys().collect::<Vec<_>>(), ["a-small-book.epub", "a-small-book.pdf"]);
    books
});

/// Damages a project whose books are made, and builds again. Checks the exit code and the output of the
/// second run, and that the books are unchanged.
#[track_caller]
fn spoiled(spoil: impl FnOnce(&Press), arguments: &[&str], code: i32, words: &[&str]) {
    let press = Press::good();
    GOOD.iter().for_each(|(name, bytes)| press.write(&format!("output/{name}"), bytes));
    spoil(&press);
    let second = press.run(arguments);
    assert_eq!(second.code, code, "{}", second.err);
    for word in words {
        assert!(second.err.contains(word), "{word}\nis not in\n{}", second.err);
    }
    assert!(
        *GOOD == press.books(),
        "the books of the last good run are still there, and nothing beside them"
    );
}

#[test]
fn a_missing_chapter_is_reported_at_its_place_in_the_list() {
    let yaml = YAML.replace("[one.md]", "[one.md, tow.md]");
    let spoil = |press: &Press| {
        press.write("book.yaml", yaml.as_bytes());
        press.write("two.md", b"# Two\n");
    };
    spoiled(
        spoil,
        &["build"],
        1,
        &["error[E0201]: chapter `tow.md` not found", "book.yaml:8:20", "did you mean `two.md`?"],
    );
}

#[test]
fn an_unknown_key_is_reported_with_a_suggestion() {
    let spoil = |press: &Press| press.write("book.yaml", YAML.replace("publisher", "publsher").as_bytes());
    let words =
        ["error[E0103]: unknown key `publsher`", "book.yaml:4:1", "did you mean `publisher`?", "^^^^^^^^"];
    spoiled(spoil, &["build"], 1, &words);
}

#[test]
fn a_missing_image_is_reported_at_its_line() {
    let spoil =
        |press: &Press| press.write("one.md", b"# One\n\nWords.\n\n![A map](map.png){alt=\"a map\"}\n");
    spoiled(spoil, &["build"], 1, &["error[E0201]: image `map.png` not found", "one.md:5:"]);
}

#[test]
fn a_hostile_picture_is_reported_by_its_name() {
    let photo = std::fs::read(root().join("tests/golden/every-block/images/photo.jpg")).expect("a picture");
    let disc = std::fs::read(root().join("tests/golden/every-block/images/disc.png")).expect("a picture");
    // The header claims 2,500 million pixels; its checksum is correct.
    let mut bomb = disc.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
    let sum = crc(&bomb[12..29]).to_be_bytes();
    bomb[29..33].copy_from_slice(&sum);
    let hostile: [(&str, &[u8], &str); 5] = [
        (
            "cut.jpg",
            &photo[..photo.len() / 2],
            "error[E0207]: image `cut.jpg` cannot be used: it is cut short",
        ),
        ("cut.png", &disc[..disc.len() / 2], "error[E0207]: image `cut.png` cannot be used"),
        (
            "bomb.png",
            &bomb,
            "error[E0205]: image `bomb.png` has more than 100 million pixels: 50000 by 50000",
        ),
        ("empty.png", b"", "error[E0208]: image `empty.png`"),
        ("bad.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "error[E0207]: image `bad.svg`"),
    ];
    for (name, bytes, words) in hostile {
        let text = format!("# One\n\n![a picture]({name})\n");
        let spoil = |press: &Press| {
            press.write(name, bytes);
            press.write("one.md", text.as_bytes());
        };
        spoiled(spoil, &["build"], 1, &[words, "one.md:3:"]);
    }
}

/// Returns the checksum of a PNG chunk (ISO/IEC 15948, annex D).
fn crc(data: &[u8]) -> u32 {
    !data.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| {
                if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 }
            },
        )
    })
}

#[test]
fn a_hostile_font_is_reported_by_its_name() {
    let whole =
        std::fs::read(root().join("fonts/libertinus-serif/LibertinusSerif-Regular.otf")).expect("a font");
    let renamed = |tag: &[u8; 4]| {
        let mut font = whole.clone();
        let at = font.windows(4).position(|window| window == b"CFF ").expect("outlines");
        font[at..at + 4].copy_from_slice(tag);
        font
    };
    // Every table is present, and the content of one is invalid.
    let at = whole.windows(4).position(|window| window == b"CFF ").expect("outlines");
    let start = u32::from_be_bytes(whole[at + 8..at + 12].try_into().expect("four bytes")) as usize;
    let mut spoilt_glyphs = whole.clone();
    spoilt_glyphs[start + 4..start + 400].fill(0x1F);
    let hostile = [
        ("bare.otf", renamed(b"xxxx")),
        ("new.otf", renamed(b"CFF2")),
        ("cut.otf", whole[..whole.len() / 3].to_vec()),
        ("head.otf", whole[..200].to_vec()),
        ("text.otf", b"no font at all".to_vec()),
        ("glyphs.otf", spoilt_glyphs),
    ];
    for (name, bytes) in hostile {
        let yaml = format!("{YAML}design: {{ fonts: [{name}], text: {{ family: Libertinus Serif }} }}\n");
        let spoil = |press: &Press| {
            press.write(name, &bytes);
            press.write("book.yaml", yaml.as_bytes());
        };
        let words = format!("error[E0209]: font `{name}`");
        spoiled(spoil, &["build"], 1, &[&words, "book.yaml:9:"]);
        spoiled(spoil, &["check"], 1, &[&words, "book.yaml:9:"]);
    }
}

#[test]
fn an_image_outside_the_root_is_refused() {
    // A path from `/` is resolved from the project's root only.
    let table = [("../../etc/passwd", "E0202"), ("/etc/passwd", "E0201"), ("%2e%2e/secret.png", "E0202")];
    for (path, code) in table {
        let text = format!("# One\n\nWords and ![x]({path}) more.\n");
        spoiled(|press| press.write("one.md", text.as_bytes()), &["build"], 1, &[code, "one.md:3:"]);
    }
}

#[test]
fn invalid_utf_8_is_reported_at_its_byte() {
    let spoil = |press: &Press| press.write("one.md", b"# One\n\nWords \xFF here.\n");
    spoiled(spoil, &["build"], 1, &["error[E0206]: chapter `one.md` is not valid UTF-8", "one.md:3:7"]);
}

#[test]
fn an_unwritable_output_is_reported_before_work_begins() {
    let spoil = |press: &Press| press.write("taken", b"a file where a folder should be");
    spoiled(spoil, &["build", "-o", "taken"], 3, &["error: cannot", "taken"]);
    let spoil = |press: &Press| press.write("deep/a-small-book.pdf/x", b"a folder where a book should be");
    spoiled(spoil, &["build", "-o", "deep"], 3, &["cannot write", "it is a folder"]);
}

#[test]
fn a_character_of_the_metadata_without_a_glyph_is_reported_where_it_is_written() {
    let press = Press::good();
    let of = |title: &str, author: &str, translator: &str| {
        let yaml = format!(
            "title: {title}\nlanguage: en-GB\nauthor: {author}\ncontributors:\n  - {{ name: {translator}, role: translator }}\n"
        );
        press.write("book.yaml", (yaml + "generate: [title-page]\n").as_bytes());
        let run = press.run(&["build", "-f", "pdf"]);
        assert_eq!(run.code, 1, "{}", run.err);
        run.err
    };
    let title = of("A 𓀀 Book", "An Author", "A Translator");
    assert!(title.contains("book.yaml:1:10"), "{title}");
    let author = of("A Book", "An 𓀀 Author", "A Translator");
    assert!(author.contains("book.yaml:3:12"), "{author}");
    let translator = of("A Book", "An Author", "A 𓀀 Translator");
    assert!(translator.contains("book.yaml:4:1"), "{translator}");
}

#[test]
fn a_character_without_a_glyph_is_an_error_with_its_places() {
    let spoil = |press: &Press| {
        let yaml = format!("{YAML}editions: [{{ format: pdf }}]\n");
        press.write("book.yaml", yaml.as_bytes());
        press.write("one.md", "# One\n\nA \u{E123} and a \u{E123}.\n".as_bytes());
    };
    spoiled(spoil, &["build"], 1, &["error[E0501]: no font has", "U+E123", "one.md:3:3", "one.md:3:11"]);
}

#[test]
fn an_unknown_standard_is_reported_with_a_suggestion() {
    let spoil = |press: &Press| {
        press.write("book.yaml", format!("{YAML}design: {{ pdf-standard: ua-1+a-2 }}\n").as_bytes());
    };
    let words = ["error[E0105]", "did you mean `ua-1+a-2a`?", "book.yaml:9:"];
    spoiled(spoil, &["build"], 1, &words);
    let run = Press::good().run(&["build", "--pdf-standard", "ua-3"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("ua-2+a-4"), "{}", run.err);
}

#[test]
fn a_standard_requested_by_name_makes_a_missing_alternative_text_an_error() {
    let picture =
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
    let spoil = |press: &Press| {
        press.write("dot.svg", picture);
        press.write("one.md", b"# One\n\nA dot ![](dot.svg) here.\n");
    };
    let words = ["error[E0509]", "`dot.svg` has no alternative text, which `ua-2+a-4` wants", "one.md:3:7"];
    spoiled(spoil, &["build", "--pdf-standard", "ua-2+a-4"], 1, &words);
    spoiled(spoil, &["check", "--pdf-standard", "ua-2+a-4"], 1, &words);
    let press = Press::good();
    spoil(&press);
    let run = press.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("warning[W0404]") && run.err.contains("does not claim to be PDF/UA"));
    assert_eq!(press.run(&["build", "-q", "--pdf-standard", "a-3a"]).code, 0);
}

#[test]
fn every_mistake_is_reported_in_one_run() {
    let spoil = |press: &Press| {
        press.write("book.yaml", YAML.replace("publisher", "publsher").as_bytes());
        press.write("one.md", b"# One\n\n@fig:none and [x](two.md) and ![y](no.png){alt=\"\"}[^n]\n");
    };
    spoiled(spoil, &["build"], 1, &["E0103", "E0402", "W0409", "E0201", "E0307"]);
}
