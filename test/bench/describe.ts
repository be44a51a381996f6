// What a contestant says of itself, as JSON: functions stand as true. In a process, because some bundles change globals.
import { pathToFileURL } from 'node:url';
import type { Contestant } from './contestant.ts';

const [bundle] = process.argv.slice(2) as [string];
console.log = console.warn = console.info = () => {};
const { contestant } = (await import(pathToFileURL(bundle).href)) as { contestant: Contestant };
const text = JSON.stringify(contestant, (_key, value: unknown) => (typeof value === 'function' ? true : value));
process.stdout.write(text);
process.exit(0);
