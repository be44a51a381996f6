import { ArgumentError } from './errors.ts';

/**
 * One number that remembers how it was computed, so that `backward()` can say how much each number before it mattered.
 *
 * Shape: a single float64 number.
 * Grad: each value keeps the slope of its operation towards each parent; `backward()` multiplies along the way and adds up.
 * @see https://github.com/karpathy/micrograd
 */
export class Value {
  data: number;
  label: string;
  /** d(the value `backward()` was called on) / d(this); leaves add up over several calls. */
  grad = 0;
  /** The operation that made this value; empty for a leaf. */
  readonly op: string;
  readonly parents: readonly Value[];
  /** d(this) / d(parent), one per parent. */
  readonly slopes: readonly number[];

  constructor(data: number, label = '', op = '', parents: readonly Value[] = [], slopes: readonly number[] = []) {
    if (typeof data !== 'number') throw new ArgumentError(`Value: got a ${typeof data}; expected a plain number.`);
    this.data = data;
    this.label = label;
    this.op = op;
    this.parents = parents;
    this.slopes = slopes;
  }

  add(other: Value | number): Value {
    const b = asValue(other);
    return new Value(this.data + b.data, '', '+', [this, b], [1, 1]);
  }

  sub(other: Value | number): Value {
    const b = asValue(other);
    return new Value(this.data - b.data, '', '-', [this, b], [1, -1]);
  }

  mul(other: Value | number): Value {
    const b = asValue(other);
    return new Value(this.data * b.data, '', '*', [this, b], [b.data, this.data]);
  }

  div(other: Value | number): Value {
    const b = asValue(other);
    return new Value(this.data / b.data, '', '/', [this, b], [1 / b.data, -this.data / b.data ** 2]);
  }

  pow(exponent: number): Value {
    const slope = exponent === 0 ? 0 : exponent * this.data ** (exponent - 1);
    return new Value(this.data ** exponent, '', `^${exponent}`, [this], [slope]);
  }

  neg(): Value {
    return new Value(-this.data, '', 'neg', [this], [-1]);
  }

  exp(): Value {
    const e = Math.exp(this.data);
    return new Value(e, '', 'exp', [this], [e]);
  }

  log(): Value {
    return new Value(Math.log(this.data), '', 'log', [this], [1 / this.data]);
  }

  tanh(): Value {
    const t = Math.tanh(this.data);
    return new Value(t, '', 'tanh', [this], [1 - t * t]);
  }

  sigmoid(): Value {
    const s = 1 / (1 + Math.exp(-this.data));
    return new Value(s, '', 'sigmoid', [this], [s * (1 - s)]);
  }

  /** max(0, x); at the kink x = 0 the slope is 0 by convention. */
  relu(): Value {
    return new Value(Math.max(0, this.data), '', 'relu', [this], [this.data > 0 ? 1 : 0]);
  }

  /** Fills `grad` of every value this one was computed from: the chain rule, from the end to the start. */
  backward(): void {
    const order = this.history();
    for (const value of order) if (value.parents.length > 0) value.grad = 0;
    this.grad += 1;
    for (const value of order.reverse()) {
      value.parents.forEach((parent, i) => {
        parent.grad += value.slopes[i]! * value.grad;
      });
    }
  }

  /** Every value this one depends on, and itself last: parents always come before what was made of them. */
  history(): Value[] {
    const order: Value[] = [];
    const seen = new Set<Value>([this]);
    const path = [{ value: this as Value, next: 0 }];
    // A path kept by hand: recursion would run out of stack on long computations.
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const parent = step.value.parents[step.next++];
      if (parent === undefined) order.push(path.pop()!.value);
      else if (!seen.has(parent)) {
        seen.add(parent);
        path.push({ value: parent, next: 0 });
      }
    }
    return order;
  }

  toString(): string {
    return `Value(${this.label === '' ? '' : `${this.label}: `}data=${this.data}, grad=${this.grad})`;
  }

  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return this.toString();
    throw new ArgumentError(
      'JavaScript has no + − * / or < for Values. Write a.add(b), a.sub(b), a.mul(b), a.div(b), or .data for the plain number.',
    );
  }
}

function asValue(input: Value | number): Value {
  return input instanceof Value ? input : new Value(input, String(input));
}
