// Taps that wait for the network, and what the phone remembers of whose it is. The page and the worker share this file.
self.qiaoTaps = (() => {
  const NAME = "qiao-my-day";
  const PAGES = "qiao-my-day-pages";
  const LONGEST = 20 * 3600 * 1000;
  const AT_ONCE = 100;
  const DAY_TIMEOUT = 15000;

  const open = () =>
    new Promise((done, fail) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("taps", { keyPath: "id" });
        asked.result.createObjectStore("notes");
      };
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });

  const run = async (store, mode, work) => {
    const database = await open();
    try {
      return await new Promise((done, fail) => {
        const change = database.transaction(store, mode);
        const asked = work(change.objectStore(store));
        change.oncomplete = () => done(asked?.result);
        change.onerror = change.onabort = () => fail(change.error);
      });
    } finally {
      database.close();
    }
  };

  const note = (name) => run("notes", "readonly", (store) => store.get(name));
  const remember = (name, value) => run("notes", "readwrite", (store) => store.put(value, name));
  const add = (tap) => run("taps", "readwrite", (store) => store.put(tap));
  const remove = (ids) =>
    run("taps", "readwrite", (store) => {
      for (const id of ids) store.delete(id);
    });

  // In the order they were made; what is older than a night is dropped.
  const waiting = async () => {
    const taps = await run("taps", "readonly", (store) => store.getAll());
    const old = taps.filter((tap) => Date.now() - tap.kept > LONGEST);
    if (old.length) await remove(old.map((tap) => tap.id));
    return taps.filter((tap) => !old.includes(tap)).sort((one, other) => one.kept - other.kept);
  };

  // Nothing of anybody stays: pages, queue, whose phone it is.
  const wipe = async () => {
    await caches.delete(PAGES);
    await run("taps", "readwrite", (store) => store.clear());
    await run("notes", "readwrite", (store) => store.clear());
  };

  const alone = (name, work) => (navigator.locks ? navigator.locks.request(name, work) : work());

  // What another person left here goes before anything of this one is kept; page and worker ask at the same time.
  const belongTo = (user) =>
    alone("qiao-owner", async () => {
      const before = await note("user");
      if (before && before !== String(user)) await wipe();
      if (before !== String(user)) await remember("user", String(user));
    });

  const ask = async (address, options = {}) => {
    const given = { redirect: "manual", credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(DAY_TIMEOUT), ...options };
    const answer = await fetch(address, given);
    const lost = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
    return { answer, lost };
  };

  const deliver = async (address) => {
    const taps = await waiting();
    if (!taps.length) return { state: "empty", answers: [] };
    const hello = await ask(address);
    if (hello.lost) return { state: "signed_out", answers: [] };
    if (!hello.answer.ok) return { state: "trouble", answers: [] };
    const { user, token } = await hello.answer.json();
    await belongTo(user);
    const mine = (await waiting()).filter((tap) => tap.user === String(user)).slice(0, AT_ONCE);
    if (!mine.length) return { state: "empty", answers: [] };
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token, "X-My-Day-User": String(user) };
    const body = JSON.stringify(mine.map(({ user: _user, kept: _kept, ...tap }) => tap));
    const sent = await ask(address, { method: "POST", headers, body });
    if (sent.lost) return { state: "signed_out", answers: [] };
    if (![200, 400, 404].includes(sent.answer.status)) return { state: "trouble", answers: [] };
    const told = await sent.answer.json();
    const answers = told.answers ?? mine.map((tap) => ({ id: tap.id, answer: "refused", words: told.error ?? "" }));
    await remove(answers.map((one) => one.id));
    return { state: "sent", answers };
  };

  const send = (address) => alone("qiao-taps", () => deliver(address).catch(() => ({ state: "offline", answers: [] })));

  const reaches = (address) =>
    ask(address).then(
      () => true,
      () => false,
    );

  return { PAGES, LONGEST, add, waiting, send, reaches, wipe, belongTo, note, remember };
})();
