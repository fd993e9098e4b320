// Given again for a moment: a dialog that opens gives the focus to whatever comes first in it.
export default function ({ data, parentElement }) {
  if (parentElement.focused) return;
  parentElement.focused = true;
  const timers = [0, 100, 300, 600].map((wait) =>
    setTimeout(() => document.querySelector(data.target)?.focus(), wait));
  return () => timers.forEach(clearTimeout);
}
