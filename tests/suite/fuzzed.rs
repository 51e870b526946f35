//! The inputs of the fuzzer, and some of their mutants. `FUZZ_CASES=10000` tries as many mutants of each target,
//! `FUZZ_FIRST=5000` begins with this one.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::support::root;

#[path = "../fuzz/entry.rs"]
mod entry;

/// The number of mutants of each target in an ordinary run of the tests.
const CASES: u64 = 16;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// Returns the seeds of a target, in the order of their names.
fn seeds(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = root().join("tests/fuzz/seeds").join(target);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{target} has no seeds");
    paths.into_iter().map(|path| (path.clone(), std::fs::read(path).expect("a file"))).collect()
}

/// A generator of numbers (Marsaglia, *Xorshift RNGs*, 2003): the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).expect("48 bits") % limit.max(1)
    }
}

/// Returns a seed with a few changes, also parts of another seed.
fn mutant(seeds: &[(PathBuf, Vec<u8>)], number: u64) -> Vec<u8> {
    let mut random = Random(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..8 {
        random.below(2);
    }
    let mut bytes = seeds[random.below(seeds.len())].1.clone();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let end = (at + 1 + random.below(24)).min(bytes.len()).max(at);
        match random.below(6) {
            0 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (number % 8)),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.splice(at..at, bytes[at..end].repeat(1 + random.below(60))).for_each(drop),
            3 => {
                let other = &seeds[random.below(seeds.len())].1;
                let from = random.below(other.len());
                let to = (from + 1 + random.below(80)).min(other.len());
                let part = other[from.min(to)..to].to_vec();
                bytes.splice(at..at, part).for_each(drop);
            }
            4 => bytes.truncate(at),
            _ => {
                let odd: [&[u8]; 8] = [
                    b"\0",
                    b"\xff",
                    "\u{85}\u{202e}".as_bytes(),
                    b"99999999999",
                    b"-1",
                    b"1e308",
                    b"{",
                    b"<",
                ];
                bytes.splice(at..end, odd[random.below(odd.len())].to_vec()).for_each(drop);
            }
        }
    }
    bytes
}

/// Tries all seeds of a target, then mutants of them.
fn try_all(target: &str, entry: fn(&[u8])) {
    let seeds = seeds(target);
    let attempt = |what: &str, bytes: &[u8]| {
        let tried = std::panic::catch_unwind(|| entry(bytes));
        assert!(
            tried.is_ok(),
            "{target}: {what}: {}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(3000)])
        );
    };
    seeds.par_iter().for_each(|(path, bytes)| attempt(&path.to_string_lossy(), bytes));
    let first = number("FUZZ_FIRST", 0);
    let numbers = first..first + number("FUZZ_CASES", CASES);
    numbers.into_par_iter().for_each(|number| attempt(&format!("mutant {number}"), &mutant(&seeds, number)));
}

#[test]
fn no_project_makes_a_panic() {
    try_all("project", entry::project);
}

#[test]
fn no_markdown_makes_a_panic() {
    try_all("markdown", entry::markdown);
}

#[test]
fn no_yaml_makes_a_panic() {
    try_all("yaml", entry::yaml);
}

#[test]
fn no_drawing_makes_a_panic() {
    try_all("drawing", entry::drawing);
}

#[test]
fn no_picture_makes_a_panic() {
    try_all("picture", entry::picture);
}

#[test]
fn no_font_makes_a_panic() {
    try_all("font", entry::font);
}
