// A part marked data-live asks for itself again and again, and never takes what the person holds.
(() => {
  const busy = (part) =>
    document.hidden || part.querySelector("details.pop[open], .sent") || (part.contains(document.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName));

  setInterval(() => {
    for (const part of document.querySelectorAll("[data-live]")) {
      if (!busy(part)) part.dispatchEvent(new CustomEvent("refresh"));
    }
  }, 10000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) document.querySelectorAll("[data-live]").forEach((part) => part.dispatchEvent(new CustomEvent("refresh")));
  });

  // Folds stay as they were, and the cursor goes back to the button it stood on.
  let open = [];
  let held = "";
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.target.matches?.("[data-live]")) return;
    open = [...event.target.querySelectorAll("details[id][open]")].map((fold) => fold.id);
    held = event.target.contains(document.activeElement) ? document.activeElement.id : "";
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (held) document.getElementById(held)?.focus({ preventScroll: true });
    open = [];
    held = "";
  });

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
