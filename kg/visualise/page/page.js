// What a reader does -> what the page shows.

function redraw() {
  const touched = around();
  const shown = DATA.edges.filter(edgeShown);
  const linked = new Set(shown.flatMap((edge) => [edge.from, edge.to]));
  const shownIds = new Set(shown);
  drawing.draw(
    DATA.nodes.map((node) => [node, state.offTypes.has(node.type) || !linked.has(node.id), Boolean(touched) && !touched.nodes.has(node.id), colourOf(node)]),
    DATA.edges.map((edge) => {
      const faded = Boolean(touched) && !touched.edges.has(edge.id);
      return [edge, !shownIds.has(edge), faded, !faded && (state.labels || Boolean(touched))];
    }),
  );
  showCounts(linked.size, shown);
  if (!byId("table").hidden) showTable(shown);
  showMonths(shown);
  showEvidence(shown);
  byId("since").value = state.since;
  byId("until").value = state.until;
  writeAddress();
}

const fit = (nodes) => drawing.fit(nodes ?? (state.only ? [...new Set(DATA.edges.filter(edgeShown).flatMap((edge) => [edge.from, edge.to]))] : undefined));

/** Show the words behind a node or an edge; null shows the overview. A second node ends the way that is looked for. */
function choose(what, travel) {
  const path = state.from && what && what.node && what.node !== state.from ? way(state.from, what.node) : null;
  state.chosen = path ? { path: path.map((edge) => edge.id), ends: [state.from, what.node] } : what;
  if (path || !what) state.from = null;
  if (what) openTab("evidence");
  redraw();
  drawing.select(what);
  if (travel && what) drawing.fit([...around().nodes]);
}

/** Return a name without case, accents and spaces around it. */
const bare = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();

/** Choose the first actor whose name fits, unless one that fits is chosen: the panel stays as it is under the pointer. */
function seek(fits) {
  const found = [state.chosen && nodeById.get(state.chosen.node), ...DATA.nodes].find((node) => node && fits(bare(node.name)));
  if (found && found.id !== state.chosen?.node) choose({ node: found.id }, true);
}

function showAll() {
  for (const off of [state.offTypes, state.offVerbs, state.offFactualities]) off.clear();
  state.only = state.from = null;
  state.since = state.until = "";
  byId("find").value = "";
  showLegends();
  choose(null);
  fit();
}

function start() {
  readAddress();
  showLegends();
  const ranked = [...DATA.nodes].sort((one, another) => one.rank - another.rank);
  byId("names").append(...ranked.slice(0, 2000).map((node) => element("option", { value: node.name })));
  byId("find").oninput = (event) => seek((name) => name === bare(event.target.value));
  byId("find").onchange = (event) => seek((name) => event.target.value.trim() && name.includes(bare(event.target.value)));
  byId("labels").checked = state.labels;
  byId("labels").onchange = (event) => { state.labels = event.target.checked; redraw(); };
  for (const radio of document.getElementsByName("colour")) radio.onchange = () => { state.colour = radio.value; redraw(); };
  for (const tab of ["evidence", "table"]) byId(`tab-${tab}`).onclick = () => { openTab(tab); redraw(); };
  for (const end of ["since", "until"]) {
    byId(end).append(element("option", { value: "", textContent: "–" }), ...months.map((month) => element("option", { value: month, textContent: month })));
    byId(end).onchange = (event) => { state[end] = event.target.value; redraw(); };
  }
  byId("all").onclick = showAll;
  addEventListener("beforeprint", () => showTable(DATA.edges.filter(edgeShown)));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") choose(null); });
  redraw();
  drawing.start((what) => choose(what), () => fit(state.chosen ? [...around().nodes] : undefined));
}

start();
