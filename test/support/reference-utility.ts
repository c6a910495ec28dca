import { readFileSync } from 'node:fs';
import { parseUtility, type Utility } from '../../src/config/utility.ts';

const parsed = parseUtility('utility/utility.yaml', readFileSync('utility/utility.yaml', 'utf8'));
if (!parsed.ok) throw new Error('the reference utility is not valid');

/** The reference utility; its cut-over is 6 May 2026, 8:00 in Los Angeles. */
export const referenceUtility: Utility = parsed.value;
