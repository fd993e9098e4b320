// The sheet as it was understood. One letter or number at a time is reached by Tab; arrows go on
// from there; a tap or Enter asks what the line is. Texts are data: never read as HTML.
function put(into, name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  into.append(made);
  return made;
}

function line(me, into, one, scope) {
  const cell = put(into, "th", "", { scope, class: one.look });
  const label = one.note ? `${one.label}: ${one.note}` : one.label;
  const button = put(cell, "button", one.name, { type: "button", "aria-label": label, title: label });
  button.tabIndex = -1;
  me[scope].push(button);
  button.addEventListener("click", () => {
    reach(me, scope, me[scope].indexOf(button));
    me.awaited = true;
    me.send("line", { line: one.name, n: Date.now() });
  });
}

function reach(me, scope, place, given = false) {
  const last = me[scope].length - 1;
  me.at[scope] = Math.max(0, Math.min(last, place));
  me[scope].forEach((button, k) => { button.tabIndex = k === me.at[scope] ? 0 : -1; });
  if (given) me[scope][me.at[scope]].focus();
}

function keys(me, event) {
  const scope = ["col", "row"].find((one) => me[one].includes(event.target));
  if (!scope || event.ctrlKey || event.metaKey || event.altKey) return;
  const [back, on] = scope === "col" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  const at = me.at[scope];
  const to = { [back]: at - 1, [on]: at + 1, Home: 0, End: me[scope].length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  reach(me, scope, to, true);
}

function build(me) {
  const { letters, rows, words } = me.data;
  me.col = [];
  me.row = [];
  const left = me.box.scrollLeft, top = me.box.scrollTop;
  me.box.replaceChildren();
  const table = put(me.box, "table", "", { "aria-label": words.title });
  const head = put(put(table, "thead"), "tr");
  put(head, "td");
  letters.forEach((one) => line(me, head, one, "col"));
  const body = put(table, "tbody");
  rows.forEach((one) => {
    const row = put(body, "tr");
    line(me, row, one, "row");
    one.cells.forEach(([text, look, note]) => {
      const cell = put(row, "td", "", { class: look });
      put(cell, "span", text, { dir: "auto" });
      if (note) put(cell, "small", note, { class: "offscreen" });
    });
  });
  reach(me, "col", me.at.col);
  reach(me, "row", me.at.row);
  me.box.scrollLeft = left;
  me.box.scrollTop = top;
}

function mark(me) {
  for (const button of [...me.col, ...me.row]) {
    const on = button.textContent === me.data.open;
    button.setAttribute("aria-expanded", String(on));
  }
}

// What is asked of a line stands below on a phone: it is brought into sight once it is there.
function reveal(tries = 0) {
  const form = document.querySelector(".st-key-file_line");
  if (form) form.scrollIntoView({ block: "nearest" });
  else if (tries < 60) setTimeout(() => reveal(tries + 1), 50);
}

function edge(me) {
  const left = me.box.scrollWidth - me.box.clientWidth - Math.abs(me.box.scrollLeft);
  me.box.toggleAttribute("data-more", left > 1);
}

export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".sheettable");
  const isNew = !box.__state;
  const me = (box.__state ??= { box, at: { col: 0, row: 0 } });
  me.data = data;
  me.send = setTriggerValue;
  const shape = JSON.stringify([data.letters, data.rows]);
  if (me.shape !== shape) {
    const focused = ["col", "row"].find((one) => me[one]?.includes(document.activeElement));
    build(me);
    if (focused) reach(me, focused, me.at[focused], true);
  }
  me.shape = shape;
  mark(me);
  edge(me);
  if (isNew) {
    box.addEventListener("keydown", (event) => keys(me, event));
    box.addEventListener("scroll", () => edge(me), { passive: true });
    new ResizeObserver(() => edge(me)).observe(box);
  }
  if (data.open && me.awaited) reveal();
  me.awaited = false;
}
