//! Raw HTML joins the model: tags open and close the same frames and wraps that Markdown does.
//! Entry points: [`Reader::html_block`], [`Reader::inline_html`].
//!
//! A tag ends only what a tag began, and nothing that Markdown or a fence has open around it.

use std::ops::Range;

use super::atoms::{AtomKind, Rigour, WrapKind};
use super::blocks::Reader;
use super::characters::{clean, one_line};
use super::elements::{self, BlockElement, Element, Tag};
use super::frames::{Frame, Kind, Leaf, Origin, Run};
use super::html::{self, Token};
use super::roles::SpanKind;
use super::tables::{MOST_COLUMNS, MOST_ROWS};
use super::{links, sizes};
use crate::book::{Align, Attr, BlockKind, GroupRole, Image, Key, Listing, SpanRole, Target};

/// Open tags that an end tag is compared with; keeps a text of nothing but tags from taking quadratic
/// time. What is nested deeper is flattened anyway.
const LOOK_BACK: usize = 4 * super::NESTING_LIMIT;

/// Where a tag stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a block of HTML.
    Flow,
    /// In a paragraph of Markdown.
    Line,
}

impl Reader<'_> {
    /// An HTML block: its lines in the source, without the marks of quotes around it.
    pub(super) fn html_block(&mut self, lines: &[Range<usize>]) {
        let mut text = String::new();
        let mut starts = Vec::new();
        for line in lines {
            starts.push((text.len(), line.start));
            text.push_str(&self.source[line.clone()]);
        }
        let locate = |at: usize| {
            let line = starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            starts.get(line).map_or(at, |(start, source)| source + (at - start))
        };
        let mut tokens = html::tokens(&text).into_iter();
        while let Some((token, range)) = tokens.next() {
            let end = if range.is_empty() { locate(range.start) } else { locate(range.end - 1) + 1 };
            let range = locate(range.start)..end.max(locate(range.start));
            match token {
                Token::Text(text) => self.html_text(&text, &range),
                Token::Start { name, attributes, closed } => {
                    let element = elements::element(&name);
                    if element == Element::Forbidden {
                        self.forbid(&name, &range);
                        if !closed && !elements::is_void(&name) {
                            skip_element(&name, &mut tokens);
                        }
                    } else if element == Element::Pre && self.may_open_block() {
                        self.pre(&name, attributes, &mut tokens, range);
                    } else {
                        self.start_tag(&name, attributes, closed, range, Place::Flow);
                    }
                }
                Token::End(name) => self.end_tag(&name, range, Place::Flow),
                Token::Comment => self.comment(range),
                Token::Broken => self.report.html(range, "tag without an end"),
            }
        }
        if self.run.as_ref().is_some_and(Run::may_end) {
            self.end_run();
        }
    }

    /// A tag or comment within a paragraph.
    pub(super) fn inline_html(&mut self, range: Range<usize>) {
        let source = self.source;
        for (token, _) in html::tokens(&source[range.clone()]) {
            match token {
                // What is left out is left out with all its tags.
                Token::Start { .. } if self.dropped_tag().is_some() => {}
                Token::End(name) if self.dropped_tag().is_some_and(|tag| tag != name) => {}
                Token::Start { name, attributes, closed } => {
                    self.start_tag(&name, attributes, closed, range.clone(), Place::Line);
                }
                Token::End(name) => self.end_tag(&name, range.clone(), Place::Line),
                Token::Text(_) | Token::Comment | Token::Broken => {}
            }
        }
    }

    /// Text of an HTML block: blanks in a row are one, and none begins a paragraph.
    fn html_text(&mut self, text: &str, range: &Range<usize>) {
        let spaces = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}');
        // Where the text is the source itself, each character has its own place.
        let exact = self.source.get(range.clone()) == Some(text);
        for (i, c) in text.char_indices() {
            let at = if exact { range.start + i..range.start + i + c.len_utf8() } else { range.clone() };
            if !spaces(c) {
                self.push(c, Rigour::Text, at);
            } else if self.run.as_ref().and_then(|run| run.atoms.last()).is_some_and(|last| !last.is_blank())
            {
                self.push(' ', Rigour::Text, at);
            }
        }
    }

    /// A comment is for no reader; what HTML only takes for one holds words that are lost with it.
    fn comment(&mut self, range: Range<usize>) {
        let written = self.source[range.clone()].trim();
        let first = range.start..range.start + written.lines().next().map_or(0, str::len);
        let is_doctype = written.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype"));
        let is_whole = ["-->", "--!>", "<!-->"].iter().any(|end| written.ends_with(end));
        match written {
            _ if is_doctype => {}
            _ if !written.starts_with("<!--") => self.report.html(first, "declaration left out"),
            _ if !is_whole => self.report.html(first, "comment that never ends"),
            _ => {}
        }
    }

    fn forbid(&mut self, name: &str, range: &Range<usize>) {
        if !elements::is_mere_fallback(name) {
            self.report.html(range.clone(), format!("`<{name}>` and what it holds left out"));
        }
    }

    /// The tag whose content is being left out.
    fn dropped_tag(&self) -> Option<&str> {
        let run = self.run.as_ref()?;
        run.open.get(run.dropped?).filter(|opened| opened.dropped)?.tag.as_deref()
    }

    fn may_open_block(&self) -> bool {
        self.run.as_ref().is_none_or(Run::may_end)
    }

    fn start_tag(
        &mut self,
        name: &str,
        all: Vec<(String, String)>,
        closed: bool,
        range: Range<usize>,
        place: Place,
    ) {
        let element = elements::element(name);
        match element {
            Element::Silent => return,
            Element::Unknown => {
                let message = format!("`<{name}>` left out; what it holds stays");
                return self.report.html(range, message);
            }
            Element::Forbidden => {
                self.forbid(name, &range);
                if !closed && !elements::is_void(name) {
                    self.open_wrap(WrapKind::Nothing, Attr::NONE, Some(name.to_owned()), range.start);
                    let run = self.run(range.start);
                    run.dropped = run.open.len().checked_sub(1);
                    run.open.last_mut().expect("just opened").dropped = true;
                }
                return;
            }
            _ => {}
        }
        let tag = elements::attributes(name, all, &mut self.report, &range);
        let ends_at_once = closed && place == Place::Flow && elements::is_void(name);
        match element {
            Element::Inline(kind) => self.start_wrap(name, kind, tag, range),
            Element::Span => {
                let kind = match tag.role {
                    Some(SpanKind::SmallCaps) => WrapKind::SmallCaps,
                    Some(SpanKind::Role(role)) => WrapKind::Span(role),
                    None => WrapKind::Span(SpanRole::Plain),
                };
                self.start_wrap(name, kind, tag, range);
            }
            Element::Anchor => self.anchor(tag, range),
            Element::Break => self.atom(AtomKind::Hard, range),
            Element::BreakHere => self.push('\u{200B}', Rigour::Fixed, range),
            Element::Image => self.image(tag, range),
            _ if !self.may_open_block() => {
                let message = format!("`<{name}>` left out: it cannot stand in running text");
                self.report.html(range, message);
            }
            Element::Rule => {
                self.end_run();
                self.put(BlockKind::SceneBreak, tag.attr, range);
            }
            Element::Paragraph => self.start_paragraph(Leaf::HtmlParagraph, tag, range),
            Element::Heading(level) => self.start_paragraph(Leaf::Heading(level, true), tag, range),
            Element::Block(block) if !ends_at_once => self.start_block(name, block, tag, range),
            // `<pre>` in a line of Markdown begins a block whose text is not raw; it is left out above
            // or read by `pre`.
            _ => self.report.html(range, format!("`<{name}>` left out; what it holds stays")),
        }
    }

    fn start_wrap(&mut self, name: &str, kind: WrapKind, tag: Tag, range: Range<usize>) {
        // `<rt>` ends the one before it.
        if name == "rt" {
            self.end_wrap("rt", range.start);
        }
        self.open_wrap(kind, tag.attr, Some(name.to_owned()), range.start);
    }

    fn anchor(&mut self, mut tag: Tag, range: Range<usize>) {
        let title = tag.value(Key::Title).unwrap_or_default().to_owned();
        let kind = match tag.value(Key::Href).map(str::to_owned) {
            // Sites hang such links without words on their headings, and nothing shows of them.
            Some(href) => self.link(&href, &title, &range).without_asking(),
            None => WrapKind::Span(SpanRole::Plain),
        };
        if let (WrapKind::Link { .. }, Some(_)) = (&kind, tag.attr.value(Key::Title)) {
            tag.attr.get_mut().pairs.retain(|(key, _)| key != Key::Title.name());
        }
        self.open_wrap(kind, tag.attr, Some("a".to_owned()), range.start);
    }

    fn image(&mut self, tag: Tag, range: Range<usize>) {
        let source = tag.value(Key::Src).unwrap_or_default().trim().to_owned();
        let alt = tag.value(Key::Alt).map(one_line);
        if source.is_empty() {
            self.report.html(range.clone(), "`<img>` without a source left out, its `alt` kept");
            return alt.unwrap_or_default().chars().for_each(|c| self.push(c, Rigour::Text, range.clone()));
        }
        let path = links::file(&clean(&source), self.markup.folder);
        let details = tag.value(Key::AriaDetails).map(|id| Target::Unresolved(format!("#{}", id.trim())));
        let mut image = Image { alt, details, ..Image::new(path) };
        sizes::of_tag(&mut image, &tag, &mut self.report, &range);
        self.open_wrap(WrapKind::Image(image), tag.attr, Some("img".to_owned()), range.start);
        self.end_wrap("img", range.end);
    }

    fn start_paragraph(&mut self, leaf: Leaf, tag: Tag, range: Range<usize>) {
        self.end_run();
        self.run = Some(Run::new(leaf, tag.attr, range.start..range.start));
        self.run(range.start).align = tag.align;
    }

    fn start_block(&mut self, name: &str, block: BlockElement, tag: Tag, range: Range<usize>) {
        self.end_run();
        self.end_implied(block, range.start);
        if !self.fits(block, range.start) {
            let message = format!("`<{name}>` left out: it has no place here; what it holds stays");
            self.report.html(range, message);
            return self.ignore(name);
        }
        let span = |key, most| tag.span(key, most);
        let kind = match block {
            BlockElement::Group(GroupRole::Plain) if tag.align == Some(Align::Centre) => {
                Kind::Group(GroupRole::Centred)
            }
            BlockElement::Group(GroupRole::Plain) if tag.align == Some(Align::End) => {
                Kind::Group(GroupRole::Right)
            }
            BlockElement::Group(role) => Kind::Group(role),
            BlockElement::Quote => Kind::Quote,
            BlockElement::List(numbered) => {
                let numbering = numbered.then(|| tag.numbering());
                Kind::List { numbering, tight: true, items: Vec::new() }
            }
            BlockElement::Item => Kind::Item { task: None, value: tag.number(Key::Value) },
            BlockElement::Definitions => Kind::Definitions(Vec::new()),
            BlockElement::Term => Kind::Term,
            BlockElement::Detail => Kind::Detail,
            BlockElement::Table => Kind::Table(Box::default()),
            BlockElement::Section(head) => Kind::Section { head },
            BlockElement::Row => Kind::Row { head: false, cells: Vec::new() },
            BlockElement::Cell(header) => {
                let (columns, rows) = (span(Key::Colspan, MOST_COLUMNS), span(Key::Rowspan, MOST_ROWS));
                Kind::Cell { header, columns, rows, align: tag.align }
            }
            BlockElement::Caption => Kind::Caption,
            BlockElement::Figure => Kind::Figure { caption: Vec::new() },
            BlockElement::Footer => Kind::Footer,
        };
        let frame = Frame::new(kind, Origin::Html(name.to_owned()), tag.attr, range.start);
        if !frame.is_level() || self.has_room(range) {
            self.frames.push(frame);
        } else {
            self.ignore(name);
        }
    }

    /// Remembers a tag that opened nothing, so that its end tag closes nothing.
    fn ignore(&mut self, name: &str) {
        *self.ignored.entry(name.to_owned()).or_default() += 1;
    }

    /// Ends what the start of a block ends: an item the item before it, a row the cells of the last.
    fn end_implied(&mut self, block: BlockElement, at: usize) {
        let ends: fn(&Kind) -> bool = match block {
            BlockElement::Item => |kind| matches!(kind, Kind::Item { .. }),
            BlockElement::Term | BlockElement::Detail => |kind| matches!(kind, Kind::Term | Kind::Detail),
            BlockElement::Cell(_) => |kind| matches!(kind, Kind::Cell { .. } | Kind::Caption),
            BlockElement::Row => |kind| matches!(kind, Kind::Cell { .. } | Kind::Row { .. } | Kind::Caption),
            BlockElement::Section(_) => |kind| {
                matches!(kind, Kind::Cell { .. } | Kind::Row { .. } | Kind::Section { .. } | Kind::Caption)
            },
            _ => return,
        };
        let open = |frame: &Frame| matches!(frame.origin, Origin::Html(_)) && ends(&frame.kind);
        while self.frames.last().is_some_and(open) {
            self.close_frame(at);
        }
    }

    /// Whether the block may stand in the innermost frame; a cell without a row gets one.
    fn fits(&mut self, block: BlockElement, at: usize) -> bool {
        let parent = &self.frames.last().expect("the root stays open").kind;
        match block {
            BlockElement::Item => matches!(parent, Kind::List { .. }),
            BlockElement::Term | BlockElement::Detail => matches!(parent, Kind::Definitions(_)),
            BlockElement::Section(_) => matches!(parent, Kind::Table(_)),
            BlockElement::Row => matches!(parent, Kind::Table(_) | Kind::Section { .. }),
            BlockElement::Caption => matches!(parent, Kind::Table(_) | Kind::Figure { .. }),
            BlockElement::Cell(_) if matches!(parent, Kind::Table(_) | Kind::Section { .. }) => {
                let row = Kind::Row { head: false, cells: Vec::new() };
                self.frames.push(Frame::new(row, Origin::Html("tr".to_owned()), Attr::NONE, at));
                true
            }
            BlockElement::Cell(_) => matches!(parent, Kind::Row { .. }),
            _ => true,
        }
    }

    fn end_tag(&mut self, name: &str, range: Range<usize>, place: Place) {
        if elements::is_void(name) {
            // `</br>` is a break to every browser.
            return if name == "br" {
                self.atom(AtomKind::Hard, range);
            };
        }
        if self.end_wrap(name, range.end) || self.end_paragraph(name, range.end) {
            return;
        }
        if let Some(times) = self.ignored.get_mut(name).filter(|times| **times > 0) {
            *times -= 1;
            return;
        }
        let own = |frame: &&Frame| matches!(frame.origin, Origin::Html(_));
        let reach = self.frames.iter().rev().take_while(own).position(|frame| frame.is_html(name));
        if let Some(above) = reach.filter(|_| self.may_open_block()) {
            let height = self.frames.len() - 1 - above;
            self.end_run();
            self.frames[height].closed = true;
            return self.close_frames(height, range.end);
        }
        let known =
            !matches!(elements::element(name), Element::Silent | Element::Unknown | Element::Forbidden);
        if known && name != "p" && (place == Place::Flow || !elements::may_end_silently(name)) {
            self.report.html(range, format!("`</{name}>` ends nothing"));
        }
    }

    /// Ends the wrap that a tag opened in this run; whether there was one.
    fn end_wrap(&mut self, name: &str, end: usize) -> bool {
        let Some(run) = &mut self.run else { return false };
        let own = run.open.iter().rev().take_while(|opened| opened.tag.is_some()).take(LOOK_BACK);
        let Some(above) = own.clone().position(|opened| opened.tag.as_deref() == Some(name)) else {
            return false;
        };
        let height = run.open.len() - 1 - above;
        self.close_wraps(height + 1, end);
        let Some(run) = &mut self.run else { return false };
        if let Some(opened) = run.open.pop() {
            match opened.at {
                Some(at) if opened.dropped => run.atoms.truncate(at),
                Some(_) => run.atoms.push(super::atoms::Atom::new(AtomKind::Close, end..end)),
                None => {}
            }
        }
        true
    }

    /// Ends the paragraph or heading that a tag opened; whether there was one.
    fn end_paragraph(&mut self, name: &str, end: usize) -> bool {
        let Some(run) = &mut self.run else { return false };
        let own = match run.leaf {
            Leaf::HtmlParagraph => name == "p",
            Leaf::Heading(_, true) => matches!(elements::element(name), Element::Heading(_)),
            _ => false,
        };
        if own {
            run.range.end = end;
            self.end_run();
        }
        own
    }

    /// `<pre>`: its text as it stands, up to its end tag.
    fn pre(
        &mut self,
        name: &str,
        all: Vec<(String, String)>,
        tokens: &mut impl Iterator<Item = (Token, Range<usize>)>,
        start: Range<usize>,
    ) {
        self.end_run();
        let tag = elements::attributes(name, all, &mut self.report, &start);
        let (mut text, mut language, mut ended) = (String::new(), None, false);
        for (token, _) in tokens {
            match token {
                Token::Text(more) => text.push_str(&clean(&more)),
                Token::Start { name, .. } if name == "br" => text.push('\n'),
                Token::Start { name, attributes, .. } if name == "code" => {
                    let classes = attributes.iter().filter(|(key, _)| key == "class").map(|(_, value)| value);
                    let mut named = classes.flat_map(|value| value.split_whitespace());
                    language = named.find_map(|class| class.strip_prefix("language-")).map(str::to_owned);
                }
                Token::End(end) if end == name => {
                    ended = true;
                    break;
                }
                _ => {}
            }
        }
        if !ended {
            self.report.html(start.clone(), format!("`<{name}>` is never closed"));
        }
        // HTML, section 13.2.6.4.7: a line end directly behind the tag is not part of the text.
        let text = text.strip_prefix('\n').unwrap_or(&text);
        let text = text.strip_suffix('\n').unwrap_or(text).to_owned();
        self.put(BlockKind::Code { language, text, listing: Listing::default() }, tag.attr, start);
    }
}

/// Skips what a forbidden element holds, up to its end tag.
fn skip_element(name: &str, tokens: &mut impl Iterator<Item = (Token, Range<usize>)>) {
    let mut depth = 1;
    for (token, _) in tokens {
        match token {
            Token::Start { name: inner, closed: false, .. } if inner == name => depth += 1,
            Token::End(inner) if inner == name => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}
