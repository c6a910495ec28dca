import { type BillLine, monthsBilled, priceService, type RateBook } from '../../billing/index.ts';
import {
  convertVolume,
  type Exact,
  exact,
  ok,
  type Problem,
  type Result,
  refused,
  sumCents,
} from '../../kernel/index.ts';
import { compareLines, type OurLine } from './compare-lines.ts';
import type { ShadowOutcome, TheirBill, TheirRead } from './shadow-bill.ts';

export interface ShadowTerms {
  readonly rates: RateBook;
  readonly minimumDays: number;
}

/**
 * A bill of the billing system, calculated again from its own reads by our rates, and held against its lines. Equal means that
 * each of its lines comes out to the cent.
 */
export function shadowOfBill(bill: TheirBill, terms: ShadowTerms): ShadowOutcome {
  const ours = linesOfOurs(bill, terms);
  if (!ours.ok) return { kind: 'not-calculated', problem: ours.problem };
  const { differences, explained } = compareLines(bill.lines, ours.value, { readsAgree: bill.reads.every(readAgrees) });
  const sum = sumCents(ours.value.map(({ line }) => line.amount));
  return differences.length === 0
    ? { kind: 'equal', ours: sum, explained }
    : { kind: 'different', ours: sum, differences };
}

/** What our rates charge for the use that the bill says. */
function linesOfOurs(
  { kind, period, reads, services }: TheirBill,
  terms: ShadowTerms,
): Result<readonly OurLine[], Problem> {
  if (period === undefined) return refused({ code: 'exchange.shadow-no-period' });
  if (reads.length === 0) return refused({ code: 'exchange.shadow-no-reads' });
  const lines: OurLine[] = [];
  for (const [servicePoint, gallons] of gallonsOf(reads)) {
    const service = services.get(servicePoint);
    if (service === undefined) {
      return refused({ code: 'exchange.shadow-no-service-point', params: { service_point: servicePoint } });
    }
    const versions = terms.rates(service.rateClass);
    const [{ periodMonths } = { periodMonths: 1 }] = versions.slice(-1);
    const months = monthsBilled(kind, period, terms.minimumDays, periodMonths);
    const priced = priceService(service, { gallons, months, period, rates: terms.rates });
    if (!priced.ok) return priced;
    lines.push(...priced.value.map((line: BillLine) => ({ line, servicePoint })));
  }
  return ok(lines);
}

function gallonsOf(reads: readonly TheirRead[]): ReadonlyMap<string, Exact> {
  const gallons = new Map<string, Exact>();
  for (const { servicePoint, usage, unit } of reads) {
    gallons.set(servicePoint, (gallons.get(servicePoint) ?? exact(0)).add(convertVolume(usage, unit, 'gal')));
  }
  return gallons;
}

/** Whether the use is what the register rose by; also where the register says nothing. */
function readAgrees({ previous, current, multiplier = exact(1), usage }: TheirRead): boolean {
  return previous === undefined || current === undefined || current.sub(previous).mul(multiplier).equals(usage);
}
