//! Pictures of pixels that are broken, or would take the memory of the machine.

use crate::support::{Press, Run, YAML, root};

/// Returns the result of building a book with one picture.
fn build(name: &str, picture: &[u8]) -> Run {
    let press = Press::with(&[("book.yaml", YAML), ("one.md", &format!("# One\n\n![a]({name})\n"))]);
    press.write(name, picture);
    press.run(&["build"])
}

#[test]
fn corrupt_jpeg() {
    let whole =
        std::fs::read(root().join("tests/golden/every-block/images/photo.jpg")).expect("a photograph");
    assert_eq!(build("p.jpg", &whole).code, 0);
    let middle = whole.len() / 2;
    let cut = [&whole[..middle], b"\xFF\xD9"].concat();
    let holed = [&whole[..middle], &whole[middle + 40..]].concat();
    let mut spoiled = whole.clone();
    spoiled[middle..middle + 40].fill(0xFF);
    for broken in [cut, holed, spoiled] {
        let run = build("p.jpg", &broken);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(
            run.err.contains("error[E0207]: image `p.jpg` cannot be used: it is cut short"),
            "{}",
            run.err
        );
    }
}

/// Returns a grey PNG of one byte of data for each row, which is wrong only in its size.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, 1);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![0; width as usize]).expect("a row");
    writer.finish().expect("a file");
    file[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = flate2::Crc::new();
    let crc = {
        let mut crc = crc;
        crc.update(&file[12..29]);
        crc.sum()
    };
    file[29..33].copy_from_slice(&crc.to_be_bytes());
    file
}

#[test]
fn png_tall() {
    let run = build("a.png", &png(1, 99_000_000));
    assert_eq!(run.code, 1, "{}", run.err);
    let message = "error[E0205]: image `a.png` is 1 by 99000000 pixels, more than 65535 on one side";
    assert!(run.err.contains(message), "{}", run.err);
}

/// Returns a chunk of a PNG.
fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(&kind);
    crc.update(data);
    let length = u32::try_from(data.len()).expect("a short chunk").to_be_bytes();
    [&length, &kind[..], data, &crc.sum().to_be_bytes()].concat()
}

/// Returns so many zeros, deflated: a thousandth of them.
fn zeros(count: u64) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::copy(&mut std::io::Read::take(std::io::repeat(0), count), &mut encoder).expect("zeros");
    encoder.finish().expect("zeros")
}

/// Returns a GIF of one pixel with frames of this size, without their pixels.
fn gif(canvas: u16, side: u16, frames: usize) -> Vec<u8> {
    let [canvas, side] = [canvas, side].map(u16::to_le_bytes);
    let head = [b"GIF89a", &canvas[..], &canvas, b"\xF0\0\0\0\0\0\xFF\xFF\xFF"].concat();
    let frame = [b"!\xF9\x04\0\x0A\0\0\0,\0\0\0\0", &side[..], &side, b"\0\x02\x02\x44\x01\0"].concat();
    [head, frame.repeat(frames), b";".to_vec()].concat()
}

/// Builds a book with one picture and 120 MB of memory.
fn build_in_little_memory(name: &str, picture: &[u8]) -> Run {
    let press = Press::with(&[("book.yaml", YAML), ("one.md", &format!("# One\n\n![a]({name})\n"))]);
    press.write(name, picture);
    press.run(&["build", "--timeout", "60s", "--max-memory", "120M"])
}

#[test]
fn case_11_a_picture_that_is_too_large_is_refused_by_its_header() {
    let mut photograph =
        std::fs::read(root().join("tests/golden/every-block/images/photo.jpg")).expect("a photograph");
    let frame = photograph.windows(2).position(|word| matches!(word, b"\xFF\xC0" | b"\xFF\xC2"));
    let at = frame.expect("a frame") + 5;
    photograph[at..at + 4].copy_from_slice(&[0xFD, 0xE8, 0xFD, 0xE8]);
    let webp = [&b"RIFF\x24\0\0\0WEBPVP8L\x18\0\0\0\x2F"[..], &[0xFE, 0xBF, 0xFF, 0x0F], &[0; 20]].concat();
    let large = [
        ("a.png", png(50_000, 50_000), "more than 100 million pixels: 50000 by 50000"),
        ("a.jpg", photograph, "more than 100 million pixels: 65000 by 65000"),
        ("a.gif", gif(65_000, 65_000, 1), "more than 100 million pixels: 65000 by 65000"),
        ("a.webp", webp, "more than 100 million pixels: 16383 by 16383"),
        ("b.gif", gif(1, 65_000, 1), "its frame is larger than the picture"),
    ];
    for (name, picture, message) in large {
        let run = build_in_little_memory(name, &picture);
        assert_eq!(run.code, 1, "{name}: {}", run.err);
        assert!(run.err.contains(message) && run.err.contains(&format!("image `{name}`")), "{}", run.err);
    }
}

