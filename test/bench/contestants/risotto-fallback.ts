import './without-wasm.ts';
import type { Contestant } from '../contestant.ts';
import { contestant as risotto } from './risotto.ts';

/** The engine as it runs where there is no WebAssembly. */
export const contestant: Contestant = { ...risotto, name: 'risotto-fallback' };
