//! Circular imports: the strongly connected components of a graph (Tarjan 1972).

/// Returns the components of more than one node, each in ascending order.
pub(super) fn circles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut search = Search {
        edges,
        order: vec![None; edges.len()],
        lowest: vec![0; edges.len()],
        is_open: vec![false; edges.len()],
        stack: Vec::new(),
        count: 0,
        found: Vec::new(),
    };
    for node in 0..edges.len() {
        if search.order[node].is_none() {
            search.visit(node);
        }
    }
    search.found.sort();
    search.found
}

struct Search<'a> {
    edges: &'a [Vec<usize>],
    /// The position in the search at which each node was first seen.
    order: Vec<Option<usize>>,
    /// The earliest node on the stack that each can reach.
    lowest: Vec<usize>,
    is_open: Vec<bool>,
    stack: Vec<usize>,
    count: usize,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn visit(&mut self, node: usize) {
        let order = self.count;
        self.count += 1;
        self.order[node] = Some(order);
        self.lowest[node] = order;
        self.stack.push(node);
        self.is_open[node] = true;
        for &next in &self.edges[node] {
            match self.order[next] {
                None => {
                    self.visit(next);
                    self.lowest[node] = self.lowest[node].min(self.lowest[next]);
                }
                Some(seen) if self.is_open[next] => self.lowest[node] = self.lowest[node].min(seen),
                Some(_) => {}
            }
        }
        if self.lowest[node] == order {
            let start = self.stack.iter().rposition(|open| *open == node).expect("it is open");
            let mut component = self.stack.split_off(start);
            component.iter().for_each(|node| self.is_open[*node] = false);
            if component.len() > 1 {
                component.sort_unstable();
                self.found.push(component);
            }
        }
    }
}

#[test]
fn circles_are_found_and_chains_are_not() {
    let edges = [vec![1], vec![2, 3], vec![0], vec![4], vec![5], vec![4, 4], vec![0, 6]];
    assert_eq!(circles(&edges), [vec![0, 1, 2], vec![4, 5]]);
    assert_eq!(circles(&[vec![1], vec![2], vec![]]), Vec::<Vec<usize>>::new());
}
