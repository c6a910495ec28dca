import { todayOf } from '../../../../usecases/access/index.ts';
import { type FormerPerson, peopleOf } from '../../../../usecases/delegates/index.ts';
import { page } from '../../../components/layout.tsx';
import { mayShown } from '../../../components/rights-shown.ts';
import { type Column, Table } from '../../../components/table.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Who had access, or was invited and never came: when it ended, and why. */
export async function formerPeoplePage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const people = await peopleOf(deps.db, account, { today: todayOf(deps.utility, now), now });
  if (!people.ok) return c.var.refuse('not-found');
  const title = t('people.former');
  return page(
    c,
    {
      title,
      width: 'wide',
      back: { href: paths.people(account.number), text: t('people.title') },
    },
    <>
      <h1>{title}</h1>
      <Table
        caption={t('people.former-caption')}
        empty={t('people.former-none')}
        rows={people.value.former}
        columns={columns(c)}
      />
    </>,
  );
}

const columns = (c: PageContext): readonly Column<FormerPerson>[] => {
  const { t } = c.var;
  return [
    { heading: t('people.who'), cell: (one) => one.who },
    { heading: t('people.former-may'), cell: (one) => mayShown(c, one), narrow: true },
    {
      heading: t('people.former-when'),
      cell: (one) =>
        one.endedAt === undefined
          ? one.endedOn === undefined
            ? ''
            : t.date(one.endedOn)
          : t.date(todayOf(c.var.deps.utility, one.endedAt)),
    },
    { heading: t('people.former-why'), cell: (one) => t(`people.why.${one.why}`), narrow: true },
  ];
};
