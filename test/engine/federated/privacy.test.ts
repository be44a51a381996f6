import { describe, expect, test } from 'vitest';
import { ArgumentError, gaussianMechanismStd, PrivacyAccountant, gaussianRdp } from '../../../engine/index.ts';

describe('one release with Gaussian noise', () => {
  test.each([
    // √(2 ln 125000) = 4.844805…, √(2 ln 12500) = 4.343611…: by hand from the theorem.
    [{ epsilon: 0.5, delta: 1e-5 }, 4.844805262605389 / 0.5],
    [{ epsilon: 0.1, delta: 1e-4, sensitivity: 3 }, (3 * Math.sqrt(2 * Math.log(12500))) / 0.1],
  ])('needs a standard deviation of √(2 ln(1.25/δ)) Δ/ε: %j', (mechanism, std) => {
    expect(gaussianMechanismStd(mechanism)).toBeCloseTo(std, 10);
  });

  test('is really (ε, δ)-private: the exact δ of normal noise is smaller', () => {
    // Balle & Wang 2018, theorem 8: δ = Φ(Δ/2σ − εσ/Δ) − e^ε Φ(−Δ/2σ − εσ/Δ).
    for (const epsilon of [0.1, 0.5, 0.9]) {
      for (const delta of [1e-2, 1e-3, 1e-5]) {
        const std = gaussianMechanismStd({ epsilon, delta });
        const [half, shift] = [1 / (2 * std), epsilon * std];
        const exact = normalCdf(half - shift) - Math.exp(epsilon) * normalCdf(-half - shift);
        expect(exact).toBeGreaterThan(0);
        expect(exact).toBeLessThan(delta);
      }
    }
  });

  test('is refused where the theorem does not hold', () => {
    expect(() => gaussianMechanismStd({ epsilon: 1, delta: 1e-5 })).toThrow('where the theorem holds');
    expect(() => gaussianMechanismStd({ epsilon: 0, delta: 1e-5 })).toThrow(ArgumentError);
    expect(() => gaussianMechanismStd({ epsilon: 0.5, delta: 0 })).toThrow('got delta 0');
  });
});

