import { type HomeTrait, homeKinds } from '../../../../domain/conservation/index.ts';
import type { Words } from '../../../words/words.ts';

/** In what the homes of a cohort are alike, by the cohort's own name: `they have 3 or 4 people`. */
export function alikeText(t: Words, trait: HomeTrait, { name }: { readonly name: string }): string {
  const value = name
    .split('|')
    .find((part) => part.startsWith(`${trait}=`))
    ?.slice(trait.length + 1);
  if (trait === 'class' || trait === 'cycle') return t(`similar.alike.${trait}`);
  if (trait === 'pool') return t(value === 'yes' ? 'similar.alike.pool' : 'similar.alike.no-pool');
  if (trait === 'home') {
    const kind = homeKinds.find((one) => one === value) ?? 'house';
    return t('similar.alike.home', { kind: t(`household.home.${kind}`) });
  }
  const [from = '', through = ''] = value?.split('-') ?? [];
  if (trait === 'garden' && through === '0') return t('similar.alike.no-garden');
  const band = { shape: through === '' ? 'open' : from === through ? 'one' : 'range', from: Number(from) };
  return t(`similar.alike.${trait}`, { ...band, through: Number(through) });
}
