//! A manuscript that leads to a network: nothing is fetched, and it says what was put in its place.

use std::net::TcpListener;
use std::process::Command;

use crate::support::{Press, Run, YAML, entries, skip};

/// Builds a project while the system calls that could open a connection are recorded, and a server waits for it. Returns
/// the result, and what was recorded.
fn watched(press: &Press, server: &TcpListener) -> (Run, String) {
    let is_there = |tool: &str| Command::new(tool).arg("-V").output().is_ok();
    let run = if cfg!(target_os = "linux") && is_there("strace") {
        let mut command = Command::new("strace");
        // The signals of a run wake its threads through a pair of sockets without an address.
        command.args(["-f", "-qq", "-o", "calls", "-e", "trace=socket,connect,bind,sendto,sendmsg"]);
        command.args([env!("CARGO_BIN_EXE_pressmark"), "build", "--verbose"]).current_dir(press.path(""));
        let output = command.env_remove("CI").env_remove("GITHUB_ACTIONS").output().expect("strace runs");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Run { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    } else {
        skip("system calls for a network", "strace");
        press.run(&["build", "--verbose"])
    };
    server.set_nonblocking(true).expect("a server");
    assert!(server.accept().is_err(), "a connection");
    (run, std::fs::read_to_string(press.path("calls")).unwrap_or_default())
}

#[test]
fn case_04_nothing_is_fetched() {
    let server = TcpListener::bind("127.0.0.1:0").expect("a server");
    let host = server.local_addr().expect("an address");
    let data = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";
    let chapter = format!(
        "# One\n\n![a words](http://{host}/a.png)\n\n![b words](//{host}/b.png)\n\n![c words](ftp://{host}/c.png)\n\n\
         <img src=\"https://{host}/d.png\" alt=\"d words\">\n\n<link rel=\"stylesheet\" href=\"http://{host}/e.css\">\n\n\
         <style>@import url(http://{host}/f.css);</style>\n\n<p style=\"background: url(http://{host}/g.png)\">Words</p>\n\n\
         <iframe src=\"http://{host}/h\"></iframe>\n\n[i words](http://{host}/i)\n\n![j words]({data})\n\n![k](k.svg)\n"
    );
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><style>@font-face{{font-family:x;\
         src:url(http://{host}/l.woff)}}</style><image href=\"http://{host}/m.png\" width=\"5\" height=\"5\"/>\
         <use href=\"//{host}/n.svg#a\"/><rect width=\"5\" height=\"5\"/></svg>"
    );
    let press = Press::with(&[("book.yaml", YAML), ("one.md", &chapter), ("k.svg", &drawing)]);
    let (run, calls) = watched(&press, &server);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(calls, "");
    // A remote picture is its description and its address; the address is a link, as that of any link.
    for said in
        ["a.png` is not in the project", "c.png` is not in the project", "`<link>`", "`style`", "k.svg"]
    {
        assert!(run.err.contains(said), "{said} in {}", run.err);
    }
    let books = press.books();
    let parts = entries(&books["a-small-book.epub"]);
    let (_, page) = parts.iter().find(|(name, _)| name.ends_with("one.xhtml")).expect("a chapter");
    let page = String::from_utf8_lossy(page);
    for words in ["a", "b", "c", "d", "i"] {
        assert!(page.contains(&format!("{words} words")), "{words} in {page}");
    }
    // Addresses are in links alone, which a reader has to follow.
    for (name, bytes) in parts.iter().filter(|(name, _)| !name.ends_with("one.xhtml")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(&host.to_string()), "{name}");
    }
    for attribute in page.split(&format!("{host}/")).map(|before| before.rsplit('<').next().unwrap_or("")) {
        assert!(!attribute.contains("src=") && !attribute.starts_with("link"), "{attribute}");
    }
}

#[test]
fn case_04_files_of_a_network_are_errors() {
    let server = TcpListener::bind("127.0.0.1:0").expect("a server");
    let host = server.local_addr().expect("an address");
    let uses = [
        ("one.md", format!("# One\n\n![x](\\\\\\\\{host}\\\\share\\\\a.png)\n")),
        ("one.md", format!("# One\n\n![x](file://{host}/a.png)\n")),
        ("one.md", format!("# One\n\n```{{.rust include=\"http://{host}/a.rs\"}}\n```\n")),
        ("book.yaml", format!("{YAML}cover: http://{host}/a.png\n")),
        ("book.yaml", format!("{YAML}cover: //{host}/a.png\n")),
        ("book.yaml", format!("{YAML}design: {{fonts: ['http://{host}/a.otf']}}\n")),
        ("book.yaml", format!("{YAML}math: {{preamble: 'http://{host}/a.tex'}}\n")),
        ("book.yaml", YAML.replace("one.md", &format!("one.md, 'http://{host}/a.md'"))),
    ];
    for (name, text) in uses {
        let press = Press::good();
        press.write(name, text.as_bytes());
        let (run, calls) = watched(&press, &server);
        assert_eq!((run.code, calls.as_str(), press.books().len()), (1, "", 0), "{text}: {}", run.err);
        assert!(run.err.contains("error[E0204]") || run.err.contains("error[E0314]"), "{text}: {}", run.err);
    }
}
