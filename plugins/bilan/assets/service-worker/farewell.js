// Instead of the service worker where a site has none any more: removes what an earlier one left on the device, and itself. Open pages
// stay as they are.

worker.addEventListener("install", () => worker.skipWaiting());

worker.addEventListener("activate", (event) => {
  event.waitUntil(leave());
});

async function leave() {
  for (const cache of await ownCaches()) await caches.delete(cache);
  await worker.registration.unregister();
}
