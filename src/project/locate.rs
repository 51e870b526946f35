//! Finds the places of keys and values in a YAML text. Entry point: [`Places::of`].
//!
//! serde_yaml states the place of a syntax error and no other. This pass over the text (block and flow
//! collections, quoted and plain scalars, block scalars) finds the place of every key and value by its
//! path, `chapters/body/0/part`. For syntax that it does not know, the place of the nearest enclosing
//! collection is used.

use std::collections::BTreeMap;
use std::ops::Range;

use super::scalar::{YamlLine, flow_key_end, key_end, lines, scalar_length, unquote};

/// The maximum depth of collections that are read: serde_yaml refuses deeper ones.
const MAX_DEPTH: usize = 128;

/// The places of a text, as ranges of bytes.
#[derive(Debug, Default)]
pub(super) struct Places {
    keys: BTreeMap<String, Range<usize>>,
    values: BTreeMap<String, Range<usize>>,
    /// The keys that occur twice in one mapping: the name, the second place and the first.
    pub(super) doubled: Vec<(String, Range<usize>, Range<usize>)>,
}

impl Places {
    /// Finds the places in a text.
    pub(super) fn of(text: &str) -> Self {
        let mut finder = PlaceFinder { text, lines: lines(text), places: Self::default(), depth: 0 };
        let mut at = 0;
        while at < finder.lines.len() {
            at = finder.block(at, finder.lines[at].indent, "").max(at + 1);
        }
        finder.places
    }

    /// Returns the place of a key, or `None` if it was not found.
    pub(super) fn key(&self, path: &str) -> Option<Range<usize>> {
        self.keys.get(path).cloned()
    }

    /// Returns the place of a value, or of the nearest key or collection around it; empty if there is none.
    pub(super) fn value(&self, path: &str) -> Range<usize> {
        let mut path = path;
        loop {
            if let Some(found) = self.values.get(path).or_else(|| self.keys.get(path)) {
                return found.clone();
            }
            match path.rsplit_once('/') {
                Some((outer, _)) => path = outer,
                None => return 0..0,
            }
        }
    }
}

/// Returns the path of a key or an index in the collection of a path.
pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") }
}

/// Goes through a text line by line, in block collections, and byte by byte, in flow collections.
struct PlaceFinder<'a> {
    text: &'a str,
    lines: Vec<YamlLine>,
    places: Places,
    /// The number of collections around the current place.
    depth: usize,
}

