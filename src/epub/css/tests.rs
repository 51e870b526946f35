//! Tests of the stylesheets of all themes and of options of authors.

use std::collections::BTreeSet;

use super::*;
use crate::design::theme::themes;
use crate::lang::LangTag;

/// A rule: its selectors, and its declarations.
type Rule = (Vec<String>, Vec<(String, String)>);

/// Returns the stylesheet of a design as an author writes it.
fn sheet(options: &str) -> String {
    stylesheet(&Design::written(options, &LangTag::english()), &Assets::default())
}

/// Returns the stylesheet of every theme.
fn sheets() -> impl Iterator<Item = (String, String)> {
    themes().iter().map(|theme| (theme.name.to_owned(), sheet(&format!("theme: {}", theme.name))))
}

/// Returns the rules of a stylesheet, those within groups of rules too, but no other rules with an at sign.
fn rules(css: &str) -> Vec<Rule> {
    let mut plain = String::new();
    for part in css.split("/*") {
        plain.push_str(part.split_once("*/").map_or(part, |(_, rest)| rest));
    }
    let mut rules = Vec::new();
    for rule in plain.split('}') {
        let Some((before, declarations)) = rule.rsplit_once('{') else { continue };
        let selectors = before.rsplit('{').next().unwrap_or_default().trim();
        if selectors.starts_with('@') {
            continue;
        }
        let declarations = declarations.split(';').filter_map(|declaration| declaration.split_once(':'));
        rules.push((
            selectors.split(',').map(|selector| selector.trim().to_owned()).collect(),
            declarations.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect(),
        ));
    }
    assert!(rules.len() > 50, "there are rules");
    rules
}

/// Returns the last value of a property in the rules whose selector is exactly this one.
fn value(rules: &[Rule], selector: &str, property: &str) -> Option<String> {
    let of_selector = rules.iter().filter(|(selectors, _)| selectors.iter().any(|known| known == selector));
    let mut declared = of_selector.flat_map(|(_, declarations)| declarations);
    declared.rfind(|(name, _)| name == property).map(|(_, value)| value.clone())
}

/// Returns the size of a heading in hundredths of the text's, and the look of its letters.
fn look(rules: &[Rule], heading: &str) -> (i64, [Option<String>; 3]) {
    let size = value(rules, heading, "font-size").expect("a size");
    let size = size.rsplit(' ').next().unwrap_or_default().trim_end_matches([')', 'm', 'e']).to_owned();
    let size = (size.parse::<f64>().expect("a number") * 100.0).round();
    let letters =
        ["font-weight", "font-style", "font-variant"].map(|property| value(rules, heading, property));
    #[allow(clippy::cast_possible_truncation, reason = "sizes are small")]
    (size as i64, letters)
}

#[test]
fn headings_descend_in_every_theme() {
    for (theme, css) in sheets() {
        let rules = rules(&css);
        let looks = ["h1", "h2", "h3", "h4", "h5", "h6"].map(|heading| look(&rules, heading));
        for (index, pair) in looks.windows(2).enumerate() {
            let ([_, higher @ ..], [_, lower @ ..]) = (&pair[0].1, &pair[1].1);
            let is_bold = |(_, letters): &(i64, [Option<String>; 3])| letters[0].as_deref() == Some("bold");
            assert!(pair[0].0 >= pair[1].0, "{theme}: h{} is larger than h{}", index + 2, index + 1);
            let inverted = index > 0 && is_bold(&pair[1]) && !is_bold(&pair[0]);
            assert!(!inverted, "{theme}: h{} is bolder than h{}: {higher:?} {lower:?}", index + 2, index + 1);
        }
        let distinct: BTreeSet<String> = looks.iter().map(|look| format!("{look:?}")).collect();
        assert_eq!(distinct.len(), looks.len(), "{theme}: {looks:?}");
        assert!(looks[0].0 > looks[1].0, "{theme}: titles are larger than the headings below them");
    }
}

