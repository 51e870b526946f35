//! Hyphenation patterns that are kept as text: those of British English, which hypher has not.

use std::sync::LazyLock;

/// The patterns of British English, after comments, sorted by their letters.
const BRITISH: &str = include_str!("hyph-en-gb.txt");
/// The exceptions of the same file of hyph-utf8.
const BRITISH_EXCEPTIONS: [&str; 8] = [
    "uni-ver-sity",
    "uni-ver-sit-ies",
    "how-ever",
    "ma-nu-script",
    "ma-nu-scripts",
    "re-ci-pro-city",
    "through-out",
    "some-thing",
];

static TRIE: LazyLock<Trie> = LazyLock::new(|| Trie::of(BRITISH));

/// Calls `found` with the byte offset of each place for a hyphen in a British word that has at least `before`
/// characters before it and `after` behind it.
pub(super) fn british(word: &str, before: usize, after: usize, mut found: impl FnMut(usize)) {
    let lower: String = word.chars().map(|c| c.to_ascii_lowercase()).collect();
    let levels = exception(&lower).unwrap_or_else(|| TRIE.levels(&lower));
    let characters = lower.chars().count();
    for (index, (at, _)) in lower.char_indices().enumerate() {
        if index >= before && characters - index >= after && levels[at] % 2 == 1 {
            found(at);
        }
    }
}

/// Returns the levels of a word of the exceptions: 1 where a hyphen is.
fn exception(word: &str) -> Option<Vec<u8>> {
    let is_word = |divided: &&&str| divided.bytes().filter(|byte| *byte != b'-').eq(word.bytes());
    let divided = BRITISH_EXCEPTIONS.iter().find(is_word)?;
    let mut levels = vec![0; word.len() + 1];
    let mut at = 0;
    for part in divided.split('-') {
        at += part.len();
        levels[at] = 1;
    }
    Some(levels)
}

/// The letters of patterns as a tree. The children of a node follow each other, in the order of their letters, so that
/// the place of a child is found by counting the letters before its own.
struct Trie {
    nodes: Vec<Node>,
}

#[derive(Clone, Copy)]
struct Node {
    /// The letters of its children, a bit for each.
    letters: u32,
    /// Its first child.
    first: u32,
    /// The pattern that ends at the node, with its digits; empty if there is none.
    pattern: &'static str,
}

impl Trie {
    /// Reads patterns, one on each line and sorted by their letters, behind the lines that begin with `%`.
    fn of(text: &'static str) -> Self {
        let read = |pattern: &'static str| {
            let letters: Vec<u8> = pattern.bytes().filter(|byte| !byte.is_ascii_digit()).collect();
            (letters, pattern)
        };
        let patterns: Vec<(Vec<u8>, &'static str)> =
            text.lines().filter(|line| !line.starts_with('%')).map(read).collect();
        let mut nodes = vec![Node { letters: 0, first: 0, pattern: "" }];
        // The patterns that begin with the letters of each node, and how many letters these are.
        let mut within = vec![(0..patterns.len(), 0)];
        let mut node = 0;
        while let Some((range, depth)) = within.get(node).cloned() {
            nodes[node].first = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
            let mut at = range.start;
            if let Some((letters, pattern)) = patterns.get(at).filter(|_| !range.is_empty())
                && letters.len() == depth
            {
                nodes[node].pattern = pattern;
                at += 1;
            }
            for group in patterns[at..range.end].chunk_by(|one, other| one.0[depth] == other.0[depth]) {
                nodes[node].letters |= bit(group[0].0[depth]);
                nodes.push(Node { letters: 0, first: 0, pattern: "" });
                within.push((at..at + group.len(), depth + 1));
                at += group.len();
            }
            node += 1;
        }
        Self { nodes }
    }

    fn child(&self, node: usize, letter: u8) -> Option<usize> {
        let Node { letters, first, .. } = self.nodes[node];
        let bit = bit(letter);
        let before = (letters & bit.wrapping_sub(1)).count_ones();
        (letters & bit != 0).then_some((first + before) as usize)
    }

    /// Returns the highest level of all patterns before each byte of a word, and behind the last.
    fn levels(&self, word: &str) -> Vec<u8> {
        let dotted: Vec<u8> = std::iter::once(b'.').chain(word.bytes()).chain(Some(b'.')).collect();
        // The place before the byte of the same index in the text with its dots.
        let mut levels = vec![0; dotted.len() + 1];
        for start in 0..dotted.len() {
            let mut node = 0;
            for letter in &dotted[start..] {
                let Some(next) = self.child(node, *letter) else { break };
                node = next;
                let mut at = start;
                for byte in self.nodes[node].pattern.bytes() {
                    match byte {
                        b'0'..=b'9' => levels[at] = (byte - b'0').max(levels[at]),
                        _ => at += 1,
                    }
                }
            }
        }
        levels.remove(0);
        levels.truncate(word.len() + 1);
        levels
    }
}

/// Returns the bit of a letter of patterns, in their order: the dot at the ends of a word, then `a` to `z`. Returns 0 for
/// any other.
fn bit(letter: u8) -> u32 {
    match letter {
        b'.' => 1,
        b'a'..=b'z' => 2 << (letter - b'a'),
        _ => 0,
    }
}
