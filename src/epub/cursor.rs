//! The position of the writer in a text.

use crate::book::NodeId;

/// The block or inline that is being written, and how many bytes of its text are written.
#[derive(Debug, Default)]
pub(super) struct TextCursor {
    node: NodeId,
    at: usize,
    /// The text of the node; empty if its bytes are not counted.
    shown: String,
}

impl TextCursor {
    /// Enters a node, of which nothing is written yet. Its bytes are counted if `is_asked_for`.
    pub(super) fn enter(&mut self, node: NodeId, shown: &str, is_asked_for: bool) {
        (self.node, self.at) = (node, 0);
        self.shown.clear();
        if is_asked_for {
            self.shown.push_str(shown);
        }
    }

    /// Moves to the end of a node.
    pub(super) fn pass_over(&mut self, node: NodeId) {
        self.enter(node, "", false);
        self.at = usize::MAX;
    }

    /// Returns the node, and how many of its bytes are written.
    pub(super) fn place(&self) -> (NodeId, usize) {
        (self.node, self.at)
    }

    /// Counts a text as written.
    pub(super) fn advance(&mut self, text: &str) {
        self.at = self.bytes(text).last().map_or(self.at, |(_, c, byte)| byte + c.len_utf8());
    }

    /// Returns the position of a byte of the node in the text that is written next.
    pub(super) fn find(&self, text: &str, byte: usize) -> Option<usize> {
        if self.at >= byte {
            return Some(0);
        }
        self.bytes(text).find(|(_, _, found)| *found >= byte).map(|(place, ..)| place)
    }

    /// Returns the characters of the next text to be written that belong to the node, as positions in
    /// the text and bytes in the node. Characters that the writer has added, such as a joiner before a
    /// dash, are left out.
    pub(super) fn bytes<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, char, usize)> + 't {
        let mut at = self.at;
        text.char_indices().filter_map(move |(place, c)| {
            let is_shown = self.shown.get(at..).is_some_and(|rest| rest.starts_with(c));
            let byte = at;
            at += if is_shown { c.len_utf8() } else { 0 };
            is_shown.then_some((place, c, byte))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_the_node_are_counted_and_no_others() {
        let mut cursor = TextCursor::default();
        cursor.enter(NodeId(3), "One — two", true);
        assert_eq!(cursor.find("One \u{2060}— two", 8), Some(11));
        cursor.advance("One \u{2060}—");
        assert_eq!(cursor.place(), (NodeId(3), 7));
        assert_eq!((cursor.find(" two", 8), cursor.find(" two", 40)), (Some(1), None));
        cursor.enter(NodeId(4), "One", false);
        cursor.advance("One");
        assert_eq!((cursor.place(), cursor.find("One", 2)), ((NodeId(4), 0), None));
    }
}
