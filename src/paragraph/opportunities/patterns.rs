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

/// The letters of patterns as a tree, in the order of the patterns: the children of a node are behind it, and each
/// leads to the next one.
struct Trie {
    nodes: Vec<Node>,
    /// The children of the root by their letters; 0 if there is none. No pattern has only one letter.
    first: [u32; 128],
}

#[derive(Clone, Copy)]
struct Node {
    letter: u8,
    /// Whether the node after it is its first child.
    has_child: bool,
    /// The next node with the same parent; 0 if there is none.
    next: u32,
    /// The pattern that ends at the node, with its digits; empty if there is none.
    pattern: &'static str,
}

impl Trie {
    /// Reads patterns, one on each line, behind the lines that begin with `%`.
    fn of(text: &'static str) -> Self {
        let mut nodes = vec![Node { letter: 0, has_child: false, next: 0, pattern: "" }];
        let mut first = [0; 128];
        // The nodes of the letters of the pattern before.
        let mut path: Vec<u32> = Vec::new();
        for pattern in text.lines().filter(|line| !line.starts_with('%')) {
            let letters = || pattern.bytes().filter(|byte| !byte.is_ascii_digit());
            let is_shared = |(node, letter): &(&u32, u8)| nodes[**node as usize].letter == *letter;
            let shared = path.iter().zip(letters()).take_while(is_shared).count();
            for (depth, letter) in letters().enumerate().skip(shared) {
                let node = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
                if let Some(sibling) = path.get(depth).filter(|_| depth == shared) {
                    nodes[*sibling as usize].next = node;
                } else {
                    let parent = if depth == 0 { 0 } else { path[depth - 1] };
                    nodes[parent as usize].has_child = true;
                }
                if depth == 0 {
                    first[usize::from(letter & 0x7F)] = node;
                }
                nodes.push(Node { letter, has_child: false, next: 0, pattern: "" });
                path.truncate(depth);
                path.push(node);
            }
            path.truncate(letters().count());
            if let Some(last) = path.last() {
                nodes[*last as usize].pattern = pattern;
            }
        }
        Self { nodes, first }
    }

    fn child(&self, node: usize, letter: u8) -> Option<usize> {
        let mut child = self.nodes[node].has_child.then_some(node + 1)?;
        while self.nodes[child].letter != letter {
            child = match self.nodes[child].next {
                0 => return None,
                next => next as usize,
            };
        }
        Some(child)
    }

    /// Returns the highest level of all patterns before each byte of a word, and behind the last.
    fn levels(&self, word: &str) -> Vec<u8> {
        let dotted: Vec<u8> = std::iter::once(b'.').chain(word.bytes()).chain(Some(b'.')).collect();
        // The place before the byte of the same index in the text with its dots.
        let mut levels = vec![0; dotted.len() + 1];
        for start in 0..dotted.len() {
            let Some(&root) = self.first.get(usize::from(dotted[start])).filter(|node| **node > 0) else {
                continue;
            };
            let mut node = root as usize;
            for letter in &dotted[start + 1..] {
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
