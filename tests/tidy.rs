//! The house rules that a compiler cannot see, as tests: `docs/ARCHITECTURE.md` says why each holds.

// Helpers of a test may fail loudly; the lints exempt only the test functions themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod tidy_support;

use std::collections::{BTreeMap, BTreeSet};
use tidy_support::{Source, exists, files, links, quoted_arguments, read, sources, words};

/// The modules that know no browser and no clock.
const CORE: [&str; 9] =
    ["json", "model", "command", "analysis", "chart", "report", "storage", "exchange", "sample"];
/// The modules that are compiled for the browser only.
const BROWSER: [&str; 4] = ["platform", "app", "components", "views"];
/// Longest source file, in lines.
const LONGEST: usize = 600;

/// Fails with every finding at once, each as `file:line: text`.
#[track_caller]
fn none(rule: &str, findings: Vec<String>) {
    assert!(findings.is_empty(), "{rule}\n  {}\n", findings.join("\n  "));
}

/// The shipped lines (no comments, no tests) of the files of some modules that break a rule.
fn lines_where(modules: &[&str], breaks: impl Fn(&Source, &str) -> bool) -> Vec<String> {
    let mut findings = Vec::new();
    for source in sources() {
        if modules.is_empty() || modules.contains(&source.module()) {
            for (number, line) in source.shipped_lines() {
                if breaks(&source, line) {
                    findings.push(format!("{}:{number}: {}", source.path, line.trim()));
                }
            }
        }
    }
    findings
}

#[test]
fn the_core_knows_no_browser() {
    let browser_crates = ["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures"];
    none(
        "The core imports no browser crate.",
        lines_where(&CORE, |_, line| {
            words(line).any(|word| {
                browser_crates.contains(&word) || word.starts_with("leptos") || word.starts_with("gloo_")
            })
        }),
    );
}

#[test]
fn the_core_reads_no_clock() {
    let clocks = ["SystemTime::now", "Instant::now", "Utc::now", "Local::now", "Date::now", "Date::new_0"];
    none(
        "The core takes time as an argument.",
        lines_where(&CORE, |_, line| clocks.iter().any(|clock| line.contains(clock))),
    );
}

#[test]
fn only_the_workbench_applies_commands() {
    none(
        "Outside the core, commands are applied by src/app/workbench.rs alone.",
        lines_where(&BROWSER, |source, line| {
            source.path != "src/app/workbench.rs" && applies_a_command(line)
        }),
    );
}

/// `apply(…)` or `command::apply`, but neither `other.apply(…)` nor `my_apply(…)`.
fn applies_a_command(line: &str) -> bool {
    line.contains("command::apply")
        || line.match_indices("apply(").any(|(at, _)| {
            let before = line[..at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.')
                && !line[..at].trim_end().ends_with("fn")
        })
}

#[test]
fn storage_keys_start_with_the_apps_name() {
    let calls = [
        "get_item(",
        "set_item(",
        "remove_item(",
        "getItem(",
        "setItem(",
        "removeItem(",
        "LocalStorage::get(",
        "LocalStorage::set(",
        "LocalStorage::delete(",
    ];
    let breaks = |line: &str| {
        let constant = line.contains("_KEY: &str =").then_some("= ");
        calls
            .iter()
            .copied()
            .chain(constant)
            .any(|call| quoted_arguments(line, call).iter().any(|key| !key.starts_with("gluework/")))
    };
    let mut findings =
        lines_where(&["storage", "platform", "app", "components", "views"], |_, line| breaks(line));
    for path in files("", &["js"]) {
        for (at, line) in read(&path).lines().enumerate().filter(|(_, line)| breaks(line)) {
            findings.push(format!("{path}:{}: {}", at + 1, line.trim()));
        }
    }
    none("Local storage keys start with gluework/.", findings);
}

#[test]
fn nothing_shipped_gives_up() {
    let calls = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];
    none(
        "Outside tests nothing unwraps or panics: a panic ends the whole page.",
        lines_where(&[], |_, line| calls.iter().any(|call| line.contains(call))),
    );
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent = sources().into_iter().filter(|source| !source.text.starts_with("//! "));
    none("Every source file begins with a //! comment.", silent.map(|source| source.path).collect());
}

#[test]
fn no_file_is_long() {
    let long = sources()
        .into_iter()
        // The sample program is data written as code.
        .filter(|source| source.module() != "sample" && source.text.lines().count() > LONGEST)
        .map(|source| format!("{}: {} lines", source.path, source.text.lines().count()));
    none(&format!("No source file is over {LONGEST} lines."), long.collect());
}

