export { outgoingFolder } from '../../gateways/outgoing-folder.ts';
export type { Batch, BatchStanding, RowOutstanding } from '../../store/exchange/index.ts';
export { type ExchangeSetting, exchangeSetting } from './exchange-setting.ts';
export { type AckFileReport, importAcknowledgement } from './import-acknowledgement.ts';
export { type ExchangePlace, importWatchedAcknowledgements } from './import-watched-acknowledgements.ts';
export { sendBatchAgain, sendBatches } from './send-batches.ts';
export { sendByNight } from './send-by-night.ts';
export { sendReceiptAgain } from './send-receipt-again.ts';
export { type ExchangeStanding, standingOfExchange } from './standing-of-exchange.ts';
