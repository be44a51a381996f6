import {
  add,
  addScalar,
  div,
  divScalar,
  mul,
  mulScalar,
  sub,
  subScalar,
} from './binary';

// A row joins every row of a matrix, a column gives every row a number of its own.

export function addRow(rows: i32, cols: i32, out: usize, a: usize, row: usize): void {
  const step = <usize>cols << 2;
  if (cols == 1) addScalar(rows, out, a, load<f32>(row));
  else for (let r = 0; r < rows; r++, out += step, a += step) add(cols, out, a, row);
}
export function subRow(rows: i32, cols: i32, out: usize, a: usize, row: usize): void {
  const step = <usize>cols << 2;
  if (cols == 1) subScalar(rows, out, a, load<f32>(row));
  else for (let r = 0; r < rows; r++, out += step, a += step) sub(cols, out, a, row);
}
export function mulRow(rows: i32, cols: i32, out: usize, a: usize, row: usize): void {
  const step = <usize>cols << 2;
  if (cols == 1) mulScalar(rows, out, a, load<f32>(row));
  else for (let r = 0; r < rows; r++, out += step, a += step) mul(cols, out, a, row);
}
export function divRow(rows: i32, cols: i32, out: usize, a: usize, row: usize): void {
  const step = <usize>cols << 2;
  if (cols == 1) divScalar(rows, out, a, load<f32>(row));
  else for (let r = 0; r < rows; r++, out += step, a += step) div(cols, out, a, row);
}

export function addColumn(rows: i32, cols: i32, out: usize, a: usize, column: usize): void {
  const step = <usize>cols << 2;
  if (cols == 1) add(rows, out, a, column);
  else for (let r = 0; r < rows; r++, out += step, a += step) addScalar(cols, out, a, load<f32>(column + (r << 2)));
}
export function subColumn(rows: i32, cols: i32, out: usize, a: usize, column: usize): void {
  const step = <usize>cols << 2;
  if (cols == 1) sub(rows, out, a, column);
  else for (let r = 0; r < rows; r++, out += step, a += step) subScalar(cols, out, a, load<f32>(column + (r << 2)));
}
export function mulColumn(rows: i32, cols: i32, out: usize, a: usize, column: usize): void {
  const step = <usize>cols << 2;
  if (cols == 1) mul(rows, out, a, column);
  else for (let r = 0; r < rows; r++, out += step, a += step) mulScalar(cols, out, a, load<f32>(column + (r << 2)));
}
export function divColumn(rows: i32, cols: i32, out: usize, a: usize, column: usize): void {
  const step = <usize>cols << 2;
  if (cols == 1) div(rows, out, a, column);
  else for (let r = 0; r < rows; r++, out += step, a += step) divScalar(cols, out, a, load<f32>(column + (r << 2)));
}
