// A button that copies a link which is shown once: a phone has no pointer to find another by.
export default function ({ parentElement, data }) {
  const place = parentElement.querySelector(".copying");
  place.__data = data;
  // Built once: drawn again, the part keeps its button, and the focus in it.
  if (place.firstChild) return;
  const button = document.createElement("button"), status = document.createElement("span");
  button.type = "button";
  button.textContent = data.words.copy;
  status.className = "said";
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const { link, words } = place.__data;
    try {
      await copy(link);
      status.textContent = words.copied;
    } catch {
      window.prompt(words.copyByHand, link);
    }
  });
  place.append(button, status);
}
