import { describe, expect, it } from 'vitest';
import type { MigrateLegacyDataResponse } from '../../domain/src/callables/migrate-legacy-data.ts';
import { UsageError } from '../../local/command-line/flags.ts';
import { parseMigrateFlags } from './migrate-flags.ts';
import { reportText } from './migration-report.ts';
import { startProgress } from './progress.ts';
import { CommandError, EXIT, runCommand } from './run-command.ts';
import { operatorLogin } from './sign-in.ts';
import { parseTarget } from './target.ts';

describe('where a command goes', () => {
  it('is this machine, unless a real project is named', () => {
    expect(parseTarget({}, {})).toEqual({
      kind: 'local',
      project: 'demo-agenttrader',
      auth: '127.0.0.1:9099',
      functions: '127.0.0.1:5001',
    });
    expect(
      parseTarget(
        { project: 'demo-x', functions: 'localhost:1' },
        { FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:2' },
      ),
    ).toEqual({
      kind: 'local',
      project: 'demo-x',
      auth: '127.0.0.1:2',
      functions: 'localhost:1',
    });
    expect(parseTarget({ project: 'agenttrader-prod' }, {})).toEqual({
      kind: 'production',
      project: 'agenttrader-prod',
    });
  });

  it.each([
    [{ project: 'agenttrader-prod', auth: '127.0.0.1:9099' }, {}],
    [{ project: 'agenttrader-prod', functions: '127.0.0.1:5001' }, {}],
    [{ project: 'agenttrader-prod' }, { FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9099' }],
    [{ project: 'evil.example/x' }, {}],
    [{ functions: 'evil.example:443' }, {}],
    [{ auth: '127.0.0.1.evil.example:1' }, {}],
    [{}, { FIREBASE_AUTH_EMULATOR_HOST: 'evil.example:1' }],
  ])('is never in between: %j %j', (flags, env) => {
    expect(() => parseTarget(flags, env)).toThrow(UsageError);
  });
});

describe('who signs in', () => {
  const local = parseTarget({}, {});
  const production = parseTarget({ project: 'agenttrader-prod' }, {});
  const env = { AGENTTRADER_OPERATOR_EMAIL: 'e@env', AGENTTRADER_OPERATOR_PASSWORD: 'p-env' };

  it('is named by flags, then by the environment, then by the demo', () => {
    expect(operatorLogin({ email: 'e', password: 'p' }, local, env)).toEqual({ email: 'e', password: 'p' });
    expect(operatorLogin({ email: 'e' }, local, env)).toEqual({ email: 'e', password: 'p-env' });
    expect(operatorLogin({}, production, env)).toEqual({ email: 'e@env', password: 'p-env' });
    expect(operatorLogin({}, local, {}).email).toBe('olivia@demo.agenttrader.dev');
  });

  it.each([
    [{}, production],
    [{ email: 'e' }, local],
    [{ password: 'p' }, local],
  ])('has to be complete: %j', (flags, target) => {
    expect(() => operatorLogin(flags, target, {})).toThrow(UsageError);
  });
});

describe('the command line of npm run migrate', () => {
  it('names a tenant', () => {
    expect(parseMigrateFlags(['--user', 'alice', '--dry-run'])).toMatchObject({
      user: 'alice',
      dryRun: true,
      withoutGlobal: false,
      moveKeys: false,
      all: false,
    });
    expect(parseMigrateFlags(['--user', 'alice', '--without-global'])).toMatchObject({ withoutGlobal: true });
    expect(parseMigrateFlags(['--user', 'alice', '--move-keys'])).toMatchObject({ moveKeys: true });
    expect(parseMigrateFlags(['--help'])).toMatchObject({ help: true });
  });

  it.each([
    [[]],
    [['--user']],
    [['--user', 'a/b']],
    [['--user', '']],
    [['alice']],
    [['--user', 'a', '--dryrun']],
  ])('refuses %j', argv => {
    expect(() => parseMigrateFlags(argv)).toThrow(UsageError);
  });
});

describe('the report', () => {
  const line = (index: number) => ({
    source: `tradingSignals/${index}`,
    target: `users/alice/signals/${index}`,
    outcome: 'copied' as const,
    reason: null,
  });
  const response: MigrateLegacyDataResponse = {
    status: 'partial',
    dryRun: false,
    targetUserId: 'alice',
    message: 'The sentence.',
    globalDocumentsOf: null,
    migratedFields: ['signals'],
    report: [
      line(1),
      { source: 'tradingSignals/broken', target: null, outcome: 'unreadable', reason: 'action is missing.' },
      line(2),
    ],
  };

  it('groups documents by what became of them', () => {
    expect(reportText(response, false)).toBe(
      [
        'copied (2)',
        '  tradingSignals/1  → users/alice/signals/1',
        '  tradingSignals/2  → users/alice/signals/2',
        '',
        'unreadable (1)',
        '  tradingSignals/broken  action is missing.',
        '',
        'The sentence.',
      ].join('\n'),
    );
    expect(reportText({ ...response, dryRun: true }, false)).toContain('would be copied (2)');
  });

  it('lists thousands only when asked to', () => {
    const many = { ...response, report: Array.from({ length: 1_000 }, (_, index) => line(index)) };
    expect(reportText(many, false).split('\n')).toHaveLength(24);
    expect(reportText(many, false)).toContain('… and 980 more; --all lists them');
    expect(reportText(many, true).split('\n')).toHaveLength(1_003);
  });
});

describe('running a command', () => {
  it.each([
    [new UsageError('wrong flag'), EXIT.usage],
    [new CommandError('refused'), EXIT.failed],
    [new Error('broken'), EXIT.failed],
  ])('%s ends with code %i and its sentence', async (error, code) => {
    const printed: string[] = [];
    const run = runCommand(
      () => Promise.reject(error),
      text => printed.push(text),
    );
    expect(await run).toBe(code);
    expect(printed).toEqual([error.message]);
  });

  it('names its steps, a line each where nobody watches', () => {
    const written: unknown[] = [];
    const progress = startProgress({ isTTY: false, write: chunk => written.push(chunk) > 0 });
    progress.step('One');
    progress.step('Two');
    progress.end();
    progress.end();
    expect(written).toEqual(['One …\n', 'Two …\n']);
  });
});
