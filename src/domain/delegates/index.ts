export {
  type AccountRight,
  delegateRights,
  givenRights,
  type LetIn,
  ownerRights,
} from './account-rights.ts';