#[test]
fn case_11_what_expands_in_a_picture_is_not_read() {
    let rows = zeros(20);
    let with = |kind: [u8; 4], data: &[u8]| {
        let size = b"\0\0\0\x04\0\0\0\x04\x08\0\0\0\0";
        let chunks = [chunk(*b"IHDR", size), chunk(kind, data), chunk(*b"IDAT", &rows), chunk(*b"IEND", b"")];
        [&b"\x89PNG\r\n\x1A\n"[..], &chunks.concat()].concat()
    };
    let bomb = zeros(300_000_000);
    let expanding = [
        ("text", with(*b"zTXt", &[b"a\0\0", &bomb[..]].concat())),
        ("international text", with(*b"iTXt", &[b"a\0\x01\0\0\0", &bomb[..]].concat())),
        ("profile", with(*b"iCCP", &[b"a\0\0", &bomb[..]].concat())),
        ("frames", gif(1, 1, 100_000)),
    ];
    for (name, picture) in expanding {
        let run = build_in_little_memory("a.x", &picture);
        assert_eq!(run.code, 0, "{name}: {}", run.err);
    }
    // Rows behind the last are an error or left alone.
    let run = build_in_little_memory("a.png", &with(*b"IDAT", &bomb));
    assert!(matches!(run.code, 0 | 1), "{}", run.err);
    let run = build_in_little_memory("a.tif", b"II*\0\x08\0\0\0\xFF\xFF");
    assert!(run.code == 0 && run.err.contains("is a TIFF picture, which is not read"), "{}", run.err);
}

/// Returns copies of a file that are cut short, and copies with flipped bits; about `count` of each.
fn spoiled(whole: &[u8], count: usize) -> Vec<Vec<u8>> {
    let step = whole.len().div_ceil(count).max(1);
    let cuts = (0..whole.len()).step_by(step).map(|length| whole[..length].to_vec());
    let flips = (0..whole.len()).step_by(step).map(|at| {
        let mut flipped = whole.to_vec();
        flipped[at] ^= 0x80 >> (at % 8);
        flipped
    });
    cuts.chain(flips).collect()
}

/// The first bytes of a file are its tables, in which most mistakes are made.
fn spoiled_with_head(whole: &[u8]) -> Vec<Vec<u8>> {
    let head = spoiled(&whole[..whole.len().min(400)], 20).into_iter().map(|head| {
        let rest = whole.get(head.len()..).unwrap_or_default();
        [&head, rest].concat()
    });
    head.chain(spoiled(whole, 12)).collect()
}

#[test]
fn case_12_broken_pictures_and_fonts_are_named_or_shown() {
    let files = [
        "tests/golden/pictures/images/cmyk.jpg",
        "tests/golden/pictures/images/deep.png",
        "tests/golden/pictures/images/interlaced.png",
        "tests/golden/pictures/images/still.gif",
        "tests/golden/pictures/images/still.webp",
        "tests/golden/pictures/images/sideways.jpg",
    ];
    // Many pictures in one book, each with its own message.
    for file in files {
        let whole = std::fs::read(root().join(file)).expect("a picture");
        let copies = spoiled_with_head(&whole);
        let text = (0..copies.len()).map(|at| format!("![a](p{at}.x)\n\n")).collect::<Vec<_>>().concat();
        let press = Press::with(&[("book.yaml", YAML), ("one.md", &format!("# One\n\n{text}"))]);
        for (at, copy) in copies.iter().enumerate() {
            press.write(&format!("p{at}.x"), copy);
        }
        let run = press.run(&["build", "--verbose", "--max-memory", "1G", "--timeout", "120s"]);
        assert!(run.code == 1 && !run.err.contains("panicked"), "{file}: {}", run.err);
        for error in run.err.lines().filter(|line| line.starts_with("error")) {
            assert!(error.contains("image `p") && error.contains(".x`"), "{file}: {error}");
        }
    }
}

#[test]
fn case_12_broken_fonts_are_named_or_used() {
    let folder = root().join("tests/fuzz/seeds/font");
    let fonts = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a font").path());
    for font in fonts.take(3) {
        let whole = std::fs::read(&font).expect("a font");
        for copy in spoiled(&whole, 12) {
            let press = Press::good();
            press.write("book.yaml", format!("{YAML}design: {{fonts: [own.otf]}}\n").as_bytes());
            press.write("own.otf", &copy);
            let run = press.run(&["build", "--max-memory", "1G", "--timeout", "60s"]);
            assert!(matches!(run.code, 0 | 1), "{}: {}", font.display(), run.err);
            assert!(run.code == 0 || run.err.contains("own.otf"), "{}: {}", font.display(), run.err);
        }
    }
}

#[test]
fn case_12_a_wrong_extension_means_nothing() {
    for file in ["cmyk.jpg", "deep.png", "interlaced.png", "still.gif", "still.webp", "sideways.jpg"] {
        let picture =
            std::fs::read(root().join("tests/golden/pictures/images").join(file)).expect("a picture");
        for name in ["a.png", "a.jpg", "a.svg", "a"] {
            let run = build(name, &picture);
            assert_eq!(run.code, 0, "{file} as {name}: {}", run.err);
        }
    }
}
