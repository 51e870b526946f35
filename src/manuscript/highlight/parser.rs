//! Applies a grammar to the lines of a text. Entry point: [`LineParser`].
//!
//! A grammar is a set of contexts, each with patterns. At a place of a line, of all patterns of the context that is open
//! the one that matches first counts, and of several there the one that is listed first. It may open and close contexts
//! ("Syntax Definitions", sublimetext.com/docs). The parser of the library does the same, with two differences: it runs
//! every expression, also those that cannot match ([`Needs`](super::needs::Needs)); and it never ends where two contexts
//! replace each other at one place, as those of JavaScript do at a comment at the end of a line.

use std::sync::Arc;

use syntect::parsing::syntax_definition::{MatchOperation, MatchPattern};
use syntect::parsing::{Region, ScopeStackOp};

use super::contexts::{Contexts, KnownContext, KnownPattern};
use super::operations::Operations;

/// The maximum number of open contexts, as in the library; a pattern that would open one more ends its line.
const MAX_DEPTH: usize = 100;
/// How many times a pattern may match no text at one place in the same context.
const MAX_EMPTY_MATCHES: usize = 3;

/// A parser of one text.
#[derive(Debug)]
pub(super) struct LineParser {
    contexts: &'static Contexts,
    open: Vec<OpenContext>,
    is_first_line: bool,
    /// The numbers of open contexts at which patterns matched that a context adds to those within it. There, only the
    /// patterns added since then count.
    added_from: Vec<usize>,
    found: Found,
}

/// A context that is open.
#[derive(Clone, Debug)]
struct OpenContext {
    known: Arc<KnownContext>,
    /// The patterns that every context of the grammar has.
    prototype: Option<Arc<KnownContext>>,
    /// The patterns that this context adds to all within it.
    added: Vec<Arc<KnownContext>>,
    /// The match that opened it, if its expressions refer to that.
    captures: Option<Arc<(Region, String)>>,
}

/// A match at a place of a line.
#[derive(Debug)]
struct Match {
    pattern: Arc<KnownPattern>,
    /// Its groups, if they depend on the match that opened the context.
    region: Option<Region>,
    is_added: bool,
    /// Whether it would lead to the same place and contexts again.
    loops: bool,
}

/// The place in a line, and what is known there of loops.
#[derive(Debug, Default)]
struct Place {
    at: usize,
    /// Where a pattern without text last opened a context, and how many contexts are open in it.
    opened: (usize, usize),
    /// The patterns that matched no text here, each with the context that was open.
    empty: Vec<(usize, OpenedAs)>,
}

/// The address of a context, and the number of those that are open.
type OpenedAs = (usize, usize);

impl LineParser {
    /// Returns a parser of a text in the grammar with this index; `None` if it has no first context.
    pub(super) fn new(contexts: &'static Contexts, syntax: usize) -> Option<Self> {
        let first = OpenContext::new(contexts.start(syntax)?, contexts)?;
        Some(Self {
            contexts,
            open: vec![first],
            is_first_line: true,
            added_from: Vec::new(),
            found: Found::default(),
        })
    }

    /// Parses the next line, with its line end, and returns where scopes open and close in it.
    ///
    /// Stops within the line if the [`work`](Self::work) exceeds `max_work`. Returns `None` if the grammar is at fault.
    pub(super) fn line(&mut self, line: &str, max_work: u64) -> Option<Vec<(usize, ScopeStackOp)>> {
        let mut operations = Operations::default();
        if std::mem::take(&mut self.is_first_line) {
            operations.open_first(&self.open.last()?.known);
        }
        self.found.clear();
        let mut place = Place::default();
        while self.found.work <= max_work
            && let Some(best) = self.best(line, &place)?
        {
            if best.loops {
                // Sublime Text goes on after the next character.
                let Some(next) = line[place.at..].char_indices().nth(1) else { break };
                place.at += next.0;
                place.empty.clear();
                continue;
            }
            self.accept(line, &best, &mut place, &mut operations)?;
        }
        Some(operations.done())
    }

