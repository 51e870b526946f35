//! Keys to press: a line does not end within one, and rarely between those that are pressed together.

use super::super::keycaps::key_at;
use super::BreakOpportunity;
use crate::paragraph::text::CollectedText;

/// The cost of a line end before the sign between two keys, and of one behind it.
const BEFORE_SIGN: i32 = 5_000;
const AFTER_SIGN: i32 = 3_000;
/// What is between keys that are pressed together.
const SIGNS: [&str; 2] = ["+", "-"];

/// Removes the opportunities within framed keys, and raises the cost of those between keys with a sign between them; `found` is in order.
/// A key that is longer than a line is divided by other means.
pub(super) fn keep(collected: &CollectedText, found: &mut Vec<BreakOpportunity>) {
    let keys = &collected.keycaps;
    if keys.is_empty() {
        return;
    }
    found.retain(|opportunity| {
        key_at(keys, opportunity.at).is_none_or(|key| keys[key].start == opportunity.at)
    });
    for pair in keys.windows(2) {
        let between = pair[0].end..pair[1].start.max(pair[0].end);
        let Some(sign) = collected.text.get(between.clone()).filter(|sign| SIGNS.contains(&sign.trim()))
        else {
            continue;
        };
        let sign = between.start + sign.find(SIGNS.map(|sign| sign.as_bytes()[0] as char)).unwrap_or(0);
        let first = found.partition_point(|found| found.at < between.start);
        for opportunity in found[first..].iter_mut().take_while(|found| found.at <= between.end) {
            let cost = if opportunity.at <= sign { BEFORE_SIGN } else { AFTER_SIGN };
            opportunity.cost = opportunity.cost.max(cost);
        }
    }
}
