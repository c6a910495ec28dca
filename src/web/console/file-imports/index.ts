export { fileImportsArea } from './area.ts';
export type { FileImports, ImportedFile } from './file-imports.ts';
