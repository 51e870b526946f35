//! Tests of hostile and broken input, and of faults of the machine. The name of a test is that of its case: a word for what
//! happened, or the number of the case in the list of `list.rs`.

mod addresses;
mod cases;
mod data;
mod drawings;
mod files;
mod growth;
mod list;
mod network;
mod own;
mod pictures;
