//! Where scopes open and close in a line. Entry point: [`Operations`].

use std::cmp::Reverse;
use std::sync::Arc;

use syntect::parsing::syntax_definition::{Context, MatchOperation, MatchPattern};
use syntect::parsing::{Region, Scope, ScopeStackOp};

use super::contexts::KnownContext;

/// The changes of the open scopes in a line, in the order in which they apply.
#[derive(Debug, Default)]
pub(super) struct Operations(Vec<(usize, ScopeStackOp)>);

impl Operations {
    pub(super) fn done(self) -> Vec<(usize, ScopeStackOp)> {
        self.0
    }

    /// Opens the scope of the grammar.
    pub(super) fn open_first(&mut self, first: &KnownContext) {
        self.push_scopes(0, first.context.meta_content_scope.get(..1).unwrap_or_default());
    }

    /// Adds the scopes of a match: those of the pattern and its groups, and of the contexts that it closes and opens.
    pub(super) fn add(
        &mut self,
        pattern: &MatchPattern,
        region: &Region,
        current: &KnownContext,
        opened: &[Arc<KnownContext>],
    ) {
        let Some((start, end)) = region.pos(0) else { return };
        self.before(start, current.context, opened, &pattern.operation);
        self.push_scopes(start, &pattern.scope);
        self.groups(pattern, region);
        self.pop(end, pattern.scope.len());
        self.after(end, current.context, opened, &pattern.operation);
    }

    /// Adds the scopes of the groups of a match, the outer before the inner ones.
    fn groups(&mut self, pattern: &MatchPattern, region: &Region) {
        let mut all = Vec::new();
        for (group, scopes) in pattern.captures.iter().flatten() {
            let Some((start, end)) = region.pos(*group).filter(|(start, end)| start < end) else { continue };
            let open = |scope: &Scope| ((start, 1, Reverse(end - start)), ScopeStackOp::Push(*scope));
            all.extend(scopes.iter().map(open));
            all.push(((end, 0, Reverse(0)), ScopeStackOp::Pop(scopes.len())));
        }
        all.sort_by_key(|(order, _)| *order);
        self.0.extend(all.into_iter().map(|((at, ..), operation)| (at, operation)));
    }

    /// Adds what applies before the text of a match: it has the scopes of the contexts that it opens. If one of these
    /// takes the place of another context, it has those of both.
    fn before(
        &mut self,
        at: usize,
        current: &Context,
        opened: &[Arc<KnownContext>],
        operation: &MatchOperation,
    ) {
        match operation {
            MatchOperation::Pop => self.pop(at, current.meta_content_scope.len()),
            MatchOperation::Push(_) | MatchOperation::Set(_) => {
                let is_set = matches!(operation, MatchOperation::Set(_));
                if is_set && current.clear_scopes.is_some() {
                    self.0.push((at, ScopeStackOp::Restore));
                }
                for next in opened.iter().map(|known| known.context) {
                    if !is_set {
                        self.clear(at, next);
                    }
                    self.push_scopes(at, &next.meta_scope);
                }
            }
            MatchOperation::None => {}
        }
    }

    /// Adds what applies after the text of a match. Scopes of the contents of contexts begin here, under those of the
    /// contexts within, which are closed and opened again for that.
    fn after(
        &mut self,
        at: usize,
        current: &Context,
        opened: &[Arc<KnownContext>],
        operation: &MatchOperation,
    ) {
        let is_set = match operation {
            MatchOperation::Pop => {
                self.pop(at, current.meta_scope.len());
                if current.clear_scopes.is_some() {
                    self.0.push((at, ScopeStackOp::Restore));
                }
                return;
            }
            MatchOperation::Push(_) => false,
            MatchOperation::Set(_) => true,
            MatchOperation::None => return,
        };
        let of_current = if is_set { current.meta_scope.len() + current.meta_content_scope.len() } else { 0 };
        let changes =
            |next: &Context| !next.meta_content_scope.is_empty() || (is_set && next.clear_scopes.is_some());
        if of_current == 0 && !opened.iter().any(|known| changes(known.context)) {
            return;
        }
        self.pop(at, of_current + opened.iter().map(|known| known.context.meta_scope.len()).sum::<usize>());
        for next in opened.iter().map(|known| known.context) {
            if is_set {
                self.clear(at, next);
            }
            self.push_scopes(at, &next.meta_scope);
            self.push_scopes(at, &next.meta_content_scope);
        }
    }

    fn push_scopes(&mut self, at: usize, scopes: &[Scope]) {
        self.0.extend(scopes.iter().map(|scope| (at, ScopeStackOp::Push(*scope))));
    }

    fn pop(&mut self, at: usize, count: usize) {
        if count > 0 {
            self.0.push((at, ScopeStackOp::Pop(count)));
        }
    }

    fn clear(&mut self, at: usize, context: &Context) {
        if let Some(amount) = context.clear_scopes {
            self.0.push((at, ScopeStackOp::Clear(amount)));
        }
    }
}
