//! Checks what the references of a drawing amount to, before a library follows them by recursion and copies
//! what they lead to: no element contains itself, and depth and number of all elements have a limit. Entry
//! point: [`check`].

use resvg::usvg::roxmltree::{Document, Node};

use super::Refused;
use super::links::{Link, Links, Property, magnitude};
use super::text_work;
use crate::limits::{self, Limit, Limits};

/// The kinds of elements whose content is drawn where a reference leads to them, in the style of the elements
/// around their own place.
const RESOURCES: [&str; 4] = ["pattern", "mask", "clipPath", "marker"];
/// The kinds of elements that are painted.
const SHAPES: [&str; 9] =
    ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"];
/// The kinds of elements on which a fill, a stroke or a marker has no effect.
const UNPAINTED: [&str; 4] = ["linearGradient", "radialGradient", "stop", "filter"];
/// The number of bytes of attributes and text that weigh as much as an element.
const BYTES_OF_ELEMENT: u64 = 64;

/// What an element amounts to with all that it contains and refers to.
#[derive(Clone, Copy, Default)]
struct Extent {
    /// The depth of nesting.
    depth: u32,
    /// The number of elements.
    elements: u64,
    /// The number of shapes.
    shapes: u64,
    /// The number of points of shapes.
    points: u64,
    /// The number of elements without those that references lead to.
    own: u64,
}

/// An element whose edges are being followed.
struct Visit {
    /// The index of the element.
    at: usize,
    edges: Vec<Link>,
    next: usize,
}

/// Checks the references of a drawing, and that its elements are nested at most `max_depth` deep.
///
/// # Errors
/// Returns the reason why it cannot be drawn, as a phrase.
pub(super) fn check(document: &Document<'_>, max_depth: u32, limits: Limits) -> Result<(), Refused> {
    let links = Links::of(document, limits)?;
    let mut walk = Walk { document, extents: vec![None; links.len()], links, max_depth, limits, work: 0 };
    walk.run(index(document.root_element()))
}

fn index(node: Node<'_, '_>) -> usize {
    node.id().get_usize()
}

struct Walk<'d, 'i> {
    document: &'d Document<'i>,
    links: Links,
    /// The extents of elements that were left, by index.
    extents: Vec<Option<Extent>>,
    max_depth: u32,
    limits: Limits,
    /// The number of elements that a search for circles of two elements visits.
    work: u64,
}

impl<'d, 'i> Walk<'d, 'i> {
    /// Visits every element after those that it contains or refers to. Without recursion, so that no nesting
    /// overflows the stack.
    fn run(&mut self, root: usize) -> Result<(), Refused> {
        let mut is_open = vec![false; self.extents.len()];
        let mut path = vec![self.visit(root)];
        is_open[root] = true;
        while let Some(last) = path.last_mut() {
            let Some(edge) = last.edges.get(last.next).copied() else {
                let Some(left) = path.pop() else { break };
                let extent = self.extent(&left);
                self.check_extent(extent)?;
                self.extents[left.at] = Some(extent);
                is_open[left.at] = false;
                continue;
            };
            last.next += 1;
            if is_open[edge.to] {
                return Err(self.circle(edge.to).into());
            }
            if self.extents[edge.to].is_none() {
                is_open[edge.to] = true;
                path.push(self.visit(edge.to));
            }
        }
        Ok(())
    }

    fn node(&self, at: usize) -> Node<'d, 'i> {
        // Indices come from nodes of this document.
        let id = u32::try_from(at).unwrap_or(u32::MAX);
        self.document.get_node(id.into()).unwrap_or(self.document.root())
    }

    /// Returns an element with its edges: to its children and to what it refers to.
    fn visit(&self, at: usize) -> Visit {
        let node = self.node(at);
        let children = node.children().filter(|child| child.is_element());
        let mut edges: Vec<Link> =
            children.map(|child| Link { property: Property::Other, to: index(child) }).collect();
        let name = node.tag_name().name();
        let is_painted = !UNPAINTED.contains(&name) && !name.starts_with("fe");
        let own = self.links.of_element(at).iter();
        let own = own.filter(|link| is_painted || link.property == Property::Other);
        edges.extend(own.filter(|link| !self.is_own_marker(node, **link)));
        if RESOURCES.contains(&name) {
            edges.extend(self.inherited(node).filter(|link| !self.is_own_marker(node, *link)));
        }
        Visit { at, edges, next: 0 }
    }

    /// Returns the references that the content of a resource inherits from the elements around it.
    fn inherited(&self, node: Node<'d, 'i>) -> impl Iterator<Item = Link> {
        Property::INHERITED.into_iter().flat_map(move |property| {
            let setter = node.ancestors().skip(1).find(|node| self.links.sets(index(*node), property));
            let links = setter.map(|setter| self.links.of_element(index(setter))).unwrap_or_default();
            let links = links.iter().filter(move |link| link.property == property);
            links.filter(move |_| self.shows(node, property)).copied()
        })
    }

