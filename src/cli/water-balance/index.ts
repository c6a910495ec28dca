import { Command } from 'commander';
import { loadBalance, type MonthBalance, surveyMeters } from '../../usecases/water-balance/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';

interface BalanceOptions {
  readonly from?: string;
  readonly through?: string;
  readonly json?: boolean;
}

/** `caudal water-balance`: produced against billed. */
export function waterBalanceCommand(deps: CliDeps): Command {
  return new Command('water-balance')
    .description(
      'produced against billed, month by month, in the terms of AWWA’s water balance (docs/reference/production.md)',
    )
    .option('--from <month>', 'the first month, such as 2026-01; unless said, twelve months before the last')
    .option('--through <month>', 'the last month; unless said, the last whole one')
    .option('--json', 'the result as one JSON object')
    .action((options: BalanceOptions) => balance(deps, options));
}

async function balance(deps: CliDeps, options: BalanceOptions): Promise<void> {
  const { terminal, withDatabase, say } = deps;
  const [from, through] = [monthOf(options.from), monthOf(options.through)];
  if (from === 'unreadable' || through === 'unreadable') {
    terminal.err(say('problem.system-water.period-unreadable', { value: `${options.from ?? options.through}` }));
    return terminal.exitCode(exitCodes.refused);
  }
  const system = await withDatabase(({ db, utility, clock }) => {
    const thisMonth = clock().toZonedDateTimeISO(utility.time_zone).toPlainDate().with({ day: 1 });
    const until = through?.add({ months: 1 }) ?? thisMonth;
    return loadBalance(db, utility, { from: from ?? until.subtract({ months: 12 }), until });
  });
  if (options.json === true) {
    const { from: first, until, whole, months, zones } = system;
    terminal.out(
      JSON.stringify({
        from: first,
        through: until.subtract({ days: 1 }),
        ...jsonOf(whole),
        months: months.map(({ month, ...one }) => ({ month: month.toString().slice(0, 7), ...jsonOf(one) })),
        zones: zones.map(({ zone, ...one }) => ({ zone, ...jsonOf(one) })),
      }),
    );
  } else {
    terminal.out('gallons          supplied        billed      unbilled        losses   loss  billed days');
    for (const { month, ...one } of system.months) terminal.out(lineOf(month.toString().slice(0, 7), one));
    for (const { zone, ...one } of system.zones) terminal.out(lineOf(`zone ${zone}`, one));
    terminal.out(lineOf('all', system.whole));
  }
  terminal.exitCode(exitCodes.done);
}

function monthOf(text: string | undefined): Temporal.PlainDate | 'unreadable' | undefined {
  if (text === undefined) return undefined;
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
    ? Temporal.PlainYearMonth.from(text).toPlainDate({ day: 1 })
    : 'unreadable';
}

const jsonOf = ({ facts, balance: found, producedShare }: MonthBalance) => ({
  produced_gallons: Math.round(facts.produced),
  imported_gallons: Math.round(facts.imported),
  exported_gallons: Math.round(facts.exported),
  billed_authorized_gallons: Math.round(facts.billed),
  billed_days_share: Number(facts.billedShare.toFixed(4)),
  production_days_share: Number(producedShare.toFixed(4)),
  ...(found === undefined
    ? {}
    : {
        system_input_gallons: Math.round(found.systemInput),
        water_supplied_gallons: Math.round(found.waterSupplied),
        unbilled_authorized_gallons: Math.round(found.unbilledAuthorized),
        water_losses_gallons: Math.round(found.waterLosses),
        non_revenue_water_gallons: Math.round(found.nonRevenueWater),
        water_losses_share: Number(found.lossShare.toFixed(4)),
        likely_losses_share: Number(found.likelyLossShare.toFixed(4)),
      }),
});

function lineOf(name: string, { facts, balance: found }: MonthBalance): string {
  const amount = (value: number | undefined): string =>
    (value === undefined ? '—' : Math.round(value).toString()).padStart(14);
  return [
    name.padEnd(11),
    amount(found?.waterSupplied),
    amount(facts.billed),
    amount(found?.unbilledAuthorized),
    amount(found?.waterLosses),
    (found === undefined ? '—' : `${(found.lossShare * 100).toFixed(1)} %`).padStart(9),
    `${(facts.billedShare * 100).toFixed(0)} %`.padStart(9),
  ].join('');
}

/** `caudal survey-meters`: what the worker does each night, at once. */
export function surveyMetersCommand({ terminal, withDatabase }: CliDeps): Command {
  return new Command('survey-meters')
    .description(
      'calculate again what the console says of meters that stand still, unbilled water and the night flow of zones',
    )
    .option('--days <days>', 'look so many days back', '62')
    .option('--json', 'the result as one JSON object')
    .action(async (options: { readonly days: string; readonly json?: boolean }) => {
      const days = /^\d{1,3}$/.test(options.days) ? Math.max(1, Number(options.days)) : 62;
      const done = await withDatabase(({ db, utility, clock }) => surveyMeters(db, utility, { now: clock(), days }));
      terminal.out(options.json === true ? JSON.stringify(done) : `${done.meters} meters in ${done.zones} zones.`);
      terminal.exitCode(exitCodes.done);
    });
}
