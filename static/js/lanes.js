// Blocks of the interpreters' day are moved with the pointer or the keyboard; whether one may stand there, the server says.
(() => {
  const STEP = 5;
  const SHAKE = 6; // pixels that are still a click
  const STEADY = 14; // pixels up or down that are still the same time
  const HEAD = 50; // of a lane, above its minutes
  const EDGE = 28; // pixels from the edge of the pane at which it scrolls

  const says = document.getElementById("board-says");
  if (!says) return;
  const board = () => document.getElementById("lanes");
  const pane = () => document.getElementById("lanes-scroll");
  const lanes = () => [...document.querySelectorAll("#lanes .lane[data-interpreter]")];
  const clock = (minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const scale = () => Number(board().dataset.scale);

  let held = null;
  let pressed = null;
  let dragged = false;
  let asking = 0;

  const say = (text) => { says.textContent = text; };

  function take(block, how) {
    const ghost = document.createElement("div");
    ghost.className = "ghost";
    ghost.append(document.createElement("b"), document.createElement("span"));
    document.querySelector("#lanes .lanes").append(ghost);
    const at = Number(block.dataset.at);
    held = { block, how, ghost, at, from: at, lane: block.closest(".lane"), home: block.closest(".lane"), why: null, scroll: pane().scrollTop };
    block.classList.add("held");
    document.body.classList.add("moving");
    if (how === "keys" && !held.lane) held.lane = lanes()[0];
    show();
    bring();
    if (how === "keys") say(`${says.dataset.up} ${held.lane.getAttribute("aria-label")} ${clock(at)}`);
    if (how === "keys" && !held.home) ask();
  }

  function show() {
    const { ghost, lane, at, why, block } = held;
    ghost.hidden = !lane;
    if (!lane) return;
    ghost.style.left = `${lane.offsetLeft}px`;
    ghost.style.width = `${lane.offsetWidth}px`;
    ghost.style.top = `${HEAD + (at - Number(board().dataset.first)) * scale()}px`;
    ghost.style.minHeight = `${Math.max(18, Number(block.dataset.height))}px`;
    ghost.classList.toggle("refused", Boolean(why));
    ghost.classList.toggle("possible", why === "");
    ghost.firstChild.textContent = `${clock(at)} `;
    ghost.lastChild.textContent = why || block.textContent.trim();
  }

  // Keeps the ghost in sight of whoever moves it by the keyboard, and of whoever takes it from above.
  function bring() {
    const top = HEAD + (held.at - Number(board().dataset.first)) * scale();
    const view = pane();
    if (top < view.scrollTop + HEAD + EDGE || top > view.scrollTop + view.clientHeight - 60) view.scrollTop = top - view.clientHeight / 2;
    held.lane?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function place(lane, at) {
    const minute = held.block.dataset.grip === "time" ? Math.max(0, Math.min(24 * 60 - STEP, at)) : held.from;
    if (lane === held.lane && minute === held.at) return;
    Object.assign(held, { lane, at: minute, why: null });
    show();
    clearTimeout(asking);
    if (lane) asking = setTimeout(ask, 160);
    if (held.how === "keys") bring();
  }

  const stands = () => held.lane === held.home && held.at === held.from;

  function wanted() {
    const { block, lane, at, from } = held;
    const starts = Number(block.dataset.visitAt) + at - from;
    return { day: board().dataset.day, at: clock(starts), window: block.dataset.window, interpreter: lane.dataset.interpreter, seen: block.dataset.seen };
  }

  async function answer(address, options) {
    try {
      const response = await fetch(address, { headers: { Accept: "application/json" }, ...options });
      return (await response.json()).why;
    } catch {
      return says.dataset.lost;
    }
  }

  async function ask() {
    const mine = held;
    if (!mine?.lane) return;
    const { lane, at } = mine;
    const why = stands() ? "" : await answer(`${mine.block.dataset.move}?${new URLSearchParams(wanted())}`);
    if (held !== mine || mine.lane !== lane || mine.at !== at || mine.dropping) return;
    mine.why = why;
    show();
    if (mine.how === "keys") say(`${lane.getAttribute("aria-label")} ${clock(at)}: ${why || says.dataset.free}`);
  }

  async function drop() {
    const mine = held;
    if (mine.dropping) return;
    if (!mine.lane || stands()) return release(says.dataset.back);
    mine.dropping = true;
    clearTimeout(asking);
    const body = new FormData(document.getElementById("steps"));
    for (const [name, value] of Object.entries(wanted())) body.set(name, value);
    const why = await answer(mine.block.dataset.move, { method: "POST", body });
    if (!why) return done(mine);
    Object.assign(mine, { why, dropping: false });
    show();
    say(why);
    // With the keyboard it stays in the hand; what the mouse has let go returns after it could be read.
    if (mine.how === "pointer") setTimeout(() => held === mine && release(why), 2600);
  }

  function done(mine) {
    release(says.dataset.done);
    const name = `block-${mine.block.dataset.visit}-${mine.block.dataset.window}`;
    document.body.addEventListener("htmx:afterSwap", () => document.getElementById(name)?.focus({ preventScroll: true }), { once: true });
    board().dispatchEvent(new CustomEvent("refresh"));
  }

  function release(words) {
    clearTimeout(asking);
    held.ghost.remove();
    held.block.classList.remove("held");
    document.body.classList.remove("moving");
    held = null;
    if (words) say(words);
  }

  // The pointer.
  document.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.button || event.pointerType === "touch" || event.target.closest("button")) return;
    const block = event.target.closest("[data-grip]") || event.target.closest(".gap")?.querySelector("[data-grip]");
    if (!block || !board().contains(block)) return;
    if (held) release("");
    pressed = { block, x: event.clientX, y: event.clientY };
  });
  document.addEventListener("pointermove", (event) => {
    if (!pressed) return;
    const { x, y, block } = pressed;
    if (!held && Math.hypot(event.clientX - x, event.clientY - y) > SHAKE) {
      dragged = true;
      take(block, "pointer");
    }
    if (held?.how !== "pointer" || held.dropping) return;
    const view = pane().getBoundingClientRect();
    if (event.clientY > view.bottom - EDGE) pane().scrollTop += 8;
    else if (event.clientY < view.top + HEAD + EDGE && event.clientY > view.top) pane().scrollTop -= 8;
    const lane = lanes().find((one) => { const box = one.getBoundingClientRect(); return event.clientX >= box.left && event.clientX < box.right; });
    const inside = event.clientY > view.top && event.clientY < view.bottom;
    const down = event.clientY - y + pane().scrollTop - held.scroll;
    // From above it comes with its own time; here it follows the hand.
    const shift = "gap" in block.dataset || Math.abs(down) < STEADY ? 0 : Math.round(down / scale() / STEP) * STEP;
    const at = held.from + shift;
    place(inside ? lane : null, shift ? Math.round(at / STEP) * STEP : at);
  });
  document.addEventListener("pointerup", () => {
    if (pressed && held?.how === "pointer") drop();
    pressed = null;
  });
  document.addEventListener("pointercancel", () => {
    if (pressed && held?.how === "pointer") release(says.dataset.back);
    pressed = null;
  });
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.("#lanes")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    if (dragged && event.target.closest("#lanes")) {
      event.preventDefault();
      event.stopPropagation();
      dragged = false;
      return;
    }
    // A free stretch is booked from the minute that was pointed at; the keyboard has its beginning.
    const free = event.target.closest("[data-stretch]");
    if (!free || !event.detail) return;
    const down = event.clientY - free.getBoundingClientRect().top;
    const minute = Number(free.dataset.stretch) + Math.floor(down / scale() / STEP) * STEP;
    free.href = `${free.pathname}?at=${board().dataset.day}T${clock(minute)}`;
  }, true);

  // The keyboard.
  const KEYS = {
    ArrowUp: () => place(held.lane, held.at - STEP),
    ArrowDown: () => place(held.lane, held.at + STEP),
    ArrowLeft: () => beside(-1),
    ArrowRight: () => beside(1),
    Enter: () => drop(),
  };
  function beside(step) {
    const all = lanes();
    place(all[Math.max(0, Math.min(all.length - 1, all.indexOf(held.lane) + step))], held.at);
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (held && (event.key === "Escape" || event.key === "Tab")) {
      pressed = null;
      return release(says.dataset.back);
    }
    if (held?.how === "keys" && KEYS[event.key]) {
      event.preventDefault();
      if (held.dropping) return;
      if (/Up|Down/.test(event.key) && held.block.dataset.grip !== "time") return say(says.dataset.fixed);
      KEYS[event.key]();
      if (event.key !== "Enter" && held) say(`${held.lane.getAttribute("aria-label")} ${clock(held.at)}`);
      return;
    }
    const block = document.activeElement?.closest?.("[data-grip]");
    if (held || !block || !board().contains(block)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      take(block, "keys");
    } else if (event.key.toLowerCase() === "o") window.location.assign(block.href);
  });

  // What somebody holds is not taken out of the hand by a board that comes in meanwhile.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (held && event.target.id === "lanes") event.detail.shouldSwap = false;
  });
})();
