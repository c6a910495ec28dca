import { Command } from 'commander';
import { type PremiseField, premiseFields } from '../../domain/accounts/index.ts';
import { type ServicePointField, servicePointFields } from '../../domain/billing/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import {
  addPremise,
  addServicePoint,
  changePremise,
  changeServicePoint,
  findPlace,
  findServicePoint,
} from '../../usecases/accounts/index.ts';
import { installMeter, removeMeter } from '../../usecases/metering/index.ts';
import { asStaff, type StaffOptions, withReason } from '../as-staff.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { collected, givenTwice } from '../option-values.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import { readDay } from '../read-day.ts';
import { unlessBilledElsewhere } from '../unless-billed-elsewhere.ts';

type PremiseOptions = StaffOptions & { readonly [Field in PremiseField]?: string } & { readonly number?: string };
type PointOptions = StaffOptions & { readonly [Field in ServicePointField]?: string } & {
  readonly number?: string;
  readonly fact: readonly string[];
  readonly from?: string;
};

/** `caudal premise`: places that are served, what serves them, and their meters. */
export function premiseCommand(deps: CliDeps): Command {
  const premise = new Command('premise').description('premises, their service points and meters');
  premise
    .command('show')
    .description('a premise with what serves it, who is and was served there, and what was changed')
    .argument('<premise>', 'its number, such as 0004321')
    .option('--json', 'one JSON object')
    .action((number: string, options: { json?: boolean }) => show(deps, number, options.json === true));
  withReason(premiseOptions(premise.command('add').description('make a premise; the next free number unless said')))
    .option('--number <number>', 'its number')
    .action(unlessBilledElsewhere(deps, (options: PremiseOptions) => add(deps, options)));
  withReason(premiseOptions(premise.command('change').description('change a premise; what is not said stays')))
    .argument('<premise>', 'its number')
    .action(unlessBilledElsewhere(deps, (number: string, options: PremiseOptions) => change(deps, number, options)));
  withReason(pointOptions(premise.command('add-point').description('make a service point of a premise')))
    .argument('<premise>', 'its number')
    .option('--number <number>', 'the number of the service point; the next free one unless said')
    .action(unlessBilledElsewhere(deps, (number: string, options: PointOptions) => addPoint(deps, number, options)));
  withReason(
    pointOptions(premise.command('change-point').description('change a service point; what is not said stays')),
  )
    .argument('<point>', 'its number')
    .option('--from <date>', 'a bill that begins on this day or later goes by the new class')
    .action(unlessBilledElsewhere(deps, (number: string, options: PointOptions) => changePoint(deps, number, options)));
  withReason(premise.command('install-meter').description('put a meter in where none is'))
    .argument('<point>', 'the number of the service point')
    .requiredOption('--serial <serial>', 'its serial number')
    .requiredOption('--size <size>', 'such as 5/8"')
    .requiredOption('--on <date>', 'the day')
    .option('--unit <unit>', 'what its register counts: gal, kgal, cf, ccf, m3, l or af', 'gal')
    .option('--multiplier <number>', 'what one count is worth', '1')
    .requiredOption('--dials <digits>', 'how many digits it shows')
    .option('--read <count>', 'what it shows on that day', '0')
    .action(unlessBilledElsewhere(deps, (number: string, options: MeterOptions) => install(deps, number, options)));
  withReason(premise.command('remove-meter').description('take a meter out and put none in its place'))
    .argument('<point>', 'the number of the service point')
    .requiredOption('--serial <serial>', 'its serial number')
    .requiredOption('--on <date>', 'the day')
    .requiredOption('--read <count>', 'what it shows on that day')
    .action(unlessBilledElsewhere(deps, (number: string, options: MeterOptions) => remove(deps, number, options)));
  return premise;
}

