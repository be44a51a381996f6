// `npm start`: the site, built if need be, on an address of this machine.
import { build, site } from './build.ts';
import { serve, type Serving } from './serve.ts';
import { base } from './sources.ts';

/**
 * Tried in order. A browser keeps a learner's work per address, port included: so the same port comes first every
 * time, and not just any free one.
 */
const PREFERRED_PORTS = Array.from({ length: 20 }, (_, index) => 4321 + index);

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';

async function open(): Promise<Serving> {
  const asked = process.env['PORT'];
  if (asked !== undefined && asked !== '') {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`PORT is "${asked}", not a port number.`);
    return serve({ root: site, port, base });
  }
  for (const port of PREFERRED_PORTS) {
    try {
      const serving = await serve({ root: site, port, base });
      if (port !== PREFERRED_PORTS[0]) {
        console.log(
          `Port ${PREFERRED_PORTS[0]} is taken. Work saved in the browser is kept per port: at ${port} it starts anew.`,
        );
      }
      return serving;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return serve({ root: site, port: 0, base });
}

if (!build({ quiet: true })) process.exit(1);
try {
  const serving = await open();
  console.log('\nRisotto is served (Ctrl+C ends it) at');
  console.log(serving.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void serving.close().then(() => process.exit(0)));
  }
} catch (error) {
  console.error(isTaken(error) ? `Port ${process.env['PORT']} is taken; choose another PORT.` : String(error));
  process.exitCode = 1;
}