#[test]
fn sizes_keep_their_order_on_a_screen() {
    let css = sheet(
        "styles: { chapter-title: { size: 220% }, heading-2: { size: 200% }, heading-3: { size: 19pt } }",
    );
    let rules = rules(&css);
    let sizes = ["h1", "h2", "h3"].map(|heading| look(&rules, heading).0);
    assert_eq!(sizes, [176, 166, 151], "{css}");
    assert_eq!(value(&rules, "h1", "font-size").as_deref(), Some("clamp(1em, 10.56vw, 1.76em)"));
}

/// Returns the last parts of the selectors whose rules have a declaration.
fn chosen(rules: &[Rule], property: &str, wanted: &str) -> BTreeSet<String> {
    let has = |declarations: &[(String, String)]| {
        declarations.iter().any(|(name, value)| name == property && value == wanted)
    };
    let selectors =
        rules.iter().filter(|(_, declarations)| has(declarations)).flat_map(|(selectors, _)| selectors);
    let last = |selector: &String| selector.split_whitespace().last().unwrap_or_default().to_owned();
    let name = |last: String| match last.split_once('.') {
        Some((_, "book-title")) => "h1".to_owned(),
        Some((_, class)) => format!(".{class}"),
        None => last,
    };
    // The rules of languages differ from those of the book.
    selectors.map(last).filter(|last| !last.contains(":lang(")).map(name).collect()
}

/// What is bold and italic by default (HTML, section 15.3, "Rendering"). The stylesheet resets headings and heads.
const BY_DEFAULT: [(&str, &[&str]); 2] =
    [("bold", &["b", "strong"]), ("italic", &["address", "cite", "dfn", "em", "i", "var"])];

#[test]
fn bold_and_italic_is_what_the_stylesheet_makes_so() {
    let own = "styles: { subtitle: { bold: true }, heading-4: { bold: true, italic: false }, series: { italic: true } }";
    let themes = themes().iter().map(|theme| format!("theme: {}", theme.name));
    for options in themes.chain([own.to_owned(), "captions: { number: italic }".to_owned()]) {
        let design = Design::written(&options, &LangTag::english());
        let (rules, weights) = (rules(&stylesheet(&design, &Assets::default())), Weights::of(&design));
        for (index, (property, (wanted, by_default))) in
            ["font-weight", "font-style"].into_iter().zip(BY_DEFAULT).enumerate()
        {
            let mut expected = chosen(&rules, property, wanted);
            expected.extend(by_default.iter().map(|name| (*name).to_owned()));
            let found =
                weights.all().iter().filter(|(_, bold, italic)| [*bold, *italic][index] != Extent::Never);
            let found: BTreeSet<String> = found.map(|(name, ..)| name.clone().into_owned()).collect();
            assert_eq!(found, expected, "{options}: {wanted}");
        }
    }
}

/// The stylesheets set nothing that is the reader's choice: family, size, colour and leading of the text,
/// margins of the page.
#[test]
fn nothing_is_set_that_the_reader_chooses() {
    for (theme, css) in sheets() {
        for (selectors, declarations) in rules(&css) {
            let whole = selectors.iter().any(|selector| matches!(selector.as_str(), "body" | "html" | "p"));
            for (property, value) in declarations {
                let is_set = match property.as_str() {
                    // Formulas need a typeface that has mathematics.
                    "font-family" => value == "monospace, monospace" || selectors == ["math"],
                    // Lines of formulas, in the reader's colour.
                    "background" if selectors.iter().all(|selector| selector.starts_with(".math-")) => {
                        value.contains("currentColor")
                    }
                    "background" => selectors == ["img.clear"],
                    // A rule between scenes is grey by default.
                    "color" => selectors == ["hr"] && value == "inherit",
                    "background-color" | "border-color" => false,
                    "line-height" | "font-size" => !whole && !value.contains("px") && !value.contains("pt"),
                    "margin" => !whole || value == "0",
                    _ => true,
                };
                assert!(is_set, "{theme}: {selectors:?} {{ {property}: {value} }}");
            }
        }
    }
}

