import type { Problem } from '../../../../domain/kernel/index.ts';
import { rosterColumns } from '../../../../domain/transition/index.ts';
import { listRosterImports } from '../../../../usecases/transition/index.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { pageNumber } from '../../request.ts';

const pageSize = 20;

/** Uploads a roster, and what was imported before. */
export async function rosterImportsPage(c: PageContext, problems: readonly Problem[] = []): Promise<Response> {
  const { t, deps } = c.var;
  const imports = await listRosterImports(deps.db, pageSize + 1, (pageNumber(c) - 1) * pageSize);
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
      <Table
        caption={t('console.roster.before')}
        empty={t('console.roster.none')}
        rows={imports.slice(0, pageSize)}
        columns={[
          {
            heading: t('console.roster.file'),
            cell: (one) => <a href={paths.console.rosterImport(`${one.id}`)}>{one.fileName}</a>,
          },
          { heading: t('console.date'), cell: (one) => t.moment(one.importedAt) },
          { heading: t('console.roster.read'), cell: (one) => t.number(one.counts.read), numeric: true },
          { heading: t('console.roster.new'), cell: (one) => t.number(one.counts.new), numeric: true },
          { heading: t('console.roster.changed'), cell: (one) => t.number(one.counts.changed), numeric: true },
          { heading: t('console.roster.refused'), cell: (one) => t.number(one.counts.refused), numeric: true },
        ]}
      />
      <NextPage c={c} path={paths.console.rosterImports} more={imports.length > pageSize} />
    </>,
  );
}
