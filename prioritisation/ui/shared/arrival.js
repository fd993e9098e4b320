// A link to a part of the page arrives before the part is drawn: go there once it is.
const READY = "[data-testid=stApp][data-test-script-state=notRunning]";
const EVERY_MS = 100, TRIES = 100;

export default function ({ parentElement }) {
  const asked = location.hash.slice(1);
  if (!asked || parentElement.arrived === asked) return undefined;
  parentElement.arrived = asked;
  let left = TRIES;
  const timer = setInterval(() => {
    const part = document.getElementById(asked);
    left -= 1;
    // Before the page is at rest, what is drawn above would push the part away.
    if (left > 0 && !(part && document.querySelector(READY))) return;
    clearInterval(timer);
    part?.scrollIntoView();
  }, EVERY_MS);
  return () => clearInterval(timer);
}
