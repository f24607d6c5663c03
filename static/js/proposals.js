// A Russian form of a Chinese name is proposed beside its field and written into it only when somebody presses the button.
(() => {
  const DOOR = "/interpreters/palladius/";
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

  const ask = async (chinese, russian, place) => {
    const sent = new URLSearchParams({ name: chinese.value, name_ru: russian.value, into: russian.id });
    const answer = await fetch(DOOR, { method: "POST", body: sent, headers: { "X-CSRFToken": token() }, credentials: "same-origin" });
    place.innerHTML = answer.ok ? await answer.text() : "";
  };

  for (const chinese of document.querySelectorAll("input[name=name_zh_hans]")) {
    const russian = chinese.form?.elements.name_ru;
    if (!russian) continue;
    let place = chinese.form.querySelector("[data-proposals]");
    if (!place) {
      place = document.createElement("div");
      russian.after(place);
    }
    let waiting;
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => ask(chinese, russian, place), 300);
    };
    chinese.addEventListener("input", soon);
    if (chinese.value && !russian.value) soon();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    const field = button && document.getElementById(button.dataset.fill);
    if (!field) return;
    field.value = button.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    button.closest("p").remove();
  });
})();
