import { describe, expect, test } from 'vitest';
import { Generator, Linear, randn, ReLU, Sequential, tensor } from '../../../engine/index.ts';

const generator = new Generator(3);

describe('Sequential', () => {
  const net = new Sequential(new Linear(2, 3, { generator }), new ReLU(), new Linear(3, 1, { generator }));

  test('feeds each layer with what the one before it made', () => {
    const x = randn([5, 2], { generator });
    expect(net.forward(x).toArray()).toEqual(net[2]!.forward(net[0]!.forward(x).relu()).toArray());
  });

  test('names its layers by number, and can be walked', () => {
    expect(net.namedParameters().map(([name]) => name)).toEqual(['0.weight', '0.bias', '2.weight', '2.bias']);
    expect([...net]).toEqual(net.children());
    expect(net).toHaveLength(3);
    expect(new Sequential().forward(tensor([1])).toArray()).toEqual([1]);
  });

  test('takes modules only', () => {
    expect(() => new Sequential([new ReLU()] as never)).toThrow('as layer 0; expected modules');
  });
});
