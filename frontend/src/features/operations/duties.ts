/** Something that an operator can do. */
interface Duty {
  /** What it does, to a person. */
  readonly does: string;
  /** What is typed after `npm run admin --`, or the whole where it is another program. */
  readonly command: string;
  /** The callable behind it; none where it works on the project's users. */
  readonly callable?: string;
}

interface Duties {
  readonly title: string;
  readonly duties: readonly Duty[];
}

/** Everything that operators do, as docs/operating.md tells it at length. */
export const DUTIES: readonly Duties[] = [
  {
    title: 'See how it does',
    duties: [
      {
        does: 'Gives the verdict above, the last pulse, the halt, and the health of every tenant in a line each.',
        command: 'npm run admin -- status',
        callable: 'get_operations',
      },
      {
        does: 'Tells the uid that goes with an address.',
        command: 'npm run admin -- find EMAIL',
      },
    ],
  },
  {
    title: 'Stop and go on',
    duties: [
      {
        does: 'Stops the opening of trades for everybody, at once. Accounts are still synced, and open trades can be closed. Traders read the reason.',
        command: 'npm run admin -- halt "REASON"',
        callable: 'set_global_halt',
      },
      { does: 'Ends the halt.', command: 'npm run admin -- resume "REASON"', callable: 'set_global_halt' },
    ],
  },
  {
    title: 'One tenant',
    duties: [
      {
        does: 'Turns a tenant’s trading off and keeps it off; with --sign-in, nobody can sign in to the account either.',
        command: 'npm run admin -- lock UID "REASON"',
        callable: 'lock_tenant',
      },
      {
        does: 'Lets go of it. Trading stays off until its owner turns it on.',
        command: 'npm run admin -- unlock UID "REASON"',
        callable: 'lock_tenant',
      },
      {
        does: 'Syncs a tenant now, also one whose trading is off, who is parked or backing off. It stands in the audit.',
        command: 'npm run admin -- sync UID "REASON"',
        callable: 'sync_tenant',
      },
    ],
  },
  {
    title: 'Old data',
    duties: [
      {
        does: 'Moves a tenant’s data of an earlier system in. With --dry-run it reports the same and writes nothing.',
        command: 'npm run migrate -- --user UID',
        callable: 'migrate_legacy_data',
      },
      {
        does: 'Writes documents anew that stand in an old form, of one tenant or of all. With --dry-run it only reports.',
        command: 'npm run admin -- repair UID',
        callable: 'repair_documents',
      },
    ],
  },
  {
    title: 'Operators',
    duties: [
      {
        does: 'Makes somebody an operator, from their next sign-in.',
        command: 'npm run admin -- grant EMAIL',
      },
      {
        does: 'Takes that away and ends the person’s sessions.',
        command: 'npm run admin -- revoke EMAIL',
      },
      { does: 'Lists who is one.', command: 'npm run admin -- list' },
    ],
  },
];
