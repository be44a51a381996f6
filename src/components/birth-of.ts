/** After a run that showed a NaN or an infinity: what made the first one. A run that shows none costs nothing more. */
import type { BirthSearch } from '../runner/index.ts';
import type { Output, Program } from '../runner/protocol.ts';
import { pageRunner } from './page-runner.ts';

export async function birthOf(program: Program, outputs: readonly Output[]): Promise<BirthSearch | undefined> {
  const [{ showsNotFinite }, runner] = await Promise.all([import('../runner/index.ts'), pageRunner()]);
  return showsNotFinite(outputs) ? runner.findBirth(program).done : undefined;
}
