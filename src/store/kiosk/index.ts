export {
  enrolDevice,
  insertDevice,
  type KioskDevice,
  kioskDevices,
  noteDeviceSeen,
  revokeDevice,
} from './devices.ts';
export {
  type EndedVisit,
  type EndHow,
  endedVisits,
  endVisitRow,
  type FoundKiosk,
  findKiosk,
  forgetVisitSession,
  insertVisit,
  insertWipeCheck,
  type OpenVisit,
  openVisits,
  touchVisit,
} from './visits.ts';