    /// Returns the number of bytes that were searched for patterns so far, each as often as it was searched.
    pub(super) fn work(&self) -> u64 {
        self.found.work
    }

    /// Applies a match.
    fn accept(
        &mut self,
        line: &str,
        best: &Match,
        place: &mut Place,
        operations: &mut Operations,
    ) -> Option<()> {
        let pattern = best.pattern.pattern;
        let region = best.region.clone().or_else(|| self.found.region_of(&best.pattern))?;
        let end = region.pos(0)?.1;
        if end > place.at {
            place.empty.clear();
        } else {
            place.empty.push((best.pattern.number, self.opened_as()?));
            if matches!(pattern.operation, MatchOperation::Push(_)) {
                place.opened = (end, self.open.len() + 1);
            }
        }
        place.at = end;
        if best.is_added {
            self.added_from.push(self.open.len());
        }
        let opened = self.opened(pattern)?;
        operations.add(pattern, &region, &self.open.last()?.known, &opened);
        self.change(line, &region, pattern, opened)
    }

    fn opened_as(&self) -> Option<OpenedAs> {
        Some((Arc::as_ptr(&self.open.last()?.known).addr(), self.open.len()))
    }

    /// Returns the contexts that a pattern opens.
    fn opened(&self, pattern: &MatchPattern) -> Option<Vec<Arc<KnownContext>>> {
        match &pattern.operation {
            MatchOperation::Push(names) | MatchOperation::Set(names) => {
                names.iter().map(|name| self.contexts.named(name)).collect()
            }
            _ => Some(Vec::new()),
        }
    }

    /// Opens and closes contexts.
    fn change(
        &mut self,
        line: &str,
        region: &Region,
        pattern: &MatchPattern,
        opened: Vec<Arc<KnownContext>>,
    ) -> Option<()> {
        let mut kept = Vec::new();
        match &pattern.operation {
            MatchOperation::Pop => {
                self.open.pop();
                return (!self.open.is_empty()).then_some(());
            }
            // A context that takes the place of another keeps the patterns that were added with that.
            MatchOperation::Set(_) => kept = self.open.pop()?.added,
            _ => {}
        }
        let last = opened.len().saturating_sub(1);
        for (index, known) in opened.into_iter().enumerate() {
            let mut next = OpenContext::new(known, self.contexts)?;
            next.added = std::mem::take(&mut kept);
            if let Some(added) = pattern.with_prototype.as_ref().filter(|_| index == last) {
                next.added.push(self.contexts.named(added)?);
            }
            let refers = |known: &Arc<KnownContext>| known.context.uses_backrefs;
            if refers(&next.known) || next.added.iter().any(refers) {
                next.captures = Some(Arc::new((region.clone(), line.to_owned())));
            }
            self.open.push(next);
        }
        Some(())
    }

    /// Returns the match that counts at a place; the inner value is `None` if nothing matches in the rest of the line.
    #[allow(clippy::option_option, reason = "the outer one is a fault of the grammar")]
    fn best(&mut self, line: &str, place: &Place) -> Option<Option<Match>> {
        while self.added_from.last().is_some_and(|depth| *depth >= self.open.len()) {
            self.added_from.pop();
        }
        let depth = self.open.len();
        let may_return = place.opened == (place.at, depth);
        let here = self.opened_as()?;
        let current = self.open.last()?;
        let added = self.open[self.added_from.last().copied().unwrap_or(0)..].iter();
        let added =
            added.flat_map(|open| open.added.iter().map(|known| (true, known, open.captures.as_deref())));
        let own = current.prototype.iter().map(|known| (false, known, None));
        let own = own.chain([(false, &current.known, current.captures.as_deref())]);
        let mut best: Option<Match> = None;
        let mut best_start = usize::MAX;
        for (is_added, known, captures) in added.chain(own) {
            for pattern in &known.patterns {
                let Some((start, end)) = self.found.find(pattern, line, place.at, depth, captures) else {
                    continue;
                };
                if start > best_start
                    || (start == best_start && best.as_ref().is_some_and(|best| !best.loops))
                {
                    continue;
                }
                let operation = &pattern.pattern.operation;
                if matches!(operation, MatchOperation::Push(_)) && depth >= MAX_DEPTH {
                    return Some(None);
                }
                let is_return = may_return && matches!(operation, MatchOperation::Pop);
                let seen = || place.empty.iter().filter(|seen| **seen == (pattern.number, here)).count();
                let loops = end <= place.at && (is_return || seen() >= MAX_EMPTY_MATCHES);
                let region = refers(pattern, captures).map(|_| self.found.region.clone());
                best = Some(Match { pattern: pattern.clone(), region, is_added, loops });
                best_start = start;
                if start == place.at && !loops {
                    return Some(best);
                }
            }
        }
        Some(best)
    }
}

