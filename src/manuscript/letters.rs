//! The parts of a letter by their positions: place and date, salutation, closing and name. Entry point:
//! [`letter`].
//!
//! 1. The salutation is the last short paragraph before the first sentence that ends as a salutation does
//!    (`Dear Ada,`); short paragraphs above it are place and date.
//! 2. The closing and the name are the short paragraphs at the end that do not end a sentence.
//!    Postscripts may follow them.
//!
//! Where the author has written one of the three divs, it is left as it is, and text aligned by its own
//! div (`::: right`) is a part of what it is in.

use crate::book::{Block, BlockKind, GroupRole, Inline, InlineKind, plain_text};

/// The maximum length of a line at the head or foot of a letter, in characters.
const LINE: usize = 40;
/// The maximum number of paragraphs at the head or the foot.
const PARAGRAPHS: usize = 5;
/// The maximum length of a name that ends with a full stop: `M.`, `A. B.`
const INITIALS: usize = 6;

/// Returns the blocks of a letter, with its head and its foot in groups.
pub(super) fn letter(mut blocks: Vec<Block>) -> Vec<Block> {
    let is_title = |block: &Block| matches!(block.kind, BlockKind::TitleLine(..));
    let title = blocks.first().is_some_and(is_title).then(|| blocks.remove(0));
    let has = |wanted: GroupRole| blocks.iter().any(|block| is_group(block, wanted));
    let has_head = has(GroupRole::Dateline) || has(GroupRole::Salutation);
    let has_foot = has(GroupRole::Closing);
    let (date, salutation) = if has_head { (0, 0) } else { head(&blocks) };
    let foot = if has_foot { 0..0 } else { foot(&blocks, date + salutation) };
    group(&mut blocks, foot, GroupRole::Closing);
    group(&mut blocks, date..date + salutation, GroupRole::Salutation);
    group(&mut blocks, 0..date, GroupRole::Dateline);
    blocks.splice(0..0, title);
    blocks
}

/// Replaces a range of blocks by a group that contains them, unless it is empty.
fn group(blocks: &mut Vec<Block>, range: std::ops::Range<usize>, role: GroupRole) {
    let (Some(first), false) = (blocks.get(range.start), range.is_empty()) else { return };
    let span = first.span.to(blocks[range.end - 1].span);
    let at = range.start;
    let inner = blocks.splice(range, []).collect();
    blocks.insert(at, Block::new(BlockKind::Group(role, inner), span));
}

/// Returns the numbers of blocks that are place and date, and that are the salutation.
fn head(blocks: &[Block]) -> (usize, usize) {
    // The text of the letter has at least one block.
    let most = PARAGRAPHS.min(blocks.len().saturating_sub(1));
    let is_head = |block: &&Block| is_short(block) && !is_sentence(block);
    let short = blocks[..most].iter().take_while(is_head).count();
    if let Some(at) = blocks[..short].iter().rposition(is_salutation) {
        return (at, 1);
    }
    // Without a salutation, only what is aligned differently is known to be apart from the text.
    let apart = blocks[..short].iter().take_while(|block| is_aligned(block)).count();
    (apart, 0)
}

/// Returns the blocks that are the closing and the name.
fn foot(blocks: &[Block], head: usize) -> std::ops::Range<usize> {
    let after = blocks.len() - blocks.iter().rev().take_while(|block| is_postscript(block)).count();
    let after = if after <= head { blocks.len() } else { after };
    let is_closing = |block: &&Block| is_short(block) && !ends_sentence(block);
    let most = PARAGRAPHS.min((after - head).saturating_sub(1));
    let count = blocks[head..after].iter().rev().take(most).take_while(is_closing).count();
    after - count..after
}

/// Returns whether a block is a short paragraph, or short paragraphs with an alignment of their own.
fn is_short(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Group(GroupRole::Right | GroupRole::Centred, inner) => inner.iter().all(is_short),
        BlockKind::Paragraph(inlines) => {
            inlines.split(is_break).all(|line| plain_text(line).chars().count() <= LINE)
        }
        BlockKind::Heading { .. }
        | BlockKind::Quote { .. }
        | BlockKind::Verse(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Code { .. }
        | BlockKind::SceneBreak
        | BlockKind::Group(..)
        | BlockKind::Math(_)
        | BlockKind::PageBreak
        | BlockKind::TitleLine(..)
        | BlockKind::Contents
        | BlockKind::Captions(_)
        | BlockKind::Index(_) => false,
    }
}

fn is_break(inline: &Inline) -> bool {
    inline.kind == InlineKind::Break
}

fn is_aligned(block: &Block) -> bool {
    is_group(block, GroupRole::Right) || is_group(block, GroupRole::Centred)
}

fn is_group(block: &Block, role: GroupRole) -> bool {
    matches!(&block.kind, BlockKind::Group(found, _) if *found == role)
}

/// Returns the words of a paragraph, without spaces at its ends.
fn words(block: &Block) -> String {
    let BlockKind::Paragraph(inlines) = &block.kind else { return String::new() };
    plain_text(inlines).trim().to_owned()
}

/// Returns whether a paragraph ends as salutations do: with a comma, a colon, an exclamation mark or a
/// dash.
fn is_salutation(block: &Block) -> bool {
    let words = words(block);
    // A number before the comma is that of a year or a house.
    let is_number = words.trim_end_matches(',').ends_with(|c: char| c.is_ascii_digit());
    !is_number && words.ends_with([',', ':', '!', '—', '–', '，', '：', '、', '！'])
}

/// Returns whether a paragraph is a sentence of the letter. A date may end with a full stop.
fn is_sentence(block: &Block) -> bool {
    let words = words(block);
    words.ends_with(['.', '?', '…', '。', '？']) && !words.contains(|c: char| c.is_ascii_digit())
}

/// Returns whether a paragraph ends a sentence, as the text of a letter does. Initials are a name.
fn ends_sentence(block: &Block) -> bool {
    let words = words(block);
    let words = words.trim_end_matches(['”', '’', '"', '\'', '»', '«', '“', ')', '\u{202F}', '\u{A0}']);
    let is_end = words.ends_with(['.', '?', '!', '…', ':', ';', '。', '？', '！']);
    let is_initials =
        words.ends_with('.') && words.chars().count() <= INITIALS && !words.chars().any(char::is_lowercase);
    is_end && !is_initials
}

/// Returns whether a paragraph is a postscript: `P.S.`, `PS:`, `P. P. S.`
fn is_postscript(block: &Block) -> bool {
    let words = words(block);
    let is_mark = |c| matches!(c, 'P' | '.' | '-' | ' ' | '\u{A0}' | '\u{202F}' | '\u{2060}');
    let rest = words.trim_start_matches(is_mark).strip_prefix('S');
    words.starts_with('P') && rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}
