/** The menu: twenty concepts in their order. A lesson that has no folder yet is named here all the same. */

export interface Course {
  readonly concept: string;
  readonly title: string;
  readonly dish: string;
}

export const courses: readonly Course[] = [
  { concept: 'weights', title: 'Weights', dish: 'Choosing the ingredients' },
  { concept: 'bias', title: 'Bias', dish: 'The broth' },
  { concept: 'weighted-sum', title: 'Weighted sum', dish: 'Stirring the pot' },
  { concept: 'activation', title: 'Activation', dish: 'When to add pumpkin and cheese' },
  { concept: 'loss-gradient', title: 'Gradient of the loss', dish: 'Tasting' },
  { concept: 'dw', title: 'dw, the weight’s gradient', dish: 'More pumpkin?' },
  { concept: 'db', title: 'db, the bias’s gradient', dish: 'A better broth' },
  { concept: 'dz', title: 'dz, the error at the sum', dish: 'The mix before the last seasoning' },
  { concept: 'da', title: 'da, through the activation', dish: 'How much the Parmesan matters' },
  { concept: 'backprop', title: 'Backpropagation', dish: 'Looking back over the whole meal' },
  { concept: 'optimizers', title: 'Optimizers', dish: 'Trying ways to cook' },
  { concept: 'regularization', title: 'Regularization', dish: 'No ingredient takes over' },
  { concept: 'losses', title: 'Loss functions', dish: 'Against the ideal dish' },
  { concept: 'cnn', title: 'Convolutional networks', dish: 'One spoon for every spot in the pot' },
  { concept: 'rnn-lstm', title: 'RNNs and LSTMs', dish: 'The stock that remembers yesterday' },
  { concept: 'transformer', title: 'Transformers', dish: 'Looking round the table' },
  { concept: 'learning-rate', title: 'Learning rate and schedules', dish: 'The flame' },
  { concept: 'embeddings', title: 'Embeddings', dish: 'The spice rack' },
  { concept: 'transfer', title: 'Transfer and fine-tuning', dish: 'A risotto cook learns paella' },
  { concept: 'federated', title: 'Federated learning', dish: 'Many kitchens, one recipe' },
];

/** Position in the menu, from 1. */
export function courseNumber(concept: string): number {
  return courses.findIndex((course) => course.concept === concept) + 1;
}
