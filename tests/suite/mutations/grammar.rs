//! Books that are made from a grammar: constructs in one another, each as an author would write it. Entry point: [`book`].
//!
//! Mutants of manuscripts find what is malformed; these find combinations that no manuscript has.

use super::{Dice, Mutant, WORD};

/// The maximum depth of blocks within blocks.
const DEPTH: usize = 4;

/// Returns the book of a seed.
pub(super) fn book(seed: u64) -> Mutant {
    // Another row of numbers than that of the mutants.
    let mut writer = Writer { dice: Dice(!seed), notes: 0, names: 0 };
    let chapters = 1 + writer.dice.roll(3);
    Mutant { tool: "Pressmark", chapters: (0..chapters).map(|_| writer.chapter()).collect() }
}

struct Writer {
    dice: Dice,
    /// The number of notes of the chapter so far.
    notes: usize,
    /// The number of names of the book so far.
    names: usize,
}

impl Writer {
    fn chapter(&mut self) -> String {
        self.notes = 0;
        let mut text = format!("# {}\n\n", self.words(3));
        for _ in 0..=self.dice.roll(5) {
            text += &self.block(0);
            text.push('\n');
        }
        for note in 1..=self.notes {
            let paragraph = self.inlines(0);
            text += &format!("[^{note}]: {paragraph}\n\n");
        }
        text
    }

    /// Returns a block, which ends with a line end. Within other blocks there are no headings.
    fn block(&mut self, depth: usize) -> String {
        let kinds = if depth == 0 { 23 } else { 21 };
        let kind = if depth < DEPTH { self.dice.roll(kinds) } else { self.dice.roll(9) };
        match kind {
            0..4 => format!("{}\n", self.inlines(0)),
            4 => format!("{}\\\n{}\n", self.inlines(0), self.inlines(0)),
            5 => self.table(),
            6 => self.code(),
            7 => self.picture(),
            8 => self.verse(),
            9 => self.list("- ", depth),
            10 => self.list("3. ", depth),
            11 => self.list("- [x] ", depth),
            12 => within(&self.blocks(depth), "> ", "> "),
            13 => self.definitions(depth),
            14 => self.div(depth),
            15 => self.html(depth),
            16 => within(&format!("[!TIP]\n{}", self.blocks(depth)), "> ", "> "),
            17 => format!("{}\n\n{}", self.inlines(0), self.list("* ", depth)),
            18 => format!("!!! note \"{}\"\n{}", self.words(2), within(&self.blocks(depth), "    ", "    ")),
            19 => self.letter(),
            20 => self.subequations(depth),
            _ => format!("{} {}\n\n{}", ["##", "###"][self.dice.roll(2)], self.inlines(1), self.block(depth)),
        }
    }

    /// Returns some blocks that are in another one.
    fn blocks(&mut self, depth: usize) -> String {
        let blocks = (0..=self.dice.roll(3)).map(|_| self.block(depth + 1));
        blocks.collect::<Vec<_>>().join("\n")
    }

    fn words(&mut self, maximum: usize) -> String {
        vec![WORD.to_string(); 1 + self.dice.roll(maximum)].join(" ")
    }

    /// Returns text with markup in it, on one line.
    fn inlines(&mut self, depth: usize) -> String {
        let parts: Vec<String> = (0..=self.dice.roll(5)).map(|_| self.inline(depth)).collect();
        format!("{WORD} {}.", parts.join([" ", ", ", "-", "—"][self.dice.roll(4)]))
    }

    fn inline(&mut self, depth: usize) -> String {
        if depth > 2 {
            return self.words(3);
        }
        let inner = self.inlines(depth + 1);
        match self.dice.roll(20) {
            0 => format!("*{inner}*"),
            1 => format!("**{inner}**"),
            2 => format!("`{}`", self.words(3)),
            3 => format!("[{}](https://example.org/a?b=c&d)", self.words(3)),
            4 => format!("[{}](#none)", self.words(2)),
            5 if depth == 0 => {
                self.notes += 1;
                format!("{WORD}[^{}]", self.notes)
            }
            6 if depth == 0 => format!("{WORD}^[{}]", self.words(4)),
            7 => format!("[{}]{{.smallcaps}}", self.words(3)),
            8 => format!("“{}”", self.words(4)),
            9 => format!("\"{}\"", self.words(4)),
            10 => format!("{WORD}~{WORD}~ {WORD}^{WORD}^"),
            11 => format!("<b>{}</b><i>{}</i>", self.words(2), self.words(2)),
            12 => format!("~~{}~~", self.words(3)),
            13 => format!("[{}]{{.index}}", self.words(2)),
            14 => format!("${WORD} = \\text{{{}}}$", self.words(2)),
            15 => format!("![{}](images/disc.png)", self.words(3)),
            16 => format!("{}<br/>{}", self.words(2), self.words(2)),
            17 => format!("[{}]{{lang=fr}}", self.words(3)),
            _ => self.words(5),
        }
    }

