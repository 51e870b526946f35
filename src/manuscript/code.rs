//! Code blocks, with the language, name and caption in the info string of their fence.

use std::ops::Range;

use super::attributes::ParsedAttributes;
use super::braces;
use super::characters::clean;
use super::construct::Construct;
use super::events::EventText;
use super::reader::BlockReader;
use crate::book::{BlockKind, Inline, InlineKind, Key, Listing};
use crate::diag::{Code, Diagnostic};

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
        let named = info[..brace.unwrap_or(info.len())].split([' ', '\t', ',']).next().unwrap_or_default();
        let language = match named {
            "" if parsed.classes.is_empty() => None,
            "" => Some(parsed.classes.remove(0)),
            name => Some(name.to_owned()),
        };
        let listing = self.listing(&mut parsed, &fence);
        let attr = parsed.into_attr(Construct::CodeBlock, &mut self.report, fence);
        let end = range.start + self.source[range.clone()].trim_end().len();
        self.put(BlockKind::Code { language, text, listing }, attr, range.start..end);
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
        Listing { title, caption, number: None }
    }
}
