// Storage that fails, set up before any script of the page runs.

/** Local storage may not be touched at all, as when a browser blocks site data. */
export async function blockStorage(page) {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    };
    Object.defineProperty(window, "localStorage", { get: refuse });
    Object.defineProperty(window, "indexedDB", { get: refuse });
  });
}

/** Every write fails from when the journey calls `fillStorage`; reads go on. */
export async function prepareFullStorage(page) {
  await page.addInitScript(() => {
    const full = () => new DOMException("The quota has been exceeded.", "QuotaExceededError");
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (window.storageIsFull) throw full();
      return setItem.call(this, key, value);
    };
    for (const method of ["add", "put"]) {
      const write = IDBObjectStore.prototype[method];
      IDBObjectStore.prototype[method] = function (...values) {
        if (window.storageIsFull) throw full();
        return write.apply(this, values);
      };
    }
  });
}

export async function fillStorage(page) {
  await page.evaluate(() => {
    window.storageIsFull = true;
  });
}

/**
 * From the nth write on, all writes to some stores ("vault", "local storage") fail with an error of this
 * name ("22": an error that has only that code). The page counts the writes in `window.writesSeen`.
 */
export async function failWrites(page, stores, from, name) {
  await page.addInitScript(
    ({ stores, from, name }) => {
      // Only the first visit: the journey looks afterwards at what was kept.
      if (sessionStorage.getItem("failed")) return;
      sessionStorage.setItem("failed", "yes");
      window.writesSeen = 0;
      const check = () => {
        window.writesSeen += 1;
        if (window.writesSeen <= from) return;
        if (name !== "22") throw new DOMException("The quota has been exceeded.", name);
        throw Object.assign(new Error("full"), { code: 22 });
      };
      if (stores.includes("vault")) {
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...values) {
          check();
          return put.apply(this, values);
        };
      }
      if (stores.includes("local storage")) {
        const { setItem } = Storage.prototype;
        Storage.prototype.setItem = function (...values) {
          if (this !== window.sessionStorage) check();
          return setItem.apply(this, values);
        };
      }
    },
    { stores, from, name },
  );
}

/** Local storage takes no program: anything long is refused. */
export async function narrowStorage(page) {
  await page.addInitScript(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (value.length > 400) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      return setItem.call(this, key, value);
    };
  });
}

/** Browsers without channels between tabs. */
export async function withoutChannels(context) {
  await context.addInitScript(() => {
    delete window.BroadcastChannel;
  });
}

/**
 * Another page of this origin holds the database, and has it deleted: whoever opens it must wait.
 * Returns what lets it go.
 */
export async function holdVault(context) {
  const holder = await context.newPage();
  await holder.goto("./theme.js");
  await holder.evaluate(
    () =>
      new Promise((done) => {
        const open = indexedDB.open("gluework");
        open.onsuccess = () => {
          window.held = open.result;
          indexedDB.deleteDatabase("gluework").onblocked = done;
        };
      }),
  );
  return async () => {
    await holder.evaluate(() => window.held.close());
    await holder.close();
  };
}

/** What the browser really does when the disk is full: the quota of this origin becomes one byte. */
export async function fillDisk(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: `${new URL(page.url()).origin}/`, quotaSize: 1 });
}

/** The page gets no database, as in some private windows. */
export async function refuseVault(page) {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
  });
}

/** Deletes the page's database, as a browser does that clears site data. */
export async function loseVault(page) {
  await page.evaluate(
    () =>
      new Promise((done, failed) => {
        const request = indexedDB.deleteDatabase("gluework");
        request.onsuccess = done;
        request.onerror = failed;
      }),
  );
}

/** The next transaction that writes is aborted by the browser. */
export async function abortVault(page) {
  await page.evaluate(() => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (names, mode, ...rest) {
      const begun = transaction.call(this, names, mode, ...rest);
      if (mode === "readwrite") {
        IDBDatabase.prototype.transaction = transaction;
        setTimeout(() => {
          try {
            begun.abort();
          } catch {
            // It was quicker: then there is nothing to abort, and the journey holds all the same.
          }
        }, 0);
      }
      return begun;
    };
  });
}

/** Everything in local storage. */
export async function stored(page) {
  return page.evaluate(() => ({ ...localStorage }));
}
