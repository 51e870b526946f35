//! Calls `entry::project` with what the fuzzer tries.
#![no_main]

#[path = "../entry.rs"]
#[allow(dead_code, reason = "each target calls one")]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::project(bytes));
