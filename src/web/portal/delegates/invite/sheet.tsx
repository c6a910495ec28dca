import { formatMailedCode } from '../../../../domain/access/index.ts';
import type { LetIn } from '../../../../domain/delegates/index.ts';
import type { PaperInvitation } from '../../../../usecases/delegates/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { page } from '../../../components/layout.tsx';
import { mayShown, untilShown } from '../../../components/rights-shown.ts';
import { SummaryList } from '../../../components/summary-list.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** The sheet to print and hand over. Its code is shown this once: what we keep of it cannot be turned back. */
export function sheetPage(
  c: PageContext,
  { label, code, expiresAt, ...letIn }: LetIn & PaperInvitation & { readonly label: string },
): Response | Promise<Response> {
  const { t, deps } = c.var;
  const number = accountOf(c).number;
  const title = t('people.sheet-title');
  return page(
    c,
    { title, back: { href: paths.people(number), text: t('people.title') } },
    <>
      <div class="c-sheet__around">
        <Alert kind="success" live heading={t('people.sheet-ready')}>
          <p>{t('people.sheet-once', { who: label })}</p>
        </Alert>
      </div>
      <article class="c-sheet">
        <h1>{title}</h1>
        <p>{t('people.sheet-intro', { utility: deps.utility.name })}</p>
        <p class="c-sheet__code" translate="no">
          {formatMailedCode(code)}
        </p>
        <ol>
          <li>
            {t('people.sheet-step-open')} <strong translate="no">{`${deps.publicUrl}${paths.invitationCode}`}</strong>
          </li>
          <li>{t('people.sheet-step-code')}</li>
          <li>{t('people.sheet-step-login')}</li>
        </ol>
        <SummaryList
          rows={[
            { term: t('invitation.account'), value: number },
            { term: t('invitation.may'), value: mayShown(c, letIn) },
            {
              term: t('people.until'),
              value: letIn.endsOn === undefined ? t('invitation.until-open') : untilShown(c, letIn),
            },
            { term: t('people.sheet-good-until'), value: t.moment(expiresAt) },
          ]}
        />
        <p>{t('people.sheet-safe', { phone: deps.utility.contact.billing_phone })}</p>
      </article>
      <div class="c-sheet__around">
        <p>{t('people.sheet-print')}</p>
      </div>
    </>,
  );
}
