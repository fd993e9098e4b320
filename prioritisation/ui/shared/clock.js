// The time left, second by second. At its end nothing happens: people close the round.
export default function ({ data, parentElement }) {
  const box = parentElement.querySelector("[role=timer]");
  // From what is left, not from an hour: clocks differ.
  const end = Date.now() + data.left;
  const two = (n) => String(n).padStart(2, "0"), whole = Math.floor;
  const draw = () => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    const words = left
      // As the projector says it: both stand side by side.
      ? (left >= 3600 ? `${whole(left / 3600)} h ${two(whole(left / 60) % 60)}`
        : left >= 60 ? `${whole(left / 60)} min ${two(left % 60)}` : `${left} s`)
      : data.over;
    box.firstElementChild.textContent = words;
    // What the room sees goes on counting in its small picture too.
    const seen = document.querySelectorAll(".thumb .p-timer > :first-child");
    seen.forEach((one) => { one.textContent = words; });
    box.lastElementChild.textContent = data.note;
  };
  draw();
  const timer = setInterval(draw, 1000);
  return () => clearInterval(timer);
}
