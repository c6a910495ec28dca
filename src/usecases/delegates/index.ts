export type { AccessRequest, Delegate } from '../../store/delegates/index.ts';
export { answerAsker, type OwnersAnswer } from './answer-asker.ts';
export { endDelegateOf } from './end-delegate.ts';
export { acceptFor, acceptInvitation, beginInvited, openInvitation, type ShownInvitation } from './invitation.ts';
export { peopleOf } from './people.ts';
