import { errorsOf } from '../../domain/src/callables/errors-of.ts';
import { type CallableName, CONTRACTS } from '../../domain/src/callables/list.ts';

const declared = new Map<string, ReadonlyMap<string, { readonly reasons: readonly string[] }>>(
  Object.entries(CONTRACTS).map(([name, contract]) => [name, errorsOf(contract)]),
);

/**
 * What a callable refuses with has to stand in its contract.
 *
 * @param code such as `not-found`, or `NOT_FOUND` as it is on the wire
 * @param reason of `details`, where there are any
 * @throws Error that says what to add
 */
export function requireDeclared(name: CallableName, code: string, reason?: string): void {
  const spelled = code.toLowerCase().replaceAll('_', '-');
  const error = declared.get(name)?.get(spelled);
  if (error && (reason === undefined || error.reasons.includes(reason))) return;
  throw new Error(
    `${name} answered "${spelled}"${reason === undefined ? '' : ` (${reason})`}, which its contract does not name: say in "errors" of ` +
      `domain/src/callables/${name.replaceAll('_', '-')}.ts when it does.`,
  );
}
