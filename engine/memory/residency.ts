// Which storages lie in the kernels' memory, and for how long.
//
// JavaScript does not say when a tensor is no longer used, so none is ever thrown away on a guess. Instead the memory is
// a cache: the storages that have been there longest move out, as a copy, into arrays of their own, which the garbage
// collector frees with the tensors; whoever uses such a tensor again moves it back in. Nothing goes stale, nothing leaks,
// and a loop that never yields keeps its memory flat. What the engine made and nobody else has seen is freed at once.
import { Storage } from '../tensor/storage.ts';
import { Allocator, blockBytes } from './allocator.ts';
import { Shelf } from './shelf.ts';
import { wasm } from './wasm-runtime.ts';

const MEBIBYTE = 2 ** 20;

/** Results that no recorded graph needs: little, so that blocks are warm in a core's own cache when reused. */
const loose = new Shelf();
const LOOSE_BUDGET = MEBIBYTE / 4;
/** How much leaves at a time, and the largest storage that leaves with others of its size in one array, in bytes. */
const BATCH = MEBIBYTE / 16;
const LARGEST_IN_BATCH = 2 ** 14;
/** Results that a graph will read again in `backward()`. */
const recorded = new Shelf();
/** What was moved in because a kernel was to read it: parameters, batches, tensors made from lists. */
const guests = new Shelf();
/** What `backward()` makes for itself; see {@link openScope}. */
const scoped = new Shelf();

let allocator: Allocator | null = null;
let budget = 0;
let scope = 0;
let wantsRoom = false;

function start(): Allocator | null {
  if (wasm === null) return null;
  // Two thirds may be filled before storages are moved out; the rest is for what one operation needs on top.
  budget = Math.floor(((wasm.end - wasm.start) * 2) / 3);
  allocator = new Allocator(wasm.start, wasm.end);
  return allocator;
}

/** A new float32 storage in the kernels' memory, with whatever numbers lay there; null if there is no room. */
export function claim(size: number): Storage | null {
  const from = allocator ?? start();
  if (from === null) return null;
  const address = from.take(blockBytes(size * 4));
  if (address === 0) {
    wantsRoom = true;
    return null;
  }
  const storage = new Storage('float32', size, null);
  storage.address = address;
  (scope > 0 ? scoped : loose).put(storage);
  return storage;
}

/** Where a float32 storage lies for the kernels, moving it in if need be; 0 if there is no room. */
export function addressOf(storage: Storage): number {
  return storage.address === 0 ? moveIn(storage) : storage.address;
}

function moveIn(storage: Storage): number {
  const from = allocator ?? start();
  if (from === null || storage.dtype !== 'float32') return 0;
  const address = from.take(blockBytes(storage.size * 4));
  if (address === 0) {
    wantsRoom = true;
    return 0;
  }
  wasm!.floats.set(storage.data, address / 4);
  storage.address = address;
  storage.array = null;
  storage.shared = null;
  guests.put(storage);
  return address;
}

function moveOut(storage: Storage): void {
  const first = storage.address / 4;
  const own = wasm!.floats.slice(first, first + storage.size);
  giveBack(storage);
  storage.array = own;
}

function giveBack(storage: Storage): void {
  allocator!.give(storage.address, blockBytes(storage.size * 4));
  storage.shelf!.remove(storage);
  storage.address = 0;
}

/** A graph will read this result again. */
export function keepForGraph(storage: Storage): void {
  if (storage.shelf === loose) recorded.put(storage);
}

/** The graph that needed this result is gone. */
export function releaseFromGraph(storage: Storage): void {
  if (storage.shelf === recorded) loose.put(storage);
}

/**
 * Moves out what has been here longest. To be called between operations only: within one, arrays from `data` and
 * addresses must stay as they are.
 */
export function makeRoom(): void {
  if (loose.bytes > LOOSE_BUDGET) drain(loose, LOOSE_BUDGET - BATCH);
  if (wantsRoom) emptyAll();
  else if (recorded.bytes + guests.bytes > budget) {
    drain(recorded, budget / 4);
    drain(guests, budget / 2);
  }
}

function drain(shelf: Shelf, until: number): void {
  const bySize = new Map<number, Storage[]>();
  for (let storage = shelf.oldest; storage !== null && shelf.bytes > until; storage = shelf.oldest) {
    if (storage.size * 4 > LARGEST_IN_BATCH) {
      moveOut(storage);
      continue;
    }
    const alike = bySize.get(storage.size);
    if (alike === undefined) bySize.set(storage.size, [storage]);
    else alike.push(storage);
    shelf.remove(storage);
  }
  for (const [size, alike] of bySize) moveOutTogether(size, alike);
}

/**
 * Moves out storages of one size into one array, since making an array costs more than copying these numbers. Whoever
 * holds one of them holds all; being of one size, they are mostly the same step of a loop over and over, so that is
 * a small multiple of what is held.
 */
function moveOutTogether(size: number, storages: readonly Storage[]): void {
  const shared = new Float32Array(size * storages.length);
  const { floats } = wasm!;
  storages.forEach((storage, i) => {
    const first = storage.address / 4;
    shared.set(floats.subarray(first, first + size), i * size);
    allocator!.give(storage.address, blockBytes(size * 4));
    storage.address = 0;
    storage.array = null;
    storage.shared = shared;
    storage.sharedStart = i * size;
  });
}

function emptyAll(): void {
  wantsRoom = false;
  for (const shelf of [loose, recorded, guests]) drain(shelf, -1);
  allocator?.reset();
}

/** From here on, new storages are the engine's own, until {@link closeScope}. */
export function openScope(): void {
  scope++;
}

/** Ends a scope. What was made in it is freed at once, unless someone may hold on to it. */
export function closeScope(mayBeHeld: boolean): void {
  if (--scope > 0) return;
  for (let storage = scoped.oldest; storage !== null; storage = scoped.oldest) {
    if (mayBeHeld) loose.put(storage);
    else free(storage);
  }
}

/** Whether a storage was made in the open scope and given to nobody yet. */
export function isScoped(storage: Storage): boolean {
  return storage.shelf === scoped;
}

/** Takes a storage out of its scope: someone holds on to it. */
export function keepFromScope(storage: Storage): void {
  if (storage.shelf === scoped) guests.put(storage);
}

/** Frees a storage that nobody can reach any more. */
export function free(storage: Storage): void {
  if (storage.address === 0) return;
  giveBack(storage);
  storage.array = FREED;
}

const FREED = new Float32Array(0);

/** How many bytes lie in the kernels' memory, for tests and measurements. */
export function residentBytes(): number {
  return loose.bytes + recorded.bytes + guests.bytes + scoped.bytes;
}
