//! Reads the project's own files for `tidy.rs`: a plain look at lines, no parser.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the project as text.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub(crate) fn exists(path: &str) -> bool {
    root().join(path).exists()
}

/// Files below a folder with one of the endings, as `/`-separated paths from the root, sorted. The
/// root itself (`""`) is not searched below.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(&here).into_iter().flatten().flatten() {
            let path: PathBuf = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !folder.is_empty() && !matches!(name.as_str(), "node_modules" | "test-results") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending)) {
                let relative = path.strip_prefix(root()).unwrap();
                found.push(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// One Rust file of `src`.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    /// For each line: whether it belongs to something that is compiled for tests only.
    test: Vec<bool>,
}

/// Every Rust file of `src`.
pub(crate) fn sources() -> Vec<Source> {
    let paths = files("src", &["rs"]);
    assert!(!paths.is_empty(), "There are no sources to look at.");
    paths.iter().map(|path| Source::new(path, &read(path))).collect()
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let all_test = path.ends_with("/tests.rs") || path.contains("/tests/");
        let mut test = Vec::new();
        let mut region = Region::Shipped;
        for line in text.lines() {
            region = region.next(line);
            test.push(all_test || region != Region::Shipped);
            region = region.after();
        }
        Self { path: path.to_owned(), text: text.to_owned(), test }
    }

    /// The first folder below `src`, or the file itself.
    pub(crate) fn module(&self) -> &str {
        let rest = self.path.strip_prefix("src/").unwrap_or(&self.path);
        rest.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// Lines that ship, with their numbers: no tests, no comments.
    pub(crate) fn shipped_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().zip(&self.test).enumerate();
        lines
            .filter(|(_, (line, test))| !**test && !line.trim_start().starts_with("//"))
            .map(|(at, (line, _))| (at + 1, line))
            .filter(|(_, line)| !line.trim().is_empty())
    }

    /// The lines that are compiled for tests only.
    pub(crate) fn test_text(&self) -> String {
        let lines = self.text.lines().zip(&self.test).filter(|(_, test)| **test);
        lines.flat_map(|(line, _)| [line, "\n"]).collect()
    }
}

/// Where a line stands with respect to `#[cfg(test)]`.
#[derive(Clone, Copy, PartialEq)]
enum Region {
    Shipped,
    /// Between the attribute and the item that it stands on.
    Attribute,
    /// Inside that item, which ends with a `}` at this indentation.
    Inside(usize),
    /// On the item's last line.
    Last,
}

impl Region {
    fn next(self, line: &str) -> Self {
        let indent = line.len() - line.trim_start().len();
        match self {
            Self::Shipped if line.trim() == "#[cfg(test)]" => Self::Attribute,
            Self::Attribute if line.trim_start().starts_with("#[") => Self::Attribute,
            Self::Attribute if line.ends_with('{') => Self::Inside(indent),
            Self::Attribute if line.ends_with(';') || line.ends_with('}') => Self::Last,
            Self::Inside(outer) if indent == outer && line.trim_start().starts_with('}') => Self::Last,
            other => other,
        }
    }

    fn after(self) -> Self {
        if self == Self::Last { Self::Shipped } else { self }
    }
}

/// The identifiers of a line.
pub(crate) fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The texts in quotes that directly follow a `call` in a line.
pub(crate) fn quoted_arguments<'a>(line: &'a str, call: &str) -> Vec<&'a str> {
    let quoted = |rest: &'a str| {
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        rest[1..].split(quote).next()
    };
    line.split(call).skip(1).filter_map(quoted).collect()
}

/// Relative targets of a Markdown text's links, without their anchors.
pub(crate) fn links(text: &str) -> Vec<String> {
    let mut shown = String::new();
    for (at, part) in text.split("<!--").enumerate() {
        shown.push_str(if at == 0 { part } else { part.split_once("-->").map_or("", |(_, rest)| rest) });
    }
    // Every other piece between backticks is code, where a link is only an example.
    let prose: String = shown.split('`').step_by(2).collect();
    let targets = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    targets
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        .map(|target| target.split('#').next().unwrap_or_default().to_owned())
        .filter(|target| !target.is_empty())
        .collect()
}
