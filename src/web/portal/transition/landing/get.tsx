import { isBefore } from '../../../../domain/kernel/index.ts';
import { page } from '../../../components/layout.tsx';
import { WaysToPayUntilThen } from '../../../components/ways-to-pay.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** The first page: an announcement before the cut-over, the main jobs from it. */
export function landingPage(c: PageContext): Response | Promise<Response> {
  const { now, deps, loginId } = c.var;
  if (isBefore(now, deps.utility.cutOver)) return announcement(c);
  if (loginId !== undefined) return c.redirect(paths.accounts, 303);
  return mainJobs(c);
}

function announcement(c: PageContext): Response | Promise<Response> {
  const { t, now, deps } = c.var;
  const { utility } = deps;
  const zone = utility.time_zone;
  const days = now
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .until(utility.cutOver.toZonedDateTimeISO(zone).toPlainDate()).days;
  return page(
    c,
    { title: t('announcement.title', { utility: utility.short_name }) },
    <>
      <h1>{t('announcement.title', { utility: utility.short_name })}</h1>
      <p class="usa-intro">{t('announcement.opens', { date: t.moment(utility.cutOver) })}</p>
      <p class="c-countdown">{t('announcement.countdown', { days })}</p>
      <h2>{t('announcement.changes')}</h2>
      <ul class="usa-list">
        <li>{t('announcement.changes.register')}</li>
        <li>{t('announcement.changes.autopay')}</li>
        <li>{t('announcement.changes.ebill')}</li>
        <li>{t('announcement.changes.hours', { hours: utility.autopay.lead_hours })}</li>
      </ul>
      <h2>{t('announcement.at-hand')}</h2>
      <ul class="usa-list">
        <li>{t('announcement.at-hand.bill')}</li>
        <li>{t('announcement.at-hand.zip')}</li>
        <li>{t('announcement.at-hand.email')}</li>
        <li>{t('announcement.at-hand.payment')}</li>
      </ul>
      <WaysToPayUntilThen c={c} />
      <p>{t('announcement.warning', { address: utility.official_address })}</p>
      <p>
        <a class="usa-button" href={paths.help}>
          {t('announcement.help')}
        </a>
      </p>
    </>,
  );
}

function mainJobs(c: PageContext): Response | Promise<Response> {
  const { t, deps } = c.var;
  const jobs = [
    {
      href: paths.registration.findAccount,
      title: t('landing.register'),
      body: t('landing.register.body'),
      first: true,
    },
    { href: paths.signIn, title: t('landing.sign-in'), body: t('landing.sign-in.body') },
    { href: paths.guestPay, title: t('landing.pay'), body: t('landing.pay.body') },
    { href: paths.help, title: t('landing.help'), body: t('landing.help.body') },
  ];
  return page(
    c,
    { title: t('landing.title'), width: 'wide' },
    <>
      <div class="c-hero">
        <h1>{t('landing.title')}</h1>
        <p class="usa-intro">{t('landing.intro', { utility: deps.utility.short_name })}</p>
      </div>
      <ul class="c-jobs">
        {jobs.map((job) => (
          <li class={job.first === true ? 'c-job c-job--first' : 'c-job'}>
            <h2>
              <a href={job.href}>{job.title}</a>
            </h2>
            <p>{job.body}</p>
          </li>
        ))}
      </ul>
      <p class="c-note">{t('landing.moved')}</p>
    </>,
  );
}
