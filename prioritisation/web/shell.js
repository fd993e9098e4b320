// On every page, whatever Streamlit draws: its one English link in French, a word when the server
// is lost, and a page that is opened again when its session is. The words come with the script's
// own element.

// Streamlit asks for its server at the address of a page first, which is not there.
window.__streamlit = { BACKEND_BASE_URL: location.origin };
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

  const startOf = (answer) => answer.headers.get("X-Started");
  let started = "", down = false;
  const check = () => {
    if (document.hidden) return;
    fetch(HEALTH, { cache: "no-store" }).then((answer) => {
      notice.textContent = answer.ok ? "" : lost;
      if (answer.ok && !down) started = startOf(answer);
    }, () => { notice.textContent = lost; });
  };
  check();
  setInterval(check, WATCH_MS);
  addEventListener("offline", check);
  addEventListener("online", check);

  // --- A server that was started again, or another one, does not know the session of the page: it
  // would draw nothing and obey nothing. It says so in closing (web/sockets.py), and the page is
  // opened again as it stands: its address, what was typed, where one was in it.
  const FORGOTTEN = 4404, KEPT = "reopened", AGAIN_MS = 1000, BACK_MS = 20000;
  // Behind a proxy that still asks a server which is down, a page can be opened only when several
  // answers in a row are good: the browser's own page of errors has no way back.
  const SURE = 8;
  // A page that was open for a while opens again at once, however often the server is started. One
  // that is lost as soon as it is there waits from the third time in five minutes, longer each
  // time; for a part that does not come it opens again four times, no more: it may be missing.
  const TIMES = "reopenings", LATELY_MS = 300000, SHORT_MS = 5000, LONGEST_MS = 30000, MOST = 4;
  const FIELDS = "textarea, input[type=text], input[type=number]";
  const typed = new Map();
  let leaving = false;

  const keyOf = (field) => {
    const holder = field.closest("[class*=st-key-]");
    return holder ? [...holder.classList].find((name) => name.startsWith("st-key-")) : "";
  };
  const nameOf = (field) => `${keyOf(field)} ${field.getAttribute("aria-label")}`;
  // The fields that keep drafts of their own (ui/components/drafts.js) know better what to put
  // back: somebody else may have written there since.
  const drafted = (field) => Boolean(document.draftFields?.has(field));
  const main = () => document.querySelector("[data-testid=stMain]");

  addEventListener("input", (event) => {
    // What a script writes back was typed before.
    if (event.target.matches?.(FIELDS)) typed.set(nameOf(event.target), event.target.value);
  }, true);

  const keep = () => {
    const unsent = [...document.querySelectorAll(FIELDS)].filter((field) => !drafted(field))
      .map((field) => [nameOf(field), field.value])
      .filter(([name, value]) => typed.get(name) === value);
    try {
      const page = { address: location.href, at: main()?.scrollTop ?? 0, unsent };
      sessionStorage.setItem(KEPT, JSON.stringify(page));
    } catch { /* no room, or not allowed: the page is opened again without */ }
  };

  // Moments at which this tab opened again, in the last minutes, what had hardly been there.
  const lately = () => {
    try {
      const times = JSON.parse(sessionStorage.getItem(TIMES) ?? "[]");
      return times.filter((time) => Date.now() - time < LATELY_MS);
    } catch {
      return []; // not allowed: it is never too often
    }
  };
  const pause = () => {
    const times = lately();
    try {
      sessionStorage.setItem(TIMES, JSON.stringify([...times, Date.now()]));
    } catch { /* as above */ }
    return times.length < 2 ? 0 : Math.min(AGAIN_MS * 2 ** times.length, LONGEST_MS);
  };

  const again = (hasty = performance.now() < SHORT_MS) => {
    if (leaving) return;
    leaving = true;
    const healthy = async () => {
      for (let good = 0; good < SURE; good++) {
        if (!(await fetch(HEALTH, { cache: "no-store" })).ok) throw HEALTH;
      }
    };
    const tried = () => healthy().then(() => {
      keep();
      location.reload();
    }).catch(() => setTimeout(tried, AGAIN_MS));
    setTimeout(tried, hasty ? pause() : 0);
  };
  document.openAgain = () => again();

  // Streamlit's browser looks ever less often whether a server that went away is back. This looks
  // by itself: one that did not answer, and then does with another start, knows no session.
  let watching = 0, fell = false;
  const watch = () => {
    watching = setTimeout(() => fetch(HEALTH, { cache: "no-store" }).then((answer) => {
      if (!answer.ok) fell = true;
      else if (down && fell && started && startOf(answer) !== started) again();
    }, () => { fell = true; }).then(() => { if (down && !leaving) watch(); }), 2 * LOOK_MS);
  };
  document.addEventListener("linelost", () => {
    clearTimeout(watching);
    down = true;
    fell = false;
    watch();
  });
  document.addEventListener("lineback", () => { down = false; clearTimeout(watching); });

  // One of our scripts or styles that did not come leaves half a page: the server went while it was
  // opened. What an extension put here is not ours; a page that one leaves asks for nothing more.
  const WHOLE = "script[src], link[rel=stylesheet], link[rel=modulepreload]";
  let going = false;
  addEventListener("pagehide", () => { going = true; });
  addEventListener("pageshow", () => { going = false; });
  addEventListener("beforeunload", () => { going = true; setTimeout(() => { going = false; }, WATCH_MS); });
  const incomplete = () => { if (!going && lately().length < MOST) again(true); };
  addEventListener("error", ({ target }) => {
    if (target.matches?.(WHOLE) && new URL(target.src || target.href).origin === location.origin) incomplete();
  }, true);
  addEventListener("vite:preloadError", incomplete);

  // A line that comes back to the session that it had goes on with it: ui/components/resuming.js.
  let line = null;
  // Streamlit's browser that stumbles takes everything off the page, and goes on with nothing.
  let stands = false;
  setInterval(() => {
    if (going) return; // it may stay: what was asked for was a file
    const empty = !document.getElementById("root")?.firstChild;
    if (empty && stands) incomplete();
    stands = !empty;
  }, LOOK_MS);

  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(address, protocols) {
      const asked = new URL(address, location.href);
      asked.search = "reopens";
      super(asked.href, protocols);
      this.addEventListener("open", () => {
        if (line) document.dispatchEvent(new Event("lineback"));
        line = this;
      });
      this.addEventListener("close", (event) => {
        if (event.code === FORGOTTEN) again();
        else if (line === this) document.dispatchEvent(new Event("linelost"));
      });
    }
  };

  // --- What was typed comes back as the fields do.
  const write = (field, value) => {
    // React hears of a value only when it is set through the prototype.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const taken = () => {
    try {
      const page = JSON.parse(sessionStorage.getItem(KEPT));
      sessionStorage.removeItem(KEPT);
      return page?.address === location.href ? page : null;
    } catch {
      return null;
    }
  };
  const back = taken();
  if (!back) return;
  const left = new Map(back.unsent), until = Date.now() + BACK_MS;
  const returning = setInterval(() => {
    for (const field of document.querySelectorAll(FIELDS)) {
      const name = nameOf(field), value = left.get(name);
      if (value === undefined || field.disabled) continue;
      left.delete(name);
      if (field.value !== value) write(field, value);
    }
    const box = main();
    if (back.at && box && box.scrollHeight >= back.at + box.clientHeight) {
      box.scrollTop = back.at;
      back.at = 0;
    }
    if (Date.now() > until || (!left.size && !back.at)) clearInterval(returning);
  }, LOOK_MS);
  // Whoever goes on is not pulled back.
  for (const moment of ["wheel", "touchmove", "keydown"]) addEventListener(moment, () => { back.at = 0; }, { once: true });
})();
