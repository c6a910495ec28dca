import { isValidationRule, validationRules } from '../../../../domain/validation/index.ts';
import { countDoubtedReads } from '../../../../usecases/metering/index.ts';
import {
  type ExceptionFilter,
  exceptionsInQueue,
  openByRule,
  type ReadsException,
} from '../../../../usecases/validation/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { pageNumber } from '../../request.ts';
import { stretchText } from '../exception-words.ts';

const pageSize = 50;
const ages = ['1', '7', '30'] as const;
const sizes = ['10', '100', '1000', '10000'] as const;

/** Everything that waits, the most water first; and below, what was answered or healed by itself. */
export async function queuePage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const offset = (pageNumber(c) - 1) * pageSize;
  const filter = filterOf(c);
  const waiting = await exceptionsInQueue(deps.db, { ...filter, isOpen: true, limit: pageSize + 1, offset });
  const ended = await exceptionsInQueue(deps.db, { ...filter, isOpen: false, limit: 20, offset: 0 });
  const counts = await openByRule(deps.db);
  const registers = await countDoubtedReads(deps.db);
  const title = t('console.validation.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.validation.intro')}</p>
      <p>
        <a href={paths.console.registerReads}>{t('console.validation.registers', { count: registers })}</a>
      </p>
      <Filters c={c} counts={counts} />
      <h2>{t('console.validation.waiting')}</h2>
      <Exceptions
        c={c}
        rows={waiting.slice(0, pageSize)}
        caption={t('console.validation.waiting')}
        empty={t(c.req.query('rule') === undefined ? 'console.validation.none' : 'console.validation.none-such')}
      />
      <NextPage c={c} path={paths.console.readsExceptions} more={waiting.length > pageSize} />
      <h2>{t('console.validation.ended')}</h2>
      <Exceptions
        c={c}
        isEnded
        rows={ended}
        caption={t('console.validation.ended')}
        empty={t('console.validation.none-ended')}
      />
    </>,
  );
}

function filterOf(c: PageContext): Pick<ExceptionFilter, 'rule' | 'foundBefore' | 'minGallons' | 'serial'> {
  const { rule = '', age = '', size = '', meter = '' } = c.req.query();
  return {
    ...(isValidationRule(rule) ? { rule } : {}),
    ...(ages.some((one) => one === age) ? { foundBefore: c.var.now.subtract({ hours: Number(age) * 24 }) } : {}),
    ...(sizes.some((one) => one === size) ? { minGallons: Number(size) } : {}),
    ...(meter === '' ? {} : { serial: meter.trim().slice(0, 80) }),
  };
}

function Filters({ c, counts }: { c: PageContext; counts: ReadonlyMap<string, number> }) {
  const { t } = c.var;
  const choices = [
    {
      name: 'rule',
      label: t('console.validation.filter.rule'),
      options: validationRules.map((rule) => ({
        value: rule as string,
        text: t('console.validation.filter.counted', {
          rule: t(`console.validation.rule.${rule}`),
          count: counts.get(rule) ?? 0,
        }),
      })),
    },
    {
      name: 'age',
      label: t('console.validation.filter.age'),
      options: ages.map((days) => ({ value: days, text: t('console.validation.filter.days', { days: Number(days) }) })),
    },
    {
      name: 'size',
      label: t('console.validation.filter.size'),
      options: sizes.map((gallons) => ({
        value: gallons,
        text: t('console.validation.filter.gallons', { gallons: Number(gallons) }),
      })),
    },
  ] as const;
  return (
    <form class="c-actions" method="get" action={paths.console.readsExceptions}>
      {choices.map(({ name, label, options }) => (
        <div>
          <label class="usa-label" for={name}>
            {label}
          </label>
          <select class="usa-select" id={name} name={name}>
            <option value="">{t('console.filter.all')}</option>
            {options.map(({ value, text }) => (
              <option value={value} selected={c.req.query(name) === value}>
                {text}
              </option>
            ))}
          </select>
        </div>
      ))}
      <div>
        <label class="usa-label" for="meter">
          {t('console.meter')}
        </label>
        <input
          class="usa-input"
          type="text"
          id="meter"
          name="meter"
          value={c.req.query('meter') ?? ''}
          autocomplete="off"
        />
      </div>
      <button class="usa-button usa-button--outline" type="submit">
        {t('console.filter.apply')}
      </button>
    </form>
  );
}

function Exceptions({
  c,
  rows,
  caption,
  empty,
  isEnded = false,
}: {
  c: PageContext;
  isEnded?: boolean;
  rows: readonly ReadsException[];
  caption: string;
  empty: string;
}) {
  const { t } = c.var;
  return (
    <Table
      caption={caption}
      empty={empty}
      rows={rows}
      columns={[
        {
          heading: t('console.validation.what'),
          cell: (one) => (
            <a href={paths.console.readsException(`${one.id}`)}>{t(`console.validation.rule.${one.rule}`)}</a>
          ),
        },
        {
          heading: t('console.meter'),
          cell: (one) => (
            <>
              {one.serial}
              {one.account !== undefined && (
                <>
                  <br />
                  <a href={paths.console.account(one.account)}>{one.account}</a> {one.customerName}
                </>
              )}
            </>
          ),
        },
        { heading: t('console.validation.hours'), cell: (one) => stretchText(c, one) },
        { heading: t('console.validation.gallons'), numeric: true, cell: (one) => t.number(one.gallons) },
        {
          heading: t('console.validation.found'),
          cell: (one) => t.date(one.foundAt.toZonedDateTimeISO(c.var.deps.utility.time_zone).toPlainDate()),
        },
        ...(isEnded
          ? [
              {
                heading: t('console.state'),
                cell: (one: ReadsException) => t(`console.validation.standing.${one.ended?.how ?? 'open'}`),
              },
            ]
          : []),
      ]}
    />
  );
}
