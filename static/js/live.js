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
})();
