export { type GreenButtonDownload, greenButtonXml } from './green-button.ts';
export { csvColumns, hoursCsv } from './hours-csv.ts';
