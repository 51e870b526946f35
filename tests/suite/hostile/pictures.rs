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
