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
