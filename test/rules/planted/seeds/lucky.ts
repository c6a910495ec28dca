import fc from 'fast-check';

fc.configureGlobal({ seed: 7 });
fc.assert(
  fc.property(fc.nat(), (n) => n >= 0),
  { numRuns: 60, seed: Date.now() },
);
fc.sample(fc.nat(), 3);
export const luck = [Math.random(), crypto.randomUUID()];
export const fine = { numRuns: runs(60) };
