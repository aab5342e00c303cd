// Run by check.sh, where the packages are. Argument: the directory of dashboards and provisioning files.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import yaml from "js-yaml";

const directory = process.argv[2];
let wrong = 0;
function check(right, what) {
  if (!right) {
    wrong++;
    console.log(`WRONG: ${what}`);
  }
}

/** An object with these keys of these types, those with "?" if they are there, and no others. */
function keys(object, wanted, where) {
  for (const [name, type] of Object.entries(wanted)) {
    const key = name.replace("?", "");
    check(key in object ? typeof object[key] === type : key !== name, `${where}: ${key} must be a ${type}`);
  }
  for (const key of Object.keys(object)) {
    check(key in wanted || `${key}?` in wanted, `${where}: ${key} is not known`);
  }
}

function provisioned(kind, list) {
  return readdirSync(join(directory, "provisioning", kind)).flatMap((file) => {
    const where = `provisioning/${kind}/${file}`, content = yaml.load(readFileSync(join(directory, where), "utf8"));
    check(/\.ya?ml$/.test(file), `${where}: Grafana reads .yml and .yaml only`);
    keys(content, { apiVersion: "number", [list]: "object" }, where);
    check(content.apiVersion === 1, `${where}: apiVersion is 1`);
    check(Array.isArray(content[list]) && content[list].length > 0, `${where}: ${list} is a list`);
    return content[list].map((entry) => ({ where, entry }));
  });
}

const sources = provisioned("datasources", "datasources");
for (const { where, entry } of sources) {
  keys(entry, { name: "string", uid: "string", type: "string", access: "string", url: "string", "isDefault?": "boolean", "editable?": "boolean", "jsonData?": "object" }, where);
  check(["proxy", "direct"].includes(entry.access), `${where}: access is proxy or direct`);
  check(/^[\w-]{1,40}$/.test(entry.uid), `${where}: uid`);
}
check(sources.filter(({ entry }) => entry.isDefault).length <= 1, "two default data sources");
for (const { where, entry } of provisioned("dashboards", "providers")) {
  keys(entry, { name: "string", type: "string", "disableDeletion?": "boolean", "allowUiUpdates?": "boolean", "folder?": "string", "updateIntervalSeconds?": "number", options: "object" }, where);
  check(entry.type === "file" && typeof entry.options.path === "string", `${where}: a provider of files with a path`);
  check(readFileSync(join(directory, "../../docker-compose.yml"), "utf8").includes(`./monitoring/grafana/dashboards:${entry.options.path}:ro`),
    `${where}: nothing is mounted at ${entry.options.path}`);
}

const known = (reference) => sources.some(({ entry }) => entry.uid === reference?.uid && entry.type === reference?.type);
const overlap = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const custom = { timeseries: "TimeSeries", stat: "Stat" };   // the panels' own types in the schema
const raw = "./node_modules/@grafana/schema/dist/types/raw/composable";
// A field that a type does not have, or one that is missing, does not compile.
let types = `import type { Dashboard } from "@grafana/schema";
import type { Prometheus as Query } from "./prometheus/dist/types/dataquery";
// As in JSON: an enumeration's value for the enumeration.
type Plain<T> = T extends string ? \`\${T}\` : T extends (infer E)[] ? Plain<E>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;\n`;
for (const [type, name] of Object.entries(custom)) {
  types += `import type * as ${name} from "${raw}/${type}/panelcfg/x/${name}PanelCfg_types.gen";\n`;
}
const literal = (name, type, value) => `export const ${name}: ${type} = ${JSON.stringify(value, null, 2)};\n`;

const uids = new Set();
let panels = 0;
for (const [i, file] of readdirSync(join(directory, "dashboards")).entries()) {
  const board = JSON.parse(readFileSync(join(directory, "dashboards", file), "utf8"));
  check(board.uid && !uids.has(board.uid) && board.title, `${file}: needs a title and a uid of its own`);
  uids.add(board.uid);
  check(!("id" in board) || board.id === null, `${file}: the id is Grafana's to give`);
  const seen = [];
  for (const panel of board.panels) {
    const where = `${file}: panel ${panel.id} (${panel.title})`;
    panels++;
    check(Number.isInteger(panel.id) && panel.id > 0 && !seen.some((other) => other.id === panel.id), `${where}: no id of its own`);
    const { x, y, w, h } = panel.gridPos;
    check([x, y, w, h].every(Number.isInteger) && x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= 24, `${where}: not within the grid`);
    seen.forEach((other) => check(!overlap(panel.gridPos, other.gridPos), `${where}: overlaps panel ${other.id}`));
    seen.push(panel);
    if (panel.type === "row") {
      continue;
    }
    check(panel.type in custom, `${where}: type ${panel.type} is not checked`);
    check(known(panel.datasource), `${where}: its data source is not provisioned`);
    check(panel.targets?.length > 0 && new Set(panel.targets.map((target) => target.refId)).size === panel.targets.length, `${where}: refIds`);
    for (const [j, target] of panel.targets.entries()) {
      check(known(target.datasource), `${where}: the data source of ${target.refId} is not provisioned`);
      types += literal(`b${i}p${panel.id}t${j}`, "Plain<Query>", target);
    }
    if (panel.type in custom) {
      types += literal(`b${i}p${panel.id}options`, `Plain<Partial<${custom[panel.type]}.Options>>`, panel.options ?? {});
    }
    if (panel.type === "timeseries") {
      types += literal(`b${i}p${panel.id}custom`, "Plain<TimeSeries.FieldConfig>", panel.fieldConfig.defaults.custom ?? {});
    }
  }
  for (const { datasource, name } of [...board.templating.list, ...board.annotations.list]) {
    check(known(datasource), `${file}: the data source of ${name} is not provisioned`);
  }
  // Grafana writes and reads these two, but does not publish them.
  const published = structuredClone(board);
  published.templating.list.forEach((variable) => delete variable.definition);
  published.annotations.list.forEach((annotation) => { delete annotation.titleFormat; annotation.target = { refId: annotation.target.refId }; });
  types += literal(`b${i}`, "Plain<Dashboard>", published);
  board.annotations.list.forEach((annotation, j) => types += literal(`b${i}a${j}`, "Plain<Query & { interval?: string }>", annotation.target));
}
writeFileSync("dashboards.ts", types);
try {
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "dashboards.ts"]);
} catch (failure) {
  const lines = types.split("\n");
  check(false, failure.stdout.toString().replace(/^dashboards.ts\((\d+),.*$/gm, (message, line) => `${message}\n    ${lines[line - 1]}`));
}

console.log(`${panels} panels of ${uids.size} dashboard, ${sources.length} data source, Grafana ${process.argv[3]}: ${wrong ? wrong + " wrong" : "all well"}`);
process.exit(wrong ? 1 : 0);
