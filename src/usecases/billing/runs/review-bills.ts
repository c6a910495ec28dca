import {
  type CalculatedBill,
  type HeldFinding,
  type ReviewedMeter,
  type ReviewPolicy,
  reviewBill,
} from '../../../domain/billing/index.ts';
import { present } from '../../../domain/kernel/index.ts';
import { classMedians, readsToCompare, reviewFacts } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';

/** What bills of a run are looked at with: the rules, and what each class used in other years. */
export interface Review {
  readonly policy: ReviewPolicy;
  readonly medians: ReadonlyMap<string, number>;
  readonly readThrough: Temporal.PlainDate;
}

export interface ReviewedAccount {
  readonly accountId: number;
  readonly found: readonly HeldFinding[];
}

/** Once a run; undefined where its policy looks for nothing. */
export async function openReview(
  db: Database,
  {
    readThrough,
    policy,
  }: { readonly readThrough: Temporal.PlainDate; readonly policy: { readonly review?: ReviewPolicy } },
): Promise<Review | undefined> {
  const { review } = policy;
  if (review === undefined) return undefined;
  const medians = await classMedians(db, { through: readThrough, minBills: review.minClassBills });
  return { policy: review, medians, readThrough };
}

/** What the rules find about the bills of a batch: two statements however many. */
export async function reviewBills(
  tx: Database,
  review: Review | undefined,
  batch: {
    readonly bills: readonly CalculatedBill[];
    readonly rateClasses: ReadonlyMap<string, string>;
    readonly candidates: readonly { readonly accountId: number; readonly lastBillId?: number }[];
  },
): Promise<readonly ReviewedAccount[]> {
  const { bills, rateClasses, candidates } = batch;
  if (review === undefined || bills.length === 0) return [];
  const { policy, medians, readThrough } = review;
  const facts = await reviewFacts(tx, candidates);
  const serials = bills.flatMap(({ uses }) => uses.map(({ register }) => register.serial));
  const reads = await readsToCompare(tx, serials, readThrough);
  return bills.map((bill) => {
    const meters = bill.uses.map((use): ReviewedMeter => {
      const { serial } = use.register;
      const rateClass = rateClasses.get(serial) ?? '';
      return {
        use,
        rateClass,
        reads: reads.get(serial) ?? [],
        ...present({ classGallonsADay: medians.get(rateClass) }),
      };
    });
    const { estimatedBefore = false, addressMissing = false } = facts.get(bill.accountId) ?? {};
    const found = reviewBill({ bill, meters, estimatedBefore, addressMissing }, policy);
    return { accountId: bill.accountId, found };
  });
}
