export {
  type AccountRight,
  canBeGiven,
  delegateRights,
  endingToldDays,
  givableRights,
  type LetIn,
  ownerRights,
} from './account-rights.ts';
