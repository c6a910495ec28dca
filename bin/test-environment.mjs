/** The environment in which tests run: the shell's own settings must not decide whether they pass. */
export function testEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(CAUDAL_(?!REAL_DATA$)|STRIPE_|DATABASE_URL$|SMTP_URL$|PORT$|HOST$|LOG_LEVEL$|NODE_ENV$|NODE_OPTIONS$)/.test(
        name,
      ),
  );
  // Compiled configuration files would be kept in the shared temporary folder, where another user may have left theirs.
  return { ...Object.fromEntries(kept), JITI_FS_CACHE: 'false' };
}