describe('the Rényi cost of one release', () => {
  test('is α / 2σ² if all take part', () => {
    expect(gaussianRdp({ order: 3, sampleRate: 1, noiseMultiplier: 2 })).toBe(3 / 8);
    expect(gaussianRdp({ order: 1.5, noiseMultiplier: 0.5 })).toBe(3);
    expect(gaussianRdp({ order: 8, sampleRate: 0, noiseMultiplier: 0.5 })).toBe(0);
  });

  test('for orders 2 and 3 is what the formula gives by hand', () => {
    expect(gaussianRdp({ order: 2, sampleRate: 0.5, noiseMultiplier: 1 })).toBeCloseTo(Math.log((3 + Math.E) / 4), 14);
    const third = 0.9 ** 3 + 3 * 0.9 ** 2 * 0.1 + 3 * 0.9 * 0.01 * Math.exp(1 / 4) + 0.001 * Math.exp(3 / 4);
    expect(gaussianRdp({ order: 3, sampleRate: 0.1, noiseMultiplier: 2 })).toBeCloseTo(Math.log(third) / 2, 14);
  });

  test.each([
    [2, 0.01, 1],
    [5, 0.1, 1.5],
    [16, 0.02, 1.1],
    [32, 0.3, 4],
  ])('of order %d for q = %d and σ = %d is the divergence itself, integrated numerically', (order, q, sigma) => {
    // A = E[(1 − q + q·exp((2z − 1) / 2σ²))^α] for z from N(0, σ²).
    const step = 0.001;
    let sum = 0;
    for (let z = -12 * sigma; z < order + 12 * sigma; z += step) {
      const density = Math.exp(-(z * z) / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
      sum += density * (1 - q + q * Math.exp((2 * z - 1) / (2 * sigma * sigma))) ** order * step;
    }
    const rdp = gaussianRdp({ order, sampleRate: q, noiseMultiplier: sigma });
    expect(rdp).toBeCloseTo(Math.log(sum) / (order - 1), 9);
  });

  test('stays finite where its terms do not', () => {
    const rdp = gaussianRdp({ order: 1024, sampleRate: 0.5, noiseMultiplier: 0.5 });
    expect(rdp).toBeGreaterThan(2000);
    expect(rdp).toBeLessThan(2048);
  });

  test('refuses settings out of range', () => {
    const fine = { order: 2, sampleRate: 0.5, noiseMultiplier: 1 };
    expect(() => gaussianRdp({ ...fine, order: 2.5 })).toThrow('got order 2.5');
    expect(() => gaussianRdp({ ...fine, order: 1 })).toThrow(ArgumentError);
    expect(() => gaussianRdp({ ...fine, sampleRate: 1.1 })).toThrow('got sampleRate 1.1');
    expect(() => gaussianRdp({ ...fine, noiseMultiplier: 0 })).toThrow('got noiseMultiplier 0');
  });
});

describe('the account over rounds', () => {
  const spent = (rounds: Parameters<PrivacyAccountant['add']>[0], delta = 1e-5) => {
    const accountant = new PrivacyAccountant();
    accountant.add(rounds);
    return accountant.spent(delta);
  };

  test('without sampling is near, and never below, the closed form', () => {
    // The smallest T α / 2σ² + ln(1/δ) / (α − 1) over all real α: T / 2σ² + √(2 T ln(1/δ)) / σ.
    for (const [rounds, sigma] of [
      [1, 1],
      [1, 5],
      [10, 5],
      [100, 20],
      [1000, 50],
    ] as const) {
      const closed = rounds / (2 * sigma ** 2) + Math.sqrt(2 * rounds * Math.log(1e5)) / sigma;
      const { epsilon } = spent({ noiseMultiplier: sigma, rounds });
      expect(epsilon).toBeGreaterThanOrEqual(closed - 1e-12);
      expect(epsilon).toBeLessThan(closed * 1.02);
    }
  });

  test('agrees with the published value for q = 0.01, σ = 4, 10,000 rounds', () => {
    expect(spent({ noiseMultiplier: 4, sampleRate: 0.01, rounds: 10000 })).toEqual({
      epsilon: expect.closeTo(1.258575, 5),
      delta: 1e-5,
      order: 20,
    });
  });

  test('adds up, whatever the order and the settings of the rounds', () => {
    const [one, other] = [new PrivacyAccountant(), new PrivacyAccountant()];
    for (let round = 0; round < 10; round++) one.add({ noiseMultiplier: 2, sampleRate: 0.1 });
    one.add({ noiseMultiplier: 3 });
    other.add({ noiseMultiplier: 3, rounds: 1 });
    other.add({ noiseMultiplier: 2, sampleRate: 0.1, rounds: 10 });
    expect(one.spent(1e-5).epsilon).toBeCloseTo(other.spent(1e-5).epsilon, 12);
  });

  test('grows with rounds and sampling, and falls with noise and δ', () => {
    const base = spent({ noiseMultiplier: 2, sampleRate: 0.1, rounds: 100 }).epsilon;
    expect(spent({ noiseMultiplier: 2, sampleRate: 0.1, rounds: 200 }).epsilon).toBeGreaterThan(base);
    expect(spent({ noiseMultiplier: 2, sampleRate: 0.2, rounds: 100 }).epsilon).toBeGreaterThan(base);
    expect(spent({ noiseMultiplier: 3, sampleRate: 0.1, rounds: 100 }).epsilon).toBeLessThan(base);
    expect(spent({ noiseMultiplier: 2, sampleRate: 0.1, rounds: 100 }, 1e-3).epsilon).toBeLessThan(base);
    expect(spent({ noiseMultiplier: 2, sampleRate: 0.1, rounds: 0 }).epsilon).toBeLessThan(0.02);
  });

  test('refuses settings out of range, and counts nothing then', () => {
    const accountant = new PrivacyAccountant();
    expect(() => accountant.add({ noiseMultiplier: 1, rounds: 0.5 })).toThrow('got 0.5 rounds');
    expect(() => accountant.add({ noiseMultiplier: -1 })).toThrow(ArgumentError);
    expect(() => accountant.spent(1)).toThrow('got delta 1');
    expect(accountant.spent(1e-5).epsilon).toBeLessThan(0.02);
  });
});

/** The normal distribution function by integration over its density. */
function normalCdf(x: number): number {
  const step = 1e-4;
  let sum = 0;
  for (let z = x; z > x - 12; z -= step) sum += Math.exp(-((z - step / 2) ** 2) / 2);
  return (sum * step) / Math.sqrt(2 * Math.PI);
}
