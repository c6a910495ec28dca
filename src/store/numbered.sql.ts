/**
 * Accounts by a number as it was written: by their own, whatever signs stand in it, or by what they were called earlier. `rank` is
 * smaller the better it fits: an account's own number is its own before it is another's earlier one.
 */
export const accountsNumbered = (number: string): string => `(
  select id, case when number = ${number} then 1 else 2 end as rank from account
  where ltrim(bare_number(number), '0') = ltrim(bare_number(${number}), '0') and bare_number(number) = bare_number(${number})
  union all
  select account_id, case when number = ${number} then 3 else 4 end from account_earlier_number
  where ltrim(bare_number(number), '0') = ltrim(bare_number(${number}), '0')
)`;
