/** For builds: the hash by which the page's Content-Security-Policy allows the sandbox frame's script. Needs Node. */
import { createHash } from 'node:crypto';
import { frameScript } from './sandbox/frame.ts';

/** `sha256-…`, to stand in quotes in `script-src`. */
export const frameScriptHash = `sha256-${createHash('sha256').update(frameScript).digest('base64')}`;
