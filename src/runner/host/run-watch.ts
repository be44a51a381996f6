/** Watches one run: deadlines, heartbeat, floods. Speaks up once. */
import type { StopReason } from '../../grading/index.ts';
import type { Deadline } from '../protocol.ts';

/** How often the watch looks, and for how long the frame may leave a heartbeat unanswered. */
const WATCH = { every: 50, heartbeat: 2000, messagesPerSecond: 1000 } as const;

/**
 * Longest time between two looks that counts as the program's: after a longer one the page was asleep or its tab
 * hidden, and so was the program.
 */
const LONGEST_STEP = 1000;

interface WatchOptions {
  readonly deadline: Deadline;
  /** How long the frame has not answered, by the watch's own clock. */
  readonly heartbeat: (now: number) => number;
  readonly stop: (reason: StopReason) => void;
}

export class RunWatch {
  readonly #options: WatchOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looked: number;
  #elapsed = 0;
  #spoke = 0;
  #messages = 0;
  #second = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#looked = performance.now();
    this.#schedule();
  }

  /** Time that counts, in milliseconds. */
  get elapsed(): number {
    this.#advance();
    return this.#elapsed;
  }

  /** When the deadline falls or fell, by the same clock: to be told, since the watch notices a little later. */
  get due(): number {
    const { silence, total } = this.#options.deadline;
    return Math.min(total, this.#spoke + silence);
  }

  /** The program was heard. */
  heard(): void {
    this.#advance();
    this.#spoke = this.#elapsed;
    if (this.#elapsed - this.#second >= 1000) {
      this.#second = this.#elapsed;
      this.#messages = 0;
    }
    if (++this.#messages > WATCH.messagesPerSecond) this.#end('flood');
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #advance(): void {
    const now = performance.now();
    this.#elapsed += Math.min(now - this.#looked, LONGEST_STEP);
    this.#looked = now;
  }

  #schedule(): void {
    const left = this.due - this.#elapsed;
    this.#timer = setTimeout(() => this.#look(), Math.max(0, Math.min(WATCH.every, left)));
  }

  #look(): void {
    this.#advance();
    if (this.#elapsed >= this.due) return this.#end('deadline');
    if (this.#options.heartbeat(this.#elapsed) > WATCH.heartbeat) return this.#end('memory');
    this.#schedule();
  }

  #end(reason: StopReason): void {
    this.close();
    this.#options.stop(reason);
  }
}
