// The two towns' clocks, by the server's time: the desk's computer may be minutes off.
(() => {
  const ahead = Date.parse(document.body.dataset.now) - Date.now();
  const faces = [...document.querySelectorAll("[data-clock]")].map((face) => ({
    face,
    write: new Intl.DateTimeFormat("ru", { hour: "2-digit", minute: "2-digit", timeZone: face.dataset.clock }),
  }));

  const tell = () => {
    const now = new Date(Date.now() + ahead);
    for (const { face, write } of faces) face.textContent = write.format(now);
  };

  if (faces.length && Number.isFinite(ahead)) {
    tell();
    setInterval(tell, 5000);
  }
})();
