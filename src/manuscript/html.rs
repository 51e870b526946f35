//! Splits raw HTML into tags and text; nothing else in the crate uses html5ever. Entry points:
//! [`tokens`], [`char_ranges`].

use std::cell::{Cell, RefCell};
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token as Parsed, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::characters::clean;

/// The maximum length of a character reference in bytes.
const MAX_REFERENCE_BYTES: usize = 40;

/// A token of HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum HtmlToken {
    /// A start tag; names are in lower case.
    Start { name: String, attributes: Vec<(String, String)>, closed: bool },
    /// An end tag.
    End(String),
    /// Text, its character references decoded.
    Text(String),
    /// A comment.
    Comment,
    /// A tag that never ends.
    Broken,
}

/// Splits HTML into tokens, each with its range of bytes in `html`.
///
/// The tokenizer counts lines, not bytes. It is therefore fed one tag or one text at a time: the tokens
/// that it then emits are from there.
pub(super) fn tokens(html: &str) -> Vec<(HtmlToken, Range<usize>)> {
    let tokenizer = Tokenizer::new(
        TokenCollector::default(),
        TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() },
    );
    let input = BufferQueue::default();
    let mut fed = 0;
    while fed < html.len() {
        fed = feed_end(html, fed);
        tokenizer.sink.fed.set(fed);
        input.push_back(StrTendril::from_slice(&html[tokenizer.sink.given.get()..fed]));
        tokenizer.sink.given.set(fed);
        // The collector never requests that a script be run, so all of it is read at once.
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let rest = tokenizer.sink.taken.get();
    let mut tokens = tokenizer.sink.tokens.take();
    if !html[rest..].trim().is_empty() {
        tokens.push((HtmlToken::Broken, rest..html.len()));
    }
    tokens
}

/// Returns the end of the tag or text that begins at `start`: after the next `>`, or before the next
/// `<`.
fn feed_end(html: &str, start: usize) -> usize {
    let skip = usize::from(html[start..].starts_with('<'));
    match html[start + skip..].find(['<', '>']).map(|i| start + skip + i) {
        Some(at) if html.as_bytes()[at] == b'>' => at + 1,
        Some(at) => at,
        None => html.len(),
    }
}

/// Collects the tokens that the tokenizer emits.
#[derive(Default)]
struct TokenCollector {
    tokens: RefCell<Vec<(HtmlToken, Range<usize>)>>,
    /// Bytes given to the tokenizer.
    given: Cell<usize>,
    /// Bytes that the tokenizer may have read by now.
    fed: Cell<usize>,
    /// Bytes of the tokens so far.
    taken: Cell<usize>,
}

impl TokenSink for TokenCollector {
    type Handle = ();

    fn process_token(&self, token: Parsed, _line: u64) -> TokenSinkResult<()> {
        let mut raw = TokenSinkResult::Continue;
        let token = match token {
            Parsed::TagToken(tag) if tag.kind == TagKind::EndTag => HtmlToken::End(tag.name.to_string()),
            Parsed::TagToken(tag) => {
                raw = raw_text(&tag.name);
                let attribute = |a: &html5ever::Attribute| (a.name.local.to_string(), clean(&a.value));
                HtmlToken::Start {
                    name: tag.name.to_string(),
                    attributes: tag.attrs.iter().map(attribute).collect(),
                    closed: tag.self_closing,
                }
            }
            Parsed::CharacterTokens(text) => HtmlToken::Text(text.to_string()),
            Parsed::CommentToken(_) | Parsed::DoctypeToken(_) => HtmlToken::Comment,
            // NUL is kept until the text is read, so that every character has a place in the source.
            Parsed::NullCharacterToken => HtmlToken::Text("\0".to_owned()),
            Parsed::EOFToken | Parsed::ParseError(_) => return raw,
        };
        self.push(token);
        raw
    }
}

impl TokenCollector {
    fn push(&self, token: HtmlToken) {
        let range = self.taken.get()..self.fed.get();
        let mut tokens = self.tokens.borrow_mut();
        match (tokens.last_mut(), &token) {
            // Text comes in pieces if it contains character references, or what looks like a tag.
            (Some((HtmlToken::Text(text), whole)), HtmlToken::Text(more)) => {
                text.push_str(more);
                whole.end = range.end;
            }
            _ => tokens.push((token, range)),
        }
        self.taken.set(self.fed.get());
    }
}

