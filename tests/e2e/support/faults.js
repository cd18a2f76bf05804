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

/** From the nth write on, all writes to one store fail, each as a different browser has it. */
export async function failWrites(page, store, from) {
  await page.addInitScript(
    ({ store, from }) => {
      // Only the first visit: the journey looks afterwards at what was kept.
      if (sessionStorage.getItem("failed")) return;
      sessionStorage.setItem("failed", "yes");
      let done = 0;
      const names = ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED", "22"];
      const check = () => {
        done += 1;
        if (done <= from) return;
        const name = names[from % names.length];
        if (name !== "22") throw new DOMException("The quota has been exceeded.", name);
        throw Object.assign(new Error("full"), { code: 22 });
      };
      if (store === "vault") {
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...values) {
          check();
          return put.apply(this, values);
        };
      } else {
        const { setItem } = Storage.prototype;
        Storage.prototype.setItem = function (...values) {
          if (this !== window.sessionStorage) check();
          return setItem.apply(this, values);
        };
      }
    },
    { store, from },
  );
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
