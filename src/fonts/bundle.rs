//! The faces in the binary, with the feature `bundled-fonts`. Their sources and licences are beside
//! them in `fonts/`.

use super::data::FontData;
use super::face::Face;

#[cfg(any(feature = "bundled-fonts", test))]
macro_rules! bundle {
    ($($path:literal,)*) => {
        &[$(include_bytes!(concat!("../../fonts/", $path)) as &[u8],)*]
    };
}

#[cfg(any(feature = "bundled-fonts", test))]
/// The files, in the order in which they are searched for a character: text, sans, code, Korean,
/// symbols, emoji.
const FILES: &[&[u8]] = bundle![
    "libertinus-serif/LibertinusSerif-Regular.otf",
    "libertinus-serif/LibertinusSerif-Italic.otf",
    "libertinus-serif/LibertinusSerif-Bold.otf",
    "libertinus-serif/LibertinusSerif-BoldItalic.otf",
    "source-sans-3/SourceSans3-Regular.otf",
    "source-sans-3/SourceSans3-It.otf",
    "source-sans-3/SourceSans3-Bold.otf",
    "source-sans-3/SourceSans3-BoldIt.otf",
    "source-code-pro/SourceCodePro-Regular.otf",
    "source-code-pro/SourceCodePro-It.otf",
    "source-code-pro/SourceCodePro-Bold.otf",
    "source-code-pro/SourceCodePro-BoldIt.otf",
    "noto-serif-kr/NotoSerifKR-Hangul-Regular.otf",
    "dejavu-sans-mono/DejaVuSansMono.ttf",
    "noto-emoji/NotoEmoji-Regular.ttf",
];

#[cfg(not(any(feature = "bundled-fonts", test)))]
const FILES: &[&[u8]] = &[];

/// Returns every bundled face.
pub(super) fn faces() -> impl Iterator<Item = Face> {
    FILES.iter().map(|data| Face::read(FontData::Bundled(data), 0).expect("a test reads every bundled face"))
}
