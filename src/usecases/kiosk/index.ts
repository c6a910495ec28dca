export { endedVisits } from '../../store/kiosk/index.ts';
export { endOverdueVisits, endVisit } from './end-visit.ts';
export { enrolKiosk } from './enrol-kiosk.ts';
export { addKiosk, kioskOverview, revokeKiosk, wipeOf } from './manage-kiosks.ts';
export { beginVisit, checkWipe, type Kiosk, noteVisit, recogniseKiosk } from './visit.ts';
