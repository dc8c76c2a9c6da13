"use strict";
// Theme, suggestions, and the two ways between a text and what was found in it.
{
  const theme = document.getElementById("theme");
  const dark = () => document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  if (localStorage.theme) document.documentElement.dataset.theme = localStorage.theme;
  theme.addEventListener("click", () => {
    localStorage.theme = document.documentElement.dataset.theme = dark() ? "light" : "dark";
  });

  const field = document.querySelector('input[type="search"]');
  const names = document.getElementById("names");
  const offer = (found) => names.replaceChildren(...found.map((name) => Object.assign(document.createElement("option"), { value: name })));
  // a folder of files has no server to ask: it brings a table of names and pages
  const table = document.querySelector("script[data-root]");
  if (table) {
    const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const matching = () => NAMES.filter(([name]) => ` ${plain(name)}`.includes(` ${plain(field.value)}`));
    field.addEventListener("input", () => offer(field.value ? matching().slice(0, 12).map(([name]) => name) : []));
    field.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const found = matching().find(([name]) => plain(name) === plain(field.value)) ?? matching()[0];
      if (found) location.href = table.dataset.root + found[1];
    });
  } else {
    let asked = 0;
    field.addEventListener("input", async () => {
      const turn = ++asked;
      const answer = await fetch(`${field.form.action.replace(/search$/, "suggest")}?q=${encodeURIComponent(field.value)}`);
      const found = answer.ok ? await answer.json() : [];
      if (turn === asked) offer(found);
    });
  }

  const spans = [...document.querySelectorAll(".text [data-of]")];
  const cards = [...document.querySelectorAll(".found [data-key]")];
  const keys = (span) => span.dataset.of.split(" ");
  const mark = (wanted) => {
    for (const span of spans) span.classList.toggle("chosen", keys(span).some((key) => wanted.has(key)));
    for (const card of cards) card.classList.toggle("chosen", wanted.has(card.dataset.key));
  };
  const show = (element) => element?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  for (const span of spans) {
    // the shortest annotation over a word is the last of its keys
    const key = () => keys(span).at(-1);
    span.addEventListener("mouseenter", () => mark(new Set([key()])));
    span.addEventListener("click", () => show(cards.find((card) => card.dataset.key === key())));
  }
  for (const card of cards) {
    const choose = () => mark(new Set([card.dataset.key]));
    card.addEventListener("mouseenter", choose);
    card.addEventListener("focus", choose);
    card.addEventListener("click", (event) => {
      if (!event.target.closest("a")) show(spans.find((span) => keys(span).includes(card.dataset.key)));
    });
    card.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target === card) card.click(); });
  }
  const place = /^#(?:char|mention)=(\d+)/.exec(location.hash);
  if (place) show(spans.find((span) => Number(span.dataset.start) >= Number(place[1])));
}
