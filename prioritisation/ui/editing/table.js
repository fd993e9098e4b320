// The table of scores: built once, then only what changed is written (docs/adr/0018 holds for forms).
// One cell at a time is reached by Tab; arrows go on from there; a tap or Enter opens its form; one
// types over it, and Enter goes down.
// Texts are data: never read as HTML.
const known = new WeakMap();

function put(into, name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  into.append(made);
  return made;
}

function heading(row, words, note, scope) {
  const cell = put(row, "th", "", { scope, title: words });
  put(cell, "span", words, { dir: "auto" });
  if (note) put(cell, "small", note, { dir: "auto" });
  return cell;
}

function build(me) {
  const { levers, criteria, words } = me.data;
  me.box.replaceChildren();
  const table = put(me.box, "table", "", { role: "grid", "aria-label": words.title });
  const head = put(put(table, "thead"), "tr");
  put(head, "th", words.lever, { scope: "col" });
  criteria.forEach(({ name, note }) => heading(head, name, note, "col"));
  const body = put(table, "tbody");
  me.cells = levers.map(({ name }, r) => {
    const row = put(body, "tr");
    heading(row, name, "", "row");
    return criteria.map((_, c) => {
      const cell = put(row, "td", "", { role: "gridcell", tabindex: -1, "data-at": `${r},${c}` });
      return { cell, amount: put(cell, "span", "", { dir: "auto" }), note: put(cell, "small") };
    });
  });
  me.written = me.cells.map((row) => row.map(() => ""));
  me.at = [Math.min(me.at[0], levers.length - 1), Math.min(me.at[1], criteria.length - 1)];
  me.cells[me.at[0]][me.at[1]].cell.tabIndex = 0;
}

function write(me) {
  const { cells, levers, criteria, words } = me.data;
  cells.forEach((row, r) => row.forEach(([amount, note, look], c) => {
    const written = [amount, note, look].join("\n");
    if (me.written[r][c] === written) return;
    me.written[r][c] = written;
    const one = me.cells[r][c];
    one.amount.textContent = amount;
    one.note.textContent = note;
    one.cell.className = look;
    const label = [amount, note].filter(Boolean).join(", ");
    const parts = { name: `${levers[r].name}, ${criteria[c].name}`, label };
    one.cell.setAttribute("aria-label", words.cell.replace(/{(name|label)}/g, (_, part) => parts[part]));
  }));
}

function mark(me, at) {
  for (const cell of me.box.querySelectorAll("[aria-selected]")) cell.removeAttribute("aria-selected");
  if (at) me.cells[at[0]]?.[at[1]]?.cell.setAttribute("aria-selected", "true");
}

