// What a script can add to a page that is whole without one: sharing by the device, copying, printing, and remembering
// whether readings are shown.
const tools = document.querySelector(".tools");
if (tools) {
  const status = tools.querySelector("[role=status]");
  const page = { title: document.title, url: tools.dataset.url };
  const does = {
    share: () => navigator.share(page).catch(() => {}),
    copy: () => navigator.clipboard.writeText(page.url).then(() => { status.textContent = tools.dataset.copied; }, () => {}),
    print: () => window.print(),
  };
  for (const button of tools.querySelectorAll("button")) {
    button.addEventListener("click", () => does[button.value]());
    if (button.value === "share") button.hidden = !navigator.share;
    if (button.value === "copy") button.hidden = !navigator.clipboard;
  }
  tools.hidden = false;
}

// Whether something can be asked for, by the reader's day in Japan: the page was made on another. The states stand in
// the order of their words.
const STATES = ["before", "open", "soon", "today", "few", "closed"];
const today = new Date(Date.now() + 324e5).toISOString().slice(0, 10);
for (const pill of document.querySelectorAll("[data-reception]")) {
  const [opens, until, few] = pill.dataset.reception.split("/");
  const left = until ? (Date.parse(until) - Date.parse(today)) / 864e5 : Infinity;
  const state = left < 0 ? 5 : opens > today ? 0 : few ? 4 : left === 0 ? 3 : left <= 30 ? 2 : 1;
  const words = pill.dataset.words.split("|")[state].replace("{n}", left);
  if (pill.textContent !== words) {
    pill.textContent = words;
    pill.parentElement.className = `state reception reception-${STATES[state]}`;
  }
}

// The search is loaded when somebody turns to it, and on the search page when a query stands in the address. Its field
// is one with suggestions before that: what has the focus must not become something else.
const COMBOBOX = { role: "combobox", "aria-controls": "suggestions", "aria-autocomplete": "list", "aria-expanded": "false" };
for (const form of document.querySelectorAll("form[data-script]")) {
  for (const [name, value] of Object.entries(COMBOBOX)) form.elements.q.setAttribute(name, value);
  const open = () => import(new URL(form.dataset.script, document.baseURI)).then((search) => search.start(form), () => {});
  if (document.getElementById("search") && location.search) open();
  else form.addEventListener("focusin", open, { once: true });
}

// Storage may be switched off; the readings are then shown as on the first visit.
const ruby = document.getElementById("ruby");
if (ruby) {
  try {
    ruby.checked = localStorage.getItem("ruby") !== "off";
    ruby.addEventListener("change", () => localStorage.setItem("ruby", ruby.checked ? "on" : "off"));
  } catch {}
}
