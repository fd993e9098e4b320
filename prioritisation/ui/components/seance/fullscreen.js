// Full screen at a click; the button goes away while it is on.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  const hide = () => { button.hidden = Boolean(document.fullscreenElement); };
  button.onclick = () => document.documentElement.requestFullscreen?.();
  hide();
  document.addEventListener("fullscreenchange", hide);
  return () => document.removeEventListener("fullscreenchange", hide);
}
