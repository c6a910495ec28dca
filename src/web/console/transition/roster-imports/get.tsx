import type { Problem } from '../../../../domain/kernel/index.ts';
import { rosterColumns } from '../../../../domain/transition/index.ts';
import { listRosterImports } from '../../../../usecases/transition/index.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { LongList } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Uploads a roster, and what was imported before. */
export async function rosterImportsPage(c: PageContext, problems: readonly Problem[] = []): Promise<Response> {
  const { t, deps } = c.var;
  return page(
    c,
    { title: t('console.roster.title'), realm: 'console', width: 'wide', status: problems.length === 0 ? 200 : 422 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('console.roster.title')}</h1>
      <p class="usa-intro">{t('console.roster.intro')}</p>
      <p>
        {t('console.roster.columns')} <code>{rosterColumns.join(', ')}</code>
      </p>
      <p>{t('console.roster.never')}</p>
      <Form c={c} action={paths.console.rosterImports} encoding="files">
        <Field
          c={c}
          name="file"
          label={t('console.roster.file')}
          hint={t('console.roster.file-hint')}
          problems={problems}
          type="file"
          autocomplete="off"
        />
        <Button text={t('console.roster.look')} />
      </Form>
      <LongList
        c={c}
        isWithoutFile
        path={paths.console.rosterImports}
        caption={t('console.roster.before')}
        empty={t('console.roster.none')}
        find={(asked) => listRosterImports(deps.db, asked)}
        columns={[
          {
            heading: t('console.roster.file'),
            key: 'file',
            value: (one) => one.fileName,
            cell: (one) => <a href={paths.console.rosterImport(`${one.id}`)}>{one.fileName}</a>,
          },
          {
            heading: t('console.date'),
            key: 'imported',
            value: (one) => one.importedAt.toString(),
            cell: (one) => t.stamp(one.importedAt),
          },
          {
            heading: t('console.roster.read'),
            key: 'read',
            value: (one) => one.counts.read,
            cell: (one) => t.number(one.counts.read),
            numeric: true,
          },
          { heading: t('console.roster.new'), cell: (one) => t.number(one.counts.new), numeric: true },
          { heading: t('console.roster.changed'), cell: (one) => t.number(one.counts.changed), numeric: true },
          {
            heading: t('console.roster.refused'),
            key: 'refused',
            value: (one) => one.counts.refused,
            cell: (one) => t.number(one.counts.refused),
            numeric: true,
          },
        ]}
      />
    </>,
  );
}
