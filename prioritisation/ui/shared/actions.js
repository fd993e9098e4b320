// Copy the link, save the picture, full screen, print.
async function copy(link) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(link);
    return;
  }
  // Over plain HTTP on a local network there is no clipboard API.
  const area = element("textarea", "offscreen", link);
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("copy refused");
}

function build(root, words, state) {
  const status = element("span", "said");
  status.setAttribute("role", "status");
  const say = (text, { stays = false, wrong = false } = {}) => {
    status.textContent = text;
    status.className = wrong ? "said wrong" : "said";
    clearTimeout(state.timer);
    if (!stays) state.timer = setTimeout(() => { status.textContent = ""; }, 4000);
  };
  const link = () => `${location.origin}${location.pathname}?${state.query}`;
  const button = (label, act) => {
    const made = element("button", "act", label);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };
  const copyLink = button(words.copy, () => copy(link()).then(() => say(words.copied), () => {
    window.prompt(words.copyByHand, link());
  }));
  const picture = element("a", "act", words.picture);
  picture.setAttribute("download", words.file);
  picture.addEventListener("click", async (event) => {
    if (meantOtherwise(event)) return;
    event.preventDefault();
    const told = { ...words, done: () => words.saved };
    await fetched(state, picture.href, {}, told, (text, wrong) => {
      say(text, { stays: wrong || text === words.making, wrong });
    });
  });
  const full = button(words.full, () => (document.fullscreenElement
    ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
  full.classList.add("wide-only");
  const print = button(words.print, () => window.print());
  print.classList.add("wide-only");
  root.replaceChildren(copyLink, picture, full, print, status);
  state.picture = picture;
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".acts");
  const state = (root.__state ??= {});
  state.query = data.query;
  // Built once: drawn again, the part keeps its buttons, and the focus in one of them.
  if (!state.picture) build(root, data.words, state);
  state.picture.setAttribute("href", `/classement.png?${data.query}`);
}
