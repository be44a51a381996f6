export { Subset, TensorDataset, type Dataset, type TensorsLike } from './dataset.ts';
export { DataLoader, type DataLoaderOptions } from './data-loader.ts';
export { randomSplit } from './random-split.ts';
export { digitsFromBytes, type Digits } from './digits.ts';
export { tableFromCsv, type Table, type TableOptions } from './table.ts';
