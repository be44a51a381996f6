import { ArgumentError } from '../errors.ts';
import { noGrad } from '../autograd/mode.ts';
import { Generator } from '../generator.ts';
import { randperm } from '../tensor/random.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expectAlike, fedAvg, type Update } from './update.ts';

/** Someone with data of their own, and a way to learn from it. */
export interface FederatedClient<Data extends { readonly length: number } = { readonly length: number }> {
  /** What never leaves the client; its length is how many samples there are. */
  readonly dataset: Data;
  /** Local training: changes the parameters it is handed, in place, and may use their gradients. */
  readonly train: (parameters: readonly Tensor[], dataset: Data) => void;
}

export interface FederatedRoundOptions {
  /** Which share of the clients takes part, drawn at random; at least one does. All of them unless said otherwise. */
  readonly fraction?: number;
  /** Where the draw comes from; asked for if not all take part. */
  readonly generator?: Generator;
  /** What a client does to its update before sending it, such as clipping. */
  readonly prepare?: (update: Update, client: number) => Update;
  /** How the server makes one update of many: `fedAvg` unless said otherwise. */
  readonly aggregate?: (updates: readonly Update[], counts: readonly number[]) => Update;
}

export interface FederatedRoundResult {
  /** The numbers of the clients that took part, in order. */
  readonly participants: readonly number[];
  /** What was added to the parameters. */
  readonly update: Update;
}

/**
 * What one client sends: how far local training takes it from the shared parameters, which stay as they are.
 *
 * Shape: one tensor for each parameter, of its shape.
 */
export function clientUpdate<Data extends { readonly length: number }>(
  parameters: readonly Tensor[],
  { dataset, train }: FederatedClient<Data>,
): Tensor[] {
  const local = parameters.map((param) => param.detach().clone().requiresGrad_());
  train(local, dataset);
  return noGrad(() => local.map((param, i) => param.detach().sub(parameters[i]!.detach())));
}

/**
 * One round of federated averaging: clients train copies of the parameters, the server adds the average of their updates.
 *
 * Grad: changes the parameters in place; they may be a model's own.
 * @throws ArgumentError without clients, if `fraction` is not in (0, 1], or for a draw without a generator.
 * @see McMahan et al., "Communication-Efficient Learning of Deep Networks from Decentralized Data" (2017), algorithm 1
 */
export function federatedRound<Data extends { readonly length: number }>(
  parameters: readonly Tensor[],
  clients: readonly FederatedClient<Data>[],
  { fraction = 1, generator, prepare = (update) => update, aggregate = fedAvg }: FederatedRoundOptions = {},
): FederatedRoundResult {
  const participants = draw(clients.length, fraction, generator);
  const updates = participants.map((k) => prepare(clientUpdate(parameters, clients[k]!), k));
  const update = aggregate(
    updates,
    participants.map((k) => clients[k]!.dataset.length),
  );
  expectAlike('federatedRound', parameters, update);
  noGrad(() => parameters.forEach((param, i) => param.add_(update[i]!)));
  return { participants, update };
}

function draw(n: number, fraction: number, generator: Generator | undefined): number[] {
  if (n === 0) throw new ArgumentError('federatedRound: got no clients; expected at least one.');
  if (!(fraction > 0 && fraction <= 1))
    throw new ArgumentError(`federatedRound: got fraction ${fraction}; expected a number above 0, up to 1.`);
  if (fraction === 1) return Array.from({ length: n }, (_, k) => k);
  if (!(generator instanceof Generator))
    throw new ArgumentError(
      `federatedRound: got fraction ${fraction} without a generator; expected one with a seed, for example new Generator(42).`,
    );
  const order = randperm(n, { generator, dtype: 'float64' }).storage.data;
  return Array.from(order.subarray(0, Math.max(1, Math.round(fraction * n)))).sort((a, b) => a - b);
}
