// A board that cannot refresh itself any more says so, and since when; one that came back takes it away.
(() => {
  const note = document.getElementById("board-stale");
  if (!note) return;
  const [text, again] = [note.querySelector("span"), note.querySelector("a")];
  const hour = () => document.querySelector("[data-clock='Asia/Shanghai']")?.textContent ?? "";

  function stale(why, out) {
    if (out === again.hidden || note.hidden) text.textContent = why;
    again.hidden = !out;
    note.hidden = false;
  }
  const live = (event) => event.target.matches?.("[data-live]");
  window.boardStale = stale;
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
    document.body.addEventListener(name, (event) => live(event) && stale(`${note.dataset.lost} ${hour()}`, false));
  // Whoever was signed out gets another page than she asked for: it does not belong into this one.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (!live(event) || !xhr.responseURL) return;
    if (new URL(xhr.responseURL).pathname === new URL(requestConfig.path, location.href).pathname) note.hidden = true;
    else {
      event.detail.shouldSwap = false;
      stale(note.dataset.out, true);
    }
  });
})();
