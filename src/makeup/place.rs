//! Places the lines of one page. All heights are settled; the side and the folio follow in `finish`.

use self::columns::PlacedColumns;
use self::ground::Grounds;
use self::margin::{Crowded, MarginCaption, MarginNotes};
use super::breaker::{Adjustment, ColumnSet, FloatPosition, PageEnd, repeated};
use super::gather::{FloatBox, Gathered, LineStep, NoteLine};
use crate::book::{Anchor, Origin};
use crate::design::PageDesign;
use crate::layout::{
    BuiltParagraph, ElementId, Float, Galley, Layer, Line, NoteSpot, PageItem, Placed, PlacedKind, TextStart,
};
use crate::units::{Colour, Length};

/// A page without its furniture; x counts from the left end of the measure.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The items of the page.
    pub(super) items: Vec<PageItem>,
    /// The anchors, each with the distance of its line from the head of the page and the first element
    /// in that line.
    pub(super) anchors: Vec<(Anchor, Length, Option<ElementId>)>,
    /// The captions in the outer margin, whose items are at the left end of the measure until the page is complete.
    pub(super) captions: Vec<MarginCaption>,
    /// The place of the book at which the page begins.
    pub(super) start: Option<TextStart>,
}

/// Places the lines of pages.
pub(super) struct Placer<'a> {
    /// The galley.
    pub(super) galley: &'a Galley<BuiltParagraph>,
    /// The steps of the chosen variants.
    pub(super) steps: &'a [LineStep],
    /// The position of each float.
    pub(super) spots: &'a [FloatPosition],
    /// The columns side by side on its pages.
    pub(super) columns: &'a [ColumnSet],
    /// Whether left-hand pages alternate with right-hand ones.
    pub(super) facing: bool,
    /// The gathered form of the galley.
    pub(super) gathered: &'a Gathered,
    pub(super) page: &'a PageDesign,
    pub(super) leading: Length,
    /// The height of the text area.
    pub(super) text: Length,
}

impl Body {
    /// Returns whether nothing is on the page.
    pub(super) fn is_blank(&self) -> bool {
        self.items.is_empty() && self.anchors.is_empty()
    }
}

