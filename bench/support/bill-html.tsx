import { Hono } from 'hono';
import type { BillDocument } from '../../src/domain/billing/index.ts';
import { BillView } from '../../src/web/components/bill/bill-view.tsx';
import type { PageEnv, WebDeps } from '../../src/web/page.ts';
import { words } from '../../src/web/words/words.ts';
import { referenceUtility } from '../../test/support/web-deps.ts';

/** The portal's bill as HTML alone, without the frame of a page. */
export async function billHtml(bill: BillDocument): Promise<string> {
  const app = new Hono<PageEnv>();
  app.get('/', (c) => {
    c.set('t', words('es', referenceUtility.time_zone));
    c.set('deps', { utility: referenceUtility } as WebDeps);
    return c.html(<BillView c={c} bill={bill} payment={undefined} standing={undefined} />);
  });
  return (await app.request('/')).text();
}
