// A proposed form of the name is taken over with one click; the field remembers that a person confirmed it.
document.addEventListener("click", (event) => {
  const all = event.target.closest("[data-take-all]");
  const choices = all ? proposals() : [event.target.closest("[data-fill]")].filter(Boolean);
  const fields = choices.map(take).filter(Boolean);
  if (!fields.length) return;
  fields.at(-1).dispatchEvent(new Event("change", { bubbles: true }));
  if (all) document.querySelector("#registration [name=patronymic_ru], #correction [name=patronymic_ru]")?.focus();
  else fields[0].focus();
});

// The arrow down takes the proposal of the empty field in which the cursor stands.
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" || event.target.value !== "") return;
  const choice = proposals().find((one) => one.dataset.fill === event.target.id);
  if (!choice) return;
  event.preventDefault();
  take(choice)?.dispatchEvent(new Event("change", { bubbles: true }));
});

// What is proposed for fields in which nothing stands.
function proposals() {
  return [...document.querySelectorAll("[data-proposed]")].filter((one) => document.getElementById(one.dataset.fill)?.value === "");
}

function take(choice) {
  const field = document.getElementById(choice.dataset.fill);
  if (!field) return null;
  field.value = choice.dataset.value;
  field.form.dataset.changed = "";
  setOrigin(field.name, "confirmed");
  return field;
}

// Which of the proposed forms stands in the field now, and what would stand in an empty one.
function markChosen() {
  for (const choice of document.querySelectorAll("[data-fill]")) {
    const field = document.getElementById(choice.dataset.fill);
    choice.setAttribute("aria-pressed", String(field?.value === choice.dataset.value));
  }
  for (const field of document.querySelectorAll("[data-proposal]")) {
    field.placeholder = "";
    delete field.dataset.proposal;
  }
  for (const choice of proposals()) {
    const field = document.getElementById(choice.dataset.fill);
    field.placeholder = choice.dataset.value;
    field.dataset.proposal = "";
  }
  const all = document.querySelector(".take-all");
  if (all) all.hidden = !proposals().length;
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
  if (event.target.closest("#registration, #correction")) setOrigin(event.target.name, "typed");
});

function setOrigin(name, origin) {
  const holder = document.querySelector("#registration [name=origins], #correction [name=origins]");
  if (!holder || !/_latin$|_ru$|^chinese_name$/.test(name)) return;
  let origins = {};
  try { origins = JSON.parse(holder.value || "{}"); } catch { origins = {}; }
  origins[name] = origin;
  holder.value = JSON.stringify(origins);
  // Looked at by a person: the field asks for nobody any more.
  const drawn = document.getElementById(`id_${name}`)?.closest(".field");
  drawn?.classList.remove("read", "proposed", "confirm");
  drawn?.querySelector(".label .origin")?.remove();
}
