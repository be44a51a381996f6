import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  Buffer,
  Generator,
  Linear,
  Module,
  ones,
  Parameter,
  randn,
  Sequential,
  SGD,
  tensor,
  zeros,
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
        this.b.weight = this.a.weight;
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
