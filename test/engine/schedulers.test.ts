import { describe, expect, test } from 'vitest';
import {
  Adagrad,
  Adam,
  ArgumentError,
  CosineAnnealingLR,
  CyclicLR,
  ExponentialLR,
  LambdaLR,
  MultiStepLR,
  OneCycleLR,
  ones,
  ReduceLROnPlateau,
  SGD,
  StepLR,
  WarmupCosineLR,
  type LRScheduler,
} from '../../engine/index.ts';

const param = () => ones([1], { requiresGrad: true });
const sgd = (lr = 0.4, momentum = 0) => new SGD([param()], { lr, momentum });

/** The rates of the first steps, checking on the way that every account of them agrees. */
function ratesOf(scheduler: LRScheduler, steps: number): number[] {
  return Array.from({ length: steps }, (_, epoch) => {
    if (epoch > 0) scheduler.step();
    expect(scheduler.lastEpoch).toBe(epoch);
    const rate = scheduler.optimizer.paramGroups[0]!.lr;
    expect(scheduler.getLastLr()).toEqual([rate]);
    return rate;
  });
}

const near = (values: readonly number[]): number[] => values.map((value) => expect.closeTo(value, 12) as number);

describe('each scheduler follows its formula', () => {
  test('StepLR', () => {
    expect(ratesOf(new StepLR(sgd(), 3, 0.5), 8)).toEqual([0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.1, 0.1]);
    expect(ratesOf(new StepLR(sgd(), 1), 3)).toEqual(near([0.4, 0.04, 0.004]));
  });

  test('MultiStepLR', () => {
    expect(ratesOf(new MultiStepLR(sgd(), [2, 5, 5], 0.5), 7)).toEqual([0.4, 0.4, 0.2, 0.2, 0.2, 0.05, 0.05]);
  });

  test('ExponentialLR', () => {
    expect(ratesOf(new ExponentialLR(sgd(), 0.9), 30)).toEqual(
      near(Array.from({ length: 30 }, (_, e) => 0.4 * 0.9 ** e)),
    );
  });

  test('LambdaLR', () => {
    expect(ratesOf(new LambdaLR(sgd(), (epoch) => 1 / (1 + epoch)), 4)).toEqual(near([0.4, 0.2, 0.4 / 3, 0.1]));
  });

  test('CosineAnnealingLR', () => {
    const rates = ratesOf(new CosineAnnealingLR(sgd(), 4, 0.2), 9);
    const quarter = 0.1 * Math.SQRT1_2;
    expect(rates).toEqual(near([0.4, 0.3 + quarter, 0.3, 0.3 - quarter, 0.2, 0.3 - quarter, 0.3, 0.3 + quarter, 0.4]));
  });

  test('WarmupCosineLR', () => {
    const rates = ratesOf(new WarmupCosineLR(sgd(), 4, 8, 0.2), 11);
    const quarter = 0.1 * Math.SQRT1_2;
    expect(rates).toEqual(near([0, 0.1, 0.2, 0.3, 0.4, 0.3 + quarter, 0.3, 0.3 - quarter, 0.2, 0.2, 0.2]));
    expect(ratesOf(new WarmupCosineLR(sgd(), 0, 2), 3)).toEqual(near([0.4, 0.2, 0]));
  });

  test.each([
    ['triangular', 1, [0.1, 0.3, 0.5, 0.4, 0.3, 0.2, 0.1, 0.3, 0.5, 0.4, 0.3, 0.2, 0.1]],
    ['triangular2', 1, [0.1, 0.3, 0.5, 0.4, 0.3, 0.2, 0.1, 0.2, 0.3, 0.25, 0.2, 0.15, 0.1, 0.15, 0.2]],
    [
      'expRange',
      0.5,
      [0.1, 0.1 + 0.2 / 2, 0.1 + 0.4 / 4, 0.1 + 0.3 / 8, 0.1 + 0.2 / 16, 0.1 + 0.1 / 32, 0.1, 0.1 + 0.2 / 128],
    ],
  ] as const)('CyclicLR %s', (mode, gamma, expected) => {
    const options = { stepSizeUp: 2, stepSizeDown: 4, mode, gamma };
    const scheduler = new CyclicLR(sgd(), 0.1, 0.5, options);
    expect(ratesOf(scheduler, expected.length)).toEqual(near(expected));
  });

  test('CyclicLR with equal halves is as Smith writes it', () => {
    const half = 25;
    const expected = Array.from({ length: 120 }, (_, iteration) => {
      const cycle = Math.floor(1 + iteration / (2 * half));
      const x = Math.abs(iteration / half - 2 * cycle + 1);
      return 0.1 + 0.4 * Math.max(0, 1 - x);
    });
    expect(ratesOf(new CyclicLR(sgd(), 0.1, 0.5, { stepSizeUp: half }), 120)).toEqual(near(expected));
  });

  test('CyclicLR turns momentum the other way', () => {
    const optimizer = sgd();
    const scheduler = new CyclicLR(optimizer, 0, 1, { stepSizeUp: 2, mode: 'triangular2' });
    const momenta = Array.from({ length: 7 }, () => {
      const { momentum } = optimizer.paramGroups[0]!;
      scheduler.step();
      return momentum;
    });
    expect(momenta).toEqual(near([0.9, 0.85, 0.8, 0.85, 0.9, 0.875, 0.85]));
  });

  test('OneCycleLR, cosine', () => {
    const optimizer = sgd();
    const scheduler = new OneCycleLR(optimizer, 1, { totalSteps: 10, pctStart: 0.5 });
    const [initial, last] = [1 / 25, 1 / 25e4];
    const momenta: number[] = [];
    const rates = Array.from({ length: 10 }, () => {
      const group = optimizer.paramGroups[0]!;
      momenta.push(group.momentum);
      const rate = group.lr;
      scheduler.step();
      return rate;
    });
    const up = (part: number) => initial + ((1 - initial) * (1 - Math.cos(Math.PI * part))) / 2;
    const down = (part: number) => 1 + ((last - 1) * (1 - Math.cos(Math.PI * part))) / 2;
    expect(rates).toEqual(near([...[0, 0.25, 0.5, 0.75, 1].map(up), ...[0.2, 0.4, 0.6, 0.8, 1].map(down)]));
    expect([momenta[0], momenta[2], momenta[4], momenta[9]]).toEqual(near([0.95, 0.9, 0.85, 0.95]));
    expect(scheduler.lastEpoch).toBe(10);
    expect(() => scheduler.step()).toThrow('got step 11; expected at most 10');
    expect(scheduler.lastEpoch).toBe(10);
  });

  test('OneCycleLR, linear, in three phases, on the first beta', () => {
    const optimizer = new Adam([param()]);
    const options = {
      epochs: 2,
      stepsPerEpoch: 10,
      pctStart: 0.3,
      annealStrategy: 'linear',
      threePhase: true,
    } as const;
    const scheduler = new OneCycleLR(optimizer, 1, { ...options, divFactor: 5, finalDivFactor: 2 });
    const betas: (readonly [number, number])[] = [];
    const rates = Array.from({ length: 20 }, () => {
      const group = optimizer.paramGroups[0]!;
      betas.push(group.betas);
      const rate = group.lr;
      scheduler.step();
      return rate;
    });
    const line = (from: number, to: number, steps: number) =>
      Array.from({ length: steps }, (_, i) => from + ((to - from) * (i + 1)) / steps);
    expect(rates).toEqual(near([0.2, ...line(0.2, 1, 5), ...line(1, 0.2, 5), ...line(0.2, 0.1, 9)]));
    expect(betas[5]![0]).toBeCloseTo(0.85, 12);
    expect([betas[0], betas[19]]).toEqual([
      [0.95, 0.999],
      [expect.closeTo(0.95, 12), 0.999],
    ]);
  });
});

