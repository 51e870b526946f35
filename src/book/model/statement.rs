//! Theorems, definitions, exercises, proofs and the like: numbered blocks of text with a head.

use crate::project::blocks::BlockStyle;

/// A kind of numbered block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum StatementKind {
    /// A theorem.
    Theorem,
    /// A lemma.
    Lemma,
    /// A proposition.
    Proposition,
    /// A corollary.
    Corollary,
    /// A conjecture.
    Conjecture,
    /// A hypothesis.
    Hypothesis,
    /// A definition.
    Definition,
    /// An example.
    Example,
    /// An exercise.
    Exercise,
    /// A problem.
    Problem,
    /// A solution of an exercise or a problem.
    Solution,
    /// A remark.
    Remark,
    /// A note. A div `note` is a box.
    Note,
    /// A proof, which ends in a mark.
    Proof,
    /// A kind of the author's own: its index among these, and its look.
    Own(u8, StatementStyle),
}

/// The look of a numbered block, as the three styles of the package amsthm for LaTeX.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum StatementStyle {
    /// A bold head and italic text.
    Plain,
    /// A bold head and upright text.
    Definition,
    /// An italic head and upright text.
    Remark,
}

impl StatementKind {
    /// Every kind with the name of its div and the prefix of its labels, apart from the author's own.
    pub const NAMES: [(&'static str, &'static str, Self); 14] = [
        ("theorem", "thm", Self::Theorem),
        ("lemma", "lem", Self::Lemma),
        ("proposition", "prp", Self::Proposition),
        ("corollary", "cor", Self::Corollary),
        ("conjecture", "cnj", Self::Conjecture),
        ("hypothesis", "hyp", Self::Hypothesis),
        ("definition", "def", Self::Definition),
        ("example", "exm", Self::Example),
        ("exercise", "exr", Self::Exercise),
        ("problem", "prb", Self::Problem),
        ("solution", "sol", Self::Solution),
        ("remark", "rem", Self::Remark),
        ("note-to", "nto", Self::Note),
        ("proof", "prf", Self::Proof),
    ];

    /// Returns the name of its div. Returns `None` for one of the author's own.
    pub fn name(self) -> Option<&'static str> {
        Self::NAMES.iter().find(|(_, _, kind)| *kind == self).map(|(name, ..)| *name)
    }

    /// Returns the kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, ..)| *known == name).map(|(_, _, kind)| *kind)
    }

    /// Returns the kind whose labels have the prefix of this one: `thm:pythagoras`. With a hyphen, as in Quarto, only
    /// prefixes that are no words count.
    pub fn of_label(label: &str) -> Option<Self> {
        const QUARTO: [&str; 6] = ["thm", "lem", "prp", "cnj", "exm", "exr"];
        let mark = label.find([':', '-'])?;
        let prefix = &label[..mark];
        let is_sure = label[mark..].starts_with(':') || QUARTO.contains(&prefix);
        let known = Self::NAMES.iter().find(|(_, known, _)| *known == prefix && is_sure);
        known.map(|(_, _, kind)| *kind)
    }

    /// Returns its look.
    pub fn style(self) -> StatementStyle {
        match self {
            Self::Theorem
            | Self::Lemma
            | Self::Proposition
            | Self::Corollary
            | Self::Conjecture
            | Self::Hypothesis => StatementStyle::Plain,
            Self::Definition | Self::Example | Self::Exercise | Self::Problem => StatementStyle::Definition,
            Self::Solution | Self::Remark | Self::Note | Self::Proof => StatementStyle::Remark,
            Self::Own(_, style) => style,
        }
    }

    /// Returns whether it has a number unless the author says otherwise.
    pub fn is_numbered(self) -> bool {
        !matches!(self, Self::Solution | Self::Remark | Self::Note | Self::Proof)
    }
}

impl From<BlockStyle> for StatementStyle {
    fn from(style: BlockStyle) -> Self {
        match style {
            BlockStyle::Plain => Self::Plain,
            BlockStyle::Definition => Self::Definition,
            BlockStyle::Remark => Self::Remark,
        }
    }
}
