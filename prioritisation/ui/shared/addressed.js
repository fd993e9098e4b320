// What the server wrote in the address before it heard of « Back » may reach the browser after it
// has gone back: the page then is that of the address gone back to, which is written again.
const life = (document.addressed ??= {});

export default function ({ data }) {
  if (!life.listens) {
    life.listens = true;
    addEventListener("popstate", () => { life.gone = location.href; });
  }
  // The browser may call this again with what it was told before: each time it is done once.
  if (life.done === data.time) return;
  life.done = data.time;
  // Still there, or gone back once more: the page of that address is on its way.
  if (data.shown === null || !life.gone || location.href === life.gone) return;
  const shown = new URLSearchParams(data.shown).toString();
  if (new URLSearchParams(location.search).toString() === shown) return;
  history.replaceState(history.state, "", location.pathname + (shown && `?${data.shown}`));
}
