//! Fenced divs: `::: verse` … `:::`. Entry point: [`BlockReader::rule`].

use std::ops::Range;

use super::atoms::Interpretation;
use super::attributes::ParsedAttributes;
use super::braces;
use super::construct::Construct;
use super::fences::Fence;
use super::frames::{Frame, FrameKind, OpenedBy};
use super::index_marks::{self, Marked};
use super::reader::{BlockReader, read_value};
use super::report::Report;
use super::roles::{self, DivRole};
use crate::book::{Attr, BlockKind, GroupRole, IndexMark, Key, MAX_COLUMNS, StatementKind, TitleRole};
use crate::diag::{Code, Diagnostic, did_you_mean};

impl BlockReader<'_> {
    /// Reads a thematic break: a hidden fence, or else a scene break.
    pub(super) fn rule(&mut self, range: Range<usize>) {
        self.end_paragraph();
        let Some(fence) = self.prepared.fence_at(range.start).cloned() else {
            let end = range.start + self.source[range.clone()].trim_end().len();
            return self.put(BlockKind::SceneBreak, Attr::NONE, range.start..end);
        };
        if fence.opens() { self.open_div(&fence) } else { self.close_div(&fence) }
    }

    fn open_div(&mut self, fence: &Fence) {
        let (mut parsed, rest) = self.opening(fence);
        if !self.has_room(fence.range.clone()) {
            self.ignored_divs += 1;
            return;
        }
        let only = parsed.take(Key::Only).and_then(|book| self.only_role(&book, fence));
        let blocks = self.markup.blocks;
        let role = parsed.take_role(|name| roles::own_div(name, blocks));
        let own_class = role.and_then(|role| self.class_of(role));
        let styled = self.report.styled_classes.clone();
        let is_free = |name: &str, role: &DivRole| {
            // A class of the author's own has the look of the design.
            !matches!(role, DivRole::Group(GroupRole::Statement(_)))
                || !styled.iter().any(|class| class == name)
        };
        let by_name = |name: &str| roles::div(name).filter(|role| is_free(name, role));
        let role = role.or_else(|| parsed.take_role(by_name));
        let role = role.or_else(|| parsed.id.as_deref().and_then(roles::div_of_label));
        let role = role.map(|role| self.in_columns(role, &mut parsed, &fence.range));
        // A class of a figure states the side of the text on which the figure is placed; it names no role.
        let groups = role.is_some_and(|role| role != DivRole::Figure);
        let further = |name: &str| roles::additional_role(name).filter(|_| groups);
        let mut outer_roles: Vec<GroupRole> = std::iter::from_fn(|| parsed.take_role(further)).collect();
        outer_roles.extend(only.filter(|_| role.is_some()));
        let unknown = if role.is_none() { self.take_unknown(&mut parsed, fence) } else { None };
        let has_title = role != Some(DivRole::PageBreak);
        let mut title = has_title.then(|| parsed.take_first(&[Key::Title, Key::Caption])).flatten();
        let construct = if role == Some(DivRole::Verse) { Construct::Verse } else { Construct::Div };
        parsed.check_count(&[Key::Numbers, Key::Start], &mut self.report, &fence.range);
        let is_marked = role == Some(DivRole::Index);
        let marks = if is_marked { self.index_marks(&mut parsed, &fence.range) } else { Vec::new() };
        let mut attr = parsed.into_attr(construct, &mut self.report, fence.range.clone());
        attr = self.with_short_name(attr, &fence.range);
        if !marks.is_empty() {
            attr.get_mut().index = marks;
        }
        if let Some(class) = unknown.or(own_class) {
            attr.get_mut().classes.insert(0, class);
        }
        let kind = match role {
            Some(DivRole::Verse) => FrameKind::Verse,
            Some(DivRole::Quote) => FrameKind::Quote,
            Some(DivRole::Figure) => {
                let caption = title.take().map(|title| self.attribute_text(&title, &fence.range));
                FrameKind::Figure { caption: caption.unwrap_or_default() }
            }
            Some(DivRole::PageBreak) => FrameKind::PageBreak,
            Some(DivRole::Group(role)) => FrameKind::Group(role),
            Some(DivRole::Index) | None => FrameKind::Group(only.unwrap_or(GroupRole::Plain)),
        };
        let frame = Frame::new(kind, OpenedBy::Fence, attr, fence.range.start);
        self.frames.push(Frame { outer_roles, ..frame });
        if let Some(title) = title {
            let title = self.attribute_text(&title, &fence.range);
            if role == Some(DivRole::Group(GroupRole::Subequations)) {
                // It is shown in the list of equations.
                self.innermost_mut().attr.get_mut().short = Some(title);
                return self.paragraph_of(rest);
            }
            self.put(BlockKind::TitleLine(TitleRole::Box, title), Attr::NONE, fence.range.clone());
        }
        self.paragraph_of(rest);
    }

    /// Takes the marks of indexes out of the attributes of a div.
    fn index_marks(&mut self, parsed: &mut ParsedAttributes, range: &Range<usize>) -> Vec<IndexMark> {
        let (source, lang, read) = (self.source, self.lang(), self.read_inline_text);
        let read = |text: &str, report: &Report| read_value(read, text, &lang, source, report, range);
        index_marks::take(parsed, Marked::Blocks, &read, &mut self.report, range)
    }

    /// Returns the name of one of the author's own kinds of numbered blocks, which is its class in the e-book.
    fn class_of(&self, role: DivRole) -> Option<String> {
        let DivRole::Group(GroupRole::Statement(StatementKind::Own(index, _))) = role else { return None };
        self.markup.blocks.get(usize::from(index)).map(|block| block.class.clone())
    }

    /// Returns the role for the value of `only=`. Reports a value that names no book, and returns `None`.
    fn only_role(&mut self, book: &str, fence: &Fence) -> Option<GroupRole> {
        match book {
            "epub" => Some(GroupRole::OnlyEpub),
            "pdf" => Some(GroupRole::OnlyPdf),
            other => {
                let span = self.report.span(fence.range.clone());
                let message = format!("unknown kind of book `{other}`");
                self.report.add(
                    Diagnostic::new(Code::BadAttributes, span, message)
                        .help("write `only=epub` or `only=pdf`"),
                );
                None
            }
        }
    }

    /// Returns the role of a div with the number of its columns. Removes the width of a column that is a share of equal
    /// ones; any other has no effect, which is reported.
    fn in_columns(&mut self, role: DivRole, parsed: &mut ParsedAttributes, range: &Range<usize>) -> DivRole {
        if role == DivRole::Group(GroupRole::Column) {
            parsed.pairs.retain(|(key, value)| key != Key::Width.name() || !is_equal_share(value));
        }
        if !matches!(role, DivRole::Group(GroupRole::Columns(_))) {
            return role;
        }
        let Some(written) = parsed.take(Key::Count) else { return role };
        match written.parse() {
            Ok(count @ 2..=MAX_COLUMNS) => DivRole::Group(GroupRole::Columns(count)),
            _ => {
                let span = self.report.span(range.clone());
                let message = format!("`count` of `{written}` ignored");
                let help = format!("write a number from 2 to {MAX_COLUMNS}, such as `count=3`");
                self.report.add(Diagnostic::new(Code::BadAttributes, span, message).help(help));
                role
            }
        }
    }

    /// Adds a paragraph of a range of the source, unless it is empty.
    fn paragraph_of(&mut self, text: Range<usize>) {
        if text.is_empty() {
            return;
        }
        for (i, c) in self.source[text.clone()].char_indices() {
            let at = text.start + i;
            self.push_char(c, Interpretation::Typography, at..at + c.len_utf8());
        }
        self.end_paragraph();
    }

    /// Returns the name and attributes of an opening fence, and the range of any text after them, which is
    /// reported.
    fn opening(&mut self, fence: &Fence) -> (ParsedAttributes, Range<usize>) {
        let body = &self.source[fence.body.clone()];
        let name_end = body.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(body.len());
        let name = &body[..name_end];
        let spaces = body[name_end..].len() - body[name_end..].trim_start().len();
        let rest = fence.body.start + name_end + spaces;
        let braces =
            self.source[rest..fence.body.end].starts_with('{').then(|| braces::parse(self.source, rest));
        let (mut parsed, end) = match braces {
            Some(Some((parsed, end))) if end <= fence.body.end => (parsed, end),
            _ => (ParsedAttributes::default(), rest),
        };
        let left = end
            + (self.source[end..fence.body.end].len() - self.source[end..fence.body.end].trim_start().len());
        if left < fence.body.end {
            let span = self.report.span(left..fence.body.end);
            self.report.add(
                Diagnostic::new(Code::BadAttributes, span, "not an attribute of a div")
                    .help("write `::: name {#id .class key=\"value\"}`; the words are kept as text"),
            );
        }
        match name.split_once('=') {
            Some((key, value)) => parsed.pairs.push((key.to_owned(), value.trim_matches('"').to_owned())),
            None if name.is_empty() => {}
            None => parsed.classes.insert(0, name.to_owned()),
        }
        (parsed, left..fence.body.end)
    }

    /// Removes the name of a div from its classes if no role has that name, and reports it.
    fn take_unknown(&mut self, parsed: &mut ParsedAttributes, fence: &Fence) -> Option<String> {
        let named = !self.source[fence.body.clone()].starts_with('{');
        let class = parsed.classes.first()?;
        if self.report.styled_classes.contains(class) {
            return None;
        }
        let mut known: Vec<&str> = roles::div_names().collect();
        known.extend(self.report.styled_classes.iter().map(String::as_str));
        let near = did_you_mean(class, known).map(str::to_owned);
        if !named && near.is_none() {
            return None;
        }
        let span = self.report.span(fence.body.clone());
        let diagnostic = Diagnostic::new(Code::UnknownDiv, span, format!("unknown kind of div `{class}`"));
        self.report.add(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => {
                let names: Vec<String> = roles::div_names().map(|name| format!("`{name}`")).collect();
                diagnostic.help(format!("its content is kept; the kinds are {}", names.join(", ")))
            }
        });
        Some(parsed.classes.remove(0))
    }

    fn close_div(&mut self, fence: &Fence) {
        if self.ignored_divs > 0 {
            self.ignored_divs -= 1;
            return;
        }
        let own = |frame: &Frame| !matches!(frame.opened_by, OpenedBy::Html(_));
        let innermost = self.frames.iter().rposition(own);
        if let Some(height) = innermost.filter(|height| self.frames[*height].opened_by == OpenedBy::Fence) {
            self.frames[height].closed = true;
            return self.close_frames(height, fence.range.end);
        }
        let span = self.report.span(fence.range.clone());
        self.report.add(
            Diagnostic::new(Code::StrayDivEnd, span, "no open div to close")
                .help("a div ends in the quote or list in which it begins"),
        );
    }
}

/// Returns whether the width of a column is that of two to [`MAX_COLUMNS`] equal ones, within two hundredths.
fn is_equal_share(width: &str) -> bool {
    let percent = width.strip_suffix('%').and_then(|number| number.split('.').next());
    let Some(percent) = percent.and_then(|number| number.trim().parse::<u8>().ok()) else { return false };
    (2..=MAX_COLUMNS).any(|count| percent.abs_diff(100 / count) <= 2)
}
