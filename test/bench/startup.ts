// From nothing to the first step: `node startup.ts <bundle> <W1 or W2>` prints the milliseconds.
import { pathToFileURL } from 'node:url';
import type { Contestant } from './contestant.ts';

type Bundle = { contestant: Contestant; digits(): unknown; curve(): unknown };

const [bundle, workload] = process.argv.slice(2) as [string, 'W1' | 'W2'];
console.log = console.warn = console.info = () => {};
const start = performance.now();
const { contestant, digits, curve } = (await import(pathToFileURL(bundle).href)) as Bundle;
const imported = performance.now();
(workload === 'W1' ? digits : curve)();
const problemMade = performance.now();
await contestant.ready?.();
contestant.workloads[workload]!().step();
process.stdout.write(`${performance.now() - problemMade + imported - start}\n`);
process.exit(0);
