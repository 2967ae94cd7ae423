// The titles that the search suggests while somebody types, as a list box of the field: arrows, Enter, Escape.
export const suggest = (form, input, index, { add, fold, join }) => {
  const list = form.querySelector("[role=listbox]");
  const set = (name, value) => (value === null ? input.removeAttribute(name) : input.setAttribute(name, value));
  let titles, active = -1;
  const choose = (at) => {
    active = at;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", number === at));
    set("aria-activedescendant", at < 0 ? null : list.children[at].id);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    if (list.hidden) return;
    list.hidden = true;
    set("aria-expanded", "false");
    choose(-1);
  };
  const go = (item) => { location.href = item.dataset.url; };
  const update = async () => {
    titles ??= await index.titles().then((all) => all.map((one) => [...one, join(fold(one[1])), join(fold(one[2]))]), () => []);
    const typed = join(fold(input.value));
    const starts = (one) => one[3].startsWith(typed) || one[4].startsWith(typed);
    const near = typed ? titles.filter((one) => one[3].includes(typed) || one[4].startsWith(typed)) : [];
    list.replaceChildren();
    near.sort((a, b) => starts(b) - starts(a)).slice(0, 6).forEach((one, at) => {
      const item = add(list, "li", one[1], { id: `suggestion-${at}`, role: "option" });
      item.dataset.url = new URL(one[0], new URL(form.dataset.root, document.baseURI));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); go(item); });
    });
    if (!list.children.length || document.activeElement !== input) return close();
    list.hidden = false;
    set("aria-expanded", "true");
    choose(-1);
  };
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || event.keyCode === 229) return;
    if (step && count) choose((active + step + (active < 0 && step < 0 ? 1 : 0) + count) % count);
    else if (event.key === "Enter" && active >= 0) go(list.children[active]);
    else if (event.key === "Escape" && count) close();
    else return;
    event.preventDefault();
  });
  return { update, close };
};
