// One pot: rice, pumpkin and Parmesan, in hundreds of grams.
export const x = [3, 2, 0.5];
export const w = [0.4, 0.6, 0.8];
export const b = 0.5; // the broth
export const y = 5; // the creaminess the guest wants

export const z = w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + b;
export const dz = z - y; // ∂L/∂z for the loss L = ½(z − y)²
export const dw = x.map((amount) => amount * dz);

console.log(`z = ${z.toFixed(2)} and dz = ${dz.toFixed(2)}`);
console.log(`dw = ${dw.map((slope) => slope.toFixed(2)).join(', ')}`);
