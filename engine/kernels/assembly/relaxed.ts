// What gains from one instruction for a · b + c. No file here may need the table of constants, since it lies where that
// of standard.ts does.
export * from './conv';
export * from './matmul';
