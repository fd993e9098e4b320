// What can be done with the page, folded in one menu: copy its link, save its picture, show its
// projector's form full screen, print.
function closesOutside(menu) {
  const close = (event) => {
    if (!menu.isConnected) {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    } else if (event.key === "Escape" || (event.type === "pointerdown" && !menu.contains(event.target))) {
      menu.open = false;
    }
  };
  document.addEventListener("pointerdown", close);
  document.addEventListener("keydown", close);
}

function build(menu, words, state) {
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
    await fetched(state, picture.href, told, (text, wrong) => {
      say(text, { stays: wrong || text === words.making, wrong });
    });
  });
  const drawn = button(words.picture, async () => {
    say(words.making, { stays: true });
    try {
      hand(await pictureOfPage(), state.file);
      say(words.saved);
    } catch {
      say(words.lost, { stays: true, wrong: true });
    }
  });
  const full = button(words.full, () => {
    menu.open = false;
    return projected().then((picture) => picture.closest(".st-key-projected").requestFullscreen());
  });
  full.classList.add("wide-only");
  full.hidden = !document.fullscreenEnabled;
  const print = button(words.print, () => { menu.open = false; window.print(); });
  print.classList.add("wide-only");
  const needs = element("p", "needs", `${words.needs} `);
  const give = element("a", "", words.give);
  give.target = "_self";
  needs.append(give);
  const acts = element("div", "acts");
  acts.append(copyLink, needs, picture, drawn, full, print, status);
  menu.append(element("summary", "", words.share), acts);
  closesOutside(menu);
  state.picture = picture;
  state.drawn = drawn;
  state.needs = needs;
  state.give = give;
}

export default function ({ parentElement, data }) {
  const menu = parentElement.querySelector(".share");
  const state = (menu.__state ??= {});
  state.query = data.query;
  // Built once: drawn again, the part keeps its buttons, and the focus in one of them.
  if (!state.picture) build(menu, data.words, state);
  state.file = data.file;
  state.picture.hidden = !data.pictured;
  state.drawn.hidden = data.pictured;
  // Whoever has no link of a dossier is not let in by the address of its pages.
  state.needs.hidden = !data.giving;
  state.give.href = data.giving;
  state.picture.setAttribute("href", `/documents/projet/png?${data.query}`);
}
