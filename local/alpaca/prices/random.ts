/** A stream of uniform numbers in [0, 1). */
export type Random = () => number;

/** 32-bit FNV-1a over UTF-16 code units, with a final avalanche so that similar names differ in every bit. */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A random stream that depends on its name alone, so that any day of any symbol can be computed first,
 * last or twice and still come out the same. (A Weyl sequence through a 32-bit mixer.)
 */
export function seededRandom(name: string): Random {
  let state = hash32(name);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 4294967296;
  };
}

/** Roughly normal, mean 0, standard deviation 1: four uniforms summed (bounded at ±3.46, which tames tails). */
export function gaussian(random: Random): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}
