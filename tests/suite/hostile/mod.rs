//! Tests of hostile and broken input. The name of a test is that of its case.

mod own;
