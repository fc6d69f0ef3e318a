// Comfort only: each button appears where the browser can do what it says.
const said = document.querySelector(".tools__said");

function offer(selector, works, act) {
  const button = document.querySelector(selector);
  if (!button || !works) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await act(button);
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = said.dataset.failed;
    }
  });
}

const copies = Boolean(navigator.clipboard && window.isSecureContext);

offer("[data-print]", typeof window.print === "function", () => window.print());

offer("[data-share]", Boolean(navigator.share), (button) =>
  navigator.share({ title: document.title, url: button.dataset.share }));

offer("[data-copy-link]", copies, async (button) => {
  await navigator.clipboard.writeText(button.dataset.copyLink);
  said.textContent = said.dataset.linkCopied;
});

offer("[data-copy-code]", copies, async (button) => {
  await navigator.clipboard.writeText(button.dataset.copyCode);
  said.textContent = said.dataset.codeCopied;
});

offer("[data-copy-text]", copies, async (button) => {
  const answer = await fetch(button.dataset.copyText);
  if (!answer.ok) throw new Error(answer.statusText);
  await navigator.clipboard.writeText(await answer.text());
  said.textContent = said.dataset.textCopied;
});

// A link to what is folded opens it; some browsers do so by themselves.
function unfold() {
  const target = document.getElementById(location.hash.slice(1));
  let opened = false;
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) {
    opened = opened || !fold.open;
    fold.open = true;
  }
  if (opened) target.scrollIntoView();
}
window.addEventListener("hashchange", unfold);
unfold();

// Where the style sheet cannot show what is folded, it is unfolded for paper.
if (!CSS.supports("selector(::details-content)")) {
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open])")];
    for (const each of unfolded) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of unfolded) each.open = false;
  });
}
