export { billPdf, type DocumentMaker, type DocumentWords } from './bill-pdf.ts';
