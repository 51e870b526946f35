//! How the columns of a table share a width that is smaller than they prefer, for both books.

use crate::units::Length;

/// The widths that a column needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ColumnNeed {
    /// The width of its longest word.
    pub least: Length,
    /// The width of its longest cell in one line.
    pub most: Length,
}

impl ColumnNeed {
    /// Makes room for another cell.
    pub fn include(&mut self, least: Length, most: Length) {
        self.least = self.least.max(least);
        self.most = self.most.max(most);
    }
}

/// Divides `room`, which does not include the space between columns, by the columns' minimum and preferred
/// widths.
///
/// Narrow columns, dates and figures most of all, are best read unbroken: a column that prefers no more
/// than an equal part of the rest gets it, as long as the others keep their minimum. These divide the
/// rest by the difference of the two widths (CSS 2.2, 17.5.2.2). If not even the minimum widths fit, all
/// columns are reduced by the same factor.
pub fn share(needs: &[ColumnNeed], room: Length) -> Vec<Length> {
    let mut widths: Vec<Option<Length>> = vec![None; needs.len()];
    let mut room = room;
    loop {
        let open: Vec<usize> = (0..needs.len()).filter(|column| widths[*column].is_none()).collect();
        let least: Length = open.iter().map(|column| needs[*column].least).sum();
        let most: Length = open.iter().map(|column| needs[*column].most).sum();
        let part = room / i64::try_from(open.len().max(1)).unwrap_or(1);
        let modest = open.iter().copied().find(|column| {
            let need = needs[*column];
            need.most <= part && room - need.most >= least - need.least
        });
        let Some(column) = modest else {
            open.iter().for_each(|column| widths[*column] = Some(portion(needs[*column], room, least, most)));
            return widths.into_iter().flatten().collect();
        };
        widths[column] = Some(needs[column].most);
        room -= needs[column].most;
    }
}

/// Returns the share of a column in a room that is narrower than the preferred widths.
fn portion(need: ColumnNeed, room: Length, least: Length, most: Length) -> Length {
    if least >= room {
        return need.least.ratio(room.to_sp(), least.to_sp().max(1));
    }
    need.least + (need.most - need.least).ratio((room - least).to_sp(), (most - least).to_sp().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(needs: &[(i64, i64)], room: i64) -> Vec<i64> {
        let need =
            |(least, most): &(i64, i64)| ColumnNeed { least: Length::pt(*least), most: Length::pt(*most) };
        let needs: Vec<_> = needs.iter().map(need).collect();
        share(&needs, Length::pt(room)).iter().map(|width| width.to_milli_pt() / 1000).collect()
    }

    #[test]
    fn columns_get_their_preferred_width_if_it_fits_or_share_the_rest() {
        assert_eq!(widths(&[(10, 20), (10, 30)], 100), [20, 30]);
        assert_eq!(widths(&[(10, 40), (10, 140)], 75), [20, 54]);
        assert_eq!(widths(&[(40, 50), (60, 60)], 50), [20, 30]);
    }

    #[test]
    fn a_narrow_column_is_not_broken_in_favour_of_a_wide_one() {
        assert_eq!(widths(&[(10, 20), (10, 110)], 75), [20, 55]);
        assert_eq!(widths(&[(10, 30), (60, 110)], 75), [11, 63]);
    }
}
