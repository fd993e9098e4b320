// The projector: told by the stream of the meeting, it asks for what is shown and puts it in place.
// Without this script the page asks for itself again from time to time.
(() => {
  "use strict";
  const AGAIN_MS = 2000, UNHEARD_MS = 5000, SHOWN_MS = 5000, CUT_MS = 8000;
  const notice = document.querySelector(".cut"), button = document.querySelector(".full");
  const { lost } = notice.dataset;
  const main = () => document.querySelector("main");
  let asked = "", asking = false, later = 0;

  const shows = (one) => `${one.dataset.version} ${one.dataset.state}`;
  const say = (words) => { if (notice.textContent !== words) notice.textContent = words; };

  async function look() {
    if (asking) return;
    asking = true;
    clearTimeout(later);
    const wanted = asked, stop = new AbortController();
    const late = setTimeout(() => stop.abort(), CUT_MS);
    try {
      const answer = await fetch(location.href, { headers: { "X-Part": "1" }, signal: stop.signal });
      const box = document.createElement("template");
      box.innerHTML = await answer.text();
      const next = box.content.querySelector("main");
      if (!next || answer.status >= 500) throw answer;
      if (shows(next) !== shows(main())) {
        main().replaceWith(next);
        count();
      }
      say("");
    } catch {
      say(lost);
      later = setTimeout(look, AGAIN_MS);
    } finally {
      clearTimeout(late);
      asking = false;
    }
    if (asked !== wanted) look();
  }

  function follow() {
    const address = main().dataset.stream;
    if (!address) return;
    const unfollow = followStream(address, { again: AGAIN_MS, look: UNHEARD_MS }, {
      wanted: () => main().dataset.stream, // not once it is erased
      told: (version) => {
        const again = asked === version; // when a round has closed at its time
        asked = version;
        if (asked === main().dataset.version && !again) say(""); else look();
      },
      lost: (closed) => {
        if (!main().dataset.stream) { unfollow(); return; }
        say(lost);
        if (closed) setTimeout(look, AGAIN_MS);
      },
      unheard: look,
    });
  }

  // The time left, second by second. At its end the stream tells whether the round has closed.
  let end = 0;
  function count() {
    const box = document.querySelector("[role=timer]");
    if (box) end = Date.now() + Number(box.dataset.left);
    tick();
  }
  function tick() {
    const box = document.querySelector("[role=timer]");
    if (!box) return;
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    const two = (n) => String(n).padStart(2, "0");
    const whole = (unit) => Math.floor(left / unit);
    box.classList.toggle("p-over", !left);
    box.firstElementChild.textContent = !left ? box.dataset.over
      : left >= 3600 ? `${whole(3600)} h ${two(whole(60) % 60)}`
      : left >= 60 ? `${whole(60)} min ${two(left % 60)}` : `${left} s`;
  }
  setInterval(tick, 1000);

  // Full screen at a click. The button is there while somebody moves the mouse or types, then goes.
  let hiding = 0;
  function wake() {
    button.hidden = Boolean(document.fullscreenElement);
    clearTimeout(hiding);
    hiding = setTimeout(() => { button.hidden = true; }, SHOWN_MS);
  }
  button.onclick = () => document.documentElement.requestFullscreen?.();
  ["mousemove", "keydown", "touchstart", "fullscreenchange"].forEach((moment) => document.addEventListener(moment, wake));

  addEventListener("online", look);
  // Come back by the back button, a page may be older than the meeting.
  addEventListener("pageshow", (event) => { if (event.persisted) look(); });
  wake();
  count();
  follow();
})();
