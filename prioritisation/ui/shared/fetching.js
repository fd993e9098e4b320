// A click fetches a file, says what becomes of it and hands it over: of what a plain link gets,
// nothing could be said. Put before the scripts that use it.
const PATIENCE = 100000;

function element(name, className, label = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = label;
  return made;
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
  // Not at once: a browser may read it a while after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// What is told is a sentence, and whether it says that nothing comes. One file at a time: a click
// while its state is busy asks for nothing.
async function fetched(state, address, words, tell) {
  if (state.busy) return;
  state.busy = true;
  tell(words.making, false);
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE);
  try {
    const asked = { headers: { Accept: "text/plain" }, signal: giveUp.signal };
    const response = await fetch(address, asked);
    if (!response.ok) await failure(response);
    const blob = await response.blob();
    hand(blob, nameOf(response));
    tell(words.done(blob.size), false);
  } catch (error) {
    // A cut line or a lost patience has another name.
    const ours = error.name === "Error" && error.message;
    tell(ours ? error.message : words.lost, true);
  } finally {
    clearTimeout(timer);
    state.busy = false;
  }
}

// Another tab or window, or a file under another name: the browser's own business.
const meantOtherwise = (event) => event.ctrlKey || event.metaKey || event.shiftKey;
