import { formatMailedCode } from '../../../../domain/access/index.ts';
import { isBefore, type Problem } from '../../../../domain/kernel/index.ts';
import { kioskLimits, placeOnWay, visitEndsAt } from '../../../../domain/kiosk/index.ts';
import { addKiosk, endedVisits, kioskOverview, revokeKiosk, wipeOf } from '../../../../usecases/kiosk/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { type ListedBy, LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import { Table } from '../../../components/table.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { clerkOf, idOf, may } from '../../request.ts';

type Overview = Awaited<ReturnType<typeof kioskOverview>>;

interface Said {
  readonly problems?: readonly Problem[];
  readonly name?: string;
  /** Of a computer just added; shown once. */
  readonly code?: { readonly name: string; readonly code: string };
}

/** Every computer, the visits that run with their step only, and the log of wipes. */
export async function kiosksPage(c: PageContext, said: Said = {}): Promise<Response> {
  const { t, deps } = c.var;
  const { problems = [], code } = said;
  const file = longListFile(wipeLog(c), 'wipes');
  if (file !== undefined) return file;
  const overview = await kioskOverview(deps.db);
  const title = t('console.kiosks.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide', status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      {code !== undefined && (
        <Alert kind="success" heading={t('console.kiosks.code', { name: code.name })} live>
          <p>
            <strong>{formatMailedCode(code.code)}</strong>
          </p>
          <p>
            {t('console.kiosks.code-body', {
              address: `${deps.publicUrl}${paths.kiosk.home}`,
              minutes: kioskLimits.enrolmentMinutes,
            })}
          </p>
        </Alert>
      )}
      <p class="usa-intro">{t('console.kiosks.intro')}</p>
      <RunningVisits c={c} overview={overview} />
      <Devices c={c} overview={overview} />
      {may(c, 'kiosk.manage') && (
        <>
          <h2>{t('console.kiosks.add')}</h2>
          <Form c={c} action={paths.console.kiosks} keyless>
            <Field
              c={c}
              name="name"
              label={t('console.kiosks.name')}
              hint={t('console.kiosks.name-hint')}
              value={said.name ?? ''}
              problems={problems}
              autocomplete="off"
            />
            <Button text={t('console.kiosks.add-button')} />
          </Form>
        </>
      )}
      <LongList {...wipeLog(c)} />
    </>,
  );
}

export async function postKiosk(c: PageContext): Promise<Response> {
  const { name } = readForm(c, ['name']);
  const added = await addKiosk(c.var.deps.db, name, clerkOf(c));
  return added.ok ? kiosksPage(c, { code: added.value }) : kiosksPage(c, { problems: [added.problem], name });
}

/** Asked once more: the visitor at the computer is sent away, and it comes back only with a new code. */
export async function kioskRevocationPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const { devices } = await kioskOverview(deps.db);
  const device = devices.find(({ id, revokedAt }) => id === idOf(c) && revokedAt === undefined);
  if (device === undefined) return c.var.refuse('not-found');
  return formPage(
    c,
    {
      title: t('console.kiosks.revoke', { name: device.name }),
      back: { href: paths.console.kiosks, text: t('console.kiosks.title') },
      problems: [],
    },
    <>
      <p class="usa-intro">{t('console.kiosks.revoke-intro')}</p>
      <Form c={c} action={paths.console.kioskRevocation(`${device.id}`)}>
        <Button text={t('console.kiosks.revoke-button')} kind="secondary" />
      </Form>
    </>,
  );
}

export async function postKioskRevocation(c: PageContext): Promise<Response> {
  const id = idOf(c);
  if (id === undefined) return c.var.refuse('not-found');
  const revoked = await revokeKiosk(c.var.deps.db, id, clerkOf(c));
  return revoked.ok ? c.redirect(paths.console.kiosks, 303) : kiosksPage(c, { problems: [revoked.problem] });
}

interface Props {
  readonly c: PageContext;
  readonly overview: Overview;
}

