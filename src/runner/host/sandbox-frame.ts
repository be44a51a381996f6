/** One hidden frame and the workers in it, one at a time. */
import { frameDocument, type FrameBoot, type FromFrame, type ToFrame } from '../sandbox/frame.ts';
import type { Boot, FromWorker, Job } from '../sandbox/messages.ts';
import type { SandboxBundle } from './sandbox-bundle.ts';

/** How a ready worker is spoken to. */
export interface ReadyWorker {
  send(job: Job, onMessage: (message: FromWorker) => void): void;
}

export type Started =
  { readonly kind: 'ready'; readonly worker: ReadyWorker } | { readonly kind: 'failed'; readonly why: string };

const NO_ANSWER =
  'The sandbox did not start within 3 seconds: this browser may block frames, workers or blob addresses here.';

export class SandboxFrame {
  readonly #element: HTMLIFrameElement;
  readonly #control: MessagePort;
  #pingedAt: number | undefined;
  #onBroken: (why: string) => void = () => {};

  constructor(bundle: SandboxBundle, omit: readonly string[]) {
    const element = document.createElement('iframe');
    element.setAttribute('sandbox', 'allow-scripts');
    element.hidden = true;
    element.title = 'Sandbox';
    element.tabIndex = -1;
    const { port1, port2 } = new MessageChannel();
    const boot: Boot = { engine: bundle.engineModule, output: bundle.outputModule, omit };
    const first: FrameBoot = { script: bundle.workerScript, boot };
    // The origin of the frame is opaque, so no target origin can be named; it holds nothing secret.
    element.addEventListener('load', () => element.contentWindow?.postMessage(first, '*', [port2]), { once: true });
    element.srcdoc = frameDocument(bundle.frameScriptHash);
    port1.onmessage = (event: MessageEvent<FromFrame>) => this.#hear(event.data);
    this.#element = element;
    this.#control = port1;
    document.body.append(element);
  }

  /** Starts a worker (ending the one before); settles when it is ready for a job, or cannot be. */
  start(within: number): Promise<Started> {
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
      const failed = (why: string): void => {
        clearTimeout(timer);
        port1.onmessage = null;
        resolve({ kind: 'failed', why });
      };
      const timer = setTimeout(() => failed(NO_ANSWER), within);
      this.#onBroken = failed;
      port1.onmessage = (event: MessageEvent<FromWorker>) => {
        if (event.data.kind === 'broken') return failed(event.data.why);
        if (event.data.kind !== 'ready') return;
        clearTimeout(timer);
        resolve({ kind: 'ready', worker: readyWorker(port1) });
      };
      const message: ToFrame = { kind: 'start' };
      this.#control.postMessage(message, [port2]);
    });
  }

  /** Ends the worker; right only when it is idle, since a busy one burns on for seconds. */
  drop(): void {
    const message: ToFrame = { kind: 'drop' };
    this.#control.postMessage(message);
  }

  /**
   * Asks whether the frame still lives: when its process dies of memory, no event tells. `now` in milliseconds. Returns how
   * long an answer has been missing.
   */
  heartbeat(now: number): number {
    if (this.#pingedAt !== undefined) return now - this.#pingedAt;
    this.#pingedAt = now;
    const message: ToFrame = { kind: 'ping' };
    this.#control.postMessage(message);
    return 0;
  }

  /** Forgets an unanswered heartbeat, as at the start of a run. */
  resetHeartbeat(): void {
    this.#pingedAt = undefined;
  }

  /** Takes the frame away and with it, where nothing else lives in it, its process. */
  remove(): void {
    this.#onBroken('The sandbox was closed.');
    this.#control.close();
    this.#element.remove();
  }

  #hear(message: FromFrame): void {
    if (message.kind === 'pong') this.#pingedAt = undefined;
    if (message.kind === 'broken') this.#onBroken(message.why);
  }
}

function readyWorker(port: MessagePort): ReadyWorker {
  return {
    send: (job, onMessage) => {
      port.onmessage = (event: MessageEvent<FromWorker>) => onMessage(event.data);
      port.postMessage(job);
    },
  };
}
