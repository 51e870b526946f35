//! The values of options that have a form of their own.

use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use pressmark::Standard;

/// Returns the parser of a standard's name.
pub(super) fn standard() -> impl TypedValueParser<Value = Standard> {
    let names = PossibleValuesParser::new(Standard::NAMES.map(|(name, _)| name));
    names.map(|name| Standard::from_name(&name).unwrap_or_default())
}

/// Parses a positive time: seconds, or a number with `s`, `m` or `h`.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let (number, factor) = match text.strip_suffix(['s', 'm', 'h']) {
        Some(number) if text.ends_with('m') => (number, 60),
        Some(number) if text.ends_with('h') => (number, 3600),
        Some(number) => (number, 1),
        None => (text, 1),
    };
    let seconds = number.parse::<u64>().ok().filter(|number| *number > 0);
    let seconds = seconds.and_then(|number| number.checked_mul(factor));
    seconds.map(Duration::from_secs).ok_or_else(|| "write a time such as `90s` or `5m`".to_owned())
}

/// Parses a positive size: bytes, or a number with `K`, `M` or `G`, in powers of 1024.
pub(super) fn memory_size(text: &str) -> Result<u64, String> {
    let (number, shift) = match text.strip_suffix(['K', 'M', 'G']) {
        Some(number) if text.ends_with('G') => (number, 30),
        Some(number) if text.ends_with('M') => (number, 20),
        Some(number) => (number, 10),
        None => (text, 0),
    };
    let number = number.parse::<u64>().ok().filter(|number| *number > 0);
    let bytes = number.and_then(|number| number.checked_mul(1 << shift));
    bytes.ok_or_else(|| "write a size such as `500M` or `2G`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_have_units() {
        let seconds = |text| duration(text).ok().map(|time| time.as_secs());
        let given = ["90", "90s", "5m", "2h", "0", "-1", "1.5", "m", "9999999999999999999h"];
        let expected = [Some(90), Some(90), Some(300), Some(7200), None, None, None, None, None];
        assert_eq!(given.map(seconds), expected);
        let given = ["7", "1K", "500M", "2G", "0", "G", "2T", "99999999999G"];
        let expected = [Some(7), Some(1024), Some(500 << 20), Some(2 << 30), None, None, None, None];
        assert_eq!(given.map(|text| memory_size(text).ok()), expected);
    }
}
