"use strict";
// SPARQL results -> bars, a timeline, a drawing. Each takes variables and bindings and returns what draws them, or null.

const resultViews = (() => {
  const LABEL = /label$/i;
  // more than these make a drawing that nobody reads.
  const MOST_EDGES = 2000;
  const TIME = /^\d{4}(-\d{2}(-\d{2})?)?(?=$|T)/;
  const make = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const drawn = (tag, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const short = (cell) => !cell ? "" : cell.type === "uri" ? decodeURIComponent(cell.value.replace(/^.*[#/]/, "")) : cell.value;
  const isNumber = (cell) => cell && cell.type !== "uri" && cell.value.trim() !== "" && Number.isFinite(Number(cell.value));
  const isTime = (cell) => cell && cell.type !== "uri" && TIME.test(cell.value);
  const column = (variables, bindings, fits) =>
    variables.find((name) => bindings.some((row) => row[name]) && bindings.every((row) => !row[name] || fits(row[name])));

  /** The first column of numbers as bars, named by the other columns. */
  function bars(variables, bindings) {
    const number = column(variables, bindings, (cell) => isNumber(cell) && !isTime(cell));
    return number && (() => barsOf(number, variables, bindings));
  }

  function barsOf(number, variables, bindings) {
    const most = Math.max(...bindings.map((row) => Number(row[number]?.value ?? 0)), 1e-9);
    const named = variables.filter((one) => one !== number && !variables.includes(`${one}Label`));
    const rows = bindings.map((row) => {
      const name = named.filter((one) => !isNumber(row[one]) || isTime(row[one])).map((one) => short(row[one])).filter(Boolean).join(" · ");
      const value = Number(row[number]?.value ?? 0);
      const svg = drawn("svg", { width: 320, height: 12, "aria-hidden": true });
      svg.append(drawn("rect", { width: Math.max((320 * value) / most, 0), height: 12 }));
      return make("tr", {}, make("th", { scope: "row", textContent: name }), make("td", { textContent: value }), make("td", {}, svg));
    });
    return make("table", { className: "bars" }, make("tbody", {}, ...rows));
  }

  /** The rows under their dates, each as precise as it is: a year is no first of January. */
  function timeline(variables, bindings) {
    const time = column(variables, bindings, isTime);
    return time && (() => timelineOf(time, variables, bindings));
  }

  function timelineOf(time, variables, bindings) {
    const groups = new Map();
    for (const row of bindings) {
      const key = row[time] ? TIME.exec(row[time].value)[0] : "–";
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    const shown = variables.filter((name) => name !== time && !variables.includes(`${name}Label`));
    const items = [...groups].sort(([one], [other]) => one.localeCompare(other)).map(([key, rows]) =>
      make("li", {}, make("time", { textContent: key }), make("ul", {}, ...rows.map((row) =>
        make("li", { textContent: shown.map((name) => short(row[name])).filter(Boolean).join(" · ") })))));
    return make("ol", { className: "timeline" }, ...items);
  }

  /** The first two columns of things as a drawing; a column of labels beside them gives the names. */
  function graph(variables, bindings) {
    const things = variables.filter((name) => column([name], bindings, (cell) => cell.type === "uri"));
    const labels = variables.filter((name) => LABEL.test(name));
    const ends = labels.length > 1 ? labels.slice(0, 2) : things.slice(0, 2);
    return ends.length === 2 && (() => graphOf(ends, bindings));
  }

  function graphOf(ends, bindings) {
    const network = new networks.MultiDirectedGraph();
    for (const row of bindings.slice(0, MOST_EDGES)) {
      if (!row[ends[0]] || !row[ends[1]]) continue;
      for (const end of ends) network.mergeNode(row[end].value, { label: short(row[end]), size: 4, color: "#4c6f9c" });
      network.addEdge(row[ends[0]].value, row[ends[1]].value, { color: "#b9c2ca", type: "arrow" });
    }
    networks.place(network);
    const stage = make("div", { className: "stage" });
    requestAnimationFrame(() => new networks.Sigma(network, stage, { labelRenderedSizeThreshold: 0 }));
    return stage;
  }

  return { bars, timeline, graph };
})();
