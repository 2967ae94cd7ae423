// Reloads the page when the dev server has a newer revision. Not part of what `build` writes.
(() => {
  const shown = document.currentScript.dataset.rev;
  let events;
  const open = () => {
    events = new EventSource(`/__shirube/events?rev=${shown}`);
    events.onmessage = () => location.reload();
  };
  // Six connections a host is all a browser has: hidden tabs give theirs back and catch up by revision.
  document.addEventListener("visibilitychange", () => (document.hidden ? events.close() : open()));
  if (!document.hidden) open();
  else events = { close() {} };
})();
