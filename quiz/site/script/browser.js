// The page at work: what its address holds is shown, forms and links within it are followed here.
const book = new Book({ ...quiz.language, ...quiz.book, speech: quiz.language, kept: {} });
const page = location.pathname.split("/").pop().replace(/\.html$/, "") || "index";
const now = new Date();
book.today = new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
book.here = location.href.split(/[?#]/)[0];

const PARTS_OF = { summary: ["qr"], compare: ["qr", "arriving", "compare"] };
const loaded = new Map();
// What the page shows as it comes: nothing, where only the script makes it.
let shown = page in PARTS_OF || page === "check" ? null : "";

// What is gone by now was of a build whose place a newer one has taken: the page comes anew, whole. But once.
function renew() {
  if (performance.getEntriesByType("navigation")[0]?.type !== "reload") location.reload();
}

function load(path) {
  if (!loaded.has(path)) {
    loaded.set(path, new Promise((resolve) => {
      const script = Object.assign(document.createElement("script"), { src: path, onload: resolve, onerror: renew });
      document.head.append(script);
    }));
  }
  return loaded.get(path);
}

const need = (...parts) => Promise.all(parts.map((part) => load(book.assets[part])));

// What stands behind the `#`: answers, and perhaps behind another one a place on the page.
const inHash = () => location.hash.match(/^#?(.*?)(?:#([a-z][\w-]*))?$/is).slice(1);

// A link of a server has its answers behind the `?`: they move, and are sent no more.
function query() {
  const [hash] = inHash(), search = location.search.slice(1);
  if (/=|%(?:25)*3d/i.test(hash)) return hash;
  if (search) location.replace(`${page}.html#${search}`);
  return search;
}

// The editions that a part of an address names, by date or by code.
function editionsIn([name, value]) {
  if (name === CODE) return [findCode(book, value).range?.edition].filter(Boolean);
  // What is pasted may be of any.
  if (name === LINKS) return Object.keys(book.editions);
  return name === EDITION ? value.split(",") : [];
}

// Names and values as they were meant, once all is there that they call for.
async function meant(pairs) {
  await need(...(PARTS_OF[page] ?? []));
  if (!pairs.every((pair) => isAsWritten(book, pair))) {
    await need("arriving");
    pairs = together(mended(book, pairs));
  }
  if (pairs.some(([name]) => name === WAS)) await need("after_change");
  const editions = pairs.flatMap(editionsIn).filter((edition) => edition !== book.edition);
  if (editions.length) {
    await need("editions");
    await bring(editions);
  }
  return pairs;
}

async function show() {
  const given = query(), [, place] = inHash(), pairs = await meant(parse(given));
  const view = viewOf(book, page, pairs);
  if (view.go) return location.replace(view.go);
  if (given !== shown) await put(view, pairs, given);
  if (!place) return;
  history.replaceState(null, "", `#${given}`);
  reveal(place);
}

async function put(view, pairs, given) {
  shown = given;
  const blocks = rendered(book, page, pairs, view);
  const within = (selector, html) => { document.querySelector(selector).innerHTML = html; };
  within(".top__row", blocks.brand);
  within(".foot .page", blocks.foot);
  if (blocks.main === undefined) {
    // They are one's own.
    if (Object.keys(view.answers).length) document.querySelector("[data-notes]")?.remove();
    const { brand, foot, first, languages, ...others } = blocks;
    for (const [name, html] of Object.entries(others)) within(`#${name}`, html);
    return;
  }
  within("title", blocks.title);
  within("main", blocks.main);
  for (const [, path] of (blocks.scripts ?? "").matchAll(/src="([^"]+)"/g)) await load(path);
}

function focus() {
  const main = document.querySelector("main");
  scrollTo(0, 0);
  (main.querySelector("[autofocus]") ?? main).focus({ preventScroll: true });
}

function follow(view) {
  if (!view.go) put(view, parse(query()), query()).then(focus);
  else if (new URL(view.go, location).href === location.href) location.reload();
  else location.href = view.go;
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const sent = [...new FormData(event.target, event.submitter)].map(([name, value]) => [name, String(value)]);
  const elsewhere = event.submitter?.getAttribute("formaction");
  if (elsewhere) {
    location.href = `${elsewhere}#${encoded(sent)}`;
    return;
  }
  const pairs = await meant(sent);
  const to = event.target.getAttribute("action").split(".")[0];
  const view = to === "ask" ? answer(book, pairs) : viewOf(book, to, pairs);
  // Whoever comes back to the question finds it answered.
  if (to === "ask" && view.go) history.replaceState(null, "", `#${joined(pairs)}`);
  follow(view);
});

function reveal(id) {
  const target = document.getElementById(id);
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  for (const each of document.querySelectorAll(".target")) each.classList.remove("target");
  target?.classList.add("target");
  target?.scrollIntoView();
  target?.focus({ preventScroll: true });
}

// Links within the page are followed here, since what stands behind the `#` are the answers. To another tab they take the
// answers along, before the place.
const placeOf = (link) => link.getAttribute("href").split("#").at(-1);
const linkWithin = ({ target }) => target.closest('a[href^="#"]');

document.addEventListener("pointerdown", (event) => {
  const link = linkWithin(event), given = query();
  if (link && given) link.setAttribute("href", `#${given}#${placeOf(link)}`);
});

document.addEventListener("click", (event) => {
  const link = linkWithin(event);
  if (!link) return;
  event.preventDefault();
  reveal(placeOf(link));
});

if (page in VIEWS || page in PARTS_OF) {
  addEventListener("hashchange", () => (page in PARTS_OF ? location.reload() : show().then(focus)));
  show();
}
// A browser may forbid it.
if (location.protocol !== "file:") navigator.serviceWorker?.register(book.worker).catch(() => {});
