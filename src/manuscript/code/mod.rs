//! Code blocks, with the language, name and caption in the info string of their fence.
//!
//! `lines` reads which lines are numbered and marked.

mod lines;

use std::ops::Range;

use crate::book::{BlockKind, Class, Inline, InlineKind, Key, Listing, Token};
use crate::diag::{Code, Diagnostic};
use crate::limits::{CODE_BYTES, CODE_LINE, CODE_RUN};
use crate::manuscript::attributes::ParsedAttributes;
use crate::manuscript::braces;
use crate::manuscript::characters::clean;
use crate::manuscript::construct::Construct;
use crate::manuscript::events::EventText;
use crate::manuscript::highlight::{self, Highlighted, LanguageName, NoGrammar};
use crate::manuscript::reader::BlockReader;
use crate::manuscript::report::excerpt;

impl BlockReader<'_> {
    /// Adds text to the open code block.
    pub(super) fn push_code(&mut self, text: EventText, range: Range<usize>) {
        let text = match text {
            EventText::Source { .. } => clean(&self.source[range]),
            EventText::Decoded(text) => clean(&text),
        };
        self.code.push_str(&text);
    }

    /// Ends the open code block, with the info string of its fence: `rust`, `{.rust #lst:x}` or both.
    pub(super) fn finish_code(&mut self, info: Option<&str>, range: Range<usize>) {
        let mut text = std::mem::take(&mut self.code);
        text.truncate(text.strip_suffix('\n').map_or(text.len(), str::len));
        let info = clean(info.unwrap_or_default().trim());
        let brace = info.find('{');
        let parsed = brace.and_then(|at| braces::parse(&info, at));
        let fence = range.start..range.start + self.source[range.clone()].find('\n').unwrap_or(range.len());
        if brace.is_some() && parsed.is_none() {
            let span = self.report.span(fence.clone());
            let help = "write them as `{.language #id key=\"value\"}`";
            self.report
                .add(Diagnostic::new(Code::BadAttributes, span, "attributes that cannot be read").help(help));
        }
        let mut parsed = parsed.map_or_else(ParsedAttributes::default, |(parsed, _)| parsed);
        let (first_number, marked) = lines::read(&mut parsed, &text, &mut self.report, &fence);
        let named = info[..brace.unwrap_or(info.len())].split([' ', '\t', ',']).next().unwrap_or_default();
        let language = match named {
            "" => self.class_of_language(&mut parsed),
            name => Some(name.to_owned()),
        };
        let mut listing = self.listing(&mut parsed, &fence);
        listing.tokens = self.tokens(language.as_deref(), &text, &fence);
        (listing.first_number, listing.marked) = (first_number, marked);
        let attr = parsed.into_attr(Construct::CodeBlock, &mut self.report, fence);
        let end = range.start + self.source[range.clone()].trim_end().len();
        self.put(BlockKind::Code { language, text, listing }, attr, range.start..end);
    }

    /// Takes the class that names the language: the first one that has no other meaning. pandoc writes another before it.
    fn class_of_language(&self, parsed: &mut ParsedAttributes) -> Option<String> {
        parsed.classes.retain(|class| class != "sourceCode");
        let is_other = |class: &String| {
            self.report.styled_classes.contains(class) || Class::ALL.iter().any(|known| known.name() == class)
        };
        let at = parsed.classes.iter().position(|class| !is_other(class))?;
        Some(parsed.classes.remove(at))
    }

    /// Returns the name and the caption of a code block. A name without spaces is taken as a file name and set as code.
    fn listing(&self, parsed: &mut ParsedAttributes, fence: &Range<usize>) -> Listing {
        let span = self.report.span(fence.clone());
        let title = match parsed.take_first(&[Key::Title, Key::Filename, Key::FileName]) {
            Some(name) if !name.contains(' ') => vec![Inline::new(InlineKind::Code(name), span)],
            Some(title) => self.attribute_text(&title, fence),
            None => Vec::new(),
        };
        let caption = parsed.take_first(&[Key::Caption, Key::LstCap]);
        let caption = caption.map_or_else(Vec::new, |caption| self.attribute_text(&caption, fence));
        Listing { title, caption, ..Listing::default() }
    }

    /// Returns the tokens of code, and reports why it has none; `place` is that of its language.
    pub(super) fn tokens(&mut self, language: Option<&str>, text: &str, place: &Range<usize>) -> Vec<Token> {
        let Some(language) = language.and_then(|name| self.grammar(name, place)) else { return Vec::new() };
        if text.len() > CODE_BYTES {
            let message = format!("code of more than {} kB set without highlighting", CODE_BYTES / 1024);
            self.not_highlighted(message, "divide it into several blocks", place);
            return Vec::new();
        }
        let Highlighted { tokens, long_line, costly_line } = highlight::highlight(language, text);
        if let Some(line) = long_line {
            let message = format!(
                "line {} of the code set without highlighting, as it has more than {CODE_LINE} characters or {CODE_RUN} equal \
                 ones side by side",
                line + 1
            );
            self.not_highlighted(message, "divide the line, or name no language", place);
        }
        if let Some(line) = costly_line {
            let message = format!(
                "the code from its line {} on set without highlighting, as it takes too much time",
                line + 1
            );
            self.not_highlighted(message, "divide that line, or name no language", place);
        }
        tokens
    }

    /// Returns the grammar of a language, if it has one. A name that is misspelt is reported where it is first written,
    /// since each block of a file may have it.
    fn grammar(&mut self, name: &str, place: &Range<usize>) -> Option<LanguageName> {
        if let Some(known) = self.languages.get(name) {
            return *known;
        }
        let found = LanguageName::find(name);
        if let Err(NoGrammar::Misspelt(meant)) = &found {
            let message = format!("language `{}` not known", excerpt(name));
            self.not_highlighted(message, format!("did you mean `{meant}`?"), place);
        }
        let grammar = found.ok();
        self.languages.insert(name.to_owned(), grammar);
        grammar
    }

    fn not_highlighted(&mut self, message: String, help: impl Into<String>, place: &Range<usize>) {
        let span = self.report.span(place.clone());
        self.report.add(Diagnostic::new(Code::NotHighlighted, span, message).help(help));
    }
}
