// One stream per part of the page: the server says the meeting's version, the part is drawn again
// when it differs. Parts that ask in the same instant would be merged, and one only drawn: each
// waits for its turn.
const APART_MS = 25;
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

export default function ({ data, parentElement, setTriggerValue }) {
  const state = (parentElement.seance ??= {});
  state.shown = data.version;
  state.trigger = setTriggerValue;
  const notice = parentElement.querySelector("[role=status]");
  const close = () => {
    clearTimeout(state.timer);
    state.source?.close();
    delete parentElement.seance;
  };
  if (state.url === data.url) return close;
  state.source?.close();
  state.url = data.url;

  const open = () => {
    const source = new EventSource(data.url);
    state.source = source;
    source.onopen = () => { notice.textContent = ""; };
    source.onmessage = (event) => {
      notice.textContent = "";
      const version = Number(event.data);
      if (!Number.isInteger(version) || version === state.shown) return;
      inTurn(() => { if (version !== state.shown) state.trigger("version", version); });
    };
    source.onerror = () => {
      notice.textContent = data.lost;
      // A browser gives up after an answer that is no stream, such as a proxy's error page.
      if (source.readyState === EventSource.CLOSED) state.timer = setTimeout(open, 2000);
    };
  };
  open();
  return close;
}
