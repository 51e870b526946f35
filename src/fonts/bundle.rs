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
/// The files, in the order in which they are searched for a character: a serif with many characters,
/// sans, code, the other families for text, Korean, symbols, mathematics, emoji.
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
    "eb-garamond/EBGaramond-Regular.otf",
    "eb-garamond/EBGaramond-Italic.otf",
    "eb-garamond/EBGaramond-Bold.otf",
    "eb-garamond/EBGaramond-BoldItalic.otf",
    "cochineal/Cochineal-Roman.otf",
    "cochineal/Cochineal-Italic.otf",
    "cochineal/Cochineal-Bold.otf",
    "cochineal/Cochineal-BoldItalic.otf",
    "cormorant-garamond/CormorantGaramond-Regular.ttf",
    "cormorant-garamond/CormorantGaramond-Italic.ttf",
    "cormorant-garamond/CormorantGaramond-Bold.ttf",
    "cormorant-garamond/CormorantGaramond-BoldItalic.ttf",
    "literata/Literata-Regular.ttf",
    "literata/Literata-Italic.ttf",
    "literata/Literata-Bold.ttf",
    "literata/Literata-BoldItalic.ttf",
    "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.otf",
    "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Italic.otf",
    "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Bold.otf",
    "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-BoldItalic.otf",
    "noto-serif-kr/NotoSerifKR-Hangul-Regular.otf",
    "dejavu-sans-mono/DejaVuSansMono.ttf",
    "libertinus-math/LibertinusMath-Regular.otf",
    "pressmark-math-symbols/PressmarkMathSymbols-Regular.otf",
    "noto-emoji/NotoEmoji-Regular.ttf",
];

#[cfg(not(any(feature = "bundled-fonts", test)))]
const FILES: &[&[u8]] = &[];

/// Returns every bundled face.
pub(super) fn faces() -> impl Iterator<Item = Face> {
    FILES.iter().map(|data| Face::read(FontData::Bundled(data), 0).expect("a test reads every bundled face"))
}
