//! Splits paragraphs at pictures that are too large for a line of text. Entry point: [`stretches`].

use super::inline::{Inline, InlineKind};
use super::picture::Image;
use super::visit::{self, Visitor};

/// Spaces between words, which may be left out beside a picture.
const SPACES: [char; 3] = [' ', '\t', '\n'];

/// A part of a paragraph that has pictures too large for a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stretch {
    /// Words, with pictures that fit into a line.
    Words(Vec<Inline>),
    /// Pictures on separate lines, with the links around them and the spaces between them.
    Pictures(Vec<Inline>),
}

/// Splits a paragraph at its pictures that are too large for a line, in order. An inline that wraps
/// text and pictures wraps each part. Returns `None` for a paragraph without such a picture.
pub fn stretches(inlines: &[Inline], is_apart: &dyn Fn(&Image) -> bool) -> Option<Vec<Stretch>> {
    if !inlines.iter().any(|inline| holds(inline, is_apart)) {
        return None;
    }
    let mut found = parted(inlines, is_apart);
    found.retain_mut(|stretch| match stretch {
        Stretch::Words(words) => {
            trim_start(words);
            trim_end(words);
            !words.is_empty()
        }
        Stretch::Pictures(pictures) => {
            trim_start(pictures);
            trim_end(pictures);
            true
        }
    });
    Some(found)
}

/// Calls `change` for every picture among inlines.
pub fn each_image(inlines: &mut [Inline], change: &mut dyn FnMut(&mut Image)) {
    for inline in inlines {
        if let InlineKind::Image(image) = &mut inline.kind {
            change(image);
        } else if let Some(inner) = inline.kind.inner_mut() {
            each_image(inner, change);
        }
    }
}

/// Returns every picture among inlines, in order.
pub fn images_in(inlines: &[Inline]) -> Vec<&Image> {
    struct Images<'a>(Vec<&'a Image>);
    impl<'a> Visitor<'a> for Images<'a> {
        fn inline(&mut self, inline: &'a Inline) {
            if let InlineKind::Image(image) = &inline.kind {
                self.0.push(image);
            }
        }
    }
    let mut images = Images(Vec::new());
    visit::inlines(inlines, &mut images);
    images.0
}

/// Whether a picture that is too large for a line is among running text.
fn holds(inline: &Inline, is_apart: &dyn Fn(&Image) -> bool) -> bool {
    if let InlineKind::Image(image) = &inline.kind {
        return is_apart(image);
    }
    inline.kind.inner().is_some_and(|inner| inner.iter().any(|inline| holds(inline, is_apart)))
}

fn parted(inlines: &[Inline], is_apart: &dyn Fn(&Image) -> bool) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for inline in inlines {
        if !holds(inline, is_apart) {
            match out.last_mut() {
                Some(Stretch::Words(inner)) => inner.push(inline.clone()),
                // Spaces after a picture belong to it, since another picture may follow.
                Some(Stretch::Pictures(inner)) if is_space(inline) => inner.push(inline.clone()),
                Some(Stretch::Pictures(_)) | None => out.push(Stretch::Words(vec![inline.clone()])),
            }
            continue;
        }
        let Some(inner) = inline.kind.inner() else {
            join(&mut out, Stretch::Pictures(vec![inline.clone()]));
            continue;
        };
        for (index, stretch) in parted(inner, is_apart).into_iter().enumerate() {
            let about = |part: Vec<Inline>| {
                let mut wrap = inline.clone();
                if let Some(inner) = wrap.kind.inner_mut() {
                    *inner = part;
                }
                if index > 0 {
                    wrap.attr.forget_anchor();
                }
                vec![wrap]
            };
            join(
                &mut out,
                match stretch {
                    Stretch::Words(words) => Stretch::Words(about(words)),
                    Stretch::Pictures(pictures) => Stretch::Pictures(about(pictures)),
                },
            );
        }
    }
    out
}

fn join(out: &mut Vec<Stretch>, next: Stretch) {
    match (out.last_mut(), next) {
        (Some(Stretch::Words(words)), Stretch::Words(more)) => words.extend(more),
        (Some(Stretch::Pictures(pictures)), Stretch::Pictures(more)) => pictures.extend(more),
        // Before it there are only spaces, which are not set.
        (Some(Stretch::Words(words)), next) if words.iter().all(is_space) => {
            out.pop();
            out.push(next);
        }
        (_, next) => out.push(next),
    }
}

fn is_space(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => text.chars().all(|c| SPACES.contains(&c)) && inline.attr.id().is_none(),
        InlineKind::Break => true,
        InlineKind::Emphasis(_)
        | InlineKind::Strong(_)
        | InlineKind::Strikethrough(_)
        | InlineKind::Superscript(_)
        | InlineKind::Subscript(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Span(..)
        | InlineKind::Code(_)
        | InlineKind::Link { .. }
        | InlineKind::Note(_)
        | InlineKind::Reference(_)
        | InlineKind::Citation(_)
        | InlineKind::Math(_)
        | InlineKind::Image(_)
        | InlineKind::Ruby(_) => false,
    }
}

/// Removes spaces and line ends at the beginning.
fn trim_start(inlines: &mut Vec<Inline>) {
    let lead = inlines.iter().take_while(|inline| is_space(inline)).count();
    inlines.drain(..lead);
    let Some(first) = inlines.first_mut() else { return };
    if let InlineKind::Text(text) = &mut first.kind {
        let lead = text.len() - text.trim_start_matches(SPACES).len();
        text.drain(..lead);
    } else if let Some(inner) = first.kind.inner_mut() {
        trim_start(inner);
    }
}

/// Removes spaces and line ends at the end.
fn trim_end(inlines: &mut Vec<Inline>) {
    while inlines.last().is_some_and(is_space) {
        inlines.pop();
    }
    let Some(last) = inlines.last_mut() else { return };
    if let InlineKind::Text(text) = &mut last.kind {
        text.truncate(text.trim_end_matches(SPACES).len());
    } else if let Some(inner) = last.kind.inner_mut() {
        trim_end(inner);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Target, plain_text};
    use crate::diag::{FileId, Span};

    #[test]
    fn a_paragraph_is_split_at_its_large_pictures() {
        let span = Span { file: FileId(0), start: 0, end: 0 };
        let picture = |path: &str| Inline::new(InlineKind::Image(Image::new(path.to_owned())), span);
        let text = |words: &str| Inline::text(words, span);
        let link = |text: Vec<Inline>| {
            Inline::new(InlineKind::Link { to: Target::External("x".to_owned()), title: None, text }, span)
        };
        let shown = |inlines: &[Inline]| {
            let found = stretches(inlines, &|image| image.path.starts_with("big"))?;
            let one = |stretch: &Stretch| match stretch {
                Stretch::Words(words) => plain_text(words),
                Stretch::Pictures(inner) => {
                    images_in(inner).iter().map(|image| &*image.path).collect::<Vec<_>>().join("+")
                }
            };
            Some(found.iter().map(one).collect::<Vec<_>>().join("|"))
        };
        assert_eq!(shown(&[text("a "), picture("small"), text(" b")]), None);
        assert_eq!(shown(&[text("a "), picture("big"), text(" b")]).as_deref(), Some("a|big|b"));
        assert_eq!(
            shown(&[picture("big1"), text(" "), link(vec![picture("big2"), text("words")])]).as_deref(),
            Some("big1+big2|words")
        );
        assert_eq!(
            shown(&[link(vec![text("one "), picture("big"), text(" two")]), text("three")]).as_deref(),
            Some("one|big|twothree")
        );
    }
}
