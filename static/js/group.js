// Rows of a list as in a sheet: Enter and the arrows go up and down, and what is being typed outlives the row's re-check.
(() => {
  const field = (cell) => cell.name.split("-").slice(2).join("-") || "who";

  function move(cell, step) {
    const rows = [...document.querySelectorAll("[data-row]")];
    const at = rows.indexOf(cell.closest("[data-row]"));
    for (let next = at + step; next >= 0 && next < rows.length; next += step) {
      const twin = [...rows[next].querySelectorAll(".cell")].find((one) => field(one) === field(cell));
      if (!twin) continue;
      twin.focus();
      twin.select?.();
      return;
    }
  }

  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.("[data-row] .cell");
    if (!cell || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const list = cell.tagName === "SELECT";
    if (event.key === "Enter") {
      event.preventDefault();
      move(cell, event.shiftKey ? -1 : 1);
    } else if (!list && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      move(cell, event.key === "ArrowDown" ? 1 : -1);
    }
  });

  // The answer of a row may come while its next cell is being typed.
  let held = null;
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const row = event.target.closest?.("[data-row]");
    const cell = document.activeElement;
    if (!row || !row.contains(cell) || !cell.matches(".cell")) return;
    const typing = cell.tagName === "INPUT" && cell.value !== cell.defaultValue;
    held = { id: cell.id, value: typing ? cell.value : null, start: cell.selectionStart, end: cell.selectionEnd };
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    if (!held) return;
    const cell = document.getElementById(held.id);
    if (cell) {
      if (held.value !== null) cell.value = held.value;
      cell.focus();
      if (cell.tagName === "INPUT") cell.setSelectionRange(held.start ?? cell.value.length, held.end ?? cell.value.length);
    }
    held = null;
  });

  // The name of the file becomes the group's when none was typed; the server does the same without this script.
  document.getElementById("id_file")?.addEventListener("change", (event) => {
    const name = document.getElementById("id_name");
    if (name && !name.value) name.value = (event.target.files[0]?.name ?? "").replace(/\.[^.]+$/, "").slice(0, 120);
  });
})();
