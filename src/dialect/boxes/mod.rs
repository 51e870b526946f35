//! Translates boxes of other tools (notes, tips, warnings) to `::: note` and others.

mod fenced;
mod indented;
mod names;
mod quoted;

pub(super) use fenced::{applies as has_fenced, edits as fenced};
pub(super) use indented::{applies as has_indented, edits as indented};
pub(super) use names::{native_box, opening_line};
pub(super) use quoted::{applies as has_quoted, edits as quoted, letter_of};
