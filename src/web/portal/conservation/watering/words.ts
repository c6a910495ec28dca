import type { WateringToday } from '../../../../domain/conservation/index.ts';
import type { Words } from '../../../words/words.ts';

/** `Today you may water`, or not, or by whose turn. */
export function wateringText(t: Words, { announced: { stage }, days, may }: WateringToday): string {
  if (stage.groups.every((one) => one.days.length === 0)) return t('watering.today.nobody');
  if (days?.length === 7) return t('watering.today.any');
  if (may === undefined) return t('watering.today.unknown');
  return t(may ? 'watering.today.may' : 'watering.today.may-not');
}
