"use strict";
// The network, what of it is shown, and the address that says so.

const DATA = JSON.parse(document.getElementById("data").textContent);
const WORDS = DATA.words;
const NUMBER = new Intl.NumberFormat(DATA.language);
const LABELS_UP_TO = 60;

const nodeById = new Map(DATA.nodes.map((node) => [node.id, node]));
const edgeById = new Map(DATA.edges.map((edge) => [edge.id, edge]));
const edgesOf = new Map(DATA.nodes.map((node) => [node.id, []]));
for (const edge of DATA.edges) for (const end of new Set([edge.from, edge.to])) edgesOf.get(end).push(edge);
const months = [...new Set(DATA.edges.flatMap((edge) => edge.months))].sort();

const state = {
  offTypes: new Set(), offVerbs: new Set(), offFactualities: new Set(), since: "", until: "",
  // the nodes around which alone something is shown; null shows all
  only: null,
  // what the panel is about: { node }, { edge } or { path: [edge ids], ends: [node, node] }
  chosen: null,
  // the node from which a way is being looked for
  from: null,
  colour: "type", sort: [3, -1],
  labels: DATA.edges.length <= LABELS_UP_TO && new Set(DATA.edges.map((edge) => edge.verbLabel)).size > 1,
};

/** Tell whether a date, as precise as it is, may lie in the period. */
function inPeriod(date) {
  const month = date.slice(0, 7);
  return (!state.since || month >= state.since.slice(0, month.length)) && (!state.until || month <= state.until.slice(0, month.length));
}
const near = (id) => !state.only || state.only.has(id);
const dated = (edge) => (!state.since && !state.until) || edge.months.some(inPeriod);
const edgeShown = (edge) => !state.offVerbs.has(edge.verbLabel) && !state.offFactualities.has(edge.factuality) && dated(edge)
  && (near(edge.from) || near(edge.to)) && [edge.from, edge.to].every((id) => !state.offTypes.has(nodeById.get(id).type));

const other = (edge, id) => (edge.from === id ? edge.to : edge.from);

/** Return what the chosen thing touches, or null when nothing is chosen. */
function around() {
  if (!state.chosen) return null;
  const { node, edge, path } = state.chosen;
  const edges = path ? path.map((id) => edgeById.get(id)) : edge ? [edgeById.get(edge)] : edgesOf.get(node);
  const shown = edges.filter(edgeShown);
  return { nodes: new Set([...(node ? [node] : []), ...shown.flatMap((one) => [one.from, one.to])]), edges: new Set(shown.map((one) => one.id)) };
}

/** Return the edges of a shortest way between two nodes over what is shown, in order; null where there is none. */
function way(from, to) {
  const came = new Map([[from, null]]);
  for (const id of came.keys()) {
    if (id === to) break;
    for (const edge of edgesOf.get(id)) {
      const next = other(edge, id);
      if (edgeShown(edge) && !came.has(next)) came.set(next, edge);
    }
  }
  if (!came.has(to)) return null;
  const path = [];
  for (let id = to; came.get(id); id = other(path[0], id)) path.unshift(came.get(id));
  return path;
}

/** Write what is shown into the address, so that it can be sent to somebody. */
function writeAddress() {
  const parts = new URLSearchParams();
  const put = (name, values) => { for (const value of values) parts.append(name, value); };
  put("type", state.offTypes);
  put("verb", state.offVerbs);
  put("status", state.offFactualities);
  put("only", state.only ?? []);
  put("since", state.since ? [state.since] : []);
  put("until", state.until ? [state.until] : []);
  const { node, ends } = state.chosen ?? {};
  put("node", node ? [node] : ends ?? []);
  history.replaceState(null, "", parts.size ? `#${parts}` : location.pathname + location.search);
}

/** Take from the address what is to be shown; what it names and the network lacks is passed over. */
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  for (const [name, off] of [["type", state.offTypes], ["verb", state.offVerbs], ["status", state.offFactualities]]) {
    for (const value of parts.getAll(name)) off.add(value);
  }
  const only = parts.getAll("only").filter((id) => nodeById.has(id));
  state.only = only.length ? new Set(only) : null;
  for (const name of ["since", "until"]) state[name] = /^\d{4}(-\d\d)?$/.exec(parts.get(name) ?? "")?.[0] ?? "";
  const [from, to] = parts.getAll("node").filter((id) => nodeById.has(id));
  const path = to && way(from, to);
  state.chosen = path ? { path: path.map((edge) => edge.id), ends: [from, to] } : from ? { node: from } : null;
}
