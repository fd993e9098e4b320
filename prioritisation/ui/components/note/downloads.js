// Links to documents: a click fetches, says what becomes of it, and hands the file over.
const PATIENCE = 100000;

function element(name, className, label) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = label || "";
  return made;
}

function sized(bytes, words) {
  const big = bytes >= 1e6;
  const n = big ? bytes / 1e6 : Math.max(1, Math.round(bytes / 1e3));
  const shown = n.toLocaleString("fr-FR", { maximumFractionDigits: big ? 1 : 0 });
  return (big ? words.megabytes : words.kilobytes).replace("{n}", shown);
}

function nameOf(response) {
  const found = /filename="([^"]*)"/.exec(response.headers.get("Content-Disposition") || "");
  return found ? found[1] : "document";
}

async function failure(response) {
  const said = await response.text();
  const plain = (response.headers.get("Content-Type") || "").startsWith("text/plain");
  throw new Error(plain ? said : "");
}

function hand(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function get(row, words, options) {
  if (row.busy) return;
  row.busy = true;
  row.said.className = "said";
  row.said.textContent = words.making;
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE);
  try {
    const asked = { headers: { Accept: "text/plain" }, signal: giveUp.signal, ...options };
    const response = await fetch(row.link.href, asked);
    if (!response.ok) await failure(response);
    const blob = await response.blob();
    hand(blob, nameOf(response));
    row.said.textContent = words.done.replace("{size}", sized(blob.size, words));
  } catch (error) {
    const ours = error.name === "Error" && error.message;
    row.said.className = "said wrong";
    row.said.textContent = ours ? error.message : words.lost;
  } finally {
    clearTimeout(timer);
    row.busy = false;
  }
}

function template(row, data) {
  const words = data.words;
  const label = element("label", "act template", words.template);
  const file = element("input", "offscreen");
  file.type = "file";
  file.accept = ".docx,.dotx";
  file.addEventListener("change", () => {
    const chosen = file.files[0];
    if (!chosen) return;
    if (chosen.size > data.largest) {
      row.said.className = "said wrong";
      row.said.textContent = words.tooLarge;
    } else {
      get(row, words, { method: "POST", body: chosen });
    }
    file.value = "";
  });
  label.append(file);
  label.title = words.templateHelp;
  return [label, element("p", "thin", words.templateHelp)];
}

function built(told, data, state) {
  const line = element("li", "download");
  const link = element("a", "act", told.name);
  link.setAttribute("download", "");
  const said = element("span", "said");
  said.setAttribute("role", "status");
  const row = { link, said, busy: false };
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    get(row, state.data.words);
  });
  line.append(link, element("span", "what", told.what), said);
  if (told.document === "docx") line.append(...template(row, data));
  state.rows.push({ link, document: told.document });
  return line;
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".downloads");
  const state = (root.__state ??= { rows: [] });
  state.data = data;
  if (!state.rows.length) {
    const list = element("ul", "downloadlist");
    list.append(...data.rows.map((told) => built(told, data, state)));
    root.replaceChildren(list);
  }
  for (const row of state.rows) {
    row.link.setAttribute("href", `${data.address}/${row.document}${data.query}`);
  }
}
