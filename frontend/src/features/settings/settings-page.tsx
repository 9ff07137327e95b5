import { Navigate, NavLink, Route, Routes } from 'react-router';
import { onDemand } from '@/components/ui/on-demand.tsx';
import { PageHeader } from '@/components/ui/page-header.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useTitle } from '@/hooks/use-title.ts';
import { cn } from '@/lib/cn.ts';

const WAITING = <Skeleton className="h-72 w-full" />;
const ProfilePanel = onDemand(
  async () => (await import('./profile/profile-panel.tsx')).ProfilePanel,
  WAITING,
);
const SignInPanel = onDemand(async () => (await import('./sign-in/sign-in-panel.tsx')).SignInPanel, WAITING);
const BrokerPanel = onDemand(async () => (await import('./broker/broker-panel.tsx')).BrokerPanel, WAITING);
const LimitsPanel = onDemand(async () => (await import('./limits/limits-panel.tsx')).LimitsPanel, WAITING);
const PreferencesPanel = onDemand(
  async () => (await import('./preferences/preferences-panel.tsx')).PreferencesPanel,
  WAITING,
);
const DataPanel = onDemand(async () => (await import('./data/data-panel.tsx')).DataPanel, WAITING);

const SECTIONS = [
  { path: 'profile', label: 'Profile', Panel: ProfilePanel },
  { path: 'sign-in', label: 'Sign-in', Panel: SignInPanel },
  { path: 'broker', label: 'Broker', Panel: BrokerPanel },
  { path: 'limits', label: 'Limits', Panel: LimitsPanel },
  { path: 'preferences', label: 'Preferences', Panel: PreferencesPanel },
  { path: 'data', label: 'Data and account', Panel: DataPanel },
] as const;

/** Everything that a trader sets, a section at a time, each with an address of its own. */
export function SettingsPage() {
  useTitle('Settings');
  return (
    <>
      <PageHeader title="Settings" />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <nav aria-label="Settings" className="flex flex-wrap gap-1 lg:flex-col lg:flex-nowrap">
          {SECTIONS.map(({ path, label }) => (
            <NavLink
              key={path}
              to={`/settings/${path}`}
              className={({ isActive }) =>
                cn(
                  'shrink-0 rounded-md px-3 py-2 text-sm',
                  isActive ? 'bg-accent-soft font-medium text-accent' : 'text-muted hover:bg-hover',
                )
              }
            >
              {label}
            </NavLink>
          ))}
        </nav>
        <Routes>
          <Route index element={<Navigate to="profile" replace />} />
          {SECTIONS.map(({ path, Panel }) => (
            <Route key={path} path={path} element={<Panel />} />
          ))}
          <Route path="*" element={<Navigate to="/settings/profile" replace />} />
        </Routes>
      </div>
    </>
  );
}
