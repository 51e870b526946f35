//! Lists numbered in letters and numerals, and text that looks like them.

use super::show::{blocks, faults};

#[test]
fn lists_are_numbered_as_written() {
    assert_eq!(blocks("a. x\nb. y\n\n#. u\n#. v\n"), "OL[a. b.](P(x) | P(y))\nOL1(P(u) | P(v))");
    assert_eq!(blocks("(iv) x\n(v) y\n     more\n"), "OL[(iv) (v)](P(x) | P(y more))");
    assert_eq!(blocks("h) x\ni) y\nj) z\n"), "OL[h) i) j)](P(x) | P(y) | P(z))");
    assert_eq!(blocks("A.  x\nB.  y\n"), "OL[A. B.](P(x) | P(y))");
    assert_eq!(blocks("3) x\n4) y\n"), "OL[3) 4)](P(x) | P(y))");
    assert_eq!(blocks("(12) x\n\ntext\n\n(13) y\n"), "OL[(12)](P(x))\nP(text)\nOL[(13)](P(y))");
}

#[test]
fn a_list_of_another_kind_is_another_list() {
    assert_eq!(blocks("a. x\nb. y\n\nA)  u\nB)  v\n"), "OL[a. b.](P(x) | P(y))\nOL[A) B)](P(u) | P(v))");
}

#[test]
fn lists_nest_in_lists_and_quotes() {
    assert_eq!(
        blocks(" 9)  Ninth\n10)  Tenth\n11)  Eleventh\n       i. one\n      ii. two\n     iii. three\n"),
        "OL[9) 10) 11)](P(Ninth) | P(Tenth) | P(Eleventh) OL[i. ii. iii.](P(one) | P(two) | P(three)))"
    );
    assert_eq!(
        blocks("1. Solve:\n    a.  x\n    b.  y\n2. Next\n"),
        "OL1(P(Solve:) OL[a. b.](P(x) | P(y)) | P(Next))"
    );
    assert_eq!(blocks("> a. x\n> b. y\n"), "Quote(OL[a. b.](P(x) | P(y)))");
    assert_eq!(blocks("- q\n\n  a. x\n\n  b. y\n"), "UL loose(P(q) OL[a. b.] loose(P(x) | P(y)))");
}

#[test]
fn words_are_not_markers() {
    for text in ["A. Writer", "c. 1820", "I. ", "a. alone", "(c) 2020 A. Writer", "B. Franklin\nC. Darwin"] {
        assert!(blocks(text).starts_with("P("), "{text}: {}", blocks(text));
    }
    assert_eq!(blocks("Text\na. x\nb. y\n"), "P(Text a. x b. y)");
    assert_eq!(blocks("    a. x\n    b. y\n"), "Code(-: \"a. x\\nb. y\")");
    assert_eq!(blocks("```\na. x\nb. y\n```\n"), "Code(-: \"a. x\\nb. y\")");
    assert_eq!(blocks("- ```\n  a. x\n  b. y\n  ```\n"), "UL(Code(-: \"a. x\\nb. y\"))");
}

#[test]
fn html_lists_keep_their_numbers() {
    assert_eq!(
        blocks("<ol type=\"a\" start=\"25\"><li>y</li><li>z</li><li>then</li></ol>\n"),
        "OL[y. z. aa.](P(y) | P(z) | P(then))"
    );
    assert_eq!(
        blocks("<ol reversed><li>c</li><li>b</li><li>a</li></ol>\n"),
        "OL[3. 2. 1.](P(c) | P(b) | P(a))"
    );
    assert_eq!(blocks("<ol><li value=\"7\">x</li><li>y</li></ol>\n"), "OL[7. 8.](P(x) | P(y))");
}

#[test]
fn loose_lists_may_be_of_tasks() {
    assert_eq!(blocks("- [ ] a\n\n- [x] b\n"), "UL loose([ ] P(a) | [x] P(b))");
}

#[test]
fn a_definition_needs_a_space_and_is_not_code() {
    assert_eq!(blocks("Some.\n\n:warning: Be careful.\n"), "P(Some.)\nP(:warning: Be careful.)");
    assert_eq!(blocks("Another.\n:) she said\n"), "P(Another. :) she said)");
    assert_eq!(blocks("Example `foo\n: bar` rest.\n"), "P(Example <code foo : bar> rest.)");
    assert_eq!(blocks("Example `a; foo\n:bar;` rest.\n"), "P(Example <code a; foo :bar;> rest.)");
    assert_eq!(blocks("Term `x`\n: and `y`\n"), "DL(Term <code x>: P(and <code y>))");
    assert_eq!(faults("<dl><dt>x</dl>\n").len(), 1);
}

#[test]
fn cells_beyond_the_columns_of_a_table_are_reported() {
    let table = "| a | b |\n|---|---|\n| c | d | e `f` | g |\n| h | i | <!-- no word --> |\n| j |\n| k | l || \n> | m |\n";
    assert_eq!(
        faults(table),
        [r#"W0344 "e `f` | g" `e `f` | g` is beyond the columns of the table and left out"#]
    );
    let quoted = "> | a |\n> |---|\n> | b \\| c | d\n\n| a |\n|:-:|\nb | c\n";
    assert_eq!(faults(quoted).len(), 2, "{:?}", faults(quoted));
}

#[test]
fn tables_leave_out_empty_heads_and_keep_lone_ones() {
    assert_eq!(blocks("|   |   |\n|---|---|\n| x | y |\n"), "Table <<( = x | y)");
    assert_eq!(blocks("| only | head |\n|---|---|\n"), "Table <<( = *only | *head)");
    assert_eq!(blocks("| a | b |\n|---\t|\t:-:|\n| x | y |\n"), "Table <^(*a | *b = x | y)");
}

#[test]
fn rare_separators_are_spaces() {
    assert_eq!(blocks("a\u{B}b\u{C}c\u{2028}d\u{2029}e `f\u{B}g`\n"), "P(a b c d e <code f g>)");
    assert_eq!(faults("a\u{B}b\u{C}c\u{2028}d\u{2029}e\n"), Vec::<String>::new());
}

#[test]
fn a_div_may_be_named_by_its_book() {
    assert_eq!(blocks("::: only=epub\na\n:::\n"), "OnlyEpub(P(a))");
    assert_eq!(faults("::: only=epub\na\n:::\n"), Vec::<String>::new());
}
