// The packages that the bundles are made of -> their licences, one text after another.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folders = execFileSync("npm", ["ls", "--omit=dev", "--all", "--parseable"], { encoding: "utf8" }).trim().split("\n").slice(1);
for (const folder of [...new Set(folders)].sort().filter(existsSync)) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const who = typeof author === "string" ? author : author?.name;
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `(no text in the package; it names ${who ?? "no author"})`;
  console.log(`${"=".repeat(80)}\n${name} ${version}: ${license ?? "see below"}\n\n${text}\n`);
}
