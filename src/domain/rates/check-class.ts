import { type Exact, ok, type Place, type Problem, present, type Result, refused } from '../kernel/index.ts';
import { type Formula, namesIn } from './formula.ts';
import { findPart, tierPart } from './part-names.ts';
import type { InputNeed, PartDefinition, RateClass, RatePart, TierValue } from './rate-schedule.ts';
import { tierFault } from './tier-fault.ts';

/** Inputs that hold the use of the bill; always known once the use is. */
const usageName = /^usage(?:_(?:ccf|kgal|gal|cf|m3|l))?$/;

/** A name that can only be a charge of the schedule itself; where no part has it, it is a typing mistake. */
const chargeName = /(?:_charge|_surcharge|_fee|_charges|^flat_rate(?:_\w+)?|^tier_(?:starts|prices)\w*)$/;

/** Published parts need parts that need parts, 5 levels at most; the bound only stops hostile files. */
const deepest = 100;

/**
 * Checks a class before anybody is billed by it, from `bill` through every part it reaches: parts that exist, tiers
 * that fit, no part that needs itself. What `bill` does not reach is not judged: it bills nobody.
 */
export function checkClass(
  name: string,
  place: Place,
  parts: ReadonlyMap<string, RatePart>,
  fallbacks: ReadonlyMap<string, string>,
): Result<RateClass, readonly Problem[]> {
  const bill = parts.get('bill');
  if (bill === undefined) return refused([{ code: 'rates.bill-missing', params: { name }, place }]);

  const problems: Problem[] = [];
  const inPart: Problem[] = [];
  const inputs = new Map<string, { values: Set<string>; fallback: string | undefined }>();
  const open = new Set<string>();
  const done = new Set<string>();
  const valued = new Set<string>();
  let usesWater = false;

  const needInput = (input: string, values: readonly string[] = []): void => {
    if (usageName.test(input)) {
      usesWater = true;
      return;
    }
    const need = inputs.get(input) ?? { values: new Set<string>(), fallback: fallbacks.get(input) };
    for (const value of values) need.values.add(value);
    inputs.set(input, need);
  };

  const visitName = (used: string, by: RatePart, at: Place, values: readonly string[] = []): void => {
    const part = findPart(parts, used, by);
    if (part !== undefined) {
      visitValue(part, at);
      return;
    }
    if (values.length === 0 && chargeName.test(used)) {
      problems.push({ code: 'rates.part-missing', field: by.name, params: { name: used, by: by.name }, place: at });
      return;
    }
    needInput(used, values);
  };

  const visitFormula = (formula: Formula, by: RatePart, at: Place): void => {
    for (const used of namesIn(formula)) visitName(used, by, at);
  };

  const visitTiers = (by: RatePart, kind: 'Tiered' | 'Budget', at: Place): void => {
    usesWater = true;
    const starts = tierPart(parts, 'tier_starts', by);
    const prices = tierPart(parts, 'tier_prices', by);
    for (const [wanted, found] of [
      ['tier_starts', starts],
      ['tier_prices', prices],
    ] as const) {
      if (found === undefined) {
        problems.push({ code: 'rates.tiers-missing', field: by.name, params: { name: by.name, wanted }, place: at });
      } else visit(found, at);
    }
    if (kind === 'Budget') {
      const budget = tierPart(parts, 'budget', by);
      if (budget !== undefined) visitValue(budget, at);
      else if (
        starts !== undefined &&
        lists(starts.definition)
          .flat()
          .some((item) => item.kind === 'percent')
      ) {
        problems.push({ code: 'rates.budget-missing', field: by.name, params: { name: by.name }, place: at });
      }
    }
    if (starts !== undefined && prices !== undefined) {
      const found = misfits(kind, starts, prices);
      problems.push(...found.ofPart);
      inPart.push(...found.ofKeys);
    }
  };

  const visitDefinition = (definition: PartDefinition, by: RatePart, at: Place): void => {
    switch (definition.kind) {
      case 'formula':
        visitFormula(definition.formula, by, at);
        return;
      case 'list':
        for (const item of definition.items) if (item.kind === 'formula') visitFormula(item.formula, by, at);
        return;
      case 'tiered':
        visitTiers(by, definition.by, at);
        return;
      case 'map': {
        for (const [index, key] of definition.dependsOn.entries()) {
          visitName(key, by, at, known(definition.values, definition.dependsOn.length, index));
        }
        for (const value of definition.values.values()) {
          if (value.definition.kind === 'wrong') inPart.push(...value.definition.problems);
          else if (value.definition.kind !== 'nothing') visitDefinition(value.definition, by, value.place);
        }
        return;
      }
      case 'wrong':
        problems.push(...definition.problems);
        return;
      case 'nothing':
        problems.push({ code: 'rates.part-empty', field: by.name, params: { name: by.name }, place: by.place });
    }
  };

  const visit = (part: RatePart, at: Place): void => {
    if (open.has(part.name)) {
      problems.push({ code: 'rates.part-cyclic', field: part.name, params: { name: part.name }, place: at });
      return;
    }
    if (done.has(part.name)) return;
    if (open.size > deepest) {
      problems.push({ code: 'rates.part-too-deep', field: part.name, params: { name: part.name }, place: at });
      return;
    }
    open.add(part.name);
    visitDefinition(part.definition, part, part.place);
    open.delete(part.name);
    done.add(part.name);
  };

  const visitValue = (part: RatePart, at: Place): void => {
    visit(part, at);
    if (!valued.has(part.name)) problems.push(...listsForOneValue(part));
    valued.add(part.name);
  };

  visitValue(bill, place);
  if (problems.length > 0) return refused(problems);
  const needs = new Map<string, InputNeed>(
    [...inputs].map(([input, need]) => [input, { name: input, values: [...need.values], fallback: need.fallback }]),
  );
  return ok({ name, line: place.line, parts, inputs: needs, usesWater, inPart });
}

