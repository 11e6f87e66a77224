/** One log-in per duty; each role may do only what its duty needs. */
export type DatabaseUrls = {
  /** `wasl_app`: requests. */
  readonly app: string;
  /** The owner with CREATEROLE, only to migrate. Null: this process cannot migrate. */
  readonly migrate: string | null;
  /** `wasl_log`: appends access events. */
  readonly log: string;
  /** `wasl_seal`: the sequencer. */
  readonly seal: string;
  /** `wasl_clock`: timers. */
  readonly clock: string;
  /** `wasl_audit`: auditors. */
  readonly audit: string;
};

/** The same database under another log-in; all other parameters are kept. Without a password `pg` looks for one itself. */
export const roleUrl = (databaseUrl: string, user: string, password: string | null): string => {
  const url = new URL(databaseUrl);
  if (url.host === '') {
    // `postgres:///wasl?host=/run/postgresql`: a URL without a host cannot carry a user before it.
    url.searchParams.set('user', user);
    if (password === null) url.searchParams.delete('password');
    else url.searchParams.set('password', password);
    return url.href;
  }
  url.searchParams.delete('user');
  url.searchParams.delete('password');
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password ?? '');
  return url.href;
};

/** True when the URL itself says a password. */
export const hasPassword = (databaseUrl: string): boolean => {
  const url = new URL(databaseUrl);
  return url.password !== '' || url.searchParams.has('password');
};
