//! The texts of a cover, from the metadata, and their sizes in relation to each other.

use super::fit::{Fitter, Room, SetText};
use super::look::Look;
use crate::assets::Lettering;
use crate::project::metadata::Metadata;
use crate::words;

/// The texts of a cover. Those that the metadata does not have are empty.
#[derive(Debug)]
pub(super) struct CoverTexts {
    series: Vec<String>,
    title: Vec<String>,
    subtitle: Vec<String>,
    /// The authors, each in a line, or many in one text.
    authors: Vec<String>,
    /// The editors, translators and illustrators, with the words before their names.
    credits: Vec<String>,
    publisher: Vec<String>,
}

/// The maximum number of names that are set below each other; more are set one after another.
const MAX_STACKED: usize = 4;

impl CoverTexts {
    pub(super) fn of(meta: &Metadata) -> Self {
        let series = meta.series.as_ref().map(|series| match &series.number {
            Some(number) => format!("{}{}", series.name, words::after_series(number, &meta.words)),
            None => series.name.clone(),
        });
        let credit = |role: &str| {
            let names: Vec<&str> = meta
                .contributors
                .iter()
                .filter(|one| one.role == role)
                .map(|one| one.name.as_str())
                .collect();
            let by = words::by_relator(role, &meta.words);
            (!names.is_empty()).then(|| by.replace("{}", &words::list_of_names(&names, &meta.words)))
        };
        Self {
            series: Vec::from_iter(series),
            title: vec![meta.title.clone()],
            subtitle: Vec::from_iter(meta.subtitle.clone()),
            authors: names(meta.authors()),
            credits: ["edt", "trl", "ill"].into_iter().filter_map(credit).collect(),
            publisher: Vec::from_iter(meta.publisher.clone()),
        }
    }
}

/// Returns names as texts: each one, or many joined to one text.
fn names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let names: Vec<String> = names.map(str::to_owned).collect();
    if names.len() <= MAX_STACKED {
        return names;
    }
    // No line ends within a name or begins with the point between two.
    let whole: Vec<String> = names.iter().map(|name| name.replace(' ', "\u{A0}")).collect();
    vec![whole.join("\u{A0}· ")]
}

/// The texts of a cover, set.
#[derive(Debug)]
pub(super) struct SetTexts<'a> {
    pub(super) series: Option<SetText<'a>>,
    pub(super) title: Option<SetText<'a>>,
    pub(super) subtitle: Option<SetText<'a>>,
    pub(super) authors: Option<SetText<'a>>,
    pub(super) credits: Option<SetText<'a>>,
    pub(super) publisher: Option<SetText<'a>>,
}

/// The space for all texts of a cover together, in its units.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextRoom {
    pub(super) width: i32,
    pub(super) height: i32,
    /// The maximum size of the title's letters.
    pub(super) max_title: i32,
}

impl TextRoom {
    /// The heights of the texts in thousandths of the whole. The title also gets what the others leave.
    const TITLE: i32 = 450;
    const SUBTITLE: i32 = 160;
    const AUTHORS: i32 = 180;
    const CREDITS: i32 = 70;
    const SERIES: i32 = 80;
    const PUBLISHER: i32 = 60;

    fn part(self, share: i32) -> i32 {
        self.height * share / 1000
    }
}

impl SetTexts<'_> {
    /// Returns a space in thousandths of the title's size, but at least `min`.
    pub(super) fn space(&self, thousandths: i32, min: i32) -> i32 {
        self.title.as_ref().map_or(min, |title| title.space(thousandths, min))
    }
}

impl CoverTexts {
    /// Sets all texts in a room: the title first, all others in smaller letters than it.
    pub(super) fn set<'a>(&self, fitter: &Fitter<'_>, look: &Look<'a>, room: TextRoom) -> SetTexts<'a> {
        let fit = |texts: &[String], lettering: Lettering<'a>, max_size, height, leading, line_cost| {
            let room = Room { width: room.width, height, max_size, leading, line_cost };
            fitter.stack(texts, lettering, room)
        };
        let set_title =
            |height| fit(&self.title, look.title(), room.max_title, height, look.title_leading, 30);
        let title = set_title(room.part(TextRoom::TITLE));
        let size = title.as_ref().map_or(room.max_title, |title| title.size);
        // What is below the title may not compete with it, but if that is in small letters already, it is
        // nearly as large.
        let part = |thousandths: i32, min: i32, max: i32| {
            (size * thousandths / 1000).max(min).min(max).min(size * 85 / 100).max(1)
        };
        let (small, height) = (look.small(), |share| room.part(share));
        let mut set = Self::joined(SetTexts {
            series: fit(&self.series, small, part(300, 46, 54), height(TextRoom::SERIES), 1250, 300),
            subtitle: fit(
                &self.subtitle,
                look.subtitle(),
                part(400, 50, 80),
                height(TextRoom::SUBTITLE),
                1250,
                60,
            ),
            authors: fit(
                &self.authors,
                look.author(),
                part(560, 64, 108),
                height(TextRoom::AUTHORS),
                1220,
                450,
            ),
            credits: fit(
                &self.credits,
                look.plain(),
                part(300, 46, 56),
                height(TextRoom::CREDITS),
                1250,
                300,
            ),
            publisher: fit(&self.publisher, small, part(300, 42, 48), height(TextRoom::PUBLISHER), 1250, 300),
            title,
        });
        let others = [&set.series, &set.subtitle, &set.authors, &set.credits, &set.publisher];
        let others: i32 = others.into_iter().flatten().map(SetText::height).sum();
        set.title = set_title(room.height - others);
        set
    }

    /// Keeps subtitle and credits no larger than the authors.
    fn joined(mut set: SetTexts<'_>) -> SetTexts<'_> {
        if let Some(authors) = &set.authors {
            for other in [&mut set.subtitle, &mut set.credits].into_iter().flatten() {
                other.size = other.size.min(authors.size);
            }
        }
        set
    }
}
