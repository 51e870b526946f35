//! Tests of pictures in all places: in a line, on separate lines, in cells, beside the text.

use crate::support::{Press, entries};

/// Returns a white PNG with this many pixels.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![255; (width * height) as usize]).expect("pixels");
    writer.finish().expect("an end");
    out
}

fn built(text: &str) -> (Vec<String>, String) {
    let press = Press::good();
    press.write("one.md", text.as_bytes());
    press.write("big.png", &png(800, 500));
    press.write("small.png", &png(16, 16));
    let run = press.run(&["build", "--emit", "layout"]);
    let books = press.books();
    let layout = books.iter().find(|(name, _)| name.ends_with(".layout.txt"));
    let layout = layout.unwrap_or_else(|| panic!("{}", run.err)).1;
    let pictures = String::from_utf8_lossy(layout)
        .lines()
        .filter_map(|line| line.split_once("picture ").map(|(_, size)| size.to_owned()))
        .collect();
    let epub = &books["a-small-book.epub"];
    let text = entries(epub).into_iter().find(|(name, _)| name.ends_with("one.xhtml")).expect("a chapter");
    (pictures, String::from_utf8_lossy(&text.1).into_owned())
}

#[test]
fn a_large_picture_is_readable_in_every_place() {
    for text in [
        "# One\n\nSee ![map](big.png) here.\n",
        "# One\n\n[![map](big.png)](https://x.example)\n",
        "# One\n\n- See\n  ![map](big.png)\n",
        "# One\n\n![map](big.png)\n*Its caption*\n",
    ] {
        let (pictures, xhtml) = built(text);
        let width: f64 = pictures[0].split('x').next().and_then(|width| width.parse().ok()).expect("a width");
        assert!(width > 200.0, "{text}: {pictures:?}");
        assert!(xhtml.contains("<span class=\"pictures\">"), "{xhtml}");
        assert!(!xhtml.contains("height: 2.00em"), "{xhtml}");
    }
}

#[test]
fn cells_and_sizes_hold_in_both_books() {
    let (pictures, xhtml) = built(
        "# One\n\n| a | b |\n|--|--|\n| ![a](big.png){width=45%} | ![b](big.png){width=45%} |\n\n\
         Text <img src=\"big.png\" alt=\"c\" width=\"160\"> and ![d](small.png) go on.\n\n![](big.png){height=1in alt=\"e\"}\n",
    );
    let sizes: Vec<(f64, f64)> = pictures
        .iter()
        .filter_map(|size| size.split_once('x'))
        .map(|(width, height)| (width.parse().expect("a width"), height.parse().expect("a height")))
        .collect();
    // Less than half of the measure each; 120 points of 160 pixels; a line; an inch.
    assert!(sizes.iter().take(2).all(|(width, _)| (40.0..100.0).contains(width)), "{sizes:?}");
    assert_eq!((sizes[2].0, sizes[4].1), (120.0, 72.0), "{sizes:?}");
    assert!(sizes[3].1 < 12.1, "{sizes:?}");
    assert!(xhtml.contains("width: 160px") && xhtml.contains("height: 1in; width: auto"), "{xhtml}");
}

#[test]
fn a_drawn_cover_without_glyphs_has_no_words() {
    let press = Press::with(&[
        ("book.yaml", "title: Test\nlanguage: en\nauthor: 山田\ndate: 2024\n"),
        ("one.md", "# One\n\nText.\n"),
    ]);
    let run = press.run(&["build", "-f", "epub"]);
    assert!(run.err.contains("W0216") && run.err.contains("drawn without words"), "{}", run.err);
}

#[test]
fn the_format_of_a_picture_is_that_of_its_content() {
    let press = Press::good();
    press.write("a.bmp", &png(400, 300));
    press.write("b.png", b"II*\0 a TIFF picture");
    press.write("b.jpg", b"%PDF-1.4");
    press.write("one.md", b"# One\n\n![A plan](a.bmp)\n\n![A field](b.png)\n");
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!run.err.contains("`a.bmp`"), "{}", run.err);
    assert!(
        run.err.contains("warning[W0217]: image `b.png` is a TIFF picture, which is not read"),
        "{}",
        run.err
    );
    let xhtml = entries(&press.books()["a-small-book.epub"]);
    let xhtml = xhtml.into_iter().find(|(name, _)| name.ends_with("one.xhtml")).expect("a chapter").1;
    let xhtml = String::from_utf8_lossy(&xhtml).into_owned();
    assert!(xhtml.matches("<img").count() == 1 && xhtml.contains("A field</figcaption>"), "{xhtml}");
}

#[test]
fn a_picture_in_an_unsupported_format_is_replaced_with_its_description() {
    let press = Press::good();
    press.write("chart.png", &png(400, 300));
    let text = "# One\n\nSo it begins.\n\nSee @fig:plan.\n\n![The plan](plan.pdf){#fig:plan}\n\n\
                Words ![a sketch](sketch.eps) and words.\n\n![The chart](chart.pdf){#fig:chart}\n\n\
                ![](bare.tif){alt=\"a bare field\"}\n\nSee @fig:chart.\n";
    press.write("one.md", text.as_bytes());
    let run = press.run(&["build", "--emit", "layout"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("warning[W0217]: image `plan.pdf` is a PDF document, which is not read"));
    let books = press.books();
    let xhtml = entries(&books["a-small-book.epub"]);
    let xhtml = xhtml.into_iter().find(|(name, _)| name.ends_with("one.xhtml")).expect("a chapter").1;
    let xhtml = String::from_utf8_lossy(&xhtml).into_owned();
    for words in [
        "Figure\u{a0}1</a>.",
        "The plan</figcaption>",
        "Words a sketch and words.",
        "<p>a bare field</p>",
        "chart.png",
        "Figure\u{a0}2</a>.",
    ] {
        assert!(xhtml.contains(words) || xhtml.contains(&words.replace('\u{a0}', " ")), "{words}: {xhtml}");
    }
    assert_eq!(xhtml.matches("<img").count(), 1, "{xhtml}");
    let layout = books.iter().find(|(name, _)| name.ends_with(".layout.txt")).expect("a layout").1;
    let layout = String::from_utf8_lossy(layout);
    assert!(layout.contains("plan") && layout.contains("sketch") && layout.contains("field"), "{layout}");
    // With `--strict` it is an error.
    assert_eq!(press.run(&["build", "--strict"]).code, 1);
}