#[test]
fn rules_of_the_design_have_no_classes_of_their_own() {
    // The classes that are not reported to authors as without effect are those of the base.
    for (theme, css) in sheets() {
        for selector in rules(&css).iter().flat_map(|(selectors, _)| selectors) {
            for class in selector.split('.').skip(1) {
                let class =
                    class.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default();
                assert!(BASE.contains(&format!(".{class}")), "{theme}: {selector}");
            }
        }
    }
}

#[test]
fn scene_breaks_show_the_ornament_of_the_design() {
    let classic = sheet("theme: classic");
    assert!(classic.contains("hr.scene-break::before { content: \"\\2766 \"; }"), "{classic}");
    let novel = sheet("theme: novel");
    assert!(novel.contains("hr.scene-break::before { content: \"*\\2003 *\\2003 *\"; }"), "{novel}");
    let leaf =
        sheet("{ scene-break: { ornament: \"❦\" }, styles: { ornament: { size: 150%, align: right } } }");
    assert!(leaf.contains("hr.scene-break { width: auto; border: none; text-align: end; }"), "{leaf}");
    assert!(leaf.contains("::before { content: \"\\2766 \"; font-size: 1.5em; }"), "{leaf}");
    let none = sheet("scene-break: { ornament: \"\" }");
    assert!(none.contains("\nhr.scene-break { width: auto; border: none; height: 1em; }"), "{none}");
}

#[test]
fn openings_have_the_rule_of_the_design() {
    assert!(!sheet("theme: novel").contains("content: \"\""));
    for (place, selector) in
        [("above", "hgroup::before"), ("between", "hgroup .number::after"), ("below", "hgroup::after")]
    {
        let css = sheet(&format!("chapter: {{ rule: 0.5pt, rule-width: 20%, rule-place: {place} }}"));
        let rule = css.lines().find(|line| line.contains("content: \"\"")).expect("a rule");
        assert!(rule.starts_with(&format!("section:not(.part) > {selector},")), "{rule}");
        assert!(rule.contains("width: 20%; border-top: 1px solid;"), "{rule}");
    }
}

#[test]
fn an_indent_leaves_a_measure_on_a_narrow_screen() {
    let rules = rules(&sheet("styles: { epigraph: { left: 30%, right: 0 }, quote: { left: 3em } }"));
    let of = |selector, property| value(&rules, selector, property).expect("an indent");
    assert_eq!(of(".epigraph", "margin-inline-start"), "max(5%, min(30%, 100% - 20em))");
    assert_eq!(of(".epigraph", "margin-inline-end"), "0%");
    assert_eq!(of("blockquote", "margin-inline-start"), "max(5%, min(10%, 100% - 20em))");
}

#[test]
fn joined_scripts_are_not_spaced() {
    let arabic = LangTag::parse("ar").expect("a language");
    let css = stylesheet(&Design::written("theme: classic", &arabic), &Assets::default());
    let own = css.strip_prefix(BASE).expect("the base comes first");
    assert!(!own.contains("letter-spacing"), "{own}");
}

#[test]
fn scripts_without_italics_have_neither_these_nor_small_capitals() {
    let own = |lang: &str| {
        let design = Design::written("theme: classic", &LangTag::parse(lang).expect("a language"));
        let css = stylesheet(&design, &Assets::default());
        css.strip_prefix(BASE).expect("the base comes first").to_owned()
    };
    for absent in ["font-style: italic", "small-caps", "oldstyle-nums"] {
        assert!(!own("th").contains(absent), "{absent}");
        assert!(own("el").contains(absent), "{absent}");
    }
    assert!(own("zh").contains("h1 + p") && own("zh").contains("text-indent: 2em"));
    assert!(!own("th").contains("text-indent"));
}

#[test]
fn the_second_colour_is_that_of_ornaments_and_rules() {
    let rules = rules(&sheet("accent: \"#1a7f7a\""));
    let colour = Some("#1a7f7a");
    assert_eq!(value(&rules, "hr.scene-break", "color").as_deref(), colour);
    assert_eq!(value(&rules, ".admonition", "border-color").as_deref(), colour);
    assert_eq!(value(&rules, "nav > h1::after", "border-top-color").as_deref(), colour);
    assert_eq!(value(&rules, "h1", "color"), None, "titles have the reader's colour");
}
