// What stands beside the drawing: legends, evidence, table, months.

const COMMUNITIES = ["#3c6fb0", "#c4513a", "#21918c", "#d9a514", "#8757a3", "#6a7f35", "#c77d97", "#7b8794"];
const SVG = "http://www.w3.org/2000/svg";
// more rows and cards than these make a page slow, and nobody reads them all
const MOST_ROWS = 1000;
const MOST_CARDS = 100;

const byId = (id) => document.getElementById(id);
const colourOf = (node) => (state.colour === "type" ? node.color : COMMUNITIES[node.community % COMMUNITIES.length]);

/** Return a new element with these properties and children; text never becomes markup. */
function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Return a small drawing of a node's shape, for legends and lists. */
function shape(kind, colour) {
  const points = {
    square: "2,2 14,2 14,14 2,14", diamond: "8,0 16,8 8,16 0,8", triangle: "8,1 15,14 1,14", triangleDown: "1,2 15,2 8,15",
    hexagon: "4,1 12,1 16,8 12,15 4,15 0,8", star: "8,0 10,6 16,6 11,10 13,16 8,12 3,16 5,10 0,6 6,6",
  }[kind];
  const inner = points ? drawn("polygon", { points, fill: colour }) : drawn("circle", { cx: 8, cy: 8, r: 7, fill: colour });
  return drawn("svg", { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": true }, inner);
}

/** Return a short stroke in an edge's colour, broken where what it stands for is not done. */
function stroke(colour, dashes) {
  const line = drawn("line", { x1: 0, y1: 5, x2: 16, y2: 5, stroke: colour, "stroke-width": 3, ...(dashes && { "stroke-dasharray": "4 3" }) });
  return drawn("svg", { width: 16, height: 10, "aria-hidden": true }, line);
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
    const sort = () => { state.sort = [index, index === column ? -direction : index === 3 ? -1 : 1]; showTable(shown); };
    const cell = element("th", { scope: "col" }, element("button", { type: "button", textContent: name, onclick: sort }));
    if (index === column) cell.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    return cell;
  });
  const body = rows.slice(0, MOST_ROWS).map(([from, verb, to, count, edge]) => {
    const row = element("tr", { tabIndex: 0 }, ...[from, verb, to, NUMBER.format(count)].map((text) => element("td", { textContent: text })));
    row.classList.toggle("chosen", Boolean(state.chosen) && state.chosen.edge === edge.id);
    row.onclick = () => choose({ edge: edge.id }, true);
    row.onkeydown = (event) => { if (event.key === "Enter") choose({ edge: edge.id }, true); };
    return row;
  });
  byId("table").replaceChildren(element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body)), ...more(rows.length - MOST_ROWS));
}

const more = (count) => (count > 0 ? [element("p", { className: "facts", textContent: `… ${NUMBER.format(count)} ${WORDS.more}` })] : []);
const button = (text, onclick, className = "act") => element("button", { type: "button", className, textContent: text, onclick });
const nodeLink = (node) => button(node.name, () => choose({ node: node.id }, true), "link");

/** Return a quotation with the words of the claim marked in it. */
function quotation(proof) {
  const start = proof.quote.indexOf(proof.detail);
  if (start < 0 || proof.detail.length >= proof.quote.length) return element("q", { textContent: proof.quote });
  const end = start + proof.detail.length;
  return element("q", {}, proof.quote.slice(0, start), element("mark", { textContent: proof.detail }), proof.quote.slice(end));
}

function edgeCards(edge) {
  const title = element("h3", {}, nodeLink(nodeById.get(edge.from)), element("span", { className: "verb", textContent: edge.label }), nodeLink(nodeById.get(edge.to)));
  const cards = edge.proofs.filter((proof) => (!state.since && !state.until) || inPeriod(proof.published)).map((proof) => {
    const where = [proof.published, proof.place].filter(Boolean).join(" · ");
    const place = proof.address ? element("a", { href: proof.address, textContent: where }) : where;
    const detail = proof.quote.includes(proof.detail) ? [] : [element("div", { className: "facts", textContent: proof.detail })];
    const card = element("article", { className: "card" }, ...detail, quotation(proof), element("footer", {}, place));
    card.style.borderLeftColor = edge.color;
    return card;
  });
  return [title, ...cards, ...more(edge.more)];
}