impl Placer<'_> {
    /// Places the lines between two page ends, with the elastic spaces between them adjusted. Also returns the place
    /// of notes that do not fit in the margin beside them.
    pub(super) fn place(
        &self,
        from: PageEnd,
        to: PageEnd,
        adjusted: Adjustment,
        is_recto: bool,
    ) -> (Body, Option<Crowded>) {
        let mut margin = MarginNotes::default();
        let mut body = Body { start: self.start(from, to), ..Body::default() };
        let (page, text_height) = (self.page, self.text);
        let notes_height = self.notes_height(from, to);
        let gap = if notes_height > Length::ZERO { page.note_gap } else { Length::ZERO };
        let mut fills = FillShare::new(self, from, to, text_height - notes_height - gap);

        // Place the floats above all text.
        let mut grounds = Grounds::default();
        let floats = Floats { placer: self, from: from.float, to: to.float };
        let mut y = floats.at_head(&mut body);

        // Place the text, from the head down. What is below an adjusted space is `lower` than its place on the grid.
        let (mut spaces, mut lower) = (0, Length::ZERO);
        let turned = !self.facing || !is_recto;
        let mut columns = self.columns.iter().skip_while(|set| set.bounds[0] < from.step).peekable();
        let mut steps = from.step..to.step;
        while let Some(index) = steps.next() {
            let step = &self.steps[index];
            let begins_page = index == from.step;
            let below_float = floats.here(&mut body, index, &mut y, lower);
            if let Some(set) = columns.next_if(|set| set.bounds[0] == index) {
                let space = if below_float { step.space.max(self.leading) } else { step.space };
                y += step.sink + fills.share(step.fill) + if begins_page { Length::ZERO } else { space };
                let top = y.ceil_to(self.leading);
                let placed = PlacedColumns { set, top, lower, begins_page, turned };
                y = placed.place(self, &mut body, &mut margin);
                steps.start = set.bounds.last().copied().unwrap_or(steps.start).max(steps.start);
                continue;
            }
            let line = step.line.of(self.galley);
            if begins_page {
                if repeated(step, true, turned) > Length::ZERO {
                    y = repeat(&mut body, line, page.top + y) - page.top;
                }
            } else {
                y += if below_float { step.space.max(self.leading) } else { step.space };
                if !below_float {
                    spaces += step.elastic;
                    lower = adjusted.above(spaces);
                }
            }
            y += step.sink + fills.share(step.fill);
            if fills.is_none() {
                y = step.snapped(y, self.leading);
            }
            let top = page.top + y + lower;
            grounds.lay(&mut body, line, top + line.height);
            let notes = step.first_note_line..step.first_note_line + step.note_lines;
            // Notes that the caption beside a figure calls are right below the caption.
            let baseline = if line.beside.is_some() { y + lower } else { y + lower + line.height };
            margin.call(notes, baseline);
            y = put(&mut body, line, top, Layer::Text, true) - page.top - lower;
        }

        floats.here(&mut body, to.step, &mut y, lower);
        let foot = text_height - notes_height - gap;
        // The last page need not be full: what is below its text follows the text.
        let is_last = to.step == self.steps.len();
        floats.at_foot(
            &mut body,
            if is_last { foot.min(y.ceil_to(self.leading) + floats.foot_height()) } else { foot },
        );

        // Place the notes, so that the last line ends at the foot of the text area.
        let captions = std::mem::take(&mut body.captions);
        if let Some(column) = page.caption_column {
            captions
                .iter()
                .for_each(|caption| caption.shift(&mut body, column.offset(page.measure, is_recto)));
        }
        let column = page.note_column;
        let crowded = column.and_then(|column| {
            margin.place(self, &mut body, &captions, column.offset(page.measure, is_recto))
        });
        if notes_height > Length::ZERO {
            self.place_notes(&mut body, from, to, page.top + text_height - notes_height);
        }
        (body, crowded)
    }

    /// Places the notes at the foot, with the rule above them, from `top` down.
    fn place_notes(&self, body: &mut Body, from: PageEnd, to: PageEnd, top: Length) {
        rule(body, top - self.page.note_gap.ratio(2, 5), self.page);
        let mut y = top;
        for (index, (gap, note)) in self.foot_notes(from, to).enumerate() {
            y += if index == 0 { Length::ZERO } else { gap };
            y = put(body, note.of(self.galley), y, Layer::Note, true);
        }
    }

    /// Returns the place of the book at which the page between two page ends begins: its first text, or
    /// a float above this text if the float is called after all text of earlier pages. A page without
    /// text begins with its first float, or else with the rest of a note.
    fn start(&self, from: PageEnd, to: PageEnd) -> Option<TextStart> {
        let galley = self.galley;
        let text = self.steps[from.step..to.step].iter().find_map(|step| step.line.of(galley).origin());
        let before = self.steps[..from.step].last();
        let origin_of =
            |float: &FloatBox| float.of(galley).stack.lines.iter().find_map(|stacked| stacked.line.origin());
        let mut floats = self.gathered.floats[from.float..to.float].iter().filter_map(origin_of);
        if let Some(text) = text {
            let passed = before.and_then(|step| step.line.of(galley).origin());
            let is_between = |float: &Origin| *float < text && passed.is_none_or(|passed| *float > passed);
            let first = floats.find(is_between);
            let within_word = first.is_none() && before.is_some_and(|step| step.hyphenated);
            return Some(TextStart { origin: first.unwrap_or(text), within_word });
        }
        if let Some(origin) = floats.next() {
            return Some(TextStart { origin, within_word: false });
        }
        let notes = &self.gathered.notes;
        let origin = notes[from.note..to.note].iter().find_map(|note| note.of(galley).origin())?;
        let within_word = from.note > 0 && notes[from.note - 1].of(galley).hyphenated;
        Some(TextStart { origin, within_word })
    }

    /// Returns the lines of the notes at the foot, those of each series together, each with the space above it unless
    /// it is the first.
    fn foot_notes(&self, from: PageEnd, to: PageEnd) -> impl Iterator<Item = (Length, &NoteLine)> {
        let all = &self.gathered.notes[from.note..to.note];
        let of = move |spot| all.iter().filter(move |note| note.spot == spot);
        let first = of(NoteSpot::Foot).map(|note| (note.space, note));
        let between = self.page.series_gap();
        let second = of(NoteSpot::SecondFoot).enumerate();
        first.chain(second.map(move |(index, note)| (if index == 0 { between } else { note.space }, note)))
    }

    fn notes_height(&self, from: PageEnd, to: PageEnd) -> Length {
        let gaps: Length = self.foot_notes(from, to).skip(1).map(|(gap, _)| gap).sum();
        gaps + self.foot_notes(from, to).map(|(_, note)| note.total).sum()
    }
}

