import { ArgumentError } from '../errors.ts';

/** `depth` counts the operations under way, one inside the other; `recording` says whether the outermost is recorded. */
export const mode = { recording: true, depth: 0 };

export function isRecording(): boolean {
  return mode.recording;
}

/** Switches recording and returns what it was before; the caller must put that back, whatever happens. */
export function setRecording(recording: boolean): boolean {
  const before = mode.recording;
  mode.recording = recording;
  return before;
}

/**
 * Runs a function without recording anything for `backward()`, and returns what it returns.
 *
 * Grad: none flows through what is computed inside; in-place writes to leaves are allowed there.
 * @throws ArgumentError if the function is asynchronous: it would go on after recording is back on.
 * @see https://pytorch.org/docs/stable/generated/torch.no_grad.html
 */
export function noGrad<Result>(fn: () => Result): Result {
  const before = setRecording(false);
  try {
    const result = fn();
    if (result !== null && typeof result === 'object' && 'then' in result) {
      throw new ArgumentError(
        'noGrad: got an asynchronous function; expected one that is done when it returns. Put noGrad inside it, around each step.',
      );
    }
    return result;
  } finally {
    setRecording(before);
  }
}
