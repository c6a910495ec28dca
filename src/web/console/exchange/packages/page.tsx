import { join } from 'node:path';
import type { Problem } from '../../../../domain/kernel/index.ts';
import {
  importMappedUpload,
  importUploadedPackage,
  listPackages,
  mappingsToChoose,
  type ShownPackage,
} from '../../../../usecases/exchange/index.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { ListColumn } from '../../../components/list/list.tsx';
import { LongList } from '../../../components/list/long-list.tsx';
import { Select } from '../../../components/select.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may } from '../../request.ts';
import { packageFilesSent, uploadRequest } from '../upload-request.ts';

/** What the billing system sent so far, and files to send it by hand. */
export const packagesPage = (c: PageContext): Promise<Response> => view(c, nothingTyped, []);

interface Typed {
  readonly layout: string;
  readonly leave_out: string;
}

const nothingTyped: Typed = { layout: '', leave_out: '' };

const mappingsOf = ({ var: { deps } }: PageContext) =>
  mappingsToChoose([join(deps.utilityFolder, 'exchange'), deps.mappingsFolder]);

/** Takes uploaded files in, or keeps them until a person has looked. */
export async function postPackage(c: PageContext): Promise<Response> {
  const files = await packageFilesSent(c);
  const typed = readForm(c, ['layout', 'leave_out']);
  if (files.size === 0) return view(c, typed, [{ code: 'console.file-missing', field: 'file' }]);
  const mapping = (await mappingsOf(c)).find(({ name }) => name === typed.layout);
  if (typed.layout !== '' && mapping === undefined) {
    return view(c, nothingTyped, [{ code: 'exchange.layout-unknown', field: 'layout' }]);
  }
  const { uploads } = c.var.deps;
  const leaveOut = typed.leave_out.split(/[,\n]/).flatMap((column) => (column.trim() === '' ? [] : [column.trim()]));
  const taken =
    mapping === undefined
      ? await importUploadedPackage(uploads, files, uploadRequest(c))
      : await importMappedUpload(uploads, files, { ...uploadRequest(c), mapping: { path: mapping.path, leaveOut } });
  if (!taken.ok) return view(c, typed, taken.problem.slice(0, 20));
  return c.redirect(paths.console.exchangePackage(`${taken.value.runId}`), 303);
}

async function view(c: PageContext, typed: Typed, problems: readonly Problem[]): Promise<Response> {
  const { t, deps } = c.var;
  const title = t('console.packages.title');
  const layouts = (await mappingsOf(c)).map(({ name, about }) => ({ value: name, text: about }));
  return page(
    c,
    { title, realm: 'console', width: 'wide', status: problems.length === 0 ? 200 : 422 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.packages.intro')}</p>
      {may(c, 'exchange-package.import') && (
        <Form c={c} action={paths.console.exchangePackages} encoding="files">
          <Field
            c={c}
            name="file"
            label={t('console.packages.files')}
            hint={t('console.packages.files-hint')}
            problems={problems}
            type="file"
            autocomplete="off"
            multiple
          />
          <Select
            c={c}
            name="layout"
            label={t('console.packages.layout')}
            value={typed.layout}
            problems={problems}
            options={[{ value: '', text: t('console.packages.layout-own') }, ...layouts]}
          />
          <Field
            c={c}
            name="leave_out"
            label={t('console.packages.leave-out')}
            hint={t('console.packages.leave-out-hint')}
            value={typed.leave_out}
            autocomplete="off"
            optional
          />
          <Button text={t('console.packages.send')} />
        </Form>
      )}
      <LongList
        c={c}
        isWithoutFile
        path={paths.console.exchangePackages}
        caption={t('console.packages.before')}
        empty={t('console.packages.none')}
        find={(asked) => listPackages(deps.db, asked)}
        columns={columns(c)}
      />
    </>,
  );
}

function columns(c: PageContext): readonly ListColumn<ShownPackage>[] {
  const { t } = c.var;
  return [
    {
      heading: t('console.packages.run'),
      key: 'run',
      numeric: true,
      value: ({ id }) => id,
      cell: ({ id }) => <a href={paths.console.exchangePackage(`${id}`)}>{t('console.packages.run-number', { id })}</a>,
    },
    {
      heading: t('console.packages.number'),
      key: 'number',
      numeric: true,
      value: ({ number }) => number,
      cell: ({ number }) => (number === undefined ? '—' : `${number}`),
    },
    {
      heading: t('console.packages.as-of'),
      key: 'as-of',
      value: ({ asOf }) => asOf.toString(),
      cell: ({ asOf }) => t.listDate(asOf),
    },
    {
      heading: t('console.packages.received'),
      key: 'received',
      value: ({ receivedAt }) => receivedAt.toString(),
      cell: ({ receivedAt }) => t.stamp(receivedAt),
    },
    {
      heading: t('console.packages.scope'),
      key: 'scope',
      value: ({ scope }) => scope,
      cell: ({ scope }) => t(`console.packages.scope.${scope}`),
    },
    {
      heading: t('console.packages.state'),
      key: 'state',
      value: ({ state }) => state,
      cell: ({ state }) => t(`console.packages.state.${state}`),
    },
    {
      heading: t('console.packages.differences'),
      key: 'differences',
      numeric: true,
      value: ({ report }) => report.differences,
      cell: ({ report }) => t.number(report.differences),
    },
  ];
}
