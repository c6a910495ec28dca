/** The one clock. A pretend start (`CAUDAL_NOW`) goes on from there at the usual pace. */
export function startClock(pretended?: Temporal.Instant): () => Temporal.Instant {
  if (pretended === undefined) return () => Temporal.Now.instant();
  const began = Temporal.Now.instant();
  return () => pretended.add(began.until(Temporal.Now.instant()));
}
