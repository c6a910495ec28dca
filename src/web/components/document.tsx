import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';
import type { PageFrame } from './page-frame.ts';

/** The document itself, the same for the portal and the console: head, skip link, the demo's notice, then a frame. */
export function Document(props: { c: PageContext; frame: PageFrame; body: 'c-portal' | 'c-console'; children: Child }) {
  const { t, deps } = props.c.var;
  const { look, short_name } = deps.utility;
  const about = { page: props.frame.title, utility: short_name };
  const title = t('layout.title', about);
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={t.locale} {...(t.direction === 'rtl' ? { dir: t.direction } : {})}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{(props.frame.status ?? 200) >= 400 ? t('layout.error-title', { title }) : title}</title>
          <meta name="description" content={t('layout.description', about)} />
          <meta name="theme-color" content={look.color} />
          <link rel="icon" href={deps.assets.url(look.mark ?? 'drop.svg')} />
          <link rel="stylesheet" href={deps.assets.url('utility.css')} />
          <link rel="stylesheet" href={deps.assets.url('caudal.css')} />
          <script src={deps.assets.url('enhance.js')} defer />
        </head>
        <body class={props.body}>
          <a class="usa-skipnav" href="#main">
            {t('layout.skip')}
          </a>
          {props.children}
        </body>
      </html>
    </>
  );
}

/** On every page of a demo: that nothing here is real, and where its mail is. */
export function DemoNotice({ c }: { c: PageContext }) {
  const { t, deps } = c.var;
  if (!deps.demo) return null;
  return (
    <p class="c-demo">
      {t('layout.demo')} <a href={paths.demoMailbox}>{t('layout.demo-mailbox')}</a>
    </p>
  );
}
