import { sessionLimits } from '../../domain/access/index.ts';
import type { PageContext } from '../page.ts';
import { isUnder, paths } from '../paths.ts';
import { formOwner, takeKeptForm } from './kept-form.ts';
import { refillForms } from './refill-forms.ts';
import { attribute, escaped, formsIn } from './written-forms.ts';

/**
 * What every page with a form gets: what was typed before comes back, the language switch takes along what is
 * typed now, and who is signed in is warned before the session ends.
 */
export function finishPage(c: PageContext, html: string): string {
  return warnBeforeTheEnd(c, withLanguageSwitch(c, withOwner(c, withWhatWasTyped(c, html))));
}

function withWhatWasTyped(c: PageContext, html: string): string {
  const kept = takeKeptForm(c);
  const refilled = kept === undefined ? undefined : refillForms(html, kept.fields);
  if (kept === undefined || refilled === undefined) return html;
  const lost = chosenFiles(html, kept.fields);
  const said = [
    ...(kept.why === 'session' ? [c.var.t('kept-form.filled')] : []),
    ...(lost.length === 0 ? [] : [c.var.t('kept-form.files', { count: lost.length, files: c.var.t.list(lost) })]),
  ];
  if (said.length === 0) return refilled;
  const kind = lost.length === 0 ? 'info' : 'warning';
  const note = `<div class="usa-alert usa-alert--${kind}" role="status"><div class="usa-alert__body"><div class="usa-alert__text">${escaped(said.join(' '))}</div></div></div>`;
  return refilled.replace(/<main\b[^>]*>/, (main) => `${main}${note}`);
}

/** The names of files that were chosen on this page: a browser lets no page choose them again. */
function chosenFiles(html: string, fields: Readonly<Record<string, string>>): readonly string[] {
  const inputs = html.match(/<input\b[^>]*\stype="file"[^>]*>/g) ?? [];
  return inputs.flatMap((input) => fields[attribute(input, 'name') ?? ''] ?? []);
}

/** Forms say whose they are, so that what comes too late is kept for the same person alone. */
function withOwner(c: PageContext, html: string): string {
  const forms = formsIn(html);
  const owner = forms.length === 0 ? '' : formOwner(c);
  if (owner === '') return html;
  const field = `<input type="hidden" name="form_for" value="${escaped(owner)}"/>`;
  return forms.toReversed().reduce((page, { start, text }) => {
    const open = start + text.indexOf('>') + 1;
    return `${page.slice(0, open)}${field}${page.slice(open)}`;
  }, html);
}

/**
 * The language switch, each of its buttons, sends the longest form of the page along, so that nothing typed is lost, without a script too. As a
 * button of that form it would be the one that Enter presses, since it stands before all others: a copy of the form's own
 * first button, seen by nobody, stands before it.
 */
function withLanguageSwitch(c: PageContext, html: string): string {
  const [form] = formsIn(html).toSorted((a, b) => b.names.length - a.names.length);
  const switches = form === undefined ? [] : languageForms(html).filter(({ end }) => end <= form.start);
  if (form === undefined || switches.length === 0) return html;
  const id = attribute(form.text, 'id') ?? 'typed-form';
  const named = attribute(form.text, 'id') === undefined ? `<form id="${id}"${form.text.slice(5)}` : form.text;
  const own = /<button\b[^>]*type="submit"[^>]*>/.exec(form.text)?.[0] ?? '';
  const copied = ['name', 'value', 'formaction'].flatMap((name) => {
    const value = attribute(own, name);
    return value === undefined ? [] : [` ${name}="${escaped(value)}"`];
  });
  const first = `<button class="c-first-button" type="submit" form="${id}" tabindex="-1" aria-hidden="true" data-own-words${copied.join('')}>·</button>`;
  const to = `${paths.language}?${new URLSearchParams({ back: c.var.path })}`;
  const along = ` form="${id}" formaction="${escaped(to)}" formenctype="application/x-www-form-urlencoded"`;
  let page = html.slice(0, form.start) + named + html.slice(form.end);
  for (const [at, { start, end, text }] of [...switches.entries()].toReversed()) {
    const button = /<button\b[\s\S]*?<\/button>/.exec(text)?.[0] ?? '';
    const place = attribute(text, 'class') ?? '';
    const before = at === 0 ? first : '';
    const both = `<div class="${escaped(place)}">${before}<button${along}${button.slice('<button'.length)}</div>`;
    page = page.slice(0, start) + both + page.slice(end);
  }
  return page;
}

/** The forms that switch to another language: one, or one for each of a list. */
function languageForms(html: string) {
  const forms = html.matchAll(new RegExp(`<form\\b[^>]*\\saction="${paths.language}"[^>]*>[\\s\\S]*?</form>`, 'g'));
  return [...forms].map((match) => ({ start: match.index, end: match.index + match[0].length, text: match[0] }));
}

/** With a script a dialog asks in time, or says that the session ends in any case; without, the form says until when it can be sent. */
function warnBeforeTheEnd(c: PageContext, html: string): string {
  const { t, csrf, now, session, staff, deps, kiosk } = c.var;
  const signedIn = staff ?? session;
  // The lobby computer warns in its own way, and wipes.
  if (signedIn === undefined || kiosk !== undefined) return html;
  const { idleMinutes, absoluteHours } = staff === undefined ? sessionLimits.customer : sessionLimits.staff;
  const idleSeconds = idleMinutes * 60;
  const wholeSeconds = Math.max(0, Math.round(absoluteHours * 3600 - signedIn.secondsSinceSignIn));
  const until = t.time(now.add({ seconds: Math.min(idleSeconds, wholeSeconds) }));
  const note = `<noscript><p class="usa-hint c-until">${escaped(t('idle.until', { time: until }))}</p></noscript>`;
  const noted = formsIn(html)
    .toReversed()
    .reduce((page, { end }) => `${page.slice(0, end - 7)}${note}${page.slice(end - 7)}`, html);
  const inConsole = isUnder(paths.console.home, c.req.path);
  const stay = inConsole ? paths.console.stay : paths.stay;
  const dialog = `<dialog class="c-idle" id="idle" aria-labelledby="idle-title" data-idle-seconds="${idleSeconds}" data-whole-seconds="${wholeSeconds}" data-stay="${stay}" data-over="${paths.keptForm}?${escaped(String(new URLSearchParams({ back: c.var.path })))}" data-token="${csrf}">
<h2 id="idle-title" data-any-case="${escaped(t('idle.any-case.title'))}">${escaped(t('idle.title'))}</h2>
<p><span data-any-case="${escaped(t('idle.any-case.body', { hours: absoluteHours }))}">${escaped(t('idle.body'))}</span> <strong data-left></strong></p>
<p class="c-first-button" role="status" data-spoken data-minutes="${escaped(t('idle.left-minutes'))}" data-seconds="${escaped(t('idle.left-seconds'))}"></p>
<p>${escaped(t('idle.kept'))}</p>
<button class="usa-button" type="button" data-stay data-any-case="${escaped(t('idle.any-case.go-on'))}">${escaped(t('idle.stay'))}</button>
<form method="post" action="${inConsole ? paths.console.signOut : paths.signOut}"><input type="hidden" name="form_token" value="${csrf}"/><button class="usa-button usa-button--outline" type="submit">${escaped(t('layout.sign-out'))}</button></form>
</dialog>
<script src="${deps.assets.url('idle.js')}" defer></script>`;
  return noted.replace('</body>', `${dialog}</body>`);
}
