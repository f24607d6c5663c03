// The one box: "/" goes there, arrows walk the results, a passport reader's burst arrives whole.
(() => {
  const form = document.querySelector("form[data-box]");
  if (!form) return;
  const input = document.getElementById("box");
  const lines = form.querySelector("[data-lines]");
  const found = document.getElementById("found");
  const sign = form.querySelector(".reading");

  // A reader types a line of thirty and more characters within a second and ends it with Enter; a person does neither.
  const READER_PER_KEY = 60;
  const LINE = 20;
  const LINES = 3;
  const NEXT_LINE_WITHIN = 400;
  let read = [];
  let began = 0;
  let length = 0;
  let waiting = 0;

  const editable = (node) => node.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) && !/^(radio|checkbox)$/.test(node.type));
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
  const fromReader = (now) => input.value.length >= LINE && now - began < input.value.length * READER_PER_KEY;
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
    length = 0;
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
      else if (fromReader(event.timeStamp) && read.length < LINES) keepLine();
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
    if (length === 0) began = event.timeStamp;
    length = input.value.length;
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

  // "/" goes to the box; so does whatever is typed while no field has the cursor, a reader's first letter included.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key.length !== 1 || event.key === " " || editable(event.target)) return;
    if (event.key === "/") event.preventDefault();
    input.focus();
    input.select();
    length = 0;
  });

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target === found) input.setAttribute("aria-expanded", String(options().length > 0));
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) close();
  });
  input.addEventListener("focus", () => {
    if (input.value && !options().length) htmx.trigger(input, "again");
  });
})();
