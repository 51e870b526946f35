//! Lists: bullets and numbers that hang in the indent, terms above their definitions.

use super::context::BlockContext;
use super::setter::{Region, Setter};
use super::stack;
use super::written_index;
use crate::book::tag::Tag;
use crate::book::{Definition, List, ListItem};
use crate::design::ParRole;
use crate::layout::{FORBID, Line, ListLabels, SHAPE, Strip};
use crate::paragraph::hang_space;
use crate::units::Length;

/// Sets a list.
pub(super) fn set(setter: &mut Setter<'_>, list: &List, context: &BlockContext) {
    if setter.region == Region::Index && written_index::has_entries(list) {
        return written_index::set(setter, list, context);
    }
    let leading = setter.leading();
    let nested = matches!(context.role, ParRole::ListItem);
    let mut labels = list.labels(setter.own_words(context).digits()).into_iter();
    let markers: Vec<Line> =
        list.items.iter().map(|item| marker(setter, labels.next(), item, context)).collect();
    let spec = &setter.resources.design.spec.lists;
    let (gap, style) = (setter.fit(spec.gap), setter.style(ParRole::ListItem, context));
    let context = &if nested { context.clone() } else { setter.placed(ParRole::ListItem, context) };
    let widest = markers.iter().map(|line| line.width).max().unwrap_or_default();
    let hang = (widest + gap).max(setter.fit(spec.hang));
    let inner = context.with_role(ParRole::ListItem).indented(hang);

    setter.space(if nested || setter.is_below_title() { Length::ZERO } else { style.above });
    if nested {
        setter.first = true;
    }
    let element = setter.element(context, Tag::List);
    let labels =
        list.numbering.map_or(ListLabels::Bullets, |numbering| ListLabels::Numbers(numbering.numerals));
    setter.structure.attributes_mut(element).labels = Some(labels);
    let inner = inner.within(element);
    let count = list.items.len();
    for (index, (item, mut marker)) in list.items.iter().zip(markers).enumerate() {
        if count > 2 && (index == 1 || index + 1 == count) {
            setter.penalise(SHAPE);
        }
        marker.shift(context.left + hang - gap - marker.width);
        let inner = inner.within(setter.element(&inner, Tag::Item));
        let label = setter.element(&inner, Tag::Label);
        let inner = inner.within(setter.element(&inner, Tag::Body));
        item_with(setter, item, marker.owned_by(label), &inner);
        if !list.tight {
            setter.space(leading);
        }
    }
    if !nested {
        setter.space(style.below);
    }
    setter.first = true;
}

fn marker(setter: &mut Setter<'_>, label: Option<String>, item: &ListItem, context: &BlockContext) -> Line {
    let text = match (item.task, label) {
        (Some(true), _) => "☑".to_owned(),
        (Some(false), _) => "☐".to_owned(),
        (None, Some(label)) => label,
        (None, None) => setter.resources.design.spec.lists.bullet.clone(),
    };
    let mut style = setter.style(ParRole::ListItem, context);
    style.text.tabular = true;
    style.text.old_style = false;
    setter.set_text(&text, &style.text, None)
}

/// Sets an item with its marker on its first line.
fn item_with(setter: &mut Setter<'_>, item: &ListItem, marker: Line, context: &BlockContext) {
    setter.first = true;
    let mut strips = setter.ahead(&item.blocks, context);
    match strips.iter_mut().find(|strip| stack::has_line(strip)) {
        Some(first) => {
            for line in stack::first_lines(first) {
                line.items.splice(0..0, marker.items.iter().cloned());
            }
        }
        None => {
            let (height, depth) = setter.style(ParRole::ListItem, context).strut();
            strips.push(Strip::Line(Line { height, depth, ..marker }));
        }
    }
    setter.take(strips);
}

/// The maximum width of terms beside their definitions, in thousandths of the measure.
const MAX_TERMS: i64 = 400;

