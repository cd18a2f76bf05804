//! Documents in every view: one set of ways out for all of them, from a stand-up's summary to the status
//! report: copied for where it is read, downloaded, printed.

mod print;
mod sheet;

pub(in crate::views) use print::{print, printed};
pub(in crate::views) use sheet::sheet;

use super::record_list::copy_text;
use super::shell::Frame;
use crate::app::App;
use crate::components::{MenuItem, icon};
use crate::dom::prelude::*;
use crate::exchange::document;
use crate::platform::files;
use crate::report::{Block, Document, flat};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// What a document is copied as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::views) enum Form {
    /// Tables and colours, for what takes them.
    Rich,
    /// Lines and lists: chats show no tables.
    Chat,
    /// Lines and lists without any mark.
    Plain,
    /// Markdown.
    Markdown,
    /// What Confluence's "Insert markup" takes.
    Wiki,
}

/// A document of a view: what makes it, and what it is called.
#[derive(Clone, Copy)]
pub(in crate::views) struct Paper {
    frame: Frame,
    /// `Minutes`: the first word of what is said about it.
    noun: &'static str,
    made: StoredValue<Make>,
}

type Make = Arc<dyn Fn() -> Option<Document> + Send + Sync>;

impl Paper {
    /// A document that is made when somebody takes it; none where there is nothing to tell.
    pub(in crate::views) fn new(
        frame: Frame,
        noun: &'static str,
        made: impl Fn() -> Option<Document> + Send + Sync + 'static,
    ) -> Self {
        let made: Make = Arc::new(made);
        Self { frame, noun, made: StoredValue::new(made) }
    }

    fn app(self) -> App {
        self.frame.app
    }

    /// The document as it stands now; says so where there is none.
    fn taken(self) -> Option<Document> {
        let made = untrack(|| self.made.with_value(|make| make()));
        if made.is_none() {
            self.app().toasts.say(format!("{}: there is nothing to tell yet.", self.noun));
        }
        made
    }

    /// Puts it on the clipboard.
    pub(in crate::views) fn copy(self, form: Form) {
        self.copy_for(form, "");
    }

    /// The same, said with the place that it is for.
    pub(in crate::views) fn copy_for(self, form: Form, place: &str) {
        let Some(made) = self.taken() else { return };
        let (plain, html, what) = match form {
            Form::Rich => (document::plain(&made), Some(document::html_fragment(&made)), "as rich text"),
            Form::Chat => {
                (document::chat(&made), Some(document::html_fragment(&flat(&made))), "as a message")
            }
            Form::Plain => (document::chat(&made), None, "as plain text"),
            Form::Markdown => (document::markdown(&made), None, "as Markdown"),
            Form::Wiki => (document::confluence_wiki(&made), None, "as wiki markup"),
        };
        let what = if place.is_empty() { what } else { place };
        copy_text(self.app(), plain, html, format!("{} copied {what}", self.noun));
    }

    fn download(self, ending: &str, mime: &str, write: fn(&Document) -> String) {
        let Some(made) = self.taken() else { return };
        let name = format!("{}.{ending}", file_name(&made.title));
        self.app().toasts.say(if files::download(&name, mime, &write(&made)) {
            format!("{name} exported")
        } else {
            "The browser refused the download. Nothing was changed.".to_owned()
        });
    }

    /// All ways out, as lines of a menu.
    pub(in crate::views) fn items(self) -> Vec<MenuItem> {
        let has_table = untrack(|| self.made.with_value(|make| make())).is_some_and(|made| {
            let tabular = |block: &Block| matches!(block, Block::Table { .. } | Block::Chart(_));
            made.sections.iter().any(|s| s.blocks.iter().any(tabular))
        });
        let mut items = vec![
            MenuItem::new("Copy for Confluence", move || self.copy_for(Form::Rich, "for Confluence")),
            MenuItem::new("Copy for Outlook or Teams", move || {
                self.copy_for(Form::Rich, "for Outlook or Teams");
            }),
            MenuItem::new("Copy for Slack or a chat", move || self.copy_for(Form::Chat, "for a chat"))
                .hint("without tables"),
            MenuItem::new("Copy Markdown", move || self.copy(Form::Markdown)),
            MenuItem::new("Copy plain text", move || self.copy(Form::Plain)),
            MenuItem::new("Copy Confluence wiki markup", move || self.copy(Form::Wiki)),
            MenuItem::new("Print or save as PDF", move || {
                if let Some(made) = self.taken() {
                    print(self.app(), made);
                }
            })
            .apart(),
            MenuItem::new("Download HTML", move || self.download("html", "text/html", document::html_page)),
            MenuItem::new("Download Markdown", move || {
                self.download("md", "text/markdown", document::markdown)
            }),
            MenuItem::new("Download Confluence storage format", move || {
                self.download("xml", "application/xml", document::confluence_storage);
            }),
            MenuItem::new("Download Confluence wiki markup", move || {
                self.download("txt", "text/plain", document::confluence_wiki);
            }),
        ];
        if has_table {
            items.push(MenuItem::new("Download tables as CSV", move || {
                self.download("csv", "text/csv", document::csv_tables);
            }));
        }
        items
    }

    /// The button that opens all ways out, with lines of the view's own at the foot.
    pub(in crate::views) fn more(self, own: impl Fn() -> Vec<MenuItem> + 'static) -> AnyView {
        let label = format!("More ways out for the {}", self.noun.to_lowercase());
        el("button")
            .class("icon-button edged")
            .attr("title", label.clone())
            .attr("aria-label", label)
            .attr("aria-haspopup", "menu")
            .on_click(move |event| {
                if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                    let mut items = self.items();
                    items.extend(own());
                    self.frame.menu.open_at(&anchor, self.noun, items);
                }
            })
            .child(icon("dots"))
            .into_any()
    }

    /// The buttons of a page's header: one that copies in the usual form, one for all other ways.
    pub(in crate::views) fn tools(self, label: &'static str, copy: impl Fn() + 'static) -> AnyView {
        many(vec![
            el("button")
                .class("button compact")
                .on_click(move |_| copy())
                .child(icon("copy"))
                .child(label)
                .into_any(),
            self.more(Vec::new),
        ])
    }

    /// A button named for the document that opens all ways out: for lists whose log is one of several things
    /// to do with them.
    pub(in crate::views) fn button(self) -> AnyView {
        el("button")
            .class("button")
            .attr("aria-haspopup", "menu")
            .on_click(move |event| {
                if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                    self.frame.menu.open_at(&anchor, self.noun, self.items());
                }
            })
            .child(icon("copy"))
            .child(self.noun)
            .into_any()
    }
}

/// `ai-search-status-week-47`.
fn file_name(title: &str) -> String {
    let letters = title.to_lowercase();
    let letters: String = letters.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = letters.split('-').filter(|word| !word.is_empty()).collect();
    let name: String = words.join("-").chars().take(80).collect();
    if name.is_empty() { "document".to_owned() } else { name }
}
