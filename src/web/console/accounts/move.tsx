import type { MoveChange } from '../../../domain/transition/index.ts';
import { Alert } from '../../components/alert.tsx';
import { SummaryList } from '../../components/summary-list.tsx';
import type { PageContext } from '../../page.ts';
import type { AccountProps } from '../account-props.ts';

/** What the move changed for this account, in words to say on the phone. */
export function MoveNote({ c, view }: AccountProps) {
  const { t } = c.var;
  if (view.changes.length === 0) return null;
  return (
    <Alert kind="warning" heading={t('console.move.title')}>
      <ul class="usa-list">
        {view.changes.map((change) => (
          <li>{changeWords(c, change)}</li>
        ))}
      </ul>
    </Alert>
  );
}

function changeWords(c: PageContext, change: MoveChange): string {
  const { t } = c.var;
  switch (change.kind) {
    case 'autopay-will-lapse':
      return t('console.move.autopay-will-lapse', { until: t.date(change.until) });
    case 'autopay-lapsed':
      return t('console.move.autopay-lapsed', {
        until: t.date(change.until),
        by: t.deadline(change.turnOnBy),
        due: t.date(change.forBillDue),
        owed: t.money(change.owed),
      });
    case 'autopay-too-late':
      return t('console.move.autopay-too-late', {
        until: t.date(change.until),
        due: t.date(change.billDue),
        owed: t.money(change.owed),
      });
    case 'autopay-lapsed-nothing-owed':
      return t('console.move.autopay-lapsed-nothing-owed', { until: t.date(change.until) });
    case 'autopay-starts-later':
      return t('console.move.autopay-starts-later', { due: t.date(change.billDue), owed: t.money(change.owed) });
    case 'last-draft-ran':
      return t('console.move.last-draft-ran', { date: t.date(change.on) });
    case 'last-draft-missing':
    case 'last-draft-short':
      return t(`console.move.${change.kind}`, {
        date: t.date(change.on),
        due: t.date(change.billDue),
        owed: t.money(change.owed),
      });
    case 'ebill-will-lapse':
      return t('console.move.ebill-will-lapse', { date: t.date(change.from) });
    case 'ebill-lapsed':
      return t('console.move.ebill-lapsed', { date: t.date(change.paperFrom) });
    case 'ebill-unverified':
      return t('console.move.ebill-unverified');
  }
}

/** What the old portal knew. */
export function RosterFactsShown({ c, view }: AccountProps) {
  const { t } = c.var;
  const { roster } = view;
  return (
    <li class="c-card">
      <h2>{t('console.old-portal')}</h2>
      {roster === undefined ? (
        <p>{t('console.old-portal.none')}</p>
      ) : (
        <SummaryList
          rows={[
            { term: t('console.autopay'), value: t(roster.hadAutopay ? 'console.yes' : 'console.no') },
            ...(roster.nextDraftOn === undefined
              ? []
              : [
                  {
                    term: t('console.old-portal.next-draft'),
                    value: `${roster.nextDraft === undefined ? '' : `${t.money(roster.nextDraft)} · `}${t.listDate(roster.nextDraftOn)}`,
                  },
                ]),
            { term: t('console.ebill'), value: t(roster.hadEbill ? 'console.yes' : 'console.no') },
            { term: t('console.email'), value: roster.email ?? '—' },
            ...(roster.lastLoginOn === undefined
              ? []
              : [{ term: t('console.old-portal.last-login'), value: t.listDate(roster.lastLoginOn) }]),
          ]}
        />
      )}
    </li>
  );
}
