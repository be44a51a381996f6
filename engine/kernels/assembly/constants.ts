// A constant read from memory costs less than one made in place, so each lies four times in a table.

/** The place of a constant, in bytes from the start of the table. */
export const LOG2_E: usize = 0;
export const ROUNDER: usize = 16;
export const LN2_HIGH: usize = 32;
export const LN2_LOW: usize = 48;
export const E6: usize = 64;
export const E5: usize = 80;
export const E4: usize = 96;
export const E3: usize = 112;
export const E2: usize = 128;
export const HALF: usize = 144;
export const ONE: usize = 160;
export const EXP_LOWEST: usize = 176;
export const EXP_HIGHEST: usize = 192;
export const TWO: usize = 208;
export const L1: usize = 224;
export const L2: usize = 240;
export const L3: usize = 256;
export const L4: usize = 272;
export const LN2_ROUGH: usize = 288;
export const LN2_REST: usize = 304;
export const T5: usize = 320;
export const T4: usize = 336;
export const T3: usize = 352;
export const T2: usize = 368;
export const T1: usize = 384;
export const TANH_SMALL: usize = 400;
export const TANH_ONE: usize = 416;
export const SMALLEST_NORMAL: usize = 432;
export const INFINITE: usize = 448;
export const LOG1P_SMALL: usize = 464;
export const EXP_USUAL: usize = 480;

const TABLE: usize = memory.data<f32>([
  // exp: log2 e; 1.5 · 2²³, which rounds to whole numbers when added; ln 2 in two parts, the first with few digits.
  1.44269504089, 1.44269504089, 1.44269504089, 1.44269504089,
  12582912, 12582912, 12582912, 12582912,
  0.693359375, 0.693359375, 0.693359375, 0.693359375,
  -2.12194440e-4, -2.12194440e-4, -2.12194440e-4, -2.12194440e-4,
  // exp: a minimax polynomial on [−½ ln 2, ½ ln 2] (Cephes, expf).
  1.9875691500e-4, 1.9875691500e-4, 1.9875691500e-4, 1.9875691500e-4,
  1.3981999507e-3, 1.3981999507e-3, 1.3981999507e-3, 1.3981999507e-3,
  8.3334519073e-3, 8.3334519073e-3, 8.3334519073e-3, 8.3334519073e-3,
  4.1665795894e-2, 4.1665795894e-2, 4.1665795894e-2, 4.1665795894e-2,
  1.6666665459e-1, 1.6666665459e-1, 1.6666665459e-1, 1.6666665459e-1,
  0.5, 0.5, 0.5, 0.5,
  1, 1, 1, 1,
  // exp is 0 below the one and infinite above the other.
  -104, -104, -104, -104,
  89, 89, 89, 89,
  2, 2, 2, 2,
  // log: a polynomial in s² for log((1 + s) / (1 − s)) (FreeBSD msun, logf).
  0.66666662693, 0.66666662693, 0.66666662693, 0.66666662693,
  0.40000972152, 0.40000972152, 0.40000972152, 0.40000972152,
  0.28498786688, 0.28498786688, 0.28498786688, 0.28498786688,
  0.24279078841, 0.24279078841, 0.24279078841, 0.24279078841,
  0.69313812256, 0.69313812256, 0.69313812256, 0.69313812256,
  9.0580006145e-6, 9.0580006145e-6, 9.0580006145e-6, 9.0580006145e-6,
  // tanh near 0 (Cephes, tanhf), how near, and from where it is 1.
  -5.70498872745e-3, -5.70498872745e-3, -5.70498872745e-3, -5.70498872745e-3,
  2.06390887954e-2, 2.06390887954e-2, 2.06390887954e-2, 2.06390887954e-2,
  -5.37397155531e-2, -5.37397155531e-2, -5.37397155531e-2, -5.37397155531e-2,
  1.33314422036e-1, 1.33314422036e-1, 1.33314422036e-1, 1.33314422036e-1,
  -3.33332819422e-1, -3.33332819422e-1, -3.33332819422e-1, -3.33332819422e-1,
  0.625, 0.625, 0.625, 0.625,
  9.5, 9.5, 9.5, 9.5,
  1.17549435e-38, 1.17549435e-38, 1.17549435e-38, 1.17549435e-38,
  Infinity, Infinity, Infinity, Infinity,
  0.41421356, 0.41421356, 0.41421356, 0.41421356,
  87, 87, 87, 87,
], 16);

@inline
export function constant(place: usize): v128 {
  return v128.load(TABLE + place);
}
