// A browser that this server does not know yet is given its mark, in a cookie that no script reads:
// what it sends or makes here is then its own, a page that is loaded again included.
export default function ({ parentElement, data }) {
  const place = parentElement.querySelector("span");
  if (!data.ticket || place.__asked === data.ticket) return;
  place.__asked = data.ticket;
  fetch(data.address, { method: "POST", headers: { "X-Billet": data.ticket } }).catch(() => {
    place.__asked = "";
  });
}
