//! Converts a figure group, or HTML's `<figure>`, to one block. Entry point: [`group`].

use super::inlines::into_inlines;
use super::report::Report;
use crate::book::{
    Attr, Attributes, Block, BlockKind, Figure, FigureImage, GroupRole, Inline, InlineKind, Numerals,
    SpanRole,
};
use crate::diag::{Code, Diagnostic, Span};

/// Makes a figure of the pictures in `blocks`, with the paragraphs beside them as its caption. Other content
/// keeps its kind and gets the caption.
pub(super) fn group(
    blocks: Vec<Block>,
    caption: Vec<Inline>,
    attr: Attr,
    span: Span,
    report: &mut Report,
) -> Block {
    let is_part = |block: &Block| block.kind.properties().is_in_figure_groups;
    let has_picture = blocks.iter().any(|block| matches!(block.kind, BlockKind::Figure(_)));
    if has_picture && blocks.iter().all(is_part) {
        return figure(blocks, caption, attr, span, report);
    }
    other(blocks, caption, attr, span)
}

fn figure(
    blocks: Vec<Block>,
    mut caption: Vec<Inline>,
    mut attr: Attr,
    span: Span,
    report: &mut Report,
) -> Block {
    let (pictures, words): (Vec<_>, Vec<_>) =
        blocks.into_iter().partition(|block| matches!(block.kind, BlockKind::Figure(_)));
    let (words, _) = into_inlines(words);
    if !caption.is_empty() && !words.is_empty() {
        caption.push(Inline::new(InlineKind::Break, words[0].span));
    }
    caption.extend(words);
    let has_images =
        |block: &&Block| matches!(&block.kind, BlockKind::Figure(figure) if !figure.images.is_empty());
    let count = pictures.iter().filter(has_images).count();
    let is_lettered =
        count > 1 && pictures.iter().filter(has_images).any(|picture| picture.attr.id().is_some());
    let mut images: Vec<FigureImage> = Vec::new();
    for picture in pictures {
        if !is_lettered {
            adopt(&mut attr, &picture, report);
        }
        if let BlockKind::Figure(Figure { images: own, caption: own_caption, .. }) = picture.kind {
            if own.is_empty() {
                // A figure without pictures is the text that replaces a remote picture.
                if !caption.is_empty() {
                    caption.push(Inline::new(InlineKind::Break, picture.span));
                }
                caption.extend(own_caption);
                continue;
            }
            let mut caption = Vec::new();
            if is_lettered {
                caption.push(letter(images.len(), &picture.attr, picture.span));
                if !own_caption.is_empty() {
                    caption.push(Inline::text("\u{A0}", picture.span));
                }
            }
            caption.extend(own_caption);
            images.extend(own.into_iter().map(|image| FigureImage { caption: caption.clone(), ..image }));
        }
    }
    // The caption of the only picture becomes that of the group if it has none.
    if let ([only], true) = (&mut images[..], caption.is_empty()) {
        caption = std::mem::take(&mut only.caption);
    }
    Block::with(BlockKind::Figure(Figure { images, caption, number: None }), attr, span)
}

/// Returns the letter of the picture at an index of a group, with its identifier.
fn letter(index: usize, attr: &Attr, span: Span) -> Inline {
    let count = i64::try_from(index + 1).unwrap_or(i64::MAX);
    let text = format!("({})", Numerals::LowerAlpha.write(count));
    let attr = attr.id().map_or(Attr::NONE, Attr::with_id);
    Inline::with(InlineKind::Span(SpanRole::FigureLetter, vec![Inline::text(text, span)]), attr, span)
}

/// Moves the identifier of a picture to a group that has none. A second identifier is reported, since
/// nothing can refer to it.
fn adopt(attr: &mut Attr, picture: &Block, report: &mut Report) {
    let Some(id) = picture.attr.id() else { return };
    if attr.id().is_none() {
        let own = attr.get().cloned().unwrap_or_default();
        *attr = Attr::new(Attributes { id: Some(id.to_owned()), ..own });
    } else {
        report.add(
            Diagnostic::new(
                Code::BadAttributes,
                picture.span,
                format!("`#{id}` ignored: only the whole group can be referred to"),
            )
            .help("give the identifier to the group, or take the picture out of it"),
        );
    }
}

fn other(mut blocks: Vec<Block>, caption: Vec<Inline>, mut attr: Attr, span: Span) -> Block {
    if let [Block { kind: BlockKind::Table(table), attr: own, .. }] = &mut blocks[..] {
        if table.caption.is_none() {
            table.caption = Some(caption).filter(|caption| !caption.is_empty());
            if *own == Attr::NONE {
                *own = attr;
            }
            return blocks.remove(0);
        }
        attr.get_mut().classes.push("figure".to_owned());
        return Block::with(BlockKind::Group(GroupRole::Plain, blocks), attr, span);
    }
    attr.get_mut().classes.push("figure".to_owned());
    if let Some(first) = caption.first() {
        let mut words = Block::new(BlockKind::Paragraph(Vec::new()), first.span);
        words.kind = BlockKind::Paragraph(caption);
        words.attr.get_mut().classes.push("caption".to_owned());
        blocks.push(words);
    }
    Block::with(BlockKind::Group(GroupRole::Plain, blocks), attr, span)
}
