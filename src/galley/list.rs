//! Lists: bullets and numbers hanging in the indent, terms above their meanings.

use super::Line;
use super::blocks::{Env, Setter};
use super::justify;
use super::line::{FORBID, Strip};
use super::structure::Labels;
use crate::book::tag::Tag;
use crate::book::{Definition, List, ListItem};
use crate::design::ParRole;
use crate::units::Length;

/// Sets a list.
pub(super) fn set(setter: &mut Setter<'_>, list: &List, env: &Env) {
    let leading = setter.leading();
    let nested = matches!(env.role, ParRole::ListItem);
    let mut labels = list.labels().into_iter();
    let markers: Vec<Line> = list.items.iter().map(|item| marker(setter, labels.next(), item, env)).collect();
    let spec = &setter.shop.design.spec.lists;
    let (gap, style) = (setter.fit(spec.gap), setter.style(ParRole::ListItem, env));
    let env = &if nested { env.clone() } else { setter.placed(ParRole::ListItem, env) };
    let widest = markers.iter().map(|line| line.width).max().unwrap_or_default();
    let hang = (widest + gap).max(setter.fit(spec.hang));
    let inner = env.with_role(ParRole::ListItem).indented(hang);

    setter.space(if nested { Length::ZERO } else { style.above });
    if nested {
        setter.first = true;
    }
    let element = setter.element(env, Tag::List);
    let labels = list.numbering.map_or(Labels::Bullets, |numbering| Labels::Numbers(numbering.numerals));
    setter.structure.facts_mut(element).labels = Some(labels);
    let inner = inner.within(element);
    for (item, mut marker) in list.items.iter().zip(markers) {
        marker.shift(env.left + hang - gap - marker.width);
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

fn marker(setter: &mut Setter<'_>, label: Option<String>, item: &ListItem, env: &Env) -> Line {
    let text = match (item.task, label) {
        (Some(true), _) => "☑".to_owned(),
        (Some(false), _) => "☐".to_owned(),
        (None, Some(label)) => label,
        (None, None) => setter.shop.design.spec.lists.bullet.clone(),
    };
    let mut style = setter.style(ParRole::ListItem, env);
    style.text.tabular = true;
    style.text.old_style = false;
    setter.set_text(&text, &style.text, None)
}

/// An item, its marker on its first line.
fn item_with(setter: &mut Setter<'_>, item: &ListItem, marker: Line, env: &Env) {
    setter.first = true;
    let mut strips = setter.ahead(&item.blocks, env);
    match strips.iter_mut().find(|strip| strip.has_line()) {
        Some(first) => {
            for line in first.first_lines() {
                line.items.splice(0..0, marker.items.iter().cloned());
            }
        }
        None => {
            let (height, depth) = setter.style(ParRole::ListItem, env).strut();
            strips.push(Strip::Line(Line { height, depth, ..marker }));
        }
    }
    setter.take(strips);
}

/// Terms with their meanings.
pub(super) fn definitions(setter: &mut Setter<'_>, definitions: &[Definition], env: &Env) {
    let whole = setter.style(ParRole::DefinitionTerm, env);
    let meaning = setter.style(ParRole::DefinitionDetail, env);
    setter.space(whole.above);
    let element = setter.element(env, Tag::List);
    setter.structure.facts_mut(element).labels = Some(Labels::Terms);
    let env = env.within(element);
    for definition in definitions {
        let env = env.within(setter.element(&env, Tag::Item));
        let label = setter.element(&env, Tag::Label);
        for term in &definition.terms {
            let style = setter.style(ParRole::DefinitionTerm, &env);
            let mut lines = setter.lines(term, &style, label);
            if let Some(last) = lines.last_mut() {
                justify::hang_blank(last, setter.shop.fonts);
            }
            setter.push_kept(lines);
            setter.penalise(FORBID);
        }
        let env = env.within(setter.element(&env, Tag::Body));
        setter.space(meaning.above);
        for detail in &definition.details {
            setter.first = true;
            let inner = setter.placed(ParRole::DefinitionDetail, &env);
            setter.blocks(detail, &inner);
        }
        setter.space(meaning.below);
    }
    setter.space(whole.below);
    setter.first = true;
}
