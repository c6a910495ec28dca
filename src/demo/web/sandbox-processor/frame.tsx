import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Language } from '../../../domain/kernel/index.ts';
import type { PageContext } from '../../../web/page.ts';

/** A page of another company: its own look, and the warning that nothing here is real. */
export function frame(
  c: PageContext,
  about: { readonly language: Language; readonly title: string; readonly status: 200 | 422 },
  children: Child,
) {
  const t = c.var.deps.words(about.language);
  return c.html(
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={t.locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{`${about.title} | Sandbox Processor`}</title>
          <link rel="stylesheet" href={c.var.deps.assets.url('sandbox-processor.css')} />
        </head>
        <body>
          <header class="sandbox-header">
            <p class="sandbox-name">Sandbox Processor</p>
            <p class="sandbox-warning">{t('sandbox.no-real-money')}</p>
          </header>
          <main>{children}</main>
        </body>
      </html>
    </>,
    about.status,
  );
}
