import type { Permission } from '../access/index.ts';

/** Who makes the bills (`billing.by` of utility.yaml): this system, or the utility's own billing system (CIS), whose files are shown. */
export const billers = ['caudal', 'cis'] as const;
export type BilledBy = (typeof billers)[number];

interface Work {
  /** What staff need for it; pages and menus ask for these. */
  readonly permissions?: readonly Permission[];
  /** Commands of the operator, as they are typed. */
  readonly commands?: readonly string[];
  /** Tasks of the worker. */
  readonly tasks?: readonly string[];
}

/**
 * The one table of what only who makes the bills does: where the CIS does, it is neither offered nor allowed. Menus, the
 * guards of pages, commands and the schedule ask it.
 */
const billersWork = {
  'bill-runs': {
    permissions: ['bill-run.view', 'bill-run.calculate', 'bill-run.review', 'bill-run.approve', 'bill-run.post'],
    commands: [
      'bill run',
      'bill runs',
      'bill review',
      'bill decide',
      'bill approve',
      'bill post',
      'bill cancel-run',
      'bill never-billed',
    ],
    tasks: ['calculate-bill-run', 'post-bill-run', 'cancel-bill-run'],
  },
  /** Bills whose hours say something else; the CIS corrects its own. */
  corrections: {
    permissions: ['bill-correction.view', 'bill-correction.answer'],
    commands: ['bill corrections'],
    tasks: ['compare-bills'],
  },
  /** Charged, held and taken back by the CIS. */
  'late-fees': {},
  /** Credits for leaks and rebates change what is owed: they are entered where the balance is kept. */
  credits: {},
  /** Also the fee of a returned payment. */
  fees: { permissions: ['fee.charge', 'fee.answer'] },
  deposits: { permissions: ['deposit.take'] },
  assistance: { permissions: ['assistance.grant'], tasks: ['remind-of-assistance'] },
  /** Customers, premises, service points, meters, accounts and what rates ask of them: the files say it. */
  'master-data': {
    permissions: [
      ...(['service.end', 'service.begin', 'service.transfer', 'balance.move'] as const),
      ...(['customer.change', 'meter.exchange', 'place.change', 'rate-fact.say'] as const),
    ],
    commands: [
      ...['facts set', 'facts import', 'premise add', 'premise change', 'premise add-point', 'premise change-point'],
      ...['premise install-meter', 'premise remove-meter'],
      ...['move in', 'move out', 'move transfer', 'move balance', 'move take-back'],
    ],
  },
} as const satisfies Record<string, Work>;

type BillersWork = keyof typeof billersWork;

const works: readonly Work[] = Object.values(billersWork);
const permissionsOfBiller: ReadonlySet<Permission> = new Set(works.flatMap(({ permissions = [] }) => permissions));
const commandsOfBiller: ReadonlySet<string> = new Set(works.flatMap(({ commands = [] }) => commands));
const tasksOfBiller: ReadonlySet<string> = new Set(works.flatMap(({ tasks = [] }) => tasks));

/** Whether this system does a part of a biller's work. */
export const isDoneHere = (by: BilledBy, work: BillersWork): boolean => by === 'caudal' || !(work in billersWork);

/** Whether staff can be let do it at all; who of them may is `isPermitted`'s. */
export const isPermissionOffered = (by: BilledBy, permission: Permission): boolean =>
  by === 'caudal' || !permissionsOfBiller.has(permission);

/**
 * What there is only beside a CIS: its files, what goes to it, and its bills calculated again. A utility that makes its own
 * bills finds no such entry in its menu; pages from before it did still answer.
 */
const besideCis: ReadonlySet<Permission> = new Set<Permission>([
  'exchange-package.view',
  'exchange-package.import',
  'exchange-batch.view',
  'exchange-batch.answer',
  'shadow-run.view',
  'shadow-run.sign',
]);

/** Whether a menu names what is done with a permission: all that is offered, in each mode without what only the other has. */
export const isPermissionListed = (by: BilledBy, permission: Permission): boolean =>
  isPermissionOffered(by, permission) && (by === 'cis' || !besideCis.has(permission));

/** `bill run` without what follows. */
export const isCommandOffered = (by: BilledBy, command: string): boolean =>
  by === 'caudal' || !commandsOfBiller.has(command);

export const isTaskOffered = (by: BilledBy, task: string): boolean => by === 'caudal' || !tasksOfBiller.has(task);

/** Every command and task that the table names, to hold against those that there are. */
export const namedByTable = { commands: [...commandsOfBiller], tasks: [...tasksOfBiller] };
