//! A formula as a drawing.

/// A formula as a drawing, in thousandths of the size of the text around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormulaDrawing {
    /// Its shapes as elements of SVG, with the origin at the left end of the baseline and y downward.
    pub shapes: String,
    /// Its width.
    pub width: i64,
    /// Its height above the baseline.
    pub height: i64,
    /// Its depth below the baseline.
    pub depth: i64,
}
