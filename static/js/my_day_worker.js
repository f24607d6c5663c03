// Answers for the interpreter's page when there is no network: its shell, the last known day, the phrasebook. Nothing else.
const SHELL = `qiao-my-day-shell-${QIAO.version}`;
const { PAGES, LONGEST } = qiaoTaps;
const PATIENCE = 5000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(QIAO.shell))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
  renew().catch(() => {}); // not waited for: pages that are opened wait until a worker is active
});

// The kept pages name the files of the last version. Only when they name those of this one, that shell goes.
async function renew() {
  const pages = await caches.open(PAGES);
  for (const { url } of await pages.keys()) {
    const answer = await fetch(url);
    if (answer.redirected || answer.status !== 200) return;
    await keep(new URL(url), answer);
  }
  for (const name of await caches.keys()) {
    if (name.startsWith("qiao-my-day-shell-") && name !== SHELL) await caches.delete(name);
  }
}

self.addEventListener("message", (event) => event.data === "take me" && event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if ((url.pathname === QIAO.day && !url.searchParams.has("day")) || url.pathname === QIAO.phrases) event.respondWith(page(request, url));
  else if (url.pathname.startsWith(QIAO.files)) event.respondWith(shell(request, url.pathname));
});

self.addEventListener("sync", (event) => {
  if (event.tag !== "taps") return;
  const send = async () => {
    const told = await qiaoTaps.send(QIAO.taps);
    for (const client of await self.clients.matchAll()) client.postMessage({ type: "sent", ...told });
    if (told.state === "offline" || told.state === "trouble") throw new Error(told.state); // the browser tries again
  };
  event.waitUntil(send());
});

const inTime = (work, milliseconds) => Promise.race([work, new Promise((_done, fail) => setTimeout(() => fail(new Error("slow")), milliseconds))]);

// Hashed names never change what they mean; without hashes (development) the network comes first.
async function shell(request, path) {
  const kept = (await caches.match(path, { cacheName: SHELL }).catch(() => undefined)) ?? (await caches.match(path).catch(() => undefined));
  if (kept && !QIAO.fresh) return kept;
  try {
    return await inTime(fetch(request), PATIENCE);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

// The network first; a page that is opened gets the last known one, a page that refreshes itself is told that nobody answers.
async function page(request, url) {
  const opened = request.mode === "navigate";
  let answer;
  try {
    answer = await (opened ? inTime(fetch(request), PATIENCE) : fetch(request));
  } catch {
    answer = undefined;
  }
  if (answer && answer.status < 500) {
    await keep(url, answer.clone()).catch(() => {}); // a full phone is no reason to show nothing
    return answer;
  }
  if (!opened) return answer ?? Response.error();
  return (await lastKnown(url.pathname).catch(() => undefined)) ?? answer ?? Response.error();
}

// 204 says that the page which asked is as the house knows it: the kept one counts as of now when it is that page.
async function keep(url, answer) {
  const user = answer.headers.get("X-My-Day");
  if (!user || answer.redirected) return;
  await qiaoTaps.belongTo(user);
  const cache = await caches.open(PAGES);
  let kept = answer;
  if (answer.status === 204) {
    kept = await cache.match(url.pathname);
    if (kept?.headers.get("X-Shown") !== url.searchParams.get("shown")) kept = await fetch(url.pathname);
  }
  if (kept.status !== 200 || kept.redirected || kept.headers.get("X-My-Day") !== user) return;
  const headers = new Headers(kept.headers);
  headers.set("X-Kept-At", String(Date.now()));
  headers.set("X-Ahead", String((Date.parse(answer.headers.get("Date")) || Date.now()) - Date.now()));
  await cache.put(url.pathname, new Response(await kept.text(), { headers }));
}

// As it was, with the time it is from; the page's clocks go on by the house's time.
async function lastKnown(path) {
  const cache = await caches.open(PAGES);
  const kept = await cache.match(path);
  if (!kept) return undefined;
  const at = Number(kept.headers.get("X-Kept-At"));
  if (Math.abs(Date.now() - at) > LONGEST) {
    await cache.delete(path);
    return undefined;
  }
  const ahead = Number(kept.headers.get("X-Ahead"));
  const clocks = `<body data-now="${new Date(Date.now() + ahead).toISOString()}" data-as-of="${new Date(at + ahead).toISOString()}"`;
  return new Response((await kept.text()).replace(/<body data-now="[^"]*"/, clocks), { headers: kept.headers });
}
