//! Finds terms and abbreviations in a text, as whole words. Entry point: [`KeyTrie::find`].

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::addresses::is_address;

/// The maximum number of characters on either side of a key that are searched for an address.
const MAX_ADDRESS: usize = 100;

/// Keys as a tree of their characters, so that a text is read once, however many there are.
#[derive(Debug)]
pub struct KeyTrie {
    /// The root is the first node.
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    next: BTreeMap<char, usize>,
    /// Whether a key ends here.
    is_end: bool,
}

impl KeyTrie {
    /// Returns the tree of these keys. Composed and decomposed accents are the same.
    pub fn new<'a>(keys: impl Iterator<Item = &'a str>) -> Self {
        let mut trie = Self { nodes: vec![Node::default()] };
        for key in keys.map(str::trim).filter(|key| !key.is_empty()) {
            trie.insert(key.nfc());
            trie.insert(key.nfd());
        }
        trie
    }

    fn insert(&mut self, key: impl Iterator<Item = char>) {
        let mut at = 0;
        for c in key.map(folded) {
            let fresh = self.nodes.len();
            let next = *self.nodes[at].next.entry(c).or_insert(fresh);
            if next == fresh {
                self.nodes.push(Node::default());
            }
            at = next;
        }
        self.nodes[at].is_end = true;
    }

    /// Returns whether there are no keys.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() == 1
    }

    /// Returns the ranges of keys in a text, the longest at each place. `before` and `after` are the characters around
    /// the text. A key within a word or an address does not count.
    pub fn find(&self, text: &str, before: Option<char>, after: Option<char>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let (mut last, mut free) = (before, 0);
        for (start, first) in text.char_indices() {
            if start >= free
                && !last.is_some_and(|last| joins(first, last))
                && let Some(length) = self.longest(&text[start..], after)
                && !in_address(text, &(start..start + length))
            {
                free = start + length;
                found.push(start..free);
            }
            last = Some(first);
        }
        found
    }

    /// Returns the length of the longest key at the head of a text that ends where a word ends.
    fn longest(&self, text: &str, after: Option<char>) -> Option<usize> {
        let (mut at, mut longest) = (0, None);
        let mut chars = text.chars().peekable();
        let mut length = 0;
        while let Some(c) = chars.next() {
            let Some(next) = self.nodes[at].next.get(&folded(c)) else { break };
            (at, length) = (*next, length + c.len_utf8());
            let follows = chars.peek().copied().or(after);
            if self.nodes[at].is_end && !follows.is_some_and(|next| joins(c, next)) {
                longest = Some(length);
            }
        }
        longest
    }
}

/// Returns a character in the form in which keys are compared: spaces and apostrophes of any kind are the same.
fn folded(c: char) -> char {
    match c {
        '\u{2019}' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// The scripts of letters, as far as these affect where words end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// Letters of scripts with spaces between words.
    Spaced,
    /// Hangul: particles are written directly behind a word of another script.
    Hangul,
    /// Ideographs and kana, which have no spaces between words.
    Unspaced,
}

/// Returns whether the character at an edge of a key and the one beside it belong to one word.
fn joins(edge: char, beside: char) -> bool {
    let letters = letters(beside);
    match (is_of_word(edge), is_of_word(beside)) {
        (_, false) => false,
        (true, true) => letters == self::letters(edge) && letters != Letters::Unspaced,
        // `.NET` is not in `ASP.NET`.
        (false, true) => letters == Letters::Spaced,
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

fn letters(c: char) -> Letters {
    match c {
        '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}' => Letters::Hangul,
        '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{20000}'..='\u{3FFFF}' => Letters::Unspaced,
        _ => Letters::Spaced,
    }
}

/// Returns whether a range is in a word that is an address.
fn in_address(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let is_in_word = |c: &char| !c.is_whitespace();
    let length = |chars: &mut dyn Iterator<Item = char>| -> usize {
        chars.take(MAX_ADDRESS).take_while(is_in_word).map(char::len_utf8).sum()
    };
    let (before, after) = (length(&mut before.chars().rev()), length(&mut after.chars()));
    is_address(&text[range.start - before..range.end + after])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(keys: &[&str], text: &'a str) -> Vec<&'a str> {
        KeyTrie::new(keys.iter().copied())
            .find(text, None, None)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn keys_are_whole_words() {
        assert_eq!(found(&["DOI"], "DOI, DOIs, aDOI (DOI) DOI's non-DOI DOI_x doi"), ["DOI"; 4]);
        assert_eq!(found(&["DOI"], "DOI는 DOI를, 제DOI호 DOIは"), ["DOI"; 4]);
        assert_eq!(found(&["東大", "한국"], "彼は東大です. 한국은 한국 남한국"), ["東大", "한국"]);
        assert_eq!(found(&["é"], "é e\u{301} ée\u{301} e\u{301}\u{323} e\u{301}s"), ["é", "e\u{301}"]);
    }

    #[test]
    fn the_longest_key_counts() {
        assert_eq!(found(&["A", "A B", "A B C"], "A A B A B CD A B C"), ["A", "A B", "A B", "A B C"]);
        assert_eq!(
            found(&["et al.", "e.g.", "d'Arc"], "et\u{A0}al., e.g. d’Arc et alii"),
            ["et\u{A0}al.", "e.g.", "d’Arc"]
        );
        assert_eq!(found(&["", " ", "C++", ".NET"], "C++, C++x xC++ ASP.NET .NET"), ["C++", ".NET"]);
    }

    #[test]
    fn addresses_have_no_keys() {
        assert_eq!(
            found(&["DOI", "org"], "https://DOI.org/DOI www.DOI.org a@DOI.org DOI. x/DOI"),
            ["DOI", "DOI"]
        );
    }

    #[test]
    fn texts_around_are_respected() {
        let trie = KeyTrie::new(["DOI"].into_iter());
        assert!(trie.find("DOI", Some('x'), None).is_empty() && trie.find("DOI", None, Some('s')).is_empty());
        assert_eq!(trie.find("DOI", Some('('), Some('’')).len(), 1);
        assert!(KeyTrie::new([""].into_iter()).is_empty() && !trie.is_empty());
    }
}
