"use strict";
const DATA = JSON.parse(document.getElementById("data").textContent);
const WORDS = DATA.words;
const NUMBER = new Intl.NumberFormat(DATA.language);
const COMMUNITIES = ["#3c6fb0", "#c4513a", "#21918c", "#d9a514", "#8757a3", "#6a7f35", "#c77d97", "#7b8794"];
const FADED = "#e3e8ec";
const LABELS_UP_TO = 60;
const SVG = "http://www.w3.org/2000/svg";

const byId = (id) => document.getElementById(id);
const nodeById = new Map(DATA.nodes.map((node) => [node.id, node]));
const edgeById = new Map(DATA.edges.map((edge) => [edge.id, edge]));
const state = { offTypes: new Set(), offVerbs: new Set(), colour: "type", labels: DATA.edges.length <= LABELS_UP_TO && new Set(DATA.edges.map((edge) => edge.verbLabel)).size > 1, chosen: null, sort: [3, -1] };

/** Return an element with these properties and children; text never becomes markup. */
function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Return a small drawing of a node's shape, for legends and lists. */
function shape(kind, colour) {
  const points = {
    square: "2,2 14,2 14,14 2,14", diamond: "8,0 16,8 8,16 0,8", triangle: "8,1 15,14 1,14", triangleDown: "1,2 15,2 8,15",
    hexagon: "4,1 12,1 16,8 12,15 4,15 0,8", star: "8,0 10,6 16,6 11,10 13,16 8,12 3,16 5,10 0,6 6,6",
  }[kind];
  const svg = document.createElementNS(SVG, "svg");
  const inner = document.createElementNS(SVG, points ? "polygon" : "circle");
  const attributes = points ? { points } : { cx: 8, cy: 8, r: 7 };
  for (const [name, value] of Object.entries({ ...attributes, fill: colour })) inner.setAttribute(name, value);
  for (const [name, value] of Object.entries({ viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": true })) svg.setAttribute(name, value);
  svg.append(inner);
  return svg;
}

/** Return a short stroke in an edge's colour. */
function stroke(colour) {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "line");
  for (const [name, value] of Object.entries({ x1: 0, y1: 5, x2: 16, y2: 5, stroke: colour, "stroke-width": 3 })) line.setAttribute(name, value);
  for (const [name, value] of Object.entries({ width: 16, height: 10, "aria-hidden": true })) svg.setAttribute(name, value);
  svg.append(line);
  return svg;
}

const colourOf = (node) => (state.colour === "type" ? node.color : COMMUNITIES[node.community % COMMUNITIES.length]);
const edgeShown = (edge) => !state.offVerbs.has(edge.verbLabel) && [edge.from, edge.to].every((id) => !state.offTypes.has(nodeById.get(id).type));

/** Return the ids of what is near the chosen node or edge, or null when nothing is chosen. */
function near() {
  if (!state.chosen) return null;
  const edges = state.chosen.edge ? [edgeById.get(state.chosen.edge)] : DATA.edges.filter((edge) => [edge.from, edge.to].includes(state.chosen.node));
  const shown = edges.filter(edgeShown);
  return { nodes: new Set([state.chosen.node, ...shown.flatMap((edge) => [edge.from, edge.to])]), edges: new Set(shown.map((edge) => edge.id)) };
}

function drawnNode(node, around, linked) {
  const faded = around && !around.nodes.has(node.id);
  const colour = faded ? FADED : colourOf(node);
  return {
    id: node.id, label: node.label, title: node.title, shape: node.shape, size: node.size, x: node.x, y: node.y,
    hidden: state.offTypes.has(node.type) || !linked.has(node.id),
    color: { background: colour, border: colour, highlight: { background: colour, border: "#1d2733" }, hover: { background: colour, border: "#1d2733" } },
    font: { color: faded ? "#b9c2ca" : "#1d2733" }, borderWidthSelected: 2,
  };
}

function drawnEdge(edge, around) {
  const faded = around && !around.edges.has(edge.id);
  const colour = faded ? FADED : edge.color;
  const labelled = !faded && (state.labels || around);
  return {
    id: edge.id, from: edge.from, to: edge.to, title: edge.title, label: edge.label, width: edge.width,
    font: labelled ? { color: "#4a5866", strokeWidth: 4 } : { color: "rgba(0, 0, 0, 0)", strokeWidth: 0 },
    dashes: edge.dashes, arrows: edge.arrows, smooth: edge.smooth, hidden: !edgeShown(edge),
    color: { color: colour, highlight: colour, hover: colour, opacity: faded ? 0.6 : 0.85 },
  };
}

const drawn = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
const network = new vis.Network(byId("drawing"), drawn, OPTIONS);

function redraw() {
  const around = near();
  const shown = DATA.edges.filter(edgeShown);
  const linked = new Set(shown.flatMap((edge) => [edge.from, edge.to]));
  drawn.nodes.update(DATA.nodes.map((node) => drawnNode(node, around, linked)));
  drawn.edges.update(DATA.edges.map((edge) => drawnEdge(edge, around)));
  showCounts(linked.size, shown);
  showTable(shown);
  showEvidence(shown);
}

function showCounts(actors, shown) {
  const records = shown.reduce((sum, edge) => sum + edge.weight, 0);
  const left = DATA.leftOut ? ` · ${NUMBER.format(DATA.leftOut)} ${WORDS.hidden}` : "";
  byId("counts").textContent = `${NUMBER.format(actors)} ${WORDS.actors} · ${NUMBER.format(shown.length)} ${WORDS.links} · ${NUMBER.format(records)} ${WORDS.facts}${left}`;
}

function showTable(shown) {
  const names = [WORDS.from, WORDS.verb, WORDS.to, WORDS.count];
  const rows = shown.map((edge) => [nodeById.get(edge.from).name, edge.verbLabel, nodeById.get(edge.to).name, edge.weight, edge]);
  const [column, direction] = state.sort;
  const compare = (a, b) => (column === 3 ? a[3] - b[3] : a[column].localeCompare(b[column], DATA.language));
  rows.sort((a, b) => direction * compare(a, b) || a[0].localeCompare(b[0], DATA.language));
  const head = names.map((name, index) => {
    const cell = element("th", { textContent: name, scope: "col", tabIndex: 0 });
    if (index === column) cell.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    cell.onclick = () => { state.sort = [index, index === column ? -direction : index === 3 ? -1 : 1]; showTable(shown); };
    return cell;
  });
  const body = rows.map(([from, verb, to, count, edge]) => {
    const row = element("tr", { tabIndex: 0 }, ...[from, verb, to, NUMBER.format(count)].map((text) => element("td", { textContent: text })));
    row.classList.toggle("chosen", Boolean(state.chosen) && state.chosen.edge === edge.id);
    row.onclick = () => choose({ edge: edge.id }, true);
    row.onkeydown = (event) => { if (event.key === "Enter") choose({ edge: edge.id }, true); };
    return row;
  });
  byId("table").replaceChildren(element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body)));
}

