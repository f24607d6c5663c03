// A proposed form of the name is taken over with one click; the field remembers that a person confirmed it.
document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-fill]");
  if (!choice) return;
  const field = document.getElementById(choice.dataset.fill);
  if (!field) return;
  field.value = choice.dataset.value;
  setOrigin(field.name, "confirmed");
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});

// Which of the proposed forms stands in the field now.
function markChosen() {
  for (const choice of document.querySelectorAll("[data-fill]")) {
    choice.setAttribute("aria-pressed", String(document.getElementById(choice.dataset.fill)?.value === choice.dataset.value));
  }
}
markChosen();
document.addEventListener("input", markChosen);
document.addEventListener("change", markChosen);
document.addEventListener("htmx:afterSwap", markChosen);

// Each corrected sign is decided by a person: the proposal is right, or what was read is put back. A date that was
// misread cannot be put back sign by sign: it is typed anew.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-decide]");
  if (!button) return;
  const { for: id, at, read, proposed } = button.closest("[data-correction]").dataset;
  const field = document.getElementById(id);
  const keep = button.dataset.decide === "proposed";
  const [from, to] = keep ? [read, proposed] : [proposed, read];
  const place = Number(at) - 1;
  if (place >= 0 && field.value[place]?.toUpperCase() === from) field.value = field.value.slice(0, place) + to + field.value.slice(place + 1);
  else if (place < 0) field.value = keep ? field.value || field.defaultValue : "";
  for (const one of button.parentElement.querySelectorAll("[data-decide]")) one.setAttribute("aria-pressed", String(one === button));
  button.closest("form").dataset.changed = "";
  setOrigin(field.name, keep ? "confirmed" : "typed");
  field.dispatchEvent(new Event("change", { bubbles: true }));
  if (!keep) field.focus();
});

// What a person types over a value read or proposed is from then on typed.
document.addEventListener("input", (event) => {
  if (event.target.closest("#registration")) setOrigin(event.target.name, "typed");
});

function setOrigin(name, origin) {
  const holder = document.querySelector("#registration [name=origins]");
  if (!holder || !/_latin$|_ru$|^chinese_name$/.test(name)) return;
  let origins = {};
  try { origins = JSON.parse(holder.value || "{}"); } catch { origins = {}; }
  origins[name] = origin;
  holder.value = JSON.stringify(origins);
}
