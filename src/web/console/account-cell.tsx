import { paths } from '../paths.ts';

/** Whose a row is: the account's number leads to it, the name stands below. */
export function AccountCell({ account, name }: { account: string | undefined; name?: string | undefined }) {
  if (account === undefined) return <>—</>;
  return (
    <>
      <a href={paths.console.account(account)}>{account}</a>
      {name !== undefined && (
        <>
          <br />
          {name}
        </>
      )}
    </>
  );
}
