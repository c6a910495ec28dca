export type { BillDocument, BillRead, ReadQuality, SummaryOfCharges, UsagePoint } from './bill-document.ts';
export type { BillLine, BillLineExplanation } from './bill-line.ts';
