// On every page, whatever Streamlit draws: its one English link in French, and a word when the
// server is lost. The words come with the script's own element.
(() => {
  const { skip, lost } = document.currentScript.dataset;
  const HEALTH = "/healthz";
  const LOOK_MS = 250;
  const WATCH_MS = 10000;

  const looking = setInterval(() => {
    const link = [...document.querySelectorAll("a")].find((a) => a.textContent === "Skip to main content");
    if (!link) return;
    link.textContent = skip;
    clearInterval(looking);
  }, LOOK_MS);

  const notice = document.createElement("div");
  notice.className = "lost";
  notice.setAttribute("role", "alert");
  addEventListener("DOMContentLoaded", () => document.body.append(notice));

  const check = () => {
    if (document.hidden) return;
    fetch(HEALTH, { cache: "no-store" }).then(
      (answer) => { notice.textContent = answer.ok ? "" : lost; },
      () => { notice.textContent = lost; },
    );
  };
  setInterval(check, WATCH_MS);
  addEventListener("offline", check);
  addEventListener("online", check);
})();
