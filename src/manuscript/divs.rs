//! Fenced divs: `::: verse` … `:::`. Entry point: [`Reader::rule`].

use std::ops::Range;

use super::atoms::Rigour;
use super::attributes::{self, Written};
use super::blocks::Reader;
use super::effects::Construct;
use super::fences::Fence;
use super::frames::{Frame, Kind, Origin};
use super::roles::{self, DivRole};
use crate::book::{Attr, BlockKind, GroupRole, Key, TitleRole};
use crate::diag::{Code, Diagnostic, did_you_mean};

impl Reader<'_> {
    /// A thematic break: a fence where one was hidden, else a scene break.
    pub(super) fn rule(&mut self, range: Range<usize>) {
        self.end_run();
        let Some(fence) = self.prepared.fence_at(range.start).cloned() else {
            let end = range.start + self.source[range.clone()].trim_end().len();
            return self.put(BlockKind::SceneBreak, Attr::NONE, range.start..end);
        };
        if fence.opens() { self.open_div(&fence) } else { self.close_div(&fence) }
    }

    fn open_div(&mut self, fence: &Fence) {
        let (mut written, rest) = self.opening(fence);
        if !self.has_room(fence.range.clone()) {
            self.ignored_divs += 1;
            return;
        }
        let only = match written.take(Key::Only).as_deref() {
            Some("epub") => Some(GroupRole::OnlyEpub),
            Some("pdf") => Some(GroupRole::OnlyPdf),
            Some(other) => {
                let span = self.report.span(fence.range.clone());
                let message = format!("unknown kind of book `{other}`");
                self.report.add(
                    Diagnostic::new(Code::BadAttributes, span, message)
                        .help("write `only=epub` or `only=pdf`"),
                );
                None
            }
            None => None,
        };
        let role = written.take_role(roles::div);
        // The classes of a figure say at which side of the text it is.
        let groups = role.is_some_and(|role| role != DivRole::Figure);
        let mut others: Vec<GroupRole> =
            std::iter::from_fn(|| written.take_role(|name| roles::beside(name).filter(|_| groups))).collect();
        let unknown = if role.is_none() { self.unknown(&mut written, fence) } else { None };
        let named = role != Some(DivRole::PageBreak);
        let mut title = named.then(|| written.take_first(&[Key::Title, Key::Caption])).flatten();
        let mut attr = written.settle(Construct::Div, &mut self.report, fence.range.clone());
        attr = self.shortened(attr, &fence.range);
        if let Some(class) = unknown {
            attr.get_mut().classes.insert(0, class);
        }
        let kind = match role {
            Some(DivRole::Verse) => Kind::Verse,
            Some(DivRole::Quote) => Kind::Quote,
            Some(DivRole::Figure) => {
                let caption = title.take().map(|title| self.line(&title, &fence.range));
                Kind::Figure { caption: caption.unwrap_or_default() }
            }
            Some(DivRole::PageBreak) => Kind::PageBreak,
            Some(DivRole::Group(role)) => Kind::Group(role),
            None => Kind::Group(only.unwrap_or(GroupRole::Plain)),
        };
        let mut frame = Frame::new(kind, Origin::Fence, attr, fence.range.start);
        others.extend(only.filter(|_| role.is_some()));
        frame.others = others;
        self.frames.push(frame);
        if let Some(title) = title {
            let title = self.line(&title, &fence.range);
            self.put(BlockKind::TitleLine(TitleRole::Box, title), Attr::NONE, fence.range.clone());
        }
        if !rest.is_empty() {
            for (i, c) in self.source[rest.clone()].char_indices() {
                let at = rest.start + i;
                self.push(c, Rigour::Text, at..at + c.len_utf8());
            }
            self.end_run();
        }
    }

    /// The name and attributes of an opening fence, and the words after them that do not belong there.
    fn opening(&mut self, fence: &Fence) -> (Written, Range<usize>) {
        let body = &self.source[fence.body.clone()];
        let name_end = body.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(body.len());
        let name = &body[..name_end];
        let blank = body[name_end..].len() - body[name_end..].trim_start().len();
        let rest = fence.body.start + name_end + blank;
        let braces =
            self.source[rest..fence.body.end].starts_with('{').then(|| attributes::parse(self.source, rest));
        let (mut written, end) = match braces {
            Some(Some((written, end))) if end <= fence.body.end => (written, end),
            _ => (Written::default(), rest),
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
            Some((key, value)) => written.pairs.push((key.to_owned(), value.trim_matches('"').to_owned())),
            None if name.is_empty() => {}
            None => written.classes.insert(0, name.to_owned()),
        }
        (written, left..fence.body.end)
    }

    /// Reports the name of a div that gives it no role, and takes it out of the classes.
    fn unknown(&mut self, written: &mut Written, fence: &Fence) -> Option<String> {
        let named = !self.source[fence.body.clone()].starts_with('{');
        let class = written.classes.first()?;
        let near = did_you_mean(class, roles::div_names());
        if !named && near.is_none() {
            return None;
        }
        let span = self.report.span(fence.body.clone());
        let diagnostic = Diagnostic::new(Code::UnknownDiv, span, format!("unknown kind of div `{class}`"));
        self.report.add(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => {
                let names: Vec<String> = roles::div_names().map(|name| format!("`{name}`")).collect();
                diagnostic.help(format!("what it holds is kept; the kinds are {}", names.join(", ")))
            }
        });
        Some(written.classes.remove(0))
    }

    fn close_div(&mut self, fence: &Fence) {
        if self.ignored_divs > 0 {
            self.ignored_divs -= 1;
            return;
        }
        let own = |frame: &Frame| !matches!(frame.origin, Origin::Html(_));
        let innermost = self.frames.iter().rposition(own);
        if let Some(height) = innermost.filter(|height| self.frames[*height].origin == Origin::Fence) {
            self.frames[height].closed = true;
            return self.close_frames(height, fence.range.end);
        }
        let span = self.report.span(fence.range.clone());
        self.report.add(
            Diagnostic::new(Code::StrayDivEnd, span, "this ends no div")
                .help("a div ends in the quote or list in which it begins"),
        );
    }
}
