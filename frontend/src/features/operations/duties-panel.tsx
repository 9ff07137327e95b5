import { Panel } from '@/components/ui/panel.tsx';
import { DUTIES } from './duties.ts';

/** What an operator can do, and how: from a terminal in the project's folder. */
export const DutiesPanel = () => (
  <Panel title="What you can do">
    <div className="flex flex-col gap-5">
      <p className="max-w-prose text-muted">
        You act from a terminal, signed in as an operator; on this page you look. You may read a tenant’s
        documents for support, and cannot change them or see keys. docs/operating.md says what to do when.
      </p>
      {DUTIES.map(({ title, duties }) => (
        <section key={title} className="flex flex-col gap-2">
          <h3 className="font-medium text-sm">{title}</h3>
          <dl className="flex flex-col">
            {duties.map(({ does, command, callable }) => (
              <div
                key={command}
                className="grid gap-x-6 gap-y-1 border-line border-t py-2 text-sm md:grid-cols-[22rem_minmax(0,1fr)]"
              >
                <dt className="wrap-anywhere">
                  <code className="font-mono">{command}</code>
                </dt>
                <dd className="wrap-anywhere text-muted">
                  {does}
                  {callable && (
                    <>
                      {' '}
                      Calls <code className="font-mono">{callable}</code>.
                    </>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  </Panel>
);
