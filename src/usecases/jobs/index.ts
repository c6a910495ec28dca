export { joinWorkers, type LiveWorker } from '../../store/live-workers.ts';
