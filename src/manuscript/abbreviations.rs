//! Reads the definitions of abbreviations (`*[DOI]: digital object identifier`), and marks abbreviations in the text.
//! Entry points: [`definitions`], [`mark`].
//!
//! As in Markdown Extra and kramdown, a definition is a line of its own and holds for the whole file.

use super::display::inline_text;
use super::fences::PreparedText;
use super::origins::skip;
use crate::book::key_trie::KeyTrie;
use crate::book::visit::{self, Editor};
use crate::book::{
    Abbreviation, Block, BlockKind, Inline, InlineKind, SpanRole, Target, WrittenNote, addresses, plain_text,
};
use crate::diag::{FileId, Span};
use crate::lang::LangTag;

/// Returns the abbreviations that the lines of a file define.
pub(super) fn definitions(
    file: FileId,
    source: &str,
    prepared: &PreparedText,
    lang: &LangTag,
) -> Vec<Abbreviation> {
    let read = |line: &super::fences::DefinitionLine| Abbreviation {
        key: source[line.key.clone()].trim().to_owned(),
        expansion: inline_text(
            &source[line.expansion.clone()],
            lang,
            Span::new(file, line.expansion.clone()),
        ),
        span: Span::new(file, line.line.clone()),
    };
    prepared.abbreviations.iter().map(read).collect()
}

/// Marks each abbreviation in the text of blocks and notes, except in titles, code, formulas and addresses, and in text
/// of another language.
pub(super) fn mark<'a>(
    blocks: &mut [Block],
    notes: &mut [WrittenNote],
    keys: impl Iterator<Item = &'a str>,
    source: &str,
) {
    let mut marker = AbbreviationMarker { keys: KeyTrie::new(keys), source, last: None, foreign: 0 };
    if marker.keys.is_empty() {
        return;
    }
    visit::edit_blocks(blocks, &mut marker);
    notes.iter_mut().for_each(|note| visit::edit_blocks(&mut note.blocks, &mut marker));
}

struct AbbreviationMarker<'a> {
    keys: KeyTrie,
    source: &'a str,
    /// The last character of the running text.
    last: Option<char>,
    /// How many blocks in a language of their own contain the place of the walk.
    foreign: usize,
}

impl Editor for AbbreviationMarker<'_> {
    fn block(&mut self, block: &mut Block) {
        self.foreign += usize::from(block.attr.lang().is_some());
        if self.foreign > 0 || matches!(block.kind, BlockKind::Heading { .. } | BlockKind::TitleLine(..)) {
            return;
        }
        for text in visit::own_texts(&mut block.kind) {
            self.last = None;
            self.text(text);
        }
    }

    fn leave(&mut self, block: &mut Block) {
        self.foreign -= usize::from(block.attr.lang().is_some());
    }
}

impl AbbreviationMarker<'_> {
    fn text(&mut self, list: &mut Vec<Inline>) {
        let mut inlines = std::mem::take(list).into_iter().peekable();
        while let Some(mut inline) = inlines.next() {
            let InlineKind::Text(text) = &inline.kind else {
                self.within(&mut inline);
                list.push(inline);
                continue;
            };
            let after = inlines.peek().and_then(|next| plain_text(std::slice::from_ref(next)).chars().next());
            let found = self.keys.find(text, self.last, after);
            self.last = text.chars().next_back().or(self.last);
            if found.is_empty() || inline.attr.get().is_some() {
                list.push(inline);
            } else {
                list.extend(self.parts(text, inline.span, &found));
            }
        }
    }

    /// Marks the abbreviations in what an inline wraps.
    fn within(&mut self, inline: &mut Inline) {
        let is_literal = matches!(
            inline.kind,
            InlineKind::Span(SpanRole::Abbreviation | SpanRole::Keys | SpanRole::Machine, _)
        );
        let is_address = |words: &str, address: &str| words == address || addresses::is_address(words);
        let shows_address = matches!(&inline.kind, InlineKind::Link { to: Target::External(address), text, .. }
            if is_address(&plain_text(text), address));
        let is_closed = is_literal || shows_address || inline.attr.lang().is_some();
        match inline.kind.inner_mut() {
            Some(inner) if !is_closed => self.text(inner),
            _ => self.last = plain_text(std::slice::from_ref(inline)).chars().next_back(),
        }
    }

    /// Divides a text at the ranges of abbreviations in it.
    fn parts(&self, text: &str, span: Span, found: &[std::ops::Range<usize>]) -> Vec<Inline> {
        let mut parts = Vec::with_capacity(2 * found.len() + 1);
        let (mut written, mut rest) = (0, span);
        let mut part = |end: usize, is_key: bool| {
            let piece = &text[written..end];
            let next =
                if end == text.len() { span.end } else { skip(self.source, rest, piece).min(span.end) };
            let place = Span { end: next, ..rest };
            if is_key {
                let inner = vec![Inline::text(piece, place)];
                parts.push(Inline::new(InlineKind::Span(SpanRole::Abbreviation, inner), place));
            } else if !piece.is_empty() {
                parts.push(Inline::text(piece, place));
            }
            (written, rest) = (end, Span { start: next, ..rest });
        };
        for range in found {
            part(range.start, false);
            part(range.end, true);
        }
        part(text.len(), false);
        parts
    }
}

