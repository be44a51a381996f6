// Where things lie at the bottom of memory. Static data (the table of constants) is below SCRATCH; the build checks it.

/** Work space within one call: a tile of results, packed strips of a, packed strips of b. */
export const SCRATCH: usize = 4096;
export const TILE: usize = SCRATCH;
export const PACKED_A: usize = TILE + 256;

/** How much of a and b is packed at a time: a block of a stays in the second cache, a strip of b in the first. */
export const BLOCK_M: i32 = 96;
export const BLOCK_K: i32 = 256;
export const BLOCK_N: i32 = 512;

export const PACKED_B: usize = PACKED_A + ((BLOCK_M * BLOCK_K) << 2);

/** Everything from here on is the caller's. */
export const KERNEL_END: usize = PACKED_B + ((BLOCK_K * BLOCK_N) << 2);
