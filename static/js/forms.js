// Nothing typed is lost, nothing is saved twice.
(() => {
  const guarded = (node) => node.closest?.("form[data-guard]");

  // A changed form marked data-guard asks before it is left.
  document.addEventListener("input", (event) => {
    const form = guarded(event.target);
    if (form) form.dataset.changed = "";
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-guard][data-changed]:not([data-sent])")) {
      event.preventDefault();
      event.returnValue = document.body.dataset.leave;
    }
  });

  // What cannot be undone asks first; heard before anything else that listens to the form.
  window.addEventListener("submit", (event) => {
    const question = event.submitter?.dataset.ask;
    if (!question || window.confirm(question)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  // The second click on a form that is on its way does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const byHtmx = form.hasAttribute("hx-post") && (form.getAttribute("hx-trigger") ?? "submit").includes("submit");
    if (form.method !== "post" || byHtmx || form.target === "_blank" || "again" in form.dataset) return;
    if ("sent" in form.dataset) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented) return;
    form.dataset.sent = "";
    event.submitter?.classList.add("sent");
  });

  // Coming back by the browser's arrow makes the form usable again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelectorAll(".sent").forEach((button) => button.classList.remove("sent"));
    }
  });

  // Small helpers without a word of script in the page.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    const show = event.target.closest("[data-show-password]");
    if (show) {
      const field = document.getElementById(show.dataset.showPassword);
      field.type = field.type === "password" ? "text" : "password";
      show.setAttribute("aria-pressed", String(field.type === "text"));
    }
    if (event.target.closest("[data-print]")) window.print();
    for (const open of document.querySelectorAll("details.me[open], details.pop[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const open of document.querySelectorAll("details.me[open], details.pop[open]")) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });
})();
