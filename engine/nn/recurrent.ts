import { ShapeError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { stack } from '../ops/index.ts';
import { zeros } from '../tensor/create.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';
import { drawParameter, expectSizes, type AffineOptions } from './affine-parameters.ts';
import { expectProbability } from './dropout.ts';
import { affine, expectLastSize } from './linear.ts';
import { Module } from './module.ts';
import type { Parameter } from './parameter.ts';

export interface RecurrentOptions extends AffineOptions {
  /** How many layers are stacked, each reading what the one below it says at every step; 1 unless said otherwise. */
  readonly numLayers?: number;
  /** Whether input and output are `[n, T, …]` rather than `[T, n, …]`; states never change their order. */
  readonly batchFirst?: boolean;
  /** The share of what passes from layer to layer that is dropped in training, drawn from `generator`; 0 for none. */
  readonly dropout?: number;
}

/**
 * What RNN, LSTM and GRU share: their parameters, and the walk through layers and time.
 *
 * @see https://github.com/pytorch/pytorch/blob/main/torch/nn/modules/rnn.py (RNNBase)
 */
export abstract class Recurrent extends Module {
  [weight: `weight${'Ih' | 'Hh'}L${number}`]: Parameter;
  [bias: `bias${'Ih' | 'Hh'}L${number}`]: Parameter | null;
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly numLayers: number;
  readonly batchFirst: boolean;
  readonly dropout: number;
  /** Where dropout between layers draws from. */
  readonly generator: Generator;
  readonly #name: string;

  constructor(gates: number, inputSize: number, hiddenSize: number, options: RecurrentOptions, caller: string) {
    super();
    this.#name = caller;
    const { numLayers = 1, batchFirst = false, dropout = 0, bias = true } = options ?? {};
    expectSizes({ inputSize, hiddenSize, numLayers }, caller);
    const draw = (...shape: number[]): Parameter => drawParameter(shape, 1 / Math.sqrt(hiddenSize), options, caller);
    const parameters: Record<string, Parameter | null> = {};
    for (let layer = 0; layer < numLayers; layer++) {
      parameters[`weightIhL${layer}`] = draw(gates * hiddenSize, layer === 0 ? inputSize : hiddenSize);
      parameters[`weightHhL${layer}`] = draw(gates * hiddenSize, hiddenSize);
      parameters[`biasIhL${layer}`] = bias ? draw(gates * hiddenSize) : null;
      parameters[`biasHhL${layer}`] = bias ? draw(gates * hiddenSize) : null;
    }
    Object.assign(this, parameters);
    this.inputSize = inputSize;
    this.hiddenSize = hiddenSize;
    this.numLayers = numLayers;
    this.batchFirst = batchFirst;
    this.dropout = expectProbability(dropout, caller);
    this.generator = options.generator;
  }

  /** The next state of one layer, what it shows first, from its share of the input and its state so far. */
  protected abstract step(input: Tensor, state: readonly Tensor[], weightHh: Tensor, biasHh: Tensor | null): Tensor[];

  /** What is added to the input of a layer at all steps at once; both biases, where they only ever occur as a sum. */
  protected inputBias(layer: number): Tensor | null {
    return this[`biasIhL${layer}`]?.add(this[`biasHhL${layer}`]!) ?? null;
  }

  /** Reads the whole input; `initial` holds one tensor per part of the state, or is null for zeros. */
  protected read(input: Tensor, initial: readonly Tensor[] | null, parts: number): { output: Tensor; final: Tensor[] } {
    const steps = this.#timeFirst(input);
    const batch = input.ndim === 3 ? [steps.shape[1]!] : [];
    const expected = [this.numLayers, ...batch, this.hiddenSize];
    initial?.forEach((part) => this.#expectState(part, expected));
    const states = initial ?? Array.from({ length: parts }, () => zeros(expected, { dtype: input.dtype }));

    const { output, finals } = this.#throughLayers(
      steps,
      states.map((part) => (input.ndim === 3 ? part : part.unsqueeze(1))),
    );
    const final = states.map((_, part) => stack(finals.map((state) => state[part]!)));
    if (input.ndim === 2) return { output: output.squeeze(1), final: final.map((part) => part.squeeze(1)) };
    return { output: this.batchFirst ? output.transpose(0, 1) : output, final };
  }

  #throughLayers(steps: Tensor, states: readonly Tensor[]): { output: Tensor; finals: Tensor[][] } {
    let output = steps;
    const finals: Tensor[][] = [];
    for (let layer = 0; layer < this.numLayers; layer++) {
      if (layer > 0 && this.dropout > 0) output = this.#drop(output);
      // What the input adds does not wait for the state before, so all steps are multiplied at once.
      const inputs = affine(output, this[`weightIhL${layer}`]!, this.inputBias(layer));
      const weightHh = this[`weightHhL${layer}`]!.T;
      const shown: Tensor[] = [];
      let state = states.map((part) => part.at(layer));
      for (let t = 0; t < inputs.shape[0]!; t++) {
        state = this.step(inputs.at(t), state, weightHh, this[`biasHhL${layer}`] ?? null);
        shown.push(state[0]!);
      }
      output = stack(shown);
      finals.push(state);
    }
    return { output, finals };
  }

  #drop(output: Tensor): Tensor {
    return output.dropout(this.dropout, { training: this.training, generator: this.generator });
  }

  #timeFirst(input: Tensor): Tensor {
    const name = this.#name;
    expectTensor(input, name);
    if (input.ndim !== 2 && input.ndim !== 3) {
      throw new ShapeError(
        `${name}: got an input of shape ${formatShape(input.shape)}; expected ${this.batchFirst ? '[n, T, in]' : '[T, n, in]'}, or [T, in] for one sequence.`,
      );
    }
    expectLastSize(input, this.inputSize, name);
    const steps = input.ndim === 2 ? input.unsqueeze(1) : this.batchFirst ? input.transpose(0, 1) : input;
    if (steps.shape[0] === 0) {
      throw new ShapeError(
        `${name}: got an input of shape ${formatShape(input.shape)}; expected a sequence of at least one step.`,
      );
    }
    return steps;
  }

  #expectState(part: Tensor, expected: readonly number[]): void {
    expectTensor(part, `${this.#name} (initial state)`);
    if (sameShape(part.shape, expected)) return;
    throw new ShapeError(
      `${this.#name}: got an initial state of shape ${formatShape(part.shape)}; expected ${formatShape(expected)}: layers, ` +
        `${expected.length === 3 ? 'sequences, ' : ''}hidden size.`,
    );
  }
}
