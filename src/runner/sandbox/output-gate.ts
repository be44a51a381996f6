/**
 * The way out for everything a program shows: bounded in count and size before it is sent, and batched, since a
 * flood of messages would drop the page to a few frames a second.
 */
import type { Output, Part } from '../protocol.ts';
import type { Shown } from '../shown.ts';
import type { Dropped, FromWorker } from './messages.ts';
import { append, natives } from './natives.ts';
import { formatLine } from './format.ts';
import type { ReadTensor } from './tensor-view.ts';

/** Bounds of one run. */
export const OUTPUT_LIMITS = {
  lines: 200,
  characters: 40_000,
  tensorNumbers: 60_000,
  points: 10_000,
  series: 32,
  charts: 40,
  /** Numbers and words in all charts, tables, images and graphs. */
  chartItems: 60_000,
  /** Lines beyond the bound after which nobody is printing to read: some seconds of doing nothing else. */
  floodLines: 50_000_000,
  /** Points and progress may be sent this often; lines are few enough to go at once. */
  perSecond: 60,
  burst: 30,
} as const;

const ALIVE_EVERY = 250;

type Level = 'log' | 'warn' | 'error';

export class OutputGate {
  /** While a module that the entry depends on is loading, nothing is shown. */
  muted = true;
  readonly #post: (message: FromWorker) => void;
  readonly #readTensor: ReadTensor;
  #lines = 0;
  #characters = 0;
  #tensorNumbers = 0;
  #points = 0;
  #series: { [name: string]: true } = { __proto__: null } as unknown as { [name: string]: true };
  #seriesCount = 0;
  #droppedLines = 0;
  #droppedCharacters = 0;
  #droppedPoints = 0;
  #charts = 0;
  #chartItems = 0;
  #droppedCharts = 0;
  #pending: Output[] = [];
  #progress: Output | undefined;
  #tokens: number = OUTPUT_LIMITS.burst;
  #refilled = 0;
  #spoke = 0;

  constructor(post: (message: FromWorker) => void, readTensor: ReadTensor) {
    this.#post = post;
    this.#readTensor = readTensor;
    this.#refilled = natives.now();
  }

  get dropped(): Dropped {
    return {
      lines: this.#droppedLines,
      characters: this.#droppedCharacters,
      points: this.#droppedPoints,
      charts: this.#droppedCharts,
    };
  }

  /** Lines go out at once, so that none is lost when an endless loop follows. */
  line(level: Level, args: ArrayLike<unknown>): void {
    if (this.muted) return;
    if (this.#lines >= OUTPUT_LIMITS.lines) return this.#dropLine();
    if (this.#characters >= OUTPUT_LIMITS.characters || this.#tensorNumbers >= OUTPUT_LIMITS.tensorNumbers) {
      return this.#dropLine();
    }
    this.#lines++;
    const parts: Part[] = [];
    const formatted = formatLine(args, this.#readTensor);
    for (let i = 0; i < formatted.length; i++) append(parts, this.#fit(formatted[i] as Part));
    append(this.#pending, { kind: 'log', level, parts });
    this.flush();
  }

  point(series: string, x: number, y: number): void {
    if (this.muted) return;
    if (this.#points >= OUTPUT_LIMITS.points || !this.#knows(series)) {
      this.#droppedPoints++;
      return this.#stayAlive();
    }
    this.#points++;
    append(this.#pending, { kind: 'point', series, x, y: y - y === 0 ? y : null });
    this.#flushInTime();
  }

  /** May one more table, chart, image or graph be shown? Asked before it is made, so that a dropped one costs nothing. */
  get chartFits(): boolean {
    if (this.muted) return false;
    if (this.#charts < OUTPUT_LIMITS.charts && this.#chartItems < OUTPUT_LIMITS.chartItems) return true;
    this.#droppedCharts++;
    this.#stayAlive();
    return false;
  }

  /** Shows a chart of so many numbers and words; one that would pass the bound is dropped whole. */
  chart(shown: Shown, items: number): void {
    if (this.#chartItems + items > OUTPUT_LIMITS.chartItems) {
      this.#droppedCharts++;
      return this.#stayAlive();
    }
    this.#charts++;
    this.#chartItems += items;
    append(this.#pending, shown);
    this.flush();
  }

  progress(done: number, total: number): void {
    if (this.muted) return;
    // Only the newest matters.
    this.#progress = { kind: 'progress', done, total };
    this.#flushInTime();
  }

  /** Sends what is waiting. */
  flush(): void {
    const outputs = this.#pending;
    if (this.#progress !== undefined) append(outputs, this.#progress);
    this.#progress = undefined;
    if (outputs.length === 0) return;
    this.#pending = [];
    this.#spoke = natives.now();
    this.#post({ kind: 'outputs', outputs });
  }

  #fit(part: Part): Part {
    if (part.kind === 'tensor') {
      const room = OUTPUT_LIMITS.tensorNumbers - this.#tensorNumbers;
      this.#tensorNumbers += part.data.length;
      if (part.data.length <= room) return part;
      const data: (number | null)[] = [];
      for (let i = 0; i < room; i++) append(data, part.data[i] as number | null);
      const { shape, dtype, requiresGrad, size, summary } = part;
      if (summary === undefined) return { kind: 'tensor', shape, dtype, requiresGrad, size, data };
      return { kind: 'tensor', shape, dtype, requiresGrad, size, data, summary };
    }
    const room = OUTPUT_LIMITS.characters - this.#characters;
    this.#characters += part.text.length;
    if (part.text.length <= room) return part;
    this.#droppedCharacters += part.text.length - room;
    return { kind: 'text', text: natives.slice(part.text, 0, room) + '…' };
  }

  #knows(series: string): boolean {
    if (this.#series[series] === true) return true;
    if (this.#seriesCount >= OUTPUT_LIMITS.series) return false;
    this.#seriesCount++;
    this.#series[series] = true;
    return true;
  }

  #flushInTime(): void {
    const now = natives.now();
    this.#tokens += ((now - this.#refilled) * OUTPUT_LIMITS.perSecond) / 1000;
    if (this.#tokens > OUTPUT_LIMITS.burst) this.#tokens = OUTPUT_LIMITS.burst;
    this.#refilled = now;
    if (this.#tokens < 1) return;
    this.#tokens--;
    this.flush();
  }

  #dropLine(): void {
    this.#droppedLines++;
    if (this.#droppedLines === OUTPUT_LIMITS.floodLines) this.#post({ kind: 'flood' });
    this.#stayAlive();
  }

  /* A program whose output no longer fits is still talking: it must not look silent to the deadline. */
  #stayAlive(): void {
    const now = natives.now();
    if (now - this.#spoke < ALIVE_EVERY) return;
    this.#spoke = now;
    this.#post({ kind: 'alive', dropped: this.dropped });
  }
}