test.each([
  [{ totalSteps: 10, pctStart: 0.1 }, 1, 1 / 25e4],
  [{ totalSteps: 10, pctStart: 0 }, 1, 1 / 25e4],
  [{ totalSteps: 1, pctStart: 1 }, 1, 1 / 25e4],
  [{ totalSteps: 10, pctStart: 0.1, threePhase: true }, 1, 1 / 25e4],
  [{ totalSteps: 10, annealStrategy: 'linear' }, 1, 1 / 25e4],
] as const)('OneCycleLR stays within its bounds: %j', (options, most, last) => {
  const scheduler = new OneCycleLR(sgd(), 1, options);
  const rates = ratesOf(scheduler, options.totalSteps + 1);
  expect(Math.max(...rates)).toBeLessThanOrEqual(most);
  expect(Math.min(...rates)).toBeGreaterThanOrEqual(1 / 25e4 - 1e-15);
  expect(rates.at(-1)).toBeCloseTo(last, 12);
});

describe('ReduceLROnPlateau', () => {
  const run = (scheduler: ReduceLROnPlateau, metrics: readonly number[]) =>
    metrics.map((metric) => {
      scheduler.step(metric);
      return scheduler.getLastLr()[0];
    });

  test('waits as long as patience says', () => {
    const scheduler = new ReduceLROnPlateau(sgd(), { factor: 0.5, patience: 2 });
    expect(run(scheduler, [1, 1, 1, 1, 1, 1, 1, 0.5])).toEqual([0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.1, 0.1]);
    expect(scheduler.lastEpoch).toBe(8);
  });

  test.each([
    [{ mode: 'min', thresholdMode: 'rel' }, [2, 1.8, 1.799], [true, false, true]],
    [{ mode: 'min', thresholdMode: 'abs' }, [2, 1.9, 1.8], [true, false, true]],
    [{ mode: 'max', thresholdMode: 'rel' }, [2, 2.2, 2.201], [true, false, true]],
    [{ mode: 'max', thresholdMode: 'abs' }, [2, 2.1, 2.2], [true, false, true]],
    [{ mode: 'min', thresholdMode: 'rel' }, [NaN, 1, NaN], [false, true, false]],
  ] as const)('knows progress: %j', (modes, metrics, better) => {
    const scheduler = new ReduceLROnPlateau(sgd(1), { ...modes, threshold: 0.1, patience: 0, factor: 0.5 });
    let rate = 1;
    expect(run(scheduler, metrics)).toEqual(better.map((is) => (rate = is ? rate : rate / 2)));
  });

  test('rests after a reduction, and stops at minLr', () => {
    const scheduler = new ReduceLROnPlateau(sgd(), { factor: 0.5, patience: 0, cooldown: 2, minLr: 0.15 });
    expect(run(scheduler, [1, 1, 1, 1, 1, 1, 1, 1])).toEqual([0.4, 0.2, 0.2, 0.2, 0.15, 0.15, 0.15, 0.15]);
    const tiny = new ReduceLROnPlateau(sgd(1e-8), { patience: 0 });
    expect(run(tiny, [1, 1])).toEqual([1e-8, 1e-8]);
  });

  test('goes on from a saved state', () => {
    const make = () => new ReduceLROnPlateau(sgd(), { factor: 0.5, patience: 2 });
    const [first, second] = [make(), make()];
    run(first, [1, 1, 1]);
    second.loadStateDict(first.stateDict());
    expect(second.stateDict()).toEqual({ best: 1, numBadEpochs: 2, cooldownCounter: 0, lastEpoch: 3 });
    expect(run(second, [1])).toEqual([0.2]);
  });

  test('refuses what makes no sense', () => {
    expect(() => new ReduceLROnPlateau(sgd(), { factor: 1 })).toThrow('got factor 1');
    expect(() => new ReduceLROnPlateau(sgd(), { mode: 'low' as never })).toThrow('got mode low');
    expect(() => new ReduceLROnPlateau(sgd(), { thresholdMode: 'x' as never })).toThrow(ArgumentError);
    expect(() => new ReduceLROnPlateau(sgd(), { patience: 1.5 })).toThrow(ArgumentError);
  });
});

