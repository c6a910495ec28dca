export {
  type AccountRight,
  canBeGiven,
  delegateRights,
  endingToldDays,
  type LetIn,
  ownerRights,
} from './account-rights.ts';
