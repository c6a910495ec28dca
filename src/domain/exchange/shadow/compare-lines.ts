import type { BillLine } from '../../billing/index.ts';
import { type Cents, cents, exact, exactToDecimal, present, sumCents } from '../../kernel/index.ts';
import { guessReason, type Known } from './guess-reason.ts';
import type { LineDifference, LineExplained, TheirLine } from './shadow-bill.ts';

export interface OurLine {
  readonly line: BillLine;
  readonly servicePoint: string;
}

interface Pair {
  readonly theirs: TheirLine;
  readonly ours: OurLine;
  readonly likeness: number;
}

/**
 * Which line of theirs is which of ours. What is most alike is of one thing: first what comes to the same amount, then what has
 * the same price or quantity or the same words. What is left of a service point on both sides and comes to the same sum is
 * the same charge, cut in other parts.
 */
export function compareLines(
  theirs: readonly TheirLine[],
  ours: readonly OurLine[],
  known: Known,
): { readonly differences: readonly LineDifference[]; readonly explained: readonly LineExplained[] } {
  // A line of nothing says nothing.
  const theirsLeft = new Set(theirs.filter(({ amount }) => amount !== 0));
  const oursLeft = new Set(ours.filter(({ line }) => line.amount !== 0));
  const explained: LineExplained[] = [];
  const pairs = [...theirsLeft]
    .flatMap((line) => [...oursLeft].flatMap((own) => pairOf(line, own) ?? []))
    .toSorted((one, other) => other.likeness - one.likeness);
  const take = ({ theirs: line, ours: own }: Pair) => {
    theirsLeft.delete(line);
    oursLeft.delete(own);
  };
  const isLeft = ({ theirs: line, ours: own }: Pair) => theirsLeft.has(line) && oursLeft.has(own);
  for (const pair of pairs.filter((one) => one.theirs.amount === one.ours.line.amount)) {
    if (!isLeft(pair)) continue;
    take(pair);
    explained.push({ position: pair.theirs.position, ours: pair.ours.line });
  }
  explained.push(...sameInSum(theirsLeft, oursLeft));
  const differences: LineDifference[] = [];
  for (const pair of pairs) {
    if (!isLeft(pair)) continue;
    take(pair);
    const difference = cents(pair.theirs.amount - pair.ours.line.amount);
    const reason = guessReason(pair.theirs, pair.ours.line, known);
    differences.push({ reason, theirs: pair.theirs, ours: pair.ours.line, difference });
  }
  for (const line of theirsLeft) {
    const reason = ['fee', 'penalty', 'tax'].includes(line.type) ? 'fee' : 'line-unknown';
    differences.push({ reason, theirs: line, difference: line.amount });
  }
  for (const { line } of oursLeft) {
    differences.push({ reason: 'line-missing', ours: line, difference: cents(0 - line.amount) });
  }
  return { differences, explained };
}

/** Undefined where nothing says that they are of one thing. */
function pairOf(theirs: TheirLine, ours: OurLine): Pair | undefined {
  const { line, servicePoint } = ours;
  if (theirs.servicePoint !== undefined && theirs.servicePoint !== servicePoint) return undefined;
  const same = (one: { equals(other: ReturnType<typeof exact>): boolean } | undefined, text: string | undefined) =>
    one !== undefined && text !== undefined && one.equals(exact(text));
  const likeness =
    (theirs.amount === line.amount ? 8 : 0) +
    (same(theirs.rate, line.unitPrice) ? 4 : 0) +
    (same(theirs.quantity, line.quantity) ? 2 : 0) +
    4 * wordsShared(theirs.description, `${line.label.en} ${line.part.replaceAll('_', ' ')}`) +
    (theirs.servicePoint === servicePoint ? 0.5 : 0);
  return likeness >= 1 ? { theirs, ours, likeness } : undefined;
}

/** From 0, none, to 1, all of the shorter. */
function wordsShared(one: string, other: string): number {
  const words = (text: string) =>
    new Set(
      text
        .toLowerCase()
        .split(/[^a-z]+/)
        .filter((word) => word.length > 3 && word !== 'charge'),
    );
  const [ofOne, ofOther] = [words(one), words(other)];
  const fewest = Math.min(ofOne.size, ofOther.size);
  return fewest === 0 ? 0 : [...ofOne].filter((word) => ofOther.has(word)).length / fewest;
}

/** Takes what is left of both sides and comes to the same sum; each of their lines is explained by the first of ours. */
function sameInSum(theirs: Set<TheirLine>, ours: Set<OurLine>): readonly LineExplained[] {
  const explained: LineExplained[] = [];
  for (const servicePoint of new Set([...ours].map((own) => own.servicePoint))) {
    const own = [...ours].filter((one) => one.servicePoint === servicePoint);
    const charges = [...theirs].filter(
      (line) => line.type === 'charge' && (line.servicePoint === undefined || line.servicePoint === servicePoint),
    );
    const sum = sumCents(own.map(({ line }) => line.amount));
    const [first] = own;
    const chosen = subsetOf(charges, sum);
    if (first === undefined || chosen === undefined) continue;
    for (const line of chosen) {
      theirs.delete(line);
      explained.push({ position: line.position, ours: partOf(own, line.amount) ?? inAll(own, sum) });
    }
    for (const one of own) ours.delete(one);
  }
  return explained;
}

/** All of them, or a single one, that comes to the sum. */
function subsetOf(lines: readonly TheirLine[], sum: Cents): readonly TheirLine[] | undefined {
  if (lines.length > 0 && sumCents(lines.map(({ amount }) => amount)) === sum) return lines;
  const one = lines.find(({ amount }) => amount === sum);
  return one === undefined ? undefined : [one];
}

const partOf = (own: readonly OurLine[], amount: Cents): BillLine | undefined =>
  own.find(({ line }) => line.amount === amount)?.line;

/** Several of ours as the one that they write. */
function inAll(own: readonly OurLine[], sum: Cents): BillLine {
  const [first] = own;
  if (first === undefined) throw new Error('no line of ours');
  const { part, label, explanation } = first.line;
  return {
    ...{ part, label, amount: sum },
    explanation: {
      ...{ rule: explanation.rule, exactAmount: exactSum(own) },
      ...present({ days: explanation.days, periodDays: explanation.periodDays, share: explanation.share }),
    },
  };
}

const exactSum = (own: readonly OurLine[]): string =>
  exactToDecimal(own.reduce((sum, { line }) => sum.add(exact(line.explanation.exactAmount)), exact(0)));
