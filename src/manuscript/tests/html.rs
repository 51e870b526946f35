//! Raw HTML in the same model.

use super::show::{blocks, faults};

#[test]
fn tables_in_a_quote_keep_languages_and_spans() {
    assert_eq!(
        blocks(
            "> <table>\n> <tbody>\n> <tr>\n> <td lang=\"he\">חן</td>\n> <td>Hebrew.</td>\n> </tr>\n> </tbody>\n> </table>\n"
        ),
        "Quote(Table <<( = @heחן | Hebrew.))"
    );
    assert_eq!(
        blocks(
            "<table id=t><caption>Cap</caption><tr><th scope=col>A<td rowspan=9 colspan=2 align=right>b<tr lang=fr><td>\"c\"</table>\n"
        ),
        "Table#t <<<(Cap:  = *[scope=col]A | 2x2>b ; @fr«\u{202F}c\u{202F}»)"
    );
    assert_eq!(blocks("<table><thead><tr><td>a<tbody><tr><td>b<td>c</table>"), "Table <<(a |  = b | c)");
    assert_eq!(blocks("<table><tr><th>a<th>b<tr><td>c<td>d</table>"), "Table <<(*a | *b = c | d)");
}

#[test]
fn rows_cover_the_same_columns() {
    assert_eq!(
        blocks("<table><tr><td>a<td rowspan=2>b<tr><td colspan=3>c<tr></table>"),
        "Table <<( = a | 1x2b ; c)"
    );
    assert_eq!(
        blocks("<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d</table>"),
        "Table <<<( = a | b | 1x2c ; d | )"
    );
}

#[test]
fn elements_in_the_line_become_spans() {
    assert_eq!(
        blocks(
            "<i>a</i> <b>c *d*</b> <em>e</em> <strong>f</strong> g<sup>2</sup> <s>h</s> <u>i</u> <small>j</small> <cite>k</cite>"
        ),
        "P(<Voice a> <Keyword c <em d>> <em e> <st f> g<sup 2> <del h> <Underline i> <Small j> <Cite k>)"
    );
    assert_eq!(
        blocks(
            "a<br/>b <abbr title=\"Wor\n ld\">W</abbr> <span class=\"abbr z3998:x\">Sw.</span> <span lang=fr class=\"x y:z\">é</span>"
        ),
        "P(a<br>b <Abbreviation[title=Wor ld] W> <Abbreviation Sw.> <span.x@fr é>)"
    );
    assert_eq!(
        blocks(
            "<ruby>漢<rp>(</rp><rt>kan<rt>x</rt></ruby> <q>in <q>side</q></q> <code>a[b]{.c}</code> <a id=\"x\"></a>z"
        ),
        "P(<ruby 漢^kan+^x> <Quotation “in <Quotation ‘side’>”> <code a[b]{.c}> <span#x >z)"
    );
    assert_eq!(blocks("<ruby>漢<rt>kan^[c]</rt></ruby>"), "P(<ruby 漢<note 0>^kan>)");
    assert_eq!(
        blocks("<a href=\"b.md#c\">d</a> a <img src=\"e.png\" alt=\"f\">"),
        "P(<a b.md#c: d> a <img e.png \"f\">)"
    );
}

#[test]
fn elements_of_blocks_hold_markdown() {
    assert_eq!(
        blocks(
            "<div class=\"x y:z\" align=center>\n\n*md*\n\n<p>raw *x* \"q\"\n<p>two<ul><li>a<li>b <p>c</ul>\n\n</div>\n\nend\n"
        ),
        "Centred.x(P(<em md>) P(raw *x* “q”) P(two) UL(P(a) | P(b) P(c)))\nP(end)"
    );
    assert_eq!(
        blocks(
            "<dl><dt>T<dd>D<dd>E<dt lang=fr>U<dd>F</dl>\n<blockquote><p>q</p><footer>— Who</footer></blockquote>\n<h2 id=h>H</h2>\n<hr>\n"
        ),
        "DL(T: P(D); P(E) | <span@fr U>: P(F))\nQuote(P(q) -- Who)\nH2#h(H)\nScene"
    );
    assert_eq!(
        blocks("<pre><code class=\"language-rust\">\nfn a&lt;T> {\n\n}</code></pre>\n"),
        r#"Code(rust: "fn a<T> {\n\n}")"#
    );
    assert_eq!(
        blocks("<ol start=3>\n<li>a</li>\n\n<li>\n\n*b*\n\n</li>\n</ol>\n"),
        "OL3 loose(P(a) | P(<em b>))"
    );
    assert_eq!(
        blocks("<section>\n\n::: note\na\n:::\n\n</section>\n<aside>b</aside>\n"),
        "Plain(Note(P(a)))\nAside(P(b))"
    );
}

