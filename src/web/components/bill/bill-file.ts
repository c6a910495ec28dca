import type { BillDocument } from '../../../domain/billing/index.ts';
import { billPdf } from '../../../usecases/billing/index.ts';
import type { PageContext } from '../../page.ts';
import { paymentOfBill } from './payment-of-bill.ts';

/** Sends the bill's PDF, in the reader's language first. */
export async function sendBillPdf(c: PageContext, bill: BillDocument): Promise<Response> {
  const pdf = await billPdf(c.var.deps.documents, bill, c.var.t.language, await paymentOfBill(c, bill.number));
  return c.body(pdf, 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${bill.account}-${bill.issuedOn}.pdf"`,
  });
}