    /// Returns whether a shape in an element takes a property from outside it.
    fn shows(&self, node: Node<'d, 'i>, property: Property) -> bool {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if self.links.sets(index(node), property) {
                continue;
            }
            let name = node.tag_name().name();
            if SHAPES.contains(&name) || name == "use" {
                return true;
            }
            open.extend(node.children().filter(|child| child.is_element()));
        }
        false
    }

    /// Returns whether a reference leads from the content of a marker to that marker: a rule for all paths may
    /// do that, and drawing programs ignore it.
    fn is_own_marker(&self, node: Node<'d, 'i>, link: Link) -> bool {
        let is_marker = matches!(link.property, Property::MarkerEnds | Property::MarkerMid)
            && self.node(link.to).has_tag_name("marker");
        is_marker && node.ancestors().any(|node| index(node) == link.to)
    }

    /// Returns the extent of an element; those of its edges are known.
    fn extent(&mut self, visit: &Visit) -> Extent {
        let node = self.node(visit.at);
        let bytes: usize = node.attributes().map(|attribute| attribute.value().len()).sum();
        let text: usize = node.children().filter_map(|child| child.text()).map(str::len).sum();
        let is_shape = SHAPES.contains(&node.tag_name().name());
        let own = 1 + (bytes + text) as u64 / BYTES_OF_ELEMENT + layout(node) + self.outlines(node);
        let mut extent = Extent {
            depth: 0,
            elements: own,
            shapes: u64::from(is_shape),
            points: if is_shape { points(node) } else { 0 },
            own,
        };
        let known = |link: &Link| self.extents[link.to].unwrap_or_default();
        let is_use = node.tag_name().name() == "use";
        let is_child = |link: &Link| self.node(link.to).parent() == Some(node);
        for edge in &visit.edges {
            let to = known(edge);
            extent.depth = extent.depth.max(to.depth);
            if is_child(edge) || is_use {
                extent.shapes = extent.shapes.saturating_add(to.shapes);
                extent.points = extent.points.saturating_add(to.points);
            }
            if is_child(edge) {
                extent.own = extent.own.saturating_add(to.own);
            }
        }
        let mut followed = 0_u64;
        for edge in &visit.edges {
            // What a group inherits to its shapes is drawn for each of them.
            let times = match edge.property {
                Property::Other => 1,
                Property::Fill | Property::Stroke => extent.shapes.max(1),
                Property::MarkerEnds => extent.shapes.max(1) * 2,
                Property::MarkerMid => extent.points.max(1),
            };
            let to = known(edge);
            extent.elements = extent.elements.saturating_add(to.elements.saturating_mul(times));
            if !is_child(edge) {
                followed = followed.saturating_add(to.own);
            }
        }
        extent.depth += 1;
        self.work = self.work.saturating_add(followed);
        extent
    }

    /// Returns the number of elements that weigh as much as the outlines of the strokes of a shape or a text: a curve is
    /// divided into pieces, the number of which grows with the square root of its size.
    fn outlines(&self, node: Node<'_, '_>) -> u64 {
        const CURVES_OF_LETTER: u64 = 30;
        let name = node.tag_name().name();
        let (curves, size) = match name {
            "text" => (letters(node) * CURVES_OF_LETTER, self.links.font),
            "path" => {
                let data = node.attribute("d").unwrap_or_default();
                let is_curve =
                    |byte: &u8| matches!(byte.to_ascii_lowercase(), b'c' | b's' | b'q' | b't' | b'a');
                if data.bytes().any(|byte| is_curve(&byte)) {
                    (points(node), magnitude(data))
                } else {
                    (0, 0)
                }
            }
            "circle" | "ellipse" | "rect" => {
                let sizes = ["r", "rx", "ry"].iter().filter_map(|name| node.attribute(*name));
                (4, sizes.map(magnitude).max().unwrap_or_default())
            }
            _ => (0, 0),
        };
        match size.max(self.links.stroke) {
            0..8 => 0,
            size => curves.saturating_mul(10_u64.pow(size.min(36) / 2) / 2),
        }
    }

    fn check_extent(&self, extent: Extent) -> Result<(), Refused> {
        if extent.depth > self.max_depth {
            return Err(format!(
                "its elements are nested more than {} deep, together with those that they refer to",
                self.max_depth
            )
            .into());
        }
        let work = self.work / u64::from(limits::DRAWING_DEPTH);
        self.limits.check(Limit::DrawnElements, extent.elements.max(work))?;
        Ok(())
    }

    /// Returns the reason for refusing a drawing with an element that contains itself.
    fn circle(&self, at: usize) -> String {
        let node = self.node(at);
        let name = node.tag_name().name();
        let id = node.attribute("id").map(|id| format!(" `{id}`")).unwrap_or_default();
        format!("its `{name}` element{id} refers to itself, by what it contains or by the style around it")
    }
}

