import {
  convertVolume,
  type Exact,
  exact,
  type Place,
  type Problem,
  roundHalfAwayFromZero,
  type VolumeUnit,
} from '../kernel/index.ts';
import { chargeTiers } from './charge-tiers.ts';
import type { Formula, Operator } from './formula.ts';
import { inchesOf, looserKeys, normalKey } from './map-key.ts';
import { findPart } from './part-names.ts';
import type { RatesProblemCode } from './problems.ts';
import { RateRefusal } from './rate-refusal.ts';
import type { MapValue, PartDefinition, RateClass, RatePart, RateSchedule, TierValue } from './rate-schedule.ts';
import { readNumber } from './read-number.ts';

/** Bounds that no tariff comes near; they keep a hostile file from filling the memory. */
const largestPower = 64n;
const maxDigits = 400;
/** A root is found by factoring: a prime of 12 digits takes milliseconds, one of 30 would take for ever. */
const largestRooted = 10n ** 12n;
const largestNumber = 10n ** BigInt(maxDigits);

/** The values of one class for one bill; each part is calculated once. */
export class ClassCalculation {
  readonly schedule: RateSchedule;
  readonly #rates: RateClass;
  readonly #inputs: Readonly<Record<string, string>>;
  readonly #usage: Exact | undefined;
  readonly #values = new Map<string, Exact>();

  constructor(
    schedule: RateSchedule,
    rates: RateClass,
    inputs: Readonly<Record<string, string>>,
    usage: Exact | undefined,
  ) {
    this.schedule = schedule;
    this.#rates = rates;
    this.#inputs = inputs;
    this.#usage = usage;
  }

  get parts(): ReadonlyMap<string, RatePart> {
    return this.#rates.parts;
  }

