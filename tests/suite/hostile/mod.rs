//! Tests of hostile and broken input, each named after its case: no panic, no endless work, and a message that
//! names the file.

mod drawings;
