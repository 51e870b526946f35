//! Converts Markdown to the crate's own events; nothing else in the crate uses pulldown-cmark. Entry
//! point: [`parse`].

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event as Parsed, LinkType, Options, Parser, Tag, TagEnd,
};

use super::fences::PreparedText;
use crate::book::{Align, GroupRole};

/// The maximum number of times that the text is prepared again when lines that look like fences are
/// found to be code. Each round leaves more of them alone; two rounds are enough for all but contrived
/// texts.
const MAX_ROUNDS: usize = 4;

/// An event of the Markdown parser.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Event {
    /// The start of a container.
    Open(Container),
    /// The end of the innermost open container.
    Close,
    /// Text.
    Text(EventText),
    /// Inline code.
    Code(String),
    /// A formula.
    Math { display: bool, source: String },
    /// A line of an HTML block, whose text is in the source.
    Html,
    /// A tag or a comment in running text, which is in the source.
    InlineHtml,
    /// The call of a note that is defined.
    Call(String),
    /// A line end that becomes a space.
    SoftBreak,
    /// A line end that is kept.
    HardBreak,
    /// A thematic break or a fence.
    Rule,
    /// The checkbox of a task, checked or not.
    Task(bool),
}

/// Text, and how it relates to the source.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum EventText {
    /// The source in the event's range; `escaped` if a backslash precedes its first character.
    Source { escaped: bool },
    /// Text decoded from a character reference in the event's range, such as `&amp;`.
    Decoded(String),
}

/// A container of other events.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Container {
    Paragraph,
    Heading(u8),
    Quote,
    Alert(GroupRole),
    /// A code block, with the info string of its fence.
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
        /// Whether the link is written as `<https://...>`, so that its text is the address.
        automatic: bool,
    },
    Image {
        to: String,
        title: String,
    },
}

/// Parses `source[start..]`. Returns the events with their ranges in the source, and the text that was
/// prepared for the parser. Opens and closes are balanced.
pub(super) fn parse(source: &str, start: usize) -> (Vec<(Event, Range<usize>)>, PreparedText) {
    let mut spared = BTreeSet::new();
    let mut round = 1;
    loop {
        let prepared = PreparedText::new(source, start, &spared);
        let (events, mistaken) = read(source, start, &prepared);
        let known = spared.len();
        spared.extend(mistaken);
        if spared.len() == known || round == MAX_ROUNDS {
            return (events, prepared);
        }
        round += 1;
    }
}

/// The destination of a picture or link.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LinkDestination {
    pub(super) to: String,
    pub(super) title: String,
    pub(super) length: usize,
}

/// Reads `(file "title")` at the start of a text, as it is written after a caption. Returns `None` if
/// there is no file. The mark at the head of a further line of a quotation is read as part of it.
pub(super) fn picture(text: &str) -> Option<LinkDestination> {
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
            Some(LinkDestination { to: dest_url.into_string(), title: title.into_string(), length })
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

/// Runs one pass of the parser. Returns the events, and the places that were wrongly hidden from the parser.
fn read(source: &str, start: usize, prepared: &PreparedText) -> (Vec<(Event, Range<usize>)>, Vec<usize>) {
    let parser = Parser::new_ext(&prepared.text[start..], options()).into_offset_iter();
    let mut events = Vec::new();
    let mut pass = ParserPass {
        source,
        prepared,
        mistaken: Vec::new(),
        rules: BTreeSet::new(),
        items: BTreeSet::new(),
        text_end: start,
        reached: start,
    };
    for (event, range) in parser {
        let range = range.start + start..range.end + start;
        let event = pass.event(event, &range);
        let reached = if matches!(event, Event::Open(_)) { range.start } else { range.end };
        pass.reached = pass.reached.max(reached);
        events.push((event, range));
    }
    let ParserPass { mut mistaken, rules, items, .. } = pass;
    mistaken.extend(prepared.fences.iter().map(|f| f.range.start).filter(|start| !rules.contains(start)));
    mistaken.extend(prepared.markers.iter().map(|m| m.range.start).filter(|start| !items.contains(start)));
    (events, mistaken)
}

/// The findings of one pass of the parser so far.
struct ParserPass<'a> {
    source: &'a str,
    prepared: &'a PreparedText,
    /// Offsets of text that was hidden from the parser by mistake.
    mistaken: Vec<usize>,
    /// Where thematic breaks begin.
    rules: BTreeSet<usize>,
    /// The items that begin with a hidden marker.
    items: BTreeSet<usize>,
    /// Where the last text ends.
    text_end: usize,
    /// Where the last event ends, or begins if it opens a container.
    reached: usize,
}

impl ParserPass<'_> {
    fn event(&mut self, event: Parsed<'_>, range: &Range<usize>) -> Event {
        if matches!(event, Parsed::Text(_) | Parsed::Html(_)) {
            // An empty line is a part only of code and of some elements of HTML.
            self.mistaken.extend(self.prepared.definitions_in(range));
        }
        match event {
            Parsed::Text(text) => self.text(&text, range),
            Parsed::Start(tag) => self.start(tag, range),
            Parsed::End(TagEnd::Link | TagEnd::Image) => {
                // What follows the last event inside is the address, the title or the label.
                self.unhide(&(self.reached.min(range.end)..range.end));
                Event::Close
            }
            Parsed::End(_) => Event::Close,
            Parsed::Code(text) => {
                let hidden = self.prepared.carets_in(range);
                let source = self.source.as_bytes();
                self.mistaken.extend(hidden.iter().filter(|at| source[**at] != b':'));
                Event::Code(self.prepared.with_colons(&text, range, hidden))
            }
            Parsed::InlineMath(text) => self.math(&text, false, range),
            Parsed::DisplayMath(text) => self.math(&text, true, range),
            Parsed::Html(_) => Event::Html,
            Parsed::InlineHtml(_) => Event::InlineHtml,
            Parsed::FootnoteReference(label) => Event::Call(label.into_string()),
            Parsed::SoftBreak => Event::SoftBreak,
            Parsed::HardBreak => Event::HardBreak,
            Parsed::Rule => {
                self.rules.insert(range.start);
                Event::Rule
            }
            Parsed::TaskListMarker(done) => Event::Task(done),
        }
    }

    /// Marks the carets hidden in a range as wrongly hidden.
    fn unhide(&mut self, range: &Range<usize>) {
        self.mistaken.extend_from_slice(self.prepared.carets_in(range));
    }

    fn text(&mut self, text: &str, range: &Range<usize>) -> Event {
        let is_verbatim = self.prepared.text.get(range.clone()) == Some(text);
        let escaped =
            is_verbatim && range.start > self.text_end && self.source.as_bytes()[range.start - 1] == b'\\';
        self.text_end = range.end;
        if is_verbatim {
            return Event::Text(EventText::Source { escaped });
        }
        self.unhide(range);
        Event::Text(EventText::Decoded(text.to_owned()))
    }

    fn math(&mut self, text: &str, display: bool, range: &Range<usize>) -> Event {
        self.unhide(range);
        Event::Math { display, source: text.to_owned() }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) -> Event {
        if matches!(tag, Tag::Item)
            && let Some(marker) = self.prepared.marker_of(range.start)
        {
            self.items.insert(marker.range.start);
        }
        if let Tag::CodeBlock(CodeBlockKind::Fenced(info)) = &tag
            && info.contains(';')
        {
            let fence = self.prepared.text[range.clone()].find('\n').unwrap_or(0);
            self.unhide(&(range.start..range.start + fence));
        }
        Event::Open(container(tag))
    }
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
