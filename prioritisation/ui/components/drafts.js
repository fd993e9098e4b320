// What is typed and not sent yet outlives a reload: this tab keeps it until the server has it.
const EVERY_MS = 1000;
const met = (document.draftFields ??= new WeakSet());

function fieldOf(key) {
  return document.querySelector(`.st-key-${CSS.escape(key)} :is(textarea, input[type="text"])`);
}

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
  // React hears of a value only when it is set through the prototype; leaving the field sends it.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  setTimeout(() => field.dispatchEvent(new FocusEvent("focusout", { bubbles: true })), 100);
}

function line(words, className) {
  const made = document.createElement("p");
  made.textContent = words;
  made.className = className;
  return made;
}

// Somebody else wrote there since: the text is shown, and kept until its author has done with it.
function aside(state, key, typed) {
  if (state.aside.has(key)) return;
  const shown = line(`${state.data.other} ${typed}`, "warn");
  const done = document.createElement("button");
  done.type = "button";
  done.className = "act";
  done.textContent = state.data.forget;
  done.addEventListener("click", () => {
    const drafts = kept(state.data.name);
    delete drafts[key];
    keep(state.data.name, drafts);
    shown.remove();
    state.aside.delete(key);
  });
  shown.append(" ", done);
  state.aside.add(key);
  state.notice.append(shown);
}

function one(state, drafts, key, base) {
  const field = fieldOf(key);
  const draft = drafts[key];
  if (!field || state.aside.has(key)) return;
  const first = !met.has(field);
  met.add(field);
  if (first && draft && draft.typed !== field.value) {
    if (draft.base !== base || field.value !== base) {
      aside(state, key, draft.typed);
    } else {
      write(field, draft.typed);
      state.notice.replaceChildren(line(state.data.back, "note"));
    }
  } else if (field.value === base) {
    delete drafts[key];
  } else if (draft?.typed !== field.value) {
    drafts[key] = { typed: field.value, base };
  }
}

function look(state) {
  const { name, fields } = state.data;
  const drafts = kept(name);
  for (const [key, base] of Object.entries(fields)) one(state, drafts, key, base);
  for (const key of state.watched) if (!(key in fields)) delete drafts[key];
  state.watched = new Set(Object.keys(fields));
  keep(name, drafts);
}

export default function ({ data, parentElement }) {
  const state = (parentElement.drafts ??= { watched: new Set(), aside: new Set() });
  state.data = data;
  state.notice = parentElement.querySelector("[role=status]");
  const often = () => look(state);
  const timer = setInterval(often, EVERY_MS);
  window.addEventListener("pagehide", often);
  return () => {
    clearInterval(timer);
    window.removeEventListener("pagehide", often);
  };
}
