//! The size of a page, by name or by its measurements: `design.trim`.

use crate::diag::did_you_mean;
use crate::units::Length;

/// Sizes of pages by name.
const TRIMS: &[(&str, &str)] = &[
    ("a4", "210x297mm"),
    ("a5", "148x210mm"),
    ("a6", "105x148mm"),
    ("b5", "176x250mm"),
    ("b6", "125x176mm"),
    ("letter", "8.5x11in"),
    ("us-letter", "8.5x11in"),
    ("digest", "5.5x8.5in"),
    ("pocket", "4.25x6.87in"),
    ("trade", "6x9in"),
    ("us-trade", "6x9in"),
    ("royal", "156x234mm"),
    ("demy", "138x216mm"),
    ("b-format", "129x198mm"),
    ("a-format", "111x178mm"),
    ("pinched-crown-quarto", "170x244mm"),
    ("crown-quarto", "189x246mm"),
    ("square", "8.5x8.5in"),
];

/// Returns the width and height of a page, given by name or as `5.5x8.5in`.
///
/// # Errors
/// Returns a phrase that states what is wrong with the text.
pub(super) fn trim(text: &str) -> Result<(Length, Length), String> {
    let wanted = text.to_lowercase();
    let size = TRIMS.iter().find(|(name, _)| *name == wanted).map_or(wanted.as_str(), |(_, size)| *size);
    let Some((width, height)) = size.split_once(['x', '×']) else {
        let near = did_you_mean(&wanted, TRIMS.iter().map(|(name, _)| *name));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err(format!(
            "unknown page `{text}`; write a name (a5, digest, trade) or width x height (5.5x8.5in){near}"
        ));
    };
    if let (Ok(_), Ok(number)) = (width.trim().parse::<f64>(), height.trim().parse::<f64>()) {
        // Pages are some inches wide and high, or a hundred millimetres and more.
        let unit = if number < 30.0 { "in" } else { "mm" };
        return Err(format!("`{text}` has no unit; write `{}{unit}`", size.trim()));
    }
    let height = Length::parse(height)?;
    // One unit is enough for both.
    let unit: String = size
        .chars()
        .rev()
        .take_while(|c| c.is_ascii_alphabetic())
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let width = width.trim();
    let width = if width.ends_with(|c: char| c.is_ascii_digit()) {
        Length::parse(&format!("{width}{unit}"))?
    } else {
        Length::parse(width)?
    };
    if width < Length::pt(72)
        || height < Length::pt(72)
        || width > Length::pt(2000)
        || height > Length::pt(2000)
    {
        return Err(format!("a page of {text} cannot be printed; it must be between 1 and 27 inches"));
    }
    Ok((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_names_and_sizes() {
        assert_eq!(trim("digest"), Ok((Length::pt(396), Length::pt(612))));
        assert_eq!(trim("5.5x8.5in"), trim("digest"));
        assert_eq!(trim("5.5in × 8.5in"), trim("digest"));
        assert!(trim("digst").is_err_and(|reason| reason.contains("did you mean `digest`")));
        assert!(trim("1x1mm").is_err());
        assert_eq!(trim("5x8"), Err("`5x8` has no unit; write `5x8in`".to_owned()));
        assert!(trim("148 x 210").is_err_and(|reason| reason.contains("`148 x 210mm`")));
    }
}
