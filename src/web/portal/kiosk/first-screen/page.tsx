import type { Problem } from '../../../../domain/kernel/index.ts';
import { kioskChoices } from '../../../../domain/kiosk/index.ts';
import { enrolKiosk } from '../../../../usecases/kiosk/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { Document } from '../../../components/document.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { keepDevice } from '../kiosk-cookies.ts';

/** At an enrolled computer the three choices in each language; anywhere else, how one is enrolled. */
export function firstScreenPage(c: PageContext): Response | Promise<Response> {
  return c.var.kioskDevice === undefined ? enrolmentView(c) : c.html(<FirstScreen c={c} />);
}

/** The code that an administrator was shown, typed here: from now on this browser is a lobby computer. */
export async function submitEnrolment(c: PageContext): Promise<Response> {
  const { code } = readForm(c, ['code']);
  const enrolled = await enrolKiosk(c.var.deps.db, code, visitOf(c));
  if (enrolled.ok) {
    keepDevice(c, enrolled.value.token);
    return c.redirect(paths.kiosk.home, 303);
  }
  return isTooMany(enrolled.problem) ? tooManyPage(c, enrolled.problem) : enrolmentView(c, [enrolled.problem]);
}

function enrolmentView(c: PageContext, problems: readonly Problem[] = []): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('kiosk.enrol');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('kiosk.enrol-body')}</p>
      <Form c={c} action={paths.kiosk.enrolment}>
        <Field c={c} name="code" label={t('kiosk.enrol-code')} problems={problems} autocomplete="off" size="medium" />
        <Button text={t('kiosk.enrol-button')} />
      </Form>
    </>,
  );
}

/** A part of the screen for each language: one touch says the language and what somebody came for. */
function FirstScreen({ c }: { c: PageContext }) {
  const { deps, csrf, t, kioskDevice } = c.var;
  const languages = deps.utility.languages.map((one) => deps.words(one));
  return (
    <Document c={c} frame={{ title: t('kiosk.title') }} body="c-portal">
      <main id="main" class="c-kiosk-first" tabindex={-1}>
        <h1>
          {languages.map((say) => (
            <>
              <span lang={say.language}>{say('kiosk.welcome', { utility: deps.utility.short_name })}</span>{' '}
            </>
          ))}
        </h1>
        <div class="c-kiosk-first__languages">
          {languages.map((say) => (
            <section lang={say.language} aria-labelledby={`choose-${say.language}`}>
              <h2 id={`choose-${say.language}`}>{say('kiosk.language')}</h2>
              <p>{say('kiosk.choose')}</p>
              {kioskChoices.map((choice) => (
                <form method="post" action={paths.kiosk.visits} autocomplete="off">
                  <input type="hidden" name="form_token" value={csrf} />
                  <input type="hidden" name="language" value={say.language} />
                  <button class="usa-button c-kiosk-first__choice" type="submit" name="choice" value={choice}>
                    {say(`kiosk.choice.${choice}`)}
                  </button>
                </form>
              ))}
            </section>
          ))}
        </div>
        <p class="c-kiosk-first__help">
          {languages.map((say) => (
            <>
              <span lang={say.language}>{say('kiosk.staff-help')}</span>{' '}
            </>
          ))}
        </p>
        <p class="c-kiosk-first__device">{kioskDevice?.name}</p>
      </main>
    </Document>
  );
}
