//! References and links: what is shown for them, and where they lead.

use super::draft::Draft;
use super::ids::{LABEL, Names};
use super::visit::{self, Editor};
use super::words::{self, Word};
use super::{
    Block, BlockKind, Division, Image, Inline, InlineKind, Labelled, Labels, Note, Role, SpanRole, Target,
    plain_text,
};
use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::lang::LangTag;

/// The labels of a book, by name as written.
pub(super) struct Shown(pub(super) Labels);

/// What everything that has a name is called where it is referred to.
pub(super) fn labels(drafts: &[Draft], names: &Names, lang: &LangTag) -> Shown {
    let mut labels = Labels::new();
    for draft in drafts {
        if let Some(name) = &draft.given_id {
            let labelled =
                Labelled { text: of_division(&draft.division, lang), id: draft.division.id.clone() };
            labels.insert(name.clone(), labelled);
        }
        let mut finder = Finder { labels: &mut labels, lang };
        visit::blocks(&draft.division.blocks, &mut finder);
    }
    // A chapter's file name is a label too: `@ch:summits`.
    for draft in drafts {
        let text = of_division(&draft.division, lang);
        let id = draft.division.id.clone();
        debug_assert!(names.file(&draft.path).is_some());
        labels.entry(format!("ch:{id}")).or_insert(Labelled { text, id });
    }
    Shown(labels)
}

fn of_division(division: &Division, lang: &LangTag) -> String {
    match (&division.number, division.role) {
        (Some(number), Role::Chapter) => words::numbered(Word::Chapter, number, lang),
        (Some(number), Role::Part) => words::numbered(Word::Part, number, lang),
        (Some(number), _) => number.clone(),
        (None, _) => quoted(&division.label, lang),
    }
}

/// A title between the quotation marks of the language.
fn quoted(title: &str, lang: &LangTag) -> String {
    let (open, close) = match lang.primary() {
        "de" => ("„", "“"),
        "fr" => ("«\u{202F}", "\u{202F}»"),
        "es" | "it" => ("«", "»"),
        _ => ("“", "”"),
    };
    format!("{open}{title}{close}")
}

struct Finder<'a> {
    labels: &'a mut Labels,
    lang: &'a LangTag,
}

impl<'a> visit::Visitor<'a> for Finder<'_> {
    fn block(&mut self, block: &'a Block) {
        let (Some(id), Some(name)) = (block.attr.id(), block.attr.value(LABEL)) else { return };
        let text = match &block.kind {
            BlockKind::Figure(figure) => figure.number.clone(),
            BlockKind::Table(table) => table.number.clone(),
            BlockKind::Heading { number: Some(number), .. } => {
                Some(words::numbered(Word::Section, number, self.lang))
            }
            BlockKind::Heading { text, .. } => Some(quoted(&plain_text(text), self.lang)),
            _ => None,
        };
        let text = text.unwrap_or_else(|| name.rsplit(':').next().unwrap_or(name).to_owned());
        self.labels.insert(name.to_owned(), Labelled { text, id: id.to_owned() });
    }
}

/// Settles every reference and link of drafts and notes.
pub(super) fn resolve(
    drafts: &mut [Draft],
    notes: &mut [(String, Note)],
    names: &mut Names,
    labels: &Shown,
    sink: &mut Vec<Diagnostic>,
) {
    let mut resolver = Resolver { path: String::new(), names, labels: &labels.0, sink };
    for draft in drafts {
        resolver.path.clone_from(&draft.path);
        visit::edit_inlines(&mut draft.division.title, &mut resolver);
        visit::edit_blocks(&mut draft.division.blocks, &mut resolver);
    }
    for (path, note) in notes {
        resolver.path.clone_from(path);
        visit::edit_blocks(&mut note.blocks, &mut resolver);
    }
}

struct Resolver<'a> {
    path: String,
    names: &'a Names,
    labels: &'a Labels,
    sink: &'a mut Vec<Diagnostic>,
}

impl Editor for Resolver<'_> {
    fn block(&mut self, block: &mut Block) {
        if block.attr.value(LABEL).is_some() {
            block.attr.get_mut().pairs.retain(|(key, _)| key != LABEL);
        }
        if let BlockKind::Figure(figure) = &mut block.kind {
            figure.images.iter_mut().for_each(|image| self.details(&mut image.image, image.span));
        }
    }

    fn inline(&mut self, inline: &mut Inline) {
        let span = inline.span;
        match &mut inline.kind {
            InlineKind::Reference(label) => self.reference(label, span),
            InlineKind::Image(image) => self.details(image, span),
            InlineKind::Link { to: Target::Unresolved(written), text, .. } => {
                if let Some(id) = self.target(written, span) {
                    if let InlineKind::Link { to, .. } = &mut inline.kind {
                        *to = Target::Internal(id);
                    }
                } else {
                    // The words stay; the mistake is told.
                    inline.kind = InlineKind::Span(SpanRole::Plain, std::mem::take(text));
                }
            }
            _ => {}
        }
    }
}

impl Resolver<'_> {
    /// What describes a picture at length: `#name`, `file.md#name` or a name of this file.
    fn details(&mut self, image: &mut Image, span: Span) {
        let Some(written) = image.details.take() else { return };
        let is_name = !written.contains('#') && self.names.file(&written).is_none();
        let target = if is_name { format!("#{written}") } else { written };
        image.details = self.target(&target, span);
    }

    fn reference(&mut self, label: &mut String, span: Span) {
        if self.labels.contains_key(label) {
            return;
        }
        // `@sec:hanoi` finds a heading `{#hanoi}` as well.
        let bare = label.split_once(':').map_or(label.as_str(), |(_, bare)| bare);
        if self.labels.contains_key(bare) {
            *label = bare.to_owned();
            return;
        }
        let message = format!("`@{label}` refers to nothing in the book");
        let mut diagnostic = Diagnostic::new(Code::UnknownReference, span, message);
        if let Some(near) = did_you_mean(label, self.labels.keys().map(String::as_str)) {
            diagnostic = diagnostic.help(format!("did you mean `@{near}`?"));
        }
        self.sink.push(diagnostic.help("a name is given by `{#name}` at a figure, a table or a heading"));
    }

    /// The identifier that a link as written leads to.
    fn target(&mut self, written: &str, span: Span) -> Option<String> {
        let (path, name) = written.split_once('#').map_or((written, None), |(path, name)| (path, Some(name)));
        let path = if path.is_empty() { self.path.clone() } else { path.to_owned() };
        let Some(file) = self.names.file(&path) else {
            let message = format!("link to `{path}`, which is not in the book");
            let mut diagnostic = Diagnostic::new(Code::BrokenLink, span, message);
            if let Some(near) = did_you_mean(&path, self.names.paths()) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            }
            self.sink.push(diagnostic);
            return None;
        };
        let Some(name) = name.filter(|name| !name.is_empty()) else { return Some(file.to_owned()) };
        if let Some(id) = self.names.find(&path, name) {
            return Some(id.to_owned());
        }
        let message = format!("link to `#{name}`, which is nowhere in `{path}`");
        let mut diagnostic = Diagnostic::new(Code::BrokenLink, span, message);
        if let Some(near) = did_you_mean(name, self.names.names_in(&path)) {
            diagnostic = diagnostic.help(format!("did you mean `#{near}`?"));
        }
        self.sink.push(diagnostic);
        None
    }
}
