import { isOnOrBefore } from '../../../../domain/kernel/index.ts';
import type { KeptVacation } from '../../../../usecases/alerts/index.ts';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

export const hasBegun = ({ from }: KeptVacation, today: Temporal.PlainDate): boolean => isOnOrBefore(from, today);

interface TableProps {
  readonly c: PageContext;
  readonly vacations: readonly KeptVacation[];
  readonly number: string;
  readonly today: Temporal.PlainDate;
}

/** What was told. */
export function VacationTable({ c, vacations, number, today }: TableProps) {
  const { t } = c.var;
  return (
    <Table
      caption={t('vacations.caption')}
      empty={t('vacations.none')}
      rows={vacations}
      columns={[
        {
          heading: t('vacations.from'),
          cell: (vacation) => (
            <>
              {t.date(vacation.from)}{' '}
              {hasBegun(vacation, today) && <span class="c-tag c-tag--warn">{t('vacations.away-now')}</span>}
            </>
          ),
        },
        { heading: t('vacations.back'), cell: ({ until }) => t.date(until) },
        {
          heading: t('vacations.irrigation-short'),
          cell: ({ irrigationGoesOn }) => t(irrigationGoesOn ? 'vacations.yes' : 'vacations.no'),
        },
        {
          heading: t('vacations.what'),
          cell: ({ id }) => <a href={paths.vacation(number, String(id))}>{t('vacations.change')}</a>,
        },
      ]}
    />
  );
}
