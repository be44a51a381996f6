import { ArgumentError } from '../errors.ts';
import { gaussianRdp } from './renyi.ts';

export interface GaussianMechanism {
  /** How far one record can move the result, in the Euclidean norm. */
  readonly sensitivity?: number;
  readonly epsilon: number;
  readonly delta: number;
}

/**
 * The standard deviation of noise that makes one release (ε, δ)-private: √(2 ln(1.25 / δ)) · sensitivity / ε.
 *
 * Assumes ε below 1, where the theorem holds, and one release; several add up, see {@link PrivacyAccountant}.
 * @throws ArgumentError if ε or δ is not between 0 and 1.
 * @see Dwork & Roth, "The Algorithmic Foundations of Differential Privacy" (2014), theorem 3.22 and appendix A
 */
export function gaussianMechanismStd({ epsilon, delta, sensitivity = 1 }: GaussianMechanism): number {
  if (!(epsilon > 0 && epsilon < 1))
    throw new ArgumentError(
      `gaussianMechanismStd: got epsilon ${epsilon}; expected a number between 0 and 1, where the theorem holds. Use PrivacyAccountant for larger ones.`,
    );
  expectDelta('gaussianMechanismStd', delta);
  return (Math.sqrt(2 * Math.log(1.25 / delta)) * sensitivity) / epsilon;
}

export interface PrivateRounds {
  /** The standard deviation of the noise on the sum, as a multiple of what one client may add to it (its clipping bound). */
  readonly noiseMultiplier: number;
  /** The chance with which each client takes part in a round, by itself. 1 unless said otherwise. */
  readonly sampleRate?: number;
  /** How many such rounds. 1 unless said otherwise. */
  readonly rounds?: number;
}

/** What a list of rounds has cost: (ε, δ), and the order of the Rényi bound that gave it. */
export interface PrivacySpent {
  readonly epsilon: number;
  readonly delta: number;
  readonly order: number;
}

/** Whole orders, close together where the best one usually lies. */
const ORDERS: readonly number[] = [...Array.from({ length: 63 }, (_, i) => i + 2), 80, 96, 128, 192, 256, 512, 1024];

/**
 * Adds up what rounds with Gaussian noise cost in privacy, by Rényi differential privacy.
 *
 * Assumes: neighbours differ in one client more or less; each client's update is clipped to the bound that the noise is a
 * multiple of; each client is drawn by itself with `sampleRate` (Poisson sampling: a fixed number of clients in each round
 * is not covered); the server releases every round's noisy sum and nothing else; the noise is truly normal and unseen.
 * Costs of one order add up (Mironov 2017, proposition 1), and (α, ρ)-RDP is (ρ + ln(1/δ) / (α − 1), δ)-privacy
 * (proposition 3); the best of some whole orders α from 2 is taken, which makes ε slightly larger than it need be.
 * @see Mironov, "Rényi Differential Privacy" (2017), https://arxiv.org/abs/1702.07476
 * @see Mironov, Talwar & Zhang, "Rényi Differential Privacy of the Sampled Gaussian Mechanism" (2019), https://arxiv.org/abs/1908.10530
 */
export class PrivacyAccountant {
  readonly #spent = new Float64Array(ORDERS.length);

  /**
   * Counts rounds that were released.
   *
   * @throws ArgumentError if a setting is out of range.
   */
  add({ noiseMultiplier, sampleRate = 1, rounds = 1 }: PrivateRounds): void {
    if (!Number.isInteger(rounds) || rounds < 0)
      throw new ArgumentError(`PrivacyAccountant: got ${rounds} rounds; expected a whole number from 0 up.`);
    const costs = ORDERS.map((order) => rounds * gaussianRdp({ order, sampleRate, noiseMultiplier }));
    costs.forEach((cost, i) => (this.#spent[i]! += cost));
  }

  /**
   * The smallest ε that the bounds give for a δ.
   *
   * @throws ArgumentError if δ is not between 0 and 1.
   */
  spent(delta: number): PrivacySpent {
    expectDelta('PrivacyAccountant', delta);
    const bounds = ORDERS.map((order, i) => ({
      epsilon: this.#spent[i]! + Math.log(1 / delta) / (order - 1),
      delta,
      order,
    }));
    return bounds.reduce((best, bound) => (bound.epsilon < best.epsilon ? bound : best));
  }
}

function expectDelta(caller: string, delta: number): void {
  if (!(delta > 0 && delta < 1))
    throw new ArgumentError(`${caller}: got delta ${delta}; expected a number between 0 and 1.`);
}
