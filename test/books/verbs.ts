import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cents, refused } from '../../src/domain/kernel/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { authoriseAccount } from '../../src/usecases/access/index.ts';
import {
  changeServicePoint,
  endService,
  findPlace,
  moveIn,
  takeBackMoveIn,
  takeBackTransfer,
  transferService,
} from '../../src/usecases/accounts/index.ts';
import {
  answerCorrection,
  cancelBill,
  cancelBillRun,
  decideBill,
  decideByRule,
  postBillRun,
  runBillCycle,
} from '../../src/usecases/billing/index.ts';
import { decideCredit, decideRebate } from '../../src/usecases/credits/index.ts';
import { changeDelegateOf, endDelegateOf, endDelegatesByDate } from '../../src/usecases/delegates/index.ts';
import {
  correctRead,
  enterRegisterRead,
  exchangeMeter,
  importReadsFile,
  removeMeter,
} from '../../src/usecases/metering/index.ts';
import {
  endAutopayOf,
  expireAbandonedPayments,
  reconcilePayment,
  scheduleDrafts,
  startPayment,
  submitDrafts,
} from '../../src/usecases/payments/index.ts';
import { sayFact } from '../../src/usecases/rates/index.ts';
import {
  answerFee,
  assessLateFees,
  chargeFee,
  endAssistance,
  endRecurringFee,
  grantAssistance,
  lateFeePolicy,
  moveBalance,
  takeBackFee,
  takeDeposit,
} from '../../src/usecases/receivables/index.ts';
import { noticesForTests } from '../support/leaks.ts';
import { medfordRates } from '../support/medford-rates.ts';
import { aPayment } from '../support/paying.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { aPackageComesIn } from './package-comes-in.ts';
import {
  billing,
  clerk,
  cycleThrough,
  deliver,
  now,
  payments,
  type Trait,
  today,
  utility,
  type World,
} from './world.ts';

/** Something that moves money or changes what is billed, as it is asked for in the product. */
export interface MoneyVerb {
  /** What the account must have for it; a world has what both of a pair need, and no more. */
  readonly needs: readonly Trait[];
  /** Why it is more than one transaction: between two of them, others may come. */
  readonly inSteps?: string;
  /** Many statements: `npm test` tries it beside some of the others, `npm run test:explore` beside all. */
  readonly isLong?: true;
  go(db: DatabasePool, world: World): Promise<unknown>;
}

const publicUrl = 'https://water.example.org';
const noAmount = refused({ code: 'payments.amount-missing' } as const);

const makingAPage = 'the page is made at the processor while nothing is held';
const chargingADraft = 'the processor charges it while nothing is held: decided before, settled after';

const feeOf = (kind: string): MoneyVerb => ({
  needs: [],
  go: (db, { accountId, ana }) =>
    chargeFee({ db, utility }, { accountId, kind, amount: noAmount, reason: 'By phone', form: kind }, clerk(ana)),
});

const people = (db: DatabasePool) => ({ db, utility, tell: async () => undefined });
const visit = { now, address: '192.0.2.1' } as const;

/** An account that begins today, wherever it is. */
const entering = { on: today, number: '', cycle: 'A', reads: {}, reason: 'By phone' };

const customerOf = async (db: DatabasePool, accountId: number): Promise<string> =>
  (
    await db.query<{ number: string }>(
      'select c.number from account a join customer c on c.id = a.customer_id where a.id = $1',
      [accountId],
    )
  )[0]?.number ?? '';

/** What serves an account, and the last change of it. */
async function pointOf(db: DatabasePool, accountId: number) {
  const [row] = await db.query<{ number: string }>(
    'select p.number from account a join premise p on p.id = a.premise_id where a.id = $1',
    [accountId],
  );
  const place = await findPlace(db, row?.number ?? '');
  const [point] = place?.points ?? [];
  if (place === undefined || point === undefined) throw new Error('nothing serves the account');
  return { point };
}

