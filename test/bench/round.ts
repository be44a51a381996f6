// One contestant, one workload, one process: `node round.ts <bundle> <workload> <timing as JSON>` prints a Round as JSON.
import { pathToFileURL } from 'node:url';
import type { Contestant, Workload } from './contestant.ts';
import { measure, type Timing } from './measure.ts';

const [bundle, workload, timing] = process.argv.slice(2) as [string, Workload, string];
// A library that prints a greeting would otherwise print it into the answer.
console.log = console.warn = console.info = () => {};
const { contestant } = (await import(pathToFileURL(bundle).href)) as { contestant: Contestant };
process.stdout.write(`${JSON.stringify(await measure(contestant, workload, JSON.parse(timing) as Timing))}\n`);
// Some libraries keep threads running.
process.exit(0);
