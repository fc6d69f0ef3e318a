// Who starts anew may be somebody else at the same computer: notes from before go, unless they are kept by hand.
const offer = document.querySelector("[data-notes]");
const held = (() => {
  try {
    return Object.keys(window.sessionStorage).filter((key) => key.startsWith(`${offer.dataset.notes}/`));
  } catch {
    return [];
  }
})();
let isKept = false;

if (held.length) {
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => {
    isKept = true;
    offer.hidden = true;
  });
  window.addEventListener("pagehide", () => {
    if (!isKept) for (const key of held) window.sessionStorage.removeItem(key);
  });
}
