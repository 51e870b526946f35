//! Resolves references and links: their text, and their targets.

use super::draft::Draft;
use super::joined::{self, Joined};
use super::names::Names;
use super::paths::{in_same_folder, is_other_file, page_name};
use crate::book::anchor::Anchor;
use crate::book::model::visit::{self, Editor};
use crate::book::model::{
    Block, BlockKind, Image, Inline, InlineKind, Note, NumberKind, Reference, ReferenceForm, ReferenceLabel,
    ReferenceLabels, SpanRole, Target, plain_text,
};
use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::lang::LangTag;
use crate::project::LinkPolicy;
use crate::words::{self, Word, Words};

/// The maximum number of dead links and references for which similar names are searched. A book with
/// more of them is usually of another tool, and none of the names would be the intended one.
const SUGGESTIONS: usize = 100;
/// The number of bytes before a reference that are searched for the word that it begins with.
const BEFORE: usize = 40;

/// The context of resolving.
pub(super) struct ResolveContext<'a> {
    pub(super) names: &'a mut Names,
    pub(super) labels: &'a ReferenceLabels,
    pub(super) words: &'a Words,
    pub(super) links: LinkPolicy,
    pub(super) sink: &'a mut Vec<Diagnostic>,
}

/// Resolves every reference and link of drafts and notes.
pub(super) fn resolve(drafts: &mut [Draft], notes: &mut [(String, Note)], context: ResolveContext<'_>) {
    let book = context.words.clone();
    let words_in = |lang: Option<&LangTag>| lang.map_or_else(|| book.clone(), |lang| book.in_text_of(lang));
    let mut resolver = Resolver {
        context,
        words: book.clone(),
        path: String::new(),
        before: Before::default(),
        in_title: false,
        left: SUGGESTIONS,
    };
    for draft in drafts {
        resolver.path.clone_from(&draft.path);
        resolver.words = words_in(draft.division.lang.as_ref());
        resolver.in_title = true;
        visit::edit_inlines(&mut draft.division.title, &mut resolver);
        visit::edit_blocks(&mut draft.division.blocks, &mut resolver);
    }
    for (path, note) in notes {
        resolver.path.clone_from(path);
        resolver.words = words_in(note.lang.as_ref());
        visit::edit_blocks(&mut note.blocks, &mut resolver);
    }
    let ResolveContext { names, sink, .. } = resolver.context;
    names.report_twice(sink);
}

struct Resolver<'a> {
    context: ResolveContext<'a>,
    /// The words in the language of the text.
    words: Words,
    path: String,
    before: Before,
    /// Whether the walk is in a heading, in which a link without text is an anchor for readers of a web
    /// site.
    in_title: bool,
    /// The number of suggestions that may still be searched for.
    left: usize,
}

/// The text before a reference in its paragraph.
#[derive(Default)]
struct Before {
    text: String,
    /// The word for what the last reference counts, if only its number is shown and it ends where
    /// `text` begins.
    bare: Option<Word>,
}

impl Before {
    fn clear(&mut self) {
        self.text.clear();
        self.bare = None;
    }

    fn push(&mut self, text: &str) {
        let tail = text.char_indices().rev().nth(BEFORE).map_or(text, |(at, _)| &text[at..]);
        if self.text.len() > 4 * BEFORE {
            self.text.clear();
            self.bare = None;
        }
        self.text.push_str(tail);
    }

    /// Returns whether the text already has the word that a reference of this kind begins with: `Table
    /// @tbl:x`, or `Tables @tbl:x and @tbl:y`.
    fn has_word(&self, name: Word, words: &Words) -> bool {
        const BETWEEN: &[&str] = &[
            ",", "and", ", and", "&", "or", "–", "-", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e",
        ];
        let text = self.text.trim_matches([' ', '\u{A0}']);
        if self.bare == Some(name) && BETWEEN.contains(&text) {
            return true;
        }
        let is_parted = self.text.ends_with([' ', '\u{A0}']);
        let last = text.rsplit([' ', '\u{A0}', '(', '[', '—', '–']).next().unwrap_or_default();
        // A chapter may be called a section, and a section a chapter: neither is "Section Chapter 1".
        let kin = [Word::Chapter, Word::Section];
        let kin = if kin.contains(&name) { &kin[..] } else { &[] };
        is_parted
            && (words::names(last, name, words) || kin.iter().any(|name| words::names(last, *name, words)))
    }
}

