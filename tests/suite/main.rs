//! The integration tests, as one binary.
#![allow(
    clippy::disallowed_methods,
    reason = "tests are the outside world: they read files and the environment"
)]

mod abbreviations;
mod architecture;
mod books;
mod captions;
mod classes;
mod cli;
mod code;
mod columns;
mod composition;
mod conformance;
mod contents;
mod covers;
mod design;
mod determinism;
mod ebooks;
mod endnotes;
mod equations;
mod faces;
mod field;
mod fuzzed;
mod glossary;
mod glyphs;
mod golden;
mod grid;
mod heading_breaks;
mod heads;
mod hostile;
mod hyphens;
mod imprint;
mod indexes;
mod languages;
mod lists;
mod literary;
mod locks;
mod margin_notes;
mod marginalia;
mod mutations;
mod numbers;
mod opened;
mod ornaments;
mod pagelist;
mod parity;
mod pictures;
mod placed;
mod printed;
mod reach;
mod reduced;
mod references;
mod section_pages;
mod series;
mod stability;
mod standards;
mod support;
mod system_fonts;
mod theorems;
mod tolerance;
mod verified;
mod words;
