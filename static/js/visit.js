// One click books the visit and opens its slip. The window of the slip is opened by that click, because a browser
// lets no page open one by itself; the page of the visit then prints into it, and a refusal closes it again.
(() => {
  const NAME = "slip";
  const EXPECTED = "qiao-slip-expected";

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-opens-slip]");
    if (!form || event.defaultPrevented || event.submitter?.value !== "print" || form.dataset.opened) return;
    form.dataset.opened = "1";
    sessionStorage.setItem(EXPECTED, "1");
    window.open("", NAME);
    window.focus();
  });

  const expected = sessionStorage.getItem(EXPECTED);
  sessionStorage.removeItem(EXPECTED);
  if (!expected) return;
  const print = document.querySelector("form[data-print-now]");
  if (print) {
    print.requestSubmit();
    setTimeout(() => document.getElementById("visit-head")?.dispatchEvent(new CustomEvent("refresh")), 1500);
  }
  else window.open("", NAME)?.close();
})();

// The day that a link proposes stands in the field before its times are asked for.
document.addEventListener("click", (event) => {
  const day = event.target.closest?.("[data-day]")?.dataset.day;
  if (day) document.getElementById("id_day").value = day;
}, true);
