//! The loop that carries the keeper's requests out, one at a time.

use super::{Saver, VaultError};
use crate::platform::indexed_db::{Ended, Vault};
use crate::platform::{clock, page};
use crate::storage::{Keeper, Request, Took};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// After so many milliseconds without an answer the user is told.
const LATE: i32 = 700;

impl Saver {
    /// Carries out what waits, unless that is under way.
    pub(super) fn go_on(&self) {
        let first = self.with(|inner| !std::mem::replace(&mut inner.pumping, true));
        if first {
            let saver = *self;
            spawn_local(async move { saver.pump().await });
        }
    }

    /// The same, until nothing waits any more: for the start.
    pub async fn settle(&self) {
        let first = self.with(|inner| !std::mem::replace(&mut inner.pumping, true));
        if first {
            self.pump().await;
        }
    }

    async fn pump(&self) {
        while let Some(request) = self.keeper(Keeper::request).flatten() {
            let saver = *self;
            let patience = page::after(LATE, move || saver.say_late());
            let reply = match self.vault().await {
                Ok(vault) => vault.perform(request).await,
                Err(error) => Err(error),
            };
            page::cancel(patience);
            self.with(|inner| inner.late = false);
            if let Err(error) = &reply
                && matches!(error, VaultError::Closed)
            {
                self.drop_vault();
            }
            let failed = reply.is_err();
            let now = clock::now();
            let took = self.program.try_maybe_update(|program| {
                let took = self.keeper(|keeper| keeper.took(program, reply, now)).unwrap_or_default();
                (took.changed, took)
            });
            self.follow(took.unwrap_or_default());
            if failed {
                self.fall_back();
            }
        }
        self.with(|inner| inner.pumping = false);
        self.leave_pointer();
        if self.is_joined() && self.keeper(|keeper| keeper.waiting()) == Some(0) {
            self.forget_unsent();
        }
        self.refresh();
    }

    /// The vault lets a request wait: the user is told, and what is on its way is kept until it answers.
    fn say_late(&self) {
        self.with(|inner| inner.late = true);
        self.keep_unsent();
        self.refresh();
        if let Some(word) = page::find("#shell-word") {
            word.set_text_content(Some(
                "The browser's database does not answer yet. If Gluework is open in other tabs, close them.",
            ));
        }
    }

    /// What came of a reply, told to whom it concerns.
    fn follow(&self, took: Took) {
        for (seed, change) in took.rebased {
            self.history.update_value(|history| history.rebase(seed, change));
        }
        if took.committed || took.joined {
            self.stamp_saved();
        }
        if took.committed {
            let revision = self.revision();
            if let Some(tabs) = self.with(|inner| inner.tabs.clone()) {
                tabs.say(revision);
            }
        }
        if took.joined {
            self.with(|inner| (inner.refused, inner.failures) = (None, 0));
            self.plan_checkpoint();
            self.move_points();
        }
        self.refresh();
        for rejected in took.refused {
            self.toasts.say(format!("Another tab was first: {rejected}. Your change was not made."));
        }
        for notice in took.notices {
            self.toasts.say(notice);
        }
    }

    /// The vault failed: local storage carries on at once, and the vault is tried again.
    fn fall_back(&self) {
        if self.keeper(|keeper| matches!(keeper.standing(), super::Standing::Loose(_))) == Some(true) {
            self.write_planned();
            self.try_again_later();
        }
    }

    /// The open vault, opened when it is not.
    pub(super) async fn vault(&self) -> Result<Vault, VaultError> {
        if let Some(vault) = self.with(|inner| inner.vault.clone()) {
            return Ok(vault);
        }
        let saver = *self;
        let vault = Vault::open(move |ended| saver.ended(ended)).await?;
        self.with(|inner| inner.vault = Some(vault.clone()));
        Ok(vault)
    }

    fn drop_vault(&self) {
        if let Some(vault) = self.with(|inner| inner.vault.take()) {
            vault.close();
        }
    }

    /// The connection ended by itself: a newer app took over, or the database was deleted under the page.
    fn ended(&self, ended: Ended) {
        self.with(|inner| inner.vault = None);
        match ended {
            Ended::Newer => {
                self.keeper(|keeper| keeper.fail(VaultError::Newer));
                self.refresh();
            }
            // Look at once: what is on screen fills a new database.
            Ended::Closed => {
                self.keeper(Keeper::hear);
                self.go_on();
            }
        }
    }

    /// One request outside the keeper's order, for recovery points and exports.
    pub(super) async fn ask(&self, request: Request) -> Result<crate::storage::Reply, VaultError> {
        self.vault().await?.perform(request).await
    }
}