/// Sets terms beside their definitions, as in a list of abbreviations. A term that is too wide is above its definition.
pub(super) fn hanging(setter: &mut Setter<'_>, definitions: &[Definition], context: &BlockContext) {
    let whole = setter.style(ParRole::DefinitionTerm, context);
    setter.space(if setter.is_below_title() { Length::ZERO } else { whole.above });
    let element = setter.element(context, Tag::List);
    setter.structure.attributes_mut(element).labels = Some(ListLabels::Terms);
    let (context, gap) = (context.within(element), setter.em());
    let style = setter.style(ParRole::DefinitionDetail, &context);
    let mut set = Vec::with_capacity(definitions.len());
    for definition in definitions {
        let item = setter.element(&context, Tag::Item);
        let label = setter.element(&context.within(item), Tag::Label);
        let lines: Vec<Vec<Line>> =
            definition.terms.iter().map(|term| setter.lines(term, &style, label)).collect();
        set.push((definition, context.within(item), lines));
    }
    let most = setter.measure(&context).ratio(MAX_TERMS, 1000);
    let widths = set.iter().flat_map(|(_, _, terms)| terms).filter(|lines| lines.len() == 1);
    let widths = widths.filter_map(|lines| lines.first()).map(|line| line.width + gap);
    let hang = widths.filter(|width| *width <= most).max().unwrap_or(gap);
    for (definition, context, mut terms) in set {
        let is_beside = |lines: &Vec<Line>| lines.len() == 1 && lines[0].width + gap <= hang;
        let beside = terms.pop_if(|lines| is_beside(lines)).into_iter().flatten().next();
        for lines in terms {
            setter.push_kept(lines);
            setter.penalise(FORBID);
        }
        let body = context.within(setter.element(&context, Tag::Body));
        let body = body.with_role(ParRole::DefinitionDetail).indented(hang);
        setter.first = true;
        let (first, rest) =
            definition.details.split_first().map_or((&[][..], &[][..]), |(first, rest)| (first, rest));
        let mut strips = setter.ahead(first, &body);
        if let Some(term) = beside {
            match strips.iter_mut().find(|strip| stack::has_line(strip)) {
                Some(first) => {
                    for line in stack::first_lines(first) {
                        line.items.splice(0..0, term.items.iter().cloned());
                    }
                }
                None => strips.push(Strip::Line(term)),
            }
        }
        setter.take(strips);
        rest.iter().for_each(|detail| setter.blocks(detail, &body));
    }
    setter.space(whole.below);
    setter.first = true;
}

/// Sets terms with their definitions.
pub(super) fn definitions(setter: &mut Setter<'_>, definitions: &[Definition], context: &BlockContext) {
    let whole = setter.style(ParRole::DefinitionTerm, context);
    let meaning = setter.style(ParRole::DefinitionDetail, context);
    setter.space(if setter.is_below_title() { Length::ZERO } else { whole.above });
    let element = setter.element(context, Tag::List);
    setter.structure.attributes_mut(element).labels = Some(ListLabels::Terms);
    let context = context.within(element);
    for definition in definitions {
        let context = context.within(setter.element(&context, Tag::Item));
        let label = setter.element(&context, Tag::Label);
        for term in &definition.terms {
            let style = setter.style(ParRole::DefinitionTerm, &context);
            let mut lines = setter.lines(term, &style, label);
            if let Some(last) = lines.last_mut() {
                hang_space(last, setter.rtl, setter.resources.fonts);
            }
            setter.push_kept(lines);
            setter.penalise(FORBID);
        }
        let context = context.within(setter.element(&context, Tag::Body));
        setter.space(meaning.above);
        for detail in &definition.details {
            setter.first = true;
            let inner = setter.placed(ParRole::DefinitionDetail, &context);
            setter.blocks(detail, &inner);
        }
        setter.space(meaning.below);
    }
    setter.space(whole.below);
    setter.first = true;
}
