// A file that somebody picks is read here, made small, and told to the page: nothing is kept.
const MOST = 900000; // letters; the line takes a million at once

function piece(name, className, label = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = label;
  return made;
}

async function small(file) {
  const packed = file.stream().pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let letters = "";
  for (let k = 0; k < bytes.length; k += 8192) {
    letters += String.fromCharCode(...bytes.subarray(k, k + 8192));
  }
  return btoa(letters);
}

async function carry(state, file) {
  const words = state.data.words;
  const tell = (sentence, wrong) => {
    state.line.className = wrong ? "said wrong" : "said";
    state.line.textContent = sentence;
  };
  if (file.size > state.data.largest) {
    tell(words.tooLarge, true);
    return;
  }
  tell(words.reading, false);
  try {
    const content = await small(file);
    if (content.length > MOST) {
      tell(words.tooLarge, true);
      return;
    }
    tell("", false);
    state.send("file", { name: file.name.slice(0, 200), content });
  } catch {
    tell(words.unread, true);
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".carrying");
  const state = (root.__state ??= {});
  state.data = data;
  state.send = setTriggerValue;
  if (state.line) return;
  const label = piece("label", "pickfile", data.words.pick);
  const field = piece("input", "offscreen");
  field.type = "file";
  field.accept = ".json";
  field.addEventListener("change", () => {
    if (field.files[0]) carry(state, field.files[0]);
    // The same file, corrected, is then another choice.
    field.value = "";
  });
  label.append(field);
  state.line = piece("span", "said");
  state.line.setAttribute("role", "status");
  root.replaceChildren(label, state.line);
}
