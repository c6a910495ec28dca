import type { Task } from '../task.ts';
import { assessLateFeesTask } from './assess-late-fees.ts';
import { billNoticesTask } from './bill-notices.ts';
import { calculateBillRunTask, cancelBillRunTask, postBillRunTask } from './bill-run-jobs.ts';
import { calculateHomesTask } from './calculate-homes.ts';
import { compareBillsTask } from './compare-bills.ts';
import { compareWithProcessorTask } from './compare-with-processor.ts';
import { endDelegatesTask } from './end-delegates.ts';
import { endKioskVisitsTask } from './end-kiosk-visits.ts';
import { exchangeAcknowledgementsTask, exchangeBatchesTask, exchangePackagesTask } from './exchange-files.ts';
import { expireAbandonedPaymentsTask } from './expire-abandoned-payments.ts';
import { fetchWeatherTask } from './fetch-weather.ts';
import { forgetStaleTask } from './forget-stale.ts';
import { importWatchedReadsTask } from './import-watched-reads.ts';
import { keepFiguresTask } from './keep-figures.ts';
import { measureForecastsTask } from './measure-forecasts.ts';
import { printBatchTask } from './print-batch.ts';
import { printLettersTask } from './print-letters.ts';
import { remindOfAssistanceTask } from './remind-of-assistance.ts';
import { scanForLeaksTask } from './scan-for-leaks.ts';
import { scheduleDraftsTask } from './schedule-drafts.ts';
import { sendDigestsTask } from './send-digests.ts';
import { sendNoticeTask } from './send-notice.ts';
import { settleNoticesTask } from './settle-notices.ts';
import { shadowBillsTask } from './shadow-bills.ts';
import { submitDraftsTask } from './submit-drafts.ts';
import { surveyMetersTask } from './survey-meters.ts';
import { tellTask } from './tell.ts';
import { validateReadsTask } from './validate-reads.ts';

/** Every task by the name that jobs call it. */
export const tasks: Readonly<Record<string, Task>> = {
  'assess-late-fees': assessLateFeesTask,
  'bill-notices': billNoticesTask,
  'calculate-bill-run': calculateBillRunTask,
  'calculate-homes': calculateHomesTask,
  'cancel-bill-run': cancelBillRunTask,
  'compare-bills': compareBillsTask,
  'end-kiosk-visits': endKioskVisitsTask,
  'end-delegates': endDelegatesTask,
  'expire-abandoned-payments': expireAbandonedPaymentsTask,
  'exchange-acknowledgements': exchangeAcknowledgementsTask,
  'exchange-batches': exchangeBatchesTask,
  'exchange-packages': exchangePackagesTask,
  'fetch-weather': fetchWeatherTask,
  'forget-stale': forgetStaleTask,
  'import-watched-reads': importWatchedReadsTask,
  'keep-figures': keepFiguresTask,
  'measure-forecasts': measureForecastsTask,
  'post-bill-run': postBillRunTask,
  'print-batch': printBatchTask,
  'print-letters': printLettersTask,
  // Its former name, so that a job queued before an upgrade still runs.
  'reckon-homes': calculateHomesTask,
  'remind-of-assistance': remindOfAssistanceTask,
  'scan-for-leaks': scanForLeaksTask,
  'schedule-drafts': scheduleDraftsTask,
  'send-digests': sendDigestsTask,
  'send-notice': sendNoticeTask,
  'compare-with-processor': compareWithProcessorTask,
  'settle-notices': settleNoticesTask,
  'shadow-bills': shadowBillsTask,
  'submit-drafts': submitDraftsTask,
  'survey-meters': surveyMetersTask,
  tell: tellTask,
  'validate-reads': validateReadsTask,
};
