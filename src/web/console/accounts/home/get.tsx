import { isBefore } from '../../../../domain/kernel/index.ts';
import { sharesOfMove } from '../../../../usecases/transition/index.ts';
import { type WaitingNow, whatWaits } from '../../../../usecases/waiting/index.ts';
import { Waits, workLists } from '../../../components/console-menu.tsx';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may, policyOf, todayOf } from '../../request.ts';
import { Shares } from '../../transition/index.ts';

/** What waits for the member of staff who looks, the first to be done first; and where the move stands, for who may see it. */
export async function homePage(c: PageContext): Promise<Response> {
  const { t, deps, now, staff } = c.var;
  if (staff === undefined) return c.var.refuse('not-permitted');
  const waiting = await whatWaits(deps.db, staff.role, { now, utility: deps.utility });
  const move = may(c, 'transition.view') ? await sharesOfMove(deps.db, { now, policy: policyOf(c) }) : undefined;
  const title = t('console.home.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">
        {t('console.home.signed-in', { name: staff.name, role: t.maybe(`console.role.${staff.role}`) })}
      </p>
      <Table
        caption={title}
        isCaptionHidden
        empty={t('console.home.nothing')}
        rows={waiting.toSorted(firstToDoFirst)}
        columns={[
          {
            heading: t('console.home.what'),
            cell: (one) => (
              <a href={workLists.find(({ waits }) => waits === one.kind)?.href ?? paths.console.home}>
                {t(`console.waiting.${one.kind}`)}
              </a>
            ),
          },
          { heading: t('console.home.count'), numeric: true, cell: ({ count }) => <Waits c={c} count={count} /> },
          ...(waiting.some(({ dueOn }) => dueOn !== undefined)
            ? [{ heading: t('console.home.due'), cell: (one: WaitingNow) => <Due c={c} one={one} /> }]
            : []),
          { heading: t('console.home.oldest'), cell: ({ oldestAt }) => t.stamp(oldestAt) },
        ]}
      />
      {move !== undefined && (
        <section aria-labelledby="the-move">
          <h2 id="the-move">
            <a href={paths.console.transition}>{t('console.transition.title')}</a>
          </h2>
          <Shares c={c} shares={move} />
        </section>
      )}
    </>,
  );
}

/** By the day it is due; what has none counts as due a week after it began to wait. */
function firstToDoFirst(a: WaitingNow, b: WaitingNow): number {
  const day = ({ dueOn, oldestAt }: WaitingNow) =>
    dueOn ?? oldestAt.toZonedDateTimeISO('UTC').toPlainDate().add({ weeks: 1 });
  return Temporal.PlainDate.compare(day(a), day(b));
}

function Due({ c, one: { dueOn } }: { c: PageContext; one: WaitingNow }) {
  const { t } = c.var;
  if (dueOn === undefined) return <>—</>;
  return (
    <>
      {t.listDate(dueOn)}{' '}
      {isBefore(dueOn, todayOf(c)) && <span class="c-tag c-tag--bad">{t('console.home.overdue')}</span>}
    </>
  );
}
