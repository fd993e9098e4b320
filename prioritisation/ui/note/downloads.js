// Links to documents: a click fetches, says what becomes of it, and hands the file over.

async function get(row, words) {
  const told = { ...words, done: () => words.done };
  await fetched(row, row.link.href, told, (said, wrong) => {
    row.said.className = wrong ? "said wrong" : "said";
    row.said.textContent = said;
  });
}

function built(told, state) {
  const line = element("li", "download");
  const link = element("a", "act", told.name);
  link.setAttribute("download", "");
  const said = element("span", "said");
  said.setAttribute("role", "status");
  const row = { link, said, busy: false };
  link.addEventListener("click", (event) => {
    if (meantOtherwise(event)) return;
    event.preventDefault();
    get(row, state.data.words);
  });
  link.title = told.what;
  line.append(link, said);
  state.rows.push({ link, document: told.document });
  return line;
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".downloads");
  const state = (root.__state ??= { rows: [] });
  state.data = data;
  if (!state.rows.length) {
    const list = element("ul", "downloadlist");
    list.append(...data.rows.map((told) => built(told, state)));
    root.replaceChildren(list);
  }
  for (const row of state.rows) {
    row.link.setAttribute("href", `${data.address}/${row.document}${data.query}`);
  }
}
