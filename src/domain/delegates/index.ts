export {
  type AccountRight,
  type AccountStanding,
  delegateRights,
  givenRights,
  graceDays,
  type LetIn,
  ownerRights,
} from './account-rights.ts';
