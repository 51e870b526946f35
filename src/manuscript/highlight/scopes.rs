//! Maps scopes to token classes. Entry point: [`OpenScopes`].
//!
//! A grammar names what it finds by scopes such as `keyword.control.rust`, which nest. Their first components follow
//! the conventions of TextMate and Sublime Text ("Scope Naming", sublimetext.com/docs).

use std::sync::LazyLock;

use syntect::parsing::{ClearAmount, Scope, ScopeStackOp};

use crate::book::TokenClass;

/// What a scope means for the text in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Meaning {
    /// Nothing; scopes around it count.
    None,
    /// Another language or an expression begins, in which scopes around it do not count.
    Embedded,
    /// The text is of a class, unless a scope within has another meaning.
    Class(TokenClass),
    /// The text is of a class, whatever scopes are within.
    Whole(TokenClass),
    /// The text is a keyword, if it is a word.
    Keyword,
    /// The text is a keyword that begins a declaration, or the name of a type.
    Declaration,
}

use Meaning::{Class, Declaration, Embedded, Keyword, Whole};
use TokenClass as T;

/// The meaning of scopes that begin with these components; the first one that fits counts.
const MEANINGS: &[(&str, Meaning)] = &[
    ("comment.block.documentation", Whole(T::Doc)),
    ("comment.line.documentation", Whole(T::Doc)),
    ("comment", Whole(T::Comment)),
    ("markup.inserted", Whole(T::Inserted)),
    ("markup.deleted", Whole(T::Deleted)),
    ("markup.heading", Class(T::Tag)),
    ("markup.raw", Class(T::String)),
    // The keys of objects, which are strings, look like those of YAML and TOML.
    ("meta.mapping.key.json", Whole(T::Tag)),
    ("meta.interpolation", Embedded),
    ("meta.annotation", Class(T::Attribute)),
    ("source", Embedded),
    ("text", Embedded),
    ("string", Class(T::String)),
    ("keyword.other.unit", Class(T::Number)),
    ("keyword", Keyword),
    ("storage.modifier.conversion", Class(T::Escape)),
    ("storage.modifier.lifetime", Class(T::Variable)),
    ("storage.modifier", Keyword),
    ("storage.type.numeric", Class(T::Number)),
    ("storage.type.string", Class(T::String)),
    ("storage.type.primitive", Class(T::Type)),
    ("storage.type.class", Keyword),
    ("storage.type.enum", Keyword),
    ("storage.type.function", Keyword),
    ("storage.type.impl", Keyword),
    ("storage.type.interface", Keyword),
    ("storage.type.keyword", Keyword),
    ("storage.type.module", Keyword),
    ("storage.type.namespace", Keyword),
    ("storage.type.struct", Keyword),
    ("storage.type.trait", Keyword),
    ("storage.type.type", Keyword),
    ("storage.type.union", Keyword),
    ("storage.type", Declaration),
    ("constant.numeric", Class(T::Number)),
    ("constant.language", Keyword),
    ("constant.character", Class(T::Escape)),
    ("constant.other.placeholder", Class(T::Escape)),
    ("constant.other.symbol", Class(T::String)),
    ("constant", Class(T::Variable)),
    ("variable.function", Class(T::Function)),
    ("variable.annotation", Class(T::Attribute)),
    ("variable", Class(T::Variable)),
    ("support.function", Class(T::Function)),
    ("support.macro", Class(T::Function)),
    ("support.type.property-name", Class(T::Attribute)),
    ("support.type", Class(T::Type)),
    ("support.class", Class(T::Type)),
    ("entity.name.function", Class(T::Function)),
    ("entity.name.macro", Class(T::Function)),
    ("entity.name.constant", Class(T::Variable)),
    ("entity.name.label", Class(T::Variable)),
    ("entity.name.section", Class(T::Tag)),
    ("entity.name.table", Class(T::Tag)),
    ("entity.name.tag", Class(T::Tag)),
    ("entity.name", Class(T::Type)),
    ("entity.other.attribute-name", Class(T::Attribute)),
    ("entity.other.inherited-class", Class(T::Type)),
];

/// Words that begin a declaration, where a grammar has one scope for them and for the names of types.
const DECLARING: &[&str] = &[
    "abstract",
    "alias",
    "async",
    "auto",
    "class",
    "const",
    "data",
    "def",
    "enum",
    "extern",
    "fn",
    "fun",
    "func",
    "function",
    "impl",
    "inline",
    "interface",
    "lambda",
    "let",
    "macro_rules",
    "mod",
    "module",
    "mut",
    "namespace",
    "newtype",
    "object",
    "package",
    "proc",
    "record",
    "register",
    "static",
    "struct",
    "trait",
    "type",
    "typedef",
    "union",
    "val",
    "var",
    "volatile",
];

/// Returns the meaning of a scope.
fn meaning(scope: Scope) -> Meaning {
    static PREFIXES: LazyLock<Vec<(Scope, Meaning)>> = LazyLock::new(|| {
        let scope = |name: &str| Scope::new(name).expect("every name in the table is a scope");
        MEANINGS.iter().map(|(name, meaning)| (scope(name), *meaning)).collect()
    });
    PREFIXES
        .iter()
        .find(|(prefix, _)| prefix.is_prefix_of(scope))
        .map_or(Meaning::None, |(_, meaning)| *meaning)
}

/// The meanings of the scopes that are open at a place, the innermost last.
#[derive(Debug, Default)]
pub(super) struct OpenScopes {
    open: Vec<Meaning>,
    /// Scopes that are put aside until they are restored.
    cleared: Vec<Vec<Meaning>>,
}

impl OpenScopes {
    /// Opens or closes scopes.
    pub(super) fn apply(&mut self, operation: &ScopeStackOp) {
        match operation {
            ScopeStackOp::Push(scope) => self.open.push(meaning(*scope)),
            ScopeStackOp::Pop(count) => self.open.truncate(self.open.len().saturating_sub(*count)),
            ScopeStackOp::Clear(amount) => {
                let kept = match amount {
                    ClearAmount::TopN(count) => self.open.len().saturating_sub(*count),
                    ClearAmount::All => 0,
                };
                self.cleared.push(self.open.split_off(kept));
            }
            ScopeStackOp::Restore => self.open.extend(self.cleared.pop().unwrap_or_default()),
            ScopeStackOp::Noop => {}
        }
    }

    /// Returns the class of a text in the open scopes.
    pub(super) fn class(&self, text: &str) -> Option<TokenClass> {
        let whole = |meaning: &Meaning| if let Whole(class) = meaning { Some(*class) } else { None };
        if let Some(class) = self.open.iter().find_map(whole) {
            return Some(class);
        }
        let from = self.open.iter().rposition(|meaning| *meaning == Embedded).map_or(0, |at| at + 1);
        let inner = &self.open[from..];
        // Signs are no words: a bold `=` is a blot. Nor is a word of a pattern or a template in a string.
        let is_word = text.contains(char::is_alphabetic) && !inner.contains(&Class(T::String));
        inner.iter().rev().find_map(|meaning| match meaning {
            Class(class) => Some(*class),
            Keyword if is_word => Some(T::Keyword),
            Declaration if is_word && DECLARING.contains(&text.trim()) => Some(T::Keyword),
            Declaration if is_word => Some(T::Type),
            Meaning::None | Embedded | Whole(_) | Keyword | Declaration => None,
        })
    }
}