describe('several groups', () => {
  const grouped = () =>
    new SGD(
      [
        { params: [param()], lr: 1 },
        { params: [param()], lr: 2 },
      ],
      { momentum: 0.9 },
    );

  test('keep the ratio of their rates', () => {
    const optimizer = grouped();
    const scheduler = new StepLR(optimizer, 1, 0.5);
    scheduler.step();
    expect(scheduler.getLastLr()).toEqual([0.5, 1]);
    expect(scheduler.baseLrs).toEqual([1, 2]);
  });

  test('may have bounds of their own', () => {
    const optimizer = grouped();
    const scheduler = new CyclicLR(optimizer, [0.1, 0.2], [1, 2], { stepSizeUp: 1, maxMomentum: [0.9, 0.99] });
    expect(scheduler.getLastLr()).toEqual([0.1, 0.2]);
    expect(optimizer.paramGroups.map(({ momentum }) => momentum)).toEqual([0.9, 0.99]);
    scheduler.step();
    expect(scheduler.getLastLr()).toEqual([1, 2]);
    expect(() => new OneCycleLR(grouped(), [1, 2, 3], { totalSteps: 4 })).toThrow('got 3 values of maxLr; expected 2');
  });
});

test('a scheduler goes on from a saved state, and from the initial rate another one left', () => {
  const optimizer = sgd();
  const first = new ExponentialLR(optimizer, 0.5);
  first.step();
  first.step();
  const other = sgd();
  const second = new ExponentialLR(other, 0.5);
  second.loadStateDict(first.stateDict());
  expect([second.lastEpoch, other.lr]).toEqual([2, 0.1]);
  expect(new StepLR(optimizer, 5).getLastLr()).toEqual([0.4]);
});

test('settings that make no sense are refused', () => {
  const plain = new Adagrad([param()]);
  expect(() => new StepLR(sgd(), 0)).toThrow('got stepSize 0');
  expect(() => new CosineAnnealingLR(sgd(), 0)).toThrow(ArgumentError);
  expect(() => new WarmupCosineLR(sgd(), 5, 5)).toThrow('5 steps of warm-up out of 5');
  expect(() => new CyclicLR(sgd(), 0, 1, { stepSizeUp: 0 })).toThrow(ArgumentError);
  expect(() => new CyclicLR(sgd(), 0, 1, { mode: 'square' as never })).toThrow('got the mode square');
  expect(() => new CyclicLR(plain, 0, 1)).toThrow('cycleMomentum: false');
  expect(new CyclicLR(plain, 0.5, 1, { cycleMomentum: false }).getLastLr()).toEqual([0.5]);
  expect(() => new OneCycleLR(sgd(), 1)).toThrow('got no number of steps');
  expect(() => new OneCycleLR(sgd(), 1, { totalSteps: 9, pctStart: 2 })).toThrow('got pctStart 2');
  expect(() => new OneCycleLR(sgd(), 1, { totalSteps: 9, annealStrategy: 'step' as never })).toThrow(
    'annealStrategy step',
  );
});
