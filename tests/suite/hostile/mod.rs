//! Hostile and broken input, and faults of the machine.

mod files;
