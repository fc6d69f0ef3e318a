// Keeps the folder for when there is no network. Pages come from the network while there is one, and never from what
// a browser happens to remember: an older page beside newer files would be a broken one.
const NAME = `${registration.scope} ${VERSION}`;
const REVALIDATED = { cache: "no-cache" };

addEventListener("install", (event) => {
  const requests = FILES.map((file) => new Request(file, REVALIDATED));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(requests)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(`${registration.scope} `) && name !== NAME;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

// Hosts give `index.html` for the folder that it is in, and some lead from `ask.html` on to `ask`; a browser takes no
// page from here that says it was led to.
async function kept({ url }) {
  const [cache, [path]] = [await caches.open(NAME), url.split(/[?#]/)];
  for (const each of [path, `${path}index.html`, `${path}.html`]) {
    const found = await cache.match(each);
    if (found) return found.redirected ? new Response(found.body, found) : found;
  }
  return null;
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const isNamedByContent = request.url.startsWith(`${registration.scope}static/`);
  event.respondWith(isNamedByContent
    ? kept(request).then((found) => found ?? fetch(request))
    : fetch(request, REVALIDATED).catch(() => kept(request).then((found) => found ?? Response.error())));
});
