// Keeps the page in step with the files: asks once a second whether they have changed.
const shown = { ...document.currentScript.dataset };

async function look() {
  if (!document.hidden) {
    try {
      const now = await (await fetch("/_preview/versions")).json();
      if (now.page !== shown.page) {
        location.reload();
        return;
      }
      if (now.bar !== shown.bar) {
        const page = new DOMParser().parseFromString(await (await fetch("/_preview/bar")).text(), "text/html");
        document.querySelector("[data-preview]").replaceChildren(...page.querySelector("[data-preview]").childNodes);
        shown.bar = now.bar;
      }
    } catch {
      // The server is away, perhaps only for a moment.
    }
  }
  setTimeout(look, 1000);
}

setTimeout(look, 1000);
