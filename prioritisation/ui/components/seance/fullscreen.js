// Full screen at a click. The button is there while somebody moves the mouse or types, then goes.
const SHOWN_MS = 5000;

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = () => document.documentElement.requestFullscreen?.();
  let timer;
  const wake = () => {
    button.hidden = Boolean(document.fullscreenElement);
    clearTimeout(timer);
    timer = setTimeout(() => { button.hidden = true; }, SHOWN_MS);
  };
  const moments = ["mousemove", "keydown", "touchstart", "fullscreenchange"];
  moments.forEach((moment) => document.addEventListener(moment, wake));
  wake();
  return () => {
    clearTimeout(timer);
    moments.forEach((moment) => document.removeEventListener(moment, wake));
  };
}
