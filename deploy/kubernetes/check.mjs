// Run by check.sh, where the packages are. Argument: the directory of the manifests.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import yaml from "js-yaml";

const directory = process.argv[2];
const documents = readdirSync(directory).filter((file) => file.endsWith(".yaml") && file !== "kustomization.yaml").sort()
  .flatMap((file) => yaml.loadAll(readFileSync(join(directory, file), "utf8"), undefined, { schema: yaml.CORE_SCHEMA }).map((object) => ({ file, object })));

let wrong = 0;
function check(right, what) {
  if (!right) {
    wrong++;
    console.log(`WRONG: ${what}`);
  }
}

// kubernetes-models/apps/v1 for apps/v1, /v1 for v1; what the Operator defines has a package of its own.
const moduleOf = (version) => `${version.startsWith("monitoring.coreos.com/") ? "@kubernetes-models/prometheus-operator" : "kubernetes-models"}/${version}`;
let source = "";
for (const [i, { file, object }] of documents.entries()) {
  const module = moduleOf(object.apiVersion);
  const Model = (await import(module))[object.kind];
  check(Model, `${file}: no schema for ${object.apiVersion} ${object.kind}`);
  try {
    new Model(object).validate();
  } catch (failure) {
    check(false, `${file}: ${failure.message}`);
  }
  // An object literal with a field that its type does not have is an error.
  source += `import type { I${object.kind} as T${i} } from "${module}";\nexport const o${i}: T${i} = ${JSON.stringify(object, null, 2)}; // ${file}\n`;
}
writeFileSync("manifests.ts", source);
try {
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext", "manifests.ts"]);
} catch (failure) {
  check(false, failure.stdout.toString());
}

const one = (kind, name) => documents.find(({ object }) => object.kind === kind && (!name || object.metadata.name === name))?.object;
const deployment = one("Deployment"), pod = deployment.spec.template, container = pod.spec.containers[0];
const fits = (selector, labels) => Object.entries(selector).every(([key, value]) => labels[key] === value);
const seconds = (name) => parseInt(container.env.find((variable) => variable.name === name).value, 10);

check(fits(deployment.spec.selector.matchLabels, pod.metadata.labels), "the Deployment does not select its pods");
check(fits(one("PodDisruptionBudget").spec.selector.matchLabels, pod.metadata.labels), "the budget does not select the pods");
for (const service of documents.map(({ object }) => object).filter((object) => object.kind === "Service")) {
  check(fits(service.spec.selector, pod.metadata.labels), `${service.metadata.name} does not select the pods`);
  for (const port of service.spec.ports) {
    const target = container.ports.find((open) => open.name === port.targetPort);
    check(target && target.protocol === port.protocol && target.containerPort === port.port, `${service.metadata.name}: no such port ${port.targetPort}`);
  }
}
const policy = one("NetworkPolicy").spec;
check(fits(policy.podSelector.matchLabels, pod.metadata.labels), "the NetworkPolicy does not select the pods");
for (const port of policy.ingress.flatMap((rule) => rule.ports)) {
  check(container.ports.some((open) => open.containerPort === port.port && open.protocol === port.protocol), `the NetworkPolicy names a port that no container has: ${port.port}`);
}
const monitor = one("ServiceMonitor").spec, metrics = one("Service", "rushb-metrics");
check(fits(monitor.selector.matchLabels, metrics.metadata.labels), "the ServiceMonitor does not select its service");
check(!fits(monitor.selector.matchLabels, one("Service", "rushb").metadata.labels), "the ServiceMonitor selects the clients' service");
check(metrics.spec.ports.some((port) => port.name === monitor.endpoints[0].port), "the ServiceMonitor's port is not there");
check(metrics.metadata.labels[monitor.jobLabel] === "rushb", "the job is not named rushb");
for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) {
  check(container.ports.some((port) => port.name === container[probe].httpGet.port), `${probe}: no such port`);
}
for (const mount of container.volumeMounts) {
  check(pod.spec.volumes.some((volume) => volume.name === mount.name), `no volume ${mount.name}`);
}
check(pod.spec.volumes.some((volume) => volume.persistentVolumeClaim?.claimName === one("PersistentVolumeClaim").metadata.name), "the claim is not mounted");
const stop = parseInt(container.lifecycle.preStop.exec.command[1], 10), drain = seconds("RUSHB_SERVER_DRAINTIMEOUT");
check(container.readinessProbe.periodSeconds * container.readinessProbe.failureThreshold > drain, "readiness is seen to fail before the drain is over");
check(pod.spec.terminationGracePeriodSeconds >= stop + drain + 10, "the pod is killed too early");
const listed = yaml.load(readFileSync(join(directory, "kustomization.yaml"), "utf8")).resources;
check([...new Set(documents.map(({ file }) => file))].sort().join() === [...listed].sort().join(), "kustomization.yaml lists other files");

console.log(`${documents.length} objects (${documents.map(({ object }) => object.kind).join(", ")}): ${wrong ? wrong + " wrong" : "all well"}`);
process.exit(wrong ? 1 : 0);
