import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  Buffer,
  Generator,
  Linear,
  Module,
  noGrad,
  ones,
  Parameter,
  randn,
  ReLU,
  Sequential,
  SGD,
  tensor,
  zeros,
  type StateDict,
  type Tensor,
} from '../../../engine/index.ts';

const generator = new Generator(1);

class Block extends Module {
  linear = new Linear(2, 2, { generator });
  scale = new Parameter(ones([1]));
  count = new Buffer(zeros([1]));
  note = 'not a tensor';
  cache: Tensor | null = null;

  forward(x: Tensor): Tensor {
    this.cache = this.linear.forward(x).mul(this.scale);
    return this.cache;
  }
}

class Net extends Module {
  first = new Linear(3, 2, { generator, bias: false });
  layers = [new Block(), new Block()];
  heads = { yes: new Linear(2, 1, { generator }), no: new Linear(2, 1, { generator }) };
  constants = tensor([1, 2]);
  nothing = null;

  forward(x: Tensor): Tensor {
    return this.heads.yes.forward(this.layers.reduce((y, layer) => layer.forward(y), this.first.forward(x)));
  }
}

describe('a module finds what belongs to it', () => {
  test('parameters, in fields, lists and plain objects, by dotted names in order', () => {
    expect(new Net().namedParameters().map(([name]) => name)).toEqual([
      'first.weight',
      'layers.0.scale',
      'layers.0.linear.weight',
      'layers.0.linear.bias',
      'layers.1.scale',
      'layers.1.linear.weight',
      'layers.1.linear.bias',
      'heads.yes.weight',
      'heads.yes.bias',
      'heads.no.weight',
      'heads.no.bias',
    ]);
    expect(new Net().parameters()).toHaveLength(11);
  });

  test('buffers and modules', () => {
    const net = new Net();
    expect(net.namedBuffers().map(([name]) => name)).toEqual(['layers.0.count', 'layers.1.count']);
    expect(net.buffers()).toEqual(net.layers.map((layer) => layer.count));
    expect(net.namedModules().map(([name]) => name)).toEqual([
      '',
      'first',
      'layers.0',
      'layers.0.linear',
      'layers.1',
      'layers.1.linear',
      'heads.yes',
      'heads.no',
    ]);
    expect(net.modules()[0]).toBe(net);
    expect(net.children()).toEqual([net.first, ...net.layers, net.heads.yes, net.heads.no]);
    expect(net.namedChildren().map(([name]) => name)).toEqual([
      'first',
      'layers.0',
      'layers.1',
      'heads.yes',
      'heads.no',
    ]);
  });

  test('a computed tensor in a field is no parameter, not even in a cache', () => {
    const block = new Block();
    block.forward(ones([1, 2]));
    expect(block.cache!.requiresGrad).toBe(true);
    expect(block.parameters()).toEqual([block.scale, block.linear.weight, block.linear.bias]);
  });

  test('a plain tensor that asks for gradients is refused, since it would never be trained', () => {
    class Forgetful extends Module {
      w = ones([2], { requiresGrad: true });
      forward(x: Tensor): Tensor {
        return x.mul(this.w);
      }
    }
    expect(() => new Sequential(new Forgetful()).parameters()).toThrow(ArgumentError);
    expect(() => new Sequential(new Forgetful()).parameters()).toThrow('in the field "0.w"; expected a Parameter');
  });

  test('what is shared comes once, and circles end', () => {
    class Tied extends Module {
      a = new Linear(2, 2, { generator });
      b = new Linear(2, 2, { generator });
      self: unknown = this;
      circle: unknown[] = [];
      constructor() {
        super();
        (this.b as { weight: Parameter }).weight = this.a.weight;
        this.circle.push(this.circle, this.a);
      }
      forward(x: Tensor): Tensor {
        return this.b.forward(this.a.forward(x));
      }
    }
    const tied = new Tied();
    expect(tied.namedParameters().map(([name]) => name)).toEqual(['a.weight', 'a.bias', 'b.bias']);
    expect(Object.keys(tied.stateDict())).toEqual([
      'a.weight',
      'a.bias',
      'b.weight',
      'b.bias',
      'circle.1.weight',
      'circle.1.bias',
    ]);
    expect(tied.namedModules().map(([name]) => name)).toEqual(['', 'a', 'b']);
    expect(tied.children().filter((child) => child !== tied)).toEqual([tied.a, tied.b]);
  });
});

test('a parameter shares the numbers it is given, and what is computed from it is a plain tensor', () => {
  const data = tensor([
    [1, 2],
    [3, 4],
  ]).T;
  const parameter = new Parameter(data);
  expect([parameter.isLeaf, parameter.requiresGrad, parameter.storage === data.storage]).toEqual([true, true, true]);
  expect(parameter.toArray()).toEqual([
    [1, 3],
    [2, 4],
  ]);
  expect(parameter.mul(2)).not.toBeInstanceOf(Parameter);
  expect(new Parameter(data, false).requiresGrad).toBe(false);
  expect(new Buffer(data).requiresGrad).toBe(false);
  expect(() => new Parameter([1, 2] as never)).toThrow('new Parameter(zeros([3]))');
});

