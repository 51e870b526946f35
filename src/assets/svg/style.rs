//! The style of a drawing, rewritten token by token without what fetches something. Entry points: [`sheet`] for
//! style sheets, [`attribute`] for `style` attributes, [`value`] for other attributes.

use std::borrow::Cow;

use super::css::{self, Token};
use super::ids::SvgIds;

/// The functions that values may have: none takes an address, except `url`, which is checked.
const FUNCTIONS: &[&str] = &[
    "url",
    "var",
    "calc",
    "min",
    "max",
    "clamp",
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "color",
    "color-mix",
    "device-cmyk",
    "icc-color",
    "translate",
    "translatex",
    "translatey",
    "scale",
    "scalex",
    "scaley",
    "rotate",
    "skew",
    "skewx",
    "skewy",
    "matrix",
    "translate3d",
    "scale3d",
    "rotate3d",
    "matrix3d",
    "perspective",
    "blur",
    "brightness",
    "contrast",
    "drop-shadow",
    "grayscale",
    "hue-rotate",
    "invert",
    "opacity",
    "saturate",
    "sepia",
    "inset",
    "circle",
    "ellipse",
    "polygon",
    "path",
    "rect",
    "xywh",
];
/// The functions that selectors may have.
const SELECTORS: &[&str] = &[
    "not",
    "is",
    "where",
    "has",
    "lang",
    "dir",
    "nth-child",
    "nth-last-child",
    "nth-of-type",
    "nth-last-of-type",
];
/// The rules that contain rules.
const GROUPS: [&str; 2] = ["media", "supports"];
/// The maximum depth of rules within rules.
const MAX_GROUPS: usize = 8;

/// What is written of a style, and what is left out of it.
struct Rewriter<'a> {
    ids: &'a SvgIds,
    out: String,
    dropped: &'a mut Vec<String>,
}

/// Returns a style sheet without `@import`, `@font-face` and declarations that fetch something; references follow
/// the new identifiers. What is left out is added to `dropped`.
pub(super) fn sheet(text: &str, ids: &SvgIds, dropped: &mut Vec<String>) -> String {
    let tokens = css::tokens(text);
    let ends = ends(&tokens);
    let mut rewriter = Rewriter { ids, out: String::with_capacity(text.len()), dropped };
    rewriter.rules(&tokens, &ends, 0, tokens.len(), 0);
    rewriter.out
}

/// Returns the declarations of a `style` attribute without those that fetch something.
pub(super) fn attribute<'v>(text: &'v str, ids: &SvgIds, dropped: &mut Vec<String>) -> Cow<'v, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let tokens = css::tokens(text);
    let ends = ends(&tokens);
    let mut rewriter = Rewriter { ids, out: String::with_capacity(text.len()), dropped };
    rewriter.declarations(&tokens, &ends, 0, tokens.len());
    Cow::Owned(rewriter.out)
}

/// Returns the value of an attribute that is read as CSS, or `None` if it would fetch something.
pub(super) fn value<'v>(text: &'v str, ids: &SvgIds) -> Option<Cow<'v, str>> {
    if is_plain(text) {
        return Some(Cow::Borrowed(text));
    }
    let tokens = css::tokens(text);
    let mut rewriter = Rewriter { ids, out: String::with_capacity(text.len()), dropped: &mut Vec::new() };
    rewriter.value(&tokens).then_some(Cow::Owned(rewriter.out))
}

/// Returns whether a value has no function, no escape, no comment and no block, so that it cannot contain an
/// address.
fn is_plain(text: &str) -> bool {
    !text.contains(['(', '\\', '{', '@', '<']) && !text.contains("/*")
}

/// Returns the beginning of a rule or a value, for a message.
pub(super) fn named(rule: &str) -> String {
    const SHOWN: usize = 60;
    let line = crate::diag::render::plain_line(rule.trim());
    let mut shown: String = line.chars().take(SHOWN).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    shown
}

