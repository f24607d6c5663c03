// The menu of a block, by the right button, a resting finger or the menu key; what is in it has its letter too.
(() => {
  const menu = document.getElementById("block-menu");
  if (!menu || !window.board) return;
  const { say, send, refresh, words } = window.board;
  const items = () => [...menu.querySelectorAll("[role=menuitem]")].filter((one) => one.offsetParent);
  const part = (name) => menu.querySelector(`[data-${name}]`);
  const CALM = 350; // milliseconds in which a click is still that of the finger that opened the menu
  let block = null;
  let opened = 0;

  function open(at) {
    const { booking, locked } = block.dataset;
    part("about").textContent = block.title ? `${block.title} · ${block.querySelector("[lang=ru]").textContent}` : block.textContent.trim();
    part("open").href = block.href;
    part("lock").hidden = !booking || locked !== undefined;
    part("unlock").hidden = !booking || locked === undefined;
    part("lift").hidden = locked !== undefined;
    menu.showPopover();
    opened = performance.now();
    const box = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(at.x, window.innerWidth - box.width - 8))}px`;
    menu.style.top = `${Math.max(8, Math.min(at.y, window.innerHeight - box.height - 8))}px`;
    items()[0].focus();
  }

  // The board may have come anew meanwhile: the cursor goes to the block as it stands now.
  function close() {
    menu.hidePopover();
    block = document.getElementById(block.id) || block;
    block.focus({ preventScroll: true });
  }

  const gripOf = (target) => target.closest?.("#lanes [data-grip]");

  async function lock(one) {
    const locked = one.dataset.locked === undefined;
    const why = await send(words.lock.replace("/0/", `/${one.dataset.booking}/`), { locked: locked ? "1" : "0" });
    if (why) return one.dispatchEvent(new CustomEvent("board-note", { bubbles: true, detail: why }));
    say(locked ? words.lockedNow : words.unlocked);
    refresh(one.id);
  }

  document.addEventListener("board-menu", (event) => {
    block = event.target;
    open(event.detail);
  });
  document.addEventListener("contextmenu", (event) => {
    const one = gripOf(event.target);
    if (!one || event.defaultPrevented) return;
    event.preventDefault();
    block = one;
    const box = one.getBoundingClientRect();
    open(event.clientX ? { x: event.clientX, y: event.clientY } : { x: box.left + 8, y: box.bottom });
  });
  menu.addEventListener("click", (event) => {
    const item = event.target.closest("[role=menuitem]");
    if (event.pointerType === "touch" && performance.now() - opened < CALM) return event.preventDefault();
    if (!item || "open" in item.dataset) return;
    close();
    if ("lift" in item.dataset) block.dispatchEvent(new CustomEvent("board-take", { bubbles: true }));
    else lock(block);
  });
  menu.addEventListener("keydown", (event) => {
    const all = items();
    const to = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") {
      event.stopPropagation();
      return close();
    }
    if (!to) return;
    event.preventDefault();
    all[(all.indexOf(document.activeElement) + to + all.length) % all.length].focus();
  });
  // By hand and not by the browser: its own way of closing takes the letting go of the opening finger for a press beside it.
  document.addEventListener("pointerdown", (event) => { if (menu.matches(":popover-open") && !menu.contains(event.target)) menu.hidePopover(); }, true);
  // Before the box, which takes every other letter.
  document.addEventListener("keydown", (event) => {
    const one = gripOf(document.activeElement ?? document.body);
    if (!one || event.ctrlKey || event.metaKey || event.altKey || document.body.classList.contains("moving")) return;
    if (event.code !== "KeyO" && event.code !== "KeyL") return;
    event.preventDefault();
    if (event.code === "KeyO") window.location.assign(one.href);
    else if (one.dataset.booking) lock(one);
    else say(words.nobody);
  }, true);
})();