    fn list(&mut self, mark: &str, depth: usize) -> String {
        let loose = if self.dice.roll(2) == 0 { "\n" } else { "" };
        // The text of a task begins at its box, which is not part of the indent.
        let indent = " ".repeat(mark.find(' ').map_or(2, |at| at + 1));
        let items = (0..=self.dice.roll(3)).map(|_| {
            let more =
                if self.dice.roll(3) == 0 { format!("\n{}", self.blocks(depth)) } else { String::new() };
            within(&format!("{}\n{more}", self.inlines(1)), mark, &indent)
        });
        items.collect::<Vec<_>>().join(loose)
    }

    fn table(&mut self) -> String {
        let columns = 1 + self.dice.roll(4);
        let row = |writer: &mut Self| {
            let cells: Vec<String> = (0..columns).map(|_| writer.inline(1).replace('|', "")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut text = row(self) + &format!("|{}\n", "---|".repeat(columns));
        for _ in 0..=self.dice.roll(4) {
            text += &row(self);
        }
        if self.dice.roll(3) == 0 { text + &format!("\n: {}\n", self.words(3)) } else { text }
    }

    fn code(&mut self) -> String {
        let info = ["", "rust", "{.python .numberLines}", "js {title=\"x.js\"}"][self.dice.roll(4)];
        let lines: Vec<String> = (0..=self.dice.roll(4)).map(|_| self.words(4)).collect();
        format!("```{info}\n{}\n```\n", lines.join("\n    "))
    }

    fn picture(&mut self) -> String {
        self.names += 1;
        let name = if self.dice.roll(2) == 0 { format!("{{#fig:n{}}}", self.names) } else { String::new() };
        format!("![{}](images/disc.png){name}\n", self.inlines(2))
    }

    fn verse(&mut self) -> String {
        let lines: Vec<String> = (0..=self.dice.roll(5)).map(|_| self.inlines(2)).collect();
        format!("::: verse\n{}\n:::\n", lines.join(["\n", "\n\n"][self.dice.roll(2)]))
    }

    fn definitions(&mut self, depth: usize) -> String {
        let items = (0..=self.dice.roll(3)).map(|_| {
            let term = self.words(2);
            format!("{term}\n{}", within(&self.blocks(depth), ":   ", "    "))
        });
        items.collect::<Vec<_>>().join("\n")
    }

    fn div(&mut self, depth: usize) -> String {
        let kinds = [
            "note",
            "aside",
            "keep",
            "{.theorem}",
            "{.proof}",
            "{.centred}",
            "columns",
            "{.x}",
            "epigraph",
            "{.exercise}",
        ];
        let kind = kinds[self.dice.roll(kinds.len())];
        let marks = ":".repeat(3 + DEPTH - depth);
        format!("{marks} {kind}\n{}{marks}\n", self.blocks(depth))
    }

    fn html(&mut self, depth: usize) -> String {
        let inner = self.blocks(depth);
        match self.dice.roll(5) {
            0 => format!("<div>\n\n{inner}\n</div>\n"),
            1 => format!("<blockquote>\n\n{inner}\n</blockquote>\n"),
            2 => format!("<details><summary>{}</summary>\n\n{inner}\n</details>\n", self.words(2)),
            3 => format!("<dl><dt>{}</dt><dd>{}</dd></dl>\n", self.words(2), self.words(2)),
            _ => format!("<table><tr><td>{}</td><td>{}</td></tr></table>\n", self.words(2), self.words(2)),
        }
    }

    /// Returns equations that share a number, with a block between them.
    fn subequations(&mut self, depth: usize) -> String {
        self.names += 1;
        let name = self.names;
        let formula = format!("$$ {WORD} = \\text{{{}}} $$ {{#eq:n{name}a}}", self.words(2));
        let inner = format!(
            "{formula}\n\n{}\n$$ {WORD} + {WORD} $$\n\nBy @eq:n{name} and @eq:n{name}a.\n",
            self.block(depth + 1)
        );
        if self.dice.roll(2) == 0 {
            return format!(
                "\\begin{{subequations}}\\label{{eq:n{name}}}\n\n{inner}\n\\end{{subequations}}\n"
            );
        }
        let marks = ":".repeat(3 + DEPTH - depth);
        format!("{marks} {{.subequations #eq:n{name}}}\n{inner}{marks}\n")
    }

    fn letter(&mut self) -> String {
        format!(
            "::: letter\n{},\n\n{}\n\n{},\n{}\n:::\n",
            self.words(2),
            self.inlines(0),
            self.words(2),
            self.words(2)
        )
    }
}

/// Returns a text with a mark before its first line, and an indent before the others.
fn within(text: &str, mark: &str, indent: &str) -> String {
    let line = |(index, line): (usize, &str)| match (index, line) {
        (0, line) => format!("{mark}{line}\n"),
        (_, "") => format!("{}\n", indent.trim_end()),
        (_, line) => format!("{indent}{line}\n"),
    };
    text.lines().enumerate().map(line).collect()
}
