export {
  entriesOfAccount,
  type PostedEntry,
  postEntry,
  receivableBalance as accountBalance,
  type StoredEntry,
} from '../../store/ledger.ts';
export { inputHash } from './input-hash.ts';
export { type Reversal, reverseEntry } from './reverse-entry.ts';
