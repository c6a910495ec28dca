import { type TransitionStatus, transitionStatus } from '../../../usecases/transition/index.ts';
import type { PageContext, WebDeps } from '../../page.ts';
import { policyOf } from '../request.ts';

/** Where the move stood at a moment. */
export interface LateStatus {
  readonly at: Temporal.Instant;
  readonly status: TransitionStatus;
}

const kept = new WeakMap<WebDeps, { readonly at: Temporal.Instant; readonly status: Promise<TransitionStatus> }>();

const maxAge = Temporal.Duration.from({ minutes: 1 });

/**
 * Where the move stands, or stood within the last minute: every account is looked at for it, which takes half a second in a town of
 * 30,000, and everybody's first page shows it. Many who come at once wait for one answer. The move's own pages count again.
 */
export async function statusLately(c: PageContext): Promise<LateStatus> {
  const { server, now } = c.var;
  const known = kept.get(server);
  if (known !== undefined && isWithin(known.at, now)) return { at: known.at, status: await known.status };
  const status = transitionStatus(server.db, { now, policy: policyOf(c) });
  const counted = { at: now, status };
  kept.set(server, counted);
  // Who waits for it hears that it failed; the next one asks again.
  status.catch(() => kept.get(server) === counted && kept.delete(server));
  return { at: now, status: await status };
}

const isWithin = (at: Temporal.Instant, now: Temporal.Instant): boolean => {
  const age = at.until(now);
  return age.sign >= 0 && Temporal.Duration.compare(age, maxAge) < 0;
};
