/** Counts the page's frames until the returned function is called; tells the worst gap as well. */
export function countFrames(): () => { fps: number; gap: number } {
  const began = performance.now();
  let last = began;
  let frames = 0;
  let gap = 0;
  let counting = true;
  const tick = (): void => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
    frames++;
    if (counting) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  return () => {
    counting = false;
    return { fps: (frames * 1000) / (performance.now() - began), gap };
  };
}
