// The interpreter's page: taps go through a queue that outlives the network, times count down, the phrasebook is searched.
(() => {
  const form = document.getElementById("taps");
  if (!form) {
    const seek = document.getElementById("seek");
    seek.parentElement.hidden = false;
    const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").replaceAll("ё", "е");
    const lines = [...document.querySelectorAll(".shelf dl > div")].map((line) => [line, plain(line.textContent)]);
    seek.addEventListener("input", () => {
      const words = plain(seek.value).split(/\s+/).filter(Boolean);
      for (const [line, text] of lines) line.hidden = !words.every((word) => text.includes(word));
      for (const shelf of document.querySelectorAll(".shelf")) shelf.hidden = !shelf.querySelector("dl > div:not([hidden])");
      document.querySelector(".nothing").hidden = lines.some(([line]) => !line.hidden);
    });
    return;
  }

  const words = form.dataset;
  // Only where the address is secure; a browser may still refuse to store anything, then the buttons are plain forms again.
  let able = "serviceWorker" in navigator && "indexedDB" in window && "caches" in window;
  let ahead = Date.parse(document.body.dataset.now) - Date.now() || 0;
  const houseTime = () => new Date(Date.now() + ahead);
  const clock = new Intl.DateTimeFormat("ru", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
  const say = (name, value) => words[`word${name}`].replace("#", value);
  const day = () => document.getElementById("my-day");
  let asOf = document.body.dataset.asOf ? new Date(document.body.dataset.asOf) : houseTime();
  let reached = !document.body.dataset.asOf;
  let signedOut = false;
  const refusals = [];

  // How long until she is wanted, or how long she still has.
  const tick = () => {
    for (const turn of document.querySelectorAll(".turn")) {
      const until = Math.round((Date.parse(turn.dataset.starts) - houseTime()) / 60000);
      const left = Math.round((Date.parse(turn.dataset.ends) - houseTime()) / 60000);
      const place = turn.querySelector(".left");
      if ("running" in turn.dataset) place.textContent = left >= 0 ? say("Left", left) : say("Over", -left);
      else place.textContent = until > 90 ? clock.format(new Date(turn.dataset.starts)) : until > 0 ? say("In", until) : words.wordNow;
      place.classList.toggle("amber", "running" in turn.dataset && left < 0);
    }
  };

  // What the page says of itself: whether it is fresh, and what waits.
  const tell = (count) => {
    const chip = document.getElementById("fresh");
    if (!chip) return;
    const parts = [reached ? "" : words.wordOffline, say("Of", clock.format(asOf)), count ? say("Waits", count) : ""];
    chip.classList.toggle("amber", !reached || count > 0);
    chip.classList.toggle("jade", reached && !count);
    chip.querySelector(".said").textContent = parts.filter(Boolean).join(" · ");
    const list = document.getElementById("refused");
    const seen = document.getElementById("news-seen");
    if (seen) seen.disabled = !reached; // a form that goes nowhere would take the page away
    list.hidden = !refusals.length && !signedOut;
    list.replaceChildren(...[...refusals, ...(signedOut ? [words.wordSignIn] : [])].map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  };

  // The four buttons speak of the turn in front; offline that may be another than the house thought.
  const aim = (turn) => {
    const bar = document.getElementById("thumbs");
    if (!bar) return;
    bar.dataset.booking = turn?.dataset.booking ?? "";
    const running = Boolean(turn && "running" in turn.dataset);
    const started = bar.querySelector("#started");
    const finished = bar.querySelector("#finished");
    started.disabled = !turn || running;
    finished.disabled = !running;
    started.classList.toggle("primary", !started.disabled);
    finished.classList.toggle("primary", running);
    bar.querySelector("#late").hidden = !turn;
  };

  const mark = (turn, text) => {
    const list = turn.querySelector(".taps-said") ?? turn.querySelector(".big").appendChild(Object.assign(document.createElement("p"), { className: "taps-said caption amber" }));
    list.textContent = text;
  };

  // What was tapped and not heard of yet is shown as if it were done, with a word that it waits.
  const paint = (taps) => {
    const minutes = new Map();
    for (const tap of taps) {
      const turn = document.getElementById(`turn-${tap.booking}`);
      const help = document.getElementById("help");
      if (tap.what === "started" && turn) {
        turn.dataset.running = "";
        turn.querySelector(".now-said").textContent = words.wordWith;
      }
      if (tap.what === "finished" && turn) {
        turn.classList.add("finished");
        turn.querySelector("summary").dataset.said = words.wordFinished;
      }
      if (tap.what === "late" && turn) {
        minutes.set(tap.booking, (minutes.get(tap.booking) ?? 0) + tap.minutes);
        mark(turn, say("Late", minutes.get(tap.booking)));
      }
      if (tap.what === "on_time" && turn) {
        minutes.delete(tap.booking);
        turn.querySelector(".taps-said")?.remove();
      }
      if (help && (tap.what === "help" || tap.what === "no_help")) {
        help.setAttribute("aria-pressed", String(tap.what === "help"));
        help.value = tap.what === "help" ? "no_help" : "help";
        if (taps.at(-1) === tap || !taps.some((one) => one.kept > tap.kept && /help/.test(one.what))) noteCall(tap.what === "help" ? words.wordHelp : words.wordStopped);
      }
    }
    const front = document.querySelector(".turn:not(.finished)");
    for (const turn of document.querySelectorAll(".turn")) {
      const next = turn === front;
      if (turn.classList.contains("next") && !next) turn.open = false;
      turn.classList.toggle("next", next);
      if (next) {
        turn.open = true;
        if (!turn.querySelector(".now-said").textContent) turn.querySelector(".now-said").textContent = words.wordNext;
      }
    }
    aim(front);
    tick();
  };

  const noteCall = (text) => {
    const line = document.getElementById("call") ?? document.getElementById("refused").insertAdjacentElement("afterend", Object.assign(document.createElement("p"), { id: "call", className: "call" }));
    line.textContent = text;
  };

  const waiting = async () => (able ? qiaoTaps.waiting().catch(() => []) : []);

  const show = async () => {
    const taps = await waiting();
    paint(taps);
    tell(taps.length);
  };

  const heard = async ({ state, answers }) => {
    if (state === "offline") reached = false;
    if (state === "sent") reached = true;
    signedOut = state === "signed_out";
    for (const one of answers) {
      if (one.answer === "refused" && one.words) refusals.push(one.words);
    }
    refusals.splice(0, Math.max(0, refusals.length - 3));
    await show();
    if (answers.length) day()?.dispatchEvent(new CustomEvent("refresh"));
  };

  const send = async () => heard(await qiaoTaps.send(form.action));

  document.addEventListener("submit", (event) => {
    if (event.target !== form || !able || !event.submitter) return;
    event.preventDefault();
    const [what, minutes] = event.submitter.value.split("-");
    const turn = document.getElementById(`turn-${document.getElementById("thumbs").dataset.booking}`);
    event.submitter.closest("details.pop")?.removeAttribute("open");
    const tap = { id: crypto.randomUUID(), what, at: houseTime().toISOString(), user: words.user, kept: Date.now() };
    if (turn && what !== "no_help") Object.assign(tap, { visit: Number(turn.dataset.visit), booking: Number(turn.dataset.booking), planned: turn.dataset.planned });
    if (minutes) tap.minutes = Number(minutes);
    refusals.length = 0;
    if (navigator.vibrate) navigator.vibrate(20);
    const { submitter } = event;
    const queue = async () => {
      try {
        await qiaoTaps.add(tap);
      } catch {
        able = false; // nothing can wait here: the tap goes as a form at once
        form.requestSubmit(submitter);
        return;
      }
      await show();
      const worker = await navigator.serviceWorker.getRegistration().catch(() => undefined);
      await worker?.sync?.register("taps").catch(() => {});
      await send();
    };
    queue();
  }, true);

  // Nothing stays behind on the phone; what waits is asked about first.
  window.addEventListener("submit", (event) => {
    if (!event.target.action?.endsWith("/account/sign-out/") || !able || event.target.dataset.wiped) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const leave = async () => {
      await qiaoTaps.send(form.action);
      if ((await waiting()).length && !window.confirm(words.wordLost)) return;
      await qiaoTaps.wipe().catch(() => {});
      if (!(await qiaoTaps.reaches(form.action))) {
        day()?.replaceChildren(Object.assign(document.createElement("p"), { className: "call", textContent: words.wordStays }));
        return; // the browser's own page of no network would tell nothing
      }
      event.target.dataset.wiped = "";
      event.target.submit();
    };
    leave();
  }, true);

  // An answer that is not of her day (her session is over, somebody else signed in beside) must not take it away.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target !== day() || event.detail.xhr.getResponseHeader("X-My-Day") === words.user) return;
    event.detail.shouldSwap = false;
    if (event.detail.xhr.getResponseHeader("X-My-Day")) window.location.reload();
    else signedOut = true;
    show();
  });
  document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.elt?.id !== "my-day") return;
    reached = Boolean(detail.successful);
    const hers = reached && detail.xhr.getResponseHeader("X-My-Day") === words.user;
    if (hers) {
      signedOut = false;
      ahead = Date.parse(detail.xhr.getResponseHeader("Date")) - Date.now() || ahead; // the phone's clock may have been set meanwhile
      asOf = houseTime();
    }
    show();
  });
  document.body.addEventListener("htmx:afterSettle", () => show());

  // A page that was still on its way when the worker woke is not among those it took; it asks to be.
  const seenBy = (worker) =>
    new Promise((done) => {
      navigator.serviceWorker.addEventListener("controllerchange", done, { once: true });
      worker.postMessage("take me");
    });

  // What must be there without a network and is not, is in another language, or will be too old before her day is over.
  const wanted = async (path) => {
    const kept = await caches.match(path, { cacheName: qiaoTaps.PAGES });
    return !kept || Math.abs(Date.now() - Number(kept.headers.get("X-Kept-At"))) > qiaoTaps.LONGEST / 2;
  };

  const keep = async () => {
    await navigator.serviceWorker.register(words.worker, { scope: words.day, updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await seenBy(active);
    const language = document.documentElement.lang;
    const all = (await qiaoTaps.note("language")) !== language;
    if (!reached) return;
    for (const path of [words.day, words.phrases]) if (all || (await wanted(path))) await fetch(path);
    await qiaoTaps.remember("language", language);
  };

  const start = async () => {
    tick();
    if (able) await qiaoTaps.belongTo(words.user).catch(() => (able = false));
    await show();
    if (!able) return;
    navigator.serviceWorker.addEventListener("message", (event) => event.data.type === "sent" && heard(event.data));
    keep().catch(() => {}); // without a worker the taps wait and go all the same
    await send();
  };
  if (able) {
    window.addEventListener("online", send);
    window.addEventListener("offline", () => heard({ state: "offline", answers: [] }));
    document.addEventListener("visibilitychange", () => document.hidden || send());
    setInterval(async () => (await waiting()).length && send(), 15000);
  }
  setInterval(tick, 5000);
  start();
})();
