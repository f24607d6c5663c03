// A part marked data-live asks for itself again and again, and never takes what the person holds.
(() => {
  const busy = (part) =>
    document.hidden || part.querySelector("details.pop[open], .sent, .held") || (part.contains(document.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName));

  setInterval(() => {
    for (const part of document.querySelectorAll("[data-live]")) {
      if (!busy(part)) part.dispatchEvent(new CustomEvent("refresh"));
    }
  }, 10000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) document.querySelectorAll("[data-live]").forEach((part) => part.dispatchEvent(new CustomEvent("refresh")));
  });

  // Folds and scrolled panes stay as they were, and the cursor goes back to the button it stood on.
  let open = [];
  let held = "";
  let places = [];
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.target.matches?.("[data-live]")) return;
    open = [...event.target.querySelectorAll("details[id][open]")].map((fold) => fold.id);
    places = [...event.target.querySelectorAll("[data-keep]")].map((pane) => [pane.id, pane.scrollTop, pane.scrollLeft]);
    held = event.target.contains(document.activeElement) ? document.activeElement.id : "";
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    for (const [id, top, left] of places) document.getElementById(id)?.scrollTo(left, top);
    if (held) document.getElementById(held)?.focus({ preventScroll: true });
    open = [];
    places = [];
    held = "";
  });

  // A pane with a line of now opens a little before it.
  for (const pane of document.querySelectorAll("[data-now-at]")) pane.scrollTop = Number(pane.dataset.nowAt) - 120;

  // A step taken on the board comes back as the board alone; without this script the page comes back whole.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.quiet || !event.submitter || !window.htmx) return;
    event.preventDefault();
    const button = event.submitter;
    if (button.classList.contains("sent")) return;
    button.classList.add("sent");
    button.closest("details.pop")?.removeAttribute("open");
    const values = Object.fromEntries(new FormData(form, button));
    window.htmx
      .ajax("POST", button.formAction, { source: form, values, target: form.dataset.quiet, select: form.dataset.quiet, swap: "outerHTML", selectOOB: "#messages" })
      .finally(() => button.classList.remove("sent"));
  }, true);
})();
