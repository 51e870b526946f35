//! The `blocks` key: kinds of numbered blocks of the author's own.

use super::choice::named;
use super::fields::Fields;
use super::numbering::{StatementNumbering, statement_numbering};
use crate::diag::{Code, Diagnostic, Spanned};

/// A kind of numbered block of the author's own.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct OwnBlock {
    /// The name of its div.
    pub class: String,
    /// The word before its number.
    pub name: String,
    /// Its look.
    pub style: BlockStyle,
}

/// The look of a numbered block.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum BlockStyle {
    /// A bold head and italic text.
    #[default]
    Plain,
    /// A bold head and upright text.
    Definition,
    /// An italic head and upright text.
    Remark,
}

pub(super) const STYLES: &[(&str, BlockStyle)] =
    &[("plain", BlockStyle::Plain), ("definition", BlockStyle::Definition), ("remark", BlockStyle::Remark)];

/// The maximum number of kinds.
const MAX_KINDS: usize = 100;

/// Reads the kinds under `blocks`, and how each is numbered.
pub(super) fn read(fields: &Fields<'_>) -> (Vec<OwnBlock>, Vec<(String, Spanned<StatementNumbering>)>) {
    let (mut blocks, mut numbering) = (Vec::new(), Vec::new());
    for (class, place, fields) in fields.named().take(MAX_KINDS) {
        let name = fields.string("name");
        let style = fields
            .text("style")
            .and_then(|text| fields.parsed(&text, named(&text.value, STYLES, "style of a block")));
        if let Some(text) = fields.text("number") {
            numbering.push((
                class.to_owned(),
                Spanned { value: statement_numbering(&text.value), span: text.span },
            ));
        }
        let Some(name) = name else {
            let message = format!("the kind of block `{class}` has no `name`");
            fields.report(Diagnostic::new(Code::MissingKey, place, message).help("write `name: Axiom`"));
            fields.finish();
            continue;
        };
        fields.finish();
        blocks.push(OwnBlock { class: class.to_owned(), name, style: style.unwrap_or_default() });
    }
    (blocks, numbering)
}
