import type { Version } from './entry.ts';

export const mostVersions = 50;
/** Characters of all versions of one text together: fifty versions of a very long text would fill the device. */
export const mostCharacters = 5_000_000;

/** How many of `versions`, oldest first, have to go. The newest always stays. */
export function excessOf(versions: readonly Pick<Version, 'text'>[]): number {
  let kept = 0;
  let characters = 0;
  for (const { text } of [...versions].reverse()) {
    characters += text.length;
    if (kept === mostVersions || (kept > 0 && characters > mostCharacters)) break;
    kept += 1;
  }
  return versions.length - kept;
}