/// Returns the number of elements that weigh as much as setting the letters of a text. The limits of both are those of a
/// few seconds.
fn layout(node: Node<'_, '_>) -> u64 {
    if !node.has_tag_name("text") {
        return 0;
    }
    text_work::work(node) / (Limit::DrawnText.base() / Limit::DrawnElements.base())
}

/// Returns the number of letters in an element.
fn letters(node: Node<'_, '_>) -> u64 {
    let texts = node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text());
    texts.map(|text| text.chars().count() as u64).sum()
}

/// Returns the maximum number of points of a shape: pairs of numbers.
fn points(node: Node<'_, '_>) -> u64 {
    let numbers = |text: &str| {
        let starts = text.bytes().zip(std::iter::once(b' ').chain(text.bytes()));
        starts.filter(|(byte, before)| byte.is_ascii_digit() && !before.is_ascii_digit()).count()
    };
    let data = node.attribute("d").or_else(|| node.attribute("points"));
    data.map_or(16, |data| 1 + numbers(data) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(inside: &str) -> Result<(), String> {
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
        check(&Document::parse(&text).expect("a document"), limits::DRAWING_DEPTH, Limits::default())
            .map_err(|refused| refused.to_string())
    }

    #[test]
    fn an_element_that_contains_itself_is_found() {
        for circle in [
            r##"<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>"##,
            r#"<mask id="a"><g mask="url(#b)"/></mask><mask id="b"><g style="mask: url('#a')"/></mask>"#,
            r##"<pattern id="a" href="#b"/><pattern id="b" href="#a"/>"##,
            r#"<style>rect { fill: url(#a) }</style><pattern id="a"><g><rect/></g></pattern>"#,
            r#"<g stroke="url(#a)"><pattern id="a"><g stroke="inherit"><rect/></g></pattern></g>"#,
            r#"<g style="marker: url(#b)"><marker id="a"><path/></marker></g><marker id="b"><path marker-mid="url(#a)"/></marker>"#,
        ] {
            assert!(checked(circle).is_err_and(|reason| reason.contains("refers to itself")), "{circle}");
        }
    }

    #[test]
    fn references_without_a_circle_are_admitted() {
        for plain in [
            r#"<g fill="url(#a)"><pattern id="a"><rect fill="red"/></pattern><rect/></g>"#,
            r#"<style>path { marker-mid: url(#a) }</style><marker id="a"><path d="M0 0 1 1"/></marker><path/>"#,
            r##"<g id="a"><path id="b"/><use href="#b"/><use href="#c"/></g>"##,
            r##"<g mask="url(#a)"><mask id="a"><use href="#b"/></mask><rect id="b"/></g>"##,
        ] {
            assert_eq!(checked(plain), Ok(()), "{plain}");
        }
    }

    #[test]
    fn curves_of_extreme_sizes_weigh_more_than_others() {
        let refused = |inside: &str| checked(inside).is_err();
        assert!(refused("<style>text { font-size: 1e9px }</style><text>Words</text>"));
        assert!(refused(
            r#"<g stroke-width="1e9"><path d="M0 0C1 2 3 4 5 6 7 8 9 10 11 12 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4"/></g>"#
        ));
        assert!(!refused(
            r#"<text font-size="40" x="20000000">Words</text><path d="M0 0L1e9 1e9"/><circle r="5e7"/>"#
        ));
    }

    #[test]
    fn depth_and_number_are_those_with_all_references() {
        let nested = |depth: usize| format!("{}{}", "<g>".repeat(depth), "</g>".repeat(depth));
        assert_eq!(checked(&nested(250)), Ok(()));
        let twice = format!(
            "<g id=\"a\">{}</g>{}",
            nested(200),
            nested(100).replacen("</g>", "<use href=\"#a\"/></g>", 1)
        );
        assert!(checked(&twice).is_err_and(|reason| reason.contains("deep")));
        let points = "1 ".repeat(5000);
        let marked = format!(
            "<marker id=\"m\">{}</marker><path marker-mid=\"url(#m)\" d=\"M{points}\"/>",
            "<rect/>".repeat(500)
        );
        assert!(checked(&marked).is_err_and(|reason| reason.contains("million elements")));
    }
    #[test]
    fn text_weighs_as_often_as_it_is_shown() {
        let shown = |times: usize| {
            let text = format!("<text id=\"a\">{}</text>", "<tspan>words</tspan>".repeat(300));
            format!("{text}{}", "<use href=\"#a\"/>".repeat(times))
        };
        assert_eq!(checked(&shown(3)), Ok(()));
        assert!(checked(&shown(50)).is_err_and(|reason| reason.contains("million elements")));
    }
}
