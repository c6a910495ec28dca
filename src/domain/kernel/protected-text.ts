/** A spreadsheet keeps the zeros before a number as text by `="00124"`: what was meant stands within. */
export const unprotected = (written: string): string => /^="([^"]*)"$/.exec(written)?.[1]?.trim() ?? written;