const nodeLink = (node) => element("button", { type: "button", className: "link", textContent: node.name, onclick: () => choose({ node: node.id }, true) });

/** Return a quotation with the words of the claim marked in it. */
function quotation(proof) {
  const start = proof.quote.indexOf(proof.detail);
  if (start < 0 || proof.detail.length >= proof.quote.length) return element("q", { textContent: proof.quote });
  const end = start + proof.detail.length;
  return element("q", {}, proof.quote.slice(0, start), element("mark", { textContent: proof.detail }), proof.quote.slice(end));
}

function edgeCards(edge) {
  const title = element("h3", {}, nodeLink(nodeById.get(edge.from)), element("span", { className: "verb", textContent: edge.label }), nodeLink(nodeById.get(edge.to)));
  title.querySelector(".verb").style.color = edge.color;
  const cards = edge.proofs.map((proof) => {
    const where = [proof.published, proof.place].filter(Boolean).join(" · ");
    const detail = proof.quote.includes(proof.detail) ? [] : [element("div", { className: "facts", textContent: proof.detail })];
    const card = element("article", { className: "card" }, ...detail, quotation(proof), element("footer", { textContent: where }));
    card.style.borderLeftColor = edge.color;
    return card;
  });
  const more = edge.more ? [element("p", { className: "facts", textContent: `… ${NUMBER.format(edge.more)} ${WORDS.more}` })] : [];
  return [title, ...cards, ...more];
}

function showEvidence(shown) {
  const panel = byId("evidence");
  panel.scrollTop = 0;
  if (!DATA.edges.length) return panel.replaceChildren(element("p", { className: "facts", textContent: WORDS.empty }));
  if (!state.chosen) return panel.replaceChildren(...overview(shown));
  if (state.chosen.edge) return panel.replaceChildren(...edgeCards(edgeById.get(state.chosen.edge)));
  const node = nodeById.get(state.chosen.node);
  const own = shown.filter((edge) => [edge.from, edge.to].includes(node.id)).sort((a, b) => b.weight - a.weight);
  const facts = `${node.typeLabel} · ${NUMBER.format(node.degree)} ${WORDS.records} · ${WORDS.rank} ${NUMBER.format(node.rank)}/${NUMBER.format(DATA.nodes.length)}`;
  panel.replaceChildren(element("h2", { textContent: node.name }), element("p", { className: "facts", textContent: facts }), ...own.flatMap(edgeCards));
}

