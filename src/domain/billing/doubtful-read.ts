import { isBefore } from '../kernel/index.ts';
import type { Installation } from '../metering/index.ts';

/**
 * Whether the count that the last bill ended with was a guess, or is another since: then the next real read puts right what
 * was billed. A read made from hours of which some were estimated is close enough to go on from.
 */
export function isDoubtful({ billedTo, reads, removed }: Installation): boolean {
  if (billedTo === undefined) return false;
  if (billedTo.quality === 'estimated' && billedTo.fromHours === undefined) return true;
  if (removed !== undefined && isBefore(removed.on, billedTo.on)) return true;
  const standing = reads.find(({ on }) => on.equals(billedTo.on));
  const isRead = standing?.quality === 'measured' || standing?.quality === 'customer';
  return isRead && standing.count !== billedTo.count;
}
