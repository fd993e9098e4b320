// The line of a page that comes back goes on with its session; but the server has stopped what it
// was drawing, or has sent it to nobody, and what the page had asked for may never have reached it.
// The framework's browser does not know: the whole page is asked for, with what its controls hold,
// until that is answered; at last it is opened again.
const SOON_MS = 100, WAITS_MS = [1500, 3000, 6000], MOST = 4;
// What was being drawn may take this part away before it is drawn again: that is outlived.
const life = (document.resuming ??= {});

function ask(tries) {
  if (tries === WAITS_MS.length) {
    document.openAgain?.();
    return;
  }
  life.address = location.href;
  life.asked = Date.now();
  life.trigger("back", life.asked);
  life.asking = setTimeout(() => ask(tries + 1), WAITS_MS[tries]);
}

function resume() {
  clearTimeout(life.asking);
  life.asking = setTimeout(() => ask(0), SOON_MS);
}

export default function ({ data, setTriggerValue }) {
  life.trigger = setTriggerValue;
  if (life.asked && data.answered === life.asked) {
    life.asked = 0;
    clearTimeout(life.asking);
    // The address that the server had given before the line was cut may come after the page was
    // asked for: it was drawn as the address was then, and is asked for once more.
    if (life.address !== location.href && life.again-- > 0) resume();
  }
  if (life.listens) return;
  life.listens = true;
  // Nothing can be answered: it begins anew once the line is back.
  document.addEventListener("linelost", () => { clearTimeout(life.asking); });
  document.addEventListener("lineback", () => {
    life.again = MOST;
    resume();
  });
}
