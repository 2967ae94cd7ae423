// What there is to mend, over the page: a badge with the number, a panel with the findings. All text is set as text.
// Loaded with the first finding. The shadow root keeps the page's style out and ours in.

const CLOSED = "shirube-closed";
const GONE = "shirube-gone";

const STYLE = `
:host { all: initial; color-scheme: light dark;
  --surface: #fff; --text: #333; --quiet: #595751; --line: #dcd3c1; --soft: #f7f3ea; --green: #1e4d3b; --on-green: #fff;
  --error: #c40000; --warning: #a63a00; --hint: #2c6fb0; --link: #00118f; --good: #e6f2ea; --mark: #fbe3d3 }
@media (prefers-color-scheme: dark) { :host {
  --surface: #242320; --text: #e6e6e6; --quiet: #bdb8ae; --line: #57524a; --soft: #2f2d29; --green: #17382b;
  --error: #ff9696; --warning: #ffa66d; --hint: #9db7f9; --link: #9db7f9; --good: #1f3a2d; --mark: #57361f } }
@media print { :host { display: none } }
* { box-sizing: border-box }
[hidden] { display: none !important }
.frame { position: fixed; z-index: 2147483000; inset: auto 0 0 auto; display: flex; flex-direction: column; align-items: flex-end; gap: .5rem;
  max-width: 100%; padding: .75rem; color: var(--text); pointer-events: none;
  font: 400 15px/1.7 "Hiragino Sans", "BIZ UDPGothic", "Noto Sans JP", "Noto Sans CJK JP", Meiryo, sans-serif }
.frame > * { pointer-events: auto }
.status { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%) }
button { font: inherit; color: inherit; cursor: pointer }
:focus-visible { outline: 3px solid var(--text); outline-offset: 2px; box-shadow: 0 0 0 2px #ffd43d }
.badge { display: flex; align-items: center; gap: .5rem; min-height: 44px; padding: .25rem 1rem .25rem .75rem; border: 2px solid var(--surface);
  border-radius: 2rem; background: var(--green); color: var(--on-green); font-weight: 700; box-shadow: 0 2px 10px #0005 }
.badge b { min-width: 1.75rem; padding: 0 .5rem; border-radius: 1rem; background: #fff; color: #1e4d3b; line-height: 1.75rem; text-align: center }
.badge.error b { background: #c40000; color: #fff }
.note, .panel { width: min(40rem, 100%); border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); box-shadow: 0 6px 28px #0004 }
.note { display: flex; align-items: center; gap: .75rem; padding: .25rem .5rem .25rem 1rem; border-left: 6px solid var(--warning) }
.note p { flex: 1; margin: 0; font-weight: 700 }
.panel { display: flex; flex-direction: column; max-height: min(34rem, 70vh); overflow: hidden }
header { display: flex; align-items: center; gap: .75rem; padding: .5rem .5rem .5rem 1rem; background: var(--green); color: var(--on-green) }
header div { flex: 1; min-width: 0 }
h2 { margin: 0; font-size: 1rem; line-height: 1.5 }
header p { margin: 0; font-size: .8125rem; line-height: 1.5 }
.close { flex: none; width: 44px; height: 44px; border: 0; border-radius: .5rem; background: none; font-size: 1.5rem; line-height: 1 }
.body { overflow: auto; overscroll-behavior: contain }
.held { margin: 0; padding: .625rem 1rem; border-bottom: 1px solid var(--line); background: var(--mark); font-weight: 700; line-height: 1.6 }
ol { margin: 0; padding: 0; list-style: none }
li { padding: .875rem 1rem 1rem; border-left: 5px solid var(--hint) }
li + li { border-top: 1px solid var(--line) }
li.error { border-left-color: var(--error) } li.warning { border-left-color: var(--warning) }
h3 { margin: 0; font-size: .9375rem; line-height: 1.6 }
h3 span { color: var(--hint) } .error h3 span { color: var(--error) } .warning h3 span { color: var(--warning) }
code { color: var(--quiet); font: .8125rem/1.6 ui-monospace, "BIZ UDGothic", "Noto Sans Mono CJK JP", monospace }
.place { display: inline-block; margin-top: .25rem; font: .8125rem/1.6 ui-monospace, "BIZ UDGothic", "Noto Sans Mono CJK JP", monospace; overflow-wrap: anywhere; color: var(--quiet) }
a.place { padding-block: .125rem; color: var(--link); text-underline-offset: 3px }
pre { margin: .25rem 0 0; padding: .5rem .75rem; overflow-x: auto; border-radius: .375rem; background: var(--soft); font: .875rem/1.6 ui-monospace, "BIZ UDGothic", "Noto Sans Mono CJK JP", monospace }
pre.fixed { background: var(--good) }
mark { border-bottom: 2px solid var(--warning); background: var(--mark); color: inherit } .error mark { border-color: var(--error) }
.label, .help { margin: .375rem 0 0; font-size: .875rem; line-height: 1.6 }
.label { color: var(--quiet) } .help::before { content: "→ "; color: var(--quiet) }
.more { margin: 0; padding: .75rem 1rem; border-top: 1px solid var(--line); color: var(--quiet) }
`;

