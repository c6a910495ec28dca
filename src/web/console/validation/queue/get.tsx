import { isValidationRule, validationRules } from '../../../../domain/validation/index.ts';
import { countDoubtedReads } from '../../../../usecases/metering/index.ts';
import {
  type ExceptionFilter,
  exceptionsInQueue,
  openByRule,
  type ReadsException,
} from '../../../../usecases/validation/index.ts';
import { ErrorSummary } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { Filter } from '../../../components/list/filters.tsx';
import type { ListColumn } from '../../../components/list/list.tsx';
import { LongList, type LongListProps, longListFile, partShown } from '../../../components/list/long-list.tsx';
import { Pick } from '../../../components/list/pick.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { AccountCell } from '../../account-cell.tsx';
import { may } from '../../request.ts';
import { stretchText } from '../exception-words.ts';
import { AnswerMany, answerManyForm, type TriedMany } from './answer-many.tsx';

const ages = ['1', '7', '30'] as const;
const sizes = ['10', '100', '1000', '10000'] as const;

/** Everything that waits, the most water first; and in a view of its own what was answered or healed by itself. */
export async function queuePage(c: PageContext, tried?: TriedMany): Promise<Response> {
  const { t, deps } = c.var;
  const isOpen = c.req.query('view') !== 'answered';
  const mayAnswer = isOpen && may(c, 'reads.validate');
  const counts = await openByRule(deps.db);
  const list: LongListProps<ReadsException> = {
    c,
    path: paths.console.readsExceptions,
    caption: t(isOpen ? 'console.validation.waiting' : 'console.validation.ended'),
    isCaptionHidden: true,
    empty: t(isOpen ? 'console.validation.none' : 'console.validation.none-ended'),
    find: (asked) => exceptionsInQueue(deps.db, { ...filterOf(c), isOpen, ...asked }),
    columns: columnsOf(c, { isOpen, mayAnswer }),
    filters: filtersOf(c, counts),
    views: [
      { value: 'waiting', text: t('console.validation.waiting') },
      { value: 'answered', text: t('console.validation.ended') },
    ],
  };
  const problems = tried?.problems ?? [];
  const done = c.req.query('done') ?? '';
  const refused = c.req.query('refused') ?? '';
  const file = longListFile(list, 'reads-to-check');
  if (file !== undefined) return file;
  const part = await partShown(list);
  return page(
    c,
    {
      title: t('console.validation.title'),
      realm: 'console',
      width: 'wide',
      status: problems.length > 0 ? 422 : 200,
    },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('console.validation.title')}</h1>
      <p class="usa-intro">{t('console.validation.intro')}</p>
      {/^\d{1,4}$/.test(done) && (
        <p class="c-note" role="status">
          {t('console.validation.done-many', {
            count: Number(done),
            refused: /^\d{1,4}$/.test(refused) ? Number(refused) : 0,
          })}
        </p>
      )}
      <p>
        <a href={paths.console.registerReads}>
          {t('console.validation.registers', { count: await countDoubtedReads(deps.db) })}
        </a>
      </p>
      <LongList {...list} part={part} />
      {mayAnswer && part.rows.length > 0 && <AnswerMany c={c} tried={tried} />}
    </>,
  );
}

function filterOf(c: PageContext): Omit<ExceptionFilter, 'isOpen'> {
  const { rule = '', age = '', size = '', meter = '' } = c.req.query();
  return {
    ...(isValidationRule(rule) ? { rule } : {}),
    ...(ages.some((one) => one === age) ? { foundBefore: c.var.now.subtract({ hours: Number(age) * 24 }) } : {}),
    ...(sizes.some((one) => one === size) ? { minGallons: Number(size) } : {}),
    ...(meter === '' ? {} : { serial: meter.trim().slice(0, 80) }),
  };
}

function filtersOf(c: PageContext, counts: ReadonlyMap<string, number>): readonly Filter[] {
  const { t } = c.var;
  return [
    {
      name: 'rule',
      label: t('console.validation.filter.rule'),
      options: validationRules.map((rule) => [
        rule,
        t('console.validation.filter.counted', {
          rule: t(`console.validation.rule.${rule}`),
          count: counts.get(rule) ?? 0,
        }),
      ]),
    },
    {
      name: 'age',
      label: t('console.validation.filter.age'),
      options: ages.map((days) => [days, t('console.validation.filter.days', { days: Number(days) })]),
    },
    {
      name: 'size',
      label: t('console.validation.filter.size'),
      options: sizes.map((gallons) => [gallons, t('console.validation.filter.gallons', { gallons: Number(gallons) })]),
    },
    { name: 'meter', label: t('console.meter') },
  ];
}

function columnsOf(
  c: PageContext,
  { isOpen, mayAnswer }: { isOpen: boolean; mayAnswer: boolean },
): readonly ListColumn<ReadsException>[] {
  const { t } = c.var;
  const ruleOf = ({ rule }: ReadsException) => t(`console.validation.rule.${rule}`);
  return [
    {
      heading: t('console.validation.what'),
      key: 'rule',
      value: ruleOf,
      cell: (one) => (
        <>
          {mayAnswer && (
            <Pick form={answerManyForm} id={one.id} label={t('list.pick', { what: `${ruleOf(one)}, ${one.serial}` })} />
          )}
          <a href={paths.console.readsException(`${one.id}`)}>{ruleOf(one)}</a>
        </>
      ),
    },
    { heading: t('console.meter'), key: 'meter', value: ({ serial }) => serial, cell: ({ serial }) => serial },
    {
      heading: t('console.account'),
      key: 'account',
      value: ({ account }) => account,
      cell: ({ account, customerName }) => <AccountCell account={account} name={customerName} />,
    },
    {
      heading: t('console.validation.hours'),
      key: 'from',
      value: ({ from }) => from.toString(),
      cell: (one) => stretchText(c, one),
    },
    {
      heading: t('console.validation.gallons'),
      numeric: true,
      key: 'gallons',
      value: ({ gallons }) => gallons,
      cell: ({ gallons }) => t.number(gallons),
    },
    {
      heading: t('console.validation.found'),
      key: 'found',
      value: ({ foundAt }) => foundAt.toString(),
      cell: ({ foundAt }) => t.stamp(foundAt),
    },
    ...(isOpen
      ? []
      : [
          {
            heading: t('console.state'),
            key: 'state',
            value: (one: ReadsException) => one.ended?.how,
            cell: (one: ReadsException) => t(`console.validation.standing.${one.ended?.how ?? 'open'}`),
          },
        ]),
  ];
}
