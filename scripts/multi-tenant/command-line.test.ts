import { describe, expect, it } from 'vitest';
import { EXIT, runCommand } from '../admin/run-command.ts';
import { MODES, parseMultiTenantFlags } from './command-line.ts';

describe('the command line of the test tenants', () => {
  it.each(MODES)('knows %s', mode => {
    expect(parseMultiTenantFlags([mode])).toMatchObject({ mode, project: 'demo-agenttrader' });
  });

  it('does everything where nothing is said', () => {
    expect(parseMultiTenantFlags([]).mode).toBe('all');
  });

  it('finds a stack at other ports', () => {
    const { ports } = parseMultiTenantFlags(['verify', '--port-auth', '19099']);
    expect(ports).toEqual({ functions: 5001, auth: 19099, firestore: 8080, alpaca: 8090 });
  });

  it.each([
    [['destroy'], 'destroy: there is no such mode.'],
    [['create', 'verify'], 'verify: one mode at a time.'],
    [['create', '--now'], '--now'],
    [['create', '--port-auth', 'x'], '--port-auth x: a port is a number from 1 to 65535'],
    [['cleanup', '--project', 'agenttrader'], 'on a local stack only'],
  ])('says what is wrong with %j, and ends with 2', async (argv, message) => {
    const said: string[] = [];
    const run = async () => {
      parseMultiTenantFlags(argv);
      return EXIT.done;
    };
    expect(await runCommand(run, line => said.push(line))).toBe(EXIT.usage);
    expect(said.join('\n')).toContain(message);
  });

  it('shows how it is used where a word is wrong', () => {
    expect(() => parseMultiTenantFlags(['destroy'])).toThrow('npm run test:multi-tenant -- [MODE]');
  });
});