const premiseOptions = (command: Command): Command =>
  command
    .option('--line1 <text>', 'the first line of its address')
    .option('--line2 <text>', 'the second')
    .option('--city <city>')
    .option('--state <state>', 'two letters')
    .option('--zip <zip>', 'five digits, or five and four')
    .option('--zone <zone>', 'the zone in which its water is accounted')
    .option('--latitude <degrees>')
    .option('--longitude <degrees>')
    .option('--service-line-utility <material>', 'lead, galvanized, copper, plastic, other or unknown')
    .option('--service-line-customer <material>', 'the same of the customer’s part');

const pointOptions = (command: Command): Command =>
  command
    .option('--class <class>', 'as the rates name it')
    .option('--service <service>', 'water, irrigation, fire, reclaimed, sewer, storm or other')
    .option('--cycle <cycle>', 'as utility.yaml names it')
    .option('--route <route>', 'of who reads it')
    .option('--walk-order <place>', 'its place on the route')
    .option('--fact <name=value>', 'what the rates ask of the place; may be repeated', collected, []);

interface MeterOptions extends StaffOptions {
  readonly serial: string;
  readonly size: string;
  readonly on: string;
  readonly unit: string;
  readonly multiplier: string;
  readonly dials: string;
  readonly read: string;
}

const fieldsOf = <Field extends string>(
  fields: readonly Field[],
  options: { readonly [Name in Field]?: string },
  known?: Readonly<Record<Field, string>>,
): Readonly<Record<Field, string>> =>
  Object.fromEntries(fields.map((field) => [field, options[field] ?? known?.[field] ?? ''])) as Record<Field, string>;

function factsOf(pairs: readonly string[]): Result<Readonly<Record<string, string>>, readonly Problem[]> {
  const facts = pairs.map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return at < 1 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
  const twice = givenTwice(
    '--fact',
    facts.map(([name]) => name),
  );
  return twice.length > 0 ? refused(twice) : ok(Object.fromEntries(facts));
}

const unknown = (number: string): Result<never, readonly Problem[]> =>
  refused([{ code: 'accounts.premise-unknown', params: { number } }]);

const add = (deps: CliDeps, options: PremiseOptions) =>
  asStaff(deps, options, async ({ db, utility }, by) => {
    const asked = { number: options.number ?? '', details: fieldsOf(premiseFields, options), reason: options.reason };
    const made = await addPremise({ db, utility }, asked, by);
    return made.ok ? ok({ text: `Premise ${made.value} is made.`, premise: made.value }) : made;
  });

const change = (deps: CliDeps, number: string, options: PremiseOptions) =>
  asStaff(deps, options, async ({ db }, by) => {
    const place = await findPlace(db, number);
    if (place === undefined) return unknown(number);
    const details = fieldsOf(premiseFields, options, place.details);
    const asked = { number, details, reason: options.reason, seen: place.lastChange };
    const done = await changePremise({ db }, asked, by);
    return done.ok ? ok({ text: `Premise ${number} is changed.`, premise: number }) : done;
  });

const addPoint = (deps: CliDeps, premise: string, options: PointOptions) =>
  asStaff(deps, options, async ({ db, utility }, by, rates) => {
    const details = fieldsOf(servicePointFields, { service: 'water', ...options });
    const facts = factsOf(options.fact);
    if (!facts.ok) return facts;
    const asked = {
      premise,
      number: options.number ?? '',
      details,
      facts: facts.value,
      reason: options.reason,
    };
    const made = await addServicePoint({ db, utility, rates }, asked, by);
    if (!made.ok) return made;
    const number = (await findPlace(db, premise))?.points.find(({ id }) => id === made.value)?.number ?? '';
    return ok({ text: `Service point ${number} is made.`, service_point: number });
  });

