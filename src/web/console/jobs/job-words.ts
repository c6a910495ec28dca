import type { DeadJob } from '../../../usecases/jobs/index.ts';
import type { Words } from '../../words/words.ts';

/** What a job was to do, in words; one without words by its name. */
export const jobName = (t: Words, task: string): string => t.maybe(`console.job.${task}`) ?? task;

/** The same of one job: a notice says which and how it goes. */
export function whatOf(t: Words, { task, notice }: Pick<DeadJob, 'task' | 'notice'>): string {
  if (notice === undefined) return jobName(t, task);
  return `${notice.subject || notice.event} (${t(`console.dead-letters.channel.${notice.channel}`)})`;
}

/** How long it has waited, in the largest unit that says something. */
export function ageOf(t: Words, { waitedSeconds }: Pick<DeadJob, 'waitedSeconds'>): string {
  const hours = waitedSeconds / 3600;
  return hours < 48
    ? t('console.dead-letters.hours', { count: Math.floor(hours) })
    : t('console.dead-letters.days', { count: Math.floor(hours / 24) });
}