#[test]
fn figures_take_their_caption() {
    assert_eq!(
        blocks(
            "<figure id=\"f\"><img src=\"a.png\" alt=\"b\"><figcaption>Cap <em>x</em></figcaption></figure>\n"
        ),
        "Fig#f(a.png \"b\": Cap <em x>)"
    );
    assert_eq!(
        blocks("<p align=\"center\">\n  <img src=\"x.png\" width=\"50%\">\n</p>\n"),
        "Centred(Fig(x.png 50%: ))"
    );
    assert_eq!(
        blocks("<figure>\n\n> a\n\n<figcaption>b</figcaption></figure>\n"),
        "Plain.figure(Quote(P(a)) P.caption(b))"
    );
}

#[test]
fn dangerous_html_is_left_out_and_reported() {
    let text = "a <b onclick=\"x()\">c</b><script>d</script> <iframe src=\"e\">f</iframe> <foo>g</foo> <a href=\"javascript:1\">h</a><!-- i -->\n";
    assert_eq!(blocks(text), "P(a <Keyword c> g h)");
    assert_eq!(
        faults(text),
        [
            r#"W0305 "<b onclick=\"x()\">" `onclick` of `<b>` left out: scripts do not run in books"#,
            r#"W0305 "<script>" `<script>` left out with its content"#,
            r#"W0305 "<iframe src=\"e\">" `<iframe>` left out with its content"#,
            r#"W0305 "<foo>" `<foo>` left out, its content kept"#,
            r#"W0305 "<a href=\"javascript:1\">" link to a `javascript:` address left out, its text kept"#
        ]
    );
    assert_eq!(
        blocks(
            "<script>\nx\n\ny\n</script>\n\n<style>\na{}\n</style>\n<img src=\"http://a.b/c.png\" alt=\"d\">\n"
        ),
        "P(d (<a out http://a.b/c.png: http://a.b/c.png>))"
    );
    assert_eq!(
        faults("<i epub:type=\"z3998:x\">a</i> <i epub:type=\"se:y\">b</i>"),
        [
            r#"W0305 "<i epub:type=\"z3998:x\">" `epub:type` of an undeclared vocabulary left out"#,
            r#"W0305 "<i epub:type=\"se:y\">" `epub:type` of an undeclared vocabulary left out"#
        ]
    );
}

#[test]
fn unbalanced_tags_end_with_the_block_around_them() {
    assert_eq!(blocks("a <i>b\n\nc</i>"), "P(a <Voice b>)\nP(c)");
    assert_eq!(
        faults("a <i>b\n\nc</i>"),
        [r#"W0305 "<i>b" `<i>` is never closed"#, r#"W0305 "</i>" `</i>` closes no open tag"#]
    );
    assert_eq!(blocks("*a <b>c* d</b>"), "P(<em a <Keyword c>> d)");
    assert_eq!(blocks("> <div>\n> b\n\n</div>\n\nc <p>d\n"), "Quote(Plain(P(b)))\nP(c d)");
    assert_eq!(blocks("<td>a</td><li>b</li>\n"), "P(a)\nP(b)");
}

#[test]
fn blocks_between_the_parts_of_a_list_or_a_table_keep_their_place() {
    assert_eq!(blocks("<ul>a<li>b</li>c<li>d</li>e</ul>\n"), "UL(P(a) | P(b) | P(c) | P(d) | P(e))");
    assert_eq!(
        blocks("<table>a<tr><td>b</td></tr>c<tr>d<td>e</td>f</tr>g</table>\n"),
        "P(a)\nTable <<<( = b | 2x1 ; c | 2x1 ; d | e | f)\nP(g)"
    );
    assert_eq!(
        blocks("<table>a<tbody>b<tr><td>c</td></tr>d</tbody>e<tbody><tr><td>f</td></tr></tbody></table>\n"),
        "P(a)\nP(b)\nTable <( = c ; P(d) P(e) ; f)"
    );
    assert_eq!(
        blocks("<table><tr><td>a</td></tr><thead><tr><td>b</td></tr></thead></table>\n"),
        "Table <( = a ; b)"
    );
    assert_eq!(
        blocks("<dl>a<dt>b</dt>c<dd>d</dd>e<dt>f</dt><dd>g</dd>h</dl>\n"),
        "P(a)\nDL(b: P(c); P(d); P(e) | f: P(g))\nP(h)"
    );
    assert_eq!(blocks("<dl><dt>a\n\n> b\n\nc\n\n</dt></dl>\n"), "DL(a: Quote(P(b)) P(c))");
}

#[test]
fn a_declaration_that_looks_like_a_comment_is_reported() {
    assert_eq!(faults("<!-- a\n\nb -->\n\n<!DOCTYPE html>\n\n<!-->\nc\n"), Vec::<String>::new());
    for (text, fault) in [
        ("<!-- a\n\nb\n", "W0305 \"<!-- a\" comment is never closed"),
        ("<![CDATA[\na\n]]>\n", "W0305 \"<![CDATA[\" declaration left out"),
        ("<?a\n\nb\n", "W0305 \"<?a\" declaration left out"),
    ] {
        assert_eq!(faults(text), [fault], "{text}");
    }
}
