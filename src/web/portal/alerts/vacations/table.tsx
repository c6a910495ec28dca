import type { KeptVacation } from '../../../../usecases/alerts/index.ts';
import { Button, Form } from '../../../components/form.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

interface TableProps {
  readonly c: PageContext;
  readonly vacations: readonly KeptVacation[];
  readonly number: string;
  readonly today: Temporal.PlainDate;
}

/** What was told, each to be changed, ended or taken back. */
export function VacationTable({ c, vacations, number, today }: TableProps) {
  const { t } = c.var;
  const hasBegun = ({ from }: KeptVacation): boolean => Temporal.PlainDate.compare(from, today) <= 0;
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
              {hasBegun(vacation) && <span class="c-tag c-tag--warn">{t('vacations.away-now')}</span>}
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
          cell: (vacation) => (
            <>
              <a href={paths.vacation(number, String(vacation.id))}>{t('vacations.change')}</a>
              <Form c={c} action={paths.vacationEnd(number, String(vacation.id))}>
                <Button text={t(hasBegun(vacation) ? 'vacations.back-today' : 'vacations.cancel')} kind="outline" />
              </Form>
            </>
          ),
        },
      ]}
    />
  );
}
