#!/usr/bin/env bash
# Bundles the libraries of the pages, with their licences, into kg/site/static/vendor. Needs Node and the network once.
set -euo pipefail
cd "$(dirname "$0")"
out=../kg/site/static/vendor
npm ci --no-fund --no-audit --ignore-scripts --silent
mkdir -p "$out"
npx --no-install esbuild network.js --bundle --minify --format=iife --global-name=networks --legal-comments=none \
  --target=es2020 --outfile="$out/network.js" --log-level=warning
cp node_modules/@zazuko/yasgui/build/yasgui.min.js "$out/yasgui.js"
cp node_modules/@zazuko/yasgui/build/yasgui.min.css "$out/yasgui.css"
sed -i 's|^//# sourceMappingURL=.*||; s|/\*# sourceMappingURL=.*\*/||' "$out/yasgui.js" "$out/yasgui.css"
node licences.mjs >"$out/LICENCES.txt"
