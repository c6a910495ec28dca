import type { RateBook } from '../../src/domain/billing/index.ts';
import { loadRateBook } from '../../src/usecases/billing/index.ts';

const files = ['residential-inside-2024-03-01.owrs', 'residential-inside-2025-03-01.owrs'];
const loaded = await loadRateBook(files.map((file) => `utility/rates/${file}`));
if (!loaded.ok) throw new Error(`the reference utility's rates: ${loaded.problem.map(({ code }) => code).join(', ')}`);

/** The reference utility's published rates, as shipped. */
export const medfordRates: RateBook = loaded.value;
