import { Tensor, tensor } from 'risotto';
import { plot, progress } from 'risotto/output';
import { dwNeuron } from './solution.ts';

declare function setTimeout(run: () => void, milliseconds: number): unknown;
const frame = () => new Promise<void>((done) => setTimeout(done, 20));
// An answer may be an array, a typed array or a tensor: all of them pass.
const slopes = (dw: ArrayLike<number> | Tensor) => tensor(dw instanceof Tensor ? dw.toArray() : Array.from(dw));

// One pot: rice, pumpkin and Parmesan. The guest wants a five; the broth stays as it is.
const x = [3, 2, 0.5];
const broth = 0.5;
const wanted = 5;
const lr = 0.005;
const steps = 100;

let w = tensor([0.4, 0.6, 0.8]);
for (let step = 0; step <= steps; step += 1) {
  const z = w.mul(tensor(x)).sum().item() + broth;
  const dz = z - wanted;
  plot('loss', step, 0.5 * dz ** 2);
  progress(step, steps);
  w = w.sub(slopes(dwNeuron([...x], dz)).mul(lr));
  await frame();
}

const z = w.mul(tensor(x)).sum().item() + broth;
console.log(`The pot scores ${z.toFixed(3)}; the guest wanted ${wanted}.`);
console.log('rice, pumpkin, Parmesan:', w);
