//! Removes diagnostics that are only consequences of another: correcting that one corrects both. Entry
//! point: [`drop_consequences`].

use super::code::Code;
use super::diagnostic::Diagnostic;

/// The codes of errors about a file that cannot be read.
const UNREAD: [Code; 9] = [
    Code::FileNotFound,
    Code::OutsideRoot,
    Code::NotAFile,
    Code::RemoteFile,
    Code::TooLarge,
    Code::InvalidUtf8,
    Code::UnsupportedImage,
    Code::Unreadable,
    Code::SymbolicLink,
];

/// Removes the diagnostics that are only consequences of another one in the list. If there was an
/// error, one remains.
pub fn drop_consequences(diagnostics: &mut Vec<Diagnostic>) {
    let has = |test: &dyn Fn(&Diagnostic) -> bool| diagnostics.iter().any(test);
    let unread =
        |kind: &str| has(&|d| d.is_error() && UNREAD.contains(&d.code) && d.message.starts_with(kind));
    // A book of chapters that could not be read is not a book without chapters.
    let chapters = unread("chapter ") || has(&|d| d.code == Code::YamlSyntax);
    // Without a font that the author lists, characters seem to have no glyph.
    let fonts = unread("font ") || has(&|d| matches!(d.code, Code::BrokenFont | Code::UnknownFamily));
    // Pages will change once the error that prevents the PDF is corrected.
    let unmade = has(&|d| d.is_error() && d.code != Code::PageDefect);
    diagnostics.retain(|diagnostic| match diagnostic.code {
        Code::NoChapters => !chapters,
        Code::PageDefect => !unmade,
        Code::MissingGlyph => !fonts,
        _ => true,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(all: &[(Code, &str)]) -> Vec<Code> {
        let mut all: Vec<_> = all.iter().map(|(code, text)| Diagnostic::new(*code, None, *text)).collect();
        drop_consequences(&mut all);
        all.iter().map(|diagnostic| diagnostic.code).collect()
    }

    #[test]
    fn consequences_of_another_mistake_are_left_out() {
        let none = (Code::NoChapters, "the book has no chapters");
        assert_eq!(left(&[(Code::FileNotFound, "chapter `a.md` not found"), none]), [Code::FileNotFound]);
        assert_eq!(left(&[(Code::FileNotFound, "image `a.png` not found"), none]).len(), 2);
        let glyph = (Code::MissingGlyph, "no font has `漢`");
        assert_eq!(left(&[(Code::BrokenFont, "font `a.ttf` cannot be used"), glyph]), [Code::BrokenFont]);
        assert_eq!(left(&[(Code::UnknownFamily, "no font family `X`"), glyph]), [Code::UnknownFamily]);
        assert_eq!(left(&[glyph, none]).len(), 2);
        let page = (Code::PageDefect, "page 3 ends too early");
        assert_eq!(left(&[page, glyph]), [Code::MissingGlyph]);
        assert_eq!(left(&[page, (Code::DeadLink, "link to `a`")]).len(), 2);
    }
}
