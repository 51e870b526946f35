//! Raw HTML cut into tags and text; nothing else knows html5ever. Entry point: [`tokens`].

use std::cell::{Cell, RefCell};
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token as Parsed, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::characters::clean;

/// A piece of HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token {
    /// A start tag; names are in lower case.
    Start { name: String, attributes: Vec<(String, String)>, closed: bool },
    /// An end tag.
    End(String),
    /// Text, its entities decoded.
    Text(String),
    /// A comment.
    Comment,
    /// A tag that never ends.
    Broken,
}

/// Cuts HTML into tokens, each with the bytes of `html` that it came from.
///
/// The tokenizer counts lines, not bytes. It is therefore fed a tag or a text at a time: what it hands
/// over then came from there.
pub(super) fn tokens(html: &str) -> Vec<(Token, Range<usize>)> {
    let tokenizer =
        Tokenizer::new(Sink::default(), TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() });
    let input = BufferQueue::default();
    let mut fed = 0;
    while fed < html.len() {
        fed = feed_end(html, fed);
        tokenizer.sink.fed.set(fed);
        input.push_back(StrTendril::from_slice(&html[tokenizer.sink.given.get()..fed]));
        tokenizer.sink.given.set(fed);
        // The sink asks for no script to be run, so the whole chunk is read at once.
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let rest = tokenizer.sink.taken.get();
    let mut tokens = tokenizer.sink.tokens.take();
    if !html[rest..].trim().is_empty() {
        tokens.push((Token::Broken, rest..html.len()));
    }
    tokens
}

/// Where the piece that begins at `start` ends: behind the next `>`, or before the next `<`.
fn feed_end(html: &str, start: usize) -> usize {
    let skip = usize::from(html[start..].starts_with('<'));
    match html[start + skip..].find(['<', '>']).map(|i| start + skip + i) {
        Some(at) if html.as_bytes()[at] == b'>' => at + 1,
        Some(at) => at,
        None => html.len(),
    }
}

#[derive(Default)]
struct Sink {
    tokens: RefCell<Vec<(Token, Range<usize>)>>,
    /// Bytes handed to the tokenizer.
    given: Cell<usize>,
    fed: Cell<usize>,
    /// Bytes that tokens account for.
    taken: Cell<usize>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Parsed, _line: u64) -> TokenSinkResult<()> {
        let mut raw = TokenSinkResult::Continue;
        let token = match token {
            Parsed::TagToken(tag) if tag.kind == TagKind::EndTag => Token::End(tag.name.to_string()),
            Parsed::TagToken(tag) => {
                raw = raw_text(&tag.name);
                let attribute = |a: &html5ever::Attribute| (a.name.local.to_string(), clean(&a.value));
                Token::Start {
                    name: tag.name.to_string(),
                    attributes: tag.attrs.iter().map(attribute).collect(),
                    closed: tag.self_closing,
                }
            }
            Parsed::CharacterTokens(text) => Token::Text(text.to_string()),
            Parsed::CommentToken(_) | Parsed::DoctypeToken(_) => Token::Comment,
            Parsed::NullCharacterToken | Parsed::EOFToken | Parsed::ParseError(_) => return raw,
        };
        self.push(token);
        raw
    }
}

impl Sink {
    fn push(&self, token: Token) {
        let range = self.taken.get()..self.fed.get();
        let mut tokens = self.tokens.borrow_mut();
        match (tokens.last_mut(), &token) {
            // Text comes in pieces when it holds entities, or what looks like a tag.
            (Some((Token::Text(text), whole)), Token::Text(more)) => {
                text.push_str(more);
                whole.end = range.end;
            }
            _ => tokens.push((token, range)),
        }
        self.taken.set(self.fed.get());
    }
}

/// Elements whose content is text whatever it looks like.
fn raw_text(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
        "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        let one = |(token, range): (Token, Range<usize>)| match token {
            Token::Start { name, attributes, closed } => {
                format!("<{name} {attributes:?} {closed}> {range:?}")
            }
            Token::End(name) => format!("</{name}> {range:?}"),
            Token::Text(text) => format!("{text:?} {range:?}"),
            Token::Comment => format!("comment {range:?}"),
            Token::Broken => format!("broken {range:?}"),
        };
        tokens(html).into_iter().map(one).collect()
    }

    #[test]
    fn tokens_know_where_they_stand() {
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
    fn a_tag_without_end_is_told() {
        assert_eq!(shown("a<b c"), [r#""a" 0..1"#, "broken 1..5"]);
    }
}
