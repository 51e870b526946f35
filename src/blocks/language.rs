//! The language of the text being set: its direction, and the words that the program adds to it.

use super::context::BlockContext;
use super::setter::Setter;
use crate::book::{Division, Number};
use crate::lang::LangTag;
use crate::words::Words;

impl Setter<'_> {
    /// Begins a division, whose element is the root.
    pub(super) fn begin(&mut self, division: &Division) {
        self.set_language(division.lang.as_ref());
        if self.lang.is_some() {
            self.structure.attributes_mut(self.root).lang.clone_from(&self.lang);
        }
    }

    /// Sets the language and the direction of the text; `None` is that of the book.
    pub(super) fn set_language(&mut self, lang: Option<&LangTag>) {
        self.lang = lang.cloned();
        self.rtl = lang.unwrap_or(&self.resources.design.lang).is_rtl();
    }

    /// Returns the language of content in a context.
    pub(super) fn lang<'s>(&'s self, context: &'s BlockContext) -> &'s LangTag {
        context.lang.as_ref().or(self.lang.as_ref()).unwrap_or(&self.resources.design.lang)
    }

    /// Returns the words that the program adds in a context.
    pub(super) fn own_words(&self, context: &BlockContext) -> Words {
        self.resources.book.words_in(Some(self.lang(context)))
    }

    /// Returns a number in the form that its heading, figure or table shows, in the language of its context.
    pub(super) fn shown(&self, number: Option<&Number>, context: &BlockContext) -> Option<String> {
        number.map(|number| number.shown(&self.own_words(context)))
    }
}