impl Editor for Resolver<'_> {
    fn block(&mut self, block: &mut Block) {
        self.before.clear();
        self.in_title = matches!(block.kind, BlockKind::Heading { .. });
        if let BlockKind::Figure(figure) = &mut block.kind {
            figure.images.iter_mut().for_each(|image| self.details(&mut image.image, image.span));
        }
    }

    fn inline(&mut self, inline: &mut Inline) {
        let span = inline.span;
        match &mut inline.kind {
            InlineKind::Text(text) => self.before.push(text),
            InlineKind::Reference(reference) => self.reference(reference, span),
            InlineKind::Span(role @ SpanRole::References, inner) => {
                *inner = self.references(inner);
                *role = SpanRole::Plain;
            }
            InlineKind::Image(image) => self.details(image, span),
            InlineKind::Link { to: Target::External(address), text, .. }
                if !self.in_title && is_empty_link(text) =>
            {
                // The address is shown so that no text is lost.
                *text = vec![Inline::text(address.as_str(), span)];
            }
            InlineKind::Link { to: Target::Unresolved(written), text, .. } => {
                let written = std::mem::take(written);
                let Some(id) = self.target_of_link(&written, span) else {
                    // The text is kept, and the dead link is reported.
                    let mut words = std::mem::take(text);
                    if is_empty_link(&words) && !self.in_title {
                        words = vec![Inline::text(written, span)];
                    }
                    inline.kind = InlineKind::Span(SpanRole::Plain, words);
                    return;
                };
                if is_empty_link(text) && !self.in_title {
                    // A file that begins with an epigraph still has its title as its name.
                    let titled = self.context.names.files.titled(&id);
                    let words = self.context.labels.text_of(titled).unwrap_or_else(|| id.name());
                    *text = vec![Inline::text(words, span)];
                }
                if let InlineKind::Link { to, .. } = &mut inline.kind {
                    *to = Target::Internal(id);
                }
            }
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
            | InlineKind::Citation(_)
            | InlineKind::Math(_)
            | InlineKind::Ruby(_)
            | InlineKind::Break => {}
        }
    }
}

/// Returns the word for what a label counts, which a reference has before the number. Returns `None` for a label
/// without a number, and for an equation, whose number is in parentheses.
fn counted(labels: &ReferenceLabels, anchor: &Anchor) -> Option<Word> {
    match labels.get(anchor)? {
        ReferenceLabel::Number(number) if number.kind() == NumberKind::Equation => None,
        ReferenceLabel::Number(number) => number.value().and_then(|_| number.kind().word()),
        ReferenceLabel::Title(_) | ReferenceLabel::Name(_) => None,
    }
}

/// Returns whether a link has no text and no picture.
fn is_empty_link(text: &[Inline]) -> bool {
    struct Shows(bool);
    impl visit::Visitor<'_> for Shows {
        fn inline(&mut self, inline: &Inline) {
            self.0 |=
                matches!(inline.kind, InlineKind::Image(_) | InlineKind::Note(_) | InlineKind::Reference(_));
        }
    }
    let mut shows = Shows(false);
    visit::inlines(text, &mut shows);
    !shows.0 && plain_text(text).trim().is_empty()
}