#[test]
fn views_carry_no_inline_style() {
    let mut findings = lines_where(&BROWSER, |_, line| {
        // rustfmt writes a variable as `style = …`, so `style=` is the attribute. `style:left=…` is
        // set through the object model, which the content policy lets pass.
        line.match_indices("style=").any(|(at, _)| {
            !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == ':')
        })
    });
    if exists("index.html") && read("index.html").contains(" style=") {
        findings.push("index.html".to_owned());
    }
    none("Inline style attributes are blocked by the page's content policy.", findings);
}

#[test]
fn no_text_becomes_markup() {
    none(
        "inner_html would turn a user's or a file's text into live markup.",
        lines_where(&[], |_, line| words(line).any(|word| matches!(word, "inner_html" | "set_inner_html"))),
    );
}

/// The rules of docs/spec.md by id: lines of the form `- **S1** text`.
fn rules() -> Vec<String> {
    read("docs/spec.md")
        .lines()
        .filter_map(|line| line.strip_prefix("- **")?.split_once("**").map(|(id, _)| id.to_owned()))
        .filter(|id| {
            let digits = id.trim_start_matches(|c: char| c.is_ascii_uppercase());
            digits.len() < id.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
        })
        .collect()
}

#[test]
fn every_rule_has_a_test() {
    let mut tests: String = sources().iter().map(Source::test_text).collect();
    for path in files("tests", &["rs", "js", "mjs"]) {
        if path != "tests/tidy.rs" {
            tests.push_str(&read(&path));
        }
    }
    let untested = rules().into_iter().filter(|id| !tests.contains(&format!("[{id}]")));
    none("Each rule of docs/spec.md is named, as [X1], by a test.", untested.collect());
}

#[test]
fn rules_are_numbered_once_each() {
    let mut seen = BTreeSet::new();
    let doubled = rules().into_iter().filter(|id| !seen.insert(id.clone())).collect();
    none("A rule's number is used once.", doubled);
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut broken = BTreeMap::new();
    for path in files("", &["md"]).into_iter().chain(files("docs", &["md"])) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in links(&read(&path)) {
            let target = if folder.is_empty() { link.clone() } else { format!("{folder}/{link}") };
            if !exists(&target) {
                broken.insert(format!("{path} → {link}"), ());
            }
        }
    }
    none("Relative links in the documents name files that are there.", broken.into_keys().collect());
}

#[test]
fn the_changelog_is_open() {
    assert!(read("CHANGELOG.md").contains("\n## [Unreleased]"), "CHANGELOG.md has an Unreleased section.");
}

#[test]
fn the_checks_see_what_they_should() {
    let source = Source::new(
        "src/model/x.rs",
        "//! X.\n// .unwrap() in a comment\nfn a() {}\n#[cfg(test)]\nfn b() {\n    c.unwrap();\n}\nfn d() { e.unwrap(); }\n\
         #[cfg(test)]\nmod tests;\nfn f() {}\n#[cfg(test)]\n#[allow(unused)]\nmod tests {\n    // [T1]\n}\n",
    );
    let shipped: Vec<_> = source.shipped_lines().map(|(number, _)| number).collect();
    assert_eq!(shipped, [3, 8, 11]);
    assert!(source.test_text().contains("[T1]"));
    assert_eq!(source.module(), "model");

    assert!(applies_a_command("let x = apply(&mut program, command, stamp);"));
    assert!(applies_a_command("use crate::command::apply;"));
    assert!(!applies_a_command("pub fn apply(&self)"));
    assert!(!applies_a_command("filter.apply(&items) + reapply(x)"));

    assert_eq!(quoted_arguments("s.set_item(\"a/b\", x); set_item(\"c\", y)", "set_item("), ["a/b", "c"]);
    assert_eq!(quoted_arguments("s.setItem('a')", "setItem("), ["a"]);
    assert_eq!(quoted_arguments("s.set_item(KEY, x)", "set_item("), [""; 0]);
    assert_eq!(quoted_arguments("s.set_item(&KEY, \"x\")", "set_item("), [""; 0]);

    let text = "[a](b.md) ![c](d.png#e) [f](https://g.h) <!-- [i](j.md) --> [k](#l) `[m](n.md)`";
    assert_eq!(links(text), ["b.md", "d.png"]);
}
