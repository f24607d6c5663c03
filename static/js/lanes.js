// Blocks of the interpreters' day are moved with the pointer, a finger or the keyboard; whether one may stand there, the server says.
(() => {
  const STEP = 5;
  const SHAKE = 6; // pixels that are still a click
  const WOBBLE = 10; // pixels a resting finger may stray
  const LIFT = 400; // milliseconds a finger rests on a block until it comes along; sooner the page scrolls
  const STEADY = 14; // pixels up or down that are still the same time
  const HEAD = 50; // of a lane, above its minutes
  const HOURS = 60; // the column at the left that stays in sight
  const EDGE = 28; // pixels from the edge of the pane at which it scrolls
  const GLIDE = 7; // pixels it scrolls in one frame
  const DAY = 24 * 60;

  if (!window.board) return;
  const { say, answer, send, refresh, words } = window.board;
  const board = () => document.getElementById("lanes");
  const pane = () => document.getElementById("lanes-scroll");
  const lanes = () => [...document.querySelectorAll("#lanes .lane[data-interpreter]")];
  const clock = (minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const scale = () => Number(board().dataset.scale);
  const nameOf = (lane) => lane.getAttribute("aria-label");

  let held = null;
  let pressed = null;
  let dragged = false;
  let asking = 0;

  function take(block, how, why) {
    const ghost = document.createElement("div");
    ghost.className = "ghost";
    ghost.append(document.createElement("b"), document.createElement("span"));
    document.querySelector("#lanes .lanes").append(ghost);
    const at = Number(block.dataset.at);
    held = { block, how, ghost, at, from: at, lane: block.closest(".lane"), home: block.closest(".lane"), why: null, top: pane().scrollTop };
    block.classList.add("held");
    // What is locked is not lifted; why not can be read where it stands.
    if (how === "note" || "locked" in block.dataset) return refuse(why || words.locked);
    document.body.classList.add("moving");
    if (how === "keys" && !held.lane) held.lane = lanes()[0];
    show();
    if (how === "keys" || !held.home) bring();
    if (how === "keys") say(`${words.up} ${nameOf(held.lane)} ${clock(at)}`);
    if (how === "keys" && !held.home) ask();
    if (how === "pointer") requestAnimationFrame(glide);
  }

  function refuse(why) {
    const mine = Object.assign(held, { why, how: "note", dropping: false });
    show();
    say(why);
    setTimeout(() => held === mine && release(""), 2200 + 50 * why.length);
  }

  function textOf(block) {
    const copy = block.cloneNode(true);
    copy.querySelectorAll(".unseen").forEach((part) => part.remove());
    return copy.textContent.trim();
  }

  function show() {
    const { ghost, lane, at, why, block } = held;
    ghost.hidden = !lane;
    if (!lane) return;
    ghost.style.left = `${lane.offsetLeft}px`;
    ghost.style.width = `${lane.offsetWidth}px`;
    ghost.style.top = `${HEAD + (at - Number(board().dataset.first)) * scale()}px`;
    ghost.style.minHeight = `${Math.max(18, Number(block.dataset.height))}px`;
    ghost.classList.toggle("finger", Boolean(pressed?.touch));
    ghost.classList.toggle("refused", Boolean(why));
    ghost.classList.toggle("possible", why === "");
    ghost.firstChild.textContent = `${clock(at)} `;
    ghost.lastChild.textContent = why || textOf(block);
  }

  // Keeps the ghost in sight of whoever moves it by the keyboard, and of whoever takes it from above.
  function bring() {
    const top = HEAD + (held.at - Number(board().dataset.first)) * scale();
    const view = pane();
    if (top < view.scrollTop + HEAD + EDGE || top > view.scrollTop + view.clientHeight - 60) view.scrollTop = top - view.clientHeight / 2;
    held.lane?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // The visit begins and stays within this day, wherever its window lies, and the ghost within the hours that are drawn.
  function place(lane, at) {
    const first = Number(board().dataset.first);
    const drawn = first + Math.floor(lanes()[0].querySelector("svg").clientHeight / scale() / STEP) * STEP;
    const before = Math.max(first, held.from - Number(held.block.dataset.visitAt));
    const minute = held.block.dataset.grip === "time" ? Math.max(before, Math.min(DAY - STEP, drawn - STEP, at)) : held.from;
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

  async function ask() {
    const mine = held;
    if (!mine?.lane) return;
    const { lane, at } = mine;
    const why = stands() ? "" : await answer(`${mine.block.dataset.move}?${new URLSearchParams(wanted())}`);
    if (held !== mine || mine.lane !== lane || mine.at !== at || mine.dropping) return;
    mine.why = why;
    show();
    if (mine.how === "keys") say(`${nameOf(lane)} ${clock(at)}: ${why || words.free}`);
  }

  async function drop() {
    const mine = held;
    if (mine.dropping) return;
    if (!mine.lane || stands()) return release(words.back);
    mine.dropping = true;
    clearTimeout(asking);
    const why = await send(mine.block.dataset.move, wanted());
    if (!why) {
      release(words.done);
      return refresh(`block-${mine.block.dataset.visit}-${mine.block.dataset.window}`);
    }
    if (mine.how !== "keys") return refuse(why);
    // With the keyboard it stays in the hand; what the mouse has let go returns after it could be read.
    Object.assign(mine, { why, dropping: false });
    show();
    say(why);
  }

  function release(text) {
    clearTimeout(asking);
    held.ghost.remove();
    held.block.classList.remove("held");
    document.body.classList.remove("moving");
    held = null;
    if (text) say(text);
  }

  // The pointer. A finger scrolls, unless it has rested on a block.
  function letGo() {
    clearTimeout(pressed?.timer);
    pressed = null;
  }

  function cancel() {
    if (pressed && held?.how === "pointer" && !held.dropping) release(words.back);
    letGo();
  }

  function lift() {
    if (!pressed.block.isConnected) return letGo();
    dragged = true;
    navigator.vibrate?.(15);
    pressed.lifted = true;
    if (!("locked" in pressed.block.dataset)) take(pressed.block, "pointer");
  }

  function follow() {
    const { x, y, at } = pressed;
    const box = pane().getBoundingClientRect();
    const lane = lanes().find((one) => { const its = one.getBoundingClientRect(); return at.x >= its.left && at.x < its.right; });
    const inside = at.y > box.top && at.y < box.bottom && at.x > box.left;
    const down = at.y - y + pane().scrollTop - held.top;
    // From above it comes with its own time; here it follows the hand.
    const shift = "gap" in held.block.dataset || Math.abs(down) < STEADY ? 0 : Math.round(down / scale() / STEP) * STEP;
    const minute = held.from + shift;
    place(inside ? lane : null, shift ? Math.round(minute / STEP) * STEP : minute);
    if (Math.hypot(at.x - x, at.y - y) > WOBBLE) pressed.moved = true;
  }

  // At an edge the pane goes on under the hand, also while the hand rests.
  function glide() {
    if (!pressed || held?.how !== "pointer" || held.dropping) return;
    const { at, moved } = pressed;
    const box = pane().getBoundingClientRect();
    const pull = (place, low, high) => (place > high ? GLIDE : place < low ? -GLIDE : 0);
    if (moved && at.y > box.top) {
      pane().scrollBy(pull(at.x, box.left + HOURS + EDGE, box.right - EDGE), pull(at.y, box.top + HEAD + EDGE, box.bottom - EDGE));
      follow();
    }
    requestAnimationFrame(glide);
  }

  document.addEventListener("pointerdown", (event) => {
    if (pressed && !event.isPrimary) return cancel();
    dragged = false;
    letGo();
    if (held && !held.dropping) release("");
    if (event.button || event.target.closest("button")) return;
    const block = event.target.closest("[data-grip]") || event.target.closest(".gap")?.querySelector("[data-grip]");
    if (held || !block || !board().contains(block) || !pane().offsetParent) return;
    const here = { x: event.clientX, y: event.clientY };
    pressed = { block, ...here, at: here, id: event.pointerId, touch: event.pointerType === "touch" };
    if (pressed.touch) pressed.timer = setTimeout(lift, LIFT);
  });
  document.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pressed?.id) return;
    pressed.at = { x: event.clientX, y: event.clientY };
    const far = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y);
    if (!held && pressed.touch && far > WOBBLE) {
      if (!pressed.lifted) return letGo();
      pressed.moved = true;
      return take(pressed.block, "pointer");
    }
    if (!held && !pressed.touch && far > SHAKE && !dragged) {
      dragged = true;
      take(pressed.block, "pointer");
    }
    if (held?.how === "pointer" && !held.dropping) follow();
  });
  document.addEventListener("pointerup", (event) => {
    if (event.pointerId !== pressed?.id) return;
    const { block, lifted, moved, at } = pressed;
    if (lifted && !moved) {
      if (held) release("");
      block.dispatchEvent(new CustomEvent("board-menu", { bubbles: true, detail: at }));
    } else if (held?.how === "pointer") drop();
    letGo();
  });
  document.addEventListener("pointercancel", (event) => { if (event.pointerId === pressed?.id) cancel(); });
  window.addEventListener("blur", cancel);
  document.addEventListener("visibilitychange", cancel);
  // A lifted block is not also a scrolled page, and a resting finger asks for no menu of the browser.
  document.getElementById("content").addEventListener("touchmove", (event) => { if (pressed?.lifted && event.cancelable) event.preventDefault(); }, { passive: false });
  document.addEventListener("contextmenu", (event) => { if (pressed?.touch) event.preventDefault(); }, true);
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.("#lanes")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    if (dragged && event.detail && event.target.closest("#lanes")) {
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
      if (held.dropping) return event.preventDefault();
      letGo();
      return release(held.how === "note" ? "" : words.back);
    }
    if (held?.how === "keys" && KEYS[event.key]) {
      event.preventDefault();
      if (held.dropping) return;
      if (/Up|Down/.test(event.key) && held.block.dataset.grip !== "time") return say(words.fixed);
      KEYS[event.key]();
      if (event.key !== "Enter" && held) say(`${nameOf(held.lane)} ${clock(held.at)}`);
      return;
    }
    const block = document.activeElement?.closest?.("[data-grip]");
    if (!block || !board().contains(block) || !pane().offsetParent || event.key !== "Enter") return;
    if (held && held.how !== "note") return;
    event.preventDefault();
    if (held) release("");
    take(block, "keys");
  });
  document.addEventListener("board-take", (event) => { if (!held) take(event.target, "keys"); });
  document.addEventListener("board-note", (event) => { if (!held) take(event.target, "note", event.detail); });

  // What somebody holds is not taken out of the hand by a board that comes in meanwhile.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (!held || event.target.id !== "lanes") return;
    if (held.how === "note") release("");
    else event.detail.shouldSwap = false;
  });
})();
