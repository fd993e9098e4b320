// Put before the scripts that copy a link.
async function copy(link) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(link);
    return;
  }
  // Over plain HTTP on a local network there is no clipboard API.
  const area = document.createElement("textarea");
  area.className = "offscreen";
  area.value = link;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("copy refused");
}
