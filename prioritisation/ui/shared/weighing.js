// The weights, and the bars that follow them while a hand moves one (docs/adr/0036).
// Names, ranks, shares and the order are the server's: they settle when the hand is gone, and the
// server has answered all that was moved. Texts are data: never read as HTML.
const NEAR_LEFT = 30, NEAR_RIGHT = 70;
const known = new WeakMap();

function totals(low, high, points) {
  const whole = points.reduce((sum, one) => sum + one, 0);
  const weights = points.map((one) => (whole ? one / whole : 0));
  const parts = (rows) => rows.map((row) => row.map((value, j) => value * weights[j]));
  const sums = (rows) => rows.map((row) => row.reduce((sum, one) => sum + one, 0));
  const [lows, highs] = [parts(low), parts(high)];
  return { weights, lows, highs, low: sums(lows), high: sums(highs) };
}

function put(into, name, css = "", text = "") {
  const made = document.createElement(name);
  made.className = css;
  made.textContent = text;
  into.append(made);
  return made;
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const isFree = (me) => !me.hands.size && !me.moved.size && !me.unanswered.length;

function commit(me) {
  if (!me.moved.size) return;
  // What the server has not answered yet is sent again: of two acts it may hear the last only.
  me.seq += 1;
  me.unanswered.push({ seq: me.seq, moved: [...me.moved] });
  me.moved.clear();
  const moved = Object.fromEntries(me.unanswered.flatMap((one) => one.moved));
  me.api("commit", { seq: me.seq, moved });
}

function move(me, j, points) {
  me.points[j] = points;
  me.moved.set(me.data.criteria[j].id, points);
  draw(me);
}

// « Back » takes with it what was not sent yet: sent after it, it would be added to what one went to.
function forget(me) {
  me.moved.clear();
  me.late ??= me.data;
  settle(me);
}

function letGo(me, j) {
  if (!me.hands.delete(j)) return;
  // The browser says that the value changed after it says that the pointer is gone, or not at all.
  setTimeout(() => { commit(me); settle(me); });
}

function listen(me, input, j) {
  // A key that is held changes the value again and again, as a pointer does: it is told once let go.
  for (const held of ["pointerdown", "keydown"]) {
    input.addEventListener(held, ({ button }) => { if (!button) me.hands.add(j); });
  }
  // A menu, another window or another field may keep the end of the move to itself.
  for (const gone of ["pointerup", "pointercancel", "lostpointercapture", "contextmenu", "keyup", "blur"]) {
    input.addEventListener(gone, () => letGo(me, j));
  }
  input.addEventListener("input", () => move(me, j, Number(input.value)));
  input.addEventListener("change", () => { if (!me.hands.size) commit(me); });
}

function buildWeights(me) {
  const { criteria, words } = me.data;
  const title = put(me.weights, "h2", "", words.title);
  title.id = "weights_title";
  me.inputs = criteria.map((criterion, j) => {
    const box = put(me.weights, "div", `weight c${criterion.place}`);
    const head = put(box, "div", "wh");
    put(head, "b", "sw");
    const name = put(head, "span");
    name.dir = "auto";
    const share = put(head, "strong");
    const input = put(box, "input");
    Object.assign(input, { type: "range", min: 0, max: me.data.most, step: 1 });
    const range = put(box, "p", "range");
    range.id = `range_${j}`;
    input.setAttribute("aria-describedby", range.id);
    listen(me, input, j);
    return { input, name, share, range };
  });
  me.reset = put(me.weights, "button", "act", words.reset);
  me.reset.type = "button";
  me.reset.addEventListener("click", () => {
    me.points.forEach((_, j) => move(me, j, me.data.start));
    commit(me);
  });
}

function buildBars(me) {
  const { criteria, levers, words } = me.data;
  if (!levers.length) return;
  const legend = put(me.bars, "p", "key legend");
  me.legend = criteria.map((criterion) => {
    const entry = put(legend, "span");
    put(entry, "b", `sw c${criterion.place}`);
    return put(entry, "span");
  });
  me.picture = put(me.bars, "div", "bars");
  me.picture.setAttribute("role", "img");
  const head = put(me.picture, "div", "row head");
  put(head, "span", "", words.rank);
  put(head, "span", "", words.lever);
  me.scale = put(head, "span", "scale");
  me.mark = put(me.scale, "i", "", words.toReach);
  put(head, "span", "end", words.points);
  me.rows = levers.map(() => {
    const row = put(me.picture, "div", "row");
    const [rank, name, bar, points] = ["rk", "nm", "bar", "end"].map((css) => put(row, "span", css));
    name.dir = "auto";
    const pieces = ["", " chk", " u"].map((css) => criteria.map(({ place }) => put(bar, "b", `c${place}${css}`)));
    return { row, rank, name, points, pieces, line: put(bar, "i") };
  });
  const key = put(me.bars, "p", "key");
  [["sw ink", words.sure], ["sw ink chk", words.checked], ["sw ink u", words.uncertain]].forEach(([css, text]) => {
    const entry = put(key, "span");
    put(entry, "b", css);
    entry.append(text);
  });
}

// What decides the elements that there are; everything else is written into them.
const shapeOf = ({ criteria, levers }) => JSON.stringify(
  [criteria.map(({ id, place }) => [id, place]), levers.length],
);

function build(me) {
  const focus = me.inputs.findIndex(({ input }) => input === document.activeElement);
  const id = focus < 0 ? null : me.built[focus];
  me.weights.replaceChildren();
  me.bars.replaceChildren();
  me.rows = [];
  buildWeights(me);
  buildBars(me);
  me.built = me.data.criteria.map((criterion) => criterion.id);
  me.inputs[me.built.indexOf(id)]?.input.focus();
}

function writeWords(me) {
  const { criteria, levers, isEqual, alternative } = me.data;
  criteria.forEach((criterion, j) => {
    const { input, name, share, range } = me.inputs[j];
    write(name, criterion.name);
    write(share, criterion.share);
    write(range, criterion.range);
    input.setAttribute("aria-label", criterion.label);
    if (me.legend) write(me.legend[j], criterion.name);
  });
  me.reset.hidden = !criteria.length;
  // It keeps its place: what is below does not move under the hand.
  me.reset.style.visibility = isEqual ? "hidden" : "";
  if (!levers.length) return;
  me.picture.setAttribute("aria-label", alternative);
  me.picture.style.setProperty("--rank", me.data.rankWidth);
  levers.forEach((lever, i) => {
    const { row, rank, name } = me.rows[i];
    row.className = lever.isOut ? "row out" : "row";
    write(rank, lever.rank);
    write(name, lever.name);
    name.title = lever.title;
  });
}

// The server's answer, once nobody holds a weight and it answers the last act.
function settle(me) {
  if (!me.late || !isFree(me)) return;
  me.data = me.late;
  me.late = null;
  if (me.shape !== shapeOf(me.data)) {
    me.legend = null;
    build(me);
    me.shape = shapeOf(me.data);
  }
  me.points = me.data.criteria.map((criterion) => criterion.points);
  writeWords(me);
  paint(me);
}

// One drawing a frame at most.
function draw(me) {
  me.frame ||= requestAnimationFrame(() => paint(me));
}

function figures(me, low, high) {
  const { digits, words } = me.data;
  const [first, last] = [low, high].map((one) => (100 * one).toFixed(digits).replace(".", ","));
  return first === last ? first : words.span.replace("{low}", first).replace("{high}", last);
}

function paint(me) {
  cancelAnimationFrame(me.frame);
  me.frame = 0;
  const { criteria, levers, most, words } = me.data;
  const made = totals(levers.map((one) => one.low), levers.map((one) => one.high), me.points);
  me.inputs.forEach(({ input }, j) => {
    const at = Math.round(me.points[j]), share = Math.round(100 * made.weights[j]);
    if (Number(input.value) !== at) input.value = at;
    input.style.setProperty("--at", at / most);
    const said = words.said.replace("{points}", at).replace("{share}", share);
    input.setAttribute("aria-valuetext", said);
  });
  if (!me.rows.length) return;
  const reach = 100 * Math.max(...made.low);
  const isSettled = criteria.every((criterion, j) => criterion.points === me.points[j]);
  me.mark.style.left = `${reach}%`;
  me.scale.className = `scale${reach > NEAR_RIGHT ? " right" : ""}${reach < NEAR_LEFT ? " start" : ""}`;
  me.rows.forEach(({ points, pieces, line }, i) => {
    // As ``bar_parts`` does: a score to check may be anything up to all the weight.
    const { doubted } = levers[i], low = made.lows[i];
    const ends = [
      low.map((one, j) => (doubted[j] ? 0 : one)),
      low.map((one, j) => (doubted[j] ? one : 0)),
      made.highs[i].map((one, j) => (doubted[j] ? made.weights[j] : one) - low[j]),
    ];
    pieces.forEach((list, k) => list.forEach((piece, j) => {
      piece.style.width = `${100 * ends[k][j]}%`;
      piece.hidden = ends[k][j] < 1e-11;
    }));
    line.style.left = `${reach}%`;
    write(points, isSettled ? levers[i].points : figures(me, made.low[i], made.high[i]));
  });
}

export default function ({ parentElement, data, setStateValue }) {
  let me = known.get(parentElement);
  if (!me) {
    const [weights, bars] = [".weights", ".ranking"].map((one) => parentElement.querySelector(one));
    me = { weights, bars, inputs: [], rows: [], hands: new Set(), frame: 0, seq: data.seq,
      moved: new Map(), unanswered: [] };
    me.back = () => forget(me);
    me.away = () => [...me.hands].forEach((j) => letGo(me, j));
    known.set(parentElement, me);
  }
  addEventListener("popstate", me.back);
  addEventListener("blur", me.away);
  // It belongs to one drawing of the page: the newest is the one that is heard.
  me.api = setStateValue;
  me.late = data;
  me.unanswered = me.unanswered.filter((one) => one.seq > data.seq);
  settle(me);
  return () => {
    removeEventListener("popstate", me.back);
    removeEventListener("blur", me.away);
  };
}
