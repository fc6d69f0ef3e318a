// Keeps the folder for when there is no network. Pages come from the network while there is one.
const NAME = `${registration.scope} ${VERSION}`;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(FILES)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(`${registration.scope} `) && name !== NAME;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

addEventListener("fetch", (event) => {
  const kept = () => caches.match(event.request, { ignoreSearch: true });
  if (event.request.method !== "GET") return;
  const isNamedByContent = new URL(event.request.url).pathname.includes("/static/");
  event.respondWith(isNamedByContent
    ? kept().then((found) => found ?? fetch(event.request))
    : fetch(event.request).catch(() => kept().then((found) => found ?? Response.error())));
});
