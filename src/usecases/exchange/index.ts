export { type ConversionReport, convertPackage } from './convert/convert-package.ts';
export { findMapping } from './convert/find-mapping.ts';
