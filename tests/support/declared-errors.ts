import { errorsOf } from '../../domain/src/callables/errors-of.ts';
import { type CallableName, CONTRACTS } from '../../domain/src/callables/list.ts';

const declared = new Map<string, ReadonlySet<string>>(
  Object.entries(CONTRACTS).map(([name, contract]) => [name, new Set(errorsOf(contract).keys())]),
);

/**
 * What a callable refuses with has to stand in its contract.
 *
 * @param code such as `not-found`, or `NOT_FOUND` as it is on the wire
 * @throws Error that says what to add
 */
export function requireDeclared(name: CallableName, code: string): void {
  const spelled = code.toLowerCase().replaceAll('_', '-');
  if (declared.get(name)?.has(spelled)) return;
  throw new Error(
    `${name} answered "${spelled}", which its contract does not name: say in "errors" of ` +
      `domain/src/callables/${name.replaceAll('_', '-')}.ts when it does.`,
  );
}
