const machine = (): Temporal.Instant => Temporal.Now.instant();

/** The one clock. A pretend start (`CAUDAL_NOW`) goes on from there at the usual pace. */
export function startClock(pretended?: Temporal.Instant, real = machine): () => Temporal.Instant {
  if (pretended === undefined) return real;
  const began = real();
  return () => pretended.add(began.until(real()));
}
