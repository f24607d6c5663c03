// A passport reader types like a keyboard, wherever the cursor stands and in whatever layout. Its burst is told from a
// person by speed and by the fillers of the lines; the field it fell into gets back what stood there before.
(() => {
  const form = document.querySelector("form[data-box]");
  if (!form) return;
  const box = document.getElementById("box");
  const lines = form.querySelector("[data-lines]");
  const sign = form.querySelector(".reading");

  const PAUSE = 300; // a longer pause between two keys begins another burst
  const PER_KEY = 60; // nobody types sixteen keys a second for a whole line
  const FIRM = 35; // so fast that eight keys are enough to know
  const SILENCE = 350;
  const NEXT_LINE = 1300;
  const LINE = 28;
  const RUN_TOGETHER = 60;
  const FILLERS = /[<《〈‹«＜Бб]/g;
  const CHINESE = /[\u3400-\u9fff]/;
  const SLIP = /verify|мукшан/i;

  let read = [];
  let burst = null;
  let fromKey = "";
  let silence = 0;
  let missing = 0;
  let quiet = 0;

  const fillers = (text) => (text.match(FILLERS) ?? []).length;
  const isLine = (text) => text.length >= LINE && !/\s/.test(text) && (fillers(text) > 1 || read.length > 0);
  const perKey = () => (burst.last - burst.began) / burst.text.length;
  const isReader = () => {
    if (!burst || perKey() > PER_KEY) return false;
    return isLine(burst.text) || (burst.text.length > 14 && fillers(burst.text) > 2) || (burst.text.length > 20 && SLIP.test(burst.text));
  };
  const say = (key) => {
    sign.textContent = key ? sign.dataset[key] : "";
    sign.hidden = !key;
  };

  // What the field held, with what hangs on it, so that a burst leaves no trace.
  const remember = (field) => {
    if (field === box || !/^(INPUT|TEXTAREA|SELECT)$/.test(field?.tagName ?? "")) return () => {};
    const own = field.form;
    const hidden = own ? [...own.querySelectorAll("input[type=hidden]")].map((one) => [one, one.value]) : [];
    const { value, checked } = field;
    const guarded = own && "changed" in own.dataset;
    return () => {
      field.value = value;
      if (checked !== undefined) field.checked = checked;
      for (const [one, was] of hidden) one.value = was;
      if (field.tagName === "SELECT") field.dispatchEvent(new Event("change", { bubbles: true }));
      if (own && !guarded) delete own.dataset.changed;
    };
  };

  const collect = (text, event) => {
    if (text === "/" && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return; // the way to the box, no part of a line
    const moved = burst && event.target !== burst.field && event.target !== box;
    if (!burst || moved || event.timeStamp - burst.last > PAUSE)
      burst = { text: "", field: event.target, began: event.timeStamp, last: 0, undo: remember(event.target) };
    burst.text += text;
    burst.last = event.timeStamp;
    clearTimeout(missing);
    clearTimeout(silence);
    silence = setTimeout(afterSilence, SILENCE);
    if (burst.text.length === 8 && perKey() < FIRM && fillers(burst.text.slice(1)) && event.target !== box) handOver();
  };

  // The rest of the burst arrives in the box: no list jumps, no length limit cuts, nothing flickers.
  const handOver = () => {
    const { undo, text } = burst;
    setTimeout(() => {
      undo();
      box.focus();
      box.value = document.activeElement === box ? text : "";
    });
  };

  const takeLine = () => {
    const text = burst.text;
    burst.undo();
    burst = null;
    clearTimeout(silence);
    add(text);
  };

  const add = (text) => {
    read.push(text);
    box.focus();
    box.value = "";
    form.dispatchEvent(new CustomEvent("reading"));
    if (CHINESE.test(text) && !SLIP.test(text)) return giveUp("eaten");
    if (SLIP.test(text) || text.length >= RUN_TOGETHER || read.length >= expected()) return finish();
    say("next");
    missing = setTimeout(() => (read.length > 1 ? finish() : giveUp("missing")), NEXT_LINE);
  };

  // Passports and visas (P and V, also on the Russian keys and full-width) have two lines, cards of thirty signs three.
  const expected = () => (/^[PVЗМＰＶ]/i.test(read[0]) || read[0].length > 32 ? 2 : 3);

  const giveUp = (key) => {
    read = [];
    burst = null;
    say(key);
  };

  const finish = () => {
    const text = read.join("\n");
    giveUp("reading");
    quiet = performance.now() + SILENCE;
    clearTimeout(missing);
    const registration = document.querySelector("form[data-takes-reading][data-changed], form[data-takes-reading=always]");
    if (registration) return fillIn(registration, text);
    lines.disabled = false;
    lines.value = text;
    form.dispatchEvent(new CustomEvent("leave"));
    form.requestSubmit();
    lines.disabled = true;
    lines.value = "";
    if (form.target) say("");
  };

  // A form that is half filled keeps what was typed; the passport fills what is still empty.
  const fillIn = (registration, text) => {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "q", value: text });
    registration.append(field);
    registration.requestSubmit();
  };

  const afterSilence = () => {
    if (isReader() && (read.length > 0 || burst.text.length >= RUN_TOGETHER)) takeLine();
    else if (burst && CHINESE.test(burst.text) && fillers(burst.text) > 2 && perKey() < PER_KEY) takeLine();
  };

  const endsLine = (event) => (event.key === "Enter" || event.key === "Tab" ? !event.shiftKey : event.ctrlKey && /^[jm]$/i.test(event.key));

  window.addEventListener("keydown", (event) => {
    fromKey = "";
    if (event.isComposing || event.key === "Process" || event.keyCode === 229) return;
    if (endsLine(event)) {
      if (isReader()) {
        event.preventDefault();
        event.stopImmediatePropagation();
        takeLine();
      } else if (event.target === box && event.key === "Enter" && isLine(box.value)) {
        // Typed by hand, line by line: there is no hurry.
        event.preventDefault();
        event.stopImmediatePropagation();
        add(box.value);
        clearTimeout(missing);
      } else {
        burst = null;
        if (!endsEmpty(event)) read = [];
      }
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      fromKey = event.key;
      collect(event.key, event);
    } else if (event.key === "Escape" && read.length) {
      giveUp("");
    }
  }, true);

  // CR and LF both arrive as keys: the second ends an empty line and must not press a button.
  const endsEmpty = (event) => {
    if (event.timeStamp > quiet && (!read.length || box.value)) return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  };

  // What keys do not tell: other layouts' letters sent as text, number-pad codes, an input method's signs.
  window.addEventListener("beforeinput", (event) => {
    if (event.isComposing || event.inputType !== "insertText" || !event.data) return;
    if (event.data === fromKey) fromKey = "";
    else collect(event.data, event);
  }, true);
  window.addEventListener("compositionend", (event) => {
    if (event.data) collect(event.data, event);
  }, true);

  // Lines pasted at once would lose their line ends in a single-line field.
  box.addEventListener("paste", (event) => {
    const pasted = (event.clipboardData?.getData("text") ?? "").split(/[\r\n]+/).filter((line) => line.trim());
    if (pasted.length < 2) return;
    event.preventDefault();
    read = pasted;
    finish();
  });
  box.addEventListener("input", () => {
    if (box.value && !isReader() && !read.length) say("");
  });
  window.addEventListener("pageshow", () => giveUp(""));
})();
