// What the interpreters' day says aloud, and how it asks the server; shared by the scripts of the board.
(() => {
  const says = document.getElementById("board-says");
  if (!says) return;
  const words = says.dataset;

  // The same words twice are said twice.
  const say = (text) => {
    says.textContent = "";
    requestAnimationFrame(() => { says.textContent = text; });
  };

  // Why it cannot be, or an empty string. Whoever was signed out meanwhile must not be told that the house is gone.
  async function answer(address, options) {
    let response;
    try {
      response = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual", ...options });
    } catch {
      return words.lost;
    }
    if (response.type === "opaqueredirect" || response.status === 401) return over(words.out);
    if (response.status === 403) return over(words.old);
    try {
      return (await response.json()).why;
    } catch {
      return words.failed;
    }
  }

  function over(why) {
    window.boardStale?.(why, true);
    return why;
  }

  async function send(address, values) {
    const body = new FormData(document.getElementById("steps"));
    for (const [name, value] of Object.entries(values)) body.set(name, value);
    return answer(address, { method: "POST", body });
  }

  // The board comes anew; afterwards the cursor stands on the block it was about.
  function refresh(name) {
    document.body.addEventListener("htmx:afterSwap", () => document.getElementById(name)?.focus({ preventScroll: true }), { once: true });
    document.getElementById("lanes").dispatchEvent(new CustomEvent("refresh"));
  }

  window.board = { say, answer, send, refresh, words };
})();