impl Resolver<'_> {
    /// Resolves the long description of a picture: `#name`, `file.md#name` or a name of this file.
    fn details(&mut self, image: &mut Image, span: Span) {
        let Some(Target::Unresolved(written)) = image.details.take() else { return };
        let is_name = !written.contains('#') && self.context.names.files.beginning(&written).is_none();
        let target = if is_name { format!("#{written}") } else { written };
        image.details = self.target_of_link(&target, span).map(Target::Internal);
    }

    /// Replaces a label with its target.
    fn reference(&mut self, reference: &mut Reference, span: Span) {
        let Reference::Written(label, form) = reference else { return };
        let form = *form;
        if form == ReferenceForm::Page {
            // If there is no such target, the reference before it is reported.
            if let Some(anchor) = self.target_of_label(label) {
                *reference = Reference::PageOf(anchor);
            }
            return;
        }
        let Some(anchor) = self.target(label, span) else { return };
        let counted = counted(self.context.labels, &anchor);
        let has_word = |name: &Word| self.before.has_word(*name, &self.words);
        let bare = counted.filter(|name| form == ReferenceForm::Number || has_word(name));
        self.before.clear();
        self.before.bare = bare;
        let is_number = bare.is_some() || form == ReferenceForm::Number;
        *reference = if is_number { Reference::NumberOf(anchor) } else { Reference::To(anchor) };
    }

    /// Returns what several references become.
    fn references(&mut self, inner: &[Inline]) -> Vec<Inline> {
        let mut items: Vec<Joined> = Vec::new();
        for inline in inner {
            let InlineKind::Reference(Reference::Written(label, form)) = &inline.kind else { continue };
            if *form == ReferenceForm::Page {
                items.iter_mut().last().into_iter().for_each(|item| item.has_page = true);
                continue;
            }
            let Some(anchor) = self.target(label, inline.span) else { continue };
            let number = match self.context.labels.get(&anchor) {
                Some(ReferenceLabel::Number(number)) => Some(number.clone()),
                Some(ReferenceLabel::Title(_) | ReferenceLabel::Name(_)) | None => None,
            };
            let is_number = *form == ReferenceForm::Number;
            items.push(Joined { anchor, number, is_number, has_page: false, span: inline.span });
        }
        let words = &self.words;
        let joined = joined::join(items, |word| self.before.has_word(word, words), words);
        self.before.clear();
        joined
    }

    /// Returns the target of a label, or reports that there is none.
    fn target(&mut self, label: &str, span: Span) -> Option<Anchor> {
        let anchor = self.target_of_label(label);
        if anchor.is_none() {
            self.before.clear();
            let suggests = self.suggests();
            let message = format!("`@{label}` refers to nothing in the book");
            let mut diagnostic = Diagnostic::new(Code::UnknownReference, span, message);
            // A name without a label, such as one within a paragraph, would be no better than the one
            // written.
            let others = self.context.names.given().filter(|name| *name != label);
            let near = if suggests { did_you_mean(label, others) } else { None };
            if let Some(near) = near {
                diagnostic = diagnostic.help(format!("did you mean `@{near}`?"));
            }
            let help = "a name is given by `{#name}` at a figure, a table or a heading";
            self.context.sink.push(diagnostic.help(help));
        }
        anchor
    }

    /// Returns the target of a label. `@sec:hanoi` also finds a heading `{#hanoi}`, and one whose words
    /// are `hanoi`; `@fig-map` and `@fig:map` are equivalent.
    fn target_of_label(&mut self, label: &str) -> Option<Anchor> {
        let ResolveContext { names, labels, .. } = &mut self.context;
        let mark = label.find([':', '-']).unwrap_or(0);
        let (prefix, bare) = (&label[..mark], label[mark..].trim_start_matches([':', '-']));
        let other = if label[mark..].starts_with(':') { '-' } else { ':' };
        let others = [bare.to_owned(), format!("{prefix}{other}{bare}")];
        let found = names.find_given(&self.path, label);
        let found = found.or_else(|| others.iter().find_map(|name| names.find_given(&self.path, name)));
        let found = found.or_else(|| match prefix {
            "ch" | "chap" => names.find(&self.path, label).or_else(|| names.find(&self.path, bare)),
            "sec" => names.find(&self.path, bare),
            _ => None,
        });
        found.filter(|anchor| labels.get(anchor).is_some())
    }

    /// Returns the target of a link as written.
    fn target_of_link(&mut self, written: &str, span: Span) -> Option<Anchor> {
        let (path, name) = written.split_once('#').map_or((written, None), |(path, name)| (path, Some(name)));
        let name = name.filter(|name| !name.is_empty());
        let names = &mut *self.context.names;
        let found =
            if path.is_empty() { Some(self.path.clone()) } else { names.files.find(path).map(str::to_owned) };
        let Some(file) = found else {
            // Tools that make a page of each chapter name the page after the chapter.
            let by_page = page_name(path).filter(|_| in_same_folder(path, &self.path)).and_then(|page| {
                let begins = names.find("", page)?;
                name.map_or(Some(begins), |name| names.find("", name))
            });
            if by_page.is_none() {
                self.report_dead(path, span);
            }
            return by_page;
        };
        let Some(name) = name else { return names.files.beginning(&file).cloned() };
        let found = names.find(&file, name);
        if found.is_none() {
            let message = format!("link to `#{name}`, which is nowhere in `{file}`");
            let near =
                self.suggests().then(|| did_you_mean(name, self.context.names.names_in(&file))).flatten();
            let help = match near {
                Some(near) => format!("did you mean `#{near}`?"),
                None => format!("give the heading that is meant a name: `{{#{name}}}`"),
            };
            self.context.sink.push(Diagnostic::new(self.dead(), span, message).help(help));
        }
        found
    }

    fn report_dead(&mut self, path: &str, span: Span) {
        let diagnostic = if is_other_file(path) {
            let message = format!("link to the file `{path}`, which is not part of the book");
            let help =
                "its words are kept as text; write the file's whole address on the web to keep the link";
            Diagnostic::new(Code::OtherFileLink, span, message).help(help)
        } else {
            let message = format!("link to `{path}`, which is not in the book");
            let near = self.suggests().then(|| did_you_mean(path, self.context.names.files.all())).flatten();
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "link to a file of the chapter list, or write the whole address: `https://...`".to_owned()
                }
            };
            Diagnostic::new(self.dead(), span, message).help(help)
        };
        self.context.sink.push(diagnostic);
    }

    /// Returns the code of a dead link.
    fn dead(&self) -> Code {
        match self.context.links {
            LinkPolicy::Warn => Code::DeadLink,
            LinkPolicy::Error => Code::BrokenLink,
        }
    }

    fn suggests(&mut self) -> bool {
        let suggests = self.left > 0;
        self.left = self.left.saturating_sub(1);
        suggests
    }
}