function move(me, r, c) {
  const row = Math.max(0, Math.min(me.cells.length - 1, r));
  const column = Math.max(0, Math.min(me.cells[0].length - 1, c));
  me.cells[me.at[0]][me.at[1]].cell.tabIndex = -1;
  me.at = [row, column];
  const { cell } = me.cells[row][column];
  cell.tabIndex = 0;
  // The focus alone leaves a cell that is half hidden as it is, or under what stays on top.
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function open(me, [r, c]) {
  // The finger is answered at once; the form follows.
  mark(me, [r, c]);
  me.isAwaited = true;
  me.api("open", { lever: me.data.levers[r].id, criterion: me.data.criteria[c].id, n: Date.now() });
}

// A field in the place of what the cell says, until it is left; what is sent is heard, or sent again.
function type(me, first) {
  const [r, c] = me.at, { cell, amount } = me.cells[r][c], { id, levels, computed } = me.data.criteria[c];
  if (computed) return;
  const field = document.createElement("input");
  Object.assign(field, { value: first, className: "typing", ariaLabel: cell.ariaLabel });
  const list = put(cell, "datalist", "", { id: "score_levels" });
  levels.forEach((value) => put(list, "option", "", { value }));
  field.setAttribute("list", list.id);
  let isKept = true;
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") isKept = false;
    if (!["Escape", "Enter", "Tab"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") move(me, r, c);
    else if (event.key === "Enter") move(me, r + 1, c);
    else move(me, r, c + (event.shiftKey ? -1 : 1));
    field.blur();
  });
  field.addEventListener("blur", () => {
    field.remove();
    list.remove();
    amount.hidden = false;
    const text = field.value.trim();
    if (!isKept || !text) return;
    amount.textContent = text;
    me.written[r][c] = "";
    me.last = Date.now();
    me.typed.push([me.data.levers[r].id, id, text]);
    me.api("typed", { n: me.last, cells: me.typed });
  }, { once: true });
  amount.hidden = true;
  cell.prepend(field);
  field.focus();
}

// What is out of sight at the right is told by a shade, as long as there is some.
function edge(me) {
  const left = me.box.scrollWidth - me.box.clientWidth - Math.abs(me.box.scrollLeft);
  me.box.toggleAttribute("data-more", left > 1);
}

function listen(me) {
  me.box.addEventListener("scroll", () => edge(me), { passive: true });
  new ResizeObserver(() => edge(me)).observe(me.box);
  me.box.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (!cell || event.target.matches("input")) return;
    move(me, ...cell.dataset.at.split(",").map(Number));
    open(me, me.at);
  });
  me.box.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    move(me, ...cell.dataset.at.split(",").map(Number));
    const [r, c] = me.at, last = me.cells[0].length - 1;
    const way = { ArrowUp: [r - 1, c], ArrowDown: [r + 1, c], ArrowLeft: [r, c - 1],
      ArrowRight: [r, c + 1], Home: [r, 0], End: [r, last] }[event.key];
    if (way) move(me, ...way);
    else if (event.key === "Enter" || event.key === " ") open(me, me.at);
    else if (event.key.length === 1) type(me, event.key);
    else return;
    event.preventDefault();
  });
}

// How many times somebody has scrolled, or typed: what they look at is theirs from then on.
let acts = 0;
for (const way of ["wheel", "touchmove", "keydown"]) {
  addEventListener(way, () => { acts += 1; }, { capture: true, passive: true });
}

// Below the table on a phone: the form that was opened is brought into sight, the focus stays.
// A page that is still being laid out moves it again: it is looked at until it stays in sight.
function reveal(me, tries = 0, calm = 0, since = acts) {
  const form = document.querySelector(".st-key-score_form");
  const top = form?.getBoundingClientRect().top;
  const isSeen = top >= 0 && top <= innerHeight - 160;
  // Its title, and what of the table is above it: the form may be taller than the screen.
  if (form && !isSeen) form.scrollIntoView({ block: "start" });
  const still = isSeen ? calm + 1 : 0;
  if (tries < 200 && still < 30 && acts === since) {
    setTimeout(() => reveal(me, tries + 1, still, since), 50);
  }
}

const shapeOf = ({ levers, criteria }) => JSON.stringify([levers, criteria]);

export default function ({ parentElement, data, setTriggerValue }) {
  let me = known.get(parentElement);
  if (!me) {
    // A form that is open already was asked for by the address: it is brought into sight too.
    const isAwaited = Boolean(data.open);
    me = { box: parentElement.querySelector(".scoretable"), at: [0, 0], turn: data.turn, typed: [], isAwaited };
    known.set(parentElement, me);
    listen(me);
  }
  // It belongs to one drawing of the page: the newest is the one that is heard.
  me.api = setTriggerValue;
  me.data = data;
  if (me.shape !== shapeOf(data)) {
    build(me);
    me.shape = shapeOf(data);
  }
  write(me);
  edge(me);
  mark(me, data.open);
  if (data.open && me.isAwaited) reveal(me);
  me.isAwaited = false;
  // Written: the keyboard is given back to the cell.
  if (data.turn !== me.turn && data.focus) move(me, ...data.focus);
  me.turn = data.turn;
  if (data.heard === me.last) me.typed = [];
}