/** The owner decides about the helper who set autopay. */
const ofHelper = (
  decide: (
    db: DatabasePool,
    account: Parameters<typeof endDelegateOf>[1],
    helperAccess: number,
  ) => ReturnType<MoneyVerb['go']>,
): MoneyVerb => ({
  needs: ['autopay of a helper'],
  async go(db, { account, login: loginId, helperAccess = 0 }) {
    const owners = await authoriseAccount(db, { loginId, account, today });
    return owners.ok ? decide(db, owners.value, helperAccess) : owners;
  },
});

const answered = (outcome: 'approved' | 'denied'): MoneyVerb => ({
  needs: [],
  go: (db, { waitingFee: id, luis }) => answerFee({ db, utility }, { id, outcome, reason: 'Looked at' }, clerk(luis)),
});

/** Every verb that moves money or changes what is billed; money at the counter is not taken yet. A new one must be added here. */
export const verbs = {
  'a payment is started in the portal': {
    needs: [],
    inSteps: makingAPage,
    go: (db, { accountId, login }) =>
      startPayment(
        payments(db),
        aPayment(accountId, {
          ...{ amount: cents(1500), formToken: 'portal-form', now },
          by: { channel: 'portal', loginId: login },
        }),
      ),
  },
  'a guest starts a payment': {
    needs: [],
    inSteps: makingAPage,
    go: (db, { accountId }) =>
      startPayment(
        payments(db),
        aPayment(accountId, { amount: cents(1600), formToken: 'guest-form', now, by: { channel: 'guest' } }),
      ),
  },
  'the processor tells of a payment': {
    needs: ['payment under way'],
    go: (db, { webhooks }) => deliver(db, webhooks.success ?? ''),
  },
  'the return page asks for a payment': {
    needs: ['payment under way'],
    go: (db, { underWay }) => reconcilePayment(payments(db), underWay ?? '', now),
  },
  'payments of long ago are closed': {
    needs: ['payment under way'],
    inSteps: 'the page of each is closed at the processor',
    go: (db) => expireAbandonedPayments(payments(db), now),
  },
  'a payment is returned by the bank': {
    needs: [],
    go: (db, { webhooks }) => deliver(db, webhooks.returned),
  },
  'a payment is refunded': {
    needs: [],
    go: (db, { webhooks }) => deliver(db, webhooks.refunded),
  },
  'part of a payment is refunded': {
    needs: [],
    go: (db, { webhooks }) => deliver(db, webhooks.partlyRefunded),
  },
  'a returned payment is paid after all': {
    needs: [],
    go: (db, { webhooks }) => deliver(db, webhooks.reinstated),
  },
  'a payment is disputed': {
    needs: [],
    go: (db, { webhooks }) => deliver(db, webhooks.disputed),
  },
  'a dispute is won': {
    needs: [],
    go: (db, { webhooks }) => deliver(db, webhooks.disputeWon),
  },
  'a dispute is lost': {
    needs: [],
    go: (db, { webhooks }) => deliver(db, webhooks.disputeLost),
  },
  'drafts are scheduled': {
    needs: [],
    go: (db) => scheduleDrafts(payments(db), now),
  },
  'drafts are sent': {
    needs: [],
    inSteps: chargingADraft,
    go: (db) => submitDrafts(payments(db), now),
  },
  'drafts are sent and refused': {
    needs: ['card refused'],
    inSteps: chargingADraft,
    go: (db) => submitDrafts(payments(db), now),
  },
  'drafts are sent for the second time': {
    needs: ['draft refused before'],
    inSteps: chargingADraft,
    go: (db) => submitDrafts(payments(db), now),
  },
  'drafts on their way are asked about': {
    needs: ['draft on its way'],
    inSteps: chargingADraft,
    go: (db) => submitDrafts(payments(db), now),
  },
  'autopay is ended': {
    needs: [],
    async go(db, { account, login: loginId }) {
      const theirs = await authoriseAccount(db, { loginId, account, today });
      if (!theirs.ok) return theirs;
      // As the page's guard does: who may not any more is turned away there.
      if (!theirs.value.rights.includes('autopay')) return refused({ code: 'access.not-yours' } as const);
      const by = { email: 'owner@example.org', language: 'en', address: '', now } as const;
      return endAutopayOf(payments(db), theirs.value, by);
    },
  },
  'a helper who set autopay is let in no more': ofHelper((db, account, id) =>
    endDelegateOf(people(db), account, id, visit),
  ),
  'a helper who set autopay may not any more': ofHelper((db, account, delegateId) =>
    changeDelegateOf(people(db), account, { delegateId, letIn: { rights: ['view', 'pay'] } }, visit),
  ),
  'the last day of a helper who set autopay is over': {
    needs: ['autopay of a helper'],
    inSteps: 'those whose day is over are looked for before their accounts are held, one by one',
    go: (db) => endDelegatesByDate(db, noticesForTests, { utility, now: now.add({ hours: 24 }) }),
  },
  'a fee is charged': feeOf('special-read'),
  'a fee for every bill is set': feeOf('second-meter'),
  'a fee for every bill is ended': {
    needs: [],
    go: (db, { recurringFee: id, accountId, ana }) =>
      endRecurringFee({ db, utility }, { id, accountId, reason: 'Gave it back' }, clerk(ana)),
  },
  'a fee that waits is agreed to': answered('approved'),
  'a fee that waits is denied': answered('denied'),
  'a fee is taken back': {
    needs: [],
    go: (db, { fee: id, luis }) => takeBackFee({ db, utility }, { id, reason: 'Ours to pay' }, clerk(luis)),
  },
  'late fees are charged': {
    needs: [],
    go: (db) => assessLateFees(db, { policy: lateFeePolicy(utility), today, now }),
  },
  'a deposit is taken': {
    needs: [],
    go: (db, { accountId, ana }) =>
      takeDeposit({ db, utility }, { accountId, kind: 'rental', paidBy: 'cash', note: '' }, clerk(ana)),
  },
  'assistance is granted': {
    needs: [],
    go: (db, { accountId, ana }) =>
      grantAssistance(
        { db, utility },
        { accountId, programme: 'senior', last: '2027-05-01', proof: 'A passport' },
        clerk(ana),
      ),
  },
  'assistance is ended': {
    needs: ['helped'],
    go: (db, { enrolment: id = 0, accountId, ana }) =>
      endAssistance({ db, utility }, { id, accountId, reason: 'Moved' }, clerk(ana)),
  },
  'a credit for a leak is decided': {
    needs: [],
    go: (db, { creditRequest: requestId, luis }) =>
      decideCredit(
        { db, utility, publicUrl },
        {
          requestId,
          decision: { outcome: 'approved', amount: cents(800), reason: 'It leaked' },
          by: { ...clerk(luis), role: 'supervisor' },
        },
      ),
  },
  'a rebate is paid': {
    needs: [],
    go: (db, { rebate: id, luis }) =>
      decideRebate(
        { db, utility, publicUrl },
        {
          rebate: { id, programme: 'toilet' },
          ...{ answer: 'approve', amount: cents(7500), reason: '', by: { ...clerk(luis), role: 'supervisor' } },
        },
      ),
  },
  'a cycle is billed': {
    needs: [],
    inSteps: 'each lane is a transaction, and so is its beginning',
    go: (db) => runBillCycle(db, cycleThrough('2026-05-05')),
  },
  'bills are posted': {
    needs: ['drafted', 'deposit held'],
    inSteps: 'each lane is a transaction, and so is closing the run',
    go: (db, { mayRunId: runId = 0 }) => postBillRun(db, { runId, policy: cycleThrough('2026-05-05').policy, now }),
  },
  'a run is cancelled before it is posted': {
    needs: ['drafted'],
    inSteps: 'its drafts go in one transaction, what is posted of it batch by batch',
    go: (db, { mayRunId: runId = 0, luis }) =>
      cancelBillRun(db, { utility }, { runId, reason: 'Read wrong', by: clerk(luis) }),
  },
  'a run is cancelled after it was posted': {
    needs: [],
    inSteps: 'batch by batch, and then the run',
    go: (db, { april: { runId }, luis }) =>
      cancelBillRun(db, { utility }, { runId, reason: 'Read wrong', by: clerk(luis) }),
  },
  'a bill that waits for a person is released': {
    needs: ['bill waits'],
    go: (db, { mayRunId: runId = 0, newestBill: number, luis }) =>
      decideBill(db, billing, { runId, number, kind: 'release', reason: 'They have guests', by: clerk(luis) }),
  },
  'a bill that waits for a person is held out': {
    needs: ['bill waits'],
    go: (db, { mayRunId: runId = 0, newestBill: number, luis }) =>
      decideBill(db, billing, { runId, number, kind: 'hold-out', reason: 'Ask the field', by: clerk(luis) }),
  },
  'a bill that waits for a person is calculated again with another read': {
    needs: ['bill waits'],
    go: (db, { mayRunId: runId = 0, newestBill: number, meterRead: meter, luis }) => {
      const read = { meter, count: meter === 'MW-1' ? '117600' : '67600' };
      return decideBill(db, billing, {
        ...{ runId, number, kind: 'correct-read', reason: 'Typed wrong', by: clerk(luis) },
        ...read,
      });
    },
  },
  'a bill that waits for a person is calculated again with an estimate': {
    needs: ['bill waits'],
    go: (db, { mayRunId: runId = 0, newestBill: number, luis }) =>
      decideBill(db, billing, { runId, number, kind: 'estimate', reason: 'A zero too many', by: clerk(luis) }),
  },
  'another read is ordered for a bill that waits for a person': {
    needs: ['bill waits'],
    go: (db, { mayRunId: runId = 0, newestBill: number, luis }) =>
      decideBill(db, billing, { runId, number, kind: 're-read', reason: 'Read it again', by: clerk(luis) }),
  },
  'bills that a rule found are released': {
    needs: ['bill waits'],
    go: (db, { mayRunId: runId = 0, luis }) =>
      decideByRule(db, { runId, rule: 'large-bill', kind: 'release', reason: 'They have guests', by: clerk(luis) }),
  },
  'a bill is cancelled': {
    needs: [],
    go: (db, { newestBill: number }) => cancelBill(db, { number, reason: 'Read wrong', on: today, now }),
  },
  'a bill is billed again': {
    needs: ['hours corrected'],
    go: (db, { april, seen, ana }) => {
      if (seen === undefined) throw new Error('no difference was seen');
      const by = { ...clerk(ana), role: 'billing' } as const;
      return answerCorrection(db, billing, { billId: april.id, kind: 'rebill', reason: 'The hours', seen, by });
    },
  },
  'service is ended': {
    needs: [],
    go: (db, { accountId, ana }) =>
      endService(db, { accountId, on: today, reason: 'Moves out, by phone' }, { ...clerk(ana), today }),
  },
  'somebody moves in': {
    needs: ['moved out'],
    async go(db, { accountId, emptyPremise: premise = '', ana }) {
      const who = { kind: 'known', number: await customerOf(db, accountId) } as const;
      return moveIn(
        { db, utility },
        { ...entering, premise, who, deposit: { kind: 'rental', paidBy: 'cash' } },
        clerk(ana),
      );
    },
  },
  'a move-in is taken back': {
    needs: ['moved in'],
    go: (db, { movedIn: accountId = 0, ana }) => takeBackMoveIn(db, { accountId, reason: 'Wrong house' }, clerk(ana)),
  },
  'service moves to another place': {
    needs: ['moved out'],
    go: (db, { accountId, emptyPremise: premise = '', luis }) => {
      const along = { accountId, premise, leavesOn: today, movesBalance: true, movesDeposit: true };
      return transferService({ db, utility }, { ...entering, ...along }, clerk(luis));
    },
  },
  'a transfer is taken back': {
    needs: ['transferred'],
    go: (db, { movedIn: accountId = 0, luis }) =>
      takeBackTransfer({ db, utility }, { accountId, reason: 'Wrong house' }, clerk(luis)),
  },
  'a balance is moved': {
    needs: ['transferred'],
    go: (db, { accountId: from, movedIn: to = 0, luis }) =>
      moveBalance({ db, utility }, { from, to, reason: 'Asked for it' }, clerk(luis)),
  },
  'a meter is exchanged': {
    needs: [],
    go: (db, { accountId, ana }) => {
      const meter = { serial: 'MW-1', on: today, closing: '131000' };
      const put = { newSerial: 'MW-NEW', size: '5/8"', unit: 'gal', multiplier: '1', dials: '7', opening: '0' };
      return exchangeMeter({ db, ...billing }, { accountId, ...meter, ...put, reason: 'Stopped' }, clerk(ana));
    },
  },
  'a class is changed': {
    needs: [],
    async go(db, { accountId, ana }) {
      const { point } = await pointOf(db, accountId);
      const details = { ...point.details, class: 'TWO_HOMES', cycle: 'B' };
      const asked = { id: point.id, details, facts: {}, from: today, reason: 'Two homes now', seen: 0 };
      return changeServicePoint({ db, utility, rates: () => medfordRates('RESIDENTIAL_SINGLE') }, asked, clerk(ana));
    },
  },
  'a meter is taken out': {
    needs: [],
    async go(db, { accountId, ana }) {
      const servicePointId = (await pointOf(db, accountId)).point.id;
      const meter = { servicePointId, serial: 'MW-1', on: today, closing: '131000', reason: 'Stopped' };
      return removeMeter({ db, ...billing }, meter, clerk(ana));
    },
  },
  'what the rates ask for is said': {
    needs: [],
    go: (db, { accountId, ana }) => {
      const typed = { name: 'backflow', value: 'no', from: '2026-04-01', reason: 'Seen in the field' };
      return sayFact({ db, ...billing }, { ...typed, owner: 'service-point', accountId }, clerk(ana));
    },
  },
  'a register read is typed in place of another': {
    needs: [],
    go: (db, { meterRead: serial, ana }) => {
      const on = Temporal.PlainDate.from('2026-05-03');
      const count = serial === 'MW-1' ? '117800' : '67800';
      const typed = { serial, on, count, isEstimated: false, corrects: true, note: 'By phone' };
      return enterRegisterRead({ db, utility }, typed, clerk(ana));
    },
  },
  'a reader’s route comes in': {
    needs: [],
    go: async (db, { meterRead: serial }) => {
      const route = `meter,date,read,unit\n${serial},2026-05-04,${serial === 'MW-1' ? 117_900 : 67_900},gal\n`;
      const path = join(await scratchFolder(), 'route.csv');
      await writeFile(path, route);
      return importReadsFile(db, path, {
        ...{ format: 'csv', mappingFile: 'utility/reads/route.yaml', utilityFolder: 'utility' },
        ...{ zone: utility.time_zone, now, by: 'cli', dryRun: false, addMeters: false, say: String },
      });
    },
  },
  'a read is corrected': {
    needs: [],
    go: (db, { meterRead: meterSerial }) => {
      const read = {
        meterSerial,
        on: Temporal.PlainDate.from('2026-05-03'),
        count: meterSerial === 'MW-1' ? 117_500 : 67_500,
      };
      return correctRead(db, { ...read, source: 'by phone', now });
    },
  },
  'a package of the billing system comes in': aPackageComesIn,
} as const satisfies Readonly<Record<string, MoneyVerb>>;

export type VerbName = keyof typeof verbs;

export const verbNames = Object.keys(verbs) as readonly VerbName[];
