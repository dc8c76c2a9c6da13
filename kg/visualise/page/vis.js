// The drawing by vis-network: shapes, parallel edges, words on edges; for some hundred nodes.

const FADED = "#e3e8ec";
const canvas = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
const network = new vis.Network(document.getElementById("drawing"), canvas, OPTIONS);

function visNode(node, hidden, faded, colour) {
  const shown = faded ? FADED : colour;
  return {
    id: node.id, label: node.label, title: node.title, shape: node.shape, size: node.size, x: node.x, y: node.y, hidden,
    color: { background: shown, border: shown, highlight: { background: shown, border: "#1d2733" }, hover: { background: shown, border: "#1d2733" } },
    font: { color: faded ? "#b9c2ca" : "#1d2733" }, borderWidthSelected: 2,
  };
}

function visEdge(edge, hidden, faded, labelled) {
  const colour = faded ? FADED : edge.color;
  return {
    id: edge.id, from: edge.from, to: edge.to, title: edge.title, label: edge.label, width: edge.width,
    font: labelled ? { color: "#4a5866", strokeWidth: 4 } : { color: "rgba(0, 0, 0, 0)", strokeWidth: 0 },
    dashes: edge.dashes, arrows: edge.arrows, smooth: edge.smooth, hidden,
    color: { color: colour, highlight: colour, hover: colour, opacity: faded ? 0.6 : 0.85 },
  };
}

const drawing = {
  /** Draw the nodes and edges, each with whether it is hidden, faded, and its colour or whether its words are shown. */
  draw(nodes, edges) {
    canvas.nodes.update(nodes.map((one) => visNode(...one)));
    canvas.edges.update(edges.map((one) => visEdge(...one)));
  },
  /** Show all, or these nodes, with room for labels at the edge, which the library does not count. */
  fit(nodes) {
    network.fit({ ...(nodes && { nodes }), maxZoomLevel: 1.15 });
    network.moveTo({ scale: network.getScale() * 0.9 });
  },
  select(what) {
    network.unselectAll();
    if (what && what.node) network.selectNodes([what.node], false);
    if (what && what.edge) network.setSelection({ nodes: [], edges: [what.edge] }, { highlightEdges: false });
  },
  start(chosen, ready) {
    network.on("click", ({ nodes, edges }) => chosen(nodes.length ? { node: nodes[0] } : edges.length ? { edge: edges[0] } : null));
    network.once("afterDrawing", ready);
  },
};
