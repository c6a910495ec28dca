import type { Utility } from '../../config/utility.ts';
import type { BatchForm, PaymentForms, TenderCodes } from '../../domain/exchange/index.ts';

/** The utility's choices about what goes to its billing system. */
export interface ExchangeSetting {
  readonly timeZone: string;
  readonly paymentsForm: BatchForm;
  readonly forms: PaymentForms;
  readonly tenderCodes: TenderCodes;
  /** What went out and has had no word for so many days is on the staff's list. */
  readonly unconfirmedAfterDays: number;
  /** The hour from which the night's batches are made. */
  readonly batchHour: number;
}

export const exchangeSetting = ({ time_zone, exchange }: Pick<Utility, 'time_zone' | 'exchange'>): ExchangeSetting => ({
  timeZone: time_zone,
  paymentsForm: exchange.payments_form,
  forms: {
    lockbox: { accountWidth: exchange.lockbox.account_width },
    bai: exchange.bai,
    ccbStaging: exchange.ccb_staging,
  },
  tenderCodes: exchange.tender_codes,
  unconfirmedAfterDays: exchange.unconfirmed_after_days,
  batchHour: exchange.batch_hour,
});
