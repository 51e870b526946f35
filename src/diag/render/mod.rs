//! Diagnostics as text, one renderer a format.
