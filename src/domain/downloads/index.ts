export { type GreenButtonDownload, greenButtonXml, type MeterDownload } from './green-button.ts';
export { csvColumns, hoursCsv, type MeterHours } from './hours-csv.ts';
export type { BillSummary } from './usage-summary.ts';