  part(name: string, by: RatePart): RatePart | undefined {
    return findPart(this.#rates.parts, name, by);
  }

  /** The use of the bill in the schedule's unit. */
  usage(by: RatePart): Exact {
    if (this.#usage === undefined) {
      throw new RateRefusal({
        code: 'rates.input-missing',
        field: 'usage_ccf',
        params: { name: 'usage_ccf', expected: '0–9' },
        place: by.place,
      });
    }
    return this.#usage;
  }

  value(part: RatePart): Exact {
    const known = this.#values.get(part.name);
    if (known !== undefined) return known;
    const { definition, chosen } = this.resolved(part);
    let value: Exact;
    switch (definition.kind) {
      case 'formula':
        value = this.formula(definition.formula, part);
        break;
      case 'tiered':
        value = chargeTiers(part, definition.by, this).reduce(
          (sum, tier) => sum.add(tier.quantity.mul(tier.price)),
          exact(0),
        );
        break;
      case 'list': {
        // `flat_rate: [1.785]` is 1.785, as to the format's reference reader.
        const [only] = definition.items;
        if (only?.kind !== 'formula') throw new RangeError('a checked class has no list where a value is needed');
        value = this.formula(only.formula, part);
        break;
      }
      default:
        throw new RateRefusal(this.#empty(part, chosen));
    }
    // The tariff's own rounding of a part, where it has one: to its step, half away from zero.
    if (part.roundedTo !== undefined) value = part.roundedTo.mul(roundHalfAwayFromZero(value.div(part.roundedTo)));
    this.#values.set(part.name, value);
    return value;
  }

  /** A part with its maps looked up: what it is for this bill, and the key that chose it. */
  resolved(part: RatePart): { definition: PartDefinition; key: string | undefined; chosen: MapValue | undefined } {
    let definition = part.definition;
    let key: string | undefined;
    let chosen: MapValue | undefined;
    while (definition.kind === 'map') {
      const found: { key: string; value: MapValue } = this.#lookUp(definition, part);
      key = found.key;
      chosen = found.value;
      definition = chosen.definition;
    }
    if (definition.kind === 'wrong') throw new RateRefusal(definition.problems[0] ?? this.#empty(part, chosen));
    return { definition, key, chosen };
  }

  chosen(part: RatePart): { readonly key: string | undefined; readonly place: Place } {
    const { chosen } = this.resolved(part);
    return { key: chosen?.written, place: chosen?.place ?? part.place };
  }

  #empty(part: RatePart, chosen: MapValue | undefined): Problem<RatesProblemCode> {
    const place = chosen?.place ?? part.place;
    return { code: 'rates.part-empty', field: part.name, params: { name: part.name }, place };
  }

  #lookUp(map: PartDefinition & { kind: 'map' }, part: RatePart): { key: string; value: MapValue } {
    const asked = map.dependsOn.map((name) => this.#text(name, part));
    const key = keyOf(map, asked);
    const value = map.values.get(key) ?? map.values.get('default');
    if (value !== undefined) return { key, value };
    throw new RateRefusal({
      code: 'rates.input-unknown-value',
      field: map.dependsOn.join('|'),
      params: {
        name: map.dependsOn.join('|'),
        found: asked.join('|'),
        expected: [...map.values.values()].map((one) => one.written).join(', '),
      },
      place: part.place,
    });
  }

  #text(name: string, by: RatePart): string {
    const part = this.part(name, by);
    if (part !== undefined) return this.value(part).toString();
    if (/^usage(?:_|$)/.test(name) && !Object.hasOwn(this.#inputs, name)) return this.usage(by).toString();
    return this.#input(name, by);
  }

  #input(name: string, by: RatePart): string {
    const text = Object.hasOwn(this.#inputs, name) ? this.#inputs[name] : this.#rates.inputs.get(name)?.fallback;
    if (text !== undefined) return text;
    throw new RateRefusal({
      code: 'rates.input-missing',
      field: name,
      params: { name, expected: '0–9' },
      place: by.place,
    });
  }

  formula(formula: Formula, by: RatePart): Exact {
    switch (formula.kind) {
      case 'number':
        return formula.value;
      case 'negative':
        return this.formula(formula.of, by).neg();
      case 'name':
        return this.#named(formula.name, by);
      case 'operation':
        return this.#operation(formula, by);
    }
  }

  #named(name: string, by: RatePart): Exact {
    const part = this.part(name, by);
    if (part !== undefined) return this.value(part);
    if (name === 'usage_ccf' || name === 'usage') return this.usage(by);
    const unit = /^usage_(kgal|gal|cf|m3|l)$/.exec(name)?.[1];
    if (unit !== undefined) return convertVolume(this.usage(by), this.schedule.unit, unit as VolumeUnit);
    const text = this.#input(name, by);
    const value = readNumber(text) ?? inchesOf(text);
    if (value !== undefined) return value;
    throw new RateRefusal({
      code: 'rates.input-not-a-number',
      field: name,
      params: { name, found: text },
      place: by.place,
    });
  }

  #operation(formula: Formula & { kind: 'operation' }, by: RatePart): Exact {
    const left = this.formula(formula.left, by);
    const right = this.formula(formula.right, by);
    const value = operate(formula.operator, left, right);
    if (typeof value !== 'string' && value.n < largestNumber && value.d < largestNumber) return value;
    throw new RateRefusal({
      code: typeof value === 'string' ? value : 'rates.number-too-large',
      field: by.name,
      params: { name: by.name },
      place: by.place,
    });
  }

  /** The items of a tier list for this bill; a percentage is of `budget`. */
  tierValues(part: RatePart, budget: () => Exact): Exact[] {
    const { definition } = this.resolved(part);
    const items: readonly TierValue[] =
      definition.kind === 'list'
        ? definition.items
        : definition.kind === 'formula'
          ? [{ kind: 'formula', formula: definition.formula }]
          : [];
    return items.map((item) =>
      item.kind === 'percent' ? budget().mul(item.percent) : this.formula(item.formula, part),
    );
  }

  /** Whether the value of a part is one the utility has not published. */
  isSample(part: RatePart, item?: string): boolean {
    if (part.sample === 'whole') return true;
    if (part.sample.size === 0) return false;
    const key = this.resolved(part).key;
    return (key !== undefined && normalKeysOf(part.sample).has(key)) || (item !== undefined && part.sample.has(item));
  }

  formulaIsSample(formula: Formula, by: RatePart): boolean {
    if (formula.kind !== 'name') return false;
    const part = this.part(formula.name, by);
    return part !== undefined && this.isSample(part);
  }
}

const normalKeys = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** The normal forms of what a file writes of samples: the same for every line of every bill. */
function normalKeysOf(written: ReadonlySet<string>): ReadonlySet<string> {
  const known = normalKeys.get(written) ?? new Set([...written].map(normalKey));
  normalKeys.set(written, known);
  return known;
}

/** The key of a map that the answers name; one already in its normal form is found without work. */
function keyOf(map: PartDefinition & { kind: 'map' }, asked: readonly string[]): string {
  const written = asked.length === 1 ? (asked[0] ?? '') : asked.join('|');
  if (map.values.has(written)) return written;
  const exactly = asked.map(normalKey).join('|');
  return map.values.has(exactly) ? exactly : nearestKey(map, asked);
}

/** Of what each answer may mean, the first that some key of the map holds in its place. */
function nearestKey(map: PartDefinition & { kind: 'map' }, asked: readonly string[]): string {
  const held = [...map.values.keys()].map((key) => (asked.length === 1 ? [key] : key.split('|')));
  return asked
    .map((answer, place) => looserKeys(answer).find((key) => held.some((pieces) => pieces[place] === key)) ?? answer)
    .join('|');
}

/** The exact value, or the code of why there is none. */
function operate(operator: Operator, left: Exact, right: Exact): Exact | RatesProblemCode {
  switch (operator) {
    case '+':
      return left.add(right);
    case '-':
      return left.sub(right);
    case '*':
      return left.mul(right);
    case '/':
      return right.equals(0) ? 'rates.division-by-zero' : left.div(right);
    case '^': {
      const tooLarge =
        right.n > largestPower * right.d ||
        digitsOf(left) * Number(right.n / right.d + 1n) > maxDigits ||
        (right.d !== 1n && (left.n > largestRooted || left.d > largestRooted));
      // A root that has no exact value is refused too: money has no place for a near one.
      const power = tooLarge || (left.equals(0) && right.compare(0) < 0) ? null : left.pow(right);
      return power ?? 'rates.power-too-large';
    }
  }
}

const digitsOf = (value: Exact): number => Math.max(value.n.toString().length, value.d.toString().length);