function overview(shown) {
  if (!shown.length) return [element("p", { className: "facts", textContent: WORDS.none })];
  const counts = new Map();
  for (const edge of shown) for (const id of [edge.from, edge.to]) counts.set(id, (counts.get(id) || 0) + edge.weight);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || nodeById.get(a[0]).name.localeCompare(nodeById.get(b[0]).name)).slice(0, 15);
  const items = ranked.map(([id, count]) => {
    const node = nodeById.get(id);
    const bar = element("span", { className: "bar" });
    bar.style.width = `${Math.round((90 * count) / ranked[0][1])}px`;
    bar.style.background = colourOf(node);
    return element("li", {}, shape(node.shape, colourOf(node)), nodeLink(node), bar, element("span", { className: "count", textContent: NUMBER.format(count) }));
  });
  return [element("p", { className: "facts", textContent: WORDS.help }), element("h3", { textContent: WORDS.most }), element("ol", { className: "most" }, ...items)];
}

/** Show all, or these nodes, with room for labels at the edge, which the library does not count. */
function fit(nodes) {
  network.fit({ ...(nodes && { nodes }), maxZoomLevel: 1.15 });
  network.moveTo({ scale: network.getScale() * 0.9 });
}

/** Show the words behind a node or an edge; null shows the overview. */
function choose(what, travel) {
  state.chosen = what;
  if (what) openTab("evidence");
  redraw();
  network.unselectAll();
  if (what && what.node) network.selectNodes([what.node], false);
  if (what && what.edge) network.setSelection({ nodes: [], edges: [what.edge] }, { highlightEdges: false });
  if (travel && what) {
    const nodes = what.node ? [...near().nodes] : [edgeById.get(what.edge).from, edgeById.get(what.edge).to];
    fit(nodes);
  }
}

function openTab(name) {
  for (const tab of ["evidence", "table"]) {
    byId(tab).hidden = tab !== name;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(tab === name));
  }
}

/** Fill a legend whose lines switch what they name on and off. */
function legend(place, lines, off) {
  byId(place).replaceChildren(...lines.map(({ key, label, count, icon }) => {
    const box = element("input", { type: "checkbox", checked: true, value: key });
    box.onchange = () => { off[box.checked ? "delete" : "add"](key); redraw(); };
    return element("label", {}, box, icon, label, element("span", { className: "count", textContent: NUMBER.format(count) }));
  }));
}

function tally(things, key, describe) {
  const groups = new Map();
  for (const thing of things) groups.set(key(thing), [...(groups.get(key(thing)) || []), thing]);
  return [...groups].map(([name, members]) => ({ key: name, count: members.length, ...describe(members) }))
    .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, DATA.language));
}

/** Return a name without case, accents and spaces around it. */
const bare = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();

function seek(fits) {
  const found = DATA.nodes.find((node) => fits(bare(node.name)));
  if (found) choose({ node: found.id }, true);
}

function start() {
  legend("types", tally(DATA.nodes, (node) => node.type, ([node]) => ({ label: node.typeLabel, icon: shape(node.shape, node.color) })), state.offTypes);
  const verbs = tally(DATA.edges, (edge) => edge.verbLabel, (edges) => ({ label: edges[0].verbLabel, icon: stroke(edges[0].color), count: edges.reduce((sum, edge) => sum + edge.weight, 0) }));
  legend("verbs", verbs, state.offVerbs);
  byId("names").append(...DATA.nodes.map((node) => element("option", { value: node.name })));
  byId("find").oninput = (event) => seek((name) => name === bare(event.target.value));
  byId("find").onchange = (event) => seek((name) => event.target.value.trim() && name.includes(bare(event.target.value)));
  byId("labels").checked = state.labels;
  byId("labels").onchange = (event) => { state.labels = event.target.checked; redraw(); };
  for (const radio of document.getElementsByName("colour")) radio.onchange = () => { state.colour = radio.value; redraw(); };
  for (const tab of ["evidence", "table"]) byId(`tab-${tab}`).onclick = () => openTab(tab);
  byId("all").onclick = () => {
    state.offTypes.clear();
    state.offVerbs.clear();
    for (const box of document.querySelectorAll("#types input, #verbs input")) box.checked = true;
    byId("find").value = "";
    choose(null);
    fit();
  };
  network.on("click", ({ nodes, edges }) => choose(nodes.length ? { node: nodes[0] } : edges.length ? { edge: edges[0] } : null));
  redraw();
  network.once("afterDrawing", () => fit());
}

start();
