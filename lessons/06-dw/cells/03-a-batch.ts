import { tensor, zeros } from 'risotto';

// Four pots, one row each: rice, pumpkin, Parmesan. The third has no pumpkin.
export const X = tensor([
  [3, 2, 0.5],
  [2, 3, 1],
  [3, 0, 1],
  [1, 2, 0],
]);
// Two neurons judge each pot, one its creaminess, one its sweetness.
export const dZ = tensor([
  [-1.75, 0.5],
  [0.5, -1.25],
  [-0.5, 0.75],
  [0.75, 0.25],
]);

export const dW = dZ.T.matmul(X);
console.log('dZᵀX', dW);

// The same gradient pot by pot: each pot lays one outer product on the pile.
let pile = zeros([2, 3]);
for (let pot = 0; pot < 4; pot++) {
  const dz = dZ.select(0, pot).reshape([2, 1]);
  const x = X.select(0, pot).reshape([1, 3]);
  pile = pile.add(dz.matmul(x));
}
console.log('pile', pile);
