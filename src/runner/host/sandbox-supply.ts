/** Keeps one worker ready ahead. Never two: a spare shares its process with a busy one, and burns and dies with it. */
import { SandboxFrame, type ReadyWorker, type Started } from './sandbox-frame.ts';
import type { SandboxBundle } from './sandbox-bundle.ts';

/** Time in which a worker must be ready. */
const READY_WITHIN = 3000;

/** A worker waiting for its job. */
export interface Ready {
  readonly frame: SandboxFrame;
  readonly worker: ReadyWorker;
}

export type Taken =
  | { readonly kind: 'ready'; readonly ready: Ready }
  | { readonly kind: 'failed'; readonly why: string }
  /** The frame went away while the worker was starting. */
  | { readonly kind: 'closed' };

function whenIdle(task: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(task, { timeout: 500 });
  else setTimeout(task, 50);
}

export class SandboxSupply {
  readonly #load: () => Promise<SandboxBundle>;
  readonly #omit: readonly string[];
  #frame: SandboxFrame | undefined;
  #warm: Promise<Taken> | undefined;
  #inUse = false;
  /** Counts frames, so that a worker of a removed frame is not handed out. */
  #generation = 0;

  constructor(load: () => Promise<SandboxBundle>, omit: readonly string[]) {
    this.#load = load;
    this.#omit = omit;
  }

  /** Has a worker made ready, if none is and none is in use. */
  async warm(): Promise<void> {
    if (this.#inUse) return;
    this.#warm ??= this.#start();
    await this.#warm;
  }

  /** The ready worker, which is the caller's from now on. */
  take(): Promise<Taken> {
    const taken = this.#warm ?? this.#start();
    this.#warm = undefined;
    this.#inUse = true;
    return taken;
  }

  /** A worker that was taken and not used after all. */
  giveBack(taken: Promise<Taken>): void {
    this.#inUse = false;
    this.#warm ??= taken;
  }

  /** After a normal end: the used worker goes, the next one starts when the page is idle. */
  finish(frame: SandboxFrame): void {
    if (frame !== this.#frame) return;
    this.#inUse = false;
    frame.drop();
    whenIdle(() => {
      if (frame === this.#frame) void this.warm();
    });
  }

  /** After a stop: the frame goes with all that burns in it, and a new one starts at once. */
  renew(): void {
    this.remove();
    void this.warm();
  }

  remove(): void {
    this.#generation++;
    this.#inUse = false;
    this.#frame?.remove();
    this.#frame = undefined;
    this.#warm = undefined;
  }

  async #start(): Promise<Taken> {
    const generation = this.#generation;
    let started: Started;
    try {
      const bundle = await this.#load();
      if (generation !== this.#generation) return { kind: 'closed' };
      this.#frame ??= new SandboxFrame(bundle, this.#omit);
      const frame = this.#frame;
      started = await frame.start(READY_WITHIN);
      if (generation !== this.#generation) return { kind: 'closed' };
      if (started.kind === 'ready') return { kind: 'ready', ready: { frame, worker: started.worker } };
    } catch (error) {
      started = { kind: 'failed', why: `The sandbox could not be loaded: ${String(error)}` };
    }
    if (generation === this.#generation) this.remove();
    return started;
  }
}
