// The drawing by sigma with WebGL: for thousands of nodes.

const FADED = "#e9edf0";
const graph = new networks.MultiDirectedGraph();
for (const node of DATA.nodes) graph.addNode(node.id, { x: node.x, y: -node.y, size: node.size / 3, label: node.name, color: node.color });
for (const edge of DATA.edges) graph.addEdgeWithKey(edge.id, edge.from, edge.to, { size: Math.min(edge.width, 3) / 2, color: edge.color, label: edge.label, type: edge.arrows ? "arrow" : "line" });
const sigma = new networks.Sigma(graph, document.getElementById("drawing"), {
  renderEdgeLabels: true, enableEdgeEvents: DATA.edges.length <= 20000, hideEdgesOnMove: DATA.edges.length > 20000, zIndex: true,
  labelColor: { color: "#1d2733" }, edgeLabelSize: 11,
});

const drawing = {
  draw(nodes, edges) {
    const styled = new Map(nodes.map(([node, ...style]) => [node.id, [node, ...style]]));
    graph.updateEachNodeAttributes((id, data) => {
      const [node, hidden, faded, colour] = styled.get(id);
      return { ...data, hidden, color: faded ? FADED : colour, label: faded ? "" : node.name, zIndex: faded ? 0 : 1 };
    });
    const lines = new Map(edges.map(([edge, ...style]) => [edge.id, [edge, ...style]]));
    graph.updateEachEdgeAttributes((id, data) => {
      const [edge, hidden, faded, labelled] = lines.get(id);
      return { ...data, hidden, color: faded ? FADED : edge.color, label: labelled ? edge.label : "", zIndex: faded ? 0 : 1 };
    });
    sigma.scheduleRefresh();
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
    ready();
  },
};
