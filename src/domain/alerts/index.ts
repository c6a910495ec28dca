export {
  type AlertKind,
  alertKinds,
  type EpisodeKind,
  episodeKinds,
  familyOf,
  isAlertKind,
  isLeak,
  isSmallLeak,
} from './alert-kind.ts';
export { type AlertWay, afterRest, alertWays, type ChosenWays, nightRest, restOf, waysFor } from './alert-ways.ts';
export {
  type AlertChoices,
  inUnit,
  quietFor,
  type ReadingUnit,
  readingUnits,
  usualChoices,
  wants,
} from './choices.ts';
export { type Episode, hoursRun, lossOf } from './episode.ts';
export { episodeOfFinding } from './episode-of-finding.ts';
export { type FileMediaType, fileKindOf, largestFile } from './file-kind.ts';
export { highDays } from './high-days.ts';
export { type JoinedEpisode, joinEpisodes, type KnownEpisode } from './join-episodes.ts';
export {
  followSearch,
  isStep,
  type LeakCause,
  type LeakSearch,
  leakCauses,
  leakSearch,
  type SearchPage,
  type SearchPlan,
  type SearchWay,
} from './leak-search.ts';
export {
  type AlertOutreachChannel,
  alertOutreachChannels,
  type OutreachResult,
  type OutreachState,
  outreachResults,
  outreachStateOf,
  outreachStates,
} from './outreach.ts';
export type { AlertsProblemCode } from './problems.ts';
export { isQuiet, type QuietHours, sendAt } from './quiet-hours.ts';
export { type Run, ranDays, runsOf } from './runs.ts';
export { gallonsOf, shownWater } from './shown-water.ts';
export { type AlertRules, isOpen, type Resolution, type Standing, standingOf } from './standing.ts';
export { nextTelling, type Telling, type TellingStep, type ToTell } from './telling.ts';
export { vacationProblems } from './vacation-dates.ts';
