// What the network pages use: graphology holds the network, sigma draws it with WebGL.
import circular from "graphology-layout/circular";
import forceAtlas2 from "graphology-layout-forceatlas2";

export { MultiDirectedGraph } from "graphology";
export { default as Sigma } from "sigma";
export { default as EdgeCurveProgram, EdgeCurvedArrowProgram } from "@sigma/edge-curve";
export { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";

/** Give each node of a network of moderate size a place. */
export function place(network) {
  circular.assign(network, { scale: 100 });
  forceAtlas2.assign(network, { iterations: 200, settings: forceAtlas2.inferSettings(network) });
}
