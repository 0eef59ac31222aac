/**
 * Unsigned 32-bit integers, the same for the same seed and stream on every machine: sfc32 (Chris Doty-Humphrey,
 * PractRand), integer arithmetic only.
 * @param stream keeps apart what is drawn with one seed for different ends
 */
export function createRandomWords(seed: number, stream = 0x5f356495): () => number {
  let a = seed | 0;
  let b = stream | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 16; i++) next();
  return next;
}

/** Numbers in [0, 1) with 32 bits: the words of `createRandomWords`, divided. */
export function createRandomStream(seed: number): () => number {
  const next = createRandomWords(seed);
  return () => next() / 4294967296;
}
