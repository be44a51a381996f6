// Makes `npm start` and `npm test` work in a fresh clone: installs the locked packages when they are not there.
// Plain JavaScript without dependencies, because it runs on whatever Node is installed (20 or later), before
// anything else is. The packages bring Node 24 along, which every script after this one then runs on.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = 20;
const OWN_NODE = '24.21.0';
const INSTALL_NODE_MAJOR = 24;

/**
 * Whether node_modules holds what package-lock.json asks for. Compares the lock with npm's own record of what it
 * installed, not file times: a git checkout changes times without changing contents, and the other way round.
 */
function installed() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record) || !existsSync(join(root, 'node_modules', '.bin', 'node'))) return false;
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(readFileSync(record, 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true;
      const found = present[path];
      // Optional packages are for other systems; they are only wrong when they are there in another version.
      if (found === undefined) return entry.optional === true || entry.peer === true;
      return found.version === entry.version;
    });
  } catch {
    return false;
  }
}

function fail(lines) {
  console.error(['', ...lines, ''].join('\n'));
  process.exit(1);
}

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  fail([
    `Risotto needs Node ${OLDEST_NODE} or later; this is ${process.version}.`,
    'Install a current Node (it brings npm), then run the same command again.',
  ]);
}

if (!installed()) {
  console.log('Risotto: installing its packages (once, one to three minutes) …');
  // npm leaves out optional packages whose "engines" exclude the running Node. The compilers among them do
  // exclude old ones, so the installation itself runs on the Node version the project brings.
  const ownNode = major >= INSTALL_NODE_MAJOR ? [] : ['npx', '-y', '-p', `node@${OWN_NODE}`];
  // Not `npm ci`: it refuses a lock without the entries of every other system's optional binaries, and a registry
  // mirror that lacks those binaries makes such a lock. The lock's versions hold all the same (checked below), and
  // `--no-save` leaves the file itself alone.
  const command = [...ownNode, 'npm', 'install', '--no-save', '--no-audit', '--no-fund'].join(' ');
  // As one string through a shell, because on Windows npm and npx are .cmd files.
  const result = spawnSync(command, { cwd: root, stdio: 'inherit', shell: true });
  if (result.status !== 0) {
    fail([
      `Installing the packages did not work (\`${command}\`); npm says why above.`,
      '- No network, or the npm registry is out of reach: connect, or set a proxy or mirror with `npm config`.',
      '- "EACCES" or "EPERM": this folder or node_modules belongs to someone else, or a program holds a file in it.',
      '- Anything else: remove node_modules and run the same command again.',
    ]);
  }
  if (!installed()) {
    fail([
      'npm ended without an error, yet packages are missing (often because install scripts are switched off).',
      'Try `npm config set ignore-scripts false`, remove node_modules and run the same command again.',
    ]);
  }
  console.log('Risotto: packages installed.');
}
