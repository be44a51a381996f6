/** Where the first NaN or infinity of a program came from. */
import type { FromWorker } from '../sandbox/messages.ts';
import type { Output } from '../protocol.ts';
import type { Ends } from './program-run.ts';

export interface Birth {
  /** The method that made it, as learners call it. */
  readonly op: string;
  readonly value: 'NaN' | 'Infinity' | '-Infinity';
  /** It was among what the method was given, and no method had made it. */
  readonly given: boolean;
  readonly line?: number;
  readonly module?: string;
}

/** What was found; `none` when no operation that is watched made one, `unknown` when the search did not end. */
export type BirthSearch = { readonly kind: 'born'; readonly birth: Birth } | { readonly kind: 'none' | 'unknown' };

/** Did a program show a NaN or an infinity? */
export function showsNotFinite(outputs: readonly Output[]): boolean {
  return outputs.some((output) => {
    switch (output.kind) {
      case 'point':
        return output.y === null;
      case 'bar':
        return output.values.includes(null);
      case 'histogram':
        return output.odd > 0;
      case 'image':
        return output.data.includes(null);
      case 'log':
        return output.parts.some((part) =>
          part.kind === 'text'
            ? /(?:^|[^\w"'])-?(?:NaN|Infinity)(?![\w"'])/.test(part.text)
            : part.data.includes(null) || (part.summary?.odd ?? 0) > 0,
        );
      default:
        return false;
    }
  });
}

type Place = Parameters<Ends<unknown>['hear']>[1];

/** For the search: ends with the first finding. */
export function searching(): Ends<BirthSearch> {
  let placing: Promise<{ line?: number; module?: string }> = Promise.resolve({});
  const birth: { -readonly [Key in keyof Birth]?: Birth[Key] } = {};
  return {
    refused: () => ({ kind: 'unknown' }),
    ended: (_ms, error) => ({ kind: error === undefined ? 'none' : 'unknown' }),
    stopped: () => ({ kind: 'unknown' }),
    unavailable: () => ({ kind: 'unknown' }),
    hear: (message: FromWorker, place: Place) => {
      if (message.kind !== 'born') return undefined;
      const { op, value, given, at } = message.birth;
      Object.assign(birth, { op, value, given });
      placing = place(at).then(({ line, module }) => ({
        ...(line === undefined ? {} : { line }),
        ...(module === undefined ? {} : { module }),
      }));
      return { kind: 'born', birth: birth as Birth };
    },
    settled: async () => void Object.assign(birth, await placing),
  };
}
