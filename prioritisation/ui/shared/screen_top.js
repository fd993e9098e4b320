// Another screen of a page begins at its top: the button that leads there is at the end of the last.
export default function ({ parentElement, data }) {
  const before = parentElement.screen;
  parentElement.screen = data.screen;
  if (before === undefined || before === data.screen) return;
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
}
