// The one box: "/" goes there, arrows walk the results, a passport reader's burst arrives whole.
(() => {
  const form = document.querySelector("form[data-box]");
  if (!form) return;
  const input = document.getElementById("box");
  const lines = form.querySelector("[data-lines]");
  const found = document.getElementById("found");
  const sign = form.querySelector(".reading");

  // A reader types a key every few milliseconds and ends each line with Enter; a person does neither.
  const FAST = 45;
  const LINE = 20;
  const NEXT_LINE_WITHIN = 350;
  let read = [];
  let fast = 0;
  let last = 0;
  let waiting = 0;

  const editable = (node) => node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName);
  const options = () => [...found.querySelectorAll("[role=option]")];
  const chosen = () => found.querySelector("[aria-selected=true]");

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    found.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    choose(null);
  };
  const send = () => {
    clearTimeout(waiting);
    if (input.value) read.push(input.value);
    // Several lines travel in a second field of the same name, which the server prefers.
    lines.disabled = read.length < 2;
    lines.value = read.join("\n");
    if (read.length === 1) input.value = read[0];
    read = [];
    if (input.value || !lines.disabled) form.requestSubmit();
  };
  const keepLine = () => {
    read.push(input.value);
    input.value = "";
    fast = 0;
    sign.hidden = false;
    close();
    clearTimeout(waiting);
    waiting = setTimeout(send, NEXT_LINE_WITHIN);
  };

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (chosen()) chosen().click();
      else if (fast >= LINE - 1 && read.length < 3) keepLine();
      else send();
    } else if (event.key === "Escape") {
      if (options().length) close();
      else input.blur();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = options();
      if (!all.length) return;
      event.preventDefault();
      const at = all.indexOf(chosen());
      const next = event.key === "ArrowDown" ? at + 1 : at - 1;
      choose(all[next] ?? null);
    }
  });

  // Counted by what arrives in the field, not by keys: other layouts and input methods name their keys otherwise.
  input.addEventListener("input", (event) => {
    fast = event.timeStamp - last < FAST ? fast + 1 : 0;
    last = event.timeStamp;
    clearTimeout(waiting);
  });

  // Two lines pasted at once would lose their line end in a single-line field.
  input.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text") ?? "";
    if (!/[\r\n]\s*\S/.test(text)) return;
    event.preventDefault();
    read = text.split(/[\r\n]+/).filter((line) => line.trim());
    input.value = "";
    send();
  });

  // "/" from anywhere, and a reader that fires while no field has the cursor.
  let stray = "";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (editable(event.target)) return;
    if (event.key === "/" && event.timeStamp - last > FAST) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key.length === 1) {
      stray = event.timeStamp - last < FAST ? stray + event.key : event.key;
      if (stray.length >= 5) {
        event.preventDefault();
        input.focus();
        input.value = stray;
        fast = stray.length - 1;
        stray = "";
      }
    } else return;
    last = event.timeStamp;
  });

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target === found) input.setAttribute("aria-expanded", String(options().length > 0));
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) close();
  });
  input.addEventListener("focus", () => {
    if (input.value && !options().length) input.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
