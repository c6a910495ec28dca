import { accountTimeline, type TimelineEntry, timelineKinds } from '../../../../usecases/accounts/index.ts';
import { addressWith } from '../../../components/list/address.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may } from '../../request.ts';
import { accountTab, viewedAccount } from '../account-frame.tsx';
import { TimelineItem } from './timeline-item.tsx';

const pageSize = 40;

/** The account's first tab: everything that happened, the newest first (S2). */
export async function accountPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const view = await viewedAccount(c);
  if (view === undefined) return c.var.refuse('not-found');
  const kinds = timelineKinds.filter((kind) => kind !== 'note' || may(c, 'note.view'));
  const kind = kinds.find((one) => one === c.req.query('kind'));
  const before = momentOf(c.req.query('before')) ?? now.add({ seconds: 1 });
  const entries = await accountTimeline(deps.db, view.accountId, {
    ...{ kinds: kind === undefined ? kinds : [kind], before, limit: pageSize + 1 },
    zone: deps.utility.time_zone,
  });
  const shown = entries.slice(0, pageSize);
  const path = paths.console.account(view.number);
  const last = shown.at(-1);
  return accountTab(
    c,
    { view, tab: 'timeline' },
    <>
      <nav class="c-choice c-list__range" aria-label={t('console.timeline.show')}>
        <ul>
          {([undefined, ...kinds] as const).map((one) => (
            <li>
              <a
                href={addressWith(c, path, { kind: one ?? '', before: '' })}
                {...(one === kind ? ({ 'aria-current': 'true' } as const) : {})}
              >
                {t(`console.timeline.kind.${one ?? 'all'}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {shown.length === 0 ? (
        <p class="c-empty">{t('console.timeline.none')}</p>
      ) : (
        <ol class="c-timeline">
          {shown.map((entry) => (
            <TimelineItem c={c} view={view} entry={entry} />
          ))}
        </ol>
      )}
      {entries.length > pageSize && last !== undefined && (
        <p>
          <a rel="next" href={addressWith(c, path, { before: last.at.toString() })}>
            {t('console.timeline.older')}
          </a>
        </p>
      )}
    </>,
  );
}

function momentOf(text: string | undefined): TimelineEntry['at'] | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT[\d:.]{5,18}Z$/.test(text)) return undefined;
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
}
