import type { Language, Wording } from '../domain/kernel/index.ts';

/** Names of charges stand in three columns: Spanish and English, and the other languages together, where there are any. */
export interface LabelColumns {
  readonly label_es: string;
  readonly label_en: string;
  readonly label_others: Readonly<Record<Language, string>> | null;
}

/** The columns' values in their order; English stands in where nobody wrote Spanish. */
export function labelValues({ es, en, ...others }: Wording): [es: string, en: string, others: string | null] {
  return [es ?? en, en, Object.keys(others).length === 0 ? null : JSON.stringify(others)];
}

export const labelOf = ({ label_es, label_en, label_others }: LabelColumns): Wording => ({
  ...label_others,
  es: label_es,
  en: label_en,
});