test('train and eval reach every module', () => {
  const net = new Net();
  expect(net.modules().every((module) => module.training)).toBe(true);
  expect(net.eval()).toBe(net);
  expect(net.modules().some((module) => module.training)).toBe(false);
  net.layers[0]!.train();
  expect(net.layers.map((layer) => layer.linear.training)).toEqual([true, false]);
});

test('frozen parameters stay parameters, but neither collect gradients nor move', () => {
  const net = new Net();
  expect(net.layers[0]!.requiresGrad_(false)).toBe(net.layers[0]);
  expect(net.parameters()).toHaveLength(11);
  net
    .forward(randn([4, 3], { generator }))
    .sum()
    .backward();
  expect(net.layers[0]!.linear.weight.grad).toBeNull();
  expect(net.layers[1]!.linear.weight.grad!.shape).toEqual([2, 2]);
  const before = net.layers[0]!.linear.weight.toArray();
  new SGD(net.parameters(), { lr: 1 }).step();
  expect(net.layers[0]!.linear.weight.toArray()).toEqual(before);
  net.zeroGrad();
  expect(net.parameters().every((parameter) => parameter.grad === null)).toBe(true);
  expect(
    net
      .requiresGrad_()
      .parameters()
      .every((parameter) => parameter.requiresGrad),
  ).toBe(true);
});

describe('stateDict', () => {
  test('is plain data, in row-major order, and a copy', () => {
    const block = new Block();
    noGrad(() =>
      block.linear.weight.copy_(
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
    );
    const state = block.stateDict();
    expect(Object.keys(state)).toEqual(['scale', 'count', 'linear.weight', 'linear.bias']);
    expect(state['linear.weight']).toEqual({ shape: [2, 2], dtype: 'float32', data: [1, 2, 3, 4] });
    noGrad(() => block.linear.weight.zero_());
    expect(state['linear.weight']!.data).toEqual([1, 2, 3, 4]);
  });

  test.each(['float32', 'float64'] as const)('comes back exactly through JSON in %s', (dtype) => {
    const source = new Linear(7, 5, { generator, dtype });
    const target = new Linear(7, 5, { generator, dtype });
    const { weight } = target;
    expect(target.stateDict()).not.toEqual(source.stateDict());
    target.loadStateDict(JSON.parse(JSON.stringify(source.stateDict())) as StateDict);
    expect(target.stateDict()).toEqual(source.stateDict());
    expect(target.weight).toBe(weight);
    expect(target.weight.isLeaf && target.weight.requiresGrad).toBe(true);
  });

  test('brings back, without JSON, even what JSON cannot write', () => {
    const source = new Linear(2, 2, { generator });
    noGrad(() => source.weight.copy_(tensor([[-0, NaN], [Infinity, -Infinity]]))); // prettier-ignore
    const target = new Linear(2, 2, { generator });
    target.loadStateDict(source.stateDict());
    expect(target.stateDict()).toEqual(source.stateDict());
  });

  test('holds a view in its own order, and loads into one', () => {
    class Held extends Module {
      w = new Parameter(
        tensor([
          [1, 2, 3],
          [4, 5, 6],
        ]).T,
      );
      forward(): Tensor {
        return this.w;
      }
    }
    const held = new Held();
    expect(held.stateDict().w).toEqual({ shape: [3, 2], dtype: 'float32', data: [1, 4, 2, 5, 3, 6] });
    held.loadStateDict({ w: { shape: [3, 2], dtype: 'float64', data: [6, 5, 4, 3, 2, 1] } });
    expect(held.w.toArray()).toEqual([
      [6, 5],
      [4, 3],
      [2, 1],
    ]);
    expect(held.w.dtype).toBe('float32');
  });

  test('that does not fit is refused with everything that is wrong, and nothing changes', () => {
    const net = new Sequential(new Linear(2, 3, { generator }), new ReLU(), new Linear(3, 1, { generator }));
    const before = net.stateDict();
    const { '0.bias': bias, ...rest } = before;
    const wrong = { ...rest, '0.weight': before['2.weight']!, extra: bias! };
    const load = (state: unknown) => () => net.loadStateDict(state as StateDict);
    expect(load(wrong)).toThrow(ArgumentError);
    expect(load(wrong)).toThrow('missing: 0.bias; unexpected: extra; 0.weight has the shape [1, 3], expected [3, 2]');
    const last = before['2.bias']!;
    const other = { ...before, '0.bias': { ...bias!, data: [7, 7, 7] } };
    expect(load({ ...other, '2.bias': { ...last, data: [null] } })).toThrow('2.bias holds null at position 0');
    expect(load({ ...other, '2.bias': { ...last, data: [] } })).toThrow('2.bias has 0 numbers, expected 1');
    expect(load({ ...other, '2.bias': 3 })).toThrow('2.bias is not of the form');
    expect(load(JSON.stringify(before))).toThrow('Use JSON.parse on text');
    expect(load(null)).toThrow('got a null');
    expect(net.stateDict()).toEqual(before);
  });
});

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
