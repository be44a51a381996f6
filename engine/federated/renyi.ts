import { ArgumentError } from '../errors.ts';

export interface GaussianRelease {
  /** The order α of the Rényi divergence, a whole number from 2 up; any number above 1 if all take part. */
  readonly order: number;
  /** The chance q with which each record takes part. 1 unless said otherwise. */
  readonly sampleRate?: number;
  /** The standard deviation σ of the noise, for a sensitivity of 1. */
  readonly noiseMultiplier: number;
}

/**
 * The Rényi privacy cost ρ of one release of a sum with Gaussian noise, over records drawn by themselves.
 *
 * For q = 1 it is α / (2σ²) (Mironov 2017, corollary 3). Otherwise ρ = ln(A) / (α − 1) with
 * A = Σₖ C(α, k) (1 − q)^(α−k) qᵏ exp((k² − k) / (2σ²)), k = 0 … α (Mironov, Talwar & Zhang 2019, for whole α).
 * @throws ArgumentError if a setting is out of range.
 * @see https://arxiv.org/abs/1702.07476
 * @see https://arxiv.org/abs/1908.10530
 */
export function gaussianRdp({ order, sampleRate = 1, noiseMultiplier }: GaussianRelease): number {
  if (!(sampleRate >= 0 && sampleRate <= 1))
    throw new ArgumentError(`gaussianRdp: got sampleRate ${sampleRate}; expected a number from 0 to 1.`);
  if (!(noiseMultiplier > 0))
    throw new ArgumentError(`gaussianRdp: got noiseMultiplier ${noiseMultiplier}; expected a number above 0.`);
  if (!(order > 1) || (sampleRate < 1 && !Number.isInteger(order)))
    throw new ArgumentError(
      `gaussianRdp: got order ${order}; expected a whole number from 2 up (any above 1 for sampleRate 1).`,
    );
  if (sampleRate === 0) return 0;
  if (sampleRate === 1) return order / (2 * noiseMultiplier ** 2);
  return logOfSum(logTerms(order, sampleRate, noiseMultiplier)) / (order - 1);
}

/** The logarithms of the terms of A, which themselves would overflow. */
function logTerms(order: number, sampleRate: number, noiseMultiplier: number): number[] {
  let logBinomial = 0;
  return Array.from({ length: order + 1 }, (_, k) => {
    if (k > 0) logBinomial += Math.log((order - k + 1) / k);
    const chance = (order - k) * Math.log1p(-sampleRate) + k * Math.log(sampleRate);
    return logBinomial + chance + (k * k - k) / (2 * noiseMultiplier ** 2);
  });
}

function logOfSum(logs: readonly number[]): number {
  const largest = Math.max(...logs);
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
}
