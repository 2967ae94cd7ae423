// The preview's ear in every page: hears what changed and passes it on. Not part of what `build` writes.
// What only a change needs lies in page.js, what only a finding needs in panel.js.
(() => {
  const load = (name) => import(`/__shirube/${name}.js`);
  let rev = document.currentScript.dataset.rev;
  let mark = "";
  let queue = Promise.resolve();
  let events;

  const take = async (news) => {
    rev = news.rev;
    const different = news.pages || news.changed.length || Object.keys(news.moved).length;
    // Going somewhere else ends this page: there is nothing more to do on it.
    if (different && (await (await load("page")).follow(news))) return;
    const noted = sessionStorage.getItem("shirube-gone");
    if (news.mark === mark && !noted) return;
    const known = mark;
    mark = news.mark;
    if (known || news.faults || noted) await (await load("panel")).show();
  };

  const listen = () => {
    events = new EventSource(`/__shirube/events?rev=${rev}`);
    // One after the other: a second change waits for the first to be in place.
    events.onmessage = ({ data }) => {
      queue = queue.then(() => take(JSON.parse(data))).catch(() => location.reload());
    };
    // The browser would connect again as of the revision of its first try.
    events.onerror = () => {
      events.close();
      setTimeout(() => document.hidden || listen(), 500);
    };
  };

  // Six connections a host is all a browser has: hidden tabs give theirs back and catch up by revision.
  document.addEventListener("visibilitychange", () => {
    events?.close();
    if (!document.hidden) listen();
  });
  if (!document.hidden) listen();
})();
