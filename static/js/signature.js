// A frame to sign in: pen, finger or mouse draw an SVG path that travels in the form's hidden field.
(() => {
  const field = document.querySelector("input[name=signature]");
  const pad = document.querySelector(".pad svg");
  if (!field || !pad) return;
  const ink = pad.querySelector("path");
  const LONGEST = 15900; // of the 16,000 signs that the server takes
  const NEAR = 2; // of the frame's 600 units: closer points add nothing to the line
  let last = null;

  for (const hidden of document.querySelectorAll("[data-pad]")) hidden.hidden = false;
  const show = () => ink.setAttribute("d", field.value);
  show();

  const place = (event) => {
    const box = pad.getBoundingClientRect();
    const within = (value, size) => Math.round(Math.min(Math.max(value, 0), size) * 10) / 10;
    return [within(((event.clientX - box.left) / box.width) * 600, 600), within(((event.clientY - box.top) / box.height) * 200, 200)];
  };
  const add = (letter, point) => {
    if (field.value.length > LONGEST) return;
    field.value = `${field.value} ${letter} ${point[0]} ${point[1]}`.trim();
    last = point;
  };

  pad.addEventListener("pointerdown", (event) => {
    if (event.button || last) return; // one finger draws, the other hand rests
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    add("M", place(event));
    show();
  });
  pad.addEventListener("pointermove", (event) => {
    if (!last || !pad.hasPointerCapture(event.pointerId)) return;
    const steps = event.getCoalescedEvents?.() ?? [];
    for (const step of steps.length ? steps : [event]) {
      const point = place(step);
      if (Math.hypot(point[0] - last[0], point[1] - last[1]) >= NEAR) add("L", point);
    }
    show();
  });
  for (const over of ["pointerup", "pointercancel"]) {
    pad.addEventListener(over, () => {
      last = null;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  document.querySelector("[data-clear]").addEventListener("click", () => {
    field.value = "";
    last = null;
    show();
  });
})();
