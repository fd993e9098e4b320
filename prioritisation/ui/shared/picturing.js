// The projector's form of the page as a picture of 1920 by 1080 pixels, always light: drawn here of
// the very HTML that full screen shows, so that neither can show what the other does not.
const WIDE = 1920, HIGH = 1080;
const FACES = [[400, "/fonts/FiraSans-Regular.woff2"], [600, "/fonts/FiraSans-SemiBold.woff2"]];

// It comes last: whoever is quicker waits for it.
async function projected() {
  const look = () => document.querySelector(".st-key-projected .proj");
  for (let left = 40; left && !look(); left -= 1) await new Promise((then) => { setTimeout(then, 100); });
  return look();
}

async function asData(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error("");
  const bytes = new Uint8Array(await response.arrayBuffer());
  let letters = "";
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return `data:font/woff2;base64,${btoa(letters)}`;
}

// An image reads nothing from elsewhere: its style and its letters are put into it.
async function styleOfPictures() {
  const sheets = [...document.querySelectorAll("style")].map((one) => one.textContent);
  const faces = await Promise.all(FACES.map(async ([weight, address]) => (
    `@font-face { font-family: "Fira Sans"; font-weight: ${weight}; src: url("${await asData(address)}") format("woff2"); }`
  )));
  return [...faces, ...sheets.filter((words) => words.includes(".proj {"))].join("\n");
}

async function pictureOfPage() {
  const box = element("div", ""), style = element("style", "", await styleOfPictures());
  box.lang = document.documentElement.lang;
  box.style.cssText = `color-scheme: light; --u: 1px; width: ${WIDE}px; height: ${HIGH}px`;
  box.append(style, (await projected()).cloneNode(true));
  const inside = new XMLSerializer().serializeToString(box);
  const size = `width="${WIDE}" height="${HIGH}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><foreignObject ${size}>${inside}</foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = element("canvas", "");
  canvas.width = WIDE;
  canvas.height = HIGH;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return new Promise((give, refuse) => {
    canvas.toBlob((blob) => (blob ? give(blob) : refuse(new Error(""))), "image/png");
  });
}