/// The floats of a page.
struct Floats<'a> {
    placer: &'a Placer<'a>,
    from: usize,
    to: usize,
}

impl Floats<'_> {
    fn at(&self, spot: impl Fn(FloatPosition) -> bool) -> impl Iterator<Item = &FloatBox> {
        let placer = self.placer;
        let here = (self.from..self.to).filter(move |float| spot(placer.spots[*float]));
        here.map(move |float| &placer.gathered.floats[float])
    }

    /// Places the floats above all text, or alone on the page. Returns the top of the text.
    fn at_head(&self, body: &mut Body) -> Length {
        let mut y = Length::ZERO;
        for float in self.at(|spot| spot == FloatPosition::Head) {
            self.put(body, float, y);
            y += float.height;
        }
        for float in self.at(|spot| spot == FloatPosition::Page) {
            // Centre it in the free height, slightly above the middle for optical balance.
            let content = float.of(self.placer.galley);
            let free = (self.placer.text - content.stack.height()).max(Length::ZERO);
            self.put(body, float, if content.turned { Length::ZERO } else { free.ratio(2, 5) });
        }
        y
    }

    /// Places the floats above a step, from `y` down and all of them `lower` than there. Returns whether there are
    /// any.
    fn here(&self, body: &mut Body, step: usize, y: &mut Length, lower: Length) -> bool {
        let mut any = false;
        for float in self.at(|spot| spot == FloatPosition::Here { step }) {
            *y = y.ceil_to(self.placer.leading);
            self.put(body, float, *y + lower + float.above);
            *y += float.height;
            any = true;
        }
        any
    }

    /// Returns the height of the floats below all text.
    fn foot_height(&self) -> Length {
        self.at(|spot| spot == FloatPosition::Foot).map(|float| float.height).sum()
    }

    /// Places the floats below all text, the last ending at `bottom`.
    fn at_foot(&self, body: &mut Body, bottom: Length) {
        let mut y = bottom - self.foot_height();
        for float in self.at(|spot| spot == FloatPosition::Foot) {
            y += float.height;
            self.put(body, float, y - float.of(self.placer.galley).stack.height());
        }
    }

    /// Places a float whose top is at `y` of the text area.
    fn put(&self, body: &mut Body, float: &FloatBox, y: Length) {
        let page = self.placer.page;
        let float = float.of(self.placer.galley);
        if float.turned {
            return turn(body, float, page, self.placer.text);
        }
        let mut y = page.top + y;
        for stacked in &float.stack.lines {
            y = put(body, &stacked.line, y + stacked.space, Layer::Text, true);
        }
    }
}

/// Places a float that is read with the page turned clockwise: its head is at the left edge of the text
/// area, and it is centred in both directions (The Chicago Manual of Style, 3.54: broadside tables).
fn turn(body: &mut Body, float: &Float, page: &PageDesign, text: Length) {
    let free = (page.measure - float.stack.height()).max(Length::ZERO);
    let mut flat = Body::default();
    let mut y = Length::ZERO;
    for stacked in &float.stack.lines {
        y = put(&mut flat, &stacked.line, y + stacked.space, Layer::Text, true);
    }
    for mut item in flat.items {
        if page.is_mirrored {
            // Its lines start at the right. When the page is mirrored, it is as it is here.
            item.mirror(text);
        }
        let mut item = turned(item, free / 2, page.top + text);
        if page.is_mirrored {
            item.mirror(page.measure);
        }
        body.items.push(item);
    }
    let top = page.top;
    body.anchors.extend(flat.anchors.into_iter().map(|(id, _, element)| (id, top, element)));
}

