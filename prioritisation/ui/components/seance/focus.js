// The safe answer has the focus: a dialog gives it to whatever comes first, a moment later.
export default function ({ data, parentElement }) {
  if (parentElement.focused) return;
  parentElement.focused = true;
  const timers = [0, 100, 300, 600].map((wait) =>
    setTimeout(() => document.querySelector(data.target)?.focus(), wait));
  return () => timers.forEach(clearTimeout);
}
