// What is typed and not sent yet outlives a reload: this tab keeps it until the server has it.
const EVERY_MS = 1000, SAID_MS = 15000;
// The page may draw this part again at any time: what is known of the fields outlives that.
const met = (document.draftFields ??= new WeakSet());
const lives = (document.drafts ??= {});

function fieldOf(key) {
  const named = key.replace(/[^a-zA-Z0-9_-]/g, "-"); // as the framework writes it
  const box = document.querySelector(`.st-key-${named}`);
  return box?.querySelector("textarea, input[type=text], input[type=number]")
    ?? box?.querySelector("[data-testid=stRadioGroup], [data-testid=stCheckbox]");
}

// What is chosen among options is kept as its place; none is -1.
const options = (field) => [...field.querySelectorAll("input")];
const valueOf = (field) => field.value ?? String(options(field).findIndex((one) => one.checked));

function kept(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}

function keep(name, drafts) {
  try {
    if (Object.keys(drafts).length) sessionStorage.setItem(name, JSON.stringify(drafts));
    else sessionStorage.removeItem(name);
  } catch { /* no room, or not allowed: nothing is kept, and nothing else fails */ }
}

function write(field, value) {
  if (field.value === undefined) {
    options(field)[value]?.click();
    return;
  }
  // React hears of a value only when it is set through the prototype; leaving the field sends it.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const leave = () => field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  setTimeout(leave, 100);
  // Whoever presses a button before that sends what stands there.
  for (const act of ["pointerdown", "keydown"]) document.addEventListener(act, leave, { capture: true, once: true });
}

// What was sent is back no more, nor is it said to be.
function forget(life, drafts, name) {
  delete drafts[name];
  if (life.back.delete(name) && !life.back.size) life.backUntil = 0;
}

function one(life, drafts, name, [key, base, form, times]) {
  const field = fieldOf(key);
  if (!field) return;
  // A form that was sent and is still there has new fields: what was typed in the old is done with.
  const renewed = (life.times[name] ?? times) !== times;
  if (renewed || (form && (life.keys[name] ?? key) !== key)) forget(life, drafts, name);
  life.keys[name] = key;
  life.times[name] = times;
  const draft = drafts[name], value = valueOf(field);
  if (life.aside.has(name)) return;
  const first = !met.has(field);
  met.add(field);
  if (first && draft && draft.typed !== value) {
    if (draft.base === base && value === base) {
      write(field, draft.typed);
      life.back.add(name);
      life.backUntil = Date.now() + SAID_MS;
    } else if (draft.base === base && value === "") {
      met.delete(field); // it has just come, and does not show yet what the server has of it
    } else {
      life.aside.set(name, draft.typed);
    }
  } else if (value === base) {
    delete drafts[name];
  } else if (draft?.typed !== value) {
    drafts[name] = { typed: value, base };
  }
}

function look(life, notice, data) {
  // What an earlier session left is on its way to the server: its fields are not there yet.
  if (Object.values(lives).some((other) => other.waits && other.session === data.session)) return;
  const drafts = kept(data.name);
  for (const [name, field] of Object.entries(data.fields)) one(life, drafts, name, field);
  // A field that is there no more was sent, or given up.
  for (const name of life.watched) if (!(name in data.fields)) forget(life, drafts, name);
  life.watched = new Set(Object.keys(data.fields));
  keep(data.name, drafts);
  say(life, notice, data);
}

function line(words, className) {
  return Object.assign(document.createElement("p"), { textContent: words, className });
}

// Somebody else wrote there since: the text is shown until its author has done with it.
function aside(life, data, name, typed) {
  const shown = line(`${data.other} ${typed}`, "warn");
  const shape = { type: "button", className: "act", textContent: data.forget };
  const done = Object.assign(document.createElement("button"), shape);
  done.addEventListener("click", () => {
    const drafts = kept(data.name);
    delete drafts[name];
    keep(data.name, drafts);
    life.aside.delete(name);
    shown.remove();
  });
  shown.append(" ", done);
  return shown;
}

function say(life, notice, data) {
  const back = Date.now() < (life.backUntil ?? 0);
  const told = JSON.stringify([back, ...life.aside]);
  if (notice.dataset.told === told) return;
  notice.dataset.told = told;
  notice.replaceChildren(...(back ? [line(data.back, "note")] : []),
    ...[...life.aside].map(([name, typed]) => aside(life, data, name, typed)));
}

// What the server knows of the forms (which are open, what is chosen) is kept for the next session,
// and given to it once: this document meets it, before anything of its own is kept.
const named = (data) => `${data.name}:values`;

function values(life, data, give) {
  if (life.session !== data.session) {
    Object.assign(life, { session: data.session, keys: {}, times: {}, watched: new Set() });
    const before = kept(named(data));
    life.waits = data.gives && !data.given && Object.keys(before).length > 0;
    if (life.waits) give(before);
  }
  if (life.waits && data.given) {
    life.waits = false;
    if (data.returned) life.backUntil = Date.now() + SAID_MS;
  }
  if (!life.waits) keep(named(data), data.values);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const life = (lives[data.name] ??= { aside: new Map(), back: new Set() });
  // The framework draws what it is about to take away again, and does not end the call before when
  // it has other data: only the latest looks at the fields.
  if (life.session === data.session && data.at < life.at) return;
  life.at = data.at;
  life.stop?.();
  values(life, data, (before) => setTriggerValue("left", before));
  const notice = parentElement.querySelector("[role=status]");
  const often = () => look(life, notice, data);
  often(); // a field that was sent is forgotten before it is there again, empty
  const timer = setInterval(often, EVERY_MS);
  // A field may be made again at any moment, empty: each character is kept as it is typed.
  document.addEventListener("input", often);
  window.addEventListener("pagehide", often);
  const stop = life.stop = () => {
    clearInterval(timer);
    document.removeEventListener("input", often);
    window.removeEventListener("pagehide", often);
  };
  return () => {
    stop();
    // Gone before the server had it: the next time.
    if (life.stop === stop && life.waits) Object.assign(life, { waits: false, session: null });
  };
}
