//! The Markdown parser's events in our own words; nothing else knows pulldown-cmark.
//! Entry point: [`parse`].

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event as Parsed, LinkType, Options, Parser, Tag, TagEnd,
};

use super::fences::Prepared;
use crate::book::{Align, GroupRole};

/// Times the text is prepared anew when lines that look like fences turn out to be code. Each round
/// only spares more of them; the second is enough but for contrived texts.
const ROUNDS: usize = 4;

/// What Markdown says at a place.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Event {
    /// Something that holds others begins.
    Open(Container),
    /// The innermost open one ends.
    Close,
    /// Words.
    Text(Words),
    /// Code in the line.
    Code(String),
    /// A formula.
    Math { display: bool, source: String },
    /// A line of an HTML block; its text is the source's.
    Html,
    /// A tag or comment in running text; its text is the source's.
    InlineHtml,
    /// The call of a note that is defined.
    Call(String),
    /// A line end that is a blank.
    SoftBreak,
    /// A line end that stays.
    HardBreak,
    /// A thematic break or a fence.
    Rule,
    /// The box of a task.
    Task(bool),
}

/// Words, and how they relate to the source.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Words {
    /// They are the source in the event's range; `escaped` when a backslash stands before the first.
    Source { escaped: bool },
    /// They were written otherwise, as an entity.
    Other(String),
}

/// What may hold others.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Container {
    Paragraph,
    Heading(u8),
    Quote,
    Alert(GroupRole),
    /// With the info string of its fence.
    CodeBlock(Option<String>),
    HtmlBlock,
    List(Option<u64>),
    Item,
    Note(String),
    Definitions,
    Term,
    Detail,
    Table(Vec<Align>),
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    Link {
        to: String,
        title: String,
        /// `<https://...>`: the text is the address.
        automatic: bool,
    },
    Image {
        to: String,
        title: String,
    },
}

/// Parses `source[start..]`: the events with their ranges in the source, and what was hidden from the
/// parser. Opens and closes are balanced.
pub(super) fn parse(source: &str, start: usize) -> (Vec<(Event, Range<usize>)>, Prepared) {
    let mut spared = BTreeSet::new();
    let mut round = 1;
    loop {
        let prepared = Prepared::new(source, start, &spared);
        let (events, mistaken) = read(source, start, &prepared);
        let known = spared.len();
        spared.extend(mistaken);
        if spared.len() == known || round == ROUNDS {
            return (events, prepared);
        }
        round += 1;
    }
}

/// The file and title of a picture, and how much of the text says them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Destination {
    pub(super) to: String,
    pub(super) title: String,
    pub(super) length: usize,
}

/// Reads `(file "title")` at the begin of a text, as behind a caption; nothing without a file. What
/// stands at the head of a further line of a quotation is taken for a part of it.
pub(super) fn picture(text: &str) -> Option<Destination> {
    const CAPTION: &str = "![]";
    let end = text.find("\n\n").unwrap_or(text.len());
    if !text.starts_with('(') {
        return None;
    }
    let picture = format!("{CAPTION}{}", &text[..end]);
    let mut events = Parser::new_ext(&picture, Options::empty()).into_offset_iter();
    events.find_map(|(event, range)| match event {
        Parsed::Start(Tag::Image { dest_url, title, .. }) if range.start == 0 && !dest_url.is_empty() => {
            let length = range.end - CAPTION.len();
            Some(Destination { to: dest_url.into_string(), title: title.into_string(), length })
        }
        _ => None,
    })
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
}

