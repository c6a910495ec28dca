import { expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import type { ListAsked, ListPart } from '../domain/kernel/index.ts';
import { selectObjections } from './access/index.ts';
import { findPremises } from './accounts/index.ts';
import { searchAudit } from './audit-search.ts';
import {
  listBillRuns,
  listCorrections,
  listPrintBatches,
  neverBilledAccounts,
  pageOfExceptions,
  paperBillsOfRun,
  reviewedBills,
} from './billing/index.ts';
import { rebatesToDecide, requestsToDecide } from './credits/index.ts';
import type { Database } from './database.ts';
import { deadJobs, jobAnswers, refusedNotices } from './dead-jobs.ts';
import {
  exchangeRuns,
  listBatches,
  listShadowRuns,
  rowsOutstanding,
  shadowDifferences,
  shadowRows,
} from './exchange/index.ts';
import { endedVisits } from './kiosk/index.ts';
import { doubtedReads, readsImports, refusedLinesOf } from './metering/index.ts';
import { undeliveredNotices } from './notices/index.ts';
import { listDisputes, listFindings, pausedAutopays, unconfirmedPayments } from './payments/index.ts';
import { feesWaiting } from './receivables/index.ts';
import { listRosterImports, rosterRefusals } from './transition/index.ts';
import { exceptionsInQueue } from './validation/index.ts';
import { refusedLinesOfWaterFile, waterFiles } from './water-balance/index.ts';

const now = Temporal.Instant.from('2026-05-20T12:00:00Z');
const day = Temporal.PlainDate.from('2026-05-20');

type Find = (db: Database, asked: ListAsked) => Promise<ListPart<unknown>>;

const lists: Readonly<Record<string, Find>> = {
  objections: (db, asked) => selectObjections(db, { waiting: true, ...asked }),
  'objections decided': (db, asked) => selectObjections(db, { waiting: false, ...asked }),
  audit: (db, asked) => searchAudit(db, { who: 'x', what: 'y', account: 'z', from: now, until: now, ...asked }),
  runs: (db, asked) => listBillRuns(db, { state: 'posted', cycle: 'A', ...asked }),
  corrections: (db, asked) => listCorrections(db, { waits: true, ...asked }),
  'corrections answered': (db, asked) => listCorrections(db, { waits: false, ...asked }),
  'print batches': listPrintBatches,
  'never billed': (db, asked) => neverBilledAccounts(db, { cycles: ['A'], billedBefore: day, ...asked }),
  'accounts a run left out': (db, asked) => pageOfExceptions(db, { runId: 1, ...asked }),
  'bills on paper': (db, asked) => paperBillsOfRun(db, { runId: 1, ...asked }),
  'bills of a run': (db, asked) => reviewedBills(db, 1, { rule: 'x', state: 'waits', ...asked }),
  rebates: (db, asked) => rebatesToDecide(db, { waiting: true, ...asked }),
  'rebates decided': (db, asked) => rebatesToDecide(db, { waiting: false, ...asked }),
  credits: (db, asked) => requestsToDecide(db, { waiting: true, ...asked }),
  'credits decided': (db, asked) => requestsToDecide(db, { waiting: false, ...asked }),
  'dead jobs': deadJobs,
  'jobs answered': jobAnswers,
  'notices refused': refusedNotices,
  packages: exchangeRuns,
  batches: listBatches,
  'shadow runs': listShadowRuns,
  'receipts outstanding': (db, asked) => rowsOutstanding(db, { sentBefore: now, ...asked }),
  'rows of a shadow run': (db, asked) => shadowRows(db, { runId: 1, onlyOpen: true, reason: 'rate', ...asked }),
  'bills that do not come out': (db, asked) =>
    shadowDifferences(db, { reason: 'rate', state: 'open', billId: 1, ...asked }),
  'doubted reads': doubtedReads,
  'files of reads': readsImports,
  'undelivered notices': (db, asked) => undeliveredNotices(db, { isAnswered: false, channel: 'email', ...asked }),
  disputes: listDisputes,
  findings: listFindings,
  'paused autopay': pausedAutopays,
  'unconfirmed payments': (db, asked) => unconfirmedPayments(db, { startedBefore: now, ...asked }),
  'fees waiting': feesWaiting,
  rosters: listRosterImports,
  'reads to check': (db, asked) => exceptionsInQueue(db, { isOpen: true, rule: 'spike', foundBefore: now, ...asked }),
  'reads checked': (db, asked) => exceptionsInQueue(db, { isOpen: false, ...asked }),
  premises: (db, asked) => findPremises(db, '12 Main', { today: day, ...asked }),
  'visits at a lobby computer': endedVisits,
  'refused lines of reads': (db, asked) => refusedLinesOf(db, 1, asked),
  'refused lines of water': (db, asked) => refusedLinesOfWaterFile(db, 1, asked),
  'refused lines of a roster': (db, asked) => rosterRefusals(db, 1, asked),
  'files of water': (db, asked) => waterFiles(db, 'production', asked),
};

/** Its types are checked before its values are read. */
const placeOf = (terms: number) => Array.from({ length: terms }, () => '1');

test.for(Object.entries(lists))(
  '%s is sorted by each of its columns and goes on from a place',
  async ([, find], { db }) => {
    const { sorts } = await find(db, { limit: 2, isCounted: true });
    const asked = [
      ...[1, 2, 3, 4].map((terms) => ({ after: placeOf(terms) })),
      ...sorts.flatMap((sort) => [
        { sort, after: placeOf(2) },
        { sort, isDown: true, before: placeOf(2) },
      ]),
    ];
    for (const one of asked) expect((await find(db, { limit: 2, ...one })).rows).toEqual([]);
  },
);
