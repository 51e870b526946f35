//! The `math` key: commands for formulas.

use super::fields::{self, Fields};
use super::yaml::ConfigKind;
use crate::diag::{FileId, Spanned};

/// The options under `math`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MathOptions {
    /// Commands by name, each with what it stands for.
    pub macros: Vec<(Spanned<String>, Spanned<String>)>,
    /// The file of definitions.
    pub preamble: Option<FileId>,
}

/// The options under `math` as written.
#[derive(Debug, Default)]
pub(super) struct WrittenMath {
    pub(super) macros: Vec<(Spanned<String>, Spanned<String>)>,
    /// The path of the file of definitions.
    pub(super) preamble: Option<Spanned<String>>,
}

/// Reads the options under `math`.
pub(super) fn read(fields: Fields<'_>) -> WrittenMath {
    let mut macros = Vec::new();
    if let Some(node) = fields.node("macros") {
        // Any other value is reported.
        let _ = fields.map("macros");
        if let ConfigKind::Map(entries) = &node.kind {
            for (name, place, value) in entries {
                let text = fields::text(value, name, fields.sink());
                macros.extend(text.map(|text| (Spanned::new(name.clone(), *place), text)));
            }
        }
    }
    let preamble = fields.text("preamble");
    fields.finish();
    WrittenMath { macros, preamble }
}
