import type { GetOperationsResponse } from '../../domain/src/callables/get-operations.ts';
import {
  REPAIR_OUTCOMES,
  type RepairDocumentsResponse,
} from '../../domain/src/callables/repair-documents.ts';
import type { Call } from './operations.ts';

/** What is repaired: one tenant's documents, or those of all tenants that are set up. */
export interface RepairCommand {
  readonly name: 'repair';
  readonly user: string | undefined;
  readonly dryRun: boolean;
}

export interface RepairResult {
  readonly text: string;
  /** Documents that could not be mended. */
  readonly unmendable: number;
}

type Line = RepairDocumentsResponse['report'][number];

/** Repairs tenant by tenant, in as many calls as it takes. @throws whatever `call` throws */
export async function repair(
  { user, dryRun }: Omit<RepairCommand, 'name'>,
  call: Call,
  step: (text: string) => void,
): Promise<RepairResult> {
  const report: Line[] = [];
  let examined = 0;
  let tenants = 0;
  for await (const tenant of user === undefined ? everyTenant(call) : [user]) {
    tenants += 1;
    step(`${dryRun ? 'Looking at' : 'Repairing'} the documents of ${tenant}`);
    let after: string | undefined;
    do {
      const request = { targetUserId: tenant, dryRun, ...(after === undefined ? {} : { after }) };
      const answer: RepairDocumentsResponse = await call('repair_documents', request);
      report.push(...answer.report);
      examined += answer.examined;
      after = answer.next ?? undefined;
    } while (after !== undefined);
  }
  return { text: textOf(report, { tenants, examined, dryRun }), unmendable: count(report, 'unmendable') };
}

async function* everyTenant(call: Call): AsyncGenerator<string> {
  let after: string | null = null;
  do {
    const page: GetOperationsResponse = await call('get_operations', after === null ? {} : { after });
    for (const { tenantId } of page.tenants) yield tenantId;
    after = page.next;
  } while (after !== null);
}

const count = (report: readonly Line[], outcome: Line['outcome']): number =>
  report.filter(line => line.outcome === outcome).length;

function textOf(
  report: readonly Line[],
  { tenants, examined, dryRun }: { tenants: number; examined: number; dryRun: boolean },
): string {
  const titles = { mended: dryRun ? 'would be mended' : 'mended', unmendable: 'cannot be mended' } as const;
  const groups = REPAIR_OUTCOMES.flatMap(outcome => {
    const lines = report.filter(line => line.outcome === outcome);
    if (lines.length === 0) return [];
    return [
      `${titles[outcome]} (${lines.length})`,
      ...lines.map(({ path, reason }) => `  ${path}  ${reason}`),
      '',
    ];
  });
  const [mended, unmendable] = [count(report, 'mended'), count(report, 'unmendable')];
  const whose = `${examined} documents of ${tenants} ${tenants === 1 ? 'tenant' : 'tenants'} looked at`;
  return [...groups, `${whose}: ${mended} ${titles.mended}, ${unmendable} cannot be mended.`].join('\n');
}
