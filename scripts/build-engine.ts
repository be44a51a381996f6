import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { root } from './sources.ts';

const SOURCES = 'engine/kernels/assembly';
const OUTPUT = 'engine/kernels/wasm-bytes.ts';

const OPTIONS = [
  '-O3',
  '--noAssert',
  '--runtime=stub',
  '--importMemory',
  '--noExportMemory',
  '--enable=simd',
  // Not 0, so that no pointer to data is a null pointer.
  '--memoryBase=64',
  '--use=abort=',
  // It warns of vectors as arguments, which no export has, and of 64-bit memory, which this is not.
  '--disableWarning',
];

async function compile(entry: string, ...more: string[]): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  const { error, stderr } = await asc.main(
    [`${SOURCES}/${entry}.ts`, `--baseDir=${root}`, '--outFile=out', ...OPTIONS, ...more],
    {
      writeFile(_name, contents) {
        if (typeof contents !== 'string') bytes = new Uint8Array(contents);
      },
    },
  );
  if (error !== null || bytes === undefined) throw new Error(`${entry} does not compile: ${stderr.toString()}`);
  return bytes;
}

/** The sizes that the kernels are compiled with, told by the kernels themselves. */
async function readLayout(bytes: Uint8Array<ArrayBuffer>): Promise<{ kernelBytes: number }> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
  const { kernelBytes, dataEnd, scratch } = instance.exports as Record<string, () => number>;
  if (kernelBytes === undefined || dataEnd === undefined || scratch === undefined) throw new Error('No layout.');
  if (dataEnd() > scratch()) throw new Error(`Static data ends at ${dataEnd()}, in the work space.`);
  if (kernelBytes() % 64 !== 0) throw new Error(`${kernelBytes()} bytes are not whole lines of the cache.`);
  return { kernelBytes: kernelBytes() };
}

/** The module that carries the compiled kernels: the same sources give the same text. */
export async function generateKernels(): Promise<string> {
  const standard = await compile('standard');
  const relaxed = await compile('relaxed', '--enable=relaxed-simd');
  const { kernelBytes } = await readLayout(standard);
  return `// Compiled from ${SOURCES}/ by \`npm run build:engine\`. Do not edit; a test compares it with its sources.

/** How many bytes at the bottom of memory belong to the kernels. */
export const KERNEL_BYTES = ${kernelBytes};

/** WebAssembly with 128-bit SIMD, in base64. */
export const STANDARD_KERNELS =
  '${Buffer.from(standard).toString('base64')}';

/** Those of them that gain from relaxed SIMD, to be used in their place where the host has it. */
export const RELAXED_KERNELS =
  '${Buffer.from(relaxed).toString('base64')}';
`;
}

if (import.meta.main) writeFileSync(join(root, OUTPUT), await generateKernels());