/** The values that a map's keys hold for its name number `index`, in the file's writing. */
function known(values: ReadonlyMap<string, { readonly written: string }>, count: number, index: number): string[] {
  if (count === 1) return [...values].filter(([key]) => key !== 'default').map(([, value]) => value.written);
  return [...new Set([...values.keys()].filter((key) => key !== 'default').map((key) => key.split('|')[index] ?? ''))];
}

/** The lists of a tier part: one, or one for each key of a map. */
function lists(definition: PartDefinition): (readonly TierValue[])[] {
  if (definition.kind === 'list') return [definition.items];
  if (definition.kind === 'formula') return [[{ kind: 'formula', formula: definition.formula }]];
  if (definition.kind === 'map') return [...definition.values.values()].flatMap((value) => lists(value.definition));
  return [];
}

/** A list of one is its value; any other list stands where one value is needed. */
function listsForOneValue(part: RatePart): Problem[] {
  const wrong = lists(part.definition).find((items) => items.length !== 1 || items[0]?.kind !== 'formula');
  if (wrong === undefined) return [];
  const params = { name: part.name, count: wrong.length };
  return [{ code: 'rates.part-is-list', field: part.name, params, place: part.place }];
}

/** The tiers of a part: the whole part, or each key of a map. */
interface TierList {
  readonly key?: string;
  readonly place: Place;
  readonly items: readonly TierValue[];
}

function tierLists(definition: PartDefinition, at: { readonly key?: string; readonly place: Place }): TierList[] {
  if (definition.kind !== 'map') return lists(definition).map((items) => ({ ...at, items }));
  return [...definition.values.values()].flatMap(({ written: key, place, definition: of }) =>
    tierLists(of, { key, place }),
  );
}

/**
 * Starts and prices that cannot belong together, as far as it can be told before billing: what is wrong for everybody,
 * and what only with some keys, while the others bill.
 */
function misfits(kind: 'Tiered' | 'Budget', starts: RatePart, prices: RatePart) {
  const ofPart: Problem[] = [];
  const ofKeys: Problem[] = [];
  const startLists = tierLists(starts.definition, { place: starts.place });
  const priceLists = tierLists(prices.definition, { place: prices.place });
  if (kind === 'Tiered' && startLists.some(({ items }) => items.some((item) => item.kind === 'percent'))) {
    ofPart.push({
      code: 'rates.tiers-percent-without-budget',
      field: starts.name,
      params: { name: starts.name },
      place: starts.place,
    });
  }
  if (startLists.length === 0 || priceLists.length === 0) {
    const empty = startLists.length === 0 ? starts : prices;
    ofPart.push({ code: 'rates.part-empty', field: empty.name, params: { name: empty.name }, place: empty.place });
    return { ofPart, ofKeys };
  }
  const faults: { problem: Problem; key: string | undefined }[] = [];
  const check = (list: TierList, name: string, fits: ReadonlySet<number>, isStarts: boolean) => {
    const count = list.items.length;
    const numbers = list.items.flatMap((item) => (item.kind === 'formula' ? (constantOf(item.formula) ?? []) : []));
    const fitting = [...fits][0] ?? 0;
    const uneven = fits.has(count)
      ? undefined
      : { starts: isStarts ? count : fitting, prices: isStarts ? fitting : count };
    const named = { name, place: list.place, ...present({ key: list.key }) };
    const problem =
      uneven !== undefined
        ? {
            code: 'rates.tiers-uneven',
            field: name,
            params: { name, key: list.key ?? 'all', ...uneven },
            place: list.place,
          }
        : isStarts && numbers.length === count
          ? tierFault(named, numbers, count)
          : undefined;
    if (problem !== undefined) faults.push({ problem, key: list.key });
  };
  const lengthsOf = (some: readonly TierList[]) => new Set(some.map(({ items }) => items.length));
  for (const list of startLists) check(list, starts.name, lengthsOf(priceLists), true);
  const isTold = faults.some(({ key }) => key === undefined);
  for (const list of isTold ? [] : priceLists) check(list, prices.name, lengthsOf(startLists), false);
  const areAllWrong = (some: readonly TierList[]) =>
    some.every(({ place }) => faults.some(({ problem }) => problem.place === place));
  const isWhole = isTold || areAllWrong(startLists) || areAllWrong(priceLists);
  for (const { problem } of faults) (isWhole ? ofPart : ofKeys).push(problem);
  return { ofPart: onePerPlace(ofPart), ofKeys };
}

/** The number that a formula writes; undefined for one that is calculated. */
function constantOf(formula: Formula): Exact | undefined {
  if (formula.kind === 'number') return formula.value;
  return formula.kind === 'negative' ? constantOf(formula.of)?.neg() : undefined;
}

const onePerPlace = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(
    problems.map((problem) => [`${problem.code} ${problem.place?.line} ${JSON.stringify(problem.params)}`, problem]),
  ).values(),
];