/// Turns an item by a quarter anticlockwise: its distance from the left becomes that from the foot, and
/// its distance from the head becomes that from the left.
fn turned(item: PageItem, left: Length, foot: Length) -> PageItem {
    let (x, y) = (left + item.y, foot - item.x);
    match item.kind {
        PlacedKind::Glyphs(_) => PageItem { x, y, turned: true, ..item },
        // The position of a turned picture is its lower left corner.
        PlacedKind::Picture { width, .. } => PageItem { x, y: y - width, turned: true, ..item },
        PlacedKind::Rule { width, height, colour } => {
            let kind = PlacedKind::Rule { width: height, height: width, colour };
            PageItem { x, y: y - width, kind, ..item }
        }
        PlacedKind::Stroke { across, down, thickness, colour } => {
            let kind = PlacedKind::Stroke { across: down, down: -across, thickness, colour };
            PageItem { x, y, kind, ..item }
        }
        PlacedKind::Frame { width, height, radius, rule, colour } => {
            let kind = PlacedKind::Frame { width: height, height: width, radius, rule, colour };
            PageItem { x, y: y - width, kind, ..item }
        }
        PlacedKind::Link { ref to, width, height } => {
            let kind = PlacedKind::Link { to: to.clone(), width: height, height: width };
            PageItem { x, y: y - width, kind, ..item }
        }
    }
}

/// Places a line whose top is at `y`. Returns its bottom.
fn put(body: &mut Body, line: &Line, y: Length, layer: Layer, anchored: bool) -> Length {
    let baseline = y + line.height;
    for item in &line.items {
        let Placed { x, kind, owner, .. } = item.clone();
        body.items.push(PageItem { x, y: baseline + item.y, kind, layer, owner, turned: false });
    }
    if let Some(caption) = &line.beside {
        let (from, mut bottom) = (body.items.len(), y);
        for line in caption.iter() {
            bottom = put(body, line, bottom, layer, anchored);
        }
        body.captions.push(MarginCaption { items: from..body.items.len(), top: y, bottom });
    }
    if anchored {
        let first = line.items.iter().find_map(|item| item.owner);
        body.anchors.extend(line.anchors.iter().map(|anchor| (anchor.clone(), y, first)));
    }
    baseline + line.depth
}

/// Places the lines that are repeated above a line, the first with its top at `y`. Returns the bottom of the last.
fn repeat(body: &mut Body, line: &Line, mut y: Length) -> Length {
    for line in line.repeat.iter().flat_map(|repeat| repeat.lines.iter()) {
        y = put(body, line, y, Layer::Text, false);
    }
    y
}

/// Adds the rule above the notes.
fn rule(body: &mut Body, y: Length, page: &PageDesign) {
    let (width, height) = (page.note_rule_width, page.note_rule);
    if height.is_zero() {
        return;
    }
    let kind = PlacedKind::Rule { width, height, colour: Colour::BLACK };
    body.items.push(PageItem { x: Length::ZERO, y, kind, layer: Layer::Note, owner: None, turned: false });
}

/// Shares the space of a page among its fills by their weights, in whole lines so that the text between
/// them stays on the grid. The last fill takes the rest.
struct FillShare {
    leading: Length,
    rest: Length,
    weight: u32,
    any: bool,
}

impl FillShare {
    fn new(placer: &Placer<'_>, from: PageEnd, to: PageEnd, height: Length) -> Self {
        let steps = &placer.steps[from.step..to.step];
        let mut used = Length::ZERO;
        for (index, step) in steps.iter().enumerate() {
            used += step.sink + step.total + if index == 0 { step.repeat } else { step.space };
        }
        let last = to.step == placer.steps.len();
        let weight = steps.iter().map(|step| step.fill).sum::<u32>()
            + if last { placer.gathered.last_fill } else { 0 };
        Self { leading: placer.leading, rest: (height - used).max(Length::ZERO), weight, any: weight > 0 }
    }

    /// Returns whether the page has no fills.
    fn is_none(&self) -> bool {
        !self.any
    }

    fn share(&mut self, weight: u32) -> Length {
        if weight == 0 {
            return Length::ZERO;
        }
        let share = self.rest.ratio(i64::from(weight), i64::from(self.weight));
        let lines = share.to_sp() / self.leading.to_sp().max(1);
        let share = if weight == self.weight { share } else { self.leading * lines };
        self.rest -= share;
        self.weight -= weight;
        share
    }
}

mod columns;
mod ground;
mod margin;
#[cfg(test)]
mod tests;
