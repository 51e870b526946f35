//! Tests of hostile and broken input, and of faults of the machine. The name of a test is that of its case.

mod addresses;
mod cases;
mod drawings;
mod files;
mod own;
mod pictures;
