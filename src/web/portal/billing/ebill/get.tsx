import type { Problem } from '../../../../domain/kernel/index.ts';
import { agreementText } from '../../../../domain/notices/index.ts';
import { currentEbill, refusedEbill } from '../../../../usecases/billing/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Checkbox, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

interface Refusal {
  readonly problems: readonly Problem[];
  readonly email: string;
}

type Ebill = NonNullable<Awaited<ReturnType<typeof currentEbill>>>;

/** E-bill in one of three states, each with one message: off, waiting for its address to be confirmed, on. */
export async function ebillPage(c: PageContext, refusal: Refusal = { problems: [], email: '' }): Promise<Response> {
  const { t, deps } = c.var;
  const { accountId } = accountOf(c);
  const ebill = await currentEbill(deps.db, accountId);
  const refused = ebill === undefined ? await refusedEbill(deps.db, accountId) : undefined;
  const state = ebill === undefined ? 'off' : ebill.verifiedAt === undefined ? 'waiting' : 'on';
  return page(
    c,
    { title: t('ebill.title'), status: refusal.problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={refusal.problems} />
      <h1>{t('ebill.title')}</h1>
      {ebill === undefined ? (
        <Off c={c} refusal={refusal} refused={refused} />
      ) : state === 'waiting' ? (
        <Waiting c={c} refusal={refusal} ebill={ebill} />
      ) : (
        <On c={c} refusal={refusal} ebill={ebill} />
      )}
    </>,
  );
}

type Refused = Awaited<ReturnType<typeof refusedEbill>>;

function Off({ c, refusal, refused }: { c: PageContext; refusal: Refusal; refused: Refused }) {
  const { t, session } = c.var;
  return (
    <>
      {refused !== undefined && (
        <Alert kind="warning" heading={t('ebill.refused')}>
          <p>{t('ebill.refused-body', { email: refused.email, date: t.moment(refused.at) })}</p>
        </Alert>
      )}
      {session?.email === undefined && <Alert kind="info">{t('ebill.needs-email')}</Alert>}
      <p>{t('ebill.intro')}</p>
      <ul class="usa-list">
        <li>{t('ebill.paper-until')}</li>
        <li>{t('ebill.first')}</li>
        <li>{t('ebill.back')}</li>
      </ul>
      <AddressForm c={c} refusal={refusal} email={session?.email ?? ''} button={t('ebill.start')} asks />
    </>
  );
}

function Waiting({ c, refusal, ebill }: { c: PageContext; refusal: Refusal; ebill: Ebill }) {
  const { t } = c.var;
  return (
    <>
      <Alert kind="warning" heading={t('ebill.waiting')} live>
        <p>{t('ebill.waiting-body', { email: ebill.email })}</p>
      </Alert>
      <AddressForm
        c={c}
        refusal={refusal}
        email={ebill.email}
        button={t('ebill.send-again')}
        asks={asksAgain(c, ebill)}
      />
      <EndLink c={c} />
    </>
  );
}

function On({ c, refusal, ebill }: { c: PageContext; refusal: Refusal; ebill: Ebill }) {
  const { t } = c.var;
  return (
    <>
      <Alert kind="success" heading={t('ebill.on')} live>
        <p>
          {t('ebill.on-body', { email: ebill.email })} {t('ebill.on-next')}
        </p>
      </Alert>
      <details {...(refusal.problems.length > 0 ? { open: true } : {})}>
        <summary>{t('ebill.change-title')}</summary>
        <p>{t('ebill.change-body')}</p>
        <AddressForm c={c} refusal={refusal} email="" button={t('ebill.change')} asks={asksAgain(c, ebill)} />
      </details>
      <EndLink c={c} />
    </>
  );
}

/** Agreed once is agreed, until the words of the agreement change. */
const asksAgain = ({ var: { t, deps } }: PageContext, { consentVersion }: Ebill): boolean =>
  deps.agreements('ebill', t.language).version !== consentVersion;

function AddressForm(props: { c: PageContext; refusal: Refusal; email: string; button: string; asks: boolean }) {
  const { c, refusal, email, button, asks } = props;
  const { t, deps } = c.var;
  return (
    <Form c={c} action={paths.ebill(numberOf(c))}>
      <Field
        c={c}
        name="email"
        type="email"
        label={t('ebill.email')}
        hint={t('ebill.email-hint')}
        value={refusal.email === '' ? email : refusal.email}
        problems={refusal.problems}
        autocomplete="email"
      />
      <input type="hidden" name="language" value={t.language} />
      {asks ? (
        <Checkbox
          c={c}
          name="agree"
          label={agreementText(deps.agreements('ebill', t.language), { utility: deps.utility.name })}
          problems={refusal.problems}
        />
      ) : (
        <input type="hidden" name="agree" value="yes" />
      )}
      <Button text={button} />
    </Form>
  );
}

const EndLink = ({ c }: { c: PageContext }) => (
  <p>
    <a href={paths.ebillEnd(numberOf(c))}>{c.var.t('ebill.end')}</a>
  </p>
);

const numberOf = (c: PageContext): string => accountOf(c).number;