impl PlaceFinder<'_> {
    /// Reads a block collection whose lines have this indent. Returns the index of the line after it.
    fn block(&mut self, at: usize, indent: usize, path: &str) -> usize {
        if self.depth == MAX_DEPTH {
            return self.lines.len();
        }
        self.depth += 1;
        let after = self.entries(at, indent, path);
        self.depth -= 1;
        after
    }

    /// Reads the entries of a block collection. Returns the index of the line after the last entry.
    fn entries(&mut self, mut at: usize, indent: usize, path: &str) -> usize {
        let mut index = 0;
        while at < self.lines.len() && self.lines[at].indent == indent {
            let line = self.lines[at];
            let content = &self.text[line.start..line.end];
            if content == "-" || content.starts_with("- ") {
                at = self.item(at, &join(path, &index.to_string()));
                index += 1;
            } else if let Some(colon) = key_end(content) {
                at = self.entry(at, colon, path);
            } else {
                // This is a single scalar.
                self.set(path, line.start..line.end);
                at = self.skip_deeper(at + 1, indent);
            }
        }
        at
    }

    /// Reads an item of a block sequence: the text after the hyphen is read as if the line began there.
    /// Returns the index of the line after it.
    fn item(&mut self, at: usize, path: &str) -> usize {
        let line = &mut self.lines[at];
        let outer = line.indent;
        let rest = &self.text[line.start + 1..line.end];
        let spaces = rest.len() - rest.trim_start().len();
        self.places.values.insert(path.to_owned(), line.start..line.end);
        if rest.trim().is_empty() {
            return match self.lines.get(at + 1).copied() {
                Some(next) if next.indent > outer => self.block(at + 1, next.indent, path),
                _ => at + 1,
            };
        }
        line.indent += 1 + spaces;
        line.start += 1 + spaces;
        let line = *line;
        let content = &self.text[line.start..line.end];
        if content.starts_with(['{', '[']) || key_end(content).is_none() && !content.starts_with("- ") {
            return self.value(at, line.start, outer, path);
        }
        self.block(at, line.indent, path)
    }

    /// Reads `key: value`. Returns the index of the line after it.
    fn entry(&mut self, at: usize, colon: usize, path: &str) -> usize {
        let line = self.lines[at];
        let key = line.start..line.start + colon;
        let name = unquote(self.text[key.clone()].trim_end());
        let path = self.name(path, &name, key);
        let rest = &self.text[line.start + colon + 1..line.end];
        let value = rest.trim_start();
        if value.is_empty() || value.starts_with('#') {
            return match self.lines.get(at + 1).copied() {
                Some(next) if next.indent > line.indent => self.block(at + 1, next.indent, &path),
                // A sequence may have the indent of its key.
                Some(next) if next.indent == line.indent && self.text[next.start..].starts_with('-') => {
                    self.block_of_items(at + 1, next.indent, &path)
                }
                _ => at + 1,
            };
        }
        self.value(at, line.end - value.len(), line.indent, &path)
    }

    /// Reads a block sequence that has the indent of its key. Returns the index of the line after it.
    fn block_of_items(&mut self, mut at: usize, indent: usize, path: &str) -> usize {
        let mut index = 0;
        while at < self.lines.len()
            && self.lines[at].indent == indent
            && self.text[self.lines[at].start..].starts_with('-')
        {
            at = self.item(at, &join(path, &index.to_string()));
            index += 1;
        }
        at
    }

    /// Reads a value that begins on this line, at byte `start`. Returns the index of the line after it.
    fn value(&mut self, at: usize, start: usize, indent: usize, path: &str) -> usize {
        if self.text[start..].starts_with(['{', '[']) {
            let end = self.flow(start, path);
            return self.lines.partition_point(|line| line.start < end).max(at + 1);
        }
        let end = start + scalar_length(&self.text[start..self.lines[at].end], false);
        self.set(path, start..end);
        // The further lines of block scalars and plain scalars are indented more.
        self.skip_deeper(at + 1, indent)
    }

    /// Returns the index of the next line that is not indented more.
    fn skip_deeper(&self, mut at: usize, indent: usize) -> usize {
        while self.lines.get(at).is_some_and(|line| line.indent > indent) {
            at += 1;
        }
        at
    }

    /// Reads a flow collection from its bracket on. Returns the byte after it.
    fn flow(&mut self, start: usize, path: &str) -> usize {
        if self.depth == MAX_DEPTH {
            return self.text.len();
        }
        self.depth += 1;
        let after = self.flow_entries(start, path);
        self.depth -= 1;
        after
    }

    /// Reads the entries of a flow collection. Returns the byte after its closing bracket.
    fn flow_entries(&mut self, start: usize, path: &str) -> usize {
        let is_map = self.text[start..].starts_with('{');
        let mut at = start + 1;
        let mut index = 0;
        loop {
            at = self.skip_space(at);
            match self.text[at..].chars().next() {
                None => break,
                Some('}' | ']') => {
                    at += 1;
                    break;
                }
                Some(',') => at += 1,
                Some(_) if is_map => at = self.flow_entry(at, path),
                Some(_) => {
                    at = self.flow_value(at, &join(path, &index.to_string()));
                    index += 1;
                }
            }
        }
        self.set(path, start..at);
        at
    }

    /// Reads `key: value` in a flow collection. Returns the byte after it.
    fn flow_entry(&mut self, start: usize, path: &str) -> usize {
        let rest = &self.text[start..];
        let Some(length) = flow_key_end(rest) else { return self.flow_value(start, path) };
        let key = start..start + length;
        let name = unquote(self.text[key.clone()].trim_end());
        let path = self.name(path, &name, key);
        let at = self.skip_space(start + length + 1);
        if self.text[at..].starts_with([',', '}']) { at } else { self.flow_value(at, &path) }
    }

    /// Reads a value in a flow collection. Returns the byte after it.
    fn flow_value(&mut self, start: usize, path: &str) -> usize {
        if self.text[start..].starts_with(['{', '[']) {
            return self.flow(start, path);
        }
        let rest = &self.text[start..];
        // At least one character is consumed, so that stray punctuation cannot stop the pass.
        let next = rest.chars().next().map_or(0, char::len_utf8);
        let length = scalar_length(rest, true).max(next);
        self.set(path, start..start + rest[..length].trim_end().len());
        start + length
    }

    /// Returns the next byte that is neither whitespace nor in a comment.
    fn skip_space(&self, mut at: usize) -> usize {
        loop {
            let rest = &self.text[at..];
            at += rest.len() - rest.trim_start().len();
            if !self.text[at..].starts_with('#') {
                return at;
            }
            at += self.text[at..].find('\n').unwrap_or(self.text.len() - at);
        }
    }

    /// Records the place of a key. Returns its path.
    fn name(&mut self, path: &str, name: &str, place: Range<usize>) -> String {
        let path = join(path, name);
        if let Some(first) = self.places.keys.get(&path) {
            self.places.doubled.push((name.to_owned(), place, first.clone()));
        } else {
            self.places.keys.insert(path.clone(), place);
        }
        path
    }

    /// Records the place of a value.
    fn set(&mut self, path: &str, place: Range<usize>) {
        self.places.values.insert(path.to_owned(), place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# a book
title: Twenty Steps   # the title
lang: 'en-GB'
contributors:
  - { name: \"Melville, Herman\", role: author }
  - name: Someone Else
    role: editor
subjects: [Diplomacy, { term: Korea (North), code: x }]
description: |
  One: two
  three
chapters:
  front: [a.md]
  body:
    - { part: The road, files: [one.md,
        two.md] }
    - the-step.md
  back:
  - x.md
design:
  trim: 5x8in
title: again
";

    fn value(path: &str) -> &'static str {
        &TEXT[Places::of(TEXT).value(path)]
    }

    #[test]
    fn every_form_is_found() {
        let table = [
            ("lang", "'en-GB'"),
            ("contributors/0/name", "\"Melville, Herman\""),
            ("contributors/0/role", "author"),
            ("contributors/1/role", "editor"),
            ("subjects/0", "Diplomacy"),
            ("subjects/1/term", "Korea (North)"),
            ("chapters/front/0", "a.md"),
            ("chapters/body/0/part", "The road"),
            ("chapters/body/0/files/1", "two.md"),
            ("chapters/body/1", "the-step.md"),
            ("chapters/back/0", "x.md"),
            ("design/trim", "5x8in"),
            ("design/trim/nothing/here", "5x8in"),
        ];
        for (path, expected) in table {
            assert_eq!(value(path), expected, "{path}");
        }
    }

    #[test]
    fn a_key_given_twice_is_found_with_both_places() {
        let places = Places::of(TEXT);
        let [(name, second, first)] = &places.doubled[..] else { panic!("{:?}", places.doubled) };
        assert_eq!(
            (name.as_str(), &TEXT[second.clone()], first.start < second.start),
            ("title", "title", true)
        );
    }

    #[test]
    fn a_collection_broken_off_ends_with_the_text() {
        for text in ["{a:", "{a: ", "[a, {b:", "{\"a\":\n", "[", "{", "{\"a"] {
            assert!(Places::of(text).value("a").end <= text.len(), "{text}");
        }
    }

    #[test]
    fn no_depth_is_too_deep() {
        for opening in ["[", "{a: ", "- ", "{"] {
            Places::of(&opening.repeat(100_000));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[a-c:\\-{}\\[\\],'\" #\n|é]{0,80}") {
            let places = Places::of(&text);
            for range in places.values.values().chain(places.keys.values()) {
                proptest::prop_assert!(text.get(range.clone()).is_some());
            }
        }
    }
}
