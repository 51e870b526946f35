//! The contexts of grammars: which patterns are tried in a place. Entry points: [`Contexts::start`] and [`Contexts::known`].

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;
use serde::de::value::{Error, MapAccessDeserializer, MapDeserializer};
use syntect::parsing::syntax_definition::{
    Context, ContextId, ContextReference, MatchOperation, MatchPattern, context_iter,
};
use syntect::parsing::{Scope, SyntaxSet};

use super::needs::Needs;

/// A context of a grammar.
#[derive(Debug)]
pub(super) struct KnownContext {
    pub(super) context: &'static Context,
    /// Its patterns and those of the contexts that it includes, in the order in which they are tried.
    pub(super) patterns: Vec<Arc<KnownPattern>>,
}

/// A pattern of a grammar.
#[derive(Debug)]
pub(super) struct KnownPattern {
    pub(super) pattern: &'static MatchPattern,
    /// Identifies the pattern; numbers begin at 0 in a process.
    pub(super) number: usize,
    pub(super) needs: Needs,
}

/// The contexts of all grammars, each read when a text first needs it.
#[derive(Debug)]
pub(super) struct Contexts {
    set: &'static SyntaxSet,
    read: Mutex<Read>,
}

/// The contexts and patterns that were read, by their addresses in the set, which never change.
#[derive(Debug, Default)]
struct Read {
    contexts: HashMap<usize, Arc<KnownContext>>,
    patterns: HashMap<usize, Arc<KnownPattern>>,
}

impl Contexts {
    pub(super) fn new(set: &'static SyntaxSet) -> Self {
        Self { set, read: Mutex::default() }
    }

    /// Returns the context in which a text in the grammar with this index begins. It has the grammar's scope, and one
    /// pattern, which matches at once and opens the main context.
    pub(super) fn start(&self, syntax: usize) -> Option<Arc<KnownContext>> {
        let scope = self.set.syntaxes().get(syntax)?.scope;
        let contexts = (0..).map_while(|context| reference(syntax, context)?.resolve(self.set).ok());
        contexts.filter(|context| is_start(context, scope)).map(|context| self.known(context)).next()
    }

    /// Returns the context that is named in a pattern.
    pub(super) fn named(&self, reference: &ContextReference) -> Option<Arc<KnownContext>> {
        reference.resolve(self.set).ok().map(|context| self.known(context))
    }

    /// Returns the context with an identity.
    pub(super) fn identified(&self, id: ContextId) -> Option<Arc<KnownContext>> {
        let mut named = reference(0, 0)?;
        if let ContextReference::Direct { 0: place, .. } = &mut named {
            *place = id;
        }
        self.named(&named)
    }

    fn known(&self, context: &'static Context) -> Arc<KnownContext> {
        // What was read stays right if a thread that held the lock has panicked.
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let address = std::ptr::from_ref(context).addr();
        if let Some(known) = read.contexts.get(&address) {
            return known.clone();
        }
        let patterns = context_iter(self.set, context)
            .filter_map(|(within, index)| within.match_at(index).ok())
            .map(|pattern| read.pattern(pattern))
            .collect();
        let known = Arc::new(KnownContext { context, patterns });
        read.contexts.insert(address, known.clone());
        known
    }
}

impl Read {
    fn pattern(&mut self, pattern: &'static MatchPattern) -> Arc<KnownPattern> {
        let number = self.patterns.len();
        let known = self.patterns.entry(std::ptr::from_ref(pattern).addr()).or_insert_with(|| {
            let needs = Needs::of(pattern.regex.regex_str());
            Arc::new(KnownPattern { pattern, number, needs })
        });
        known.clone()
    }
}

fn is_start(context: &Context, scope: Scope) -> bool {
    let opens = |pattern: &MatchPattern| {
        pattern.regex.regex_str().is_empty() && matches!(&pattern.operation, MatchOperation::Push(_))
    };
    context.meta_content_scope == [scope]
        && context.patterns.len() == 1
        && context.match_at(0).is_ok_and(opens)
}

/// Returns a reference to a context by its place. The library has no constructor for it, but can read one.
fn reference(syntax: usize, context: usize) -> Option<ContextReference> {
    let id = BTreeMap::from([("syntax_index", syntax), ("context_index", context)]);
    let reference = MapDeserializer::<_, Error>::new(std::iter::once(("Direct", id)));
    ContextReference::deserialize(MapAccessDeserializer::new(reference)).ok()
}
