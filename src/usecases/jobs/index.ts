export { joinWorkers } from '../../store/live-workers.ts';
