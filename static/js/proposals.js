// A Russian form of a Chinese name is proposed beside its field and written into it only when somebody presses the button.
(() => {
  const DOOR = "/interpreters/palladius/";
  let waiting;

  const placeOf = (russian) => {
    const place = russian.form.querySelector("[data-proposals]") ?? document.createElement("div");
    if (!place.isConnected) russian.after(place);
    place.dataset.proposals = "";
    return place;
  };

  const ask = async (chinese, russian) => {
    const token = chinese.form.elements.csrfmiddlewaretoken?.value ?? "";
    const sent = new URLSearchParams({ name: chinese.value, name_ru: russian.value, into: russian.id });
    const answer = await fetch(DOOR, { method: "POST", body: sent, headers: { "X-CSRFToken": token }, credentials: "same-origin" });
    placeOf(russian).innerHTML = answer.ok ? await answer.text() : "";
  };

  // Heard on the whole document, because the back office loads this before its forms are there.
  document.addEventListener("input", (event) => {
    const russian = event.target.name === "name_zh_hans" && event.target.form?.elements.name_ru;
    if (!russian) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(event.target, russian), 300);
  });

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
