import type { BillDocument } from '../../../domain/billing/index.ts';
import { present } from '../../../domain/kernel/index.ts';
import { billPdf, CannotBeSet, pdfOfBillingSystem } from '../../../usecases/billing/index.ts';
import type { PageContext } from '../../page.ts';
import { Alert } from '../alert.tsx';
import { page } from '../layout.tsx';
import { paymentOfBill } from './payment-of-bill.ts';

/** Sends the bill's PDF: the one that came with it from the billing system, else ours, in the reader's language first; where no font has all of its letters, says so. */
export async function sendBillPdf(
  c: PageContext,
  bill: BillDocument,
  back: { readonly href: string; readonly realm?: 'console' },
): Promise<Response> {
  const { t, deps } = c.var;
  try {
    const came = bill.given === undefined ? undefined : await pdfOfBillingSystem(deps.db, bill.number);
    const pdf = came ?? (await billPdf(deps.documents, bill, t.language, await paymentOfBill(c, bill.number)));
    return c.body(pdf, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${bill.account}-${bill.issuedOn}.pdf"`,
    });
  } catch (error) {
    if (!(error instanceof CannotBeSet)) throw error;
    return page(
      c,
      { title: t('bill.no-pdf'), status: 422, ...present({ realm: back.realm }) },
      <>
        <h1>{t('bill.no-pdf')}</h1>
        <Alert kind="warning">
          <p>{t('bill.no-pdf-why', { letters: error.letters, phone: deps.utility.contact.billing_phone })}</p>
        </Alert>
        <p>
          <a href={back.href}>{t('bill.no-pdf-back')}</a>
        </p>
      </>,
    );
  }
}
