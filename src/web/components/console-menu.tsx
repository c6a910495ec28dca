import { isPermitted, type Permission } from '../../domain/access/index.ts';
import { isPermissionListed } from '../../domain/exchange/index.ts';
import { type WaitingKind, type WaitingNow, whatWaits } from '../../usecases/waiting/index.ts';
import type { PageContext } from '../page.ts';
import { isUnder, paths } from '../paths.ts';
import type { MessageKey } from '../words/words.ts';

interface Entry {
  readonly href: string;
  readonly text: MessageKey;
  readonly permission: Permission;
  /** Counted beside it. */
  readonly waits?: WaitingKind;
}

interface Group {
  readonly heading: MessageKey;
  readonly entries: readonly Entry[];
}

const { console: at } = paths;

const entry = (href: string, text: MessageKey, permission: Permission): Entry => ({ href, text, permission });
const toDo = (href: string, waits: WaitingKind, permission: Permission): Entry => ({
  ...{ href, waits, permission },
  text: `console.waiting.${waits}`,
});

/** Every list of work, each offered to those who may answer it. */
export const workLists: readonly Entry[] = [
  toDo(at.billRuns, 'run-review', 'bill-run.review'),
  toDo(`${at.billRuns}?state=approved`, 'run-posting', 'bill-run.post'),
  toDo(at.fees, 'fees', 'fee.answer'),
  toDo(at.readsExceptions, 'reads', 'reads.validate'),
  toDo(at.billCorrections, 'corrections', 'bill-correction.answer'),
  toDo(at.leakCredits, 'leak-credits', 'leak-credit.decide'),
  toDo(at.rebates, 'rebates', 'rebate.decide'),
  toDo(at.disputes, 'disputes', 'dispute.view'),
  toDo(at.objections, 'objections', 'access-objection.decide'),
  toDo(at.unconfirmedPayments, 'payments', 'payment.follow'),
  toDo(at.exchangeBatches, 'exchange', 'exchange-batch.answer'),
  toDo(at.undeliveredNotices, 'notices', 'notice.answer'),
];

/** The console, by what somebody comes for. Only what the role may open is shown. */
const groups: readonly Group[] = [
  {
    heading: 'console.menu.to-do',
    entries: [entry(at.home, 'console.menu.home', 'account.search'), ...workLists],
  },
  {
    heading: 'console.menu.customers',
    entries: [
      entry(at.search, 'console.menu.search', 'account.search'),
      entry(at.premises, 'console.premises.title', 'account.view'),
      entry(at.objections, 'console.objections.title', 'access-objection.view'),
      entry(at.kiosks, 'console.kiosks.title', 'kiosk.view'),
      entry(at.autopayPaused, 'console.autopay-paused.title', 'dispute.view'),
    ],
  },
  {
    heading: 'console.menu.billing',
    entries: [
      entry(at.billRuns, 'console.menu.bill-runs', 'bill-run.view'),
      entry(at.neverBilled, 'console.never-billed.title', 'bill-run.view'),
      entry(at.billCorrections, 'console.corrections.title', 'bill-correction.view'),
      entry(at.printBatches, 'console.menu.print', 'print-batch.view'),
      entry(at.shadowRuns, 'console.shadow.title', 'shadow-run.view'),
      entry(at.shadowDifferences, 'console.differences.title', 'shadow-run.view'),
    ],
  },
  {
    heading: 'console.menu.reads-and-meters',
    entries: [
      entry(at.readsExceptions, 'console.menu.validation', 'reads.view'),
      entry(at.registerReads, 'console.registers.title', 'reads.view'),
      entry(at.readsImports, 'console.menu.reads', 'reads.import'),
      entry(at.meters, 'console.meters.title', 'system-water.view'),
    ],
  },
  {
    heading: 'console.menu.water',
    entries: [
      entry(at.leaks, 'console.leaks.title', 'leak.view'),
      entry(at.zones, 'console.zones.title', 'system-water.view'),
      entry(at.balance, 'console.balance.title', 'system-water.view'),
      entry(at.productionFiles, 'console.production.title', 'system-water.import'),
      entry(at.zoneFiles, 'console.zone-files.title', 'system-water.import'),
      entry(at.leakCredits, 'console.menu.leak-credits', 'leak-credit.view'),
      entry(at.rebates, 'console.menu.rebates', 'rebate.view'),
    ],
  },
  {
    heading: 'console.menu.money',
    entries: [
      entry(at.unconfirmedPayments, 'console.unconfirmed.title', 'payment.view'),
      entry(at.disputes, 'console.disputes.title', 'dispute.view'),
      entry(at.comparison, 'console.comparison.menu', 'dispute.view'),
      entry(at.fees, 'console.fees.title', 'fee.answer'),
      entry(at.exchangePackages, 'console.packages.title', 'exchange-package.view'),
      entry(at.exchangeBatches, 'console.exchange.title', 'exchange-batch.view'),
    ],
  },
  {
    heading: 'console.menu.the-move',
    entries: [
      entry(at.transition, 'console.menu.transition', 'transition.view'),
      entry(at.atRisk, 'console.at-risk.title', 'transition.view'),
      entry(at.rosterImports, 'console.roster.title', 'roster.import'),
    ],
  },
  {
    heading: 'console.menu.messages',
    entries: [
      entry(at.undeliveredNotices, 'console.undelivered.title', 'notice.view'),
      entry(at.deadLetters, 'console.dead-letters.title', 'dead-letter.view'),
    ],
  },
  {
    heading: 'console.menu.utility',
    entries: [
      entry(at.staff, 'console.staff.title', 'staff.manage'),
      entry(at.accessReview, 'console.review.title', 'staff.review'),
      entry(at.audit, 'console.audit.title', 'audit.view'),
    ],
  },
];

