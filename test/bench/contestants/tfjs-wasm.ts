import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { tfjs } from './tfjs.ts';

// The round's process runs in the project's folder.
const BINARIES = 'node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/';

export const contestant = tfjs('wasm', () => setWasmPaths(BINARIES), {
  oneHotLookup: true,
  cannot: { W3: 'its wasm backend has no gradient for convolution weights (Conv2DBackpropFilter)' },
});