let root;
let state;
// Words about a page that the tab was on and that is gone.
let gone = false;

/** Asks what there is to mend and shows it; nothing, where there is nothing. */
export async function show() {
  const answer = await fetch(`/__shirube/findings?at=${encodeURIComponent(decodeURIComponent(location.pathname))}`);
  state = await answer.json();
  gone ||= sessionStorage.getItem(GONE) !== null;
  sessionStorage.removeItem(GONE);
  // A page that wants mending opens its panel; elsewhere the badge is enough. Closed once, it stays closed for these findings.
  draw((state.held || state.own) && sessionStorage.getItem(CLOSED) !== state.mark);
}

function draw(open) {
  root ??= attach();
  const { words, faults } = state;
  const parts = [];
  if (gone) parts.push(note(words));
  if (open && state.findings.length) parts.push(panel(words));
  else if (faults) parts.push(badge(words));
  root.querySelector(".frame").replaceChildren(...parts);
  const status = [gone && words.gone, state.held && words.held, state.summary].filter(Boolean).join(" ");
  // Said when it changes only.
  if (root.querySelector(".status").textContent !== status) root.querySelector(".status").textContent = status;
}

function attach() {
  const host = document.createElement("div");
  host.id = "shirube-panel";
  // Beside the body: what is done to the page does not touch it.
  document.documentElement.append(host);
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(make("div", { className: "frame" }), make("p", { className: "status", role: "status" }));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shadow.querySelector(".panel, .note")) close();
  });
  return shadow;
}

function close() {
  sessionStorage.setItem(CLOSED, state.mark);
  gone = false;
  const inside = root.activeElement;
  draw(false);
  if (inside) root.querySelector(".badge")?.focus();
}

function note(words) {
  const box = make("div", { className: "note" });
  box.append(make("p", { textContent: words.gone }), make("button", { className: "close", type: "button", textContent: "×", ariaLabel: words.close, onclick: close }));
  return box;
}

function badge(words) {
  const error = state.findings.some((finding) => finding.level === "error");
  const button = make("button", { className: error ? "badge error" : "badge", type: "button", ariaLabel: `${words.open}（${state.faults}）` });
  button.append(make("b", { textContent: state.faults }), words.title);
  button.onclick = () => {
    sessionStorage.removeItem(CLOSED);
    draw(true);
    root.querySelector(".panel .close").focus();
  };
  return button;
}

function panel(words) {
  const box = make("section", { className: "panel", ariaLabel: words.title });
  const head = make("header");
  const title = make("div");
  title.append(make("h2", { textContent: words.title }), make("p", { textContent: state.summary }));
  head.append(title, make("button", { className: "close", type: "button", textContent: "×", ariaLabel: words.close, onclick: close }));
  const body = make("div", { className: "body", tabIndex: 0, role: "group", ariaLabel: words.title });
  if (state.held) body.append(make("p", { className: "held", textContent: words.held }));
  const list = make("ol");
  list.append(...state.findings.map((finding) => item(finding, words)));
  body.append(list);
  if (state.more) body.append(make("p", { className: "more", textContent: words.more }));
  box.append(head, body);
  return box;
}

function item(finding, words) {
  const row = make("li", { className: finding.level });
  const title = make("h3");
  title.append(make("span", { textContent: `${finding.name}：` }), `${finding.message} `, make("code", { textContent: finding.code }));
  row.append(title);
  for (const place of finding.places) {
    const at = place.line ? `${place.file}:${place.line}:${place.column}` : place.file;
    row.append(place.url ? make("a", { className: "place", href: encodeURI(place.url), textContent: at }) : make("span", { className: "place", textContent: at }));
    const [before, meant, after] = place.text;
    if (before || meant || after) {
      const line = make("pre");
      line.append(before, make("mark", { textContent: meant || " " }), after);
      row.append(line);
    }
    if (place.fixed) row.append(make("p", { className: "label", textContent: words.fixed }), make("pre", { className: "fixed", textContent: place.fixed }));
  }
  if (finding.more) row.append(make("p", { className: "label", textContent: `+${finding.more}` }));
  for (const help of finding.help) row.append(make("p", { className: "help", textContent: help }));
  return row;
}

function make(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
