/** Every number that the lesson's text quotes, computed from its cells. */
import { b, dw, dz, w, x, y, z } from './cells/01-one-pot.ts';

const lr = 0.05;
const loss = (score: number) => 0.5 * (score - y) ** 2;
const stepped = w.map((weight, j) => weight - lr * dw[j]);
const zAfter = stepped.reduce((sum, weight, j) => sum + weight * x[j], b);
const squaredAmounts = x.reduce((sum, amount) => sum + amount ** 2, 0);

export const values = {
  rice: x[0],
  pumpkin: x[1],
  parmesan: x[2],
  wanted: y,
  z,
  dz,
  dwRice: dw[0],
  dwPumpkin: dw[1],
  dwParmesan: dw[2],
  dxPumpkin: w[1] * dz,
  lr,
  lossBefore: loss(z),
  lossAfter: loss(zAfter),
  squaredAmounts,
  landsAt: 1 / squaredAmounts,
  overshootsAt: 2 / squaredAmounts,
  gramsFactor: 100,
  gramsDwPumpkin: x[1] * 100 * dz,
};
