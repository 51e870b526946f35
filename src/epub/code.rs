//! Writes blocks of code as XHTML. Each line is an element of its own, so that the rest of a line that is too long
//! hangs further in than the line begins. Line ends are between these elements, so that the code is shown, copied
//! and read aloud as before where the stylesheet has no effect.

use std::ops::Range;

use super::attributes::class_name;
use super::writer::Writer;
use crate::book::{Attr, Block, Listing, TokenClass};
use crate::design::code::{TokenLook, look};

/// The maximum length of a line with an element of its own, in characters. Such an element is not divided between
/// pages, and in large letters on a phone a page has some twenty lines of twenty characters.
const MAX_LINE: usize = 400;

/// The classes of a line by its own indent: one more for every [`COLUMNS`].
const LINES: [&str; 7] = [
    "code-line",
    "code-line i1",
    "code-line i2",
    "code-line i3",
    "code-line i4",
    "code-line i5",
    "code-line i6",
];
const COLUMNS: usize = 2;
/// The columns of an indent that may not be followed by a line end: behind one so deep, a long word could go to the
/// next line, and the indent alone would look like an empty line.
const DEEP: usize = 8;

/// The characters of an indent.
const BLANKS: [char; 2] = [' ', '\t'];

impl Writer<'_> {
    /// Writes code, in a figure if it has a name or a caption.
    pub(super) fn code_block(
        &mut self,
        language: Option<&str>,
        text: &str,
        listing: &Listing,
        block: &Block,
    ) {
        let attr = &block.attr;
        let is_plain = listing.is_bare();
        // Code runs from left to right in every book; stylesheets of e-books may not say so (EPUB 3.3, section 6.3.1).
        let direction = self.layout.has_rtl().then_some(false);
        let numbered = if listing.first_number.is_some() { "numbered" } else { "" };
        if is_plain {
            self.out.open("pre").common_in(attr, numbered, direction);
        } else {
            self.out.open("figure").common(attr, "listing").line();
            if !listing.title.is_empty() {
                self.element("p", "label", &listing.title);
            }
            self.out.open("pre").common_in(&Attr::NONE, numbered, direction);
        }
        self.out.open("code");
        if let Some(language) = language {
            self.out.class(&format!("language-{}", class_name(language)));
        }
        self.enter(block.node, text);
        let mut start = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            self.code_line(text, (index, start..start + line.len()), listing);
            start += line.len();
        }
        // A last line that is empty has no end.
        if text.is_empty() || text.ends_with('\n') {
            self.code_line(text, (text.matches('\n').count(), text.len()..text.len()), listing);
        }
        self.out.close("code").close("pre").line();
        if is_plain {
            return;
        }
        if !listing.caption.is_empty() || listing.number.is_some() {
            self.caption("figcaption", listing.number.as_ref(), &listing.caption);
        }
        self.out.close("figure").line();
    }

    /// Writes a line with its end.
    fn code_line(&mut self, text: &str, (index, range): (usize, Range<usize>), listing: &Listing) {
        let line = &text[range.clone()];
        let (content, end) = line.strip_suffix('\n').map_or((line, ""), |content| (content, "\n"));
        let (number, is_marked) = (listing.number_of(index), listing.is_marked(index));
        let is_bare = number.is_none() && !is_marked;
        if is_bare && (content.is_empty() || content.chars().nth(MAX_LINE).is_some()) {
            return self.tokens(text, range, listing);
        }
        let columns = indent(content, self.layout.edition.design.spec.code.tab);
        let class = LINES[(columns / COLUMNS).min(LINES.len() - 1)];
        self.out.open("span");
        if is_marked {
            self.out.class(&format!("{class} marked"));
        } else {
            self.out.class(class);
        }
        // The stylesheet shows the number, so that it is no part of the text.
        self.out.optional("data-line", number);
        number.into_iter().for_each(|number| self.out.shows(&number.to_string()));
        let mut words = content;
        if columns >= DEEP {
            words = content.trim_start_matches(BLANKS);
            self.out.open("span").class("indent");
            self.marked_words(&content[..content.len() - words.len()]);
            self.out.close("span");
        }
        let behind = range.start + content.len();
        self.tokens(text, behind - words.len()..behind, listing);
        self.out.close("span");
        self.marked_words(end);
    }

    /// Writes a range of code with its tokens. Their elements have the look of tokens in every stylesheet, and only
    /// those are written that have one: the fewer parts a line has, the better it is read aloud.
    fn tokens(&mut self, text: &str, range: Range<usize>, listing: &Listing) {
        let mut plain = range.start..range.start;
        for (part, class) in listing.parts(range) {
            let look =
                class.and_then(|class| Some((class, look(class, &self.layout.edition.design.spec.code)?)));
            let Some((class, look)) = look else {
                plain.end = part.end;
                continue;
            };
            let before = std::mem::replace(&mut plain, part.end..part.end);
            if !before.is_empty() {
                self.marked_words(&text[before]);
            }
            let element = match look {
                TokenLook::Bold => "b",
                TokenLook::Italic => "i",
                TokenLook::Struck => "del",
            };
            self.out.open(element).class(token_class(class));
            self.marked_words(&text[part]);
            self.out.close(element);
        }
        if !plain.is_empty() {
            self.marked_words(&text[plain]);
        }
    }
}

/// Returns the class of the elements of tokens; empty for those that look like the code around them.
fn token_class(class: TokenClass) -> &'static str {
    match class {
        TokenClass::Comment => "hl-c",
        TokenClass::Doc => "hl-d",
        TokenClass::Keyword => "hl-k",
        TokenClass::Tag => "hl-t",
        TokenClass::Inserted => "hl-i",
        TokenClass::Deleted => "hl-x",
        TokenClass::String
        | TokenClass::Escape
        | TokenClass::Number
        | TokenClass::Type
        | TokenClass::Function
        | TokenClass::Variable
        | TokenClass::Attribute => "",
    }
}

/// Returns the number of columns before the first character of a line; `tab` is the distance of tab stops.
fn indent(line: &str, tab: usize) -> usize {
    let blanks = line.chars().take_while(|c| BLANKS.contains(c));
    blanks.fold(0, |column, c| if c == '\t' { (column / tab + 1) * tab } else { column + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_end_at_their_stops() {
        for (line, columns) in [("fn", 0), ("    x", 4), ("\tx", 4), ("  \tx", 4), ("\t x\t", 5), ("", 0)] {
            assert_eq!(indent(line, 4), columns, "{line:?}");
        }
    }
}