/// Returns, for every token that opens a block or a function, the index of the one that closes it, or the number
/// of tokens if none does; for every other token its own index.
fn ends(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut ends: Vec<usize> = (0..tokens.len()).collect();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Function(_) | Token::Sign('(') => open.push((at, ')')),
            Token::Sign('{') => open.push((at, '}')),
            Token::Sign('[') => open.push((at, ']')),
            Token::Sign(sign) => {
                // A closing sign of another kind is part of the block (section 5.4.8).
                if let Some((start, _)) = open.pop_if(|(_, close)| close == sign) {
                    ends[start] = at;
                }
            }
            _ => {}
        }
    }
    open.iter().for_each(|(start, _)| ends[*start] = tokens.len());
    ends
}

impl Rewriter<'_> {
    /// Writes the rules from token `at` to `end`.
    fn rules(&mut self, tokens: &[Token<'_>], ends: &[usize], mut at: usize, end: usize, depth: usize) {
        while at < end {
            if matches!(tokens[at], Token::Space | Token::Sign(';' | '}')) {
                at += 1;
                continue;
            }
            // A rule ends with its block; one that begins with `@` also at a semicolon.
            let is_at = matches!(tokens[at], Token::At(_));
            let mut block = at;
            while block < end {
                match tokens[block] {
                    Token::Sign('{') => break,
                    Token::Sign(';') if is_at => break,
                    _ => block = ends[block].max(block) + 1,
                }
            }
            let prelude = &tokens[at..block.min(end)];
            if block >= end || tokens[block] == Token::Sign(';') {
                self.statement(prelude);
                at = block.min(end) + 1;
                continue;
            }
            let close = ends[block].min(end);
            self.rule(prelude, tokens, ends, block + 1, close, depth);
            at = close + 1;
        }
    }

    /// Reports a statement without a block. `@charset` and `@namespace` have no effect here, and neither does a
    /// last rule without a block.
    fn statement(&mut self, tokens: &[Token<'_>]) {
        if let Some(Token::At(name)) = tokens.first()
            && !["charset", "namespace"].iter().any(|known| name.eq_ignore_ascii_case(known))
        {
            self.dropped.push(named(&shown(tokens)));
        }
    }

    /// Writes a rule whose block is the tokens from `start` to `end`.
    fn rule(
        &mut self,
        prelude: &[Token<'_>],
        tokens: &[Token<'_>],
        ends: &[usize],
        start: usize,
        end: usize,
        depth: usize,
    ) {
        let before = self.out.len();
        let is_kept = match prelude.first() {
            Some(Token::At(name)) => {
                let is_group = GROUPS.iter().any(|known| name.eq_ignore_ascii_case(known));
                is_group && depth < MAX_GROUPS && self.prelude(prelude)
            }
            _ => self.prelude(prelude),
        };
        if !is_kept {
            self.out.truncate(before);
            self.dropped.push(named(&shown(prelude)));
            return;
        }
        self.out.push('{');
        if matches!(prelude.first(), Some(Token::At(_))) {
            self.out.push('\n');
            self.rules(tokens, ends, start, end, depth + 1);
        } else {
            self.declarations(tokens, ends, start, end);
        }
        self.out.push_str("}\n");
    }

    /// Writes a selector or a condition. Returns whether it may stay.
    fn prelude(&mut self, tokens: &[Token<'_>]) -> bool {
        let end = tokens.len() - usize::from(tokens.last() == Some(&Token::Space));
        if open_at_end(tokens) != Some(0) {
            return false;
        }
        for token in &tokens[..end] {
            match token {
                Token::Hash(id) => {
                    let id = Cow::Borrowed(self.ids.renamed(id).unwrap_or(id));
                    css::write(&Token::Hash(id), &mut self.out);
                }
                Token::Function(name) if !has(SELECTORS, name) => return false,
                Token::Url(_) | Token::Broken | Token::Sign('}' | ';') => return false,
                token => css::write(token, &mut self.out),
            }
        }
        true
    }

    /// Writes the declarations from token `at` to `end`.
    fn declarations(&mut self, tokens: &[Token<'_>], ends: &[usize], mut at: usize, end: usize) {
        let mut is_first = true;
        while at < end {
            let mut stop = at;
            while stop < end && tokens[stop] != Token::Sign(';') {
                stop = ends[stop].max(stop) + 1;
            }
            let declaration = &tokens[at..stop.min(end)];
            at = stop + 1;
            let Some((name, value)) = divided(declaration) else {
                if declaration.contains(&Token::Sign('{')) {
                    self.dropped.push(named(&shown(declaration)));
                }
                continue;
            };
            let before = self.out.len();
            if !is_first {
                self.out.push(';');
            }
            css::write(name, &mut self.out);
            self.out.push(':');
            if self.value(value) {
                is_first = false;
            } else {
                self.out.truncate(before);
                self.dropped.push(named(&shown(declaration)));
            }
        }
    }

    /// Writes a value. Returns whether it may stay: it has no address other than that of a part of the drawing.
    fn value(&mut self, tokens: &[Token<'_>]) -> bool {
        if open_at_end(tokens) != Some(0) {
            return false;
        }
        for (at, token) in tokens.iter().enumerate() {
            match token {
                Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                    // An address in quotes; the space around it is not needed.
                    let mut inside = tokens[at + 1..].iter().filter(|token| **token != Token::Space);
                    let (url, close) = (inside.next(), inside.next());
                    let Some(Token::Text(url)) = url else { return false };
                    if !is_inside(url) || close != Some(&Token::Sign(')')) {
                        return false;
                    }
                    css::write(token, &mut self.out);
                }
                Token::Text(text) if text.starts_with('#') && is_in_url(&tokens[..at]) => {
                    let id = self.ids.renamed(&text[1..]).unwrap_or(&text[1..]);
                    css::write(&Token::Text(format!("#{id}").into()), &mut self.out);
                }
                Token::Url(url) => {
                    if !is_inside(url) {
                        return false;
                    }
                    let id = self.ids.renamed(&url[1..]).unwrap_or(&url[1..]);
                    css::write(&Token::Url(format!("#{id}").into()), &mut self.out);
                }
                Token::Function(name) if !has(FUNCTIONS, name) => return false,
                Token::Broken | Token::At(_) | Token::Sign('{' | '}' | ';' | '<' | ':') => return false,
                token => css::write(token, &mut self.out),
            }
        }
        true
    }
}

/// Returns whether an address is that of a part of the drawing.
fn is_inside(url: &str) -> bool {
    url.len() > 1 && url.starts_with('#')
}

/// Returns the number of blocks and functions that tokens leave open, or `None` if they close one that is not
/// open.
fn open_at_end(tokens: &[Token<'_>]) -> Option<usize> {
    let mut open = Vec::new();
    for token in tokens {
        match token {
            Token::Function(_) | Token::Sign('(') => open.push(')'),
            Token::Sign('[') => open.push(']'),
            Token::Sign(sign @ (')' | ']')) => drop(open.pop_if(|close| close == sign)?),
            _ => {}
        }
    }
    Some(open.len())
}

/// Returns whether tokens end with an open `url(`.
fn is_in_url(tokens: &[Token<'_>]) -> bool {
    let last = tokens.iter().rev().find(|token| **token != Token::Space);
    matches!(last, Some(Token::Function(name)) if name.eq_ignore_ascii_case("url"))
}

fn has(known: &[&str], name: &str) -> bool {
    known.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Divides a declaration into its name and its value; `None` if it is not one, so that it has no effect.
fn divided<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(&'t Token<'a>, &'t [Token<'a>])> {
    let start = tokens.iter().position(|token| *token != Token::Space)?;
    let (name, rest) = tokens[start..].split_first().filter(|(name, _)| matches!(name, Token::Ident(_)))?;
    let colon = rest.iter().position(|token| *token != Token::Space)?;
    if rest[colon] != Token::Sign(':') {
        return None;
    }
    let mut value = &rest[colon + 1..];
    while let Some((Token::Space, inner)) = value.split_first() {
        value = inner;
    }
    while let Some((Token::Space, inner)) = value.split_last() {
        value = inner;
    }
    (!value.is_empty()).then_some((name, value))
}

/// Returns tokens as CSS, for a message.
fn shown(tokens: &[Token<'_>]) -> String {
    let mut out = String::new();
    // A message shows only the beginning.
    tokens.iter().take(100).for_each(|token| css::write(token, &mut out));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> (String, Vec<String>) {
        let mut dropped = Vec::new();
        let out = sheet(text, &SvgIds::default(), &mut dropped);
        (out.replace('\n', ""), dropped)
    }

    #[test]
    fn rules_that_fetch_are_left_out_and_the_others_stay() {
        for (text, kept, dropped) in [
            ("rect { fill: red; stroke: url( #a ) }", "rect{fill:red;stroke:url(#a)}", 0),
            ("@import url('https://x.example/a;b.css'); rect{fill:red}", "rect{fill:red}", 1),
            ("@\\69mport 'x'; @import url(x) print; rect{fill:red}", "rect{fill:red}", 2),
            ("@font-face{font-family:V;src:url(https://x.example/v)} a{b:c}", "a{b:c}", 1),
            ("rect{fill:url(https://x.example/#g);stroke:red}", "rect{stroke:red}", 1),
            ("rect{fill:u\\72l(https://x.example);a:URL(file:///x)}", "rect{}", 2),
            ("rect{fill:ur/**/l(x);a:url( \"#b\" )}", "rect{a:url( \"#b\" )}", 1),
            ("@media print{a{b:url(x);c:d} e{f:g}} h{i:j}", "@media print{a{c:d}e{f:g}}h{i:j}", 1),
            ("/* none */ a{b:'}';c:d", "a{b:\"}\";c:d}", 0),
            ("a{mask-image:image-set('x.png' 1x)} b{c:src('x')}", "a{}b{}", 2),
            ("@keyframes k{from{a:b}} a{b:c !important}", "a{b:c !important}", 1),
            ("}} a:not(.b)>c[d=\"e\"]{f:g;h;i:{j:k}} ] l{m:n}", "a:not(.b)>c[d=\"e\"]{f:g}", 2),
            ("a{b:c;d:e)} f{g:rgb(1,2} h{i:j", "a{b:c}f{}", 2),
            ("a{b:url(\"#c\" url(x))} d{e:url(data:image/png,x)}", "a{}d{}", 2),
            ("<!-- a{b:c} -->", "a{b:c}", 0),
        ] {
            let (out, left_out) = cleaned(text);
            assert_eq!((&*out, left_out.len()), (kept, dropped), "{text}: {left_out:?}");
        }
    }

    #[test]
    fn attributes_are_checked_in_the_same_way() {
        let ids = SvgIds::default();
        let mut dropped = Vec::new();
        assert_eq!(attribute("fill:red;font-family:'a'", &ids, &mut dropped), "fill:red;font-family:'a'");
        assert_eq!(
            attribute("fill:u\\52l(x); stroke : rgb(1, 2, 3)", &ids, &mut dropped),
            "stroke:rgb(1, 2, 3)"
        );
        assert_eq!(dropped, ["fill:url(\"x\")"]);
        assert_eq!(value("url(#a) red", &ids).as_deref(), Some("url(#a) red"));
        assert_eq!(value("url(http://x/y#a)", &ids), None);
        assert_eq!(value("translate(1,2) scale(3)", &ids).as_deref(), Some("translate(1,2) scale(3)"));
    }
}
