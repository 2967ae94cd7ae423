// Tools that need no server: lists to tick, costs to add up, whether a place is open. Each is whole without this
// script, which sends nothing anywhere; what is ticked stays on the device.
const ticks = document.querySelector(".ticks");
const marks = ticks ? [...document.querySelectorAll(".prose .task")] : [];
if (marks.length) {
  const key = `ticks ${location.pathname}`;
  let done = new Set();
  try { done = new Set(JSON.parse(localStorage.getItem(key) ?? "[]")); } catch {}
  const boxes = marks.map((mark) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    const words = document.createElement("span");
    box.type = "checkbox";
    for (let next = mark.nextSibling; next && !/^[OU]L$/.test(next.nodeName); next = mark.nextSibling) words.append(next);
    box.value = words.textContent.trim();
    box.checked = done.has(box.value) || mark.textContent === "☑";
    label.className = "tick";
    label.append(box, words);
    mark.replaceWith(label);
    return box;
  });
  const tell = () => {
    const ticked = boxes.filter((box) => box.checked);
    ticks.querySelector("[role=status]").textContent =
      ticks.dataset.ticked.replace("{done}", ticked.length).replace("{all}", boxes.length).replace(/\{([^|{}]+)\|[^{}]+\}/g, "$1");
    try { localStorage.setItem(key, JSON.stringify(ticked.map((box) => box.value))); } catch {}
  };
  for (const box of boxes) box.addEventListener("change", tell);
  ticks.querySelector("button").addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    tell();
  });
  ticks.hidden = false;
  tell();
}

// The sum of the rows without a choice and of what is chosen in the others.
for (const form of document.querySelectorAll(".cost")) {
  const { money, group, yen, range } = form.dataset;
  const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, group);
  const figures = (n) => {
    const [man, rest] = [Math.floor(n / 10000), n % 10000];
    return money === "man" && man > 0 ? `${grouped(man)}万${rest ? grouped(rest) : ""}` : grouped(n);
  };
  const words = (n) => yen.replace("{n}", figures(n));
  const add = () => {
    const sum = { from: 0, to: 0 };
    for (const one of form.querySelectorAll("tr[data-from], input:checked")) for (const end of ["from", "to"]) sum[end] += Number(one.dataset[end]);
    form.querySelector("[role=status]").textContent = sum.from === sum.to ? words(sum.from) : range.replace("{from}", words(sum.from)).replace("{to}", words(sum.to));
  };
  const choices = form.querySelectorAll("input[type=radio]");
  for (const choice of choices) choice.hidden = false;
  form.addEventListener("change", add);
  if (choices.length) {
    form.querySelector(".sum-all").hidden = true;
    form.querySelector(".sum-chosen").hidden = false;
    add();
  }
}

// By the clock of the town, wherever the reader is.
const now = {};
for (const { type, value } of new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Tokyo", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(new Date())) now[type] = value;
const today = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(now.weekday);
const clock = `${now.hour}:${now.minute}`;
for (const place of document.querySelectorAll(".today")) {
  const words = place.closest("[data-now]").dataset;
  const [open, close] = place.dataset.hours.split("-");
  const spoken = (time) => {
    const [hour, minute] = time.split(":").map(Number);
    const form = hour === 12 && !minute ? 4 : (hour < 12 ? 0 : 2) + (minute ? 1 : 0);
    const parts = { h12: hour % 12 || 12, h: hour % 12, H: hour, mm: String(minute).padStart(2, "0"), m: minute };
    return words.clock.split("|")[form].replace(/\{(\w+)\}/g, (_, part) => parts[part]);
  };
  const state = !place.dataset.days.split(",").includes(String(today)) ? "closed" : clock < open ? "later" : clock < close ? "now" : "past";
  place.querySelector("span").textContent = words[state].replace("{open}", spoken(open)).replace("{close}", spoken(close));
  place.classList.add(`today-${state}`);
  place.hidden = false;
}
