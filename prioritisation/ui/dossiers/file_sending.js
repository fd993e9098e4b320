// A file is dropped or picked, and sent as it is; the page is told what it is kept under.
// One that is dropped beside the zone is taken too: the browser would leave the page to show it.
const LOST = 0;

function part(name, className, label = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = label;
  return made;
}

function megabytes(size, words) {
  return words.megabytes.replace("{n}", (size / 1e6).toLocaleString("fr", { maximumFractionDigits: 1 }));
}

function tell(me, sentence, wrong = false) {
  me.line.className = wrong ? "tolduser wrong" : "tolduser";
  me.line.textContent = sentence;
}

function finish(me, request) {
  me.bar.hidden = true;
  me.busy = false;
  let answer = {};
  try {
    answer = JSON.parse(request.responseText);
  } catch {
    answer = {};
  }
  if (request.status !== 201 || !answer.token) {
    tell(me, answer.message || me.data.words.lost, true);
    return;
  }
  tell(me, me.data.words.reading);
  me.send("sent", { token: answer.token, n: Date.now() });
}

function carry(me, file) {
  const { words, largest, address } = me.data;
  if (!file || me.busy) return;
  if (file.size > largest) {
    tell(me, words.tooLarge.replace("{size}", megabytes(file.size, words)), true);
    return;
  }
  if (!file.size) {
    tell(me, words.empty, true);
    return;
  }
  me.busy = true;
  me.bar.hidden = false;
  me.bar.value = 0;
  tell(me, words.sending);
  const request = new XMLHttpRequest();
  request.open("POST", address);
  request.setRequestHeader("X-Nom", encodeURIComponent(file.name.slice(0, 200)));
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) me.bar.value = event.loaded / event.total;
  };
  request.onload = () => finish(me, request);
  request.onerror = () => finish(me, { status: LOST, responseText: "" });
  request.send(file);
}

function listen(me) {
  const holds = (event) => me.root.isConnected && [...(event.dataTransfer?.types ?? [])].includes("Files");
  let over = 0;
  const light = (on) => me.zone.toggleAttribute("data-over", on);
  const heard = {
    dragenter: (event) => { if (holds(event)) { over += 1; light(true); } },
    dragleave: (event) => { if (holds(event)) { over -= 1; light(over > 0); } },
    dragover: (event) => { if (holds(event)) event.preventDefault(); },
    drop: (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      over = 0;
      light(false);
      carry(me, event.dataTransfer.files[0]);
    },
  };
  for (const [name, act] of Object.entries(heard)) document.addEventListener(name, act);
  return () => {
    for (const [name, act] of Object.entries(heard)) document.removeEventListener(name, act);
  };
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".sending");
  const me = (root.__state ??= { root });
  me.data = data;
  me.send = setTriggerValue;
  if (!me.line) {
    me.zone = part("label", "dropzone");
    const field = part("input", "offscreen");
    field.type = "file";
    field.accept = data.accept;
    field.addEventListener("change", () => {
      carry(me, field.files[0]);
      // The same file, corrected, is then another choice.
      field.value = "";
    });
    me.zone.append(part("span", "", data.words.drop), part("span", "pick", data.words.pick), field);
    me.bar = part("progress", "");
    me.bar.max = 1;
    me.bar.hidden = true;
    me.bar.setAttribute("aria-label", data.words.sending);
    me.line = part("p", "tolduser");
    me.line.setAttribute("role", "status");
    root.replaceChildren(me.zone, me.bar, me.line);
  }
  // The page is about another file: what was told of the one before is over.
  if (me.about !== data.about && !me.busy) tell(me, "");
  me.about = data.about;
  me.deaf ??= listen(me);
  return () => {
    me.deaf();
    me.deaf = undefined;
  };
}
