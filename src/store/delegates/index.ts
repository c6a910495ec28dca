export {
  type AccessRequest,
  answerRequest,
  type Delegate,
  delegatesOf,
  endDelegate,
  type Invitation,
  invitationByLink,
  invitationOfRegistration,
  letLoginIn,
  takeInvitation,
  waitingRequests,
} from './delegates.ts';