/** The step, for who stands beside the visitor; never the visitor. */
function RunningVisits({ c, overview: { running, devices } }: Props) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.kiosks.running')}
      empty={t('console.kiosks.running-none')}
      rows={running}
      columns={[
        {
          heading: t('console.kiosks.device'),
          cell: ({ deviceId }) => devices.find(({ id }) => id === deviceId)?.name ?? `${deviceId}`,
        },
        {
          heading: t('console.kiosks.step'),
          cell: ({ choice, step }) => {
            const place = placeOnWay(choice, step);
            const name = t(`kiosk.step.${step}`);
            return place === undefined ? name : t('console.kiosks.step-of', { ...place, step: name });
          },
        },
        { heading: t('console.kiosks.choice'), cell: ({ choice }) => t(`kiosk.choice.${choice}`) },
        { heading: t('console.kiosks.ends'), cell: (visit) => t.time(visitEndsAt(visit)) },
      ]}
    />
  );
}

function Devices({ c, overview: { devices } }: Props) {
  const { t, now } = c.var;
  const manages = may(c, 'kiosk.manage');
  const stateOf = (device: Overview['devices'][number]) => {
    if (device.revokedAt !== undefined) return 'revoked';
    if (device.enrolledAt !== undefined) return 'in-service';
    return isBefore(now, device.enrolmentExpiresAt) ? 'waiting' : 'code-old';
  };
  return (
    <Table
      caption={t('console.kiosks.devices')}
      empty={t('console.kiosks.devices-none')}
      rows={devices}
      columns={[
        { heading: t('console.kiosks.device'), cell: ({ name }) => name },
        ...(manages
          ? [
              {
                heading: t('console.kiosks.action'),
                cell: (device: Overview['devices'][number]) =>
                  device.revokedAt === undefined && (
                    <a href={paths.console.kioskRevocation(`${device.id}`)}>
                      {t('console.kiosks.revoke', { name: device.name })}
                    </a>
                  ),
              },
            ]
          : []),
        { heading: t('console.kiosks.state'), cell: (device) => t(`console.kiosks.state.${stateOf(device)}`) },
        {
          heading: t('console.kiosks.seen'),
          cell: ({ lastSeenAt }) => (lastSeenAt === undefined ? '—' : t.stamp(lastSeenAt)),
        },
        {
          heading: t('console.kiosks.added'),
          cell: ({ addedAt, addedBy }) => t('console.kiosks.added-by', { date: t.stamp(addedAt), name: addedBy }),
        },
      ]}
    />
  );
}

/** The proof of each wipe, also as a file, for a day when somebody asks for all of it. */
function wipeLog(c: PageContext): LongListProps<ListedBy<typeof endedVisits>> {
  const { t, deps } = c.var;
  return {
    ...{ c, path: paths.console.kiosks },
    caption: t('console.kiosks.log'),
    empty: t('console.kiosks.log-none'),
    find: (asked) => endedVisits(deps.db, asked),
    columns: [
      {
        heading: t('console.kiosks.log-ended'),
        key: 'ended',
        value: ({ endedAt }) => endedAt.toString(),
        cell: ({ endedAt }) => t.stamp(endedAt),
      },
      {
        heading: t('console.kiosks.device'),
        key: 'device',
        value: ({ device }) => device,
        cell: ({ device }) => device,
      },
      {
        heading: t('console.kiosks.log-how'),
        key: 'how',
        value: ({ how }) => how,
        cell: ({ how }) => t(`console.kiosks.how.${how}`),
      },
      {
        heading: t('console.kiosks.log-wiped'),
        key: 'cookies_dropped',
        value: ({ cookiesDropped = [] }) => cookiesDropped.length,
        narrow: true,
        cell: ({ sessionEnded, cookiesDropped = [] }) =>
          t('console.kiosks.wiped', { session: sessionEnded ? 'yes' : 'no', cookies: cookiesDropped.length }),
      },
      {
        heading: t('console.kiosks.log-check'),
        key: 'browser_checked',
        value: (visit) => wipeOf(visit),
        narrow: true,
        cell: (visit) => {
          const { checkedAt, cookiesLeft = [] } = visit;
          const time = checkedAt === undefined ? '' : t.stamp(checkedAt);
          return t(`console.kiosks.check.${wipeOf(visit)}`, { time, cookies: cookiesLeft.join(', ') });
        },
      },
    ],
  };
}
