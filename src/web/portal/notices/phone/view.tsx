import type { Problem } from '../../../../domain/kernel/index.ts';
import { agreementText, shownPhone } from '../../../../domain/notices/index.ts';
import { phoneOf } from '../../../../usecases/notices/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Checkbox, Choices, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

const phoneNews = ['proven', 'removed'] as const;

/** The person's number for texts and calls: which it is, and proving another. */
export async function phoneView(
  c: PageContext,
  refusal: { readonly problems: readonly Problem[]; readonly number: string; readonly way: string } = {
    problems: [],
    number: '',
    way: 'sms',
  },
): Promise<Response> {
  const { t, deps, loginId = '' } = c.var;
  const phone = await phoneOf(deps.db, loginId);
  const news = phoneNews.find((one) => one === c.req.query('news'));
  const { problems } = refusal;
  const title = t('phone.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      {news !== undefined && (
        <Alert kind="success" live>
          {t(`phone.news.${news}`)}
        </Alert>
      )}
      <p class="usa-intro">{t('phone.intro')}</p>
      {phone !== undefined && (
        <section aria-labelledby="yours">
          <h2 id="yours">{t('phone.yours', { number: shownPhone(phone.number) })}</h2>
          <p>
            {t('phone.reached', {
              ways: phone.ways.length === 0 ? 'none' : phone.ways.length === 2 ? 'both' : (phone.ways[0] ?? 'none'),
            })}
          </p>
          {phone.ways.length > 0 && <p>{t('phone.choose')}</p>}
          <Form c={c} action={paths.phoneRemoval} class="">
            <Button text={t('phone.remove')} kind="outline" />
          </Form>
        </section>
      )}
      <h2>{t(phone === undefined ? 'phone.add' : 'phone.change')}</h2>
      <Form c={c} action={paths.phone}>
        <Field
          c={c}
          name="number"
          type="tel"
          label={t('phone.number')}
          hint={t('phone.number-hint')}
          value={refusal.number}
          problems={problems}
          autocomplete="tel"
          inputmode="tel"
          size="medium"
        />
        <Choices
          c={c}
          name="way"
          legend={t('phone.way')}
          value={refusal.way}
          problems={problems}
          choices={[
            { value: 'sms', label: t('phone.way.sms'), hint: t('phone.way.sms-hint') },
            { value: 'voice', label: t('phone.way.voice'), hint: t('phone.way.voice-hint') },
          ]}
        />
        <Checkbox
          c={c}
          name="agree"
          label={agreementText(deps.agreements('texts', t.language), { utility: deps.utility.name })}
          problems={problems}
        />
        <Button text={t('phone.send-code')} />
      </Form>
      <p class="usa-hint">{t('phone.stopped-before')}</p>
    </>,
  );
}

/** Where the code is typed. */
export function phoneCodeView(c: PageContext, problems: readonly Problem[] = []): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('phone.code.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200, back: { href: paths.phone, text: t('phone.title') } },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p>{t('phone.code.intro')}</p>
      <Form c={c} action={paths.phoneCode}>
        <Field
          c={c}
          name="code"
          label={t('phone.code')}
          problems={problems}
          autocomplete="one-time-code"
          inputmode="numeric"
          size="small"
        />
        <Button text={t('phone.code.send')} />
      </Form>
    </>,
  );
}