/// One pass of the parser; also the places that were hidden from it but must not have been.
fn read(source: &str, start: usize, prepared: &Prepared) -> (Vec<(Event, Range<usize>)>, Vec<usize>) {
    let parser = Parser::new_ext(&prepared.text[start..], options()).into_offset_iter();
    let mut events = Vec::new();
    let mut mistaken = Vec::new();
    let mut rules = BTreeSet::new();
    let mut items = BTreeSet::new();
    let mut text_end = start;
    let mut seen = start;
    for (event, range) in parser {
        let range = range.start + start..range.end + start;
        let exact = |text: &str| prepared.text.get(range.clone()) == Some(text);
        let event = match event {
            Parsed::Text(text) if exact(&text) => {
                let escaped = range.start > text_end && source.as_bytes()[range.start - 1] == b'\\';
                text_end = range.end;
                Event::Text(Words::Source { escaped })
            }
            Parsed::Text(text) => {
                mistaken.extend_from_slice(prepared.carets_in(&range));
                text_end = range.end;
                Event::Text(Words::Other(text.into_string()))
            }
            Parsed::Start(tag) => {
                if matches!(tag, Tag::Item)
                    && let Some(marker) = prepared.marker_of(range.start)
                {
                    items.insert(marker.range.start);
                }
                if let Tag::CodeBlock(CodeBlockKind::Fenced(info)) = &tag {
                    let fence_end = range.start + prepared.text[range.clone()].find('\n').unwrap_or(0);
                    if info.contains(';') {
                        mistaken.extend_from_slice(prepared.carets_in(&(range.start..fence_end)));
                    }
                }
                Event::Open(container(tag))
            }
            Parsed::End(TagEnd::Link | TagEnd::Image) => {
                // What follows the last event inside is the address, the title or the label.
                mistaken.extend_from_slice(prepared.carets_in(&(seen.min(range.end)..range.end)));
                Event::Close
            }
            Parsed::End(_) => Event::Close,
            Parsed::Code(text) => {
                let hidden = prepared.carets_in(&range);
                mistaken.extend(hidden.iter().filter(|at| source.as_bytes()[**at] != b':'));
                Event::Code(prepared.with_colons(&text, &range, hidden))
            }
            Parsed::InlineMath(text) => {
                mistaken.extend_from_slice(prepared.carets_in(&range));
                Event::Math { display: false, source: text.into_string() }
            }
            Parsed::DisplayMath(text) => {
                mistaken.extend_from_slice(prepared.carets_in(&range));
                Event::Math { display: true, source: text.into_string() }
            }
            Parsed::Html(_) => Event::Html,
            Parsed::InlineHtml(_) => Event::InlineHtml,
            Parsed::FootnoteReference(label) => Event::Call(label.into_string()),
            Parsed::SoftBreak => Event::SoftBreak,
            Parsed::HardBreak => Event::HardBreak,
            Parsed::Rule => {
                rules.insert(range.start);
                Event::Rule
            }
            Parsed::TaskListMarker(done) => Event::Task(done),
        };
        let reached = if matches!(event, Event::Open(_)) { range.start } else { range.end };
        seen = seen.max(reached);
        events.push((event, range));
    }
    mistaken.extend(prepared.fences.iter().map(|f| f.range.start).filter(|start| !rules.contains(start)));
    mistaken.extend(prepared.markers.iter().map(|m| m.range.start).filter(|start| !items.contains(start)));
    (events, mistaken)
}

fn container(tag: Tag<'_>) -> Container {
    match tag {
        Tag::Paragraph | Tag::MetadataBlock(_) => Container::Paragraph,
        Tag::Heading { level, .. } => Container::Heading(level as u8),
        Tag::BlockQuote(None) => Container::Quote,
        Tag::BlockQuote(Some(kind)) => Container::Alert(match kind {
            BlockQuoteKind::Note => GroupRole::Note,
            BlockQuoteKind::Tip => GroupRole::Tip,
            BlockQuoteKind::Important => GroupRole::Important,
            BlockQuoteKind::Warning => GroupRole::Warning,
            BlockQuoteKind::Caution => GroupRole::Caution,
        }),
        Tag::CodeBlock(CodeBlockKind::Indented) => Container::CodeBlock(None),
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Container::CodeBlock(Some(info.into_string())),
        Tag::HtmlBlock => Container::HtmlBlock,
        Tag::List(start) => Container::List(start),
        Tag::Item => Container::Item,
        Tag::FootnoteDefinition(label) => Container::Note(label.into_string()),
        Tag::DefinitionList => Container::Definitions,
        Tag::DefinitionListTitle => Container::Term,
        Tag::DefinitionListDefinition => Container::Detail,
        Tag::Table(columns) => Container::Table(columns.into_iter().map(align).collect()),
        Tag::TableHead => Container::TableHead,
        Tag::TableRow => Container::TableRow,
        Tag::TableCell => Container::TableCell,
        Tag::Emphasis => Container::Emphasis,
        Tag::Strong => Container::Strong,
        Tag::Strikethrough => Container::Strikethrough,
        Tag::Superscript => Container::Superscript,
        Tag::Subscript => Container::Subscript,
        Tag::Link { link_type, dest_url, title, .. } => {
            let automatic = matches!(link_type, LinkType::Autolink | LinkType::Email);
            let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
            Container::Link { to: format!("{scheme}{dest_url}"), title: title.into_string(), automatic }
        }
        Tag::Image { dest_url, title, .. } => {
            Container::Image { to: dest_url.into_string(), title: title.into_string() }
        }
    }
}

fn align(column: Alignment) -> Align {
    match column {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::End,
    }
}
