"use strict";
// The page where SPARQL is written: the editor, the questions that come with the program, three more views of results.
{
  const place = document.getElementById("yasgui");
  const labels = JSON.parse(place.dataset.labels);
  for (const [name, view] of Object.entries(resultViews)) {
    Yasgui.Yasr.registerPlugin(name, class {
      constructor(yasr) {
        this.yasr = yasr;
        this.label = labels[name];
        this.priority = 1;
      }
      drawer() {
        const results = this.yasr.results;
        return results?.getBindings?.()?.length ? view(results.getVariables(), results.getBindings()) : null;
      }
      canHandleResults() { return Boolean(this.drawer()); }
      draw() { this.yasr.resultsEl.replaceChildren(this.drawer()()); }
      getIcon() { return document.createElement("span"); }
    });
  }
  Yasgui.Yasqe.defaults.autocompleters = [];
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: `depeche ${endpoint}`,
    yasqe: { value: "PREFIX dep: <https://w3id.org/depeche/ns#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\nSELECT ?speakerLabel ?content WHERE {\n  GRAPH ?article {\n    ?claim dep:saidBy/rdfs:label ?speakerLabel ; dep:content ?content .\n  }\n}\nLIMIT 20\n" },
  });
  const question = document.getElementById("question");
  question.addEventListener("change", async () => {
    const { query, view } = question.selectedOptions[0].dataset;
    if (!query) return;
    const tab = yasgui.addTab(true, { ...yasgui.config, name: question.value, yasqe: { value: query }, requestConfig: { endpoint, method: "POST" } });
    await tab.query();
    tab.getYasr()?.selectPlugin(view === "network" ? "graph" : view);
  });
}
