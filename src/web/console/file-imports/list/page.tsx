import type { Problem } from '../../../../domain/kernel/index.ts';
import { sentFields, sentFiles } from '../../../body/sent-fields.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Checkbox, ErrorSummary, Field, Form, problemText } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { LongList } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import type { FileImports, Taken } from '../file-imports.ts';

/** Takes a file, and lists those that came before. */
export async function importsPage<Report>(
  c: PageContext,
  imports: FileImports<Report>,
  { problems = [], tried }: { readonly problems?: readonly Problem[]; readonly tried?: Taken<Report> } = {},
): Promise<Response> {
  const { t } = c.var;
  const { at } = imports;
  const words = imports.words(t);
  return page(
    c,
    { title: words.title, realm: 'console', width: 'wide', status: problems.length === 0 ? 200 : 422 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.intro}</p>
      {tried !== undefined && <Tried c={c} imports={imports} tried={tried} />}
      <Form c={c} action={at.list} encoding="files">
        <Field
          c={c}
          name="file"
          label={words.file}
          hint={words.hint}
          problems={problems}
          type="file"
          autocomplete="off"
        />
        <Checkbox c={c} name="try" label={t('console.files.try')} />
        <Button text={words.button} />
      </Form>
      <LongList
        c={c}
        isWithoutFile
        path={at.list}
        caption={t('console.files.before')}
        empty={t('console.files.none')}
        find={(asked) => imports.list(c, asked)}
        columns={[
          {
            heading: words.file,
            key: 'file',
            value: (one) => one.fileName,
            cell: (one) => <a href={at.one(`${one.id}`)}>{one.fileName}</a>,
          },
          {
            heading: t('console.date'),
            key: 'received',
            value: (one) => one.receivedAt.toString(),
            cell: (one) => t.stamp(one.receivedAt),
          },
          {
            heading: t('console.files.refused'),
            key: 'refused',
            value: (one) => one.refusedLines,
            cell: (one) => t.number(one.refusedLines),
            numeric: true,
          },
          {
            heading: t('console.files.state'),
            cell: (one) => t(one.isFinished ? 'console.files.finished' : 'console.files.unfinished'),
          },
        ]}
      />
    </>,
  );
}

/** What a file that was only tried would do. */
function Tried<Report>({ c, imports, tried }: { c: PageContext; imports: FileImports<Report>; tried: Taken<Report> }) {
  const { t } = c.var;
  const { Report } = imports;
  return (
    <section aria-labelledby="tried">
      <h2 id="tried">{t('console.files.tried', { file: tried.fileName })}</h2>
      {tried.importedBefore && <Alert kind="info">{t('console.files.went-in-before')}</Alert>}
      <Report c={c} report={tried.report} />
      {tried.firstRefused.length > 0 && (
        <>
          <h3>{t('console.files.why-refused')}</h3>
          <ul class="usa-list">
            {tried.firstRefused.map((problem) => (
              <li>
                {problem.place === undefined ? '' : `${t('console.files.line', { line: problem.place.line })} · `}
                {problem.field === undefined ? '' : `${problem.field} · `}
                {problemText(c, problem)}
              </li>
            ))}
            {tried.moreRefused > 0 && <li>{t('console.files.more-refused', { count: tried.moreRefused })}</li>}
          </ul>
        </>
      )}
    </section>
  );
}

/** Imports the file at once, or says what it would do. The same file again leads to what it did. */
export async function postImport<Report>(c: PageContext, imports: FileImports<Report>): Promise<Response> {
  const { try: onlyTry } = sentFields(c);
  const [file] = sentFiles(c, 'file');
  if (file === undefined) {
    return importsPage(c, imports, { problems: [{ code: 'console.file-missing', field: 'file' }] });
  }
  const dryRun = onlyTry === 'yes';
  const bytes = new Uint8Array(await file.arrayBuffer());
  const taken = await imports.take(c, { fileName: file.name.slice(0, 200), bytes, dryRun });
  if (!taken.ok) {
    return importsPage(c, imports, { problems: taken.problem.map((one) => ({ ...one, field: 'file' })) });
  }
  const { id, importedBefore } = taken.value;
  if (dryRun || id === undefined) return importsPage(c, imports, { tried: taken.value });
  return c.redirect(`${imports.at.one(`${id}`)}${importedBefore ? '?before=yes' : ''}`, 303);
}
