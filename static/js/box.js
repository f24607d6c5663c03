// The one box: "/" goes there, so does typing outside of any field; arrows walk the results.
(() => {
  const form = document.querySelector("form[data-box]");
  if (!form) return;
  const input = document.getElementById("box");
  const found = document.getElementById("found");

  const SOON = 80;
  let waiting = 0;

  const editable = (node) => node.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) && !/^(radio|checkbox|button|submit)$/.test(node.type));
  const elsewhere = (node) => editable(node) || node.closest("dialog, [role=dialog], [role=menu], [role=listbox]") || document.querySelector("dialog:modal");
  const options = () => [...found.querySelectorAll("[role=option]")];
  const chosen = () => found.querySelector("[aria-selected=true]");
  const unsaved = () => document.querySelector("form[data-guard][data-changed]:not([data-sent])");

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    clearTimeout(waiting);
    found.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    choose(null);
  };
  // A form that is half filled stays open: what the box finds then opens beside it.
  const leave = () => {
    if (unsaved()) form.target = "_blank";
    else form.removeAttribute("target");
  };

  const steps = {
    ArrowDown: (all, at) => all[at + 1] ?? null,
    ArrowUp: (all, at) => all[at < 0 ? all.length - 1 : at - 1] ?? null,
    Home: (all, at) => (at < 0 ? undefined : all[0]),
    End: (all, at) => (at < 0 ? undefined : all.at(-1)),
  };

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(waiting);
      // With Ctrl or Shift the way leads past the patient's page, straight to a visit for her.
      const visit = event.ctrlKey || event.shiftKey ? (chosen() ?? options()[0])?.dataset.visit : "";
      if (visit) location.assign(visit);
      else if (chosen()) chosen().click();
      else if (input.value.trim()) form.requestSubmit();
    } else if (event.key === "Escape") {
      if (found.childElementCount) close();
      else if (input.value) input.value = "";
      else input.blur();
    } else if (event.key in steps) {
      const all = options();
      const next = all.length ? steps[event.key](all, all.indexOf(chosen())) : undefined;
      if (next === undefined) return;
      event.preventDefault();
      choose(next);
    } else if (event.key === "Tab") close();
  });

  const look = () => {
    clearTimeout(waiting);
    if (!input.value.trim()) return close();
    waiting = setTimeout(() => htmx.trigger(input, "look"), SOON);
  };
  input.addEventListener("input", (event) => {
    if (!event.isComposing) look();
  });
  input.addEventListener("compositionend", look);
  form.addEventListener("reading", close);
  form.addEventListener("leave", leave);
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    leave();
  });
  found.addEventListener("click", (event) => {
    const link = event.target.closest("a[role=option]");
    if (link && unsaved()) link.target = "_blank";
  });

  // The key of "/" is another sign on the Russian layout; a letter typed while no field has the cursor goes to the box.
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key.length !== 1 || event.key === " " || elsewhere(event.target)) return;
    if (event.key === "/" || (event.code === "Slash" && !event.shiftKey)) event.preventDefault();
    input.focus();
    input.select();
  });

  // An answer that comes after Escape, or for a word that has changed since, is not shown.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === found && !input.value.trim()) event.detail.shouldSwap = false;
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== found) return;
    choose(null);
    input.setAttribute("aria-expanded", String(options().length > 0));
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) close();
  });
  input.addEventListener("focus", () => {
    if (input.value && !options().length) htmx.trigger(input, "again");
  });
})();