/**
 * The column at the left, with what waits beside it. A group is open where it has the page, and the first always. On a phone
 * the whole column is folded under its name; wider, it stands open without a script.
 */
export async function ConsoleMenu({ c, counted }: { c: PageContext; counted: boolean }) {
  const { t, staff, deps, now } = c.var;
  if (staff === undefined) return null;
  const waiting = counted ? await whatWaits(deps.db, staff.role, { now, utility: deps.utility }) : [];
  const { by } = deps.utility.billing;
  const shown = groups
    .map(({ heading, entries }) => ({
      heading,
      entries: entries.filter(
        ({ permission, waits }) =>
          isPermitted(staff.role, permission) && (isPermissionListed(by, permission) || countOf(waiting, waits) > 0),
      ),
    }))
    .filter(({ entries }) => entries.length > 0);
  const here = entryOf(c, shown);
  const group = shown.find(({ entries }) => here !== undefined && entries.includes(here)) ?? customersOf(c, shown);
  return (
    <nav class="c-side" aria-label={t('layout.main-menu')}>
      <details class="c-side__fold">
        <summary>
          {t('console.menu.title')}
          <Waits c={c} count={waiting.reduce((sum, { count }) => sum + count, 0)} />
        </summary>
        {shown.map((one, place) => (
          <details class="c-side__group" open={place === 0 || one === group}>
            <summary>
              <h2>{t(one.heading)}</h2>
            </summary>
            <ul>
              {one.entries.map((line) => (
                <li>
                  <a href={line.href} {...(line === here ? currentOf(c, line) : {})}>
                    <span>{t(line.text)}</span>
                    <Waits c={c} count={countOf(waiting, line.waits)} />
                  </a>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </details>
    </nav>
  );
}

const countOf = (waiting: readonly WaitingNow[], kind: WaitingKind | undefined): number =>
  waiting.find((one) => one.kind === kind)?.count ?? 0;

/** A number that a person hears as `12 waiting`; nothing where nothing waits. */
export function Waits({ c, count }: { c: PageContext; count: number }) {
  const { t } = c.var;
  if (count === 0) return null;
  return (
    <>
      {' '}
      <span class="c-waits">
        {count > 99 ? '99+' : t.number(count)}
        <span class="c-hidden"> {t('console.waiting.wait', { count })}</span>
      </span>
    </>
  );
}

const pathOf = (href: string): string => href.split('?', 1)[0] ?? href;

/** The one entry that is marked: the page's own, with what its address asks for before any; else the nearest that the page is under. */
function entryOf(c: PageContext, shown: readonly Group[]): Entry | undefined {
  const entries = shown.flatMap((group) => group.entries);
  const { path } = c.req;
  const own = entries.filter(({ href }) => pathOf(href) === path);
  const asked = own.find(({ href }) => href.includes('?') && asksFor(c, href));
  const above = entries
    .filter(({ href }) => href !== at.home && !href.includes('?') && isUnder(href, path))
    .toSorted((a, b) => b.href.length - a.href.length);
  return asked ?? own.find(({ href }) => !href.includes('?')) ?? above[0];
}

const asksFor = (c: PageContext, href: string): boolean =>
  [...new URLSearchParams(href.slice(pathOf(href).length))].every(([name, value]) => c.req.query(name) === value);

/** An account stands under no entry; its group is open all the same. */
const customersOf = (c: PageContext, shown: readonly Group[]): Group | undefined =>
  isUnder(at.accounts, c.req.path) ? shown.find(({ heading }) => heading === 'console.menu.customers') : undefined;

const currentOf = (c: PageContext, { href }: Entry): { 'aria-current': 'page' | 'true' } => ({
  'aria-current': pathOf(href) === c.req.path ? 'page' : 'true',
});
