// The drawing by sigma with WebGL: for thousands of nodes.

const FADED = "#e9edf0";
// more edges than these are drawn as plain lines, and chosen in the table or beside their actors
const MANY = 5000;
const graph = new networks.MultiDirectedGraph();
for (const node of DATA.nodes) graph.addNode(node.id, { x: node.x, y: -node.y, size: node.size / 3, label: node.name, color: node.color });
for (const edge of DATA.edges) graph.addEdgeWithKey(edge.id, edge.from, edge.to, { size: Math.min(edge.width, 3) / 2, color: edge.color, label: edge.label, type: edge.arrows && DATA.edges.length <= MANY ? "arrow" : "line" });
let sigma = null;

/** Draw what the graph holds; made when it holds what is to be seen, since each change would draw all of it again. */
function shown() {
  sigma ??= new networks.Sigma(graph, document.getElementById("drawing"), {
    enableEdgeEvents: DATA.edges.length <= MANY, hideEdgesOnMove: DATA.edges.length > MANY,
    labelColor: { color: "#1d2733" }, edgeLabelSize: 11,
  });
  return sigma;
}

const drawing = {
  draw(nodes, edges) {
    const styled = new Map(nodes.map(([node, ...style]) => [node.id, [node, ...style]]));
    graph.updateEachNodeAttributes((id, data) => {
      const [node, hidden, faded, colour] = styled.get(id);
      return { ...data, hidden, color: faded ? FADED : colour, label: faded ? "" : node.name };
    });
    const lines = new Map(edges.map(([edge, ...style]) => [edge.id, [edge, ...style]]));
    graph.updateEachEdgeAttributes((id, data) => {
      const [edge, hidden, faded, labelled] = lines.get(id);
      return { ...data, hidden, color: faded ? FADED : edge.color, label: labelled ? edge.label : "" };
    });
    const words = edges.some(([, , , labelled]) => labelled);
    if (shown().getSetting("renderEdgeLabels") !== words) sigma.setSetting("renderEdgeLabels", words);
  },
  fit(nodes) {
    const camera = sigma.getCamera();
    if (!nodes || !nodes.length) return camera.animatedReset();
    const places = nodes.map((id) => sigma.getNodeDisplayData(id)).filter(Boolean);
    const span = (axis) => [Math.min(...places.map((one) => one[axis])), Math.max(...places.map((one) => one[axis]))];
    const [[left, right], [low, high]] = [span("x"), span("y")];
    return camera.animate({ x: (left + right) / 2, y: (low + high) / 2, ratio: Math.max(0.08, 1.3 * Math.max(right - left, high - low)) });
  },
  select(what) {
    for (const id of graph.filterNodes((_, data) => data.highlighted)) graph.setNodeAttribute(id, "highlighted", false);
    if (what && what.node) graph.setNodeAttribute(what.node, "highlighted", true);
  },
  start(chosen, ready) {
    sigma.on("clickNode", ({ node }) => chosen({ node }));
    sigma.on("clickEdge", ({ edge }) => chosen({ edge }));
    sigma.on("clickStage", () => chosen(null));
    // the camera shows all from the start: to move it there would draw everything again and again
    if (state.chosen || state.only) ready();
  },
};