const changePoint = (deps: CliDeps, number: string, options: PointOptions) =>
  asStaff(deps, options, async ({ db, utility }, by, rates) => {
    const found = await findServicePoint(db, number);
    if (found === undefined) return unknown(number);
    const { point, lastChange: seen } = found;
    const details = fieldsOf(servicePointFields, options, point.details);
    const facts = factsOf(options.fact);
    if (!facts.ok) return facts;
    const asked = {
      id: point.id,
      details,
      facts: facts.value,
      reason: options.reason,
      seen,
      ...present({ from: options.from === undefined ? undefined : (readDay(options.from) ?? ('unreadable' as const)) }),
    };
    const done = await changeServicePoint({ db, utility, rates }, asked, by);
    return done.ok ? ok({ text: `Service point ${number} is changed.`, service_point: number }) : done;
  });

const install = (deps: CliDeps, number: string, options: MeterOptions) =>
  asStaff(deps, options, async ({ db, utility }, by, rates) => {
    const found = await findServicePoint(db, number);
    if (found === undefined) return unknown(number);
    const { serial: newSerial, size, unit, multiplier, dials, read: opening, reason } = options;
    const meter = {
      newSerial,
      size,
      unit,
      multiplier,
      dials,
      opening,
      reason,
      ...present({ on: readDay(options.on) }),
    };
    const done = await installMeter({ db, utility, rates }, { servicePointId: found.point.id, ...meter }, by);
    return done.ok ? ok({ text: `Meter ${newSerial} is installed.`, service_point: number, meter: newSerial }) : done;
  });

const remove = (deps: CliDeps, number: string, options: MeterOptions) =>
  asStaff(deps, options, async ({ db, utility }, by) => {
    const found = await findServicePoint(db, number);
    if (found === undefined) return unknown(number);
    const { serial, read: closing, reason } = options;
    const meter = { serial, closing, reason, ...present({ on: readDay(options.on) }) };
    const done = await removeMeter({ db, utility }, { servicePointId: found.point.id, ...meter }, by);
    return done.ok ? ok({ text: `Meter ${serial} is removed.`, service_point: number, meter: serial }) : done;
  });

async function show({ terminal, say, withDatabase }: CliDeps, number: string, json: boolean) {
  await withDatabase(async ({ db }) => {
    const place = await findPlace(db, number);
    if (place === undefined) {
      const problem = { code: 'accounts.premise-unknown', params: { number } };
      if (json) terminal.out(JSON.stringify({ problem: problemJson(say, problem) }));
      else terminal.err(problemLine(say, problem));
      return terminal.exitCode(exitCodes.refused);
    }
    const { details, points, occupants, history } = place;
    if (json) {
      const served = occupants.map(({ number: account, customerName: customer, openedOn, closedOn }) => ({
        ...{ account, customer, from: openedOn.toString(), until: closedOn?.toString() ?? null },
      }));
      const changes = history.map(({ field, was, became, reason, staffName: by, at }) => ({
        ...{ field, was, became, reason, by, at: at.toString() },
      }));
      const serving = points.map(({ number: point, details: of, facts, meters }) => ({
        number: point,
        ...of,
        facts,
        meters,
      }));
      return terminal.out(JSON.stringify({ premise: number, ...details, service_points: serving, served, changes }));
    }
    terminal.out(`${number}  ${[details.line1, details.line2, details.city].filter((one) => one !== '').join(', ')}`);
    for (const { number: point, details: of, meters } of points) {
      const there = meters.map(({ serial, size }) => `${serial} (${size})`).join(', ');
      terminal.out(`  service point ${point}: ${of.class}, cycle ${of.cycle}, ${there === '' ? 'no meter' : there}`);
    }
    for (const { number: account, customerName, openedOn, closedOn } of occupants) {
      terminal.out(`  ${account}  ${customerName}  ${openedOn} – ${closedOn ?? ''}`);
    }
    for (const { at, field, was, became, staffName, reason } of history) {
      terminal.out(
        `  ${at}  ${field}: ${was === '' ? '—' : was} → ${became === '' ? '—' : became}  ${staffName}: ${reason}`,
      );
    }
  });
}
