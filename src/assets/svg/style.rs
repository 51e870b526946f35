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
pub(super) fn value<'v>(name: &str, text: &'v str, ids: &SvgIds) -> Option<Cow<'v, str>> {
    if is_plain(text) {
        return Some(Cow::Borrowed(text));
    }
    let tokens = css::tokens(text);
    let mut rewriter = Rewriter { ids, out: String::with_capacity(text.len()), dropped: &mut Vec::new() };
    rewriter.value(name, &tokens).then_some(Cow::Owned(rewriter.out))
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
            css::write(&Token::Ident(Cow::Borrowed(name)), &mut self.out);
            self.out.push(':');
            if self.value(&name.to_ascii_lowercase(), value) {
                is_first = false;
            } else {
                self.out.truncate(before);
                self.dropped.push(named(&shown(declaration)));
            }
        }
    }

    /// Writes the value of a property. Returns whether it may stay: it has no address other than that of a part of
    /// the drawing. The address of a part that does not exist, or is of another kind, has no effect and is not
    /// written.
    fn value(&mut self, property: &str, tokens: &[Token<'_>]) -> bool {
        if open_at_end(tokens) != Some(0) {
            return false;
        }
        let start = self.out.len();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                    // An address in quotes.
                    let close = tokens[at..].iter().position(|token| *token == Token::Sign(')'));
                    let Some(close) = close.map(|close| at + close) else { return false };
                    let mut inside = tokens[at..close].iter().filter(|token| **token != Token::Space);
                    let (Some(Token::Text(url)), None) = (inside.next(), inside.next()) else { return false };
                    if !self.reference(property, url) {
                        return false;
                    }
                    at = close + 1;
                }
                Token::Url(url) if self.reference(property, url) => {}
                Token::Function(name) if !has(FUNCTIONS, name) => return false,
                Token::Url(_) | Token::Broken | Token::At(_) => return false,
                Token::Sign('{' | '}' | ';' | '<' | ':') => return false,
                token => css::write(token, &mut self.out),
            }
        }
        if self.out[start..].trim().is_empty() {
            self.out.push_str("none");
        }
        true
    }

    /// Writes a reference to a part of the drawing, unless it has no effect. Returns whether the address is one.
    fn reference(&mut self, property: &str, url: &str) -> bool {
        let Some(id) = url.strip_prefix('#').filter(|id| !id.is_empty()) else { return false };
        if let Some(id) = self.ids.target(id, property) {
            css::write(&Token::Url(format!("#{id}").into()), &mut self.out);
        }
        true
    }
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

fn has(known: &[&str], name: &str) -> bool {
    known.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Divides a declaration into its name and its value; `None` if it is not one, so that it has no effect.
fn divided<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(&'t str, &'t [Token<'a>])> {
    let start = tokens.iter().position(|token| *token != Token::Space)?;
    let Some((Token::Ident(name), rest)) = tokens[start..].split_first() else { return None };
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
    use resvg::usvg::roxmltree::Document;

    use super::*;

    /// Returns the identifiers of a drawing with a gradient `a` and a group `b`.
    fn ids() -> SvgIds {
        let text = r#"<svg xmlns="http://www.w3.org/2000/svg"><linearGradient id="a"/><g id="b"/></svg>"#;
        SvgIds::of(&Document::parse(text).expect("a document"))
    }

    fn cleaned(text: &str) -> (String, Vec<String>) {
        let mut dropped = Vec::new();
        let out = sheet(text, &ids(), &mut dropped);
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
            ("rect{fill:ur/**/l(x);a:url( \"#b\" )}", "rect{a:url(#b)}", 1),
            (
                "rect{fill:url(#b);stroke:url('#c') red;mask:url(#a)}",
                "rect{fill:none;stroke: red;mask:none}",
                0,
            ),
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
        let ids = ids();
        let mut dropped = Vec::new();
        assert_eq!(attribute("fill:red;font-family:'a'", &ids, &mut dropped), "fill:red;font-family:'a'");
        assert_eq!(
            attribute("fill:u\\52l(x); stroke : rgb(1, 2, 3)", &ids, &mut dropped),
            "stroke:rgb(1, 2, 3)"
        );
        assert_eq!(dropped, ["fill:url(\"x\")"]);
        assert_eq!(value("fill", "url(#a) red", &ids).as_deref(), Some("url(#a) red"));
        assert_eq!(value("fill", "url(http://x/y#a)", &ids), None);
        assert_eq!(
            value("transform", "translate(1,2) scale(3)", &ids).as_deref(),
            Some("translate(1,2) scale(3)")
        );
    }
}