#[cfg(test)]
mod tests {
    use crate::book::visit::{self, Visitor};
    use crate::book::{Inline, InlineKind};
    use crate::manuscript::tests::show::{blocks, faults, manuscript};

    const DOI: &str = "\n\n*[DOI]: digital object\n";

    fn marked(text: &str) -> String {
        blocks(&format!("{text}{DOI}"))
    }

    #[test]
    fn abbreviations_of_the_file_are_marked_in_its_text() {
        assert_eq!(marked("A DOI, *the DOI*\n"), "P(A <Abbreviation DOI>, <em the <Abbreviation DOI>>)");
        assert_eq!(marked("> DOI"), "Quote(P(<Abbreviation DOI>))");
        assert_eq!(marked("DOI\n: x DOI"), "DL(<Abbreviation DOI>: P(x <Abbreviation DOI>))");
        assert_eq!(
            marked("x*DOI* *DOI*x DOI*s*"),
            "P(x<em DOI> <em DOI>x DOI<em s>)".replace("<em DOI>x DOI", "<em <Abbreviation DOI>>x DOI")
        );
        for text in [
            "`DOI`",
            "$DOI$",
            "DOIs",
            "<https://doi.org/DOI>",
            "[DOI]{.abbr}",
            "[DOI]{lang=de}",
            "<kbd>DOI</kbd>",
        ] {
            let (marked, plain) = (marked(text), blocks(text));
            assert_eq!(marked, plain, "{text}");
        }
        assert_eq!(marked("# DOI"), blocks("# DOI"));
        assert_eq!(marked("[DOI](https://a.org)"), "P(<a out https://a.org: <Abbreviation DOI>>)");
    }

    #[test]
    fn definitions_are_no_text_and_code_is_no_definition() {
        assert_eq!(
            blocks("a\n*[b]: c *d*\ne\n\n- f\n\n  *[b]: c *d*\n"),
            "P(a)\nP(e)\nUL(P(f))".replace("UL(P(f))", &blocks("- f\n"))
        );
        let code = "```\n*[b]: c\n```\n";
        assert!(
            blocks(code).contains("*[b]: c") && manuscript(code, "en", "").value.abbreviations.is_empty()
        );
        let fenced = "- a\n\n  ~~~~\n  *[b]: c\n  ~~~~\n\n<!--\n*[d]: e\n-->\n";
        assert!(
            blocks(fenced).contains("*[b]: c") && manuscript(fenced, "en", "").value.abbreviations.is_empty()
        );
        assert_eq!(faults("*[b]: c\n"), Vec::<String>::new());
    }

    /// Texts with their sources.
    struct Places<'a>(&'a str, Vec<(String, &'a str)>);
    impl Visitor<'_> for Places<'_> {
        fn inline(&mut self, inline: &Inline) {
            if let InlineKind::Text(text) = &inline.kind {
                self.1.push((text.clone(), &self.0[inline.span.range()]));
            }
        }
    }

    #[test]
    fn parts_of_a_text_keep_their_places() {
        let text = format!("\"DOI\" -- DOI and *it's\nDOI* &amp; DOI...{DOI}");
        let read = manuscript(&text, "en", "").value;
        let mut places = Places(&text, Vec::new());
        visit::blocks(&read.blocks, &mut places);
        let found: Vec<_> = places.1.iter().map(|(text, place)| (text.as_str(), *place)).collect();
        let expected = [
            ("“", "\""),
            ("DOI", "DOI"),
            ("” – ", "\" -- "),
            ("DOI", "DOI"),
            (" and ", " and "),
            ("it’s ", "it's\n"),
            ("DOI", "DOI"),
            (" & ", " &amp; "),
            ("DOI", "DOI"),
            ("…", "..."),
        ];
        assert_eq!(found, expected);
    }
}
