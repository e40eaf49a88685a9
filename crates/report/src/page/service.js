// Keeps the files of the page, so that it opens without a network. It answers for these files alone: whatever else
// stands on the site is none of its business.

const scope = self.registration.scope;
const cacheName = `holdwell ${scope} VERSION`;
const files = ['./', 'FILES'].map(file => new URL(file, scope).href);

self.addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map(file => new Request(file, { cache: 'reload' })));
  await self.skipWaiting();
})()));

self.addEventListener('activate', event => event.waitUntil((async () => {
  const old = (await caches.keys()).filter(name => name.startsWith(`holdwell ${scope} `) && name !== cacheName);
  await Promise.all(old.map(name => caches.delete(name)));
  await self.clients.claim();
})()));

self.addEventListener('fetch', event => {
  const address = new URL(event.request.url);
  address.hash = address.search = '';
  const file = address.href === `${scope}index.html` ? scope : address.href;
  if (event.request.method !== 'GET' || !files.includes(file)) return;
  event.respondWith(caches.match(file, { cacheName }).then(found => found ?? fetch(event.request)));
});
