// One stream per part of the page: the server says the meeting's version, the part is drawn again
// when it differs. Parts that ask in the same instant would be merged, and one only drawn: each
// waits for its turn. What is asked may be lost on the way, as when the connection was cut: it is
// asked again, and at last the whole page is opened again.
const APART_MS = 25, WAITS_MS = [1500, 3000, 6000];
const PATIENCE = { again: 2000, look: 5000 };
const RESTING = "[data-testid=stApp][data-test-script-state=notRunning]";
const line = (document.seanceLine ??= []);

function inTurn(act) {
  line.push(act);
  if (line.length === 1) next();
}

function next() {
  line[0]();
  setTimeout(() => {
    line.shift();
    if (line.length) next();
  }, APART_MS);
}

// The page shows another version than the meeting has: ask, until it is drawn again.
function pursue(state, version, tries) {
  clearTimeout(state.pursuing);
  if (version === state.shown) return;
  inTurn(() => { if (version !== state.shown) state.trigger("version", version); });
  lookAgain(state, version, tries, state.shown);
}

// While the page runs it is being drawn: asked again then, on a slow line, it would never end.
function lookAgain(state, version, tries, before) {
  state.pursuing = setTimeout(() => {
    // Drawn, but perhaps as it was before a line was cut.
    if (state.shown !== before) pursue(state, version, 0);
    else if (!document.querySelector(RESTING)) lookAgain(state, version, tries, before);
    else if (tries === WAITS_MS.length) document.openAgain?.();
    else pursue(state, version, tries + 1);
  }, WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const state = (parentElement.seance ??= {});
  state.shown = data.version;
  state.trigger = setTriggerValue;
  const notice = parentElement.querySelector("[role=status]");
  const close = () => {
    clearTimeout(state.pursuing);
    state.unfollow?.();
    delete parentElement.seance;
  };
  if (state.url === data.url) return close;
  state.unfollow?.();
  state.url = data.url;
  state.unfollow = followStream(data.url, PATIENCE, {
    wanted: () => true,
    opened: () => { notice.textContent = ""; },
    told: (text) => {
      notice.textContent = "";
      const version = Number(text);
      if (!Number.isInteger(version)) return;
      // Told again: a round has closed at its time, and nothing was written.
      const again = version === state.told && version === state.shown;
      state.told = version;
      if (again) inTurn(() => state.trigger("version", version));
      else pursue(state, version, 0);
    },
    lost: () => { notice.textContent = data.lost; },
  });
  return close;
}
