/** The environment in which tests run: the shell's own settings must not decide whether they pass. */
export function testEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(CAUDAL_|STRIPE_|DATABASE_URL$|SMTP_URL$|PORT$|HOST$|LOG_LEVEL$|NODE_ENV$|NODE_OPTIONS$|TZ$|LANG$|LANGUAGE$|LC_)/.test(
        name,
      ),
  );
  return Object.fromEntries(kept);
}