/// Returns how to read the content after a start tag: in some elements it is all text, even if it looks
/// like tags.
fn raw_text(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
        "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

/// Returns for each character of a decoded text its range of bytes in the HTML that it was decoded
/// from, or the whole range if the two do not match.
pub(super) fn char_ranges(text: &str, html: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(text.len());
    let mut at = 0;
    let mut reference = None;
    for c in text.chars() {
        let rest = &html[at..];
        let verbatim = rest.starts_with(c);
        let replaced = replaced_length(rest, c);
        let length = match reference_length(rest).filter(|length| !verbatim || is_ampersand(&rest[..*length]))
        {
            Some(length) => length,
            None if verbatim => c.len_utf8(),
            None if replaced > 0 => replaced,
            // Some references are decoded to two characters.
            None => match reference.clone() {
                Some(range) => {
                    ranges.push(range);
                    continue;
                }
                None => return vec![0..html.len(); text.chars().count()],
            },
        };
        let range = at..at + length;
        at = range.end;
        reference = rest.starts_with('&').then(|| range.clone());
        ranges.push(range);
    }
    ranges
}

/// Returns the number of bytes that the tokenizer replaces with the character `by` (HTML, sections 13.2.3.5
/// and 13.2.5): line ends with carriage returns, and null characters in raw elements. Returns 0 for anything
/// else.
fn replaced_length(html: &str, by: char) -> usize {
    match by {
        '\n' if html.starts_with("\r\n") => 2,
        '\n' => usize::from(html.starts_with('\r')),
        '\u{FFFD}' => usize::from(html.starts_with('\0')),
        _ => 0,
    }
}

/// Returns the length of the character reference at the head of some HTML, if there is one.
pub(super) fn reference_length(html: &str) -> Option<usize> {
    let name = html.strip_prefix('&')?.bytes().take(MAX_REFERENCE_BYTES);
    let length = 1 + name.take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let has_end = html[length..].starts_with(';');
    (length > 1).then_some(length + usize::from(has_end))
}

/// Returns whether a character reference is that of `&` itself.
pub(super) fn is_ampersand(reference: &str) -> bool {
    let name = reference.trim_matches(['&', ';']);
    ["amp", "#38", "#x26"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        let one = |(token, range): (HtmlToken, Range<usize>)| match token {
            HtmlToken::Start { name, attributes, closed } => {
                format!("<{name} {attributes:?} {closed}> {range:?}")
            }
            HtmlToken::End(name) => format!("</{name}> {range:?}"),
            HtmlToken::Text(text) => format!("{text:?} {range:?}"),
            HtmlToken::Comment => format!("comment {range:?}"),
            HtmlToken::Broken => format!("broken {range:?}"),
        };
        tokens(html).into_iter().map(one).collect()
    }

    #[test]
    fn tokens_know_their_ranges() {
        assert_eq!(
            shown("<TD lang='he' a=\"1>2\">A &amp; B</td><br/>"),
            [
                r#"<td [("lang", "he"), ("a", "1>2")] false> 0..22"#,
                r#""A & B" 22..31"#,
                "</td> 31..36",
                "<br [] true> 36..41"
            ]
        );
    }

    #[test]
    fn scripts_and_comments_hide_their_tags() {
        assert_eq!(
            shown("<script>a<b>c</script><!-- <i> -->x"),
            [
                "<script [] false> 0..8",
                r#""a<b>c" 8..13"#,
                "</script> 13..22",
                "comment 22..34",
                r#""x" 34..35"#
            ]
        );
    }

    #[test]
    fn a_tag_without_an_end_is_a_token() {
        assert_eq!(shown("a<b c"), [r#""a" 0..1"#, "broken 1..5"]);
    }

    #[test]
    fn each_character_knows_its_range() {
        assert_eq!(char_ranges("a&<b", "a&amp;&lt;b"), [0..1, 1..6, 6..10, 10..11]);
        assert_eq!(
            char_ranges("&amp; &x", "&amp;amp; &x"),
            [0..5, 5..6, 6..7, 7..8, 8..9, 9..10, 10..11, 11..12]
        );
        assert_eq!(char_ranges("xy", "&nbsp;y"), [0..6, 6..7]);
        assert_eq!(char_ranges("ab", "ba"), [0..2, 0..2]);
    }
}