impl OpenContext {
    fn new(known: Arc<KnownContext>, contexts: &Contexts) -> Option<Self> {
        let prototype = match known.context.prototype {
            Some(id) => Some(contexts.identified(id)?),
            None => None,
        };
        Some(Self { known, prototype, added: Vec::new(), captures: None })
    }
}

/// The matches of patterns in a line, so that none is looked for twice.
#[derive(Debug, Default)]
struct Found {
    /// The next match of each pattern, by its number.
    next: Vec<Next>,
    /// The patterns that were looked for.
    known: Vec<usize>,
    /// The groups of the match that was searched last.
    region: Region,
    /// The number of bytes that were searched, in all lines.
    work: u64,
}

/// The next match of a pattern in a line.
#[derive(Clone, Debug, Default)]
enum Next {
    #[default]
    Unknown,
    None,
    At(Region),
}

impl Found {
    /// Forgets the matches of a line.
    fn clear(&mut self) {
        for number in self.known.drain(..) {
            self.next[number] = Next::Unknown;
        }
    }

    /// Returns the groups of the next match of a pattern.
    fn region_of(&self, known: &KnownPattern) -> Option<Region> {
        if let Next::At(region) = self.next.get(known.number)? { Some(region.clone()) } else { None }
    }

    /// Returns the extent of the next match of a pattern.
    fn find(
        &mut self,
        known: &KnownPattern,
        line: &str,
        at: usize,
        depth: usize,
        captures: Option<&(Region, String)>,
    ) -> Option<(usize, usize)> {
        if self.next.len() <= known.number {
            self.next.resize(known.number + 1, Next::Unknown);
        }
        match &self.next[known.number] {
            Next::None => return None,
            Next::At(region) => {
                let extent = region.pos(0)?;
                if extent.0 >= at {
                    return Some(extent);
                }
            }
            Next::Unknown => {}
        }
        let pattern = known.pattern;
        let refers = refers(known, captures);
        self.work += (line.len() - at) as u64;
        let is_found = match refers {
            Some((region, text)) => {
                pattern.regex_with_refs(region, text).search(line, at, line.len(), Some(&mut self.region))
            }
            None if known.needs.are_met_by(&line[at..]) => {
                pattern.regex.search(line, at, line.len(), Some(&mut self.region))
            }
            None => false,
        };
        let extent = if is_found { self.region.pos(0) } else { None };
        // Patterns that change nothing would be found again and again.
        let changes = |(start, end): &(usize, usize)| match pattern.operation {
            MatchOperation::None => start != end,
            MatchOperation::Push(_) => depth < MAX_DEPTH,
            _ => true,
        };
        let changing = extent.filter(changes);
        if refers.is_none() && (changing.is_some() || extent.is_none()) {
            self.known.push(known.number);
            self.next[known.number] =
                if changing.is_some() { Next::At(self.region.clone()) } else { Next::None };
        }
        changing
    }
}

/// Returns the match to which an expression refers.
fn refers<'a>(known: &KnownPattern, captures: Option<&'a (Region, String)>) -> Option<&'a (Region, String)> {
    captures.filter(|_| known.pattern.has_captures)
}
