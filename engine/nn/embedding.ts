import { expectGenerator, randn } from '../tensor/random.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';
import { expectSizes, type WeightOptions } from './affine-parameters.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

/**
 * A table with one learned vector for each of a number of things, looked up by their numbers; it starts normally distributed.
 *
 * Shape: any shape `[…]` of whole numbers → `[…, embeddingDim]`.
 * @throws IndexOutOfRangeError if a number has no row.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Embedding.html
 */
export class Embedding extends Module {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  weight: Parameter;

  constructor(numEmbeddings: number, embeddingDim: number, options: WeightOptions) {
    super();
    expectSizes({ numEmbeddings, embeddingDim }, 'Embedding');
    const generator = options?.generator;
    expectGenerator(generator, 'new Embedding');
    this.numEmbeddings = numEmbeddings;
    this.embeddingDim = embeddingDim;
    this.weight = new Parameter(randn([numEmbeddings, embeddingDim], { generator, dtype: options.dtype ?? 'float32' }));
  }

  forward(indices: Tensor): Tensor {
    expectTensor(indices, 'Embedding');
    return indices.embedding(this.weight);
  }
}
