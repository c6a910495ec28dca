import type { PageContext } from '../../../../../../../src/web/page.ts';

export async function postBill(c: PageContext): Promise<Response> {
  const { amount } = await c.req.parseBody();
  return c.text(String(amount));
}