/** Return the buttons that say what to show of the network around a node. */
function steps(node) {
  const grow = () => { state.only = new Set([...(state.only ?? []), node.id]); redraw(); fit(); };
  const alone = () => { state.only = new Set([node.id]); redraw(); fit(); };
  const start = () => { state.from = node.id; showEvidence(DATA.edges.filter(edgeShown)); };
  const made = [button(WORDS.alone, alone), button(WORDS.wayFrom, start)];
  if (state.only && !state.only.has(node.id)) made.push(button(WORDS.grow, grow));
  return element("p", { className: "steps" }, ...made);
}

function showEvidence(shown) {
  const panel = byId("evidence");
  panel.scrollTop = 0;
  if (!DATA.edges.length) return panel.replaceChildren(element("p", { className: "facts", textContent: WORDS.empty }));
  if (!state.chosen) return panel.replaceChildren(...overview(shown));
  if (state.chosen.edge) return panel.replaceChildren(...edgeCards(edgeById.get(state.chosen.edge)));
  if (state.chosen.path) return panel.replaceChildren(element("h2", { textContent: WORDS.way }), ...state.chosen.path.flatMap((id) => edgeCards(edgeById.get(id))));
  const node = nodeById.get(state.chosen.node);
  const own = edgesOf.get(node.id).filter(edgeShown).sort((a, b) => b.weight - a.weight);
  const facts = `${node.typeLabel} · ${NUMBER.format(node.degree)} ${WORDS.records} · ${WORDS.rank} ${NUMBER.format(node.rank)}/${NUMBER.format(DATA.nodes.length)}`;
  const asked = state.from ? [element("p", { className: "facts", role: "status", textContent: `${nodeById.get(state.from).name} → … ${WORDS.wayTo}` })] : [];
  const name = node.address ? element("a", { href: node.address, textContent: node.name }) : node.name;
  panel.replaceChildren(element("h2", {}, name), element("p", { className: "facts", textContent: facts }), steps(node), ...asked, ...own.slice(0, MOST_CARDS).flatMap(edgeCards), ...more(own.length - MOST_CARDS));
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

/** Show how much falls into each month, as precisely as articles are dated; a click keeps one month alone. */
function showMonths(shown) {
  const counts = new Map(months.map((month) => [month, 0]));
  for (const edge of shown) for (const month of edge.months) counts.set(month, counts.get(month) + 1);
  const most = Math.max(1, ...counts.values());
  byId("months").replaceChildren(...[...counts].map(([month, count]) => {
    const bar = element("span", {});
    bar.style.height = `${Math.round((36 * count) / most)}px`;
    const only = () => { const same = state.since === month && state.until === month; state.since = state.until = same ? "" : month; redraw(); };
    const made = element("button", { type: "button", title: `${month} · ${NUMBER.format(count)}`, ariaLabel: `${month}: ${count}`, onclick: only }, bar);
    made.setAttribute("aria-pressed", String(Boolean(state.since || state.until) && inPeriod(month)));
    return made;
  }));
}

/** Fill a legend whose lines switch what they name on and off. */
function legend(place, lines, off) {
  byId(place).replaceChildren(...lines.map(({ key, label, count, icon }) => {
    const box = element("input", { type: "checkbox", checked: !off.has(key), value: key });
    box.onchange = () => { off[box.checked ? "delete" : "add"](key); redraw(); };
    return element("label", {}, box, icon, label, element("span", { className: "count", textContent: NUMBER.format(count) }));
  }));
}

function tally(things, key, describe) {
  const groups = new Map();
  for (const thing of things) {
    if (!groups.has(key(thing))) groups.set(key(thing), []);
    groups.get(key(thing)).push(thing);
  }
  return [...groups].map(([name, members]) => ({ key: name, count: members.length, ...describe(members) }))
    .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, DATA.language));
}

function showLegends() {
  const records = (edges) => edges.reduce((sum, edge) => sum + edge.weight, 0);
  legend("types", tally(DATA.nodes, (node) => node.type, ([node]) => ({ label: node.typeLabel, icon: shape(node.shape, node.color) })), state.offTypes);
  legend("verbs", tally(DATA.edges, (edge) => edge.verbLabel, (edges) => ({ label: edges[0].verbLabel, icon: stroke(edges[0].color), count: records(edges) })), state.offVerbs);
  const events = DATA.edges.filter((edge) => edge.factuality);
  legend("factualities", tally(events, (edge) => edge.factuality, (edges) => ({ label: edges[0].factualityLabel, icon: stroke("#4a5866", edges[0].dashes), count: records(edges) })), state.offFactualities);
}

function openTab(name) {
  for (const tab of ["evidence", "table"]) {
    byId(tab).hidden = tab !== name;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(tab === name));
  }
}
