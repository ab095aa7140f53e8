/* Builds what browsers are sent, theme/assets/*.js and *.css, from the sources beside this file.

   node theme/assets/src/build.mjs            writes them
   node theme/assets/src/build.mjs --check    fails where a file is not what its sources give

   Each file begins with a comment that holds a hash of all sources and one of what follows, by which
   tests/support/front_end.py, which needs no Node, tells a forgotten build and a file that was changed by hand. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const src = dirname(fileURLToPath(import.meta.url));
const root = join(src, "../../..");
const assets = join(src, "..");
const geometry = join(root, "plugins/milepost/kit/geometry.json");
const entries = ["milepost.ts", "milepost-timeline.ts", "milepost-threads.ts", "css/milepost.css"];

const hashed = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex").slice(0, 16);
};

/* Every source by its path from the root: name and content count, line ends do not. */
function sources() {
  const files = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const paths = [...files, geometry, join(root, "package.json")];
  const named = paths.map((path) => [relative(root, path).split(sep).join("/"), path]);
  named.sort(([one], [other]) => (one < other ? -1 : 1));
  return hashed(...named.map(([name, path]) => `${name}\0${readFileSync(path, "utf8").replaceAll("\r\n", "\n")}\0`));
}

/* The measures in place of `var(--g-group-name)`: constants cost a browser nothing, inherited properties do on each bar. */
const measures = {
  name: "measures",
  setup({ onLoad, onEnd }) {
    const values = new Map();
    for (const [group, members] of Object.entries(JSON.parse(readFileSync(geometry, "utf8"))))
      for (const [name, value] of Object.entries(members)) values.set(`${group}-${name.replaceAll("_", "-")}`, value);
    const unknown = new Set();
    onLoad({ filter: /\.css$/ }, ({ path }) => {
      const contents = readFileSync(path, "utf8").replace(/var\(--g-([a-z0-9-]+)\)/g, (_, name) => {
        if (!values.has(name)) unknown.add(`${relative(root, path)}: geometry.json has no ${name}`);
        return String(values.get(name));
      });
      return { contents, loader: "css" };
    });
    onEnd(() => ({ errors: [...unknown].map((text) => ({ text })) }));
  },
};

const built = await build({
  entryPoints: entries.map((entry) => join(src, entry)),
  outdir: assets,
  entryNames: "[name]",
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  legalComments: "none",
  target: "es2023",
  plugins: [measures],
  logLevel: "warning",
  write: false,
});

const from = sources();
const check = process.argv.includes("--check");
const stale = [];
for (const { path, text } of built.outputFiles) {
  const stamped = `/* Milepost, built from theme/assets/src (${from}, ${hashed(text)}) */\n${text}`;
  let there = "";
  try {
    there = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  } catch {
    // Not built yet.
  }
  if (there === stamped) continue;
  if (check) stale.push(relative(root, path));
  else writeFileSync(path, stamped);
}
if (stale.length) {
  console.error(`${stale.join(", ")}: not what theme/assets/src gives; run 'make assets' and commit`);
  process.exit(1);
}
