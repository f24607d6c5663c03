// Allergies, medicines, conditions: suggestions while typing, each thing a chip. Without this script they are typed one after
// the other into the same fields. The field keeps all the words; `chosen` keeps the seals of what was picked from the list.
(() => {
  const BETWEEN = /[;,，；、\n]+/;
  const WAIT = 120;

  for (const field of document.querySelectorAll("input[data-facts]")) enhance(field);

  function enhance(field) {
    const single = "single" in field.dataset;
    const row = field.closest("[data-facts-url]");
    const known = new Set(JSON.parse(field.dataset.known || "[]").map(fold));
    const unknown = new Set();
    const box = document.createElement("div");
    box.className = "chips";
    const listed = document.createElement("div");
    listed.className = "listed";
    listed.id = `${field.id}_listed`;
    const input = single ? field : document.createElement("input");
    if (!single) {
      input.type = "text";
      input.id = field.id;
      input.maxLength = 200;
      input.autocomplete = "off";
      input.lang = field.lang;
      field.id = `${field.id}_all`;
      field.type = "hidden";
    }
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", listed.id);
    input.setAttribute("aria-autocomplete", "list");
    field.after(box);
    box.append(input, listed);
    let waiting = 0;
    let asked = 0;
    draw();

    function kind() {
      return field.dataset.kindFrom ? document.getElementById(field.dataset.kindFrom).value : field.dataset.facts;
    }
    function things() {
      return single ? [] : field.value.split(BETWEEN).map((text) => text.trim()).filter(Boolean);
    }
    function keep(texts) {
      field.value = [...new Map(texts.map((text) => [fold(text), text])).values()].join("; ");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      draw();
    }
    function draw() {
      for (const chip of box.querySelectorAll(".chip")) chip.remove();
      for (const text of things()) {
        const chip = document.createElement("span");
        chip.className = `chip ${kind()}${unknown.has(fold(text)) ? " unknown" : ""}`;
        if (unknown.has(fold(text))) chip.title = row.dataset.unknown;
        const remove = document.createElement("button");
        remove.type = "button";
        remove.textContent = "×";
        remove.setAttribute("aria-label", `${row.dataset.remove} ${text}`);
        remove.addEventListener("click", () => {
          keep(things().filter((other) => other !== text));
          input.focus();
        });
        chip.append(text, remove);
        input.before(chip);
      }
    }
    function close() {
      clearTimeout(waiting);
      asked += 1;
      listed.replaceChildren();
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function options() {
      return [...listed.querySelectorAll("[role=option]")];
    }
    function active() {
      return listed.querySelector("[aria-selected=true]");
    }
    function point(option) {
      active()?.setAttribute("aria-selected", "false");
      if (!option) return;
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    }
    function take(text, option) {
      const seal = option?.dataset.seal;
      if (seal) {
        const chosen = field.form.elements.chosen;
        chosen.value = `${chosen.value} ${seal}`.trim();
        known.add(fold(text));
      } else if (!known.has(fold(text)) && listed.querySelector("[data-recognised=no]")) unknown.add(fold(text));
      close();
      if (single) {
        input.value = text;
        const chinese = document.getElementById(field.dataset.zhInto);
        if (chinese && option?.dataset.zh) chinese.value = option.dataset.zh;
      }
      else {
        input.value = "";
        keep([...things(), ...text.split(BETWEEN).map((part) => part.trim()).filter(Boolean)]);
      }
    }
    // The word as it stands; what was suggested under just that name is meant by it.
    function takeTyped() {
      const text = input.value.trim();
      if (!text) return;
      const same = options().find((option) => option.dataset.seal && fold(option.dataset.text) === fold(text));
      take(same ? same.dataset.text : text, same);
    }
    async function ask() {
      const mine = (asked += 1);
      const body = new URLSearchParams({ kind: kind(), q: input.value });
      const token = field.form.querySelector("[name=csrfmiddlewaretoken]").value;
      const answer = await fetch(row.dataset.factsUrl, { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => null);
      if (!answer?.ok || mine !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== asked) return;
      listed.replaceChildren(...page.body.children);
      options().forEach((option, number) => {
        option.id = `${listed.id}_${number}`;
      });
      input.setAttribute("aria-expanded", String(options().length > 0));
    }

    input.addEventListener("input", (event) => {
      if (!single) event.stopPropagation();
      clearTimeout(waiting);
      if (!input.value.trim()) return close();
      if (!single && BETWEEN.test(input.value) && !event.isComposing) return takeTyped();
      waiting = setTimeout(ask, WAIT);
    });
    input.addEventListener("change", (event) => {
      if (!single) event.stopPropagation();
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const all = options();
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        point(all[(all.indexOf(active()) + step + (active() || step > 0 ? all.length : all.length + 1)) % all.length]);
      } else if (event.key === "Enter" && (active() || (!single && input.value.trim()))) {
        event.preventDefault();
        if (active()) take(active().dataset.text, active());
        else takeTyped();
      } else if (event.key === "Escape" && all.length) close();
      else if (event.key === "Backspace" && !input.value && !single) keep(things().slice(0, -1));
    });
    listed.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) take(option.dataset.text, option);
    });
    input.addEventListener("blur", () => {
      if (!single) takeTyped();
      close();
    });
    field.form.addEventListener("submit", () => {
      if (!single) takeTyped();
    });
  }

  function fold(text) {
    return text.trim().toLocaleLowerCase();
  }
})();

// How many fields still wait for a person's eye; a field is done when it is changed, or its sign is clicked.
(() => {
  const says = document.querySelector("[data-to-check]");
  if (!says) return;
  const form = says.closest("form");
  const count = () => {
    const left = [...form.querySelectorAll(".field.confirm")].filter((field) => field.offsetParent !== null).length;
    says.hidden = !left;
    says.querySelector("b").textContent = left;
  };
  const done = (field) => {
    field.classList.remove("confirm");
    field.querySelector(":scope > .label > .origin.confirm")?.remove();
  };
  form.addEventListener("change", (event) => {
    const field = event.target.closest(".field.confirm");
    if (field && event.target.value) done(field);
  });
  form.addEventListener("click", (event) => {
    const sign = event.target.closest(".origin.confirm");
    const field = sign?.closest(".field.confirm");
    if (field?.querySelector("input, select")?.value) done(field);
  });
  new MutationObserver(count).observe(form, { subtree: true, attributes: true, attributeFilter: ["class"] });
  count();
})();
