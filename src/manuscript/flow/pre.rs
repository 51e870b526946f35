//! `<pre>`: its text unchanged, up to its end tag.

use std::ops::Range;

use crate::book::{BlockKind, Listing};
use crate::manuscript::characters::clean;
use crate::manuscript::html::HtmlToken;
use crate::manuscript::reader::BlockReader;
use crate::manuscript::tags;

impl BlockReader<'_> {
    /// Reads a `<pre>` element, whose start tag is at `start`.
    pub(super) fn pre(
        &mut self,
        name: &str,
        attributes: Vec<(String, String)>,
        tokens: &mut impl Iterator<Item = (HtmlToken, Range<usize>)>,
        start: Range<usize>,
    ) {
        self.end_paragraph();
        let tag = tags::tag(name, attributes, &mut self.report, &start);
        let (mut text, mut language, mut ended) = (String::new(), None, false);
        for (token, _) in tokens {
            match token {
                HtmlToken::Text(more) => text.push_str(&clean(&more)),
                HtmlToken::Start { name, .. } if name == "br" => text.push('\n'),
                HtmlToken::Start { name, attributes, .. } if name == "code" => {
                    let classes = attributes.iter().filter(|(key, _)| key == "class").map(|(_, value)| value);
                    let mut named = classes.flat_map(|value| value.split_whitespace());
                    let prefixed = |class: &'_ str| {
                        class.strip_prefix("language-").or(class.strip_prefix("lang-")).map(str::to_owned)
                    };
                    language = named.find_map(prefixed);
                }
                HtmlToken::End(end) if end == name => {
                    ended = true;
                    break;
                }
                _ => {}
            }
        }
        if !ended {
            self.report.html(start.clone(), format!("`<{name}>` is never closed"));
        }
        // HTML, section 13.2.6.4.7: a line end directly after the tag is not part of the text.
        let text = text.strip_prefix('\n').unwrap_or(&text);
        let text = text.strip_suffix('\n').unwrap_or(text).to_owned();
        let tokens = self.tokens(language.as_deref(), &text, &start);
        let listing = Listing { tokens, ..Listing::default() };
        self.put(BlockKind::Code { language, text, listing }, tag.attr, start);
    }
}
